//! The agreement for people and for other programs.

use std::time::Duration;

use sha2::{Digest, Sha256};
use talking_piece::store::Kind;

use super::json;
use super::world::World;

const ITEM: &str = "Jay mends the side gate";

#[test]
fn every_form_of_the_paper_says_what_was_agreed_with_the_same_fingerprint() {
    let world = World::new();
    let paper = |more: &[&str]| world.told(&[&["export", "RC-0001", "--format"], more].concat());
    let text = paper(&["txt"]);
    let foot = text.trim_end().lines().last().unwrap();
    let code = foot.rsplit(' ').next().unwrap();
    assert_eq!(code.len(), 23, "{foot}");
    for more in [
        &["md"][..],
        &["html"],
        &["txt", "--print", "large"],
        &["html", "--print", "easy-read"],
    ] {
        let page = paper(more);
        assert!(page.contains(ITEM) && page.contains(code), "{page}");
    }
}

#[test]
fn j09_a_paper_of_a_damaged_case_says_so_in_its_first_line() {
    let world = World::new();
    let text = std::fs::read_to_string(world.journal()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(4);
    std::fs::write(world.journal(), lines.join("\n") + "\n").unwrap();
    for form in ["txt", "md"] {
        let paper = world.told(&["export", "RC-0001", "--format", form]);
        let first = paper.lines().next().unwrap();
        assert!(first.contains("INCOMPLETE: entry 4 is missing"), "{first}");
    }
    // Where there is no place for it on what is written, it is said beside it.
    let told = world.ask(&["export", "RC-0001", "--format", "json"]);
    assert!(
        told.err.contains("INCOMPLETE: entry 4 is missing"),
        "{}",
        told.err
    );
    assert_eq!(json(&told.out)["ref"], "RC-0001");
}

#[test]
fn somebody_of_the_case_who_is_named_by_name_is_told_the_number() {
    let world = World::with_clean_names();
    let copy = ["export", "RC-0001", "--format", "txt", "--for", "mrs shah"];
    let refused = world.refused(&copy, 2);
    assert!(refused.contains("named by number"), "{refused}");
    assert!(refused.contains("`--for P2`"), "{refused}");
    assert!(!refused.to_lowercase().contains("shah"), "{refused}");
}

#[test]
fn what_is_due_is_a_calendar_without_names() {
    let world = World::new();
    let calendar = world.told(&["export", "RC-0001", "--format", "ics"]);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.contains("SUMMARY:RC-0001: "), "{calendar}");
    assert!(!calendar.contains("Jay"), "{calendar}");
}

#[test]
fn items_are_tasks_and_tables_for_other_programs() {
    let world = World::new();
    let tasks = json(&world.told(&["export", "RC-0001", "--format", "taskwarrior"]));
    assert_eq!(tasks[0]["status"], "pending");
    assert!(tasks[0]["description"].as_str().unwrap().contains(ITEM));
    let table = world.told(&["export", "RC-0001", "--format", "csv"]);
    assert!(table.contains(ITEM), "{table}");
    let audit = world.told(&["export", "RC-0001", "--format", "audit-csv"]);
    assert!(audit.starts_with("event,node,start,end"), "{audit}");
    assert!(!audit.contains("Jay"), "{audit}");
}

#[test]
fn a_copy_is_for_a_number_or_for_somebody_in_an_item_and_for_nobody_by_name() {
    let world = World::new();
    let copy = |who: &str| {
        let more = ["export", "RC-0001", "--format", "txt", "--for", who];
        world.ask(&more)
    };
    let whole = copy("P1");
    assert!(whole.out.contains("This copy is for"), "{}", whole.err);
    assert!(!whole.out.contains("Left out"), "{}", whole.out);
    let refused = copy("Jay");
    assert_eq!(refused.code, Some(2), "{}", refused.out);
    let told = world.refused(&["export", "RC-0001", "--format", "csv", "--for", "P1"], 2);
    assert!(told.contains("--for"), "{told}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_goes_into_a_file_and_never_over_another_unasked() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.pdf");
    let name = file.to_str().unwrap();
    let export = ["export", "RC-0001", "--format", "pdf"];
    assert!(world.refused(&export, 2).contains("--out"));
    let out = [export.as_slice(), &["--out", name]].concat();
    assert_eq!(world.told(&out), "");
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    world.refused(&out, 2);
    // A dash is standard output, for whoever takes a PDF in there.
    let dash = [export.as_slice(), &["--out", "-"]].concat();
    let piped = world.command(&dash).output().unwrap();
    assert!(piped.status.success() && piped.stdout.starts_with(b"%PDF-"));
}

#[test]
fn a_dash_is_standard_output_and_the_name_of_no_file() {
    let world = World::new();
    let commands: [&[&str]; 4] = [
        &["export", "RC-0001", "--format", "txt"],
        &["export", "RC-0001", "--format", "json"],
        &["export", "RC-0001", "--format", "csv"],
        &["script", "print", "restorative-conference"],
    ];
    for command in commands {
        let dashed = world.told(&[command, &["--out", "-"]].concat());
        assert_eq!(dashed, world.told(command));
    }
    let redact = ["redact", "RC-0001", "--out", "-"];
    assert!(world.refused(&redact, 2).contains("a file of its own"));
    assert!(!world.out("-").exists());
}

