//! Reads the scripts of `tests/it`: those that must be understood, and those that must not.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::script::check::MAXIMUM_PROMPTS;

use super::{FaultKind, MAXIMUM_BYTES, read, read_from};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it")
        .join(name)
}

/// The files of a folder with an ending, in the order of their names.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn point_script(name: &str) -> String {
    fs::read_to_string(folder("point_scripts").join(name)).unwrap()
}

/// What is said about a text: its faults, or its warnings and hidden characters.
fn told(bytes: &[u8], name: &str) -> String {
    match read(bytes, name) {
        Ok(read) if read.removed_characters > 0 => {
            format!(
                "{} hidden characters removed\n{}",
                read.removed_characters, read.warnings
            )
        }
        Ok(read) => read.warnings.to_string(),
        Err(faults) => faults.to_string(),
    }
}

fn assert_told(bytes: &[u8], name: &str) {
    let expected = folder("bad_scripts").join(name).with_extension("expected");
    let told = told(bytes, name);
    assert!(!told.is_empty(), "nothing is wrong with {name}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(expected, told).unwrap();
        return;
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    assert_eq!(told, expected, "{name}; look at it, then run with UPDATE=1");
}

#[test]
fn every_point_script_is_understood_without_a_warning() {
    let points = files(&folder("point_scripts"), "json");
    assert!(points.len() >= 15);
    for path in points {
        assert_eq!(told(&fs::read(&path).unwrap(), &name_of(&path)), "");
    }
}

#[test]
fn every_bad_script_is_told_what_is_wrong() {
    for path in files(&folder("bad_scripts"), "json") {
        assert_told(&fs::read(&path).unwrap(), &name_of(&path));
    }
}

/// What is said about one of the bad scripts, which is refused.
fn refused(name: &str) -> String {
    let bytes = fs::read(folder("bad_scripts").join(name)).unwrap();
    read(&bytes, name).unwrap_err().to_string()
}

#[test]
fn a06_a_fault_of_syntax_is_told_with_line_column_a_caret_and_the_line_cleaned() {
    let bad = files(&folder("bad_scripts"), "json");
    let bad: Vec<String> = bad.iter().map(|path| name_of(path)).collect();
    let syntax = bad.iter().filter(|name| name.starts_with("syntax-"));
    assert!(syntax.clone().count() >= 10);
    for name in syntax {
        let told = refused(name);
        let mut lines = told.lines();
        assert!(lines.next().unwrap().starts_with("error: "), "{told}");
        let place = lines.next().unwrap().trim_start();
        let place = place.strip_prefix(&format!("--> {name}:")).unwrap();
        let (line, column) = place.split_once(':').unwrap();
        assert!(line.parse::<usize>().unwrap() > 0 && column.parse::<usize>().unwrap() > 0);
        assert!(told.contains(&format!("\n{line} | ")), "{told}");
        assert!(told.contains('^'), "{told}");
    }
    let text = point_script("05-ways-out.json");
    let steering = text.replacen("\"format\": 1,", "\u{1b}]52;c;x\u{7}\u{202e} 1", 1);
    assert_ne!(steering, text);
    let told = read(steering.as_bytes(), "x").unwrap_err().to_string();
    assert!(told.contains('^'), "{told}");
    assert!(is_safe(&told), "{told:?}");
}

#[test]
fn a07_an_unknown_field_is_named_with_the_nearest_one() {
    let told = refused("unknown-field.json");
    assert!(told.contains("There is no field `titel` here."), "{told}");
    assert!(told.contains("Did you mean `title`?"), "{told}");
}

#[test]
fn a08_double_ids_ways_to_nowhere_and_circles_are_refused_and_what_is_never_reached_is_told() {
    let twice = refused("duplicate-ids.json");
    assert!(
        twice.contains("There is already a stage named `facts`."),
        "{twice}"
    );
    let nowhere = refused("unknown-stage.json");
    assert!(
        nowhere.contains("There is no stage of this session named"),
        "{nowhere}"
    );
    let circle = refused("circle-without-exit.json");
    assert!(
        circle.contains("a circle that nobody can leave"),
        "{circle}"
    );
    let bytes = fs::read(folder("bad_scripts").join("warning-unreachable.json")).unwrap();
    let warned = read(&bytes, "x").unwrap().warnings.to_string();
    assert!(
        warned.contains("This stage can never be reached"),
        "{warned}"
    );
}

#[test]
fn a18_minutes_below_one_huge_and_no_numbers_are_refused_with_the_range() {
    let range = "must be a whole number, from 1 to 600; this is";
    for (name, given) in [
        ("minutes-negative.json", "`-5`"),
        ("minutes-zero.json", "`0`"),
        ("minutes-huge.json", "`1e308`"),
        ("minutes-too-long.json", "`99999999999`"),
    ] {
        let told = refused(name);
        assert!(told.contains(&format!("{range} {given}")), "{told}");
    }
    // What is no number at all is no JSON either.
    let told = refused("minutes-not-a-number.json");
    assert!(told.contains("numbers in digits"), "{told}");
}

#[test]
fn a11_a_text_of_20001_characters_is_refused() {
    let long = "very ".repeat(4_001);
    let text = point_script("01-room-and-recording.json")
        .replace("Thank you all for coming today.", &long[..20_001]);
    assert_told(text.as_bytes(), "text-too-long.json");
}

#[test]
fn a11_a_script_of_501_prompts_is_refused() {
    let mut script: serde_json::Value =
        serde_json::from_str(&point_script("01-room-and-recording.json")).unwrap();
    let prompts = script["sessions"][0]["stages"][1]["prompts"]
        .as_array_mut()
        .unwrap();
    let others = 6;
    for number in 0..=(MAXIMUM_PROMPTS - others) {
        let mut prompt = prompts[0].clone();
        prompt["id"] = format!("prompt-{number}").into();
        prompts.push(prompt);
    }
    let text = serde_json::to_string(&script).unwrap();
    assert_told(text.as_bytes(), "too-many-prompts.json");
}

#[test]
fn a10_nesting_200000_deep_is_refused() {
    let text = "[".repeat(200_000);
    assert_told(text.as_bytes(), "too-deep.json");
    assert!(read(format!("{text}{}", "]".repeat(200_000)).as_bytes(), "x").is_err());
    assert!(read("{\"a\":".repeat(100_000).as_bytes(), "x").is_err());
}

#[test]
fn a09_a_file_one_byte_too_large_is_refused() {
    assert_told(&vec![b' '; MAXIMUM_BYTES + 1], "too-large.json");
}

#[test]
fn a09_no_more_of_a_file_is_read_than_a_script_may_have() {
    struct Endless(usize);
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 += buffer.len();
            assert!(self.0 < 3 * MAXIMUM_BYTES);
            for (byte, bracket) in buffer.iter_mut().zip(b"[]".iter().cycle()) {
                *byte = *bracket;
            }
            Ok(buffer.len())
        }
    }
    let refused = read_from(Endless(0), "endless").unwrap().unwrap_err();
    assert!(refused.to_string().contains("larger than 1 MiB"));
    assert!(read(&b"[]".repeat(30_000_000), "60 MB").is_err());
}

