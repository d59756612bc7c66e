use unicode_width::UnicodeWidthStr;

use super::{circle, write};
use crate::case::{Attendance, Command, PreparingCommand};
use crate::document::fixtures::{World, conference};

const NAMES: [&str; 25] = [
    "Kofi",
    "Mrs Shah",
    "Arjun",
    "Grace",
    "Bartholomew",
    "Siân",
    "Ola",
    "Tom",
    "Ann",
    "Jay",
    "Dee",
    "Maximiliane",
    "Oluwaseun",
    "Rose",
    "Joe",
    "Ada",
    "Mei",
    "Pat",
    "Lena",
    "Sam",
    "Ines",
    "Yusuf",
    "Nora",
    "Eli",
    "Zofia",
];

fn drawn(people: usize, columns: usize, rows: usize) -> String {
    let names: Vec<String> = NAMES[..people]
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    circle(&names, columns, rows).join("\n")
}

#[test]
fn a_circle_of_any_usual_size_is_drawn_for_both_screens() {
    for people in [3, 8, 15, 25] {
        insta::assert_snapshot!(format!("seats_{people}_narrow"), drawn(people, 50, 18));
        insta::assert_snapshot!(format!("seats_{people}_wide"), drawn(people, 88, 34));
    }
}

#[test]
fn nobody_is_left_out_and_no_line_is_too_wide() {
    for people in 1..=25 {
        for columns in [30, 44, 72] {
            let text = drawn(people, columns, 18);
            for seat in 1..=people {
                let seat = format!("{seat} ");
                assert!(text.contains(&seat), "{people} in {columns}: {text}");
            }
            assert!(text.lines().all(|line| line.width() <= columns), "{text}");
            assert!(text.contains("[ door ]"), "{text}");
        }
    }
}

/// A circle of so many people, with an observer and somebody by video.
fn seated(people: usize) -> World {
    let mut script = conference();
    script["roles"].as_array_mut().unwrap().push(serde_json::json!(
        { "id": "observer", "kind": "observer", "name": "observer", "plural": "observers", "speaks": false }
    ));
    let mut world = World::new(script);
    let harmed = world.add(NAMES[1], "harmed", None);
    let responsible = world.add(NAMES[2], "responsible", None);
    world.add(NAMES[0], "facilitator", None);
    for (place, name) in NAMES[3..people].iter().enumerate() {
        let beside = if place % 2 == 0 { harmed } else { responsible };
        world.add(name, "supporter", Some(beside));
    }
    world.add("Wren", "observer", None);
    let far = world.add("Ulla", "supporter", None);
    let mut details = world.case.person(far).unwrap().details.clone();
    details.attends = Attendance::Video;
    world.run(Command::ChangePerson(far, details));
    world
}

#[test]
fn on_paper_every_seat_has_its_name_in_full() {
    for people in [3, 8, 15, 25] {
        let world = seated(people);
        insta::assert_snapshot!(format!("seats_{people}_paper"), write(&world.case, false));
    }
}

#[test]
fn each_side_sits_beside_its_supporters_with_the_facilitator_between() {
    let world = seated(8);
    let case = &world.case;
    let names: Vec<String> = case
        .seating()
        .circle
        .iter()
        .map(|id| case.name(*id))
        .collect();
    let expected = [
        "Kofi",
        "Mrs Shah",
        "Grace",
        "Siân",
        "Tom",
        "Ola",
        "Bartholomew",
        "Arjun",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_chosen_order_stands_and_newcomers_sit_after_it() {
    let mut world = seated(5);
    let mut circle = world.case.seating().circle;
    circle.swap(0, 1);
    world.run(Command::Prepare(PreparingCommand::Seat(circle.clone())));
    assert_eq!(world.case.seating().circle, circle);
    let late = world.add("Late", "supporter", None);
    circle.push(late);
    assert_eq!(world.case.seating().circle, circle);
}
