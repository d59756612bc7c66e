mod saying;

use std::sync::Arc;

use crate::case::{
    AssessmentKind, Command, ConsentStanding, Need, PersonId, PreparingCommand, RuleDecision,
};
use crate::script::{ConsentId, RuleResult, Script};
use crate::tui::testing::{World, script};

/// The test conference with everything that can be prepared.
pub(crate) fn prepared_script() -> Arc<Script> {
    let mut script = serde_json::to_value(&*script()).unwrap();
    script["consents"] = serde_json::json!([
        { "id": "take-part", "purpose": "take part in the conference",
          "ask": "{name}, do you agree to take part in the conference?",
          "easy": "Do you want to be there?", "of": ["harmed", "responsible"], "required": true },
        { "id": "asked-later", "purpose": "be asked how it was, three months on",
          "ask": "May somebody ask you in three months how it was for you?",
          "easy": "May we ring you later?", "of": ["harmed", "responsible", "supporter"] }
    ]);
    script["rules"] = serde_json::json!(["probation-lrrjs-2014", "not-there"]);
    script["checklist"] = serde_json::json!([
        "Chairs in a circle, water and tissues.",
        "Two waiting rooms.",
        "The curtain key was tried."
    ]);
    Arc::new(serde_json::from_value(script).unwrap())
}

fn world() -> World {
    World::prepared_by(prepared_script())
}

fn standing(world: &World, person: u16) -> ConsentStanding {
    let case = world.app.model().case().unwrap();
    case.consent_standing(PersonId(person), &ConsentId::new("take-part"))
}

#[test]
fn every_part_stands_in_one_list_with_how_it_stands() {
    let mut world = world().press("r");
    insta::assert_snapshot!("overview_80x24", world.screen(80, 24));
    insta::assert_snapshot!("overview_120x40", world.screen(120, 40));
    insta::assert_snapshot!("overview_60x16", world.screen(60, 16));
}

#[test]
fn what_the_script_does_not_ask_for_says_so() {
    let mut world = World::prepared().press("r 5 enter");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("This script has nothing for that."),
        "{picture}"
    );
}

#[test]
fn escape_goes_back_part_by_part() {
    let mut world = world().press("r down enter");
    assert!(world.screen(80, 24).contains("No contact is recorded."));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("Suitability and risk"));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("To look after today"));
}

#[test]
fn a_referral_is_filled_in() {
    let mut world = world().press("r enter");
    insta::assert_snapshot!("referral_80x24", world.screen(80, 24));
    let mut world = world
        .words("officer in the case")
        .press("tab")
        .words("police")
        .press("ctrl-s");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Referred by officer in the case, police."),
        "{picture}"
    );
}

#[test]
fn a_contact_is_added_corrected_and_taken_off() {
    let mut world = world()
        .press("r 2 enter a right tab tab tab")
        .words("She wants to come")
        .press("enter");
    insta::assert_snapshot!("contacts_80x24", world.screen(80, 24));
    insta::assert_snapshot!("contacts_120x40", world.screen(120, 40));
    let mut world = world.press("e");
    insta::assert_snapshot!("contact_80x24", world.screen(80, 24));
    let mut world = world.press("esc x y");
    assert!(world.screen(80, 24).contains("No contact is recorded."));
}

#[test]
fn a_day_that_is_none_is_said_and_loses_nothing() {
    let mut world = world().press("r 2 enter a tab");
    for _ in 0..10 {
        world = world.press("backspace");
    }
    let mut world = world.words("soonish").press("ctrl-s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("does not read as a day"), "{picture}");
    assert!(picture.contains("soonish"), "{picture}");
}

#[test]
fn what_was_assessed_is_shown_only_when_it_is_asked_for() {
    let world = world()
        .press("r 3 enter a right tab tab")
        .words("Ms Okafor")
        .press("tab tab tab")
        .words("Tom sits far from the door");
    let mut world = world.press("enter");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("far from the door"), "{picture}");
    insta::assert_snapshot!("assessments_80x24", picture);
    let mut opened = world.press("enter");
    let picture = opened.screen(80, 24);
    assert!(picture.contains("Tom sits far from the door"), "{picture}");
    let mut curtain = opened.press("b");
    assert!(!curtain.screen(80, 24).contains("far from the door"));
    let mut moved = curtain.press("b up");
    assert!(!moved.screen(80, 24).contains("far from the door"));
}

#[test]
fn what_somebody_needs_is_asked_question_by_question() {
    let mut world = world().press("r 4 enter enter");
    insta::assert_snapshot!("needs_form_80x24", world.screen(80, 24));
    let mut world = world
        .words("Rose, she")
        .press("tab tab")
        .words("near the door")
        .press("ctrl-s");
    insta::assert_snapshot!("needs_80x24", world.screen(80, 24));
    let case = world.app.model().case().unwrap();
    let need = case.preparing.need(PersonId(1), Need::Access);
    assert_eq!(need, Some("near the door"));
}