#[test]
fn many_faults_in_one_long_line_are_told_quickly_and_counted() {
    let text = format!("{{{}\"x\":1}}", "\"x\":1,".repeat(150_000));
    let faults = read(text.as_bytes(), "long").unwrap_err();
    assert!(faults.to_string().ends_with("… and at least 460 more.\n"));
}

#[test]
fn a16_a_newer_format_is_a_refusal_of_its_own() {
    let bytes = fs::read(folder("bad_scripts").join("newer-format.json")).unwrap();
    let refused = read(&bytes, "x").unwrap_err();
    assert_eq!(refused.kind, FaultKind::Newer);
    assert_eq!(refused.report.findings().len(), 1);
}

#[test]
fn a04_a_byte_order_mark_before_a_good_script_changes_nothing() {
    let text = point_script("05-ways-out.json");
    let marked = read(format!("\u{FEFF}{text}").as_bytes(), "x").unwrap();
    assert_eq!(marked.script, read(text.as_bytes(), "x").unwrap().script);
    assert_eq!(marked.removed_characters, 0);
}

#[test]
fn a17_any_line_ends_and_none_at_the_end_change_nothing() {
    let text = point_script("05-ways-out.json");
    let expected = read(text.as_bytes(), "x").unwrap().script;
    for changed in [
        text.replace('\n', "\r\n"),
        text.replacen('\n', "\r\n", 5),
        text.trim_end().to_owned(),
    ] {
        assert_eq!(read(changed.as_bytes(), "x").unwrap().script, expected);
    }
}

#[test]
fn programs_are_told_the_path_line_and_column() {
    let bytes = fs::read(folder("bad_scripts").join("unknown-field.json")).unwrap();
    let refused = read(&bytes, "x").unwrap_err();
    let found = serde_json::to_value(&refused.report).unwrap();
    assert_eq!(found[0]["path"], "sessions[0].stages[0].title");
    assert_eq!(found[1]["path"], "sessions[0].stages[0].titel");
    assert_eq!(
        (&found[1]["line"], &found[1]["column"]),
        (&34.into(), &11.into())
    );
    assert_eq!(found[1]["level"], "fault");
}

/// Hidden, or steering the terminal: nothing that is told may hold it.
fn is_safe(told: &str) -> bool {
    told.lines()
        .all(|line| crate::clean::clean(line, crate::clean::Shape::Line).removed == 0)
}

proptest! {
    #[test]
    fn random_bytes_are_refused_without_a_panic(bytes: Vec<u8>) {
        prop_assert!(is_safe(&told(&bytes, "random")));
    }

    #[test]
    fn random_json_like_text_is_refused_without_a_panic(text in r#"[\[\]{}",:0-9a-z\\ \n\u{1b}é👍-]{0,200}"#) {
        prop_assert!(is_safe(&told(text.as_bytes(), "random")));
    }

    #[test]
    fn a_script_with_a_torn_stretch_never_panics(start in 0..6_000_usize, length in 0..40_usize, put: String) {
        let mut bytes = point_script("05-ways-out.json").into_bytes();
        let start = start.min(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, put.into_bytes());
        let told = told(&bytes, "torn\u{1b}[2J");
        prop_assert!(is_safe(&told));
    }
}
