use super::{Naming, write};
use crate::case::{Command, FollowingCommand, ItemId, Progress};
use crate::document::fixtures::{World, conference_begun, conference_closed};
use crate::script::Outcome;

/// The agreement of a conference that is over.
fn closed_and_over(names: [&str; 3]) -> World {
    let mut world = conference_closed(names);
    if world.case.running().is_ok() {
        world.run(Command::EndSession(Outcome::Agreement));
    }
    world
}

fn calendar(naming: Naming, practice: bool) -> String {
    let case = closed_and_over(["Jay", "Mrs Shah", "Dee"]).case;
    let calendar = write(&case, practice, naming);
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
    let mut case = closed_and_over(["Jay", "Mrs Shah, \"=1\"; Dee", "Dee"]).case;
    case.reference = "RC-0412".to_owned();
    let written = write(&case, false, Naming::WithNames);
    let mut calendars = ical::IcalParser::new(written.as_bytes());
    let read = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none());
    assert_eq!(read.events.len(), case.due().len());
    assert!(read.events.len() > 1);
    let value = |event: &ical::parser::ical::component::IcalEvent, name: &str| {
        let found = event.properties.iter().find(|one| one.name == name);
        found.and_then(|one| one.value.clone()).unwrap_or_default()
    };
    for event in &read.events {
        assert_eq!(value(event, "DTSTART").len(), 8);
        assert!(value(event, "DTEND") > value(event, "DTSTART"));
        assert!(value(event, "UID").ends_with("@talking-piece"));
    }
    let mut summaries = read.events.iter().map(|event| value(event, "SUMMARY"));
    assert!(summaries.any(|summary| summary.contains("Jay mends the side gate")));
}

#[test]
fn what_is_not_due_any_more_stands_in_no_calendar_either() {
    let mut world = closed_and_over(["Jay", "Mrs Shah", "Dee"]);
    let before = world.case.due().len();
    let done = FollowingCommand::SayProgress(ItemId(1), Progress::Done, None, None);
    world.run(Command::Following(done));
    let calendar = write(&world.case, false, Naming::Without);
    assert!(!calendar.contains("item 1 is due"), "{calendar}");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), before - 1);
    let close = FollowingCommand::CloseCase(Some("enough".to_owned()));
    world.run(Command::Following(close));
    let calendar = write(&world.case, false, Naming::Without);
    assert!(!calendar.contains("BEGIN:VEVENT"), "{calendar}");
}

#[test]
fn days_to_get_in_touch_stand_in_it_where_nothing_was_agreed_too() {
    let mut world = conference_begun(["Jay", "Mrs Shah", "Dee"]);
    world.run(Command::EndSession(Outcome::EndedEarly));
    assert!(!world.case.due().is_empty());
    let calendar = write(&world.case, false, Naming::Without);
    let entries = calendar.matches("BEGIN:VEVENT").count();
    assert_eq!(entries, world.case.due().len());
}

#[test]
fn a_calendar_with_names() {
    insta::assert_snapshot!(calendar(Naming::WithNames, false));
}
