use std::sync::Arc;

use crate::case::{ConsentEvent, PersonId};
use crate::script::{GateId, Script};
use crate::tui::effect::OverlayRequest;
use crate::tui::testing::World;

/// The test conference with checks of every severity before its second stage.
fn script() -> Arc<Script> {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["sessions"][0]["stages"][1]["gates"] = serde_json::json!([
        { "id": "accepted", "severity": "legal",
          "check": "Each person responsible says that the main part of it is true.",
          "hint": "If they accept none of it, do not begin: it would hurt people again and would not count." },
        { "id": "well", "severity": "confirm",
          "check": "Everybody seems well enough to talk and to listen.",
          "hint": "Food and half an hour may be enough. If not, another day." },
        { "id": "moved", "severity": "info",
          "check": "People have had a chance to breathe.", "hint": "Offer ten minutes." }
    ]);
    Arc::new(serde_json::from_value(script).unwrap())
}

fn asked() -> World {
    World::conference_from(script()).press("space space")
}

fn stage(world: &World) -> String {
    let case = world.app.model().case().unwrap();
    case.position().unwrap().stage.to_string()
}

fn answer(world: &World, gate: &str) -> Option<(bool, Option<String>)> {
    let case = world.app.model().case().unwrap();
    let gates = &case.session.as_ref().unwrap().gates;
    let (met, reason) = gates.get(&GateId::new(gate))?;
    let text = reason.as_ref().and_then(|words| words.text());
    Some((*met, text.map(str::to_owned)))
}

#[test]
fn a_check_stands_as_a_sentence_with_what_it_means() {
    let mut world = asked();
    let picture = world.screen(80, 24);
    assert!(picture.contains("The conference would not count without it."));
    insta::assert_snapshot!("gate_80x24", picture);
    insta::assert_snapshot!("gate_120x40", world.screen(120, 40));
    insta::assert_snapshot!("gate_60x16", world.screen(60, 16));
}

#[test]
fn when_all_are_answered_the_meeting_goes_on_by_itself() {
    let world = asked().press("y");
    assert_eq!(stage(&world), "welcome");
    let world = world.press("y y");
    assert_eq!(stage(&world), "happened");
    assert!(world.app.overlays().is_empty());
}

#[test]
fn a_no_asks_who_goes_on_all_the_same_and_why() {
    let mut world = asked().press("y n");
    insta::assert_snapshot!("gate_decider_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    insta::assert_snapshot!("gate_reason_80x24", world.screen(80, 24));
    insta::assert_snapshot!("gate_reason_120x40", world.screen(120, 40));
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("This needs a reason."));
    let world = world.words("He had a coffee, you know").press("enter y");
    let reason = Some("He had a coffee, you know".to_owned());
    assert_eq!(answer(&world, "well"), Some((false, reason)));
    assert_eq!(stage(&world), "happened");
}

#[test]
fn what_the_meeting_needs_cannot_be_passed_over() {
    let mut world = asked().press("n");
    insta::assert_snapshot!("gate_legal_no_80x24", world.screen(80, 24));
    insta::assert_snapshot!("gate_legal_no_120x40", world.screen(120, 40));
    assert_eq!(stage(&world), "welcome");
    assert_eq!(answer(&world, "accepted"), Some((false, None)));
    let world = world.press("esc space");
    assert_eq!(world.app.overlays().len(), 1);
    let world = world.press("y y y");
    assert_eq!(stage(&world), "happened");
}

#[test]
fn space_and_enter_answer_nothing() {
    let world = asked().press("space enter");
    assert_eq!(answer(&world, "accepted"), None);
    assert_eq!(world.app.overlays().len(), 1);
}

#[test]
fn escape_goes_back_to_the_cue() {
    let world = asked().press("y esc");
    assert!(world.app.overlays().is_empty());
    assert_eq!(stage(&world), "welcome");
    let world = world.press("space y y");
    assert_eq!(stage(&world), "happened");
}

#[test]
fn somebody_who_went_out_meanwhile_leaves_no_gap() {
    let world = asked().execute(crate::case::Command::SetPresence(
        PersonId(2),
        crate::case::Presence::Out,
    ));
    let mut world = world.press("end");
    for (columns, rows) in [(1, 1), (3, 2), (60, 16), (120, 40)] {
        world.screen(columns, rows);
    }
    let picture = world.screen(80, 24);
    assert!(picture.contains("Check 3 of 3"), "{picture}");
    assert_eq!(picture.matches("to ask").count(), 2, "{picture}");
    let world = world.press("y y y");
    assert_eq!(stage(&world), "happened");
}

