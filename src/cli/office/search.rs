//! Looks for what the home screen lists, in a thread of its own: a home may hold hundreds of
//! cases, and nobody should wait for them before the first key.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::desk::Cabinet;
use crate::script_file::Shelf;
use crate::store::{Kind, list_cases};
use crate::tui::office::{CaseSummary, Found, OfficeProblem};
use crate::tui::terminal::SEARCH;

use super::{gathered, practice, summary, told};

/// Begins a search; what it finds comes out of the receiver.
pub(super) fn begin(cabinet: Cabinet, shelf: Arc<OnceLock<Shelf>>) -> Receiver<Found> {
    let (sender, found) = channel();
    let failed = sender.clone();
    let search = move || {
        let search = AssertUnwindSafe(|| search(&cabinet, &shelf, &sender));
        if catch_unwind(search).is_err() {
            tell(&cabinet, &sender, Found::Cases(Err(not_finished())));
        }
    };
    let begun = thread::Builder::new().name(SEARCH.to_owned()).spawn(search);
    if begun.is_err() {
        // The receiver is still here, so this cannot fail.
        let _ = failed.send(Found::Cases(Err(not_finished())));
    }
    found
}

/// The cases come first, so that nothing moves in a list that is already shown.
fn search(cabinet: &Cabinet, shelf: &OnceLock<Shelf>, sender: &Sender<Found>) {
    tell(cabinet, sender, Found::Cases(cases(cabinet)));
    let practice = practice::summaries(gathered(shelf, cabinet));
    tell(cabinet, sender, Found::PracticeCases(practice));
}

fn tell(cabinet: &Cabinet, sender: &Sender<Found>, found: Found) {
    // Nobody listens any more once the home screen was opened anew.
    let _ = sender.send(found);
    (cabinet.waker)();
}

/// Every case, the one with the latest words first.
fn cases(cabinet: &Cabinet) -> Result<Vec<CaseSummary>, OfficeProblem> {
    let mut cases = Vec::new();
    for kind in [Kind::Case, Kind::Practice] {
        let storage = cabinet.storage.as_ref();
        let listings = list_cases(storage, &cabinet.home, kind, usize::MAX).map_err(told)?;
        cases.extend(listings.iter().map(|one| summary::of(cabinet, one)));
    }
    cases.sort_by_key(|case| std::cmp::Reverse(case.last_words));
    Ok(cases)
}

fn not_finished() -> OfficeProblem {
    OfficeProblem {
        what: "The cases could not be listed because of a fault in this program.".to_owned(),
        instead: "Each can still be opened by name, as in `talking-piece run RC-0412`.".to_owned(),
    }
}
