//! Looks for what the home screen lists, in a thread of its own: a home may hold hundreds of
//! cases, and nobody should wait for them before the first key.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::desk::Cabinet;
use crate::script_file::Shelf;
use crate::store::{Kind, list_cases};
use crate::tui::office::{CaseSummary, Cases, Found, OfficeProblem};
use crate::tui::terminal::SEARCH;

use super::{Looks, gathered, library, practice, summary, told};

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
        let cases = || cases(cabinet, kind).map(library::Listed::all);
        listed(|| if many { first() } else { cases() }, || not_listed(kind))
    };
    let [real, practised] = [0, 1].map(|place| of(KINDS[place], many[place]));
    tell(cabinet, sender, Found::Cases(together(&real, &practised)));
    let practice = listed(
        || Ok(practice::summaries(gathered(shelf, cabinet))),
        || not_listed(Kind::Practice),
    );
    tell(cabinet, sender, Found::PracticeCases(practice));
    if many == [false, false] {
        return;
    }
    let mut lists = [real, practised];
    for (place, kind) in KINDS.into_iter().enumerate() {
        if many[place] {
            lists[place] = library::look_through(cabinet, kind, sender, &looks.stop);
        }
    }
    let [real, practised] = &lists;
    tell(cabinet, sender, Found::Cases(together(real, practised)));
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

/// What work gives; what is to be said instead where this program has a fault in it.
pub(super) fn listed<T>(
    work: impl FnOnce() -> Result<T, OfficeProblem>,
    fault: impl FnOnce() -> OfficeProblem,
) -> Result<T, OfficeProblem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(fault()))
}

pub(super) fn tell(cabinet: &Cabinet, sender: &Sender<Found>, found: Found) {
    // Nobody listens any more once the home screen was opened anew.
    let _ = sender.send(found);
    (cabinet.waker)();
}

/// Every case of a kind.
fn cases(cabinet: &Cabinet, kind: Kind) -> Result<Vec<CaseSummary>, OfficeProblem> {
    let storage = cabinet.storage.as_ref();
    let listings = list_cases(storage, &cabinet.home, kind, usize::MAX).map_err(told)?;
    let rows = listings.iter().map(|one| summary::of(cabinet, one));
    Ok(rows.collect())
}

pub(super) fn not_listed(kind: Kind) -> OfficeProblem {
    let (what, instead) = match kind {
        Kind::Case => (
            "The cases could not be listed because of a fault in this program.",
            "Each can still be opened by name, as in `talking-piece run RC-0412`.",
        ),
        Kind::Practice => (
            "The practice cases could not be listed because of a fault in this program.",
            "Each can still be begun by name, as in `talking-piece practise bicycle`.",
        ),
    };
    OfficeProblem {
        what: what.to_owned(),
        instead: instead.to_owned(),
    }
}

fn not_read() -> OfficeProblem {
    OfficeProblem {
        what: "This case could not be read because of a fault in this program.".to_owned(),
        instead: "`talking-piece verify` tells whether its files are whole.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::panic::resume_unwind;

    use super::*;

    #[test]
    fn a_fault_with_one_list_is_said_of_that_list_alone() {
        let faulty = || -> Result<Vec<CaseSummary>, OfficeProblem> {
            resume_unwind(Box::new("a fault"));
        };
        for (kind, other) in [(Kind::Case, Kind::Practice), (Kind::Practice, Kind::Case)] {
            let of = |one| {
                if one == kind {
                    listed(faulty, || not_listed(one))
                } else {
                    listed(|| Ok(Vec::new()), || not_listed(one))
                }
            };
            let cases = Cases::together(of(Kind::Case), of(Kind::Practice));
            let said = [&cases.real_problem, &cases.practice_problem];
            let (wrong, right) = if other == Kind::Practice {
                (0, 1)
            } else {
                (1, 0)
            };
            assert_eq!(*said[wrong], Some(not_listed(kind)));
            assert_eq!(*said[right], None);
        }
    }
}
