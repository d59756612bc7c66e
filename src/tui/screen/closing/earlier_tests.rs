//! What was marked in an earlier meeting of the case.

use crate::case::{Command, MarkKind, PersonId};
use crate::script::{Outcome, SessionKindId};
use crate::tui::effect::{OverlayRequest, ScreenRequest};
use crate::tui::testing::World;

/// A question to Tom in November, and another meeting of the case in February.
fn another_meeting() -> World {
    let marked = Command::Mark {
        kind: MarkKind::Question,
        person: Some(PersonId(2)),
        text: None,
    };
    let kind = SessionKindId::new("conference");
    World::conference()
        .execute(marked)
        .execute(Command::EndSession(Outcome::NotReached))
        .wait(90 * 24 * 3_600_000)
        .execute(Command::StartSession(kind))
}

#[test]
fn a_question_of_an_earlier_meeting_is_told_with_its_day() {
    let told = "at 14:00 on 23 November 2026, with Tom";
    let mut world = another_meeting().open(ScreenRequest::Closing);
    let picture = world.screen(120, 40);
    assert!(picture.contains(told), "{picture}");
    let mut world = another_meeting().push(OverlayRequest::Ending);
    let picture = world.screen(120, 40);
    assert!(picture.contains(told), "{picture}");
    let ended = Command::EndSession(Outcome::NotReached);
    let mut world = another_meeting().execute(ended).open(ScreenRequest::Done);
    let mut told_again = false;
    for _ in 0..8 {
        told_again |= world.screen(120, 40).contains("14:00 on 23 November 2026");
        world = world.press("enter");
    }
    assert!(told_again, "{}", world.screen(120, 40));
}

#[test]
fn the_room_counts_and_names_what_was_marked_in_its_own_meeting() {
    let mut world = another_meeting();
    let picture = world.screen(120, 40);
    assert!(picture.contains("Questions 0"), "{picture}");
    assert!(!picture.contains("last: question"), "{picture}");
    let mut world = world.press("k");
    let picture = world.screen(120, 40);
    assert!(picture.contains("Points 1"), "{picture}");
    assert!(picture.contains("last: key point"), "{picture}");
}
