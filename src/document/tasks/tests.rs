use super::tasks;
use crate::case::{Command, FollowingCommand, ItemId, Progress};
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
        let said = FollowingCommand::SayProgress(ItemId(item), progress, None, None);
        world.run(Command::Following(said));
    }
    world.run(Command::ReopenAgreement("a new day".to_owned()));
    let mut draft = world.case.item(ItemId(1)).unwrap().draft().unwrap().clone();
    draft.text = "Jay mends the back gate".to_owned();
    world.close_with(ItemId(1), draft);
    let plan = plan_of(&world.case, false).unwrap();
    let tasks = tasks(&world.case, &plan);
    assert_eq!((tasks[0].status, &tasks[0].end), ("pending", &None));
    assert_eq!(tasks[1].status, "completed");
    assert!(tasks[1].end.as_ref() >= Some(&tasks[1].entry));
}
