use proptest::prelude::*;

use super::{TRIGGERS, audit, items, safe};
use crate::case::{Amount, Command, FollowingCommand, ItemId, PersonId, Progress};
use crate::document::fixtures::conference_closed;
use crate::document::plan::plan_of;

fn read(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.as_bytes());
    let rows = reader.records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_table_of_items_says_what_became_of_each() {
    let mut world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    world.run(Command::Following(FollowingCommand::SayProgress(
        ItemId(1),
        Progress::Partly,
        None,
        None,
    )));
    let plan = plan_of(&world.case, false).unwrap();
    insta::assert_snapshot!(items(&world.case, &plan));
}

#[test]
fn every_row_has_a_cell_for_each_heading_and_a_day_to_get_in_touch_says_whether_somebody_did() {
    let mut world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    let day = &world.case.follow_ups()[0];
    let command = FollowingCommand::MakeFollowUp {
        session: day.session,
        place: day.place,
        person: Some(PersonId(2)),
        on: "2026-03-02".parse().unwrap(),
        words: "MADECANARY".to_owned(),
    };
    world.run(Command::Following(command));
    let plan = plan_of(&world.case, false).unwrap();
    let rows = read(&items(&world.case, &plan));
    assert!(
        rows.iter().all(|row| row.len() == rows[0].len()),
        "{rows:?}"
    );
    let row = rows.iter().find(|row| row[3] == "follow-up").unwrap();
    assert_eq!(row[7], "Mrs Shah");
    assert_eq!(row[9], "got in touch");
    assert_eq!(row[10], "2026-03-02");
    assert!(!items(&world.case, &plan).contains("MADECANARY"));
}

#[test]
fn e09_names_that_look_like_formulas_are_names_and_only_a_table_marks_them() {
    let case = conference_closed(["=HYPERLINK(\"http://x\")", "@SUM(1)", "  +1"]).case;
    let plan = plan_of(&case, true).unwrap();
    let names: Vec<&str> = plan.people.iter().map(|one| one.called.as_str()).collect();
    assert!(names.contains(&"=HYPERLINK(\"http://x\")"), "{names:?}");
    for row in read(&items(&case, &plan)) {
        for cell in row {
            assert!(!cell.trim_start().starts_with(TRIGGERS), "{cell}");
        }
    }
}

#[test]
fn a_name_from_right_to_left_is_the_name_for_another_program() {
    let mut world = conference_closed(["نادیہ خان", "Mrs Shah", "Dee"]);
    world.close_anew(ItemId(1), |draft| {
        draft.text = "نادیہ خان pays 20 pounds".to_owned();
    });
    let plan = plan_of(&world.case, false).unwrap();
    let rows = read(&items(&world.case, &plan));
    assert_eq!(rows[1][6], "نادیہ خان pays 20 pounds");
    assert_eq!(rows[1][7], "نادیہ خان");
}

#[test]
fn an_audit_log_holds_no_name_and_no_word() {
    let case = conference_closed(["Jaycanary", "Shahcanary", "Deecanary"]).case;
    let log = audit(&case, true);
    assert!(!log.contains("canary") && !log.contains("gate"), "{log}");
    assert_eq!(read(&log).len(), case.history.len() + 1);
}

#[test]
fn an_audit_log_of_a_conference() {
    let case = conference_closed(["Jay", "Mrs Shah", "Dee"]).case;
    insta::assert_snapshot!(audit(&case, false));
}

proptest! {
    #[test]
    fn j04_a_cell_that_is_read_again_never_begins_a_formula(cell in "[ \"'=+@|a\t\r\n\\x00-]{0,8}") {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record([safe(&cell)]).unwrap();
        let written = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        for row in read(&written) {
            let again = row[0].trim_start_matches([' ', '"']);
            prop_assert!(!again.starts_with(TRIGGERS), "{again:?}");
        }
    }
}

#[test]
fn what_was_paid_stands_beside_what_was_agreed() {
    let mut world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    world.close_anew(ItemId(1), |draft| {
        draft.amount = Some("120".to_owned());
    });
    let today = world.case.last_event.unwrap().wall.date_naive();
    let give = FollowingCommand::Give(ItemId(1), Amount(2_500), today, None);
    world.run(Command::Following(give));
    let plan = plan_of(&world.case, false).unwrap();
    let table = items(&world.case, &plan);
    let mut lines = table.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with(",given_so_far,of,counted_in")
    );
    assert!(lines.next().unwrap().ends_with(",25,120,money"), "{table}");
}
