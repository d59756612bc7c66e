//! Rule sets: those that are shipped, and those that must not be used.

use std::fs;
use std::path::Path;

use crate::script::{RuleAnswerId, RuleAnswers, RuleQuestionId, RuleResult, RuleSet, Weighed};

use super::{RuleShelf, read_rules};

fn shipped(id: &str) -> RuleSet {
    let shelf = RuleShelf::gather([]);
    shelf.set(id).expect("a shipped rule set").set.clone()
}

fn answers(given: &[(&str, &str)]) -> RuleAnswers {
    let given = given.iter();
    given
        .map(|(question, answer)| (RuleQuestionId::new(*question), RuleAnswerId::new(*answer)))
        .collect()
}

/// What the probation rules say, and which rule said it.
fn probation(given: &[(&str, &str)]) -> (RuleResult, String) {
    let set = shipped("probation-lrrjs-2014");
    match set.weigh(&answers(given)) {
        Weighed::Decided(rule) => (rule.result, rule.id.to_string()),
        Weighed::Ask(question) => panic!("{} is still to be asked", question.id),
        Weighed::Undecided => panic!("nothing decides"),
    }
}

#[test]
fn the_shipped_rule_sets_are_read_without_a_fault_or_warning() {
    let shelf = RuleShelf::gather([]);
    let told: Vec<String> = shelf
        .broken
        .iter()
        .map(|broken| broken.faults.to_string())
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(shelf.sets.len(), 3);
    for shelved in &shelf.sets {
        assert!(shelved.warnings.is_empty(), "{}", shelved.warnings);
    }
}

#[test]
fn every_worked_example_is_decided_by_the_rule_it_names() {
    for shelved in RuleShelf::gather([]).sets {
        let set = shelved.set;
        for example in &set.examples {
            let rule = set.rule(&example.rule).expect("a known rule");
            assert_eq!(
                set.weigh(&example.answers),
                Weighed::Decided(rule),
                "{}: {}",
                set.id,
                example.name
            );
        }
    }
}

#[test]
fn probation_rules_decide_the_three_cases_of_the_briefing() {
    assert_eq!(
        probation(&[("plea", "not-guilty-trial")]),
        (RuleResult::Excluded, "not-guilty-after-trial".to_owned())
    );
    assert_eq!(
        probation(&[("plea", "guilty"), ("offence", "domestic")]),
        (
            RuleResult::ExceptionalApproval,
            "domestic-or-sexual".to_owned()
        )
    );
    let burglary = [
        ("plea", "guilty"),
        ("offence", "burglary-home"),
        ("person-harmed", "yes"),
        ("risk", "medium"),
    ];
    assert_eq!(
        probation(&burglary),
        (RuleResult::Eligible, "gain-or-violence".to_owned())
    );
}

#[test]
fn nothing_is_asked_that_cannot_matter_any_more() {
    let set = shipped("police-llr");
    let mut given = answers(&[("domestic", "yes")]);
    assert!(matches!(set.weigh(&given), Weighed::Decided(_)));
    given = answers(&[("domestic", "no")]);
    let Weighed::Ask(question) = set.weigh(&given) else {
        panic!("more has to be known");
    };
    assert_eq!(question.id.as_str(), "sensitive");
}

/// What is said about a set with one thing changed.
fn told(from: &str, to: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/rules/yot-victim-contact.json");
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    match read_rules(text.replacen(from, to, 1).as_bytes(), "mine.json") {
        Ok(read) => read.warnings.to_string(),
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn a_test_that_can_never_be_met_is_refused_with_its_place() {
    let twice = r#""is": [
            "no"
          ]
        },
        {
          "question": "contact",
          "is": [
            "yes"
          ]"#;
    let told = told("\"is\": [\n            \"no\"\n          ]", twice);
    assert!(told.contains("can never be met"), "{told}");
    assert!(told.contains("mine.json:"), "{told}");
}

#[test]
fn a_rule_that_never_decides_is_refused() {
    let told = told(
        "\"no\"\n          ]",
        "\"no\",\n            \"not-asked\"\n          ]",
    );
    assert!(told.contains("`not-asked` never decides"), "{told}");
}

#[test]
fn an_unknown_answer_is_refused_with_the_nearest_known_one() {
    let told = told(
        "\"court-order\"\n          ]",
        "\"court-oder\"\n          ]",
    );
    assert!(told.contains("Did you mean `court-order`?"), "{told}");
}

#[test]
fn a_result_that_somebody_approves_has_to_say_who() {
    let told = told(
        ",\n      \"approved_by\": \"The police officer in the case, who asks them\"",
        "",
    );
    assert!(told.contains("who may approve it"), "{told}");
}

#[test]
fn an_example_that_comes_out_otherwise_is_refused() {
    let told = told("\"rule\": \"order-alone\"", "\"rule\": \"disposal\"");
    assert!(
        told.contains("Here the rule `order-alone` decides."),
        "{told}"
    );
}

#[test]
fn a_set_in_which_nothing_decides_what_is_left_is_refused() {
    let told = told(
        "\"id\": \"neither\",",
        "\"id\": \"neither\",\n      \"when\": [{ \"question\": \"outcome\", \"is\": [\"none\"] }],",
    );
    assert!(
        told.contains("Nothing decides where this last rule"),
        "{told}"
    );
}
