//! Rule sets: names, tests that can never be met, rules that never decide, worked examples.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{quoted, refuse_twins, refuse_unknown};
use super::{Finding, Path};
use crate::script::{Rule, RuleAnswerId, RuleAnswers, RuleId, RuleQuestionId, RuleSet, Weighed};

/// The most ways through a set that are tried; a set with more is divided.
const MOST_WAYS: usize = 20_000;

/// Checks a rule set whose shape is right; every finding, nothing where it is in good order.
pub fn check_rules(set: &RuleSet) -> Vec<Finding> {
    let mut findings = Vec::new();
    check_names(set, &mut findings);
    check_tests(set, &mut findings);
    check_last(set, &mut findings);
    check_approval(set, &mut findings);
    if findings.is_empty() {
        check_reach(set, &mut findings);
        check_examples(set, &mut findings);
    }
    findings
}

fn questions() -> Path {
    Path::root().field("questions")
}

fn rules() -> Path {
    Path::root().field("rules")
}

fn check_names(set: &RuleSet, findings: &mut Vec<Finding>) {
    let named = set.questions.iter().enumerate();
    let ids = named.map(|(index, one)| (one.id.as_str(), questions().entry(index).field("id")));
    refuse_twins("question", ids, findings);
    for (index, question) in set.questions.iter().enumerate() {
        let answers = questions().entry(index).field("answers");
        let named = question.answers.iter().enumerate();
        let ids = named.map(|(index, one)| (one.id.as_str(), answers.entry(index).field("id")));
        refuse_twins("answer", ids, findings);
        let mut tests = set.rules.iter().flat_map(|rule| &rule.when);
        if !tests.any(|test| test.question == question.id) {
            findings.push(Finding::fault(
                questions().entry(index).field("id"),
                format!("No rule looks at {}.", quoted(question.id.as_str())),
                "Take the question out, or write the rule that needs it.",
            ));
        }
    }
    let named = set.rules.iter().enumerate();
    let ids = named.map(|(index, one)| (one.id.as_str(), rules().entry(index).field("id")));
    refuse_twins("rule", ids, findings);
}

fn check_tests(set: &RuleSet, findings: &mut Vec<Finding>) {
    for (index, rule) in set.rules.iter().enumerate() {
        let when = rules().entry(index).field("when");
        for (place, test) in rule.when.iter().enumerate() {
            let path = when.entry(place);
            let Some(question) = set.question(&test.question) else {
                let known = set.questions.iter().map(|one| one.id.as_str());
                let path = path.field("question");
                refuse_unknown("question", test.question.as_str(), known, path, findings);
                continue;
            };
            for (answer, id) in test.is.iter().enumerate() {
                let known = question.answers.iter().map(|one| one.id.as_str());
                let path = path.field("is").entry(answer);
                refuse_unknown("answer", id.as_str(), known, path, findings);
            }
            let offered = question.answers.iter();
            if offered.map(|one| &one.id).all(|id| test.is.contains(id)) {
                findings.push(Finding::fault(
                    path.field("is"),
                    "Every answer meets this test, so it tests nothing.",
                    "Leave the test out, or name the answers that matter.",
                ));
            }
        }
        refuse_contradictions(rule, &when, findings);
    }
}

/// Tests of one rule on the same question have to leave an answer that meets all of them.
fn refuse_contradictions(rule: &Rule, when: &Path, findings: &mut Vec<Finding>) {
    let mut left: BTreeMap<&RuleQuestionId, Vec<&RuleAnswerId>> = BTreeMap::new();
    for (place, test) in rule.when.iter().enumerate() {
        let both = match left.get(&test.question) {
            None => test.is.iter().collect(),
            Some(before) => {
                let mut both = before.clone();
                both.retain(|answer| test.is.contains(answer));
                both
            }
        };
        if both.is_empty()
            && left
                .get(&test.question)
                .is_some_and(|left| !left.is_empty())
        {
            findings.push(Finding::fault(
                when.entry(place),
                format!(
                    "This can never be met: {} would need two answers at once.",
                    quoted(test.question.as_str())
                ),
                "Put the answers into one list, or make two rules of it.",
            ));
        }
        left.insert(&test.question, both);
    }
}

