//! Reads a journal as it was found, after whatever happened to it.
//!
//! The scan changes nothing. It follows the chain of hashes from the header, so a
//! line counts only where the chain proves that nothing was lost before it. What a
//! crash can leave (a half line at the end, a half line closed off by the next
//! one, the same line twice) is harmless; everything else is damage and is named.

use std::collections::{HashMap, HashSet};
use std::mem::take;

use serde::Deserialize;

use super::line::{FORMAT_VERSION, Header, Line, LineHash, Mode, entry_line, parse};

/// Longest journal that is read, in bytes.
pub const FILE_LIMIT: u64 = 64 << 20;
/// Longest line that is read, in bytes.
pub const LINE_LIMIT: usize = 1 << 20;
/// Most entries of one journal.
pub const ENTRY_LIMIT: u64 = 100_000;

/// One entry of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Position in the journal, from 1.
    pub number: u64,
    /// The body, opaque to the store: JSON text on one line.
    pub body: String,
}

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The first line, decoded.
    pub header: Header,
    /// The first line as it stands in the file.
    pub header_line: String,
    /// All entries that can be read, in the order of their numbers. After a
    /// [`Fault::Missing`] nothing proves that the rest belongs to this case.
    pub entries: Vec<Entry>,
    /// Whole entries that the chain has no place for: a second version of a number,
    /// or lines of another journal. To be shown, never to be counted.
    pub aside: Vec<Entry>,
    /// Whether the journal may be trusted and continued.
    pub condition: Condition,
    /// Hash of the last entry's line (of the header's, when there is no entry).
    pub last_hash: LineHash,
    /// Whether the file ends with a line feed; if not, the next line starts with one.
    pub ends_with_newline: bool,
    /// How many lines repeat another one; harmless.
    pub duplicates: usize,
    /// How many lines cannot be read; harmless unless the condition says otherwise.
    pub unreadable: usize,
    /// How many lines are of a kind that a newer version writes.
    pub newer: usize,
}

impl Scan {
    /// The highest number that can be read; 0 for a case without entries.
    pub fn last_number(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.number)
    }

    /// Hash of the line of an entry (0: of the header), as far as nothing is missing before it.
    pub fn hash_at(&self, number: u64) -> Option<LineHash> {
        let mut hash = LineHash::of(&self.header_line);
        if number == 0 {
            return Some(hash);
        }
        for (entry, expected) in self.entries.iter().zip(1..) {
            if entry.number != expected {
                return None;
            }
            hash = LineHash::of(entry_line(expected, hash, &entry.body));
            if expected == number {
                return Some(hash);
            }
        }
        None
    }

    /// Says whether nothing is missing and nothing is out of place.
    pub fn is_whole(&self) -> bool {
        match self.condition {
            Condition::Sound | Condition::TornTail => true,
            Condition::Damaged(_) => false,
        }
    }
}

/// Whether a journal may be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Everything is there.
    Sound,
    /// The last line is not complete, as after a power cut. All others are there.
    TornTail,
    /// Something is missing or out of place; the journal can be read, not continued.
    Damaged(Vec<Fault>),
}

/// One thing that is wrong with a journal. Carries numbers only, never words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// These entries cannot be read.
    #[error("entries {from} to {to} are missing or unreadable")]
    Missing {
        /// First missing number.
        from: u64,
        /// Last missing number.
        to: u64,
    },
    /// A whole entry does not fit the entries before it; it stands in [`Scan::aside`].
    #[error("there is a second entry {number} that does not belong to the others")]
    Apart {
        /// The number that it claims.
        number: u64,
    },
    /// An entry stands before one with a lower number.
    #[error("entry {number} is not in its place")]
    Moved {
        /// The number of the entry.
        number: u64,
    },
    /// A first line of another journal stands among the entries.
    #[error("part of another case is in this file")]
    SecondHeader,
}

