//! One row of the home screen.

use chrono::{DateTime, FixedOffset};

use super::retaining::Going;
use super::told;
use crate::case::{Event, FollowingEvent, Recorded, Waiting, notes_wait_by};
use crate::desk::library::{CaseRow, DAMAGED, Library, Stands, State, stands};
use crate::desk::{Cabinet, CabinetError, ReadCase, decode, time_of};
use crate::script::Outcome;
use crate::store::{CaseListing, Entry, Kind, Listed};
use crate::tui::office::{CaseDetails, CaseSummary, Standing};

const COPY: &str = "A copy of another case.";

/// Sums up a case by a glance at both ends of it; one that cannot be read is a row too.
pub(super) fn of(cabinet: &Cabinet, listing: &CaseListing) -> CaseSummary {
    let row = |standing, opened: Option<DateTime<FixedOffset>>, last_words| CaseSummary {
        reference: listing.reference.clone(),
        practice: listing.kind == Kind::Practice,
        protected: false,
        standing,
        missing: None,
        opened,
        last_words,
        details: None,
    };
    let unreadable = |why: String| row(Standing::Unreadable(why), None, None);
    match &listing.state {
        Listed::Broken(why) => unreadable(why.clone()),
        Listed::ConflictCopy { of: _ } => unreadable(COPY.to_owned()),
        Listed::Readable {
            entries,
            first,
            last,
            tail,
            id: _,
        } => {
            let whole = *entries > 0 && tail.len() as u64 == *entries;
            let seen = match at_end(tail) {
                AtEnd::Stands(standing) => Some(standing),
                AtEnd::Unclear => None,
                AtEnd::NothingSeen => whole.then_some(Standing::Prepared),
            };
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
                    details: Some(details(cabinet, listing.kind, &read)),
                    ..row(
                        standing(stands(&read.case)),
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
    let read = cabinet.read(kind, reference)?;
    Ok(details(cabinet, kind, &read))
}

fn details(cabinet: &Cabinet, kind: Kind, read: &ReadCase) -> CaseDetails {
    let case = read.case.seen();
    let items = case.agreement.items.iter();
    CaseDetails {
        script: case.script.title.clone(),
        people: case.people.len(),
        marks: case.marks.len(),
        items: items.filter(|item| !item.removed).count(),
        waiting: Waiting::of(case.as_ref()),
        draft: read.content.draft.is_some(),
        kept: Going::now(cabinet)
            .kept(&read.case)
            .filter(|_| kind == Kind::Case),
    }
}

/// What the last entries of a case tell of where it stands.
enum AtEnd {
    Stands(Standing),
    /// Only the whole case can tell.
    Unclear,
    /// Nothing of a meeting is among them.
    NothingSeen,
}

/// Looks at the last entries of a case: what begins or ends a meeting is never taken back, and
/// most of the rest can only happen while one is going on.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "all other events can happen before, in and after a meeting"
)]
fn at_end(tail: &[String]) -> AtEnd {
    let mut later: Vec<Event> = Vec::new();
    for body in tail.iter().rev() {
        let event = recorded(body).event;
        match event {
            // Whether notes were left as well, only the whole case can tell.
            Event::Following(
                FollowingEvent::CaseClosed { .. } | FollowingEvent::CaseReopened { .. },
            ) => return AtEnd::Unclear,
            Event::SessionStarted { .. }
            | Event::SessionResumed
            | Event::Moved { .. }
            | Event::TurnSkipped { .. }
            // One with words may have been brought back after a crash, once the meeting was over.
            | Event::Marked { words: None, .. } => return AtEnd::Stands(Standing::Running),
            Event::SessionAdjourned { until } => {
                return AtEnd::Stands(Standing::Adjourned(until));
            }
            Event::SessionEnded { outcome, .. } => {
                later.push(event);
                // Whether something was to be agreed at all, only the script tells.
                if outcome == Outcome::NoAgreementWanted {
                    return AtEnd::Unclear;
                }
                let title = outcome.title();
                return match notes_wait_by(later.iter().rev()) {
                    Some(true) => AtEnd::Stands(Standing::NotesWait(title)),
                    Some(false) => AtEnd::Stands(Standing::Ended(title)),
                    None => AtEnd::Unclear,
                };
            }
            _ => later.push(event),
        }
    }
    AtEnd::NothingSeen
}

fn standing(stands: Stands) -> Standing {
    match stands {
        Stands::Prepared => Standing::Prepared,
        Stands::Running => Standing::Running,
        Stands::Closed(outcome) => Standing::Closed(outcome.map_or("nobody met", Outcome::title)),
        Stands::Adjourned(until) => Standing::Adjourned(until),
        Stands::Ended { notes_wait, .. } => {
            let title = stands.title().unwrap_or_default();
            if notes_wait {
                Standing::NotesWait(title)
            } else {
                Standing::Ended(title)
            }
        }
    }
}

/// The same of a case that the library knows.
pub(super) fn known(library: &Library, row: &CaseRow) -> CaseSummary {
    let standing = match row.state() {
        State::Stands(stands) => standing(stands),
        State::Sealed(why) | State::Newer(why) | State::Broken(why) => {
            Standing::Unreadable(library.text(why).to_owned())
        }
        State::Copy(_) => Standing::Unreadable(COPY.to_owned()),
    };
    CaseSummary {
        reference: row.reference.to_string(),
        practice: library.kind() == Kind::Practice,
        protected: false,
        standing,
        missing: row.is_damaged().then(|| DAMAGED.to_owned()),
        opened: row.opened,
        last_words: row.last,
        details: None,
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