#[test]
fn running_sheets_schedules_and_blank_agreements_are_papers_in_every_form() {
    let world = World::new();
    let print = |more: &[&str]| {
        world.told(&[&["script", "print", "restorative-conference"], more].concat())
    };
    assert!(print(&["--format", "html"]).contains("<title>"));
    assert!(print(&["--format", "md", "--print", "large"]).starts_with("# "));
    assert!(print(&["--schedule", "--format", "html"]).contains("class=\"bar\""));
    let blank = print(&["--blank"]);
    assert!(blank.contains("Signed, or said yes aloud:"), "{blank}");
    assert!(!blank.contains("Who is here"), "{blank}");
    let schedule = world.told(&["export", "RC-0001", "--format", "html", "--schedule"]);
    assert!(schedule.contains("The end"), "{schedule}");
}

#[test]
fn a_running_sheet_speaks_another_language_where_its_script_does() {
    let world = World::new();
    let sheet = world.told(&[
        "script",
        "print",
        "restorative-conference",
        "--language",
        "cy",
    ]);
    let script = std::fs::read_to_string("scripts/restorative-conference.json").unwrap();
    let script: serde_json::Value = serde_json::from_str(&script).unwrap();
    let stages = script["sessions"][0]["stages"].as_array().unwrap();
    let prompts = stages
        .iter()
        .flat_map(|stage| stage["prompts"].as_array().unwrap());
    let mut spoken = prompts.filter_map(|prompt| {
        let other = &prompt["languages"]["cy"];
        other["words"].as_str().or_else(|| other["cue"][0].as_str())
    });
    let first = spoken.next().expect("a prompt in Welsh");
    let words = first.split(' ').filter(|word| !word.contains('{'));
    let word = words.max_by_key(|word| word.len()).unwrap();
    assert!(sheet.contains(word), "{word}: {sheet}");
    let told = world.refused(
        &[
            "script",
            "print",
            "restorative-conference",
            "--language",
            "pl",
        ],
        2,
    );
    assert!(told.contains("en-GB, cy"), "{told}");
}

#[test]
fn j06_a_redacted_case_is_a_file_of_its_own_and_says_what_it_is() {
    let world = World::new();
    let file = world.out("for-the-team.jsonl");
    let name = file.to_str().unwrap();
    assert!(world.refused(&["redact", "RC-0001"], 2).contains("--out"));
    let whole = world.out("everybody.jsonl");
    let everybody = ["redact", "RC-0001", "--out", whole.to_str().unwrap()];
    let said = world.ask(&everybody).err;
    assert!(said.contains("every name stands in it"), "{said}");
    let redact = ["redact", "RC-0001", "--without", "P1", "--out", name];
    world.told(&redact);
    let text = std::fs::read_to_string(&file).unwrap();
    let first = json(text.lines().next().unwrap());
    assert_eq!(first["redacted"], true);
    assert_eq!(first["without"][0], "P1");
    assert!(!text.contains("Jay"), "{text}");
    world.refused(&redact, 2);
    let journal = world.home().join("cases/RC-0001/journal");
    let before = std::fs::read(&journal).unwrap();
    let over = journal.to_str().unwrap();
    world.refused(&["redact", "RC-0001", "--out", over, "--force"], 2);
    assert_eq!(std::fs::read(&journal).unwrap(), before);
    let told = world.refused(&["redact", "RC-0001", "--without", "P99", "--out", name], 2);
    assert!(told.contains("P99"), "{told}");
}

#[test]
fn j08_a_paper_is_never_written_over_a_folder_or_into_a_folder_that_is_not_there() {
    let world = World::new();
    let folder = world.out("papers");
    std::fs::create_dir(&folder).unwrap();
    let export = |out: &std::path::Path| {
        let out = out.to_str().unwrap();
        world
            .ask(&[
                "export", "RC-0001", "--format", "html", "--out", out, "--force",
            ])
            .code
    };
    assert_ne!(export(&folder), Some(0));
    assert!(folder.is_dir());
    assert_ne!(export(&world.out("none").join("plan.html")), Some(0));
    assert!(!world.out("none").exists());
}

