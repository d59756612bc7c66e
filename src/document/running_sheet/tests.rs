use unicode_width::UnicodeWidthStr;

use super::*;
use crate::document::page::COLUMNS;
use crate::document::script_page::show;

fn scripts() -> Vec<Script> {
    let texts = [
        include_str!("../../../tests/it/point_scripts/01-room-and-recording.json"),
        include_str!("../../../tests/it/point_scripts/05-ways-out.json"),
        include_str!("../../../tests/it/point_scripts/08-agreement-styles.json"),
        include_str!("../../../tests/it/point_scripts/12-service-wording.json"),
        include_str!("../../../tests/it/point_scripts/15-review-and-follow-up.json"),
        include_str!("../../../tests/it/point_scripts/16-preparation.json"),
    ];
    texts
        .into_iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

fn assert_fits(text: &str) {
    for line in text.lines() {
        assert!(line.width() <= COLUMNS, "{line}");
        assert_eq!(line, line.trim_end());
    }
}

#[test]
fn every_page_fits_80_columns() {
    for script in scripts() {
        assert_fits(&show(&script));
        for session in &script.sessions {
            assert_fits(&print(&script, &session.id));
        }
    }
}

#[test]
fn a_sheet_has_room_for_names_times_answers_and_signatures() {
    let script = &scripts()[4];
    let sheet = print(script, &script.sessions[0].id);
    for expected in [
        "Began __:__  Ended __:__",
        "What exactly will be done?",
        "( ) No agreement wanted",
        "Signed, or said yes aloud:",
        "(about 12 weeks from now)",
    ] {
        assert!(sheet.contains(expected), "{expected} is missing:\n{sheet}");
    }
}

#[test]
fn a_sheet_of_a_session_without_an_agreement_has_no_lines_for_one() {
    let mut script = scripts().remove(4);
    for stage in &mut script.sessions[0].stages {
        stage.prompts.retain(|prompt| prompt.record.is_none());
    }
    let sheet = print(&script, &script.sessions[0].id);
    assert!(!sheet.contains("What exactly will be done?"), "{sheet}");
    assert!(!sheet.contains("Signed"), "{sheet}");
    assert!(!sheet.contains(&script.agreement.title), "{sheet}");
    assert!(
        sheet.contains("Meeting began __:__  ended __:__"),
        "{sheet}"
    );
}

#[test]
fn one_is_not_several() {
    let mut script = scripts().remove(4);
    script.sessions[0].stages[0].minutes.typical = 1;
    if let Some(review) = &mut script.agreement.review {
        review.after_weeks = 1;
    }
    let sheet = print(&script, &script.sessions[0].id);
    for expected in ["Usually 1 minute.", "(about 1 week from now)"] {
        assert!(sheet.contains(expected), "{expected}:\n{sheet}");
    }
    assert!(show(&script).contains("Usually 1 minute ("));
}

#[test]
fn private_time_leaves_no_room_for_words() {
    let script = &scripts()[0];
    let sheet = print(script, &script.sessions[0].id);
    let private = sheet.split("Write nothing else down.").nth(1).unwrap();
    let private = private.split("\n5. ").next().unwrap();
    assert!(!private.contains("____"), "{private}");
}

#[test]
fn a_service_s_own_wording_is_filled_in() {
    let script = &scripts()[3];
    let page = show(script);
    assert!(
        page.contains("\"I work for our service. Nobody has to be here.\""),
        "{page}"
    );
    assert!(!page.contains('{'));
}

#[test]
fn a_running_sheet_as_text() {
    let script = &scripts()[4];
    insta::assert_snapshot!(print(script, &script.sessions[0].id));
}

#[test]
fn a_blank_agreement_in_large_print() {
    let script = &scripts()[4];
    let wording = Wording {
        print: Print::Large,
        language: None,
    };
    let sheet = blank_agreement(script, &script.sessions[0].id, wording).unwrap();
    let text = text::write(&sheet);
    assert!(text.lines().all(|line| line.width() <= 36), "{text}");
    insta::assert_snapshot!(text);
}
