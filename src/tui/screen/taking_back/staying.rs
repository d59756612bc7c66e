//! What is said where the latest entry is a fact that undo passes over: people who ask to take
//! back what they just did must not see something older go in its place.

use crate::case::{CarryingEvent, Case, Event, FollowingEvent, Presence};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};

/// What to say before an older change is taken back; nothing where it was said just now, or where
/// the latest entry is the change that goes.
pub(super) fn told(model: &Model, contexts: &[Context]) -> Option<String> {
    if model.told_it_stays {
        return None;
    }
    let case = model.case()?;
    let older = super::called(case, case.would_take_back()?);
    let fact = stays(case, case.fact_that_stays()?)?;
    let corrects = key(case.fact_that_stays()?, model, contexts);
    let corrects = corrects.map_or_else(String::new, |key| format!("; {key} corrects it"));
    let again = model.key(Action::Undo, contexts);
    Some(format!(
        "{fact}{corrects}. {again} once more takes back: {older}."
    ))
}

/// The key of these contexts by which a fact is corrected, where one is live.
fn key(fact: &Event, model: &Model, contexts: &[Context]) -> Option<String> {
    let of_people = matches!(
        fact,
        Event::PersonAdded { .. } | Event::PersonChanged { .. } | Event::WillingnessSaid { .. }
    );
    let actions: &[Action] = if of_people {
        &[Action::People]
    } else if matches!(fact, Event::PresenceChanged { .. }) {
        &[Action::LeavesOrReturns, Action::Arrival]
    } else if matches!(fact, Event::BreakStarted | Event::BreakEnded) {
        &[Action::Break]
    } else {
        &[]
    };
    let keymap = &model.keymap;
    let key = actions
        .iter()
        .find_map(|action| keymap.key_in(*action, contexts))?;
    Some(model.theme.plain(&key))
}

/// That a fact stays, in words that may stand where the circle looks; nothing of a change.
#[expect(
    clippy::too_many_lines,
    reason = "one table: every fact and how it is said"
)]
fn stays(case: &Case, fact: &Event) -> Option<String> {
    let words = match fact {
        Event::PersonAdded { person, .. } => {
            format!("That {} was added stays", told_apart(case, *person))
        }
        Event::PersonChanged { person, .. } => {
            format!("What was corrected of {} stays", told_apart(case, *person))
        }
        Event::PersonRemoved { .. } => "That somebody was taken off the list stays".to_owned(),
        Event::WillingnessSaid { .. }
        | Event::WithdrawalAnswered { .. }
        | Event::Consent(_)
        | Event::Carrying(CarryingEvent::ConsentWithdrawn { .. }) => {
            "What was said in private stays".to_owned()
        }
        Event::PresenceChanged { person, presence } => {
            format!(
                "That {} {} stays",
                told_apart(case, *person),
                came(*presence)
            )
        }
        Event::BreakStarted => "That the break began stays".to_owned(),
        Event::BreakEnded => "That the break ended stays".to_owned(),
        Event::TimeOutStarted { .. } => "That the time-out began stays".to_owned(),
        Event::TimeOutEnded { .. } => "That the time-out ended stays".to_owned(),
        Event::CalledBackIn => "That people called stays".to_owned(),
        Event::Struck { .. } => "What was struck stays struck".to_owned(),
        Event::ChildSpoke { .. } => "The words of the child stay".to_owned(),
        Event::EndReasonGiven { .. } => "The reason stays".to_owned(),
        Event::Prepared(_) => "What was prepared stays".to_owned(),
        Event::Carrying(_) => "What was carried stays".to_owned(),
        Event::SafetyFollowedUp { .. } => "What was done about the mark stays".to_owned(),
        Event::Afterwards(_) => "What was written down after the meeting stays".to_owned(),
        Event::Following(FollowingEvent::HoldPlaced { .. } | FollowingEvent::HoldLifted { .. }) => {
            "What was said of the hold stays".to_owned()
        }
        // These are changes, or borders that undo never passes, or noted by the program itself.
        Event::CaseOpened { .. }
        | Event::CaseResumed { .. }
        | Event::EntryMissing
        | Event::CaseRepaired { .. }
        | Event::ClockChanged { .. }
        | Event::CaseBrought(_)
        | Event::ProcessChanged { .. }
        | Event::TimeTyped { .. }
        | Event::Following(_)
        | Event::Programme(_)
        | Event::SessionStarted { .. }
        | Event::StageIncluded { .. }
        | Event::OrderChosen { .. }
        | Event::Moved { .. }
        | Event::TurnSkipped { .. }
        | Event::GateAnswered { .. }
        | Event::DecisionMade { .. }
        | Event::PrivateTimeStarted { .. }
        | Event::PrivateTimeEnded
        | Event::Marked { .. }
        | Event::WordsFound { .. }
        | Event::WordsAdded { .. }
        | Event::Kept { .. }
        | Event::QuestionSettled { .. }
        | Event::GroundRuleAgreed { .. }
        | Event::OpeningChosen { .. }
        | Event::BottomLineSet { .. }
        | Event::QuestionSet { .. }
        | Event::ItemWorded { .. }
        | Event::ItemTicked { .. }
        | Event::ItemRemoved { .. }
        | Event::ItemAnswered { .. }
        | Event::ReadBackAnswered { .. }
        | Event::ConcernNoted { .. }
        | Event::ItemRatified { .. }
        | Event::PlanFieldSet { .. }
        | Event::ReviewSet { .. }
        | Event::Signed { .. }
        | Event::CopySettled { .. }
        | Event::AgreementClosed { .. }
        | Event::AgreementReopened { .. }
        | Event::SessionAdjourned { .. }
        | Event::SessionResumed
        | Event::SessionEnded { .. }
        | Event::WordsErased(_)
        | Event::TakenOut(_)
        | Event::Undone { .. }
        | Event::Redone { .. }
        | Event::Newer { .. } => return None,
    };
    Some(words)
}

fn came(presence: Presence) -> &'static str {
    match presence {
        Presence::Expected => "is waited for",
        Presence::Here => "is here",
        Presence::Out => "stepped out",
        Presence::Left => "left",
        Presence::Away => "is not coming",
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{Command, PersonId, Presence};
    use crate::tui::testing::World;

    fn marks(world: &World) -> usize {
        world.app.model().case().unwrap().marks.len()
    }

    fn stepped_out() -> World {
        World::conference()
            .press("k")
            .execute(Command::SetPresence(PersonId(3), Presence::Out))
    }

    #[test]
    fn an_older_change_is_taken_back_only_when_it_is_asked_for_again() {
        let mut world = stepped_out().press("u");
        let said = "That Ann stepped out stays; l corrects it. u once more takes back: the mark.";
        assert!(world.screen(120, 40).contains(said));
        assert_eq!(marks(&world), 1);
        let mut world = world.press("u");
        assert!(world.screen(120, 40).contains("Taken back: the mark."));
        assert_eq!(marks(&world), 0);
    }

    #[test]
    fn another_key_between_asks_anew() {
        let world = stepped_out().press("u v u");
        assert_eq!(marks(&world), 1);
        let world = world.press("u");
        assert_eq!(marks(&world), 0);
    }

    #[test]
    fn a_change_after_the_fact_goes_at_once() {
        let world = stepped_out().press("k u");
        assert_eq!(marks(&world), 1);
        let world = world.press("u");
        assert_eq!(marks(&world), 0, "one follows the other without asking");
    }

    #[test]
    fn a_fact_after_the_last_change_that_can_go_leads_to_the_refusal() {
        let mut world = World::conference().press("p u");
        assert!(!world.screen(120, 40).contains("once more"));
    }
}
