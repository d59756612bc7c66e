use super::fidelity;
use crate::case::{Command, SkipReason};
use crate::document::fixtures::{World, conference, conference_closed};
use crate::document::form::text;
use crate::document::paper::Print;
use crate::script::SessionKindId;

fn sheet(world: &World) -> String {
    text::write(&fidelity(&world.case, false, Print::Usual).unwrap())
}

#[test]
fn the_sheet_tells_musts_order_and_stages_of_a_meeting() {
    let world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    insta::assert_snapshot!(sheet(&world));
}

#[test]
fn it_names_nobody_and_holds_no_word_of_anybody() {
    let sheet = sheet(&conference_closed(["Jaycanary", "Shahcanary", "Deecanary"]));
    for word in ["canary", "SECRET", "gate"] {
        assert!(!sheet.contains(word), "{word}:\n{sheet}");
    }
}

#[test]
fn before_a_meeting_there_is_none() {
    let world = World::new(conference());
    assert_eq!(fidelity(&world.case, false, Print::Usual), None);
}

#[test]
fn a_must_that_was_left_out_stands_with_its_reason_and_one_nobody_came_to_stands_too() {
    let mut script = conference();
    for stage in script["sessions"][0]["stages"].as_array_mut().unwrap() {
        for prompt in stage["prompts"].as_array_mut().unwrap() {
            prompt["weight"] = "must".into();
        }
    }
    let mut world = World::new(script);
    for (name, role) in [("Jay", "responsible"), ("Mrs Shah", "harmed")] {
        let person = world.add(name, role, None);
        world.arrive(person);
    }
    world.run(Command::StartSession(SessionKindId::new("conference")));
    world.run(Command::Skip(SkipReason::NoTime));
    let sheet = sheet(&world);
    assert!(sheet.contains("left out, for want of time."), "{sheet}");
    assert!(sheet.contains("not come to"), "{sheet}");
    assert!(sheet.contains("It is not over."), "{sheet}");
}

#[test]
fn of_two_stages_of_one_title_the_one_that_was_not_held_is_left_out() {
    let mut script = conference();
    let stages = script["sessions"][0]["stages"].as_array_mut().unwrap();
    let mut with_helper = stages[1].clone();
    with_helper["id"] = "with-a-helper".into();
    for prompt in with_helper["prompts"].as_array_mut().unwrap() {
        prompt["to"] = "supporter".into();
    }
    stages.insert(2, with_helper);
    let mut world = World::new(script);
    for (name, role) in [("Jay", "responsible"), ("Mrs Shah", "harmed")] {
        let person = world.add(name, role, None);
        world.arrive(person);
    }
    world.run(Command::StartSession(SessionKindId::new("conference")));
    world.run(Command::GoOn).run(Command::GoOn);
    let sheet = sheet(&world);
    assert_eq!(sheet.matches("“What happened”:").count(), 1, "{sheet}");
    assert!(!sheet.contains("not held"), "{sheet}");
}
