use std::sync::Arc;

use crate::case::{Command, ItemDraft, PersonId, SessionStatus, TurnKey};
use crate::script::{ItemKind, OutcomeId, PromptId, Script, StageId};
use crate::tui::testing::World;

/// The test conference with a decision as its second cue.
fn script() -> Arc<Script> {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["sessions"][0]["stages"][0]["prompts"][1] = serde_json::json!({
        "id": "first", "kind": "decide", "to": "room", "weight": "must",
        "cue": ["Who speaks first?"],
        "decision": { "id": "who-starts", "chosen_by": "harmed", "outcomes": [
            { "id": "responsible", "label": "{role:responsible} first, then {role:harmed}, as {service} suggests" },
            { "id": "again", "label": "Hear the welcome once more", "then": "go_to", "stage": "welcome" },
            { "id": "break", "label": "A break first", "then": "time_out" },
            { "id": "early", "label": "Stop here", "then": "end", "outcome": "ended_early" },
            { "id": "agreed", "label": "There is an agreement", "then": "end", "outcome": "agreement" }
        ] }
    });
    Arc::new(serde_json::from_value(script).unwrap())
}

fn asked() -> World {
    World::conference_from(script()).press("space enter")
}

fn decided(world: &World) -> Option<(OutcomeId, Option<PersonId>)> {
    let case = world.app.model().case().unwrap();
    let session = case.session.as_ref().unwrap();
    session.decisions.values().next().cloned()
}

fn status(world: &World) -> SessionStatus {
    let case = world.app.model().case().unwrap();
    case.session.as_ref().unwrap().status
}

#[test]
fn outcomes_are_worded_by_the_script_with_names_filled_in() {
    let mut world = asked();
    let picture = world.screen(80, 24);
    assert!(picture.contains("Tom first, then Rose, as Riverside Restorative suggests"));
    insta::assert_snapshot!("decision_80x24", picture);
    insta::assert_snapshot!("decision_120x40", world.screen(120, 40));
}

#[test]
fn e10_a_second_press_of_the_clicker_decides_nothing() {
    let world = World::conference_from(script()).press("space");
    let mut world = world.press("space space");
    assert_eq!(decided(&world), None);
    let title = world.app.top().title(world.app.model());
    assert_eq!(title, "What was decided?");
    let picture = world.screen(80, 24);
    let said = "Enter chooses; a clicker that is pressed twice decides nothing.";
    assert!(picture.contains(said), "{picture}");
    let world = world.press("enter space space");
    assert_eq!(decided(&world), None);
}

#[test]
fn a_number_selects_what_and_enter_decides_and_asks_whose_choice_it_was() {
    let world = asked().press("1");
    assert_eq!(
        world.app.top().title(world.app.model()),
        "What was decided?"
    );
    let mut world = world.press("enter");
    assert_eq!(decided(&world), None);
    insta::assert_snapshot!("decision_by_80x24", world.screen(80, 24));
    insta::assert_snapshot!("decision_by_120x40", world.screen(120, 40));
    let world = world.press("1");
    assert_eq!(decided(&world), None);
    let world = world.press("enter");
    let outcome = OutcomeId::new("responsible");
    assert_eq!(decided(&world), Some((outcome, Some(PersonId(1)))));
    assert!(world.app.overlays().is_empty());
}

#[test]
fn it_can_be_nobodys_choice_in_particular() {
    let world = asked().press("3 enter down enter");
    let outcome = OutcomeId::new("break");
    assert_eq!(decided(&world), Some((outcome, None)));
}

#[test]
fn what_ends_the_meeting_is_asked_once_more() {
    let mut world = asked().press("4 enter 1 enter");
    assert_eq!(status(&world), SessionStatus::Running);
    insta::assert_snapshot!("decision_ends_80x24", world.screen(80, 24));
    insta::assert_snapshot!("decision_ends_120x40", world.screen(120, 40));
    assert_eq!(status(&world.press("down enter")), SessionStatus::Ended);
    let kept = asked().press("4 enter 1 enter enter");
    assert_eq!(decided(&kept), None);
    assert_eq!(status(&kept), SessionStatus::Running);
}

#[test]
fn an_agreement_that_is_not_closed_leads_to_where_it_is() {
    let mut world = asked().press("5 enter 1 enter");
    assert!(
        world
            .screen(80, 24)
            .contains("There is no closed agreement.")
    );
    assert_eq!(status(&world), SessionStatus::Running);
}

