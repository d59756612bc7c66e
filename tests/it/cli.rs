//! The real program, in a home of its own.

mod closings;
mod due;
mod evaluation;
mod files_beside;
mod importing;
mod index;
mod one_side;
mod papers;
mod protected;
mod retention;
mod rules;
mod scripts;
mod taken_out;
mod verifying;
mod words_beside;
pub mod world;
mod wrong_use;

use std::path::Path;

use serde_json::Value;

use world::{Answered, World};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn cases_are_listed_and_practice_cases_only_when_asked() {
    let world = World::new();
    let real = world.told(&["list"]);
    assert!(
        real.contains("RC-0001") && !real.contains("PR-0001"),
        "{real}"
    );
    let practice = world.told(&["list", "--practice"]);
    assert!(practice.contains("PR-0001") && practice.contains("PRACTICE"));
    let rows = json(&world.told(&["list", "--json"]));
    assert_eq!(rows[0]["script"], "small-conference");
    let none = World::empty();
    assert_eq!(none.told(&["list"]), "There are no cases yet.\n");
}

#[test]
fn the_plan_is_the_one_that_was_saved() {
    let world = World::new();
    let plan = world.told(&["plan", "RC-0001"]);
    let saved = std::fs::read(world.home().join("cases/RC-0001/plan.json")).unwrap();
    let saved: Value = serde_json::from_slice(&saved).unwrap();
    assert_eq!(json(&plan), saved);
    assert!(!plan.contains("SECRET"));
    assert_eq!(world.told(&["export", "RC-0001", "--format", "json"]), plan);
}

#[test]
fn a_case_is_shown_told_and_dumped() {
    let world = World::new();
    let page = world.told(&["show", "RC-0001"]);
    assert!(
        page.contains("Jay (responsible)") && page.contains("ended, Agreement"),
        "{page}"
    );
    let summary = json(&world.told(&["show", "RC-0001", "--json"]));
    for moment in [&summary["opened"], &summary["sessions"][0]["started"]] {
        let moment = moment.as_str().unwrap();
        assert!(
            chrono::DateTime::parse_from_rfc3339(moment).is_ok(),
            "{moment}"
        );
    }
    assert_eq!(summary["agreement_version"], 1);
    let timeline = world.told(&["timeline", "RC-0001"]);
    assert!(
        timeline.contains("The meeting ended: Agreement."),
        "{timeline}"
    );
    assert!(json(&world.told(&["timeline", "RC-0001", "--json"])).is_array());
    let dump = world.told(&["dump", "RC-0001", "--json"]);
    let lines = world.told(&["dump", "RC-0001"]);
    let entries = json(&dump);
    assert_eq!(entries.as_array().unwrap().len(), lines.lines().count());
    assert_eq!(entries[0]["t"], "case_opened");
    let mut answered = entries.as_array().unwrap().iter();
    let answered = answered
        .find(|entry| entry["t"] == "item_answered")
        .unwrap();
    assert!(answered.get("person").is_none(), "{answered}");
    let paper = world.told(&["export", "RC-0001", "--format", "txt"]);
    assert!(paper.contains("1. Jay mends the side gate."), "{paper}");
    assert!(!paper.contains('\u{202e}'));
}

#[test]
fn a_practice_case_is_refused_where_a_real_one_is_meant() {
    let world = World::new();
    for command in ["show", "plan", "timeline", "dump", "verify", "repair"] {
        let told = world.refused(&[command, "PR-0001"], 2);
        assert!(told.contains("practice case"), "{told}");
    }
    let page = world.told(&["show", "PR-0001", "--practice"]);
    assert!(page.contains("PRACTICE"), "{page}");
    assert!(
        world
            .refused(&["plan", "PR-0001", "--practice"], 3)
            .contains("closed")
    );
    world.refused(&["show", "RC-0001", "--practice"], 3);
}

#[test]
fn everything_that_is_told_of_a_practice_case_bears_its_mark() {
    let world = World::new();
    for command in ["timeline", "dump"] {
        let practice = json(&world.told(&[command, "PR-0001", "--practice", "--json"]));
        let entries = practice.as_array().unwrap();
        assert!(!entries.is_empty());
        assert!(entries.iter().all(|entry| entry["practice"] == true));
        let real = json(&world.told(&[command, "RC-0001", "--json"]));
        let mut entries = real.as_array().unwrap().iter();
        assert!(entries.all(|entry| entry["practice"] == false));
    }
    for line in world.told(&["dump", "PR-0001", "--practice"]).lines() {
        assert_eq!(json(line)["practice"], true);
    }
    let page = world.told(&["timeline", "PR-0001", "--practice"]);
    assert!(page.contains("PRACTICE"), "{page}");
}

