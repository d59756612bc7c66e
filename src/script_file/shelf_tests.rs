//! What is shipped, and how the service's own files join it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{
    CaseHeading, Heading, Origin, Shelf, read, read_case, read_shipped, read_shipped_case, shipped,
};
use crate::script::SessionKind;

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

/// At run time a shipped text is taken as it stands, and its heading from a list beside it.
#[test]
fn every_shipped_script_is_read_without_a_fault_or_warning_and_is_what_its_heading_says() {
    let mut told = String::new();
    for shipped in shipped::SCRIPTS {
        let read = match read(shipped.text.as_bytes(), shipped.file) {
            Ok(read) => read,
            Err(faults) => {
                told += &faults.to_string();
                continue;
            }
        };
        told += &read.warnings.to_string();
        assert_eq!(read.removed_characters, 0, "{}", shipped.file);
        assert_eq!(
            read_shipped(shipped.text).as_ref(),
            Some(&read.script),
            "{}",
            shipped.file
        );
        let shelf = gather(&[], &[]);
        let shelved = shelf.script(shipped.id).unwrap();
        assert_eq!(shelved.heading, Heading::from(&read.script));
        assert_eq!(shelved.shipped_text(), Some(*shipped.text));
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn every_shipped_practice_case_fits_its_script_and_every_script_has_one() {
    let shelf = gather(&[], &[]);
    assert_eq!(shelf.scripts.len(), shipped::SCRIPTS.len());
    assert_eq!(shelf.cases.len(), shipped::CASES.len());
    let script_of = |id: &str| read_shipped(shelf.script(id)?.shipped_text()?);
    for shipped in shipped::CASES {
        let script = script_of(shipped.script);
        let case = match read_case(shipped.text.as_bytes(), shipped.file, |_| script.as_ref()) {
            Ok(read) => read,
            Err(faults) => panic!("{faults}"),
        };
        assert!(case.warnings.is_empty(), "{}", case.warnings);
        assert_eq!(case.removed_characters, 0, "{}", shipped.file);
        let mut kinds = script.iter().flat_map(|script| &script.sessions);
        let only_looks_back = kinds.all(SessionKind::looks_back);
        assert_eq!(
            !case.case.agreed.is_empty(),
            only_looks_back,
            "{}: what is there to look back on?",
            shipped.file
        );
        let shelved = shelf.case(shipped.id).unwrap();
        assert_eq!(shelved.heading, CaseHeading::from(&case.case));
        let text = shelved.shipped_text().unwrap();
        assert_eq!(read_shipped_case(text), Some(case.case));
    }
    for script in &shelf.scripts {
        let id = &script.heading.id;
        let has_one = shelf.cases.iter().any(|case| case.heading.script == *id);
        assert!(has_one, "{id} has no practice case");
    }
}

#[test]
fn a_shipped_case_is_held_against_ones_own_script_where_that_is_used_instead() {
    let case = &shipped::CASES[0];
    let script = shipped::SCRIPTS
        .iter()
        .find(|script| script.id == case.script)
        .unwrap();
    let newer = script.text.replacen("\"version\": 1", "\"version\": 2", 1);
    let shelf = gather(&[("a.json", &newer)], &[]);
    assert!(shelf.case(case.id).is_some());
    let other_roles = point("01-room-and-recording.json")
        .replacen("\"room-and-recording\"", &format!("\"{}\"", script.id), 1)
        .replacen("\"version\": 1", "\"version\": 2", 1);
    let shelf = gather(&[("a.json", &other_roles)], &[]);
    assert_eq!(shelf.script(script.id).unwrap().origin, Origin::Own);
    assert!(shelf.case(case.id).is_none());
    let told = shelf.broken[0].faults.to_string();
    assert!(told.contains("The script has no role named"), "{told}");
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
    assert_eq!(used.heading.version, 2);
    assert_eq!(used.shipped_text(), None);
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
fn somebody_fictional_agrees_only_to_what_the_script_asks_them() {
    let script = point("16-preparation.json");
    let case = CASE
        .replace("\"room-and-recording\"", "\"preparation\"")
        .replace(
            "[\"harmed\"],",
            "[\"harmed\"], \"agreed_to\": [\"take-part\"],",
        );
    let shelf = gather(&[("a.json", &script)], &[("bicycle.json", &case)]);
    assert!(shelf.broken.is_empty(), "{}", shelf.broken[0].faults);
    let faulty = case.replace("\"take-part\"", "\"take-prt\"").replace(
        "\"supports\": \"Aled\",",
        "\"supports\": \"Aled\", \"agreed_to\": [\"take-part\"],",
    );
    let shelf = gather(&[("a.json", &script)], &[("bicycle.json", &faulty)]);
    let told = shelf.broken[0].faults.to_string();
    for expected in [
        "The script does not ask `Mina` to agree to `take-prt`.",
        "Did you mean `take-part`?",
        "The script does not ask `Rhian` to agree to `take-part`.",
        "give them a role that is asked",
    ] {
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn a_practice_case_is_held_against_its_script() {
    let script = point("01-room-and-recording.json");
    let shelf = gather(&[("a.json", &script)], &[("bicycle.json", CASE)]);
    assert!(shelf.broken.is_empty(), "{}", shelf.broken[0].faults);
    assert_eq!(
        shelf.case("the-bicycle").unwrap().heading.title,
        "The bicycle"
    );

    let faulty = CASE
        .replace("[\"harmed\"]", "[\"harmd\"]")
        .replace("\"supports\": \"Aled\"", "\"supports\": \"Alde\"")
        .replace(
            "\"id\"",
            "\"bottom_lines\": [\"Nobody is alone.\"],\n  \
             \"agreed\": [{ \"kind\": \"action\", \"text\": \"Mend it.\" }],\n  \"id\"",
        );
    let shelf = gather(&[("a.json", &script)], &[("bicycle.json", &faulty)]);
    let told = shelf.broken[0].faults.to_string();
    for expected in [
        "bicycle.json:3:3",
        "`bottom_lines` would be ignored",
        "`agreed` would be ignored",
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
            .map(|shipped| ((*shipped.text).to_owned(), case)),
    );
    texts.extend(
        shipped::SCRIPTS
            .iter()
            .map(|shipped| ((*shipped.text).to_owned(), script)),
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
    let mut refused = 0;
    for name in files("tests/it/bad_scripts") {
        let bytes = fs::read(project().join("tests/it/bad_scripts").join(&name)).unwrap();
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(&bytes) else {
            continue;
        };
        if schemas.validate(&value, schema).is_err() {
            assert!(read(&bytes, &name).is_err(), "{name}");
            refused += 1;
        }
    }
    assert!(refused > 20, "the schema refuses {refused}");
}

/// The names of the scripts in a folder, of which there are some.
fn files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(project().join(folder)).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert!(!names.is_empty(), "{folder} is empty");
    names
}

/// A fresh case is offered the first kind of session, so that it stands first which comes first.
#[test]
fn separate_conversations_come_before_the_meeting_that_they_prepare() {
    let mut shipped = shipped::SCRIPTS.iter();
    let workplace = shipped.find(|known| known.file == "workplace-conference.json");
    let script = read_shipped(workplace.unwrap().text).unwrap();
    let ids: Vec<&str> = script
        .sessions
        .iter()
        .map(|kind| kind.id.as_str())
        .collect();
    let order = [
        "conversation-harmed",
        "conversation-responsible",
        "summary-harmed",
        "summary-responsible",
        "meeting",
        "review",
    ];
    assert_eq!(ids, order);
    let meeting = script
        .sessions
        .iter()
        .find(|kind| kind.id.as_str() == "meeting");
    let check_in = meeting
        .unwrap()
        .stages
        .iter()
        .find(|stage| stage.id.as_str() == "check-in");
    let outside = &check_in.unwrap().room.outside;
    assert!(outside.iter().all(|role| role.as_str() != "companion"));
}
