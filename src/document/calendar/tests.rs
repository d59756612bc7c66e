use super::{Naming, write};
use crate::document::fixtures::conference_closed;
use crate::document::plan::plan_of;

fn calendar(naming: Naming, practice: bool) -> String {
    let case = conference_closed(["Jay", "Mrs Shah", "Dee"]).case;
    let calendar = write(&plan_of(&case, practice).unwrap(), naming);
    assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
    // A line that is too long goes on behind a space.
    calendar.replace("\r\n ", "")
}

#[test]
fn what_is_due_stands_on_its_day_without_a_name_or_a_word() {
    let calendar = calendar(Naming::Without, false);
    for (day, next) in [("20260316", "20260317"), ("20260420", "20260421")] {
        for line in [
            format!("DTSTART;VALUE=DATE:{day}"),
            format!("DTEND;VALUE=DATE:{next}"),
        ] {
            assert!(calendar.contains(&line), "{line} in {calendar}");
        }
    }
    assert!(
        calendar.contains("SUMMARY:RC-0412: item 1 is due"),
        "{calendar}"
    );
    for word in ["Jay", "Shah", "gate"] {
        assert!(!calendar.contains(word), "{calendar}");
    }
}

#[test]
fn names_and_words_stand_in_it_where_they_are_asked_for() {
    let calendar = calendar(Naming::WithNames, false);
    assert!(calendar.contains("Jay mends the side gate"), "{calendar}");
}

#[test]
fn entries_of_a_practice_case_say_so() {
    let calendar = calendar(Naming::Without, true);
    let mut summaries = calendar.lines().filter(|line| line.starts_with("SUMMARY:"));
    assert!(
        summaries.all(|line| line.starts_with("SUMMARY:PRACTICE ")),
        "{calendar}"
    );
}

#[test]
fn the_same_plan_gives_the_same_entries_again() {
    let once = calendar(Naming::Without, false);
    assert_eq!(once, calendar(Naming::Without, false));
}

#[test]
fn another_reader_finds_every_entry_with_its_day_and_its_words() {
    let mut case = conference_closed(["Jay", "Mrs Shah, \"=1\"; Dee", "Dee"]).case;
    case.reference = "RC-0412".to_owned();
    let plan = plan_of(&case, false).unwrap();
    let written = write(&plan, Naming::WithNames);
    let mut calendars = ical::IcalParser::new(written.as_bytes());
    let read = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none());
    let due = plan.items.iter().filter(|item| item.due.is_some()).count();
    let days = due + usize::from(plan.review.is_some()) + plan.follow_ups.len();
    assert_eq!(read.events.len(), days);
    let value = |event: &ical::parser::ical::component::IcalEvent, name: &str| {
        let found = event.properties.iter().find(|one| one.name == name);
        found.and_then(|one| one.value.clone()).unwrap_or_default()
    };
    for event in &read.events {
        assert_eq!(value(event, "DTSTART").len(), 8);
        assert!(value(event, "DTEND") > value(event, "DTSTART"));
        assert!(value(event, "UID").ends_with("@talking-piece"));
    }
    let summary = value(&read.events[0], "SUMMARY");
    assert!(summary.contains("Jay mends the side gate"), "{summary}");
}

#[test]
fn a_calendar_with_names() {
    insta::assert_snapshot!(calendar(Naming::WithNames, false));
}
