use chrono::NaiveTime;
use unicode_width::UnicodeWidthStr;

use super::{For, write};
use crate::script::Script;

fn conference() -> Script {
    let text = include_str!("../../../scripts/restorative-conference.json");
    serde_json::from_str(text).unwrap()
}

fn written(made_for: For) -> String {
    let script = conference();
    write(&script, &script.sessions[0], made_for)
}

#[test]
fn a_schedule_is_made_for_as_many_people_as_come() {
    for people in [3, 8, 15, 25] {
        let made_for = For {
            people: Some(people),
            begins: NaiveTime::from_hms_opt(14, 0, 0),
            ..For::default()
        };
        insta::assert_snapshot!(format!("schedule_{people}"), written(made_for));
    }
}

#[test]
fn large_print_is_half_as_wide() {
    let text = written(For {
        large: true,
        ..For::default()
    });
    assert!(text.lines().all(|line| line.width() <= 36), "{text}");
    insta::assert_snapshot!("schedule_large", text);
}

#[test]
fn nobody_sits_longer_than_the_script_wants_without_a_break() {
    let text = written(For {
        people: Some(25),
        ..For::default()
    });
    assert!(text.matches("A break").count() >= 2, "{text}");
}

#[test]
fn a_fictional_schedule_says_so() {
    let text = written(For {
        practice: true,
        ..For::default()
    });
    assert!(text.starts_with("PRACTICE"), "{text}");
}
