//! Retention rules: those that are shipped, and those that must not be used.

use serde_json::{Value, json};

use crate::script::CameOut;

use super::{read_retention, shipped_retention, shipped_retention_text};

#[test]
fn the_shipped_retention_rules_are_read_without_a_fault_or_warning() {
    let read = read_retention(shipped_retention_text().as_bytes(), "default.json").unwrap();
    assert!(read.warnings.is_empty(), "{}", read.warnings);
}

#[test]
fn a_case_is_kept_by_the_first_period_that_fits_it() {
    let rules = shipped_retention().unwrap();
    let held_by = |script: &str, came_out| {
        let period = rules.period(script, came_out);
        period.expect("a period").id.as_str()
    };
    assert_eq!(
        held_by("restorative-conference", CameOut::Agreement),
        "all-the-rest"
    );
    assert_eq!(
        held_by("restorative-conference", CameOut::EndedEarly),
        "nothing-agreed"
    );
    assert_eq!(
        held_by("family-group-conference", CameOut::EndedEarly),
        "family-plan"
    );
    assert_eq!(
        held_by("family-group-conference", CameOut::NobodyMet),
        "nobody-met"
    );
    assert_eq!(
        held_by("one-of-our-own", CameOut::Agreement),
        "all-the-rest"
    );
}

#[test]
fn a_length_is_said_in_words() {
    let rules = shipped_retention().unwrap();
    let mut period = rules.periods[0].clone();
    assert_eq!(period.in_words(), "6 months");
    (period.years, period.months) = (1, 0);
    assert_eq!(period.in_words(), "1 year");
    (period.years, period.months) = (2, 1);
    assert_eq!(period.in_words(), "2 years and 1 month");
}

/// Something that is changed in rules.
type Change = fn(&mut Value);

/// What is said of the shipped rules with something changed in them.
fn told(change: impl FnOnce(&mut Value)) -> String {
    let mut rules: Value = serde_json::from_str(shipped_retention_text()).unwrap();
    change(&mut rules);
    let text = serde_json::to_string_pretty(&rules).unwrap();
    match read_retention(text.as_bytes(), "retention.json") {
        Ok(read) => format!("no fault {}", read.warnings),
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn rules_by_which_cases_would_be_due_at_once_or_never_are_refused() {
    let cases: [(Change, &str); 7] = [
        (
            |rules| {
                rules["periods"][0]["months"] = json!(0);
            },
            "no length",
        ),
        (
            |rules| {
                rules["periods"][0]["because"] = json!("  ");
            },
            "is empty",
        ),
        (
            |rules| {
                rules["periods"][0]["from"] = json!("last_meeting");
            },
            "no last meeting to count from",
        ),
        (
            |rules| {
                rules["periods"][5]["outcomes"] = json!(["agreement"]);
            },
            "No period holds for a case",
        ),
        (
            |rules| {
                rules["periods"][1]
                    .as_object_mut()
                    .unwrap()
                    .remove("scripts");
            },
            "never holds",
        ),
        (
            |rules| {
                rules["periods"][1]["id"] = json!("nobody-met");
            },
            "nobody-met",
        ),
        (
            |rules| {
                rules["periods"][0]["years"] = json!(101);
            },
            "years",
        ),
    ];
    for (change, expected) in cases {
        let told = told(change);
        assert!(told.contains(expected), "{expected}: {told}");
        assert!(!told.contains("no fault"), "{expected}: {told}");
    }
    assert_eq!(told(|_| ()).trim(), "no fault");
}
