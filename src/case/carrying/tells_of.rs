//! Of whom each event tells, which decides who may see it while one side is in the room.

use super::events::CarryingEvent;
use crate::case::{
    AfterwardsEvent, ChildSpoke, Event, FollowingEvent, MarkId, PersonId, PreparingEvent,
};

/// Of whom an event tells.
pub(super) enum TellsOf<'a> {
    /// Of the case as everybody knows it: who takes part, what was agreed and signed.
    Everybody,
    /// Of the sitting that it happened in.
    Sitting,
    /// Of the sitting in which a session begins; the one that goes on began somewhere.
    Beginning,
    /// Of the sitting before, where it is recorded once the room is empty.
    LastSitting,
    /// Of the day, and of nobody; in a sitting, of that.
    Day,
    /// Of one person; in a sitting, of that.
    Person(PersonId),
    /// Of several people; in a sitting, of that.
    People(&'a [PersonId]),
    /// Of what one person says of taking part; whoever was not in the sitting said it from afar.
    Willing(PersonId),
    /// Of what one person agreed to. Whoever works there agrees to it wherever they are.
    Consent(PersonId),
    /// Of a mark that was made before.
    Mark(MarkId),
    /// Of a message or letter.
    Message(&'a CarryingEvent),
    /// Of how much there was to forget, or of what nobody in the room may see.
    Nobody,
}

/// Of whom an event tells.
pub(super) fn tells_of(event: &Event) -> TellsOf<'_> {
    match event {
        Event::CaseOpened { .. }
        | Event::CaseResumed { .. }
        | Event::CaseBrought(_)
        | Event::EntryMissing
        | Event::CaseRepaired { .. }
        | Event::ClockChanged { .. }
        | Event::PersonAdded { .. }
        | Event::PersonChanged { .. }
        | Event::PersonRemoved { .. }
        | Event::ProcessChanged(_)
        | Event::AgreementClosed { .. }
        | Event::AgreementReopened { .. }
        | Event::Signed { .. } => TellsOf::Everybody,
        Event::WillingnessSaid { person, .. } => TellsOf::Willing(*person),
        Event::CopySettled { person, .. }
        | Event::PresenceChanged { person, .. }
        | Event::ChildSpoke(ChildSpoke { child: person, .. }) => TellsOf::Person(*person),
        Event::Consent(event) => TellsOf::Consent(event.person()),
        Event::Prepared(event) => prepared_of(event),
        Event::WordsAdded { mark, .. }
        | Event::Kept { mark, .. }
        | Event::QuestionSettled { mark }
        | Event::Struck { mark }
        | Event::SafetyFollowedUp { mark, .. } => TellsOf::Mark(*mark),
        Event::EndReasonGiven { .. } | Event::Undone { .. } | Event::Redone { .. } => {
            TellsOf::LastSitting
        }
        Event::Afterwards(event) => afterwards_of(event),
        Event::Carrying(event) => TellsOf::Message(event),
        Event::Following(event) => following_of(event),
        Event::WordsErased(_) | Event::TakenOut(_) => TellsOf::Nobody,
        Event::SessionStarted { .. } => TellsOf::Beginning,
        Event::TimeTyped { .. }
        | Event::StageIncluded { .. }
        | Event::OrderChosen { .. }
        | Event::Moved { .. }
        | Event::TurnSkipped { .. }
        | Event::GateAnswered { .. }
        | Event::DecisionMade { .. }
        | Event::WithdrawalAnswered { .. }
        | Event::BreakStarted
        | Event::BreakEnded
        | Event::TimeOutStarted { .. }
        | Event::TimeOutEnded { .. }
        | Event::PrivateTimeStarted { .. }
        | Event::CalledBackIn
        | Event::PrivateTimeEnded
        | Event::Marked { .. }
        | Event::GroundRuleAgreed { .. }
        | Event::OpeningChosen { .. }
        | Event::BottomLineSet { .. }
        | Event::QuestionSet { .. }
        | Event::PlanFieldSet { .. }
        | Event::ReviewSet { .. }
        | Event::ItemWorded { .. }
        | Event::ItemTicked { .. }
        | Event::WordsFound { .. }
        | Event::Programme(_)
        | Event::ItemRemoved { .. }
        | Event::ItemAnswered { .. }
        | Event::ReadBackAnswered { .. }
        | Event::ConcernNoted { .. }
        | Event::ItemRatified { .. }
        | Event::SessionAdjourned { .. }
        | Event::SessionResumed
        | Event::SessionEnded { .. }
        | Event::Newer { .. } => TellsOf::Sitting,
    }
}

/// Who got what on paper is nothing for the other side.
fn following_of(event: &FollowingEvent) -> TellsOf<'_> {
    match event {
        FollowingEvent::DocumentsWritten { .. } => TellsOf::Nobody,
        FollowingEvent::ProgressSaid { .. }
        | FollowingEvent::HarmedTold { .. }
        | FollowingEvent::AmountGiven { .. }
        | FollowingEvent::FollowUpMade { .. }
        | FollowingEvent::FormHandedIn { .. }
        | FollowingEvent::CaseClosed { .. }
        | FollowingEvent::CaseReopened { .. }
        | FollowingEvent::HoldPlaced { .. }
        | FollowingEvent::HoldLifted { .. } => TellsOf::Sitting,
    }
}

/// What is restricted or the facilitator's own is nobody's in the room to see, and whoever was told
/// something may be of the other side.
fn afterwards_of(event: &AfterwardsEvent) -> TellsOf<'_> {
    match event {
        AfterwardsEvent::FollowUpSet { .. } => TellsOf::LastSitting,
        AfterwardsEvent::WayHomeAsked { .. }
        | AfterwardsEvent::Told { .. }
        | AfterwardsEvent::LookedBack { .. } => TellsOf::Nobody,
    }
}

/// What was prepared for nobody in particular may be the other side's, so that it tells of the
/// sitting alone that it was recorded in.
fn prepared_of(event: &PreparingEvent) -> TellsOf<'_> {
    match event {
        PreparingEvent::Contacted { person, .. } | PreparingEvent::Assessed { person, .. } => {
            person.map_or(TellsOf::Sitting, TellsOf::Person)
        }
        PreparingEvent::NeedSaid { person, .. } | PreparingEvent::SlotSet { person, .. } => {
            TellsOf::Person(*person)
        }
        PreparingEvent::Interprets { people, .. } => TellsOf::People(people),
        PreparingEvent::Seated { seats } => TellsOf::People(seats),
        PreparingEvent::Ticked { .. } => TellsOf::Day,
        PreparingEvent::Referred { .. }
        | PreparingEvent::ContactRemoved { .. }
        | PreparingEvent::AssessmentRemoved { .. }
        | PreparingEvent::Weighed { .. } => TellsOf::Sitting,
    }
}
