//! Looks for what the home screen lists, in a thread of its own: a home may hold hundreds of
//! cases, and nobody should wait for them before the first key.

use std::collections::HashMap;
use std::mem::take;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::desk::library::DAMAGED;
use crate::desk::{Cabinet, incomplete};
use crate::script_file::Shelf;
use crate::store::{Kind, LeftBehind, list_cases};
use crate::tui::office::{CaseSummary, Cases, DueRow, Found, Incomplete, OfficeProblem, Standing};
use crate::tui::terminal::SEARCH;

use super::retaining::Going;
use super::telling::{listed, not_listed, not_read, tell};
use super::{Looks, due, gathered, library, practice, summary, told};

/// Begins a search; what it finds comes out of the receiver.
pub(super) fn begin(
    cabinet: Cabinet,
    shelf: Arc<OnceLock<Shelf>>,
    looks: Looks,
) -> Receiver<Found> {
    let (sender, found) = channel();
    let (failed, instead) = (sender.clone(), cabinet.clone());
    let search = move || search(&cabinet, &shelf, &sender, &looks);
    let begun = thread::Builder::new().name(SEARCH.to_owned()).spawn(search);
    if begun.is_err() {
        let cases = Cases::together(Err(not_listed(Kind::Case)), Err(not_listed(Kind::Practice)));
        tell(&instead, &failed, Found::Cases(cases));
        let practice = Found::PracticeCases(Err(not_listed(Kind::Practice)));
        tell(&instead, &failed, practice);
    }
    found
}

/// Begins to read one case whole, in a thread of its own, for it may be big and the disk slow.
pub(super) fn look_into(cabinet: Cabinet, kind: Kind, reference: String, sender: Sender<Found>) {
    let (failed, instead) = (sender.clone(), cabinet.clone());
    let found = move |reference, found| Found::Details {
        reference,
        practice: kind == Kind::Practice,
        found,
    };
    let name = reference.clone();
    let look = move || {
        let whole = || summary::whole(&cabinet, kind, &reference).map_err(told);
        let whole = listed(whole, not_read);
        tell(&cabinet, &sender, found(reference, whole));
    };
    let begun = thread::Builder::new().name(SEARCH.to_owned()).spawn(look);
    if begun.is_err() {
        tell(&instead, &failed, found(name, Err(not_read())));
    }
}

/// The cases come first, so that nothing moves in a list that is already shown. Each list
/// stands by itself: a fault with one takes nothing from the others. Where there are very many
/// cases the first of them are shown before the others are looked at.
fn search(cabinet: &Cabinet, shelf: &OnceLock<Shelf>, sender: &Sender<Found>, looks: &Looks) {
    let many = KINDS.map(|kind| library::are_many(cabinet, kind) && !looks.through.note(kind));
    let of = |kind, many| {
        let first = || library::first(cabinet, kind);
        let all = |list| library::Listed::all(list, &Going::now(cabinet));
        let cases = || cases(cabinet, kind).map(all);
        listed(|| if many { first() } else { cases() }, || not_listed(kind))
    };
    let [real, practised] = [0, 1].map(|place| of(KINDS[place], many[place]));
    tell(cabinet, sender, Found::Cases(together(&real, &practised)));
    let practice = listed(
        || Ok(practice::summaries(gathered(shelf, cabinet))),
        || not_listed(Kind::Practice),
    );
    tell(cabinet, sender, Found::PracticeCases(practice));
    let mut lists = [real, practised];
    for (place, kind) in KINDS.into_iter().enumerate() {
        if many[place] {
            lists[place] = library::look_through(cabinet, kind, sender, &looks.stop);
        }
    }
    if many != [false, false] {
        let [real, practised] = &lists;
        tell(cabinet, sender, Found::Cases(together(real, practised)));
    }
    let mut seen = Seen::default();
    let due = || Ok(due_in(cabinet, &lists, &mut seen, &looks.stop));
    let due = listed(due, not_read).unwrap_or_default();
    tell(cabinet, sender, Found::Due(due));
    tell(cabinet, sender, Found::Between(take(&mut seen.between)));
    let incomplete = || Ok(incomplete_in(cabinet, &lists, seen, &looks.stop));
    let incomplete = listed(incomplete, not_read).unwrap_or_default();
    if !incomplete.is_empty() {
        tell(cabinet, sender, Found::Incomplete(incomplete));
    }
    if looks.stop.load(Ordering::Relaxed) {
        return;
    }
    let left = cabinet.sweep_left_behind().unwrap_or_default();
    if !left.is_empty() {
        let left = left.iter().map(LeftBehind::told).collect();
        tell(cabinet, sender, Found::LeftBehind(left));
    }
}