#[test]
fn escape_from_a_form_with_words_asks_once() {
    let world = world().press("r 4 enter enter").words("Rose");
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("Esc once more lets it go."));
    let world = world.press("esc");
    assert!(world.app.overlays().is_empty());
}

#[test]
fn consents_are_recorded_with_their_history() {
    let mut world = world().press("c");
    insta::assert_snapshot!("consents_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    insta::assert_snapshot!("consent_80x24", world.screen(80, 24));
    insta::assert_snapshot!("consent_120x40", world.screen(120, 40));
    let mut world = world.press("ctrl-s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Nobody said that yet."), "{picture}");
    let world = world.press("y ctrl-s");
    assert_eq!(standing(&world, 1), ConsentStanding::Given);
    let world = world.press("enter n ctrl-s");
    assert_eq!(standing(&world, 1), ConsentStanding::Withdrawn);
    // Opened in haste and kept, a no stays a no.
    let world = world.press("enter ctrl-s");
    assert_eq!(standing(&world, 1), ConsentStanding::Withdrawn);
    let mut world = world.press("enter left ctrl-s");
    assert_eq!(standing(&world, 1), ConsentStanding::Given);
    insta::assert_snapshot!("consent_history_80x24", world.screen(80, 24));
}

#[test]
fn beginning_without_a_needed_consent_asks_first_and_the_check_asks_again() {
    let mut world = world().press("b");
    insta::assert_snapshot!("begin_without_80x24", world.screen(80, 24));
    let mut world = world.press("y space");
    insta::assert_snapshot!("consent_gate_80x24", world.screen(80, 24));
    insta::assert_snapshot!("consent_gate_120x40", world.screen(120, 40));
    let world = world.press("enter y y");
    assert_eq!(standing(&world, 1), ConsentStanding::Given);
    assert_eq!(standing(&world, 2), ConsentStanding::Given);
    assert!(world.app.overlays().is_empty());
}

#[test]
fn going_on_without_a_consent_says_who_why_and_that_it_is_not_counted() {
    let mut world = world().press("b y space enter y enter");
    insta::assert_snapshot!("going_on_without_80x24", world.screen(80, 24));
    let world = world.press("enter").words("the form is in the car");
    let mut world = world.press("enter");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("This conference will not be counted."),
        "{picture}"
    );
    insta::assert_snapshot!("not_counted_80x24", picture);
    let case = world.app.model().case().unwrap();
    assert_eq!(case.will_not_count().len(), 1);
    assert_eq!(standing(&world, 2), ConsentStanding::NotAsked);
}

#[test]
fn a_no_before_the_first_stage_asks_what_follows() {
    let mut world = world().press("b y space enter y n");
    assert_eq!(standing(&world, 2), ConsentStanding::Withdrawn);
    let picture = world.screen(80, 24);
    assert!(picture.contains("Speak with them first"), "{picture}");
}

#[test]
fn a_consent_taken_back_in_the_room_stops_the_meeting() {
    let world = world().press("b y space enter y y h c");
    let world = world.press("down down enter n ctrl-s");
    assert_eq!(standing(&world, 2), ConsentStanding::Withdrawn);
    let mut world = world.press("esc esc space");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Speak with them first"), "{picture}");
}

#[test]
fn the_rules_are_asked_shown_and_decided_by_a_person() {
    let mut world = world().press("r 6 enter");
    insta::assert_snapshot!("rules_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    insta::assert_snapshot!("rule_question_80x24", world.screen(80, 24));
    insta::assert_snapshot!("rule_question_120x40", world.screen(120, 40));
    let mut world = world.press("enter 6 enter");
    assert!(world.screen(80, 24).contains("exceptional approval"));
    insta::assert_snapshot!("rule_result_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    insta::assert_snapshot!("rule_decision_80x24", world.screen(80, 24));
    insta::assert_snapshot!("rule_decision_120x40", world.screen(120, 40));
    let mut world = world
        .press("left left tab tab tab")
        .words("she asked")
        .press("enter");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("asks for somebody who approves this"),
        "{picture}"
    );
    let mut world = world.press("up").words("the manager").press("ctrl-s");
    let weighings = &world.app.model().case().unwrap().preparing.weighings;
    assert_eq!(weighings[0].decision, RuleDecision::Offer);
    assert_eq!(weighings[0].approved_by.as_deref(), Some("the manager"));
    insta::assert_snapshot!("rules_decided_80x24", world.screen(80, 24));
}

#[test]
fn the_worked_examples_come_out_through_the_screen() {
    let examples = [
        ("3 enter", "not-guilty-after-trial", RuleResult::Excluded),
        (
            "1 enter 6 enter",
            "domestic-or-sexual",
            RuleResult::ExceptionalApproval,
        ),
        (
            "1 enter 1 enter 1 enter 2 enter",
            "gain-or-violence",
            RuleResult::Eligible,
        ),
    ];
    for (keys, rule, result) in examples {
        let mut world = world().press("r 6 enter enter").press(keys);
        let picture = world.screen(80, 24);
        assert!(picture.contains(rule), "{picture}");
        assert!(picture.contains(result.in_words()), "{picture}");
        let world = world.press("enter ctrl-s");
        let case = world.app.model().case().unwrap();
        let weighed = case.preparing.weighings.last().unwrap();
        assert_eq!((weighed.rule.as_str(), weighed.result), (rule, result));
    }
}

#[test]
fn the_list_for_the_day_is_ticked_and_what_is_open_stands_with_the_people() {
    let mut world = world().press("r 7 enter enter down enter");
    insta::assert_snapshot!("checklist_80x24", world.screen(80, 24));
    let mut world = world.press("esc esc");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("To look after today: \"The curtain key was tried\"."),
        "{picture}"
    );
}

