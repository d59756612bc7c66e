//! Whole meetings, told by keys.

mod at_work;
mod carried;
mod circle;
mod colleagues;
mod community;
mod conference;
mod course;
mod family;
mod first_real_case;
mod hard_days;
mod how_it_was;
mod looked_at_again;
mod mutual;
mod near_and_far;
mod one_to_one;
mod panel;
mod police;
mod programme;
mod protected;
mod remote;
mod reparation;
mod school;
mod sealed_closing;
mod spoken_for;
mod telephone;
mod to_the_end;
mod who_reads;
mod wrapping_up;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use talking_piece::document::plan::Plan;
use talking_piece::store::Kind;

use crate::support::files::files_of;
use crate::support::story::Story;

/// The first case of a fresh home.
const REFERENCE: &str = "PR-0001";

#[test]
fn three_keys_lead_into_a_fictional_conference() {
    let mut story = Story::at_home();
    story.press("2 enter");
    story.sees("PRACTICE").misses("NOT PROTECTED");
    story
        .press("b")
        .sees("Stage 1 of")
        .sees("In practice everybody is here; nobody was asked in private: h, then w.");
    story.press("h").misses("not here yet");
}

#[test]
fn a_home_in_which_only_practice_was_done_says_how_to_see_it() {
    let mut story = Story::at_home();
    story.press("2 enter").sees("PRACTICE");
    let mut story = story.again("2026-03-03T10:00:00+00:00");
    looked_through(story.press("3 /"))
        .sees("No real cases yet. There is a practice case: Tab, then v shows it.");
    looked_through(story.press("tab v")).sees(REFERENCE);
}

/// Waits until the cases were looked through, which goes on beside the keys.
fn looked_through(story: &mut Story) -> &mut Story {
    for _ in 0..1_000 {
        if !story.pass(0).screen().contains("Looking through") {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    story
}

/// Opens a case whose meeting is over on another day, at the people.
fn another_day(story: Story, time: &str) -> Story {
    let mut story = story.again(time);
    story.press("3").sees(REFERENCE).press("enter");
    story.press("m").sees("PR-0001 · People");
    story
}

/// The plan of a practice case, as a program would read it.
fn saved_plan(story: &mut Story) -> Plan {
    story.saved(Kind::Practice, REFERENCE);
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    Plan::read(&plan.expect("a plan").1).expect("a plan that can be read")
}

/// Asserts that no file of a practice case holds some words.
fn is_nowhere(story: &mut Story, words: &str) {
    story.saved(Kind::Practice, REFERENCE);
    for (path, bytes) in files_of(&story.cabinet, Kind::Practice, REFERENCE) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(words), "{} holds {words:?}", path.display());
    }
}

/// Leaves the program, and asserts what its commands then tell of a finished practice case.
fn assert_told_by_commands(story: Story, reference: &str) {
    let home = story.cabinet.home.root().to_owned();
    let (shown_as_saved, folder) = story.leave();
    let told = |command: &str, more: &[&str]| {
        asked(&home, &[&[command, reference, "--practice"], more].concat())
    };
    let plan = serde_json::from_str(&told("plan", &[])).expect("JSON");
    assert_keeps_schema(&plan);
    assert!(told("verify", &[]).contains("sound"));
    let dump: Value = serde_json::from_str(&told("dump", &["--json"])).expect("JSON");
    let entries = dump.as_array().expect("entries");
    assert!(shown_as_saved > 100, "only {shown_as_saved} was shown");
    assert!(entries.len() as u64 >= shown_as_saved);
    for (entry, number) in entries.iter().zip(1_u64..) {
        assert_eq!(entry["entry"], number);
    }
    drop(folder);
}

/// Asks the program on the command line.
fn asked(home: &Path, arguments: &[&str]) -> String {
    let answered = Command::new(env!("CARGO_BIN_EXE_talking-piece"))
        .arg("--home")
        .arg(home)
        .args(arguments)
        .output()
        .expect("an answer");
    let err = String::from_utf8_lossy(&answered.stderr);
    assert!(answered.status.success(), "{arguments:?}: {err}");
    String::from_utf8(answered.stdout).expect("text")
}

/// Asserts that a plan keeps its published schema.
fn assert_keeps_schema(plan: &Value) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let schema = include_str!("../../../schemas/plan.schema.json");
    let schema = serde_json::from_str(schema).expect("a schema");
    compiler.add_resource("plan.json", schema).expect("a name");
    let index = compiler.compile("plan.json", &mut schemas).expect("sound");
    if let Err(fault) = schemas.validate(plan, index) {
        panic!("{fault:#}");
    }
}
