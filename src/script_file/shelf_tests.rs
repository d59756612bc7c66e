//! What is shipped, and how the service's own files join it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Origin, Shelf, read, shipped};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn point(name: &str) -> String {
    fs::read_to_string(project().join("tests/it/point_scripts").join(name)).unwrap()
}

fn gather(scripts: &[(&str, &str)], cases: &[(&str, &str)]) -> Shelf {
    let own = |files: &[(&str, &str)]| -> Vec<(String, Vec<u8>)> {
        let owned = files.iter();
        owned
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    };
    Shelf::gather(own(scripts), own(cases))
}

const CASE: &str = r#"{
  "format": 1,
  "id": "the-bicycle",
  "title": "The bicycle",
  "script": "room-and-recording",
  "story": "Aled took Mina's bicycle and left it in the rain.",
  "people": [
    { "name": "Mina", "roles": ["harmed"], "about": "Rides to work." },
    { "name": "Aled", "roles": ["responsible"], "about": "Lives next door." },
    { "name": "Rhian", "roles": ["supporter"], "supports": "Aled", "about": "His aunt." }
  ]
}"#;

#[test]
fn the_shipped_files_are_read_without_a_fault_or_warning() {
    let shelf = gather(&[], &[]);
    let told: Vec<String> = shelf
        .broken
        .iter()
        .map(|broken| broken.faults.to_string())
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(shelf.scripts.len(), shipped::SCRIPTS.len());
    assert_eq!(shelf.cases.len(), shipped::CASES.len());
    for shelved in &shelf.scripts {
        assert!(shelved.warnings.is_empty(), "{}", shelved.warnings);
    }
}

#[test]
fn a_higher_version_of_ones_own_is_used_and_says_so() {
    let first = point("01-room-and-recording.json");
    let second = first.replace("\"version\": 1", "\"version\": 2");
    let shelf = gather(
        &[("a.json", &first), ("b.json", &second), ("c.json", &first)],
        &[],
    );
    let used = shelf.script("room-and-recording").unwrap();
    assert_eq!((used.file.as_str(), used.origin), ("b.json", Origin::Own));
    assert_eq!(used.text, second);
    let notices: Vec<String> = shelf
        .set_aside
        .iter()
        .map(super::SetAside::notice)
        .collect();
    assert_eq!(notices.len(), 2);
    assert_eq!(
        notices[1],
        "Your file c.json (`room-and-recording` version 1) is not used, because b.json has version 2. Give it a higher `version`."
    );
}

#[test]
fn a_broken_file_is_listed_with_its_reason_and_hides_nothing() {
    let shelf = gather(
        &[("a.json", "{"), ("b.json", &point("04-rounds-again.json"))],
        &[],
    );
    assert!(shelf.script("rounds-again").is_some());
    assert_eq!(shelf.broken[0].file, "a.json");
    assert!(shelf.broken[0].faults.to_string().contains("a.json:1:1"));
}

#[test]
fn a_practice_case_is_held_against_its_script() {
    let script = point("01-room-and-recording.json");
    let shelf = gather(&[("a.json", &script)], &[("bicycle.json", CASE)]);
    assert!(shelf.broken.is_empty(), "{}", shelf.broken[0].faults);
    assert_eq!(shelf.case("the-bicycle").unwrap().case.people.len(), 3);

    let faulty = CASE
        .replace("[\"harmed\"]", "[\"harmd\"]")
        .replace("\"supports\": \"Aled\"", "\"supports\": \"Alde\"")
        .replace(
            "\"id\"",
            "\"bottom_lines\": [\"Nobody is alone.\"],\n  \"id\"",
        );
    let shelf = gather(&[("a.json", &script)], &[("bicycle.json", &faulty)]);
    let told = shelf.broken[0].faults.to_string();
    for expected in [
        "bicycle.json:3:3",
        "`bottom_lines` would be ignored",
        "The script has no role named `harmd`.",
        "Nobody else here is named `Alde`.",
        "Did you mean `Aled`?",
    ] {
        assert!(told.contains(expected), "{told}");
    }
    let elsewhere = gather(
        &[],
        &[(
            "bicycle.json",
            &CASE.replace("room-and-recording", "elsewhere"),
        )],
    );
    assert!(
        elsewhere.broken[0]
            .faults
            .to_string()
            .contains("no script named `elsewhere`")
    );
}

#[test]
fn the_list_of_shipped_files_is_the_folder() {
    let list = |constant: &str, about: &str, folder: &str| {
        let mut rows = String::new();
        for name in files(folder) {
            let row = [
                "    (\"",
                &name,
                "\", include_str!(\"../../",
                folder,
                "/",
                &name,
                "\")),\n",
            ];
            rows.extend(row);
        }
        let rows = if rows.is_empty() {
            rows
        } else {
            format!("\n{rows}")
        };
        format!(
            "/// {about}, by file name.\n#[rustfmt::skip]\npub(super) const {constant}: &[(&str, &str)] = &[{rows}];\n"
        )
    };
    let made = format!(
        "//! The scripts inside the program. Written by a test from the folder `scripts`: run it with UPDATE=1.\n\n{}\n{}\n{}",
        list("SCRIPTS", "Conference scripts", "scripts"),
        list("CASES", "Practice cases", "scripts/practice"),
        list("RULES", "Rule sets", "scripts/rules"),
    );
    let path = project().join("src/script_file/shipped.rs");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, made).unwrap();
        return;
    }
    assert_eq!(
        made,
        fs::read_to_string(path).unwrap(),
        "run the tests once with UPDATE=1"
    );
}

#[test]
fn every_script_is_valid_by_the_published_schema() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let path = project().join("schemas/script.schema.json");
    let script = compiler
        .compile(path.to_str().unwrap(), &mut schemas)
        .unwrap();
    let path = project().join("schemas/practice-case.schema.json");
    let case = compiler
        .compile(path.to_str().unwrap(), &mut schemas)
        .unwrap();
    let mut texts: Vec<(String, _)> = vec![(CASE.to_owned(), case)];
    texts.extend(
        shipped::CASES
            .iter()
            .map(|(_, text)| ((*text).to_owned(), case)),
    );
    texts.extend(
        shipped::SCRIPTS
            .iter()
            .map(|(_, text)| ((*text).to_owned(), script)),
    );
    texts.extend(
        files("tests/it/point_scripts")
            .iter()
            .map(|name| (point(name), script)),
    );
    for (text, schema) in texts {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        if let Err(error) = schemas.validate(&value, schema) {
            panic!("{error:#}");
        }
    }
}

#[test]
fn reader_and_schema_refuse_the_same_shapes() {
    let mut schemas = boon::Schemas::new();
    let path = project().join("schemas/script.schema.json");
    let schema = boon::Compiler::new()
        .compile(path.to_str().unwrap(), &mut schemas)
        .unwrap();
    for name in files("tests/it/bad_scripts") {
        let bytes = fs::read(project().join("tests/it/bad_scripts").join(&name)).unwrap();
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(&bytes) else {
            continue;
        };
        if schemas.validate(&value, schema).is_err() {
            assert!(read(&bytes, &name).is_err(), "{name}");
        }
    }
}

fn files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(project().join(folder)).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}
