//! A conversation between colleagues: work calls in the middle of it, it goes on another day at
//! the same question, and nothing is written down but the next step.

use talking_piece::case::{Counted, PersonId, SessionStatus};
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, saved_plan};
use crate::support::story::Story;

const STEP: &str = "We write it on the board by the door, not on the fridge";

#[test]
fn two_colleagues_stop_when_work_calls_and_go_on_another_day_to_one_next_step() {
    let mut story = Story::at_home();
    work_calls(&mut story);
    let mut story = story.again("2026-03-05T14:00:00+00:00");
    they_go_on_where_they_stopped(&mut story);
    one_next_step(&mut story);
    what_was_saved(&mut story);
    let mut story = story.again("2026-03-19T14:00:00+00:00");
    story
        .press("3 enter")
        .sees("Held in 2 sittings.")
        .sees("Agreement, Thursday 5 March 2026")
        .press("tab")
        .sees(STEP);
}

/// The five questions are answered by both, and no note is taken of any.
fn work_calls(story: &mut Story) {
    story
        .practise("Monday's handover")
        .sees("Bhavesh")
        .press("b");
    story.walk_to_check("Each of them is free to say no");
    story.walk_to("as you saw it?").sees("S o l v e i g");
    story.press("n").sees("No note here").press("esc");
    story.press("space").sees("B h a v e s h");
    story
        .walk_to("Where does that leave us?")
        .press("space")
        .select("Go on another day")
        .press("enter")
        .sees("On which day?");
    story.press("enter").sees("PR-0001 · People");
}

/// It goes on at the same cue. That it went on another day is no answer to it: they are asked.
fn they_go_on_where_they_stopped(story: &mut Story) {
    story.press("2").sees("another day").press("enter");
    story.press("y y home w enter down w enter");
    story
        .misses("To be asked in private")
        .press("b")
        .sees("Where does that leave us?");
    story
        .press("space")
        .sees("Chosen the last time: Go on another day")
        .press("1 enter");
    story.sees("The next step, in one line");
}

fn one_next_step(story: &mut Story) {
    story.press("tab a").words(STEP);
    story.press("enter enter 1 2 enter");
    story
        .words("in two weeks")
        .press("ctrl-s")
        .sees("By: Thursday 19 March 2026");
    // One of them is not there yet, and what he says first is not kept once he is.
    story.press("enter y n").sees("not agreed yet").press("y");
    story.misses("not agreed yet").press("esc r y y enter");
    story.sees("Everything was read back.").press("esc esc");
    story.walk_to("When do we talk again?").press("tab");
    story.words("in two weeks").press("ctrl-s");
    story.walk_to("How did it end?").press("space 1 enter");
    story.sees("There is no closed agreement.").press("x y");
    story.sees("closed: version 1").press("v down v");
    story.press("e 2 enter y").sees("The conversation is over.");
    story
        .press("enter enter")
        .sees("Ask each other how it is going")
        .press("enter");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    assert_eq!((session.status, session.sitting), (SessionStatus::Ended, 2));
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(session.counts(false), Counted::Yes);
    assert!(case.marks.is_empty(), "nothing is written but the step");
    let plan = saved_plan(story);
    assert_eq!(plan.session.sittings, 2);
    assert_eq!(plan.items.len(), 1);
    assert_eq!(plan.items[0].text, STEP);
    let both = [PersonId(1), PersonId(2)];
    assert!(plan.items[0].consent.keys().eq(both.iter()));
    assert!(plan.not_agreed.is_empty());
    assert_eq!(plan.signatures.len(), 2);
}
