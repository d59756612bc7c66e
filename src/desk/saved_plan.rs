//! When the saved plan has to be written anew.

use crate::case::{AfterwardsEvent, CarryingEvent, Event};

/// Whether the saved plan would be out of date after an event.
#[expect(
    clippy::too_many_lines,
    reason = "one table: every event and whether it changes the plan"
)]
pub(super) fn changes_plan(event: &Event) -> bool {
    match event {
        Event::Carrying(CarryingEvent::Delivered { .. })
        | Event::CaseBrought(_)
        | Event::AgreementClosed { .. }
        | Event::AgreementReopened { .. }
        | Event::SessionStarted { .. }
        | Event::SessionEnded { .. }
        | Event::SessionResumed
        | Event::Signed { .. }
        | Event::CopySettled { .. }
        | Event::ChildSpoke { .. }
        | Event::BottomLineSet { .. }
        | Event::QuestionSet { .. }
        | Event::PersonChanged { .. }
        | Event::PresenceChanged { .. }
        | Event::PrivateTimeStarted { .. }
        | Event::CalledBackIn
        | Event::PrivateTimeEnded
        | Event::WordsErased(_)
        | Event::TakenOut(_)
        | Event::Undone { .. }
        | Event::Redone { .. } => true,
        Event::Afterwards(event) => moves_a_day(event),
        // What these tell is in no plan, or only once the agreement is closed with it.
        Event::CaseOpened { .. }
        | Event::ProcessChanged { .. }
        | Event::CaseResumed { .. }
        | Event::EntryMissing
        | Event::CaseRepaired { .. }
        | Event::ClockChanged { .. }
        | Event::PersonAdded { .. }
        | Event::PersonRemoved { .. }
        | Event::WillingnessSaid { .. }
        | Event::WithdrawalAnswered { .. }
        | Event::TimeTyped { .. }
        | Event::StageIncluded { .. }
        | Event::OrderChosen { .. }
        | Event::Moved { .. }
        | Event::TurnSkipped { .. }
        | Event::GateAnswered { .. }
        | Event::Consent(_)
        | Event::Prepared(_)
        | Event::DecisionMade { .. }
        | Event::BreakStarted
        | Event::BreakEnded
        | Event::TimeOutStarted { .. }
        | Event::TimeOutEnded { .. }
        | Event::Marked { .. }
        | Event::WordsFound { .. }
        | Event::WordsAdded { .. }
        | Event::Kept { .. }
        | Event::QuestionSettled { .. }
        | Event::Struck { .. }
        | Event::GroundRuleAgreed { .. }
        | Event::OpeningChosen { .. }
        | Event::ItemWorded { .. }
        | Event::ItemTicked { .. }
        | Event::ItemRemoved { .. }
        | Event::ItemAnswered { .. }
        | Event::ReadBackAnswered { .. }
        | Event::ConcernNoted { .. }
        | Event::ItemRatified { .. }
        | Event::PlanFieldSet { .. }
        | Event::ReviewSet { .. }
        | Event::SessionAdjourned { .. }
        | Event::EndReasonGiven { .. }
        | Event::Carrying(_)
        | Event::SafetyFollowedUp { .. }
        | Event::Following(_)
        | Event::Programme(_)
        | Event::Newer { .. } => false,
    }
}

/// Whether a day to get in touch stands elsewhere after it.
fn moves_a_day(event: &AfterwardsEvent) -> bool {
    match event {
        AfterwardsEvent::FollowUpSet { .. } => true,
        AfterwardsEvent::WayHomeAsked { .. }
        | AfterwardsEvent::Told { .. }
        | AfterwardsEvent::LookedBack { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::changes_plan;
    use crate::case::{
        Answer, BottomLineId, Case, Command, ItemDraft, ItemId, MarkKind, PersonId, PlanField,
        Presence, Willing, decide,
    };
    use crate::document::fixtures::{World, conference_closed, family_closed};
    use crate::document::plan::plan_of;
    use crate::script::ItemKind;

    /// What can still happen around an agreement that was closed.
    fn afterwards() -> Vec<Command> {
        vec![
            Command::SetPresence(PersonId(2), Presence::Left),
            Command::SettleCopy(PersonId(1), None),
            Command::SayWilling(PersonId(1), Willing::Given),
            Command::StartBreak,
            Command::EndBreak,
            Command::Mark {
                kind: MarkKind::KeyPoint,
                person: None,
                text: None,
            },
            Command::Undo,
            Command::ReopenAgreement("a wrong day".to_owned()),
            Command::SetBottomLine(Some(BottomLineId(1)), "Alex sleeps.".to_owned()),
            Command::SetQuestion(None, "Who rings school?".to_owned()),
            Command::WordItem {
                item: None,
                draft: Box::new(ItemDraft::new(ItemKind::Action, "Gran rings.")),
                from: None,
            },
            Command::AnswerItem(ItemId(2), PersonId(1), Answer::Yes),
            Command::SetPlanField(PlanField::Purpose, Some("Sleep.".to_owned())),
            Command::Undo,
            Command::RemoveItem(ItemId(2)),
            Command::CloseAgreement,
            Command::Adjourn(None),
            Command::ResumeSession,
        ]
    }

    fn check(mut world: World) {
        for command in afterwards() {
            let now = world.case.last_event.unwrap();
            // What one of the two cases has no place for is refused.
            for event in decide(&world.case, command, now).unwrap_or_default() {
                world.record(event);
            }
        }
        let mut case = Case::new(world.case.script.clone());
        for recorded in &world.case.history {
            let before = plan_of(&case, false);
            case.apply(recorded.clone());
            let same = before == plan_of(&case, false);
            assert!(
                same || changes_plan(&recorded.event),
                "{:?}",
                recorded.event
            );
        }
    }

    #[test]
    fn whatever_changes_the_plan_has_it_written_anew() {
        check(family_closed());
        check(conference_closed(["Jay", "Mrs Shah", "Dee"]));
    }
}
