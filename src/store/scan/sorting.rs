//! The lines of a file, each given its place in the chain.

use std::collections::HashSet;
use std::mem::take;
use std::num::NonZero;
use std::thread;

use super::chain::Candidate;
use super::{ENTRY_LIMIT, LINE_LIMIT, Reading, ScanError};
use crate::store::closing_seal::FoundSeal;
use crate::store::line::{Line, LineHash, parse, sealed_start_of};
use crate::store::sealed::{NONCE, Writing};

/// From how many lines on a sealed file is worth more than one thread, which takes some tens of
/// microseconds to begin.
const WORTH_SHARING: usize = 256;

/// How many lines are read before they are given their places: what is no line of a case takes
/// memory for so many and no more.
const READ_TOGETHER: usize = 4_096;

/// What the lines of a file are, before the chain is followed.
#[derive(Default)]
pub(super) struct Lines<'a> {
    pub(super) candidates: Vec<Candidate<'a>>,
    pub(super) further_keys: Vec<String>,
    pub(super) seals: Vec<FoundSeal>,
    /// What whole lines that were not sealed with the key of the case claim to be.
    pub(super) foreign: Vec<u64>,
    /// The numbers of lines with the nonce of another one.
    pub(super) nonce_twice: Vec<u64>,
    pub(super) last_whole: usize,
    pub(super) last_unreadable: usize,
    pub(super) unreadable: usize,
    pub(super) duplicates: usize,
    pub(super) newer: usize,
    pub(super) second_header: bool,
}

pub(super) fn sort_lines<'a>(
    header_line: &str,
    pieces: impl Iterator<Item = &'a [u8]>,
    reading: Reading<'_>,
) -> Result<Lines<'a>, ScanError> {
    let mut pieces = pieces;
    let mut lines = Lines::default();
    let (mut seen, mut nonces) = (HashSet::new(), HashSet::new());
    let mut place = 0;
    loop {
        let batch: Vec<&[u8]> = pieces.by_ref().take(READ_TOGETHER).collect();
        if batch.is_empty() {
            return Ok(lines);
        }
        seen.reserve(batch.len());
        lines.candidates.reserve(batch.len());
        let read = read_all(&batch, reading).into_iter();
        for (piece, read) in batch.into_iter().zip(read) {
            place += 1;
            let Some(ReadLine { line, hash, sealed }) = read else {
                lines.unreadable += 1;
                lines.last_unreadable = place;
                continue;
            };
            lines.last_whole = place;
            if !seen.insert(hash) || piece == header_line.as_bytes() {
                lines.duplicates += 1;
                continue;
            }
            let sorted = lines.sort(line, sealed, piece, reading, &mut nonces);
            let Some((number, previous, body)) = sorted else {
                continue;
            };
            let Some(body) = body else {
                lines.foreign.push(number);
                continue;
            };
            lines.candidates.push(Candidate {
                place,
                line: piece,
                hash,
                number,
                previous,
                body,
                accepted: false,
            });
            if lines.candidates.len() as u64 > ENTRY_LIMIT {
                return Err(ScanError::TooManyEntries);
            }
        }
    }
}

/// A whole line, read without regard to any other.
struct ReadLine {
    line: Line,
    hash: LineHash,
    /// What was found in a sealed line; nothing of any other.
    sealed: Option<Opened>,
}

/// A sealed line as it was opened.
struct Opened {
    nonce: [u8; NONCE],
    /// Nothing where it was not sealed for this place.
    body: Option<String>,
}

