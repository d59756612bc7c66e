//! Evaluation forms: the shipped ones, and what is said about faulty ones.

use std::fs;
use std::path::Path;

use crate::script::{Evaluation, RoleKind, Scale};

use super::{EvaluationShelf, read_evaluation, shipped};

fn form(id: &str) -> Evaluation {
    let shelf = EvaluationShelf::gather([]);
    shelf.form(id).expect("a shipped form").form.clone()
}

#[test]
fn the_shipped_forms_are_read_without_a_fault_or_warning() {
    let shelf = EvaluationShelf::gather([]);
    let broken = shelf.broken.iter().map(|broken| broken.faults.to_string());
    assert_eq!(broken.collect::<Vec<_>>(), [""; 0]);
    assert_eq!(shelf.forms.len(), 3);
    for shelved in &shelf.forms {
        assert!(shelved.warnings.is_empty(), "{}", shelved.warnings);
    }
}

#[test]
fn the_usual_form_has_ten_statements_on_five_points_and_two_open_questions() {
    let form = form("after-the-meeting");
    assert_eq!(form.scale, Scale::FivePoints);
    assert_eq!((form.statements.len(), form.questions.len()), (10, 2));
    assert_eq!(form.after_months, 0);
    assert!(!form.who.contains(&RoleKind::Child));
}

#[test]
fn children_have_four_lines_and_three_faces_in_easy_words() {
    let form = form("children");
    assert_eq!(form.scale.answers().len(), 3);
    assert_eq!(form.statements.len(), 4);
    assert_eq!(form.who, [RoleKind::Child]);
    assert!(form.statements.iter().all(|one| one.easy.is_some()));
}

#[test]
fn families_are_asked_after_three_months_what_was_measured_in_2019() {
    let form = form("family-after-three-months");
    assert_eq!((form.after_months, form.scale), (3, Scale::YesOrNo));
    let measures = form
        .statements
        .iter()
        .filter_map(|one| one.measure.as_ref());
    let earlier =
        measures.map(|one| (one.id.as_str(), one.earlier[0].year, one.earlier[0].percent));
    assert_eq!(
        earlier.collect::<Vec<_>>(),
        [
            ("family-situation-better", 2019, 90),
            ("family-decisions-in-their-hands", 2019, 75)
        ]
    );
}

#[test]
fn every_form_that_a_shipped_script_names_is_there_and_asks_somebody_of_it() {
    for script in shipped::SCRIPTS {
        let read: crate::script::Script = serde_json::from_str(script.text).unwrap();
        for id in &read.evaluations {
            let form = form(id.as_str());
            let mut roles = read.roles.iter();
            let asks = roles.any(|role| form.who.contains(&role.kind));
            assert!(asks, "{id} asks nobody of {}", script.file);
        }
    }
}

/// What is said about a form with one thing changed.
fn told(from: &str, to: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("scripts/evaluations/family-after-three-months.json");
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    match read_evaluation(text.replacen(from, to, 1).as_bytes(), "mine.json") {
        Ok(read) => read.warnings.to_string(),
        Err(faults) => faults.to_string(),
    }
}

#[track_caller]
fn says(from: &str, to: &str, sentence: &str) {
    let told = told(from, to);
    assert!(told.contains(sentence), "{told}");
    assert!(told.contains("mine.json:"), "{told}");
}

#[test]
fn whoever_ran_the_meeting_is_not_asked_how_it_was_run() {
    says(
        r#"["family"]"#,
        r#"["family", "facilitator"]"#,
        "The facilitator ran the meeting, and is not asked how it was run.",
    );
    says(
        r#"["family"]"#,
        r#"["family", "family"]"#,
        "This kind of role stands here already.",
    );
    says(r#"["family"]"#, "[]", "who");
}

#[test]
fn children_are_better_asked_with_faces() {
    says(
        r#"["family"]"#,
        r#"["family", "child"]"#,
        "Children are asked with the same answers as everybody else.",
    );
}

#[test]
fn names_are_used_once_and_a_number_is_fed_once() {
    says(
        r#""id": "control""#,
        r#""id": "better""#,
        "There is already a statement named `better`.",
    );
    says(
        r#""id": "missing""#,
        r#""id": "changed""#,
        "There is already a question named `changed`.",
    );
    says(
        "family-decisions-in-their-hands",
        "family-situation-better",
        "Another statement feeds `family-situation-better` already.",
    );
}

#[test]
fn a_statement_is_no_question_and_has_nothing_to_fill_in() {
    says(
        "The help that was promised to us came.",
        "Did the help come?",
        "This asks, and can be neither agreed with nor answered by a face.",
    );
    says(
        "The help that was promised to us came.",
        "The help for {name} came.",
        "Nothing is filled into a form",
    );
    says(
        "The help that was promised to us came.",
        "The offender helped us.",
        "This says \"offender\" to people.",
    );
}

#[test]
fn an_answer_that_nobody_knows_and_a_newer_form_are_told_with_their_place() {
    says("yes_or_no", "yes_or_maybe", "yes_or_no");
    says(r#""percent": 90"#, r#""percent": 900"#, "percent");
    says(r#""format": 1"#, r#""format": 2"#, "newer version");
    says(r#""statements""#, r#""statments""#, "statements");
}
