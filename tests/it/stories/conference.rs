//! A restorative conference from the first arrival to the saved plan.

use talking_piece::case::{Event, MarkKind, PauseKind, SessionStatus};
use talking_piece::document::plan::Plan;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use crate::support::files::{assert_kept, files_of};
use crate::support::story::Story;

use super::assert_told_by_commands;

const REFERENCE: &str = "PR-0001";

#[test]
fn a_conference_from_the_opening_words_to_the_saved_plan() {
    let mut story = Story::of_sample(1);
    told(&mut story);
    what_was_saved(&mut story);
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    assert_kept(&files, "sessions/conference");
}

#[test]
fn a_whole_conference_in_a_real_terminal() {
    let mut story = Story::in_a_terminal();
    told(&mut story);
    what_was_saved(&mut story);
    assert_told_by_commands(story, REFERENCE);
}

pub(super) fn told(story: &mut Story) {
    people_arrive(story);
    the_beginning(story);
    everybody_is_heard(story);
    the_agreement_is_written(story);
    everybody_answers(story);
    signed_and_closed(story);
    the_meeting_ends(story);
}

/// Everybody is here and was asked in private.
fn people_arrive(story: &mut Story) {
    story.practise("The shop window").sees("Mrs Nguyen");
    for _ in 0..8 {
        story.press("h");
    }
    story.press("home");
    for _ in 0..6 {
        story.press("w enter down");
    }
    story.misses("To be asked in private");
    story.press("b").sees("Arrival");
}

fn the_beginning(story: &mut Story) {
    story.walk_to("One person speaks");
    story
        .press("n")
        .words("Callum asked for a break after an hour")
        .press("enter");
    story.sees("Notes 1");
    story.walk_to("Who speaks first");
    story
        .press("space 2 enter")
        .sees("Whose choice was it?")
        .press("enter");
    story.sees("Order within each side");
    story
        .press("tab down ] end enter")
        .misses("Order of speaking");
}

fn everybody_is_heard(story: &mut Story) {
    story
        .walk_to("How it began for you")
        .press("k s q u ctrl-r");
    story
        .walk_to("Tell us what happened")
        .press("t")
        .sees("T i m e - o u t");
    story
        .press("t")
        .sees("How did the time-out end?")
        .press("1 enter")
        .sees("C a l l u m");
    story
        .walk_to("An idea that could help?")
        .press("a space a n");
    story
        .words("Pay for the glass, a bit each week")
        .press("enter");
    story.sees("Ideas 2").sees("Notes 2");
    strike_a_note(story);
    someone_steps_out_and_returns(story);
}

fn strike_a_note(story: &mut Story) {
    story
        .press("m")
        .sees("Marks and notes (7)")
        .press("home delete");
    story
        .sees("Delete again strikes it for good")
        .press("delete");
    story
        .sees("Marks and notes (6)")
        .misses("asked for a break")
        .press("esc");
}

fn someone_steps_out_and_returns(story: &mut Story) {
    story
        .press("l down down enter")
        .sees("Steps out and may return")
        .press("enter");
    story.press("l down down enter");
}

fn the_agreement_is_written(story: &mut Story) {
    story
        .walk_to("Who? By when?")
        .press("tab")
        .sees("Ideas (2)");
    story.press("enter");
    item(
        story,
        "Callum paints the shutters",
        "4",
        "in two weeks",
        "Mrs Nguyen sees them",
    );
    story.press("down enter");
    item(
        story,
        "Callum pays twelve pounds a week for the glass",
        "4",
        "in a month",
        "Robin has the receipts",
    );
    story.press("a");
    item(
        story,
        "Dawn walks with Callum to the shop each Saturday",
        "5",
        "friday",
        "Minh is there",
    );
    story.press("a");
    item(
        story,
        "Minh shows Callum how the till works",
        "2",
        "in four weeks",
        "Minh says so",
    );
    story.press("a");
    item(
        story,
        "Mr Bello brings Callum to the boxing club",
        "6",
        "in three weeks",
        "Dawn hears of it",
    );
    story.press("a");
    item(
        story,
        "Callum writes a letter to everybody in the street",
        "4",
        "in 10 days",
        "the letter is read",
    );
    story.sees("Items (6)").press("end x").sees("Items (5)");
    story
        .press("u")
        .sees("Items (6)")
        .press("ctrl-r")
        .sees("Items (5)");
}

