use chrono::NaiveTime;
use unicode_width::UnicodeWidthStr;

use super::{For, write};
use crate::document::paper::Print;
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
fn every_step_has_its_own_time_and_together_they_make_the_whole() {
    for (file, text) in crate::script_file::shipped_files() {
        let Ok(script) = serde_json::from_str::<Script>(text) else {
            continue;
        };
        for session in &script.sessions {
            let text = write(&script, session, For::default());
            let times = text.lines().filter_map(|line| line.split(' ').next());
            let is_time = |time: &&str| {
                time.contains(':') && time.bytes().all(|one| one.is_ascii_digit() || one == b':')
            };
            let times: Vec<&str> = times.filter(is_time).collect();
            let mut apart = times.clone();
            apart.dedup();
            assert_eq!(times, apart, "{file}: {text}");
            let bars: usize = text.lines().map(|line| line.matches('=').count()).sum();
            let (hours, minutes) = times.last().unwrap().trim().split_once(':').unwrap();
            let end = hours.parse::<usize>().unwrap() * 60 + minutes.parse::<usize>().unwrap();
            // One of them stands in the line that says what it means.
            assert_eq!((bars - 1) * 5, end, "{file}: {text}");
        }
    }
}

#[test]
fn a_break_of_the_script_is_the_only_one_around_it() {
    let text = include_str!("../../../scripts/making-amends.json");
    let script: Script = serde_json::from_str(text).unwrap();
    let text = write(&script, &script.sessions[0], For::default());
    assert!(text.contains(" Break\n"), "{text}");
    assert!(!text.contains("A break"), "{text}");
}

#[test]
fn large_print_is_half_as_wide() {
    let text = written(For {
        print: Print::Large,
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