#[test]
fn i06_an_export_never_overwrites_unasked_and_never_a_record() {
    let world = World::new();
    let file = world.out("the plan\nof RC-0001.txt");
    let name = file.to_str().unwrap();
    let export = ["export", "RC-0001", "--format", "txt", "--out", name];
    assert_eq!(world.told(&export), "");
    let first = std::fs::read(&file).unwrap();
    world.refused(&export, 2);
    let forced = [export.as_slice(), &["--force"]].concat();
    world.told(&forced);
    assert_eq!(std::fs::read(&file).unwrap(), first);
    let journal = world.journal();
    let before = std::fs::read(&journal).unwrap();
    let elsewhere = world.out("journal");
    std::fs::copy(&journal, &elsewhere).unwrap();
    for place in [&journal, &elsewhere] {
        let place = place.to_str().unwrap();
        world.refused(
            &[
                "export", "RC-0001", "--format", "json", "--out", place, "--force",
            ],
            2,
        );
    }
    assert_eq!(std::fs::read(&journal).unwrap(), before);
    assert_eq!(std::fs::read(&elsewhere).unwrap(), before);
    let folder = world.folder.path().to_str().unwrap().to_owned();
    for place in [folder.clone(), format!("{folder}/missing/plan.txt")] {
        world.refused(
            &["export", "RC-0001", "--format", "txt", "--out", &place],
            3,
        );
    }
}

#[test]
fn settings_are_checked_as_scripts_are_and_their_first_fault_is_told_in_a_row() {
    let world = World::new();
    let file = world.home().join("config.json");
    let path = file.to_string_lossy().into_owned();
    std::fs::write(&file, "{\n  \"teme\": \"dark\"\n}").unwrap();
    let told = world.ask(&["script", "check", &path]);
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert!(told.out.contains("config.json:2:3"), "{}", told.out);
    assert!(told.out.contains("Did you mean `theme`?"), "{}", told.out);
    let told = world.refused(&["keys"], 2);
    assert!(
        told.contains("Line 2, column 3") && told.contains("`theme`"),
        "{told}"
    );
    std::fs::write(&file, "{ \"theme\": \"dark\" }").unwrap();
    let told = world.told(&["script", "check", &path]);
    assert!(told.contains("no faults"), "{told}");
    let schema = world.told(&["script", "schema", "settings"]);
    assert!(schema.contains("Settings of Talking Piece"), "{schema}");
}

#[test]
fn where_no_folder_is_no_case_is_said_to_have_been_left() {
    let world = World::new();
    let file = world.out("file");
    std::fs::write(&file, "").unwrap();
    let told = world.refused(&["--home", file.to_str().unwrap(), "list"], 3);
    assert!(!told.contains("left there"), "{told}");
}

#[cfg(unix)]
#[test]
fn what_lies_here_by_the_name_of_no_script_is_told_as_what_it_is() {
    let world = World::new();
    let mut make = std::process::Command::new("mkfifo");
    let made = make.arg(world.out("pipe")).status();
    assert!(made.is_ok_and(|made| made.success()));
    let told = world.refused(&["script", "check", "pipe"], 3);
    assert!(told.contains("not a normal file"), "{told}");
}

#[test]
fn practice_cases_alone_are_verified_without_a_reference_as_all_cases_are() {
    let told = World::empty().told(&["verify", "--practice"]);
    assert_eq!(told, "There are no practice cases yet.\n");
    let world = World::new();
    let told = world.told(&["verify", "--practice"]);
    assert!(told.contains("PR-0001 (practice): sound"), "{told}");
    assert!(!told.contains("RC-0001"), "{told}");
    assert!(world.told(&["verify"]).contains("RC-0001: sound"));
}

