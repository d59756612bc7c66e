//! Two records, entry by entry.

use std::collections::HashSet;

use super::{Comparison, NotesBeside, SideBySide, Span};
use crate::store::{Condition, Entry, Fault, HeaderId, LineHash, Scan};

/// What an entry is known by beside its number.
#[derive(PartialEq, Eq, Hash)]
enum Content<'a> {
    Body(&'a str),
    /// Of the line, which can be told apart where nobody can open it.
    Line(LineHash),
}

/// What a case is known by: the identity in its header, and its first entry where that can be read.
pub(in crate::desk) type KnownBy<'a> = (HeaderId, Option<&'a str>);

/// What the case of a record is known by.
pub(in crate::desk) fn known_by(scan: &Scan) -> KnownBy<'_> {
    let first = scan.entries.first().filter(|entry| entry.number == 1);
    (scan.header.id, first.map(|entry| entry.body.as_str()))
}

/// Whether two records are of one case; nothing where nobody can tell.
///
/// One that was sealed, sealed anew or begun anew without some words has another identity than its
/// older copies, and the same first entry: its reference and the moment in which it was begun.
pub(in crate::desk) fn is_one_case(ours: KnownBy<'_>, theirs: KnownBy<'_>) -> Option<bool> {
    Some(ours.0 == theirs.0 || ours.1? == theirs.1?)
}

pub(super) fn compare(here: &Scan, there: &Scan) -> Comparison {
    let same_file = here.header_line == there.header_line;
    let is_closed = here.closed || there.closed;
    if is_closed && !same_file {
        let is_other = here.header.id != there.header.id && !(here.closed && there.closed);
        return if is_other && here.header.after.is_none() && there.header.after.is_none() {
            Comparison::OtherCase
        } else {
            Comparison::Unreadable("it is sealed; unlock this home to compare it".to_owned())
        };
    }
    match is_one_case(known_by(here), known_by(there)) {
        Some(true) => Comparison::Record(Box::new(side_by_side(here, there))),
        Some(false) => Comparison::OtherCase,
        None => {
            let why = "an entry 1 is missing, which tells of which case it is";
            Comparison::Unreadable(why.to_owned())
        }
    }
}

/// Two records of one case; by their lines alone where one of them could not be opened.
pub(in crate::desk) fn side_by_side(here: &Scan, there: &Scan) -> SideBySide {
    let by_line = here.closed || there.closed;
    let ours: HashSet<_> = contents(here, by_line)
        .map(|(_, content)| content)
        .collect();
    let theirs: HashSet<_> = contents(there, by_line)
        .map(|(_, content)| content)
        .collect();
    let (gaps_here, gaps_there) = (gaps(here), gaps(there));
    let is_gap = |number: u64| {
        gaps_there
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&number))
    };
    let (mut both, mut only_here): (Vec<&Entry>, Vec<&Entry>) = (Vec::new(), Vec::new());
    for (entry, content) in contents(here, by_line) {
        if theirs.contains(&content) {
            both.push(entry);
        } else if !is_gap(entry.number) {
            only_here.push(entry);
        }
    }
    let mut only_there: Vec<&Entry> = contents(there, by_line)
        .filter(|(_, content)| !ours.contains(content))
        .map(|(entry, _)| entry)
        .collect();
    if !by_line {
        // They have no place in the copy, and may be nowhere else.
        let aside = there.aside.iter();
        only_there.extend(aside.filter(|entry| !ours.contains(&of_body(entry))));
        only_there.sort_by_key(|entry| entry.number);
    }
    let firsts = only_here.first().into_iter().chain(only_there.first());
    let parts = firsts.map(|entry| entry.number).min().unwrap_or(u64::MAX);
    let before = both.iter().rev().find(|entry| entry.number < parts);
    let last = here.last_number();
    let later = only_there.first().is_some_and(|entry| entry.number > last);
    SideBySide {
        up_to: before.map_or(0, |entry| entry.number),
        goes_on_after: later.then_some(last),
        both: Span::of(both),
        only_here: Span::of(only_here),
        only_there: Span::of(only_there),
        unread_here: length(&gaps_here),
        unread_there: length(&gaps_there),
        is_whole: there.condition == Condition::Sound && there.newer == 0,
        notes: NotesBeside::Apart,
        is_typed: false,
    }
}

fn contents(scan: &Scan, by_line: bool) -> impl Iterator<Item = (&Entry, (u64, Content<'_>))> {
    let entries = scan.entries.iter().zip(&scan.hashes);
    entries.map(move |(entry, hash)| {
        let content = if by_line {
            (entry.number, Content::Line(*hash))
        } else {
            of_body(entry)
        };
        (entry, content)
    })
}

fn of_body(entry: &Entry) -> (u64, Content<'_>) {
    (entry.number, Content::Body(&entry.body))
}

/// The first and the last number of entries that cannot be read, each time that some cannot.
fn gaps(scan: &Scan) -> Vec<(u64, u64)> {
    match &scan.condition {
        Condition::Sound => Vec::new(),
        Condition::TornTail => {
            let next = scan.last_number().saturating_add(1);
            vec![(next, next)]
        }
        Condition::Damaged(faults) => faults.iter().filter_map(missing).collect(),
    }
}

fn missing(fault: &Fault) -> Option<(u64, u64)> {
    match fault {
        Fault::Missing { from, to } => Some((*from, *to)),
        Fault::Apart { .. }
        | Fault::Moved { .. }
        | Fault::Foreign { .. }
        | Fault::NonceTwice { .. }
        | Fault::SecondHeader => None,
    }
}

fn length(gaps: &[(u64, u64)]) -> u64 {
    gaps.iter().fold(0_u64, |sum, (from, to)| {
        sum.saturating_add(to.saturating_sub(*from).saturating_add(1))
    })
}
