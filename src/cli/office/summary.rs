//! One row of the home screen.

use chrono::DateTime;

use crate::case::{Case, SessionStatus};
use crate::desk::Cabinet;
use crate::problem::Problem;
use crate::script::Outcome;
use crate::store::{CaseListing, Kind, Listed};
use crate::tui::office::{CaseSummary, Standing};

/// Sums up a case; one that cannot be read is a row too.
pub(super) fn of(cabinet: &Cabinet, listing: &CaseListing) -> CaseSummary {
    let unreadable = |why: String| CaseSummary {
        reference: listing.reference.clone(),
        script: String::new(),
        practice: listing.kind == Kind::Practice,
        protected: false,
        standing: Standing::Unreadable(why),
        opened: DateTime::UNIX_EPOCH.fixed_offset(),
        last_words: None,
        people: 0,
        marks: 0,
        items: 0,
        draft: false,
    };
    match &listing.state {
        Listed::Broken(why) => return unreadable(why.clone()),
        Listed::ConflictCopy { of: _ } => {
            return unreadable("A copy left by a program that copies folders.".to_owned());
        }
        Listed::Readable { .. } => {}
    }
    match cabinet.read(listing.kind, &listing.reference) {
        Err(error) => {
            let problem = Problem::from(error);
            unreadable(format!("{} {}", problem.what, problem.do_instead))
        }
        Ok(read) => CaseSummary {
            reference: listing.reference.clone(),
            script: read.case.script.title.clone(),
            practice: listing.kind == Kind::Practice,
            protected: false,
            standing: standing(&read.case),
            opened: read
                .case
                .opened
                .map_or(DateTime::UNIX_EPOCH.fixed_offset(), |at| at.wall),
            last_words: read.case.last_event.map(|at| at.wall),
            people: read.case.people.len(),
            marks: read.case.marks.len(),
            items: read
                .case
                .agreement
                .items
                .iter()
                .filter(|item| !item.removed)
                .count(),
            draft: read.content.draft.is_some(),
        },
    }
}

fn standing(case: &Case) -> Standing {
    let Some(session) = &case.session else {
        return Standing::Prepared;
    };
    match session.status {
        SessionStatus::Running => Standing::Running,
        SessionStatus::Adjourned { until } => Standing::Adjourned(until),
        SessionStatus::Ended => Standing::Ended(
            session
                .ended
                .as_ref()
                .map_or(Outcome::EndedEarly, |ended| ended.outcome),
        ),
    }
}