#[test]
fn long_and_wide_names_are_wrapped_and_nothing_is_too_small() {
    let names = [
        "Wilhelmina Featherstonehaugh-Cholmondeley of the Upper Riverside Estate",
        "محمد عبد الرحمن الفاروق",
        "漢字漢字漢字漢字",
    ];
    let mut world = World::conference_named(script(), &names).press("space enter");
    insta::assert_snapshot!("decision_long_names_60x16", world.screen(60, 16));
    for (columns, rows) in [(1, 1), (5, 3), (20, 6), (60, 16), (200, 60)] {
        world.screen(columns, rows);
    }
}

#[test]
fn checks_before_where_it_leads_are_asked_and_it_is_decided_after_them() {
    let mut script = serde_json::to_value(&*script()).unwrap();
    let chosen = serde_json::json!({ "decision": "who-starts", "outcome": "responsible" });
    let stage = &mut script["sessions"][0]["stages"][1];
    stage["when"] = serde_json::json!({ "chosen": chosen });
    stage["gates"] = serde_json::json!([{
        "id": "calm", "severity": "confirm", "hint": "Wait a little.",
        "check": "{role:responsible} is ready to speak.",
        "when": { "chosen": chosen }
    }]);
    let script = Arc::new(serde_json::from_value(script).unwrap());
    let mut world = World::conference_from(script).press("space enter 1 enter 1 enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Tom is ready to speak."), "{picture}");
    assert_eq!(decided(&world), None);
    let world = world.press("y");
    let outcome = OutcomeId::new("responsible");
    assert_eq!(decided(&world), Some((outcome, Some(PersonId(1)))));
    let case = world.app.model().case().unwrap();
    assert_eq!(case.position().unwrap().stage.as_str(), "happened");
}

/// The shipped script of a family, where people say whether this is the plan.
fn is_this_the_plan() -> World {
    let key = TurnKey {
        stage: StageId::new("plan-tested"),
        prompt: PromptId::new("plan-decided"),
        person: None,
        round: 1,
    };
    World::family()
        .attempt(Command::GoToTurn(key))
        .past_checks()
}

#[test]
fn saying_yes_to_an_empty_board_is_asked_about_first() {
    let mut world = is_this_the_plan().press("enter enter");
    insta::assert_snapshot!("decision_empty_board_80x24", world.screen(80, 24));
    insta::assert_snapshot!("decision_empty_board_120x40", world.screen(120, 40));
    let mut world = world.press("enter");
    assert_eq!(decided(&world), None);
    let board = world.screen(80, 24);
    assert!(board.contains("Press a to add"), "{board}");
    let world = world.press("esc enter enter down enter");
    assert_eq!(decided(&world), Some((OutcomeId::new("accepted"), None)));
}

#[test]
fn more_time_is_given_without_asking_and_a_plan_is_accepted_at_once() {
    let world = is_this_the_plan().press("enter 2 enter");
    assert_eq!(decided(&world), Some((OutcomeId::new("more-time"), None)));
    let draft = ItemDraft::new(ItemKind::FamilyArrangement, "Joe drives Ada to school.");
    let word = Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    };
    let world = is_this_the_plan().execute(word).press("enter enter");
    assert_eq!(decided(&world), Some((OutcomeId::new("accepted"), None)));
}

#[test]
fn another_day_asks_for_the_day() {
    let mut script = (*script()).clone();
    let prompts = &mut script.sessions[0].stages[0].prompts;
    let outcomes = &mut prompts[1].decision.as_mut().unwrap().outcomes;
    outcomes[2].then = crate::script::Then::Adjourn;
    let asked = || World::conference_from(Arc::new(script.clone())).press("space enter");
    let mut world = asked().press("3 enter down enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("On which day?"), "{picture}");
    assert_eq!(status(&world), SessionStatus::Running);
    assert_eq!(decided(&world), None);
    let world = world.words("friday week").press("enter");
    let until = chrono::NaiveDate::from_ymd_opt(2026, 12, 4);
    assert_eq!(status(&world), SessionStatus::Adjourned { until });
    assert_eq!(decided(&world), Some((OutcomeId::new("break"), None)));
    let world = asked().press("3 enter down enter esc");
    assert_eq!(status(&world), SessionStatus::Running);
}
