//! Takes in what happened to messages and letters; holds no rule.

use super::events::{CarriedKind, CarryingEvent};
use super::message::{Asked, Consent, Delivery, Message, SafetyCheck, Wording};
use crate::case::{Case, Now};

#[expect(
    clippy::too_many_lines,
    reason = "one table: every event and what it changes"
)]
pub(in crate::case) fn taken_in(case: &mut Case, at: Now, event: &CarryingEvent) {
    let carrying = &mut case.carrying;
    if let CarryingEvent::Offered {
        message,
        kind,
        from,
        to,
        answers,
        about,
    } = event
    {
        if carrying.message(*message).is_none() {
            carrying.messages.push(Message {
                id: *message,
                kind: *kind,
                from: *from,
                to: *to,
                answers: *answers,
                about: *about,
                offered: at,
                wordings: Vec::new(),
                agreed: None,
                listed: None,
                consents: Vec::new(),
                check: None,
                asked: None,
                held: None,
                delivery: None,
                reaction: None,
                reply: None,
                closed: None,
                as_received: false,
            });
        }
        return;
    }
    let Some(known) = carrying.message_mut(event.message()) else {
        return;
    };
    match event {
        // Who was talked with since when is told by the order of the history.
        CarryingEvent::Offered { .. } | CarryingEvent::TalkHeld { .. } => {}
        CarryingEvent::Worded {
            message: _,
            version,
            words,
            fingerprint,
            helped_by,
        } => known.wordings.push(Wording {
            version: *version,
            at,
            words: words.clone(),
            fingerprint: fingerprint.clone(),
            helped_by: *helped_by,
        }),
        CarryingEvent::WordingAgreed {
            message: _,
            version,
        } => known.agreed = Some(*version),
        CarryingEvent::ListGoneThrough {
            message: _,
            version,
        } => known.listed = Some(*version),
        CarryingEvent::ConsentGiven {
            message: _,
            version,
            extent,
            words,
        } => {
            known.consents.push(Consent {
                at,
                version: *version,
                extent: Some(*extent),
                words: words.clone(),
            });
            // A message is looked at as it may be passed on, so that look is for this yes.
            if known.kind != CarriedKind::Letter {
                known.check = None;
            }
        }
        CarryingEvent::ConsentWithdrawn { message: _ } => known.consents.push(Consent {
            at,
            version: known.version(),
            extent: None,
            words: None,
        }),
        CarryingEvent::SafetyChecked {
            message: _,
            version,
            checked_by,
            passed,
            words,
        } => {
            known.check = Some(SafetyCheck {
                at,
                version: *version,
                checked_by: checked_by.clone(),
                passed: *passed,
                wrong: words.clone(),
            });
        }
        CarryingEvent::ReceiverAsked {
            message: _,
            wants,
            tell,
        } => {
            known.held = None;
            known.asked = Some(Asked {
                at,
                wants: *wants,
                tell: *tell,
            });
        }
        CarryingEvent::Held { message: _ } => known.held = Some(at),
        CarryingEvent::Delivered {
            message: _,
            version,
            how,
            present,
            tell,
        } => {
            known.held = None;
            known.delivery = Some(Delivery {
                at,
                version: *version,
                how: *how,
                present: present.clone(),
                tell: *tell,
            });
        }
        CarryingEvent::ReactionNoted {
            message: _,
            words,
            tell,
        } => known.reaction = Some((words.clone(), *tell)),
        CarryingEvent::ReplyWanted { message: _, wanted } => known.reply = Some(*wanted),
        CarryingEvent::Closed { message: _ } => known.closed = Some(at),
    }
}
