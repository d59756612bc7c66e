//! What lies ahead is told for sure only where it is.

use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{Choice, Condition, OutcomeId, RoleId, Script, StageId};

fn circle(script: Script) -> Given {
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn next_is_open(case: &Case) -> bool {
    let next = case.next_turn_of_the_circle();
    case.next_is_open(next.as_ref().map(|turn| &turn.key))
}

fn deciding() -> Command {
    Command::GoToStage(StageId::new("deciding"))
}

/// The test conference, whose last stage is held only where something was chosen.
fn chosen(outcome: &str) -> Script {
    let mut script = script::conference();
    let stages = &mut script.sessions[0].stages;
    let choice = stages
        .iter()
        .flat_map(|stage| &stage.prompts)
        .find_map(|prompt| prompt.decision.as_ref());
    let decision = choice.unwrap().id.clone();
    stages.last_mut().unwrap().when = Some(Condition {
        chosen: Some(Choice {
            decision,
            outcome: OutcomeId::new(outcome),
        }),
        ..Condition::default()
    });
    script
}

#[test]
fn before_a_decision_that_leads_apart_nobody_knows_what_comes_next() {
    circle(script::conference())
        .shows(|case| assert!(!next_is_open(case)))
        .after(deciding())
        .shows(|case| assert!(next_is_open(case)));
}

#[test]
fn how_many_stages_there_are_is_sure_once_nothing_is_open_on_the_way() {
    let mut script = script::conference();
    script.sessions[0]
        .stages
        .retain(|stage| stage.id.as_str() != "deciding");
    circle(script).shows(|case| assert!(!case.may_hold_other_stages()));
    circle(chosen("swap")).shows(|case| assert!(case.may_hold_other_stages()));
}

#[test]
fn whoever_is_still_waited_for_may_bring_a_stage_along() {
    let mut script = script::conference();
    let stages = &mut script.sessions[0].stages;
    stages.retain(|stage| stage.id.as_str() != "deciding");
    stages.last_mut().unwrap().when = Some(Condition {
        present: Some(RoleId::new("supporter")),
        ..Condition::default()
    });
    circle(script)
        .after(Command::AddPerson(person("Ann", "supporter")))
        .shows(|case| assert!(case.may_hold_other_stages()))
        .after(Command::SetPresence(p(3), Presence::Away))
        .shows(|case| assert!(!case.may_hold_other_stages()));
}
