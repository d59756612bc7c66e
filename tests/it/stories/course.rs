//! The course of a case: a meeting entered afterwards, a next meeting, another process.

use talking_piece::case::SessionStatus;
use talking_piece::document::timeline::{self, EntryKind};
use talking_piece::store::Kind;

use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";

/// A fictional family meeting, entered from paper: it began at five past nine.
fn entered_later() -> Story {
    let mut story = Story::at_home();
    story.practise("Grandmother's house").sees("Nani Usha");
    story.press("t").sees("When did it begin?");
    story.words("11:30").press("enter").sees("has not come yet");
    story.press("ctrl-u");
    story.words("9:05").sees("Monday 2 March 2026, 09:05");
    story.press("enter").sees("Held 2 Mar 09:05");
    story
}

#[test]
fn a_meeting_held_before_is_entered_with_typed_times() {
    let mut story = entered_later();
    story.press("ctrl-t").sees("When was it?");
    story.words("9:20").press("enter").sees("09:20");
    story.press("k");
    let case = story.saved(Kind::Practice, REFERENCE);
    let typed = |at: &str| chrono::DateTime::parse_from_rfc3339(at).unwrap();
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.started.wall, typed("2026-03-02T09:05:00+00:00"));
    assert_eq!(case.marks[0].at.wall, typed("2026-03-02T09:20:00+00:00"));
    assert_eq!(case.elapsed, 15 * 60_000);
    let told = timeline::timeline(&case, true);
    let mut marks = told.iter().filter(|entry| entry.kind == EntryKind::Mark);
    let mark = marks.next().expect("the mark");
    assert_eq!(mark.at, typed("2026-03-02T09:20:00+00:00"));
    assert!(mark.entered.is_some(), "it says that it was entered later");
}

#[test]
fn the_next_meeting_begins_from_what_the_last_one_left_and_by_another_process() {
    let mut story = entered_later();
    end_early(&mut story);
    story.press("m").sees("PR-0001 · People").sees("Maya");
    story.press("p").sees("Go on with which process?");
    story
        .press("enter")
        .sees("Go on as: Restorative conference?")
        .sees("Without a role")
        .press("y")
        .sees("The case goes on as: Restorative conference.");
    let mut story = story.again("2026-03-09T10:00:00+00:00");
    story
        .press("3")
        .sees("PR-0001")
        .press("enter")
        .sees("Family group conference 1");
    story.press("m").sees("PR-0001 · People");
    story.press("b").sees("Still to be added:").press("y");
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    assert_eq!(
        (session.number, session.status),
        (2, SessionStatus::Running)
    );
    assert_eq!(session.kind.as_str(), "conference");
    assert_eq!(case.earlier_sessions[0].kind.as_str(), "family-conference");
}

/// Leaves by the way that ends a meeting early, and goes past what is asked then.
fn end_early(story: &mut Story) {
    story.press("ctrl-q down down enter");
    story.press("5 enter").sees("End the meeting: ended early?");
    story.press("y").sees("is over");
}
