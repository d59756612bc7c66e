use unicode_width::UnicodeWidthStr;

use super::write as set;
use crate::case::Case;
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::paper::{Print, agreement};

fn write(case: &Case, practice: bool) -> Option<String> {
    Some(set(&agreement(case, practice, Print::Usual)?))
}

#[test]
fn a_conference_on_paper() {
    let world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    insta::assert_snapshot!(write(&world.case, false).unwrap());
}

#[test]
fn a_practised_family_plan_on_paper() {
    insta::assert_snapshot!(write(&family_closed().case, true).unwrap());
}

#[test]
fn hostile_names_do_no_harm_on_paper() {
    let long = "W".repeat(120);
    let world = conference_closed(["\u{1b}[31mJay\u{202e}", "=HYPERLINK(\"x\") شاہ", &long]);
    let text = write(&world.case, false).unwrap();
    assert!(
        text.chars().all(|c| c == '\n' || !c.is_control()),
        "{text:?}"
    );
    assert!(!text.contains('\u{202e}'));
    assert!(text.contains('\u{2067}') && text.contains('\u{2069}'));
    for line in text.lines() {
        assert!(line.width() <= 72, "{line}");
    }
    insta::assert_snapshot!(
        text.replace('\u{2066}', "<left to right>")
            .replace('\u{2067}', "<right to left>")
            .replace('\u{2069}', "</>")
    );
}

#[test]
fn a_paper_of_a_real_case_has_no_watermark() {
    let world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    assert!(!write(&world.case, false).unwrap().contains("PRACTICE"));
}

#[test]
fn words_that_a_child_does_not_want_read_out_are_on_no_paper() {
    let mut world = family_closed();
    world.case.child_words[0].read_out = false;
    assert!(!write(&world.case, false).unwrap().contains("my dog"));
}

#[test]
fn a_practice_paper_says_so_at_its_head_and_at_its_foot() {
    let text = write(&family_closed().case, true).unwrap();
    assert_eq!(text.matches("PRACTICE").count(), 2, "{text}");
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines[0].contains("PRACTICE"));
    assert!(lines[lines.len() - 1].contains("PRACTICE"));
}