fn everybody_answers(story: &mut Story) {
    story.press("home");
    for _ in 0..4 {
        story.press("enter y y y y y a esc down");
    }
    // What Mr Bello is to do himself needs a yes of his own.
    story.press("enter y y y y y a");
    story.sees("Needs a yes from").sees("not agreed yet");
    story.press("y esc down").misses("not asked");
    story.misses("not agreed yet").press("esc");
    story
        .walk_to("Is this what you agree?")
        .press("space 1 enter");
    story
        .walk_to("This is what I have written")
        .press("tab")
        .sees("Reading back · 1 of 5");
    for _ in 0..4 {
        story.press("y y y y y a space");
    }
    story.press("y y y y y y space");
    story.sees("Everything was read back.").press("esc");
    story
        .walk_to("When do we look at it again?")
        .press("tab")
        .sees("Who keeps an eye");
    story
        .words("Robin")
        .press("enter")
        .words("Callum rings Robin, and Robin tells Mrs Nguyen")
        .press("enter");
    story.words("in eight weeks").press("enter").press("esc");
}

fn signed_and_closed(story: &mut Story) {
    story
        .walk_to("Sign, or say yes, or decline")
        .press("tab")
        .sees("The agreement is not closed yet");
    story
        .press("x")
        .sees("Close the agreement?")
        .press("down enter");
    story
        .sees("The agreement is closed: version 1")
        .sees("plan.json");
    story
        .press("home i down i down v down t")
        .words("Callum")
        .press("enter");
    story
        .press("down i down d")
        .misses("Still to be asked to sign");
    story
        .press("home c down c down c down c c down c down c down c down c")
        .misses("to settle");
    story.press("esc");
}

fn the_meeting_ends(story: &mut Story) {
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter down enter");
    story
        .sees("The conference is over.")
        .press("enter")
        .sees("Is everybody safe on the way home")
        .press("enter")
        .sees("Something about safety was marked here.");
    story
        .words("rang the duty worker")
        .press("enter")
        .words("the duty worker")
        .press("enter");
    story
        .words("at once, 10:20")
        .press("enter")
        .sees("1 question was not come back to.")
        .press("enter")
        .sees("Is this to be kept?");
    story
        .press("n")
        .sees("What nobody kept can go now.")
        .press("2")
        .press("enter");
    story.press("down enter");
}

/// The record holds what happened, the plan what was agreed, and neither a word that was struck.
fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.status, SessionStatus::Ended);
    assert_eq!(
        session.ended.as_ref().map(|ended| ended.outcome),
        Some(Outcome::Agreement)
    );
    assert!(
        session
            .pauses
            .iter()
            .any(|(pause, _)| pause.kind == PauseKind::TimeOut)
    );
    assert!(
        case.history
            .iter()
            .any(|recorded| matches!(recorded.event, Event::OrderChosen { .. }))
    );
    assert!(
        case.history
            .iter()
            .any(|recorded| matches!(recorded.event, Event::Undone { .. }))
    );
    assert!(
        case.history
            .iter()
            .any(|recorded| matches!(recorded.event, Event::Struck { .. }))
    );
    assert!(
        case.marks
            .iter()
            .all(|mark| mark.kind != MarkKind::Safety || mark.settled)
    );
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let (_, plan) = files
        .iter()
        .find(|(path, _)| path.ends_with("plan.json"))
        .expect("a plan");
    let plan = Plan::read(plan).expect("a plan that can be read");
    assert_eq!(plan.items.len(), 5);
    assert!(plan.people.len() >= 6);
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("asked for a break"),
            "{} holds what was struck",
            path.display()
        );
        assert!(
            !text.contains("a bit each week"),
            "{} holds what nobody kept",
            path.display()
        );
    }
}

/// Answers the spoken questions of an item that has just been opened.
pub(super) fn item(story: &mut Story, text: &str, owner: &str, due: &str, evidence: &str) {
    story
        .words(text)
        .press("enter enter")
        .press(owner)
        .press("enter");
    story
        .press("enter enter enter enter enter")
        .sees("By which day?");
    story
        .words(due)
        .press("enter")
        .words(evidence)
        .press("enter")
        .press("1")
        .press("ctrl-s");
}