#[test]
fn damage_is_told_and_repaired_into_a_new_file() {
    let world = World::new();
    assert!(world.told(&["verify"]).contains("RC-0001: sound"));
    assert!(
        world
            .told(&["repair", "RC-0001"])
            .contains("nothing was written")
    );
    let text = std::fs::read_to_string(world.journal()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(4);
    let damaged = lines.join("\n") + "\n";
    std::fs::write(world.journal(), &damaged).unwrap();
    let answered = world.ask(&["verify", "RC-0001"]);
    assert_eq!(answered.code, Some(4), "{}", answered.err);
    assert!(answered.out.contains("NOT SOUND") && answered.out.contains("entry 4 is missing"));
    let told = world.told(&["repair", "RC-0001"]);
    assert!(told.contains("Could not be read: 4."), "{told}");
    assert_eq!(std::fs::read_to_string(world.journal()).unwrap(), damaged);
    let timeline = world.told(&["timeline", "RC-0001"]);
    assert!(
        timeline.contains("(an entry that could not be read)")
            && timeline.contains("The case was repaired"),
        "{timeline}"
    );
}

#[test]
fn i01_help_version_keys_manual_and_completions_need_no_case() {
    let world = World::empty();
    for (arguments, expected) in [
        (["--help"].as_slice(), "practise"),
        (&["--version"], "talking-piece 0."),
        (&["export", "--help"], "--force"),
        (&["keys"], "Talking Piece: keys"),
        (&["keys", "--markdown"], "| key | does |"),
        (&["man"], ".TH talking-piece"),
        (&["completions", "bash"], "_talking__piece"),
        (&["completions", "fish"], "complete -c talking-piece"),
        (&["script", "list"], "restorative-conference"),
        (&["script", "show", "restorative-conference"], "Restorative"),
        (&["script", "print", "small-conference"], "onference"),
        (&["script", "schema"], "\"$schema\""),
        (&["script", "schema", "plan"], "Plan of Talking Piece"),
    ] {
        let told = world.told(arguments);
        assert!(told.contains(expected), "{arguments:?}: {told}");
    }
    world.refused(&["script", "show", "nothing"], 2);
    world.refused(
        &["script", "print", "small-conference", "--session", "none"],
        2,
    );
}

#[test]
fn without_a_terminal_the_screen_refuses_and_begins_nothing() {
    let world = World::empty();
    for arguments in [
        [].as_slice(),
        &["run"],
        &["run", "--script", "small-conference", "RC-0009"],
        &["practise", "shop-window"],
        &["review"],
    ] {
        let told = world.refused(arguments, 2);
        assert!(told.contains("terminal"), "{told}");
    }
    assert!(!world.home().join("cases/RC-0009").exists());
    let dumb = world
        .command(&["run"])
        .env("TERM", "dumb")
        .output()
        .unwrap();
    assert_eq!(dumb.status.code(), Some(2));
}

#[test]
fn i08_output_that_nobody_reads_ends_quietly() {
    let world = World::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = world
        .command(&["script", "show", "restorative-conference"])
        .stdout(writer)
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 141)));
    assert!(output.stderr.is_empty());
    if Path::new("/dev/full").exists() {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = world
            .command(&["plan", "RC-0001"])
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3));
    }
}

#[cfg(unix)]
#[test]
fn i02_arguments_that_are_not_text_are_told_as_such() {
    use std::os::unix::ffi::OsStringExt as _;
    let world = World::empty();
    let bytes = std::ffi::OsString::from_vec(vec![b'R', 0xff, 0x1b]);
    let output = world.command(&["show"]).arg(&bytes).output().unwrap();
    let answered = Answered::of(output);
    assert_eq!(answered.code, Some(2), "{}", answered.err);
    let output = world
        .command(&["script", "check"])
        .arg(&bytes)
        .output()
        .unwrap();
    let answered = Answered::of(output);
    assert_eq!(answered.code, Some(3), "{}", answered.err);
    assert!(!answered.err.contains('\u{1b}'));
}

#[test]
fn faults_of_the_settings_are_named() {
    let world = World::empty();
    std::fs::write(world.home().join("config.json"), "{ \"teme\": 1 }").unwrap();
    let told = world.refused(&["keys"], 2);
    assert!(
        told.contains("teme") && told.contains("config.json"),
        "{told}"
    );
    std::fs::write(
        world.home().join("config.json"),
        r#"{ "keys": { "note": ["x"] } }"#,
    )
    .unwrap();
    let answered = world.ask(&["keys"]);
    assert!(matches!(answered.code, Some(0 | 2)), "{}", answered.err);
}