/// Why nothing can be read from a file as a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// The file has no bytes.
    #[error("this file is empty; there is nothing in it to recover")]
    Empty,
    /// The file is something else: a picture, a document.
    #[error("this is not a case of this program; nothing was changed")]
    NotAJournal,
    /// The first line is damaged, so nothing says what the rest is.
    #[error(
        "the first line is damaged, so the rest cannot be trusted; use a copy of the file if you have one"
    )]
    HeaderDamaged,
    /// A newer version wrote the file in a way that this one does not know.
    #[error("this case was made by a newer version of the program; nothing was changed")]
    MadeByNewer,
    /// The lines are sealed, and this version has no key for them.
    #[error("this case is sealed; this version cannot open it")]
    Sealed,
    /// The file is longer than [`FILE_LIMIT`].
    #[error("the file is larger than 64 MiB, which is the limit of one case")]
    TooLarge,
    /// The file has more than [`ENTRY_LIMIT`] entries.
    #[error("the file has more than 100,000 entries, which is the limit of one case")]
    TooManyEntries,
}

/// A whole entry, not yet given its place.
struct Candidate {
    place: usize,
    hash: LineHash,
    number: u64,
    previous: LineHash,
    body: String,
    accepted: bool,
}

/// What the lines of a file are, before the chain is followed.
#[derive(Default)]
struct Lines {
    candidates: Vec<Candidate>,
    last_whole: usize,
    last_unreadable: usize,
    unreadable: usize,
    duplicates: usize,
    newer: usize,
    second_header: bool,
}

/// Reads all bytes of a journal.
pub fn scan(bytes: &[u8]) -> Result<Scan, ScanError> {
    if u64::try_from(bytes.len()).map_or(true, |length| length > FILE_LIMIT) {
        return Err(ScanError::TooLarge);
    }
    let mut pieces = pieces(bytes);
    let first = pieces.next().ok_or(ScanError::Empty)?;
    let header = read_header(first, pieces.clone())?;
    let header_line = String::from_utf8_lossy(first).into_owned();
    let mut lines = sort_lines(&header_line, pieces)?;
    let (entries, last_hash, mut faults) = follow_chain(&header_line, &mut lines.candidates);
    let mut aside = Vec::new();
    for candidate in lines
        .candidates
        .into_iter()
        .filter(|candidate| !candidate.accepted)
    {
        faults.push(Fault::Apart {
            number: candidate.number,
        });
        aside.push(Entry {
            number: candidate.number,
            body: candidate.body,
        });
    }
    if lines.second_header {
        faults.push(Fault::SecondHeader);
    }
    let condition = if !faults.is_empty() {
        Condition::Damaged(faults)
    } else if lines.last_unreadable > lines.last_whole {
        Condition::TornTail
    } else {
        Condition::Sound
    };
    Ok(Scan {
        header,
        header_line,
        entries,
        aside,
        condition,
        last_hash,
        ends_with_newline: bytes.ends_with(b"\n"),
        duplicates: lines.duplicates,
        unreadable: lines.unreadable,
        newer: lines.newer,
    })
}

/// Reads the first line alone; `rest` tells a damaged journal from a foreign file.
pub(super) fn read_header<'a>(
    first: &[u8],
    mut rest: impl Iterator<Item = &'a [u8]>,
) -> Result<Header, ScanError> {
    #[derive(Deserialize)]
    struct Promise {
        format: String,
        v: u32,
        #[serde(default)]
        min_reader: u32,
    }
    let json = match parse(first) {
        Some(Line::Header(json)) => json,
        Some(Line::Unknown(tag)) if tag.starts_with('h') => return Err(ScanError::MadeByNewer),
        Some(Line::Plain { .. }) => return Err(ScanError::HeaderDamaged),
        Some(Line::Unknown(_)) | None => {
            let ours = first.starts_with(b"h1 ") || b"h1 ".starts_with(first);
            return Err(if ours || rest.any(|piece| parse(piece).is_some()) {
                ScanError::HeaderDamaged
            } else {
                ScanError::NotAJournal
            });
        }
    };
    let promise: Promise = serde_json::from_str(&json).map_err(|_| ScanError::NotAJournal)?;
    if promise.format != "rjj" {
        return Err(ScanError::NotAJournal);
    }
    if promise.v > FORMAT_VERSION || promise.min_reader > FORMAT_VERSION {
        return Err(ScanError::MadeByNewer);
    }
    let header: Header = serde_json::from_str(&json).map_err(|_| ScanError::MadeByNewer)?;
    match header.mode {
        Mode::Plain => Ok(header),
        Mode::Sealed => Err(ScanError::Sealed),
    }
}

