use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{PLAN_SCHEMA, Plan, PlanError, plan_of, write};
use crate::case::{Command, Event, Verdict};
use crate::document::fixtures::{World, conference_begun, conference_closed, family_closed};
use crate::script::{Keeping, RoleId, ScriptId};

const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Compares with a file of the repository, or writes it with UPDATE=1.
#[track_caller]
fn assert_current(name: &str, made: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(place(name).parent().unwrap()).unwrap();
        std::fs::write(place(name), made).unwrap();
    }
    let kept = std::fs::read_to_string(place(name)).unwrap();
    assert_eq!(
        made, kept,
        "{name} is stale; run the tests once with UPDATE=1"
    );
}

fn written(world: &World, practice: bool) -> String {
    String::from_utf8(write(&world.case, practice).unwrap()).unwrap()
}

#[test]
fn the_published_schema_is_made_from_the_types() {
    let mut schema = schemars::schema_for!(Plan);
    schema.insert("title".to_owned(), "Plan of Talking Piece".into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap();
    text.push('\n');
    assert_current("schemas/plan.schema.json", &text);
}

#[test]
fn j01_saved_plans_validate_against_the_published_schema() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let schema: Value = serde_json::from_str(PLAN_SCHEMA).unwrap();
    compiler.add_resource("plan.json", schema).unwrap();
    let index = compiler.compile("plan.json", &mut schemas).unwrap();
    for world in [conference_closed(NAMES), family_closed()] {
        let plan: Value = serde_json::from_str(&written(&world, false)).unwrap();
        schemas.validate(&plan, index).unwrap();
        let mut other = plan.clone();
        other["schema"] = "something/else".into();
        assert!(schemas.validate(&other, index).is_err());
    }
}

#[test]
fn what_was_agreed_stays_as_it_was_when_the_case_goes_over_to_another_process() {
    let mut world = conference_closed(NAMES);
    let before = written(&world, false);
    let mut other = (*world.case.script).clone();
    other.id = ScriptId::new("another");
    other.agreement.title = "Another name".to_owned();
    other.agreement.veto.clear();
    other.agreement.keeps = Keeping::WithDifferences;
    other.follow_ups.clear();
    for role in &mut other.roles {
        role.id = RoleId::new(format!("new-{}", role.id));
    }
    let other = std::sync::Arc::new(other);
    world.case.know(other.clone(), "11");
    world.run(Command::ChangeProcess(other, "11".to_owned()));
    assert_eq!(written(&world, false), before);
}

#[test]
fn j01_plans_of_version_1_look_like_this_and_stay_readable() {
    let conference = written(&conference_closed(NAMES), false);
    assert_current("tests/it/golden/plan-1.json", &conference);
    let family = written(&family_closed(), true);
    assert_current("tests/it/golden/plan-1-family.json", &family);
    for text in [conference, family] {
        let plan = Plan::read(text.as_bytes()).unwrap();
        assert_eq!(plan.to_bytes().unwrap(), text.as_bytes());
    }
}

#[test]
fn a_plan_holds_nothing_that_was_not_agreed_and_no_working_note() {
    let text = written(&conference_closed(NAMES), false);
    assert!(!text.contains("SECRET"), "{text}");
    assert!(!text.contains("not_yet"), "{text}");
    assert!(text.contains("Jay mends the side gate."));
}

#[test]
fn there_is_no_plan_before_an_agreement_was_closed() {
    let world = conference_begun(NAMES);
    assert!(plan_of(&world.case, false).is_none());
    assert!(write(&world.case, false).is_err());
}

#[test]
fn a_reopened_agreement_still_shows_what_was_closed_last() {
    let mut world = family_closed();
    let before = plan_of(&world.case, false).unwrap();
    world.run(Command::ReopenAgreement(
        "Gran cannot on Fridays.".to_owned(),
    ));
    let after = plan_of(&world.case, false).unwrap();
    assert_eq!(after.items, before.items);
    assert_eq!(after.reopenings.len(), 1);
    assert_eq!(after.state, super::AgreementState::Reopened);
    // It stands as it was signed until it is closed anew.
    assert!(!before.signatures.is_empty());
    assert_eq!(after.signatures, before.signatures);
    let again = &after.reopenings[0];
    assert_eq!(again.reason.as_deref(), Some("Gran cannot on Fridays."));
}

