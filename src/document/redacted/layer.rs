//! Which layer an entry of the record belongs to: who may usually see it.

use crate::case::{AfterwardsEvent, Event, MarkKind, PreparingEvent};

/// Who may usually see a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The agreement.
    Shared,
    /// Times, stages, who was there.
    Process,
    /// Working notes, what is prepared, and what became of items.
    Facilitator,
    /// Risk and safety.
    Restricted,
}

impl Layer {
    /// Every layer, the widest circle first.
    pub const ALL: [Self; 4] = [
        Self::Shared,
        Self::Process,
        Self::Facilitator,
        Self::Restricted,
    ];

    /// Its name in a document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Process => "process",
            Self::Facilitator => "facilitator",
            Self::Restricted => "restricted",
        }
    }
}

/// The layer of an event, with the words that it refers to; none where it is the facilitator's own
/// and nobody else's at all.
///
/// Where an event could belong to two, it belongs to the narrower one.
#[expect(
    clippy::too_many_lines,
    reason = "one table: every event and its layer"
)]
pub fn layer_of(event: &Event) -> Option<Layer> {
    Some(match event {
        Event::Afterwards(event) => return layer_of_afterwards(event),
        Event::CaseOpened { .. }
        | Event::CaseBrought(_)
        | Event::ProcessChanged(_)
        | Event::AgreementClosed { .. }
        | Event::ReviewSet { .. }
        | Event::Signed { .. }
        | Event::CopySettled { .. } => Layer::Shared,
        Event::CaseResumed { .. }
        | Event::EntryMissing
        | Event::CaseRepaired { .. }
        | Event::ClockChanged { .. }
        | Event::PersonAdded { .. }
        | Event::PersonChanged { .. }
        | Event::PersonRemoved { .. }
        | Event::PresenceChanged { .. }
        | Event::SessionStarted { .. }
        | Event::TimeTyped { .. }
        | Event::StageIncluded { .. }
        | Event::OrderChosen { .. }
        | Event::Moved { .. }
        | Event::DecisionMade { .. }
        | Event::BreakStarted
        | Event::BreakEnded
        | Event::TimeOutStarted { .. }
        | Event::TimeOutEnded { .. }
        | Event::PrivateTimeStarted { .. }
        | Event::CalledBackIn
        | Event::PrivateTimeEnded
        | Event::GroundRuleAgreed { .. }
        | Event::OpeningChosen { .. }
        | Event::SessionAdjourned { .. }
        | Event::SessionResumed
        | Event::SessionEnded { .. }
        | Event::Programme(_)
        | Event::WordsErased { .. }
        | Event::TakenOut(_)
        | Event::Undone { .. }
        | Event::Redone { .. } => Layer::Process,
        Event::Marked { .. } | Event::Prepared(_) if is_of_safety(event) => Layer::Restricted,
        Event::SafetyFollowedUp { .. }
        // Words to a mark may be about safety, and so may those that a crash left alone.
        | Event::WordsAdded { .. }
        | Event::WordsFound { .. }
        | Event::Newer { .. } => Layer::Restricted,
        Event::WillingnessSaid { .. }
        | Event::WithdrawalAnswered { .. }
        | Event::TurnSkipped { .. }
        | Event::GateAnswered { .. }
        | Event::Marked { .. }
        | Event::Kept { .. }
        | Event::QuestionSettled { .. }
        | Event::Struck { .. }
        | Event::BottomLineSet { .. }
        | Event::QuestionSet { .. }
        | Event::ChildSpoke(_)
        | Event::ItemWorded { .. }
        | Event::ItemTicked { .. }
        | Event::ItemRemoved { .. }
        | Event::ItemAnswered { .. }
        | Event::ReadBackAnswered { .. }
        | Event::ConcernNoted { .. }
        | Event::ItemRatified(_)
        | Event::PlanFieldSet { .. }
        | Event::AgreementReopened { .. }
        | Event::EndReasonGiven { .. }
        | Event::Following(_)
        | Event::Consent(_)
        | Event::Prepared(_)
        | Event::Carrying(_) => Layer::Facilitator,
    })
}

fn is_of_safety(event: &Event) -> bool {
    matches!(
        event,
        Event::Prepared(PreparingEvent::Assessed { .. })
            | Event::Marked {
                kind: MarkKind::Safety,
                ..
            }
    )
}

fn layer_of_afterwards(event: &AfterwardsEvent) -> Option<Layer> {
    match event {
        AfterwardsEvent::WayHomeAsked { .. } => Some(Layer::Restricted),
        AfterwardsEvent::Told { .. } | AfterwardsEvent::FollowUpSet { .. } => {
            Some(Layer::Facilitator)
        }
        AfterwardsEvent::LookedBack { .. } => None,
    }
}
