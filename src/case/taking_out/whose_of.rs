//! The words of what was prepared, carried and followed up, and whose they are.

use super::piece::{Take, Whose, perhaps, words};
use crate::case::{CarryingEvent, FollowingEvent, PreparingEvent, Referral, Weighing};

pub(super) fn of_following(event: &FollowingEvent, take: &mut Take<'_>) {
    match event {
        FollowingEvent::ProgressSaid {
            item: _,
            progress: _,
            by: person,
            words,
        }
        | FollowingEvent::FollowUpMade {
            session: _,
            place: _,
            person,
            on: _,
            words,
        } => perhaps(take, Whose::of(*person), words.as_ref()),
        FollowingEvent::CaseClosed {
            outcome: _,
            left_open: _,
            reason,
        } => perhaps(take, Whose::Nobody, reason.as_ref()),
        FollowingEvent::CaseReopened { reason }
        | FollowingEvent::HoldPlaced { reason }
        | FollowingEvent::HoldLifted { reason } => words(take, Whose::Nobody, reason),
        FollowingEvent::HarmedTold {
            item: _,
            person: _,
            on: _,
        }
        | FollowingEvent::AmountGiven {
            item: _,
            amount: _,
            on: _,
            by: _,
        }
        | FollowingEvent::FormHandedIn {
            form: _,
            version: _,
            person: _,
            typed_by: _,
        }
        | FollowingEvent::DocumentsWritten { files: _ } => {}
    }
}

pub(super) fn of_prepared(event: &PreparingEvent, take: &mut Take<'_>) {
    match event {
        PreparingEvent::Contacted {
            corrects: _,
            person,
            on: _,
            how: _,
            words,
        } => perhaps(take, Whose::of(*person), words.as_ref()),
        PreparingEvent::NeedSaid {
            person,
            need: _,
            words,
        } => perhaps(take, Whose::Of(*person), words.as_ref()),
        PreparingEvent::Assessed {
            corrects: _,
            kind: _,
            person: _,
            by: _,
            on: _,
            until: _,
            measures,
        } => perhaps(take, Whose::Nobody, measures.as_ref()),
        PreparingEvent::Weighed { weighing } => {
            let Weighing {
                set: _,
                version: _,
                answers: _,
                rule: _,
                result: _,
                because: _,
                may_approve: _,
                decision: _,
                by: _,
                approved_by: _,
                words,
            } = weighing.as_ref();
            perhaps(take, Whose::Nobody, words.as_ref());
        }
        PreparingEvent::Referred {
            referral:
                Referral {
                    source: _,
                    agency: _,
                    on: _,
                    begun_by: _,
                },
        }
        | PreparingEvent::ContactRemoved { contact: _ }
        | PreparingEvent::AssessmentRemoved { assessment: _ }
        | PreparingEvent::Interprets {
            interpreter: _,
            people: _,
        }
        | PreparingEvent::SlotSet { person: _, slot: _ }
        | PreparingEvent::Ticked { entry: _, done: _ }
        | PreparingEvent::Seated { seats: _ } => {}
    }
}

/// A letter's fingerprint stays: it proves which wording was carried, and holds no word of it.
pub(super) fn of_carrying(event: &CarryingEvent, take: &mut Take<'_>) {
    match event {
        CarryingEvent::Worded {
            message,
            version: _,
            words: held,
            fingerprint: _,
            helped_by: _,
            instead_of: _,
        } => words(take, Whose::Sender(*message), held),
        CarryingEvent::ConsentGiven {
            message,
            version: _,
            extent: _,
            words,
        } => perhaps(take, Whose::Sender(*message), words.as_ref()),
        CarryingEvent::SafetyChecked {
            message: _,
            version: _,
            checked_by: _,
            passed: _,
            words,
        } => perhaps(take, Whose::Nobody, words.as_ref()),
        CarryingEvent::ReactionNoted {
            message,
            words: held,
            tell: _,
        } => words(take, Whose::Receiver(*message), held),
        CarryingEvent::Offered {
            message: _,
            kind: _,
            from: _,
            to: _,
            answers: _,
            about: _,
        }
        | CarryingEvent::WordingAgreed {
            message: _,
            version: _,
        }
        | CarryingEvent::ListGoneThrough {
            message: _,
            version: _,
        }
        | CarryingEvent::ConsentWithdrawn { message: _ }
        | CarryingEvent::ReceiverAsked {
            message: _,
            wants: _,
            tell: _,
        }
        | CarryingEvent::Held { message: _ }
        | CarryingEvent::Delivered {
            message: _,
            version: _,
            how: _,
            present: _,
            tell: _,
        }
        | CarryingEvent::ReplyWanted {
            message: _,
            wanted: _,
        }
        | CarryingEvent::TalkHeld {
            message: _,
            person: _,
        }
        | CarryingEvent::Closed { message: _ } => {}
    }
}
