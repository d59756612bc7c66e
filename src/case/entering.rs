//! Entering a meeting after it was held: typed times take the place of the clock.
//!
//! A walkabout, a custody cell or a visit to a prison allows no laptop; what was noted
//! on the paper sheet is typed in afterwards. The journal keeps both: when an entry was
//! made, and the time that was typed for it.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{Case, Event, Now, Refusal, Session, SessionStatus, turns};
use crate::script::SessionKindId;

/// A time as it was typed, with its day and its offset from UTC.
pub type Typed = DateTime<FixedOffset>;

type Answered = Result<Vec<Event>, Refusal>;

impl Case {
    /// The moment that an entry made now tells of: the time that was typed last, while a
    /// meeting is entered that was held before; otherwise now.
    pub fn told(&self, now: Now) -> Now {
        let typed = self.session.as_ref().filter(|session| is_open(session));
        match typed.and_then(|session| session.typed) {
            Some(wall) => Now { wall, ..now },
            None => now,
        }
    }
}

fn is_open(session: &Session) -> bool {
    match session.status {
        SessionStatus::Running | SessionStatus::Adjourned { .. } => true,
        SessionStatus::Ended => false,
    }
}

/// Begins a session that was held before, at the time that it began.
pub(super) fn start(case: &Case, kind: SessionKindId, began: Typed, now: Now) -> Answered {
    let mut events = turns::start(case, kind)?;
    if began > now.wall {
        return Err(Refusal::TimeInTheFuture);
    }
    apart_from_others(case, began, began)?;
    events.insert(1, Event::TimeTyped { time: began });
    Ok(events)
}

/// Types the time of what follows.
pub(super) fn type_time(case: &Case, at: Typed, now: Now) -> Answered {
    let session = case.running()?;
    let last = session.typed.ok_or(Refusal::NotEnteredLater)?;
    if at == last {
        return Ok(Vec::new());
    }
    if at < last {
        return Err(Refusal::TimeBeforeLast);
    }
    if at > now.wall {
        return Err(Refusal::TimeInTheFuture);
    }
    let earlier = case.earlier_sessions.iter();
    others_between(earlier, session.started.wall, at)?;
    Ok(vec![Event::TimeTyped { time: at }])
}

/// No two meetings of one case were held at the same time.
fn apart_from_others(case: &Case, from: Typed, to: Typed) -> Result<(), Refusal> {
    others_between(case.earlier_sessions.iter().chain(&case.session), from, to)
}

fn others_between<'a>(
    mut others: impl Iterator<Item = &'a Session>,
    from: Typed,
    to: Typed,
) -> Result<(), Refusal> {
    // A meeting takes a minute at the least.
    let to = to.max(from + TimeDelta::minutes(1));
    let overlaps = |other: &&Session| {
        let ended = other.ended.as_ref().map(|ended| ended.at.wall);
        other.started.wall < to && ended.is_some_and(|ended| from < ended)
    };
    match others.find(overlaps) {
        Some(other) => Err(Refusal::TimesOverlap(other.number)),
        None => Ok(()),
    }
}

pub(super) fn time_typed(case: &mut Case, at: Typed) {
    let Some(session) = &mut case.session else {
        return;
    };
    if session.typed.replace(at).is_none() {
        session.started.wall = at;
        session.sitting_since.wall = at;
    }
    let taken = (at - session.started.wall).num_milliseconds();
    case.elapsed = u64::try_from(taken).unwrap_or(0);
}
