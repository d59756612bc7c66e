//! The words and the mark that an event refers to.

use super::afterwards::words_of_afterwards;
use super::carrying::words_of_carrying;
use super::preparing::words_of_preparing;
use super::{
    EraseRule, Event, FollowingEvent, ItemRatified, MarkId, MarkKind, Purpose, Recorded, Words,
};

/// Every kind of event with what its words are for and the words that it refers to,
/// for reading and for filling in. A new kind of event has to be decided on here.
macro_rules! words_of {
    ($event:expr, $as_ref:ident) => {
        match $event {
            Self::Marked {
                kind: MarkKind::Safety,
                words,
                ..
            } => (Some(Purpose::Safety), words.$as_ref(), None),
            Self::Marked { words, .. } => (Some(Purpose::Mark), words.$as_ref(), None),
            Self::WordsAdded { words, .. } => (Some(Purpose::Mark), Some(words), None),
            Self::SafetyFollowedUp { words, .. } => (Some(Purpose::Safety), Some(words), None),
            Self::TurnSkipped { words, .. } | Self::GateAnswered { reason: words, .. } => {
                (Some(Purpose::Reason), words.$as_ref(), None)
            }
            Self::PlanFieldSet { words, .. } => (Some(Purpose::Board), words.$as_ref(), None),
            Self::ItemWorded { words, .. }
            | Self::ItemTicked { words, .. }
            | Self::ItemAnswered { words, .. }
            | Self::ReadBackAnswered { words, .. }
            | Self::WordsFound { words }
            | Self::AgreementReopened { reason: words } => {
                (Some(Purpose::Board), Some(words), None)
            }
            Self::ConcernNoted { words, .. } => (Some(Purpose::Concern), Some(words), None),
            Self::ItemRatified(ItemRatified { decision, .. }) => (
                Some(Purpose::Board),
                decision.reason.$as_ref(),
                decision.family_answer.$as_ref(),
            ),
            Self::Following(FollowingEvent::CaseReopened { reason: words }) => {
                (Some(Purpose::Preparation), Some(words), None)
            }
            Self::Following(
                FollowingEvent::HoldPlaced { reason: words }
                | FollowingEvent::HoldLifted { reason: words },
            ) => (Some(Purpose::Record), Some(words), None),
            // As with contacts before people met: it outlives a meeting.
            Self::Following(
                FollowingEvent::FollowUpMade { words, .. }
                | FollowingEvent::CaseClosed { reason: words, .. },
            ) => (Some(Purpose::Preparation), words.$as_ref(), None),
            Self::Following(FollowingEvent::ProgressSaid { words, .. }) => {
                (Some(Purpose::Reason), words.$as_ref(), None)
            }
            Self::Prepared(event) => {
                let (purpose, words) = words_of_preparing!(event, $as_ref);
                (purpose, words, None)
            }
            Self::Carrying(event) => (
                Some(Purpose::Carried),
                words_of_carrying!(event, $as_ref),
                None,
            ),
            Self::Afterwards(event) => {
                let (purpose, words) = words_of_afterwards!(event, $as_ref);
                (purpose, words, None)
            }
            Self::Following(
                FollowingEvent::HarmedTold { .. }
                | FollowingEvent::AmountGiven { .. }
                | FollowingEvent::FormHandedIn { .. }
                | FollowingEvent::DocumentsWritten { .. },
            )
            | Self::Programme(_)
            | Self::Consent(_)
            | Self::CaseOpened { .. }
            | Self::ProcessChanged { .. }
            | Self::CaseResumed { .. }
            | Self::CaseBrought(_)
            | Self::EntryMissing
            | Self::CaseRepaired { .. }
            | Self::ClockChanged { .. }
            | Self::PersonAdded { .. }
            | Self::PersonChanged { .. }
            | Self::PersonRemoved { .. }
            | Self::WillingnessSaid { .. }
            | Self::PresenceChanged { .. }
            | Self::WithdrawalAnswered { .. }
            | Self::SessionStarted { .. }
            | Self::TimeTyped { .. }
            | Self::StageIncluded { .. }
            | Self::OrderChosen { .. }
            | Self::Moved { .. }
            | Self::DecisionMade { .. }
            | Self::BreakStarted
            | Self::BreakEnded
            | Self::TimeOutStarted { .. }
            | Self::TimeOutEnded { .. }
            | Self::PrivateTimeStarted { .. }
            | Self::CalledBackIn
            | Self::PrivateTimeEnded
            | Self::Kept { .. }
            | Self::QuestionSettled { .. }
            | Self::Struck { .. }
            | Self::GroundRuleAgreed { .. }
            | Self::OpeningChosen { .. }
            | Self::BottomLineSet { .. }
            | Self::QuestionSet { .. }
            | Self::ChildSpoke { .. }
            | Self::ItemRemoved { .. }
            | Self::ReviewSet { .. }
            | Self::Signed { .. }
            | Self::CopySettled { .. }
            | Self::AgreementClosed { .. }
            | Self::SessionAdjourned { .. }
            | Self::SessionResumed
            | Self::SessionEnded { .. }
            | Self::EndReasonGiven { .. }
            | Self::WordsErased(_)
            | Self::TakenOut(_)
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Newer { .. } => (None, None, None),
        }
    };
}

impl Event {
    /// The words that an event refers to.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let (_, first, second) = words_of!(self, as_ref);
        first.into_iter().chain(second)
    }

    /// The same, to fill in what the notes still hold.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut Words> {
        let (_, first, second) = words_of!(self, as_mut);
        first.into_iter().chain(second)
    }

    /// The rule by which an event erased words, where it did.
    pub fn erase_rule(&self) -> Option<EraseRule> {
        if let Self::WordsErased(erasure) = self {
            Some(erasure.rule)
        } else {
            None
        }
    }

    /// Whether a meeting ended with it, or the whole case was closed: what is recorded then, before
    /// people meet again, is an addition.
    pub fn ends_something(&self) -> bool {
        matches!(
            self,
            Self::SessionEnded { .. } | Self::Following(FollowingEvent::CaseClosed { .. })
        )
    }

    /// What the words of an event are for, where it can refer to any.
    pub(super) fn purpose(&self) -> Option<Purpose> {
        words_of!(self, as_ref).0
    }
}

impl Recorded {
    /// The mark that an event made, or added words to; for whoever tells words apart by their mark.
    pub fn mark_with_words(&self) -> Option<MarkId> {
        if let Event::Marked { .. } | Event::WordsFound { .. } = self.event {
            return Some(MarkId(self.number));
        }
        if let Event::WordsAdded { mark, .. } | Event::SafetyFollowedUp { mark, .. } = self.event {
            return Some(mark);
        }
        None
    }

    /// The mark that an event struck for good.
    pub(super) fn struck_mark(&self) -> Option<MarkId> {
        if let Event::Struck { mark } = self.event {
            Some(mark)
        } else {
            None
        }
    }
}
