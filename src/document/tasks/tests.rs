use chrono::{DateTime, FixedOffset, NaiveDate};

use super::tasks;
use crate::case::{Command, FollowingCommand, ItemId, PersonId, Progress};
use crate::document::fixtures::conference_closed;
use crate::document::plan::plan_of;

#[test]
fn an_agreement_as_tasks_of_which_one_is_done() {
    let mut world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    world.run(Command::Following(FollowingCommand::SayProgress(
        ItemId(1),
        Progress::Done,
        None,
        None,
    )));
    let plan = plan_of(&world.case, true).unwrap();
    let written = serde_json::to_string_pretty(&tasks(&world.case, &plan)).unwrap();
    insta::assert_snapshot!(written);
}

#[test]
fn a_task_that_was_worded_anew_is_to_be_done_and_none_ends_before_it_began() {
    let mut world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    for (item, progress) in [(1, Progress::Changed), (2, Progress::Done)] {
        let by = progress.is_by_agreement().then_some(PersonId(1));
        let said = FollowingCommand::SayProgress(ItemId(item), progress, by, None);
        world.run(Command::Following(said));
    }
    world.close_anew(ItemId(1), |draft| {
        draft.text = "Jay mends the back gate".to_owned();
    });
    let plan = plan_of(&world.case, false).unwrap();
    let tasks = tasks(&world.case, &plan);
    assert_eq!((tasks[0].status, &tasks[0].end), ("pending", &None));
    assert_eq!(tasks[1].status, "completed");
    assert!(tasks[1].end.as_ref() >= Some(&tasks[1].entry));
}

#[test]
fn what_was_changed_by_agreement_is_not_done_and_says_so() {
    let mut world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    for (item, progress) in [(1, Progress::Changed), (2, Progress::Dropped)] {
        let by = progress.is_by_agreement().then_some(PersonId(1));
        let said = FollowingCommand::SayProgress(ItemId(item), progress, by, None);
        world.run(Command::Following(said));
    }
    let plan = plan_of(&world.case, false).unwrap();
    let tasks = tasks(&world.case, &plan);
    let last = |task: &super::Task| task.annotations.last().unwrap().description.clone();
    assert_eq!(tasks[0].status, "deleted");
    assert_eq!(tasks[0].tags, ["changed"]);
    assert_eq!(last(&tasks[0]), "Changed by agreement");
    assert_eq!(tasks[1].status, "deleted");
    assert!(tasks[1].tags.is_empty());
    assert_eq!(last(&tasks[1]), "Let go by agreement");
}

#[test]
fn a_task_is_due_on_its_day_where_the_meeting_was_held_and_where_clocks_are_changed_between() {
    let case = conference_closed(["Jay", "Mrs Shah", "Dee"]).case;
    let mut plan = plan_of(&case, false).unwrap();
    let on = plan.items[0].due.as_ref().unwrap().on;
    for hours in [-10, -5, 0, 1, 5, 12, 13] {
        let there = FixedOffset::east_opt(hours * 3_600).unwrap();
        plan.session.started = plan.session.started.with_timezone(&there);
        let due = tasks(&case, &plan)[0].due.clone().unwrap();
        let due = DateTime::parse_from_str(&due.replace('Z', "+0000"), "%Y%m%dT%H%M%S%z");
        for summer in [-1, 0, 1] {
            let shown = FixedOffset::east_opt((hours + summer) * 3_600).unwrap();
            let day: NaiveDate = due.unwrap().with_timezone(&shown).date_naive();
            assert_eq!(day, on, "{hours} {summer}");
        }
    }
}

#[test]
fn a_name_from_right_to_left_is_the_name_for_another_program() {
    let mut world = conference_closed(["نادیہ خان", "Mrs Shah", "Dee"]);
    world.close_anew(ItemId(1), |draft| {
        draft.text = "نادیہ خان pays".to_owned();
    });
    let plan = plan_of(&world.case, false).unwrap();
    let task = &tasks(&world.case, &plan)[0];
    assert_eq!(task.description, "نادیہ خان pays");
    assert_eq!(task.annotations[0].description, "Who: نادیہ خان");
}
