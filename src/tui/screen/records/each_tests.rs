//! A day on which each person is spoken to.

use std::sync::Arc;

use crate::case::{Command, FollowingCommand, PersonId};
use crate::script::{FollowUp, Outcome, RecordKind, RoleId};
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::{World, script};

/// Both sides are to be rung two days after a meeting of Rose, Tom and Ann.
fn both_sides() -> World {
    let mut with_day = (*script()).clone();
    with_day.follow_ups = vec![FollowUp {
        after_days: 2,
        what: "Ring both sides.".to_owned(),
        each_time: false,
        unless_held: Vec::new(),
        each: ["harmed", "responsible"].map(RoleId::new).into(),
    }];
    World::conference_from(Arc::new(with_day))
        .execute(Command::EndSession(Outcome::NotReached))
        .wait(3 * 24 * 3_600_000)
        .open(ScreenRequest::Record(RecordKind::Progress))
}

#[test]
fn one_person_who_was_spoken_to_leaves_the_day_open_for_the_other() {
    let mut world = both_sides();
    let picture = world.screen(120, 40);
    assert!(
        picture.contains("with each of these: Rose and Tom"),
        "{picture}"
    );
    let mut world = world.press("enter");
    let picture = world.screen(120, 40);
    assert!(picture.contains("once each was spoken to"), "{picture}");
    // It stands on the first who is left, not on everybody.
    let mut world = world.press("enter enter enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.following.made[&(1, 1)][0].person, Some(PersonId(1)));
    let picture = world.screen(120, 40);
    assert!(picture.contains("1 left"), "{picture}");
    assert!(picture.contains("Still to be spoken to: Tom"), "{picture}");
    let mut world = world.press("enter enter enter enter");
    let picture = world.screen(120, 40);
    assert!(picture.contains("got in touch: 2 people"), "{picture}");
}

#[test]
fn nothing_is_overdue_in_a_case_that_is_closed() {
    let mut world = both_sides();
    let picture = world.screen(80, 24);
    assert!(picture.contains("1 day overdue"), "{picture}");
    let close = FollowingCommand::CloseCase(Some("They moved away.".to_owned()));
    let mut world = world.execute(Command::Following(close));
    let picture = world.screen(80, 24);
    assert!(!picture.contains("overdue"), "{picture}");
    assert!(picture.contains("not done"), "{picture}");
}