/// Reads every line for itself; nothing of one that is damaged. To open what is sealed takes
/// longer than all the rest, so many sealed lines are shared among the cores; where the system has
/// no thread for a share, it is read in this one.
fn read_all(pieces: &[&[u8]], reading: Reading<'_>) -> Vec<Option<ReadLine>> {
    let cores = match reading {
        Reading::Bodies(Writing::Sealed(_)) if pieces.len() >= WORTH_SHARING => {
            thread::available_parallelism().map_or(1, NonZero::get)
        }
        Reading::Bodies(Writing::Sealed(_) | Writing::Plain) | Reading::ChainAlone => 1,
    };
    let read = |share: &[&[u8]]| -> Vec<Option<ReadLine>> {
        share
            .iter()
            .map(|piece| read_line(piece, reading))
            .collect()
    };
    if cores == 1 {
        return read(pieces);
    }
    thread::scope(|scope| {
        let begin = |share| {
            let thread = thread::Builder::new().spawn_scoped(scope, move || read(share));
            (share, thread.ok())
        };
        let shares = pieces.chunks(pieces.len().div_ceil(cores));
        let begun: Vec<_> = shares.map(begin).collect();
        begun
            .into_iter()
            .flat_map(|(share, thread)| {
                let done = thread.and_then(|thread| thread.join().ok());
                done.unwrap_or_else(|| read(share))
            })
            .collect()
    })
}

fn read_line(piece: &[u8], reading: Reading<'_>) -> Option<ReadLine> {
    if piece.len() > LINE_LIMIT {
        return None;
    }
    let mut line = parse(piece)?;
    let sealed = match &mut line {
        Line::Sealed { sealed, .. } => {
            // Let go of here: what another thread has to give back takes longer.
            let sealed = take(sealed);
            Some(Opened {
                nonce: nonce_of(&sealed),
                body: open(reading, sealed_start_of(piece)?, &sealed),
            })
        }
        Line::Header(_)
        | Line::Plain { .. }
        | Line::Keys(_)
        | Line::Seal { .. }
        | Line::Unknown(_) => None,
    };
    Some(ReadLine {
        line,
        hash: LineHash::of(piece),
        sealed,
    })
}

impl Lines<'_> {
    /// Puts a line with its own kind; of an entry, gives its number, what it follows and its body,
    /// which is nothing where it is none of this case.
    fn sort(
        &mut self,
        parsed: Line,
        sealed: Option<Opened>,
        piece: &[u8],
        reading: Reading<'_>,
        nonces: &mut HashSet<[u8; NONCE]>,
    ) -> Option<(u64, LineHash, Option<String>)> {
        let line = || String::from_utf8_lossy(piece).into_owned();
        match parsed {
            Line::Plain {
                number,
                previous,
                body,
            } => return Some((number, previous, plain(reading).then_some(body))),
            Line::Sealed {
                number, previous, ..
            } => {
                let Opened { nonce, body } = sealed?;
                if !nonces.insert(nonce) {
                    self.nonce_twice.push(number);
                }
                return Some((number, previous, body));
            }
            Line::Keys(_) if !plain(reading) => self.further_keys.push(line()),
            Line::Seal {
                number,
                previous,
                seal,
            } => {
                let seal = FoundSeal::read(number, previous, &seal, line());
                self.seals.push(seal);
            }
            Line::Header(_) => self.second_header = true,
            Line::Keys(_) | Line::Unknown(_) => self.newer += 1,
        }
        None
    }
}

/// Whether the file is one of plain lines; a plain line in a sealed file is nobody's.
fn plain(reading: Reading<'_>) -> bool {
    match reading {
        Reading::Bodies(Writing::Plain) => true,
        Reading::Bodies(Writing::Sealed(_)) | Reading::ChainAlone => false,
    }
}

/// What a line was sealed with beside the key.
fn nonce_of(sealed: &[u8]) -> [u8; NONCE] {
    let mut nonce = [0; NONCE];
    for (byte, there) in nonce.iter_mut().zip(sealed) {
        *byte = *there;
    }
    nonce
}

/// The body of a sealed line; nothing where it was not sealed for this place in this case.
fn open(reading: Reading<'_>, start: &str, sealed: &[u8]) -> Option<String> {
    match reading {
        Reading::Bodies(Writing::Plain) => None,
        Reading::Bodies(Writing::Sealed(keys)) => keys.open_entry(start, sealed),
        Reading::ChainAlone => Some(String::new()),
    }
}
