//! What a look at the cases tells, and what is said where this program has a fault in it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;

use crate::desk::Cabinet;
use crate::store::Kind;
use crate::tui::office::{Found, OfficeProblem};

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

pub(super) fn not_read() -> OfficeProblem {
    OfficeProblem {
        what: "This case could not be read because of a fault in this program.".to_owned(),
        instead: "`talking-piece verify` tells whether its files are whole.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::panic::resume_unwind;

    use super::*;
    use crate::tui::office::{CaseSummary, Cases};

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