#[test]
fn a_family_plan_tells_what_meets_what_and_the_decisions() {
    let plan = plan_of(&family_closed().case, false).unwrap();
    let lines = plan.bottom_lines.unwrap();
    assert_eq!(lines[0].met_by.len(), 1);
    assert!(lines[1].met_by.is_empty());
    assert_eq!(plan.questions.unwrap()[0].answered_by.len(), 1);
    let decision = plan.items[0].referrer_decision.as_ref().unwrap();
    assert_eq!(decision.verdict, Verdict::AgreedIf);
    assert_eq!(
        decision.reason.as_deref(),
        Some("Only with a working phone.")
    );
    assert_eq!(plan.child_voice.unwrap()[0].words, "I want to see my dog.");
}

#[test]
fn words_that_a_child_does_not_want_read_out_are_in_no_plan() {
    let mut world = family_closed();
    assert!(written(&world, false).contains("I want to see my dog."));
    world.case.child_words[0].read_out = false;
    assert!(!written(&world, false).contains("dog"));
}

#[test]
fn private_time_is_times_and_nothing_else() {
    let text = written(&family_closed(), false);
    let plan: Value = serde_json::from_str(&text).unwrap();
    let spell = plan["private_time"][0].as_object().unwrap();
    let keys: Vec<&str> = spell.keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 3, "{keys:?}");
    assert_eq!(spell["called_back"].as_array().unwrap().len(), 1);
}

#[test]
fn somebody_who_neither_came_nor_is_named_is_not_in_the_plan() {
    let mut world = conference_begun(NAMES);
    world.add("Somebody Else", "supporter", None);
    let case = crate::document::fixtures::close_conference(world).case;
    let plan = plan_of(&case, false).unwrap();
    assert!(
        plan.people
            .iter()
            .all(|person| person.called != "Somebody Else")
    );
}

#[test]
fn a_newer_plan_is_told_as_such_and_other_files_are_no_plans() {
    let newer = br#"{"schema":"talking-piece/plan/2","anything":1}"#;
    assert!(matches!(Plan::read(newer), Err(PlanError::Newer(2))));
    let other = br#"{"schema":"something"}"#;
    assert!(matches!(Plan::read(other), Err(PlanError::NotAPlan)));
    assert!(matches!(Plan::read(b"\xff{"), Err(PlanError::NotAPlan)));
    let whole = write(&conference_closed(["Jay", "Mrs Shah", "Dee"]).case, false).unwrap();
    for length in [60, whole.len() / 2, whole.len() - 3] {
        let cut = Plan::read(&whole[..length]).unwrap_err();
        assert!(matches!(cut, PlanError::CutOff(_)), "{cut}");
    }
    let mut broken = whole;
    broken[60] = 0;
    let broken = Plan::read(&broken);
    assert!(matches!(broken, Err(PlanError::Damaged { .. })));
    let damaged = br#"{"schema":"talking-piece/plan/1"}"#;
    assert!(matches!(
        Plan::read(damaged),
        Err(PlanError::Damaged { .. })
    ));
}

#[test]
fn a_field_that_a_later_version_adds_does_not_stop_reading() {
    let text = written(&conference_closed(NAMES), false);
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value["added_later"] = true.into();
    assert!(Plan::read(value.to_string().as_bytes()).is_ok());
}

#[test]
fn an_entry_of_a_newer_kind_does_not_disturb_the_plan() {
    let mut world = conference_closed(NAMES);
    let before = written(&world, false);
    world.record(Event::Newer {
        kind: "later".to_owned(),
        body: "{}".to_owned(),
    });
    assert_eq!(written(&world, false), before);
}

/// The command line is tried with the same script.
#[test]
fn the_script_of_these_tests_can_be_read_as_a_file() {
    let mut text = serde_json::to_string_pretty(&crate::document::fixtures::conference()).unwrap();
    text.push('\n');
    assert_current("tests/it/golden/small-conference.json", &text);
}
