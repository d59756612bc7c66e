//! The sample in the repository, as the plan's readers and the command line see it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{CHILD_WORDS, REFERENCE};
use crate::stories::assert_keeps_schema;

/// Asserts that the saved plan keeps its published schema and holds what was agreed.
pub fn assert_plan(files: &[(PathBuf, Vec<u8>)]) {
    let found = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let (_, bytes) = found.expect("a plan");
    let plan: Value = serde_json::from_slice(bytes).expect("JSON");
    assert_keeps_schema(&plan);
    assert_eq!(plan["practice"], true);
    assert_eq!(plan["items"].as_array().expect("items").len(), 8);
    for line in plan["bottom_lines"].as_array().expect("bottom lines") {
        assert_ne!(line["met_by"], Value::Array(Vec::new()), "{line}");
    }
    assert_eq!(plan["child_voice"][0]["words"], CHILD_WORDS);
}

#[test]
fn the_sample_can_be_read_from_the_command_line() {
    let home = tempfile::tempdir().expect("a folder");
    let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/family");
    copy(&sessions, home.path());
    let told = |arguments: &[&str]| {
        let answered = Command::new(env!("CARGO_BIN_EXE_talking-piece"))
            .arg("--home")
            .arg(home.path())
            .args(arguments)
            .output()
            .expect("an answer");
        let err = String::from_utf8_lossy(&answered.stderr);
        assert!(answered.status.success(), "{arguments:?}: {err}");
        String::from_utf8(answered.stdout).expect("text")
    };
    assert!(told(&["list", "--practice"]).contains(REFERENCE));
    let plan = told(&["plan", REFERENCE, "--practice"]);
    let saved = home
        .path()
        .join("practice")
        .join(REFERENCE)
        .join("plan.json");
    assert_eq!(plan, std::fs::read_to_string(saved).expect("a plan"));
    assert!(told(&["verify", REFERENCE, "--practice"]).contains(REFERENCE));
    let timeline = told(&["timeline", REFERENCE, "--practice"]);
    assert!(
        timeline.contains("The meeting ended: Agreement."),
        "{timeline}"
    );
    let dump = told(&["dump", REFERENCE, "--practice", "--json"]);
    let events: Value = serde_json::from_str(&dump).expect("JSON");
    assert_eq!(events[0]["t"], "case_opened");
    assert!(!dump.contains("angry with Gwyn"), "struck words are gone");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
