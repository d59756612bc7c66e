//! The quick reader lets nothing through of which the slow one has something to say.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::practice::PracticeCase;
use crate::script::{Evaluation, RetentionRules, RuleSet, Script, check};

use super::quick::Plans;
use super::read::read_with_places;
use super::schema::Schema;
use super::{quick, shipped, text};

/// Whether the quick reader is content; if it is, the slow one has to be too, and with the same.
fn is_let_through(bytes: &[u8]) -> bool {
    let Ok(text) = text::as_text(bytes) else {
        return false;
    };
    let schema = Schema::script();
    let quick = quick::read::<Script>(text, Plans::of(schema));
    let Some(quick) = quick.filter(|script| check::check(script).is_empty()) else {
        return false;
    };
    match read_with_places(text, "x", schema, check::check) {
        Err(faults) => panic!("let through: {faults}"),
        Ok(slow) => {
            assert!(slow.warnings.is_empty(), "{}", slow.warnings);
            assert_eq!(slow.removed, 0);
            assert_eq!(slow.value, quick);
        }
    }
    true
}

fn files(folder: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn whatever_is_in_good_order_is_read_quickly() {
    for script in shipped::SCRIPTS {
        assert!(is_let_through(script.text.as_bytes()), "{}", script.file);
    }
    for bytes in files("tests/it/point_scripts") {
        assert!(
            is_let_through(&bytes),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
    let cases = Plans::of(Schema::practice_case());
    for case in shipped::CASES {
        assert!(quick::read::<PracticeCase>(case.text, cases).is_some());
    }
    let rules = Plans::of(Schema::rule_set());
    for (file, text) in shipped::RULES {
        assert!(quick::read::<RuleSet>(text, rules).is_some(), "{file}");
    }
    let forms = Plans::of(Schema::evaluation());
    for (file, text) in shipped::EVALUATIONS {
        assert!(quick::read::<Evaluation>(text, forms).is_some(), "{file}");
    }
    let retention = Plans::of(Schema::retention());
    for (file, text) in shipped::RETENTION {
        assert!(
            quick::read::<RetentionRules>(text, retention).is_some(),
            "{file}"
        );
    }
}

#[test]
fn nothing_that_is_amiss_is_let_through() {
    for bytes in files("tests/it/bad_scripts") {
        assert!(
            !is_let_through(&bytes),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
    let small = String::from_utf8(fs::read(small_script()).unwrap()).unwrap();
    assert!(is_let_through(small.as_bytes()));
    for (right, wrong) in [
        ("What happened", "What\u{202E} happened"),
        ("What happened", "What\\nhappened"),
        ("What happened", ""),
        ("\"format\": 1", "\"format\": 2"),
        ("\"format\": 1", "\"format\": 0"),
        ("\"version\": 1", "\"version\": 1.0"),
        ("\"version\": 1", "\"version\": 4294967296"),
        ("\"version\": 1", "\"version\": 1, \"version\": 1"),
        ("\"version\": 1", "\"version\": null"),
        ("\"version\": 1", "\"version\": 1, \"wersion\": 1"),
    ] {
        let changed = small.replacen(right, wrong, 1);
        assert_ne!(changed, small);
        assert!(!is_let_through(changed.as_bytes()), "{wrong}");
    }
    let open = format!("{small}{{");
    assert!(!is_let_through(open.as_bytes()));
}

fn small_script() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/point_scripts/05-ways-out.json")
}

proptest! {
    #[test]
    fn a_script_with_any_torn_stretch_is_judged_alike(
        start in 0..6_000_usize,
        length in 0..12_usize,
        put in r#"[\[\]{}",:0-9a-z\\ \n\u{1b}é👍-]{0,6}"#,
    ) {
        let mut bytes = fs::read(small_script()).unwrap();
        let start = start.min(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, put.into_bytes());
        is_let_through(&bytes);
    }
}
