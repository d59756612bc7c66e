//! Takes in what happened to messages and letters; holds no rule.

use super::events::{CarriedKind, CarryingEvent};
use super::message::{Asked, Carrying, Consent, Delivery, Message, SafetyCheck, Wording};
use crate::case::{Case, MessageId, Now, Words};

#[expect(
    clippy::too_many_lines,
    reason = "one table: every event and what it changes"
)]
pub(in crate::case) fn taken_in(case: &mut Case, at: Now, event: &CarryingEvent) {
    let carrying = &mut case.carrying;
    let mut change = |id: &MessageId, change: &dyn Fn(&mut Message)| {
        if let Some(known) = carrying.message_mut(*id) {
            change(known);
        }
    };
    match event {
        CarryingEvent::Offered {
            message,
            kind,
            from,
            to,
            answers,
            about,
        } => {
            if carrying.message(*message).is_none() {
                let mut offered = Message::new(*message, *kind, (*from, *to), at);
                offered.answers = *answers;
                offered.about = *about;
                carrying.messages.push(offered);
            }
        }
        CarryingEvent::Worded {
            message,
            version,
            words,
            fingerprint,
            helped_by,
            instead_of,
        } => {
            if let Some(before) = instead_of {
                carrying.go_on_from(*before, *message, at);
            }
            if let Some(known) = carrying.message_mut(*message) {
                known.wordings.push(Wording {
                    version: *version,
                    at,
                    words: words.clone(),
                    fingerprint: fingerprint.clone(),
                    helped_by: *helped_by,
                });
            }
        }
        CarryingEvent::WordingAgreed { message, version } => {
            change(message, &|known| known.agreed = Some(*version));
        }
        CarryingEvent::ListGoneThrough { message, version } => {
            change(message, &|known| known.listed = Some(*version));
        }
        CarryingEvent::ConsentGiven {
            message,
            version,
            extent,
            words,
        } => change(message, &|known| {
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
        }),
        CarryingEvent::ConsentWithdrawn { message } => change(message, &|known| {
            known.consents.push(Consent {
                at,
                version: known.version(),
                extent: None,
                words: None,
            });
        }),
        CarryingEvent::SafetyChecked {
            message,
            version,
            checked_by,
            passed,
            words,
        } => change(message, &|known| {
            known.check = Some(SafetyCheck {
                at,
                version: *version,
                checked_by: checked_by.clone(),
                passed: *passed,
                wrong: words.clone(),
            });
        }),
        CarryingEvent::ReceiverAsked {
            message,
            wants,
            tell,
        } => change(message, &|known| {
            known.held = None;
            known.asked = Some(Asked {
                at,
                wants: *wants,
                tell: *tell,
            });
        }),
        CarryingEvent::Held { message } => change(message, &|known| known.held = Some(at)),
        CarryingEvent::Delivered {
            message,
            version,
            how,
            present,
            tell,
        } => change(message, &|known| {
            known.held = None;
            known.delivery = Some(Delivery {
                at,
                version: *version,
                how: *how,
                present: present.clone(),
                tell: *tell,
                words: let_go(known, *version).cloned(),
                whole: known.version() == *version && known.goes_whole(),
            });
        }),
        CarryingEvent::ReactionNoted {
            message,
            words,
            tell,
        } => change(message, &|known| {
            known.reaction = Some((words.clone(), *tell));
        }),
        CarryingEvent::ReplyWanted { message, wanted } => {
            change(message, &|known| known.reply = Some(*wanted));
        }
        // Who was talked with since when is told by the order of the history.
        CarryingEvent::TalkHeld { .. } => {}
        CarryingEvent::Closed { message } => change(message, &|known| known.closed = Some(at)),
    }
}

/// What its sender lets go at this moment, where that is of the wording with this number.
fn let_go(message: &Message, version: u16) -> Option<&Words> {
    message.let_go().filter(|_| message.version() == version)
}

impl Carrying {
    /// Makes a message of its own of a further wording, like the one before in all but its words.
    fn go_on_from(&mut self, before: MessageId, id: MessageId, at: Now) {
        let Some(before) = self.message(before).filter(|_| self.message(id).is_none()) else {
            return;
        };
        let mut further = Message::new(id, before.kind, (before.from, before.to), at);
        further.answers = before.answers;
        further.about = before.about;
        further.instead_of = Some(before.id);
        self.messages.push(further);
    }
}