#[test]
fn seats_are_drawn_and_change_places() {
    let mut world = world().press("r 8 enter");
    insta::assert_snapshot!("seats_80x24", world.screen(80, 24));
    insta::assert_snapshot!("seats_120x40", world.screen(120, 40));
    insta::assert_snapshot!("seats_60x16", world.screen(60, 16));
    let before = world.app.model().case().unwrap().seating().circle;
    let world = world.press("]");
    let after = world.app.model().case().unwrap().seating().circle;
    assert_eq!([after[1], after[0]], [before[0], before[1]]);
}

#[test]
fn the_words_of_the_preparation_are_erased_after_one_question() {
    let say = PreparingCommand::SayNeed(PersonId(1), Need::Hopes, "that he listens".to_owned());
    let world = world()
        .execute(Command::Prepare(say))
        .press("r end enter y");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.preparing.need(PersonId(1), Need::Hopes), None);
}

#[test]
fn what_the_room_has_to_know_stands_behind_one_key_on_the_facilitators_half() {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let hard = "slamming doors".to_owned();
    let assess = PreparingCommand::Assess {
        corrects: None,
        kind: AssessmentKind::Risk,
        person: Some(PersonId(2)),
        by: "Ms Okafor".to_owned(),
        on: day(2),
        until: Some(day(20)),
        measures: "Tom sits far from the door".to_owned(),
    };
    let mut world = world()
        .execute(Command::Prepare(PreparingCommand::SayNeed(
            PersonId(1),
            Need::Triggers,
            hard,
        )))
        .execute(Command::Prepare(assess));
    let picture = world.screen(80, 24);
    assert!(picture.contains("To be assessed again: Tom"), "{picture}");
    let mut world = world.press("i");
    insta::assert_snapshot!("for_the_room_before_80x24", world.screen(80, 24));
    let mut world = world.press("esc b y i");
    let picture = world.screen(80, 24);
    assert!(picture.contains("slamming doors"), "{picture}");
    assert!(picture.contains("far from the door"), "{picture}");
    insta::assert_snapshot!("for_the_room_80x24", picture);
    insta::assert_snapshot!("for_the_room_120x40", world.screen(120, 40));
    let mut world = world.press("ctrl-l");
    assert!(!world.screen(80, 24).contains("slamming doors"));
}

#[test]
fn words_half_typed_in_a_form_of_the_preparation_are_kept_as_those_of_any_other() {
    let mut world = world().press("r 4 enter enter").words("Rose, she");
    assert!(world.app.model().half_typed.text().contains("Rose, she"));
    let corrected = world
        .press("esc esc esc 2 enter a tab tab tab")
        .words("She");
    world = corrected
        .press("enter enter tab tab tab")
        .words(" wants to come");
    let mut world = world.press("esc");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Esc once more lets it go."), "{picture}");
}

#[test]
fn a_no_is_named_apart_from_what_is_still_missing() {
    let mut world = world().press("c enter n ctrl-s esc");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Said no to what the meeting needs: Rose."),
        "{picture}"
    );
    assert!(
        picture.contains("Consent still needed from: Tom."),
        "{picture}"
    );
    let mut world = world.press("b");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Rose said no to what"), "{picture}");
}

#[test]
fn nobody_of_the_other_side_stands_on_a_list_or_sits_in_the_ring() {
    let shuttle = include_str!("../../../../scripts/shuttle.json");
    let mut world = World::between(shuttle)
        .execute(Command::SetPresence(
            PersonId(1),
            crate::case::Presence::Here,
        ))
        .execute(Command::StartSession(crate::script::SessionKindId::new(
            "first-harmed",
        )))
        .press("h");
    assert!(!world.screen(80, 24).contains("Tom"));
    let mut world = world.press("r 8 enter");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Rose") && !picture.contains("Tom"),
        "{picture}"
    );
}
