//! Entering a meeting after it was held: typed times take the place of the clock.
//!
//! A walkabout, a custody cell or a visit to a prison allows no laptop; what was noted
//! on the paper sheet is typed in afterwards. The journal keeps both: when an entry was
//! made, and the time that was typed for it.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{Case, Event, Now, Refusal, Session, turns};
use crate::script::SessionKindId;

/// A time as it was typed, with its day and its offset from UTC.
pub type Typed = DateTime<FixedOffset>;

type Answered = Result<Vec<Event>, Refusal>;

/// Why a typed time was refused; its text says why, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedRefusal {
    /// The meeting is not one that is entered after it was held.
    NotEnteredLater,
    /// Nothing can have been in the future.
    TimeInTheFuture,
    /// What was typed before happened later than this.
    TimeBeforeLast,
    /// Another session of the case was going on at that time.
    TimesOverlap(u16),
}

impl TypedRefusal {
    /// Why, and what to do instead, in one sentence each.
    pub(super) fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::NotEnteredLater => (
                "This meeting is going on now, so the clock tells its times.",
                "A meeting that was held before is begun on the list of people.",
            ),
            Self::TimeInTheFuture => (
                "That time has not come yet.",
                "Type when it was, with the day where it was another one.",
            ),
            Self::TimeBeforeLast => (
                "What you typed before happened later than that.",
                "Type a later time, or take the earlier one back with u.",
            ),
            Self::TimesOverlap(_) => (
                "Another meeting of this case was held at that time.",
                "Look at the sheet again: no two can be held at once.",
            ),
        }
    }
}

impl From<TypedRefusal> for Refusal {
    fn from(refusal: TypedRefusal) -> Self {
        Self::Typed(refusal)
    }
}

impl Case {
    /// The moment that an entry made now tells of: the time that was typed last, while a
    /// meeting is entered that was held before; otherwise now, as where it was put off.
    pub fn told(&self, now: Now) -> Now {
        let going_on = self.running().ok();
        match going_on.and_then(|session| session.typed) {
            Some(wall) => Now { wall, ..now },
            None => now,
        }
    }
}

/// Begins a session that was held before, at the time that it began.
pub(super) fn start(case: &Case, kind: SessionKindId, began: Typed, now: Now) -> Answered {
    let mut events = turns::start(case, kind)?;
    if began > now.wall {
        return Err(TypedRefusal::TimeInTheFuture.into());
    }
    apart_from_others(case, began, began)?;
    events.insert(1, Event::TimeTyped { time: began });
    Ok(events)
}

/// Types the time of what follows.
pub(super) fn type_time(case: &Case, at: Typed, now: Now) -> Answered {
    let session = case.running()?;
    if !session.entered_later {
        return Err(TypedRefusal::NotEnteredLater.into());
    }
    if session.typed == Some(at) {
        return Ok(Vec::new());
    }
    let parted = session.parted.map(|parted| parted.wall);
    if session.typed.or(parted).is_some_and(|last| at < last) {
        return Err(TypedRefusal::TimeBeforeLast.into());
    }
    if at > now.wall {
        return Err(TypedRefusal::TimeInTheFuture.into());
    }
    let earlier = case.earlier_sessions.iter();
    // Of a sitting that goes on after an adjournment nothing is known to have been before.
    let since = session.typed.map_or(at, |_| session.sitting_since.wall);
    others_between(earlier, since, at)?;
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
        Some(other) => Err(TypedRefusal::TimesOverlap(other.number).into()),
        None => Ok(()),
    }
}

pub(super) fn time_typed(case: &mut Case, at: Typed) {
    let Some(session) = &mut case.session else {
        return;
    };
    session.entered_later = true;
    if session.typed.replace(at).is_none() {
        session.sitting_since.wall = at;
        if session.sitting == 1 {
            session.started.wall = at;
        }
    }
    let taken = (at - session.sitting_since.wall).num_milliseconds();
    case.elapsed = session.elapsed_before + u64::try_from(taken).unwrap_or(0);
}
