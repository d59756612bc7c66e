//! Which events may be seen where both sides sit in one room, by where they happened.

use super::events::CarryingEvent;
use super::sight::Sight;
use super::tells_of::{TellsOf, tells_of};
use super::together::is_told;
use crate::case::{Event, Need, PreparingEvent, Recorded};

impl Sight<'_> {
    pub(super) fn may_see_together(&self, recorded: &Recorded) -> bool {
        let sitting = self.in_sitting(recorded.number);
        let apart = sitting == Some(false);
        match tells_of(&recorded.event) {
            TellsOf::Everybody | TellsOf::Willing(_) | TellsOf::Consent(_) => true,
            TellsOf::Sitting => sitting.unwrap_or_else(|| is_of_everybody(&recorded.event)),
            TellsOf::Beginning | TellsOf::Day | TellsOf::People(_) => !apart,
            TellsOf::LastSitting => sitting.unwrap_or_else(|| self.last_before(recorded.number)),
            TellsOf::Person(_) => !apart || is_needed_here(&recorded.event),
            TellsOf::Mark(mark) => self.marks.contains(&mark),
            TellsOf::Message(event) => self.may_see_message_together(event, sitting),
            TellsOf::Nobody => false,
        }
    }

    fn may_see_message_together(&self, event: &CarryingEvent, sitting: Option<bool>) -> bool {
        let here = sitting == Some(true);
        let id = event.message();
        if self.messages.contains(&id) {
            return here;
        }
        if !self.case.carrying.message(id).is_some_and(is_told) {
            return false;
        }
        let told = match event {
            CarryingEvent::Delivered { .. } | CarryingEvent::Closed { .. } => true,
            CarryingEvent::ReceiverAsked { tell, .. }
            | CarryingEvent::ReactionNoted { tell, .. } => *tell,
            CarryingEvent::Offered { .. }
            | CarryingEvent::Worded { .. }
            | CarryingEvent::WordingAgreed { .. }
            | CarryingEvent::ListGoneThrough { .. }
            | CarryingEvent::ConsentGiven { .. }
            | CarryingEvent::ConsentWithdrawn { .. }
            | CarryingEvent::SafetyChecked { .. }
            | CarryingEvent::Held { .. }
            | CarryingEvent::ReplyWanted { .. }
            | CarryingEvent::TalkHeld { .. } => false,
        };
        told || here
    }
}

/// Whether what was recorded while nobody met is everybody's to see: a note may be of one side,
/// and so may what was found out before anybody met.
fn is_of_everybody(event: &Event) -> bool {
    !matches!(
        event,
        Event::Marked { .. } | Event::WordsFound { .. } | Event::Prepared(_)
    )
}

/// Whether what was said in a visit is about what somebody needs in any room.
fn is_needed_here(event: &Event) -> bool {
    if let Event::Prepared(PreparingEvent::NeedSaid { need, .. }) = event {
        return match need {
            Need::Address
            | Need::Language
            | Need::Access
            | Need::Culture
            | Need::Exit
            | Need::Food => true,
            Need::Triggers | Need::Hopes | Need::Questions => false,
        };
    }
    matches!(
        event,
        Event::CopySettled { .. } | Event::Prepared(PreparingEvent::SlotSet { .. })
    )
}