/// The test conference, to which people have to agree.
fn agreed_to() -> Arc<Script> {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["consents"] = serde_json::json!([
        { "id": "take-part", "purpose": "take part in the conference",
          "ask": "{name}, do you agree to take part in the conference?",
          "easy": "Do you want to be there?", "of": ["harmed", "responsible"], "required": true }
    ]);
    Arc::new(serde_json::from_value(script).unwrap())
}

/// The needed consents that were given at the start, with who is put down as having asked.
fn askers(world: &World) -> Vec<(PersonId, String)> {
    let case = world.app.model().case().unwrap();
    let given = case.consents.iter().filter_map(|entry| match &entry.event {
        ConsentEvent::Given { person, by, .. } => Some((*person, by.clone())),
        ConsentEvent::Withdrawn { .. } => None,
    });
    given.collect()
}

#[test]
fn a_consent_says_who_is_put_down_as_having_asked() {
    let mut world = World::prepared_by(agreed_to()).press("b y space enter");
    let runs_it = world.app.model().case().unwrap().name_of_who_runs_it();
    let picture = world.screen(80, 24);
    assert!(
        picture.contains(&format!("asked by {runs_it}.")),
        "{picture}"
    );
    insta::assert_snapshot!("gate_consent_80x24", picture);
    insta::assert_snapshot!("gate_consent_120x40", world.screen(120, 40));
    let world = world.press("y");
    assert_eq!(askers(&world), [(PersonId(1), runs_it)]);
}

#[test]
fn somebody_else_can_be_put_down_as_having_asked_for_this_one_and_the_next() {
    let mut world = World::prepared_by(agreed_to()).press("b y space enter e");
    insta::assert_snapshot!("gate_asker_80x24", world.screen(80, 24));
    let world = world.press(&"backspace ".repeat(40)).press("enter");
    let world = world.words("Ruth").press("enter y y");
    let ruth = || "Ruth".to_owned();
    assert_eq!(
        askers(&world),
        [(PersonId(1), ruth()), (PersonId(2), ruth())]
    );
    assert!(world.app.overlays().is_empty());
}

/// The test conference with a check before its second stage that is asked of people alone, and
/// one that everybody may read.
fn asked_alone() -> World {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["sessions"][0]["stages"][1]["gates"] = serde_json::json!([
        { "id": "unafraid", "check": "Nobody is afraid of somebody else here.",
          "hint": "Ask Ann by herself.", "asked_alone": true },
        { "id": "moved", "check": "People have had a chance to breathe.",
          "hint": "Offer ten minutes." }
    ]);
    World::conference_from(Arc::new(serde_json::from_value(script).unwrap()))
}

#[test]
fn what_is_asked_of_people_alone_stands_nowhere_until_it_is_looked_at() {
    let covered = |world: &mut World| {
        let picture = world.screen(80, 24);
        assert!(!picture.contains("afraid"), "{picture}");
        assert!(!picture.contains("Ask Ann"), "{picture}");
        picture
    };
    let mut world = asked_alone().press("space space");
    let picture = covered(&mut world);
    assert!(picture.contains("Enter shows what"), "{picture}");
    insta::assert_snapshot!("gate_alone_80x24", picture);
    insta::assert_snapshot!("gate_alone_120x40", world.screen(120, 40));
    let mut world = world.press("y");
    assert_eq!(answer(&world, "unafraid"), None);
    let picture = world.screen(80, 24);
    assert!(picture.contains("Nobody is afraid of somebody else here."));
    assert!(picture.contains("Is it so?"), "{picture}");
    let mut world = world.press("y esc space");
    assert_eq!(answer(&world, "unafraid"), Some((true, None)));
    let picture = covered(&mut world);
    assert!(
        picture.contains("answered  Something is to be asked"),
        "{picture}"
    );
    assert_eq!(stage(&world.press("y")), "happened");
}

/// The test conference with checks before its second stage, one of which nothing waits for.
fn three() -> World {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["sessions"][0]["stages"][1]["gates"] = serde_json::json!([
        { "id": "first", "severity": "confirm", "check": "One.", "hint": "Look." },
        { "id": "thought", "severity": "info", "check": "Two.", "hint": "Look." },
        { "id": "third", "severity": "confirm", "check": "Three.", "hint": "Look." }
    ]);
    World::conference_from(Arc::new(serde_json::from_value(script).unwrap())).press("space space")
}

