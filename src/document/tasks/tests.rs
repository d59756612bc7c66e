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
