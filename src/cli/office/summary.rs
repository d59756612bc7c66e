//! One row of the home screen.

use chrono::{DateTime, FixedOffset};

use super::told;
use crate::case::{Case, EraseRule, Event, Recorded, SessionStatus};
use crate::desk::{Cabinet, CabinetError, ReadCase, decode, time_of};
use crate::script::Outcome;
use crate::store::{CaseListing, Entry, Kind, Listed};
use crate::tui::office::{CaseDetails, CaseSummary, Standing};

/// Sums up a case by a glance at both ends of it; one that cannot be read is a row too.
pub(super) fn of(cabinet: &Cabinet, listing: &CaseListing) -> CaseSummary {
    let row = |standing, opened: Option<DateTime<FixedOffset>>, last_words| CaseSummary {
        reference: listing.reference.clone(),
        practice: listing.kind == Kind::Practice,
        protected: false,
        standing,
        opened,
        last_words,
        details: None,
    };
    let unreadable = |why: String| row(Standing::Unreadable(why), None, None);
    match &listing.state {
        Listed::Broken(why) => unreadable(why.clone()),
        Listed::ConflictCopy { of: _ } => {
            unreadable("A copy left by a program that copies folders.".to_owned())
        }
        Listed::Readable {
            entries,
            first,
            last,
            tail,
            id: _,
        } => {
            let whole = *entries > 0 && tail.len() as u64 == *entries;
            let seen = standing_at_end(tail).or(whole.then_some(Standing::Prepared));
            // Whether notes still wait, only the notes can tell; and whether something was to be
            // agreed, only the script.
            let unwanted = Outcome::NoAgreementWanted.title();
            let seen = seen.filter(|standing| match standing {
                Standing::Ended(title) => *title != unwanted && was_gone_through(tail),
                Standing::Prepared
                | Standing::Running
                | Standing::Adjourned(_)
                | Standing::NotesWait(_)
                | Standing::Unreadable(_) => true,
            });
            if let (Some(standing), Some(opened)) = (seen, opening_time(first)) {
                return row(standing, Some(opened), time_of(&entry(last)));
            }
            // The ends do not tell, so the whole case is read.
            match cabinet.read(listing.kind, &listing.reference) {
                Err(error) => row(
                    Standing::Unreadable(told(error).to_string()),
                    opening_time(first),
                    time_of(&entry(last)),
                ),
                Ok(read) => CaseSummary {
                    details: Some(details(&read)),
                    ..row(
                        standing(&read.case),
                        read.case.opened.map(|at| at.wall),
                        read.case.last_event.map(|at| at.wall),
                    )
                },
            }
        }
    }
}

/// Reads a case whole, for what a glance does not tell.
pub(super) fn whole(
    cabinet: &Cabinet,
    kind: Kind,
    reference: &str,
) -> Result<CaseDetails, CabinetError> {
    cabinet.read(kind, reference).map(|read| details(&read))
}

fn details(read: &ReadCase) -> CaseDetails {
    let case = read.case.seen();
    let items = case.agreement.items.iter();
    CaseDetails {
        script: case.script.title.clone(),
        people: case.people.len(),
        marks: case.marks.len(),
        items: items.filter(|item| !item.removed).count(),
        draft: read.content.draft.is_some(),
    }
}

/// Where a case stands by its last entries: what begins or ends a meeting is never taken
/// back, and most of the rest can only happen while one is going on.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "all other events can happen before, in and after a meeting"
)]
fn standing_at_end(tail: &[String]) -> Option<Standing> {
    tail.iter()
        .rev()
        .find_map(|body| match recorded(body).event {
            Event::SessionStarted { .. }
            | Event::SessionResumed
            | Event::Moved { .. }
            | Event::TurnSkipped { .. }
            | Event::Marked { .. } => Some(Standing::Running),
            Event::SessionAdjourned { until } => Some(Standing::Adjourned(until)),
            Event::SessionEnded { outcome, .. } => Some(Standing::Ended(outcome.title())),
            _ => None,
        })
}

/// Whether working notes were erased at the end of a case.
fn was_gone_through(tail: &[String]) -> bool {
    let rule = EraseRule::WorkingNotes;
    tail.iter().any(|body| {
        matches!(recorded(body).event, Event::WordsErased { rule: erased, .. } if erased == rule)
    })
}

/// Whether the notes still hold words that are to be kept or erased once the meeting is over.
fn notes_wait(case: &Case) -> bool {
    let words = case.words_to_erase(EraseRule::WorkingNotes);
    words.iter().any(|id| !case.erased.contains(id))
}

fn standing(case: &Case) -> Standing {
    let Some(session) = &case.session else {
        return Standing::Prepared;
    };
    match session.status {
        SessionStatus::Running => Standing::Running,
        SessionStatus::Adjourned { until } => Standing::Adjourned(until),
        SessionStatus::Ended => {
            let ended = session.ended.as_ref();
            let outcome = ended.map_or(Outcome::EndedEarly, |ended| ended.outcome);
            let title = session.title_of(outcome);
            if notes_wait(case) {
                Standing::NotesWait(title)
            } else {
                Standing::Ended(title)
            }
        }
    }
}

/// When a case was opened, by its first entry.
fn opening_time(first: &str) -> Option<DateTime<FixedOffset>> {
    matches!(recorded(first).event, Event::CaseOpened { .. })
        .then(|| time_of(&entry(first)))
        .flatten()
}

fn recorded(body: &str) -> Recorded {
    decode(&entry(body))
}

/// Its number does not matter here.
fn entry(body: &str) -> Entry {
    Entry {
        number: 0,
        body: body.to_owned(),
    }
}
