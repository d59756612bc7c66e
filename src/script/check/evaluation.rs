//! Evaluation forms: names, who is asked, and words that cannot be answered.

use std::collections::HashSet;

use super::names::{quoted, refuse_twins};
use super::{Finding, Path, wording};
use crate::script::{Evaluation, RoleKind, Scale};

/// Checks an evaluation form whose shape is right; every finding, nothing where it is in good order.
pub fn check_evaluation(form: &Evaluation) -> Vec<Finding> {
    let mut findings = Vec::new();
    check_who(form, &mut findings);
    let statements = Path::root().field("statements");
    let questions = Path::root().field("questions");
    let named = form.statements.iter().enumerate();
    let ids = named.map(|(index, one)| (one.id.as_str(), statements.entry(index).field("id")));
    refuse_twins("statement", ids, &mut findings);
    let named = form.questions.iter().enumerate();
    let ids = named.map(|(index, one)| (one.id.as_str(), questions.entry(index).field("id")));
    refuse_twins("question", ids, &mut findings);
    check_measures(form, &statements, &mut findings);
    for (index, one) in form.statements.iter().enumerate() {
        let path = statements.entry(index);
        check_words(&one.says, &path.field("says"), &mut findings);
        if let Some(easy) = &one.easy {
            check_words(easy, &path.field("easy"), &mut findings);
        }
        if one.says.contains('?') {
            findings.push(Finding::fault(
                path.field("says"),
                "This asks, and can be neither agreed with nor answered by a face.",
                "Say it as a statement, or put it among the `questions`.",
            ));
        }
    }
    for (index, one) in form.questions.iter().enumerate() {
        let path = questions.entry(index);
        check_words(&one.ask, &path.field("ask"), &mut findings);
        wording::warn_of_two_questions(&one.ask, &path.field("ask"), &mut findings);
        if let Some(easy) = &one.easy {
            check_words(easy, &path.field("easy"), &mut findings);
        }
    }
    check_words(&form.title, &Path::root().field("title"), &mut findings);
    check_words(&form.summary, &Path::root().field("summary"), &mut findings);
    findings
}

fn check_who(form: &Evaluation, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for (index, kind) in form.who.iter().enumerate() {
        let path = Path::root().field("who").entry(index);
        if !seen.insert(*kind) {
            findings.push(Finding::fault(
                path.clone(),
                "This kind of role stands here already.",
                "Keep one of the two.",
            ));
        }
        match kind {
            RoleKind::Facilitator => findings.push(Finding::fault(
                path,
                "The facilitator ran the meeting, and is not asked how it was run.",
                "Take it out; what the facilitator thinks of it belongs into their own reflection.",
            )),
            RoleKind::Child if form.scale != Scale::ThreeFaces => {
                findings.push(Finding::warning(
                    path,
                    "Children are asked with the same answers as everybody else.",
                    "Make them a form of their own with `three_faces`.",
                ));
            }
            RoleKind::Harmed
            | RoleKind::Responsible
            | RoleKind::Participant
            | RoleKind::Supporter
            | RoleKind::Family
            | RoleKind::Child
            | RoleKind::Professional
            | RoleKind::Interpreter
            | RoleKind::Observer => {}
        }
    }
}

/// A number that two statements fed would count people twice.
fn check_measures(form: &Evaluation, statements: &Path, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for (index, one) in form.statements.iter().enumerate() {
        let Some(measure) = &one.measure else {
            continue;
        };
        if !seen.insert(measure.id.as_str()) {
            findings.push(Finding::fault(
                statements.entry(index).field("measure").field("id"),
                format!(
                    "Another statement feeds {} already.",
                    quoted(measure.id.as_str())
                ),
                "One statement feeds one number; give this one a name of its own, or take it out.",
            ));
        }
    }
}

fn check_words(words: &str, path: &Path, findings: &mut Vec<Finding>) {
    if words.contains(['{', '}']) {
        findings.push(Finding::fault(
            path.clone(),
            "Nothing is filled into a form: it goes to everybody alike, and names nobody.",
            "Write the words out, without braces.",
        ));
    }
    wording::warn_of_labels(words, path, findings);
}