/// Cuts a file into lines; strips one carriage return, leaves out empty lines.
pub(super) fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    bytes
        .split(|byte| *byte == b'\n')
        .map(|piece| piece.strip_suffix(b"\r").unwrap_or(piece))
        .filter(|piece| !piece.is_empty())
}

fn sort_lines<'a>(
    header_line: &str,
    pieces: impl Iterator<Item = &'a [u8]>,
) -> Result<Lines, ScanError> {
    let mut lines = Lines::default();
    let mut seen = HashSet::new();
    for (place, piece) in pieces.enumerate().map(|(index, piece)| (index + 1, piece)) {
        let parsed = if piece.len() > LINE_LIMIT {
            None
        } else {
            parse(piece)
        };
        let Some(parsed) = parsed else {
            lines.unreadable += 1;
            lines.last_unreadable = place;
            continue;
        };
        lines.last_whole = place;
        let hash = LineHash::of(piece);
        if !seen.insert(hash) || piece == header_line.as_bytes() {
            lines.duplicates += 1;
            continue;
        }
        match parsed {
            Line::Plain {
                number,
                previous,
                body,
            } => {
                let accepted = false;
                lines.candidates.push(Candidate {
                    place,
                    hash,
                    number,
                    previous,
                    body,
                    accepted,
                });
            }
            Line::Header(_) => lines.second_header = true,
            Line::Unknown(_) => lines.newer += 1,
        }
        if lines.candidates.len() as u64 > ENTRY_LIMIT {
            return Err(ScanError::TooManyEntries);
        }
    }
    Ok(lines)
}

/// Gives every line its place: the one that continues the chain, else the lowest
/// higher number that is left. Lines that find no place stay unaccepted.
fn follow_chain(
    header_line: &str,
    candidates: &mut [Candidate],
) -> (Vec<Entry>, LineHash, Vec<Fault>) {
    let mut links = HashMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        links
            .entry((candidate.number, candidate.previous))
            .or_insert(index);
    }
    let mut by_number: Vec<usize> = (0..candidates.len()).collect();
    by_number.sort_by_key(|index| candidates.get(*index).map(|candidate| candidate.number));
    let mut waiting = by_number.into_iter().peekable();

    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    let (mut next, mut last_hash, mut last_place) = (1, LineHash::of(header_line), 0);
    loop {
        let linked = links.get(&(next, last_hash)).copied();
        let chosen = linked.or_else(|| {
            let behind = |index: &usize| {
                candidates
                    .get(*index)
                    .is_none_or(|candidate| candidate.number <= next)
            };
            while waiting.next_if(behind).is_some() {}
            waiting.next()
        });
        let Some(candidate) = chosen.and_then(|index| candidates.get_mut(index)) else {
            return (entries, last_hash, faults);
        };
        if candidate.number > next {
            faults.push(Fault::Missing {
                from: next,
                to: candidate.number - 1,
            });
        }
        if candidate.place < last_place {
            faults.push(Fault::Moved {
                number: candidate.number,
            });
        }
        candidate.accepted = true;
        last_place = last_place.max(candidate.place);
        last_hash = candidate.hash;
        next = candidate.number + 1;
        entries.push(Entry {
            number: candidate.number,
            body: take(&mut candidate.body),
        });
    }
}
