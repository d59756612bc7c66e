//! Keeping a case whatever the rules say: a hold, and lifting it.

use crate::case::marking::reason_of;
use crate::case::{Case, Event, FollowingEvent, Now, Refusal, Words};

type Answered = Result<Vec<Event>, Refusal>;

/// One time that a case was put on hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Since when.
    pub at: Now,
    /// Why; no rule forgets it.
    pub reason: Words,
    /// When it was lifted, and why.
    pub lifted: Option<(Now, Words)>,
}

impl Case {
    /// The hold that stands, if any: while it does, nobody disposes of the case.
    pub fn hold(&self) -> Option<&Hold> {
        let last = self.following.holds.last();
        last.filter(|hold| hold.lifted.is_none())
    }
}

pub(super) fn place(case: &Case, reason: String) -> Answered {
    if case.hold().is_some() {
        return Err(Refusal::OnHold);
    }
    let reason = reason_of(case, Some(reason))?.ok_or(Refusal::ReasonMissing)?;
    Ok(vec![Event::Following(FollowingEvent::HoldPlaced {
        reason,
    })])
}

pub(super) fn lift(case: &Case, reason: String) -> Answered {
    if case.hold().is_none() {
        return Err(Refusal::NotOnHold);
    }
    let reason = reason_of(case, Some(reason))?.ok_or(Refusal::ReasonMissing)?;
    Ok(vec![Event::Following(FollowingEvent::HoldLifted {
        reason,
    })])
}

pub(super) fn placed(case: &mut Case, at: Now, reason: &Words) {
    case.following.holds.push(Hold {
        at,
        reason: reason.clone(),
        lifted: None,
    });
}

pub(super) fn lifted(case: &mut Case, at: Now, reason: &Words) {
    if let Some(hold) = case.following.holds.last_mut() {
        hold.lifted = Some((at, reason.clone()));
    }
}
