//! Reads a journal as it was found, after whatever happened to it.
//!
//! The scan changes nothing. It follows the chain of hashes from the header, so a
//! line counts only where the chain proves that nothing was lost before it. What a
//! crash can leave (a half line at the end, a half line closed off by the next
//! one, the same line twice) is harmless; everything else is damage and is named.

mod chain;
mod fault;
mod sorting;

use memchr::memchr;
use serde::Deserialize;

use self::chain::{Sorted, follow_chain};
pub use self::fault::Fault;
use self::sorting::sort_lines;
use super::closing_seal::{FoundSeal, compare};
use super::line::{FORMAT_VERSION, Header, Line, LineHash, Mode, parse};
use super::sealed::{NoKey, Ring, Writing};

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
    /// Hash of the line of each of them.
    pub hashes: Vec<LineHash>,
    /// How the lines are written.
    pub writing: Writing,
    /// The lines that let further readers in, as they stand in the file.
    pub key_lines: Vec<String>,
    /// The seals of closings, in the order in which they stand in the file.
    pub seals: Vec<FoundSeal>,
    /// Whether the lines are sealed and nobody opened them: then every body is empty.
    pub closed: bool,
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
        if number == 0 {
            return Some(LineHash::of(&self.header_line));
        }
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        // In its own place it stands only as far as nothing is missing before it.
        let entry = self.entries.get(place)?;
        (entry.number == number).then(|| self.hashes.get(place).copied())?
    }

    /// Says whether this version may append to the file: not where a newer one did so in a way
    /// that would be lost when the file has to be written anew.
    pub fn may_append(&self) -> bool {
        self.header.may_append() && self.newer == 0
    }

    /// The lines of the seals that fit, for a file that goes on with the same lines.
    pub(super) fn kept_seals(&self) -> String {
        let fitting = self.seals.iter().filter(|seal| seal.fits());
        fitting
            .flat_map(|seal| [seal.line.as_str(), "\n"])
            .collect()
    }

    /// Says whether there is no entry and no trace of one but lines that cannot be read.
    pub(super) fn holds_nothing(&self) -> bool {
        let none = self.entries.is_empty() && self.aside.is_empty() && self.seals.is_empty();
        none && self.newer == 0 && self.is_whole() && !self.closed
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

impl Condition {
    fn of(faults: Vec<Fault>, torn: bool) -> Self {
        if !faults.is_empty() {
            Self::Damaged(faults)
        } else if torn {
            Self::TornTail
        } else {
            Self::Sound
        }
    }
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
    /// The lines are sealed, and nothing was unlocked to open them.
    #[error("this case is sealed; it opens once the passphrase was typed")]
    Sealed,
    /// The lines are sealed for other readers.
    #[error("your key is not among the readers of this case; ask somebody who can read it")]
    NotForYou,
    /// The key in the file is another file's.
    #[error("the keys in this file do not belong to it; use a copy of the file if you have one")]
    ForeignKeys,
    /// The key in the file is damaged.
    #[error("the keys in this file are damaged; use a copy of the file if you have one")]
    DamagedKeys,
    /// The file is longer than [`FILE_LIMIT`].
    #[error("the file is larger than 64 MiB, which is the limit of one case")]
    TooLarge,
    /// The file has more than [`ENTRY_LIMIT`] entries.
    #[error("the file has more than 100,000 entries, which is the limit of one case")]
    TooManyEntries,
}

/// What is read of the bodies of sealed lines.
#[derive(Clone, Copy)]
pub(super) enum Reading<'a> {
    /// All of them, with the keys of this way of writing.
    Bodies(&'a Writing),
    /// None: check sums and the chain are checked alone.
    ChainAlone,
}

/// Reads all bytes of a journal. A sealed one is opened with the keys on the ring.
pub fn scan(bytes: &[u8], ring: &Ring) -> Result<Scan, ScanError> {
    scan_lines(bytes, ring).map(|(scan, _)| scan)
}

/// Checks all bytes of a journal, and leaves sealed lines closed where the ring has no key.
pub(super) fn scan_closed(bytes: &[u8], ring: &Ring) -> Result<Scan, ScanError> {
    match scan(bytes, ring) {
        Err(ScanError::Sealed | ScanError::NotForYou) => {
            scan_with(bytes, |_, _| Ok(None)).map(|(scan, _)| scan)
        }
        whole => whole,
    }
}

/// The same as [`scan`], with the line of each entry as it stands in the file.
pub(super) fn scan_lines<'a>(
    bytes: &'a [u8],
    ring: &Ring,
) -> Result<(Scan, Vec<&'a [u8]>), ScanError> {
    scan_with(bytes, |header, further| {
        ring.writing_of(header, further).map(Some)
    })
}