/// The last rule catches what is left; any other rule without tests would hide the rest.
fn check_last(set: &RuleSet, findings: &mut Vec<Finding>) {
    let last = set.rules.len().saturating_sub(1);
    for (index, rule) in set.rules.iter().enumerate() {
        if index < last && rule.when.is_empty() {
            findings.push(Finding::fault(
                rules().entry(index),
                "A rule without tests always decides, so no rule after it ever does.",
                "Give it tests, or make it the last one.",
            ));
        } else if index == last && !rule.when.is_empty() {
            findings.push(Finding::fault(
                rules().entry(index),
                "Nothing decides where this last rule is not met.",
                "Add one more rule without `when`, which says what holds for all the rest.",
            ));
        }
    }
}

fn check_approval(set: &RuleSet, findings: &mut Vec<Finding>) {
    for (index, rule) in set.rules.iter().enumerate() {
        let path = rules().entry(index);
        match (&rule.approved_by, rule.result.needs_approval()) {
            (None, true) => findings.push(Finding::fault(
                path.field("result"),
                "This does not say who may approve it or decides instead.",
                "Add `approved_by` with the post, not the name, of whoever does.",
            )),
            (Some(_), false) => findings.push(Finding::fault(
                path.field("approved_by").name(),
                "Nobody is asked to approve this, so `approved_by` would be ignored.",
                "Take it out, or make the result `exceptional_approval` or `refer_up`.",
            )),
            (Some(_), true) | (None, false) => {}
        }
    }
}

/// Tries every way through the set, and refuses rules that none of them leads to.
fn check_reach(set: &RuleSet, findings: &mut Vec<Finding>) {
    let mut reached = BTreeSet::new();
    let mut ways = vec![RuleAnswers::new()];
    let mut tried = 0_usize;
    while let Some(answers) = ways.pop() {
        tried += 1;
        if tried > MOST_WAYS {
            findings.push(Finding::warning(
                rules(),
                "There are too many ways through these rules to try them all.",
                "Divide the set, so that each can be checked.",
            ));
            return;
        }
        match set.weigh(&answers) {
            Weighed::Decided(rule) => {
                reached.insert(rule.id.clone());
            }
            Weighed::Ask(question) => ways.extend(question.answers.iter().map(|answer| {
                let mut further = answers.clone();
                further.insert(question.id.clone(), answer.id.clone());
                further
            })),
            Weighed::Undecided => {}
        }
    }
    for (index, rule) in set.rules.iter().enumerate() {
        if !reached.contains(&rule.id) {
            findings.push(Finding::fault(
                rules().entry(index),
                format!("The rule {} never decides.", quoted(rule.id.as_str())),
                "Whatever meets it meets a rule above it first. Move it up, or take it out.",
            ));
        }
    }
}

fn check_examples(set: &RuleSet, findings: &mut Vec<Finding>) {
    let examples = Path::root().field("examples");
    let mut shown: BTreeSet<&RuleId> = BTreeSet::new();
    for (index, example) in set.examples.iter().enumerate() {
        let path = examples.entry(index);
        shown.insert(&example.rule);
        for (id, answer) in &example.answers {
            let path = path.field("answers").field(id.as_str());
            let Some(question) = set.question(id) else {
                let known = set.questions.iter().map(|one| one.id.as_str());
                refuse_unknown("question", id.as_str(), known, path.name(), findings);
                continue;
            };
            let known = question.answers.iter().map(|one| one.id.as_str());
            refuse_unknown("answer", answer.as_str(), known, path, findings);
        }
        let (message, help) = match set.weigh(&example.answers) {
            Weighed::Decided(rule) if rule.id == example.rule => continue,
            Weighed::Decided(rule) => (
                format!("Here the rule {} decides.", quoted(rule.id.as_str())),
                "Correct the example, or the rules.",
            ),
            Weighed::Ask(question) => (
                format!(
                    "Nothing is decided yet: {} is not answered.",
                    quoted(question.id.as_str())
                ),
                "Answer it in the example.",
            ),
            Weighed::Undecided => continue,
        };
        findings.push(Finding::fault(path.field("rule"), message, help));
    }
    for (index, rule) in set.rules.iter().enumerate() {
        if !shown.contains(&rule.id) {
            findings.push(Finding::warning(
                rules().entry(index),
                format!("No example shows the rule {}.", quoted(rule.id.as_str())),
                "Add one, so that whoever reads the set sees when it decides.",
            ));
        }
    }
}
