//! Settings as somebody writes them by hand.

use super::*;
use crate::store::MemoryDisk;

fn read_text(text: &str) -> Result<Config, Problem> {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    home.prepare(&disk).unwrap();
    disk.put(&home.config(), text.as_bytes()).unwrap();
    read(&disk, &home)
}

#[test]
fn settings_may_be_left_out() {
    let disk = MemoryDisk::default();
    assert_eq!(read(&disk, &Home::at("/none")).unwrap(), Config::default());
    assert_eq!(read_text("{}").unwrap(), Config::default());
}

#[test]
fn an_unknown_field_is_named_with_its_line() {
    let problem = read_text("{\n  \"teme\": \"dark\"\n}").unwrap_err();
    assert_eq!(problem.kind, ProblemKind::WrongUse);
    let told = problem.to_string();
    assert!(told.contains("teme") && told.contains("theme"), "{told}");
    assert!(told.contains("Line 2, column 3"), "{told}");
    assert!(told.contains("config.json"), "{told}");
}

#[test]
fn every_fault_is_told_with_its_place_and_the_nearest_name() {
    let faults = [
        ("{ \"theme\": \"drak\" }", "Line 1, column 12", "`dark`"),
        (
            "{\n \"keys\": { \"curtian\": [\"x\"] } }",
            "Line 2, column 12",
            "`curtain`",
        ),
        (
            "{\n \"keys\": { \"curtain\": [\"hyper-x\"] } }",
            "Line 2, column 24",
            "pgup, pgdn, home, end, f12; with ctrl-",
        ),
        (
            "{ \"keys\": { \"curtain\": [] } }",
            "Line 1",
            "without a key",
        ),
        (
            "{ \"keys\": { \"curtain\": [\"n\"] } }",
            "Line 1",
            "would mean both",
        ),
        (
            "{ \"easy_read\": \"yes\" }",
            "Line 1, column 16",
            "true or false",
        ),
        ("{ \"theme\": \"dark\",\n}", "Line 1, column 18", "comma"),
    ];
    for (text, place, meant) in faults {
        let told = read_text(text).unwrap_err().to_string();
        assert!(
            told.contains(place) && told.contains(meant),
            "{text}\n{told}"
        );
        assert!(told.contains("config.json"), "{told}");
    }
    let told = read_text("{ \"a\": 1, \"b\": 2, \"c\": 3 }").unwrap_err();
    assert!(told.what.contains("2 more faults"), "{}", told.what);
}

#[test]
fn one_fault_hides_none_of_the_others() {
    let text =
        r#"{"theme": "hgh", "keys": {"curtian": ["x"], "note": "n"}, "lock_after_minutes": 99}"#;
    let faults = check(text.as_bytes(), NAME, None, None).unwrap_err();
    let told = faults.to_string();
    for fault in ["`theme`", "`curtian`", "`note`", "99 minutes"] {
        assert!(told.contains(fault), "{fault}: {told}");
    }
    let text = r#"{"keys": {"mark-idea": ["k"]}, "lock_after_minutes": 99}"#;
    let told = check(text.as_bytes(), NAME, None, None)
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("would mean both") && told.contains("99"),
        "{told}"
    );
}

#[test]
fn wording_that_no_script_ever_says_is_told_and_keeps_nothing_from_being_used() {
    let known = BTreeSet::from(["referrer".to_owned(), "telephone".to_owned()]);
    let text = br#"{"variables": {"referrer": "us", "telefone": "1", "nonsense": "x"}}"#;
    let read = check(text, NAME, None, Some(&known)).unwrap();
    assert_eq!(read.settings.variables.len(), 3);
    let told = read.warnings.to_string();
    assert!(told.contains("Did you mean `telephone`?"), "{told}");
    assert!(
        told.contains("No script has a variable `nonsense`"),
        "{told}"
    );
    assert!(!told.contains("`referrer`"), "{told}");
    assert!(check(text, NAME, None, None).unwrap().warnings.is_empty());
}

#[test]
fn with_broken_settings_the_program_opens_with_the_standard_ones_and_says_so() {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    home.prepare(&disk).unwrap();
    disk.put(&home.config(), b"{ \"easy_read\": true, \"teme\": 1 }")
        .unwrap();
    let settings = settings(&disk, &home, false).unwrap();
    assert!(!settings.easy_read);
    let told = settings.trouble.unwrap();
    assert!(
        told.contains("config.json") && told.contains("`theme`"),
        "{told}"
    );
    assert!(told.contains("standard settings"), "{told}");
    disk.put(&home.config(), b"{ \"easy_read\": true }")
        .unwrap();
    let settings = super::settings(&disk, &home, false).unwrap();
    assert!(settings.easy_read && settings.trouble.is_none());
}

#[test]
fn the_settings_that_the_readme_shows_can_be_used() {
    let readme = include_str!("../../../README.md");
    let example = readme.split('`').find(|text| text.starts_with("{\"keys\""));
    let config = read_text(example.unwrap()).unwrap();
    let keymap = config.keymap().unwrap();
    let room = [crate::tui::context::Context::Room];
    let key = keymap.key_in(crate::tui::action::Action::Curtain, &room);
    assert_eq!(key.as_deref(), Some("Ctrl-O"));
}

#[test]
fn an_empty_file_changes_nothing() {
    assert_eq!(read_text("\n").unwrap(), Config::default());
}

#[test]
fn the_published_schema_is_made_from_the_settings() {
    let mut schema = schemars::schema_for!(Config);
    schema.insert("title".to_owned(), "Settings of Talking Piece".into());
    let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/settings.schema.json");
        std::fs::write(file, made).unwrap();
    } else {
        assert_eq!(
            made,
            crate::script_file::SETTINGS_SCHEMA,
            "run it with UPDATE=1"
        );
    }
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let problem = read_text(&" ".repeat(LARGEST + 1)).unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CannotReadOrWrite);
    assert!(problem.to_string().contains("256 KiB"));
}

#[test]
fn i04_minutes_before_a_home_is_locked_are_two_to_thirty() {
    let read = |minutes: &str| read_text(&format!("{{ \"lock_after_minutes\": {minutes} }}"));
    for good in ["2", "30"] {
        assert!(read(good).is_ok(), "{good}");
    }
    for bad in ["0", "1", "31", "-1", "99999", "\"ten\""] {
        assert_eq!(read(bad).unwrap_err().kind, ProblemKind::WrongUse, "{bad}");
    }
}

#[test]
fn the_folder_for_copies_is_named_whole_and_lies_outside_the_home() {
    let read = |folder: &str| read_text(&format!("{{\n \"copy_to\": \"{folder}\" }}"));
    let set = read("/media/service/cases").unwrap();
    assert_eq!(set.copy_to, Some("/media/service/cases".into()));
    assert!(read("/home-of-others").is_ok());
    for (bad, why) in [
        ("share", "whole path"),
        ("~/share", "whole path"),
        ("/media/../home", "whole path"),
        ("/home", "another drive"),
        ("/home/cases/copies", "another drive"),
        ("", "is empty"),
    ] {
        let told = read(bad).unwrap_err().to_string();
        assert!(told.contains("Line 2, column 13"), "{bad}: {told}");
        assert!(told.contains(why), "{bad}: {told}");
    }
    let disk = MemoryDisk::default();
    assert_eq!(copy_to(&disk, &Home::at("/none")), None);
}