/// `open` gives how the lines are written, or nothing where they stay closed.
fn scan_with(
    bytes: &[u8],
    open: impl FnOnce(&Header, &[Vec<u8>]) -> Result<Option<Writing>, NoKey>,
) -> Result<(Scan, Vec<&[u8]>), ScanError> {
    if u64::try_from(bytes.len()).map_or(true, |length| length > FILE_LIMIT) {
        return Err(ScanError::TooLarge);
    }
    let mut pieces = pieces(bytes);
    let first = pieces.next().ok_or(ScanError::Empty)?;
    let header = read_header(first, pieces.clone())?;
    let further = match header.mode {
        Mode::Plain => Vec::new(),
        Mode::Sealed => further_keys(pieces.clone()),
    };
    let writing = open(&header, &further)?;
    let reading = match &writing {
        Some(writing) => Reading::Bodies(writing),
        None => Reading::ChainAlone,
    };
    let header_line = String::from_utf8_lossy(first).into_owned();
    let mut lines = sort_lines(&header_line, pieces, reading)?;
    let Sorted {
        entries,
        hashes,
        lines: kept,
        last_hash,
        mut faults,
    } = follow_chain(&header_line, &mut lines.candidates);
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
    let foreign = lines.foreign.into_iter();
    faults.extend(foreign.map(|number| Fault::Foreign { number }));
    let twice = lines.nonce_twice.into_iter();
    faults.extend(twice.map(|number| Fault::NonceTwice { number }));
    if lines.second_header {
        faults.push(Fault::SecondHeader);
    }
    let condition = Condition::of(faults, lines.last_unreadable > lines.last_whole);
    let mut seals = lines.seals;
    let numbers = entries.iter().map(|entry| entry.number);
    compare(&mut seals, &header_line, numbers.zip(kept.iter().copied()));
    let scan = Scan {
        header,
        header_line,
        entries,
        hashes,
        closed: writing.is_none(),
        writing: writing.unwrap_or_default(),
        key_lines: lines.further_keys,
        seals,
        aside,
        condition,
        last_hash,
        ends_with_newline: bytes.ends_with(b"\n"),
        duplicates: lines.duplicates,
        unreadable: lines.unreadable,
        newer: lines.newer,
    };
    Ok((scan, kept))
}

/// The age files of all lines that let further readers in.
pub(super) fn further_keys<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let lines = pieces.filter(|piece| piece.starts_with(b"k1 ") && piece.len() <= LINE_LIMIT);
    lines
        .filter_map(|piece| match parse(piece) {
            Some(Line::Keys(file)) => Some(file),
            Some(
                Line::Header(_)
                | Line::Plain { .. }
                | Line::Sealed { .. }
                | Line::Seal { .. }
                | Line::Unknown(_),
            )
            | None => None,
        })
        .collect()
}

impl From<NoKey> for ScanError {
    fn from(why: NoKey) -> Self {
        match why {
            NoKey::Locked => Self::Sealed,
            NoKey::NotForYou => Self::NotForYou,
            NoKey::Foreign => Self::ForeignKeys,
            NoKey::Damaged => Self::DamagedKeys,
            NoKey::Newer => Self::MadeByNewer,
        }
    }
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
        Some(Line::Plain { .. } | Line::Sealed { .. } | Line::Keys(_) | Line::Seal { .. }) => {
            return Err(ScanError::HeaderDamaged);
        }
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
    serde_json::from_str(&json).map_err(|_| ScanError::MadeByNewer)
}

/// Cuts a file into lines; strips one carriage return, leaves out empty lines.
pub(super) fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    // Looked for many bytes at once: this is gone through for every case of a library.
    let mut rest = Some(bytes);
    let pieces = std::iter::from_fn(move || {
        let all = rest?;
        let (piece, after) = match memchr(b'\n', all) {
            Some(end) => (all.get(..end)?, all.get(end + 1..)),
            None => (all, None),
        };
        rest = after;
        Some(piece)
    });
    pieces
        .map(|piece| piece.strip_suffix(b"\r").unwrap_or(piece))
        .filter(|piece| !piece.is_empty())
}