/// What was seen beside what is due, while cases were read for that.
#[derive(Default)]
struct Seen {
    /// References of the real cases that are between two meetings.
    between: Vec<String>,
    /// References and kinds of the cases that were read, each with what is missing from it.
    missing: HashMap<(String, bool), Option<String>>,
}

/// What is due in the cases that were listed; each of them in which something may be is read whole,
/// and tells more on the way.
fn due_in(
    cabinet: &Cabinet,
    lists: &[Result<library::Listed, OfficeProblem>; 2],
    seen: &mut Seen,
    stop: &AtomicBool,
) -> Vec<DueRow> {
    let mut rows = Vec::new();
    for (kind, listed) in KINDS.into_iter().zip(lists) {
        let references = listed.iter().flat_map(|listed| &listed.due);
        let going_on = |_: &&String| !stop.load(Ordering::Relaxed);
        let due = due::Reading::of(cabinet, kind);
        for reference in references.take_while(going_on) {
            let Some(read) = due.read(reference) else {
                continue;
            };
            if kind == Kind::Case && read.case.is_between_meetings() {
                seen.between.push(reference.clone());
            }
            let name = (reference.clone(), kind == Kind::Practice);
            seen.missing.insert(name, incomplete(&read.content));
            rows.extend(due.rows(reference, &read));
        }
    }
    due::sort(&mut rows);
    rows
}

/// Those of the listed cases that are not whole; what was not read yet is read for that.
fn incomplete_in(
    cabinet: &Cabinet,
    lists: &[Result<library::Listed, OfficeProblem>; 2],
    mut seen: Seen,
    stop: &AtomicBool,
) -> Vec<Incomplete> {
    let mut incomplete = Vec::new();
    for (kind, listed) in KINDS.into_iter().zip(lists) {
        let cases = listed.iter().flat_map(|listed| &listed.list);
        let can_be_opened = |case: &&CaseSummary| !matches!(case.standing, Standing::Unreadable(_));
        let going_on = |_: &&CaseSummary| !stop.load(Ordering::Relaxed);
        for case in cases.filter(can_be_opened).take_while(going_on) {
            let name = (case.reference.clone(), case.practice);
            let missing = seen.missing.remove(&name);
            let missing = missing.unwrap_or_else(|| {
                let missing = cabinet.missing_from(kind, &case.reference);
                // With one side alone in it, no number may tell of the other.
                let is_running = case.standing == Standing::Running;
                let generally = missing.as_ref().map(|_| DAMAGED.to_owned());
                if is_running { generally } else { missing }
            });
            incomplete.extend(missing.map(|missing| Incomplete {
                reference: name.0,
                practice: name.1,
                missing,
            }));
        }
    }
    incomplete
}

const KINDS: [Kind; 2] = [Kind::Case, Kind::Practice];

/// Both kinds in one list, with how many more there are.
fn together(
    real: &Result<library::Listed, OfficeProblem>,
    practised: &Result<library::Listed, OfficeProblem>,
) -> Cases {
    let list = |listed: &Result<library::Listed, OfficeProblem>| {
        let listed = listed.as_ref().map_err(Clone::clone)?;
        Ok(listed.list.clone())
    };
    let more = |listed: &Result<library::Listed, OfficeProblem>| {
        listed.as_ref().map_or(0, |listed| listed.more)
    };
    Cases {
        more: more(real) + more(practised),
        ..Cases::together(list(real), list(practised))
    }
}

/// Every case of a kind.
fn cases(cabinet: &Cabinet, kind: Kind) -> Result<Vec<CaseSummary>, OfficeProblem> {
    let storage = cabinet.storage.as_ref();
    let listings = list_cases(storage, &cabinet.home, kind, usize::MAX).map_err(told)?;
    let rows = listings.iter().map(|one| summary::of(cabinet, one));
    Ok(rows.collect())
}
