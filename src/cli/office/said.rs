//! What is said of files and of what went wrong.

use std::path::Path;

use crate::problem::Problem;
use crate::script_file::{Origin, SetAside, Shelf, Shelved};
use crate::tui::office::OfficeProblem;

/// What is said of a script of the service's own, where somebody chooses one.
pub(super) fn notice(shelf: &Shelf, shelved: &Shelved) -> String {
    let replaced = |aside: &&SetAside| aside.origin == Origin::Shipped;
    match shelf.behind(shelved.heading.id.as_str()).find(replaced) {
        Some(aside) => aside.notice(),
        None => format!("Your own script, from {}.", shelved.file),
    }
}

pub(super) fn told(problem: impl Into<Problem>) -> OfficeProblem {
    let Problem {
        what,
        place,
        do_instead,
        kind: _,
    } = problem.into();
    let what = match place {
        Some(place) => format!("{what} ({})", shown(&place)),
        None => what,
    };
    OfficeProblem {
        what,
        instead: do_instead,
    }
}

pub(super) fn shown(place: &Path) -> String {
    crate::clean::clean(&place.display().to_string(), crate::clean::Shape::Line).text
}