#[test]
fn each_check_has_its_turn_also_one_that_nothing_waits_for() {
    let mut world = three();
    for number in 1..=3 {
        let at = format!("Check {number} of 3");
        assert!(world.screen(80, 24).contains(&at), "{at}");
        world = world.press("y");
    }
    assert_eq!(answer(&world, "thought"), Some((true, None)));
    assert_eq!(stage(&world), "happened");
}

#[test]
fn whoever_is_asked_out_goes_and_no_check_is_passed_over() {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    let stage_of = &mut script["sessions"][0]["stages"][1];
    stage_of["room"] = serde_json::json!({ "out": ["supporter"] });
    stage_of["gates"] = serde_json::json!([
        { "id": "first", "severity": "confirm", "check": "One.", "hint": "Look." }
    ]);
    let script = Arc::new(serde_json::from_value(script).unwrap());
    let mut world = World::conference_from(script).press("space space");
    assert!(world.screen(80, 24).contains("Check 1 of 2"));
    let mut world = world.press("y");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Out of the room: Ann."), "{picture}");
    assert_eq!(stage(&world.press("y")), "happened");
}

/// Whether every line of these words stands in a picture.
fn holds(picture: &str, words: &str, columns: usize) -> bool {
    let lines = crate::tui::widget::wrapped(words, columns);
    lines.iter().all(|line| picture.contains(line.as_str()))
}

#[test]
fn of_every_check_of_every_script_what_is_asked_is_whole() {
    for (name, mut world) in crate::tui::testing::scripts::every_meeting() {
        let case = world.app.model().case().unwrap();
        let kind = case.session_kind().unwrap().clone();
        for gate in kind.stages.iter().flat_map(|stage| &stage.gates) {
            world = world.push(OverlayRequest::Gate(vec![gate.id.clone()]));
            let check = world.app.model().case().unwrap().gate(&gate.id).unwrap();
            let place = format!("{name}, {}", gate.id);
            if check.asked_alone {
                let picture = world.screen(80, 24);
                assert!(
                    !picture.contains(check.check.as_str()),
                    "{place}: {picture}"
                );
                world = world.press("enter");
            }
            for (columns, rows) in [(80, 24), (60, 16)] {
                let picture = world.screen(columns, rows);
                let inner = usize::from(columns.min(76)) - 4;
                assert!(holds(&picture, &check.check, inner), "{place}: {picture}");
                let asked = ["Is it so?", "It is not so."];
                let asked = asked.iter().any(|words| picture.contains(words));
                assert!(asked, "{place}: {picture}");
                assert!(holds(&picture, &check.hint, inner), "{place}: {picture}");
            }
        }
    }
}

/// The test conference, whose second stage needs a supporter in the room.
fn needs_a_supporter() -> Arc<Script> {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["sessions"][0]["stages"][1]["room"] = serde_json::json!({ "in": ["supporter"] });
    Arc::new(serde_json::from_value(script).unwrap())
}

#[test]
fn a_yes_that_the_record_contradicts_is_not_taken_and_leads_to_where_it_is_put_down() {
    let out = crate::case::Command::SetPresence(PersonId(3), crate::case::Presence::Out);
    let mut world = World::conference_from(needs_a_supporter())
        .execute(out)
        .press("space space");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Recorded: on the list nobody"),
        "{picture}"
    );
    insta::assert_snapshot!("gate_not_so_80x24", picture);
    insta::assert_snapshot!("gate_not_so_120x40", world.screen(120, 40));
    insta::assert_snapshot!("gate_not_so_60x16", world.screen(60, 16));
    let mut world = world.press("y");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("By what is recorded it is not so."),
        "{picture}"
    );
    assert_eq!(stage(&world), "welcome");
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("Who leaves or returns?"));
    let here = crate::case::Command::SetPresence(PersonId(3), crate::case::Presence::Here);
    let world = world.press("esc").execute(here).press("space");
    assert_eq!(stage(&world), "happened");
}

#[test]
fn the_checks_before_the_first_stage_are_asked_as_the_meeting_begins() {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["sessions"][0]["stages"][0]["gates"] = serde_json::json!([
        { "id": "accepted", "severity": "legal",
          "check": "Each person responsible says that the main part of it is true.",
          "hint": "If they accept none of it, do not begin." }
    ]);
    let script: Script = serde_json::from_value(script).unwrap();
    let mut world = World::prepared_by(Arc::new(script)).press("b");
    let picture = world.screen(80, 24);
    assert!(picture.contains("the main part of it is true"), "{picture}");
    let world = world.press("y");
    assert!(world.app.overlays().is_empty());
    assert_eq!(answer(&world, "accepted"), Some((true, None)));
}