#[test]
fn papers_stand_in_another_language_of_their_script_and_list_what_does_not() {
    let world = World::empty();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sessions/conference");
    let asked = |more: &[&str]| {
        let export = ["--home", sample, "export", "PR-0001", "--practice"];
        world.told(&[&export[..], &["--language", "cy"], more].concat())
    };
    let usual = [
        "--home",
        sample,
        "export",
        "PR-0001",
        "--practice",
        "--format",
        "txt",
    ];
    let usual = world.told(&usual);
    let code = |paper: &str| {
        let mut lines = paper.lines().filter(|line| line.contains("version 1 - "));
        lines.next().map(str::to_owned)
    };
    let paper = asked(&["--format", "txt"]);
    assert!(paper.contains("Yr hyn a gytunwyd"), "{paper}");
    assert!(paper.contains("Heb eu cyfieithu i'r Gymraeg"), "{paper}");
    assert!(code(&paper).is_some() && code(&paper) == code(&usual));
    assert!(asked(&["--format", "html"]).contains("lang=\"cy\""));
    let schedule = asked(&["--format", "txt", "--schedule", "--session", "conference"]);
    assert!(schedule.contains("Diwedd"), "{schedule}");
    let print = [
        "script",
        "print",
        "restorative-conference",
        "--language",
        "cy",
    ];
    let sheet = world.told(&print);
    assert!(sheet.contains("sydd yn Gymraeg: 4 o "), "{sheet}");
    // A service's own words come before ours.
    let own = world.home().join("scripts/papers");
    std::fs::create_dir_all(&own).unwrap();
    let words =
        r#"{"language":"cy","name":"Cymraeg","words":{"Who is here":"Pwy sydd yn y cylch"}}"#;
    std::fs::write(own.join("cy.json"), words).unwrap();
    let sheet = world.told(&print);
    assert!(sheet.contains("Pwy sydd yn y cylch") && sheet.contains("Sut y gorffennodd"));
    std::fs::write(own.join("cy.json"), "{\n  \"words\": 7\n}").unwrap();
    let refused = world.refused(&print, 2);
    assert!(refused.contains("Line 2, column"), "{refused}");
    // A script without the language has its papers in it all the same.
    let world = World::new();
    let in_language = |tag| ["export", "RC-0001", "--format", "txt", "--language", tag];
    let paper = world.told(&in_language("cy"));
    assert!(paper.contains("Yr hyn a gytunwyd"), "{paper}");
    for unknown in ["fr", "../cy", "cy/../cy", ""] {
        let refused = world.refused(&in_language(unknown), 2);
        assert!(refused.contains("It has: en-GB, cy."), "{refused}");
    }
    let json = ["export", "RC-0001", "--format", "json", "--language", "cy"];
    assert!(world.refused(&json, 2).contains("are for papers"));
}

/// What the timeline tells of files that were written.
fn written(world: &World) -> Vec<String> {
    let timeline = world.told(&["timeline", "RC-0001"]);
    let lines = timeline.lines().filter(|line| line.contains("written"));
    lines.map(str::to_owned).collect()
}

#[test]
fn j01_what_is_written_into_a_file_is_noted_down_with_its_hash_and_what_is_printed_is_not() {
    let world = World::with_clean_names();
    for printed in [
        &["plan", "RC-0001"][..],
        &["show", "RC-0001"],
        &["export", "RC-0001", "--format", "json"],
        &["export", "RC-0001", "--format", "txt", "--for", "P1"],
        &["access", "RC-0001", "P1"],
    ] {
        world.told(printed);
    }
    assert!(written(&world).is_empty());
    let out = |name: &str| world.out(name).to_str().unwrap().to_owned();
    let (plan, copy, rows, held) = (out("plan.json"), out("jay.txt"), out("rows"), out("held"));
    let to_files = [
        &["export", "RC-0001", "--format", "json", "--out", &plan][..],
        &[
            "export", "RC-0001", "--format", "txt", "--for", "P1", "--out", &copy,
        ],
        &["redact", "RC-0001", "--out", &rows],
        &["access", "RC-0001", "P1", "--out", &held],
    ];
    for to_file in to_files {
        world.told(to_file);
    }
    let told = written(&world);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[1].ends_with("A copy of the agreement was written as plain text for Jay."));
    let journal = world.told(&["dump", "RC-0001", "--json"]);
    for file in [&plan, &copy, &rows, &held] {
        let bytes = std::fs::read(file).unwrap();
        let hash = format!("{:x}", Sha256::digest(bytes));
        assert!(journal.contains(&hash), "{file}");
        let name = file.rsplit('/').next().unwrap();
        assert!(!journal.contains(&format!("/{name}")), "no place");
    }
    // Seats and schedules hold nothing that was agreed.
    world.told(&[
        "export",
        "RC-0001",
        "--format",
        "seats",
        "--out",
        &out("seats"),
    ]);
    assert_eq!(written(&world).len(), 4);
    assert_eq!(world.ask(&["verify", "RC-0001"]).code, Some(0));
}

#[test]
fn a_file_is_written_though_the_case_is_open_elsewhere_and_that_it_is_not_noted_is_said() {
    let world = World::with_clean_names();
    let desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    let file = world.out("plan.json");
    let export = [
        "export",
        "RC-0001",
        "--format",
        "json",
        "--out",
        file.to_str().unwrap(),
    ];
    let answered = world.ask(&export);
    assert_eq!(answered.code, Some(0), "{}", answered.err);
    assert!(answered.err.contains("not noted down"), "{}", answered.err);
    assert!(answered.err.contains("another window"), "{}", answered.err);
    assert!(file.exists());
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    assert!(written(&world).is_empty());
}
