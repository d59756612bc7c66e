//! Gives every entry its place: each line names the one before it.

use std::collections::HashMap;
use std::iter::Peekable;
use std::mem::take;
use std::vec::IntoIter;

use super::{Entry, Fault};
use crate::store::line::LineHash;

/// A whole entry, not yet given its place.
pub(super) struct Candidate<'a> {
    pub(super) place: usize,
    pub(super) line: &'a [u8],
    pub(super) hash: LineHash,
    pub(super) number: u64,
    pub(super) previous: LineHash,
    pub(super) body: String,
    pub(super) accepted: bool,
}

impl Candidate<'_> {
    fn continues(&self, next: u64, last: LineHash) -> bool {
        self.number == next && self.previous == last
    }
}

/// What came of following the chain.
pub(super) struct Sorted<'a> {
    pub(super) entries: Vec<Entry>,
    pub(super) hashes: Vec<LineHash>,
    pub(super) lines: Vec<&'a [u8]>,
    pub(super) last_hash: LineHash,
    pub(super) faults: Vec<Fault>,
}

/// Gives every line its place: the one that continues the chain, else the lowest
/// higher number that is left. Lines that find no place stay unaccepted.
pub(super) fn follow_chain<'a>(header_line: &str, candidates: &mut [Candidate<'a>]) -> Sorted<'a> {
    let mut sorted = Sorted {
        entries: Vec::with_capacity(candidates.len()),
        hashes: Vec::with_capacity(candidates.len()),
        lines: Vec::with_capacity(candidates.len()),
        last_hash: LineHash::of(header_line),
        faults: Vec::new(),
    };
    let (mut next, mut last_place) = (1, 0);
    // In nearly every file each line continues the one above it, and nothing has to be looked for.
    let mut in_order = 0..candidates.len();
    let mut scattered: Option<Scattered> = None;
    loop {
        let chosen = match (&mut scattered, in_order.next()) {
            (Some(scattered), _) => scattered.after(next, sorted.last_hash, candidates),
            (None, None) => None,
            (None, Some(index)) => {
                let below = candidates.get(index);
                if below.is_some_and(|below| below.continues(next, sorted.last_hash)) {
                    Some(index)
                } else {
                    let scattered = scattered.insert(Scattered::of(candidates));
                    scattered.after(next, sorted.last_hash, candidates)
                }
            }
        };
        let Some(candidate) = chosen.and_then(|index| candidates.get_mut(index)) else {
            return sorted;
        };
        if candidate.number > next {
            sorted.faults.push(Fault::Missing {
                from: next,
                to: candidate.number - 1,
            });
        }
        if candidate.place < last_place {
            sorted.faults.push(Fault::Moved {
                number: candidate.number,
            });
        }
        candidate.accepted = true;
        last_place = last_place.max(candidate.place);
        sorted.last_hash = candidate.hash;
        next = candidate.number + 1;
        sorted.hashes.push(candidate.hash);
        sorted.lines.push(candidate.line);
        sorted.entries.push(Entry {
            number: candidate.number,
            body: take(&mut candidate.body),
        });
    }
}

/// The lines of a file in which not every one stands below the one that it continues.
struct Scattered {
    links: HashMap<(u64, LineHash), usize>,
    waiting: Peekable<IntoIter<usize>>,
}

impl Scattered {
    fn of(candidates: &[Candidate<'_>]) -> Self {
        let mut links = HashMap::new();
        for (index, candidate) in candidates.iter().enumerate() {
            links
                .entry((candidate.number, candidate.previous))
                .or_insert(index);
        }
        let mut by_number: Vec<usize> = (0..candidates.len()).collect();
        by_number.sort_by_key(|index| candidates.get(*index).map(|candidate| candidate.number));
        Self {
            links,
            waiting: by_number.into_iter().peekable(),
        }
    }

    /// The line that continues the chain, else the one with the lowest higher number.
    fn after(&mut self, next: u64, last: LineHash, candidates: &[Candidate<'_>]) -> Option<usize> {
        let linked = self.links.get(&(next, last)).copied();
        linked.or_else(|| {
            let behind = |index: &usize| {
                let candidate = candidates.get(*index);
                candidate.is_none_or(|candidate| candidate.number <= next)
            };
            while self.waiting.next_if(behind).is_some() {}
            self.waiting.next()
        })
    }
}
