//! A peacemaking circle: rounds with a talking piece, passing, consensus, and a circle that looks back.

use talking_piece::case::{Progress, SessionStatus, SkipReason};
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";

#[test]
fn a_circle_passes_its_piece_finds_consensus_and_sits_again() {
    let mut story = Story::at_home();
    story
        .practise("The shed on the allotments")
        .sees("Mrs Lindqvist");
    the_circle_opens(&mut story);
    stories_go_round(&mut story);
    next_steps_are_found(&mut story);
    the_circle_closes(&mut story);
    what_was_saved(&mut story);
    let mut story = story.again("2026-04-13T10:00:00+00:00");
    the_circle_sits_again(&mut story);
}

/// Nobody writes in the circle, and the guidelines go round until everybody can live with them.
fn the_circle_opens(story: &mut Story) {
    begin(story, 0);
    story.walk_to("We open the circle").press("enter");
    story.words("Owain reads four lines").press("enter ctrl-s");
    story.walk_to("Whoever holds it speaks");
    story.press("n").sees("No note here").press("esc");
    story.walk_to("to speak honestly here?");
    story.walk_to("Our guidelines").press("enter");
    story.words("Nobody is laughed at").press("enter esc esc");
    story.walk_to("live with these?");
    story.press("space 2 enter").sees("to speak honestly here?");
    story.walk_to("live with these?").press("space 1 enter");
}

/// Somebody holds the piece and passes; nobody asks why, and the piece comes round again.
fn stories_go_round(story: &mut Story) {
    story.walk_to("as you lived it?").press("space");
    story.press("-").misses("Why").misses("reason");
    story.walk_to("Once more round,").press("k space 2 enter");
    story
        .sees("What I heard")
        .walk_to("what would you like to say?");
    story.walk_to("Once more round,").press("space 1 enter");
    story.walk_to("What do you need now?");
}

/// One no is enough to look again; then everybody can live with it.
fn next_steps_are_found(story: &mut Story) {
    story
        .walk_to("Settle next steps together?")
        .press("space 1 enter");
    story.walk_to("Thumbs for each one").press("tab a");
    let text = "We build the ramp again on two Saturdays";
    story.words(text).press("enter enter").press("3 enter");
    story.press("ctrl-s").sees("Steps (1)");
    story.press("enter y y n").sees("not yet");
    story.press("esc esc").walk_to("Does this stand?");
    story.press("space 2 enter").sees("What is needed");
    story
        .walk_to("Settle next steps together?")
        .press("space 1 enter");
    story.walk_to("Thumbs for each one").press("tab enter");
    for _ in 0..7 {
        story.press("y");
    }
    story
        .press("esc esc")
        .walk_to("Does this stand?")
        .press("space 1 enter");
    story.walk_to("Read. Look round. Wait.").press("tab");
    for _ in 0..7 {
        story.press("y");
    }
    story
        .press("space")
        .sees("Everything was read back.")
        .press("esc");
}

fn the_circle_closes(story: &mut Story) {
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab x");
    story
        .press("down enter")
        .sees("closed: version 1")
        .press("esc");
    story.walk_to("How did the circle end?");
    story
        .press("space 1 enter down enter")
        .sees("The circle is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.status, SessionStatus::Ended);
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    let passed = session.skipped.values();
    let passed = passed.filter(|(why, words)| *why == SkipReason::Passed && words.is_none());
    assert_eq!(passed.count(), 1);
    assert_eq!(
        session.round, 4,
        "guidelines, a further round and offers came again"
    );
    assert_eq!(case.ground_rules.len(), 1);
    assert_eq!(case.agreed_items().len(), 1);
    assert!(case.marks.iter().all(|mark| mark.words.is_empty()));
}

/// Some weeks later the steps are looked at, one by one.
fn the_circle_sits_again(story: &mut Story) {
    story.press("3").sees(REFERENCE).press("enter m");
    begin(story, 1);
    story.walk_to("Who did it? Who saw it?").press("tab");
    story.sees("We build the ramp again").press("enter");
    story.sees("How does it stand?").press("3 enter");
    story.sees("How it stands: done").press("enter enter");
    story.misses("not heard of yet").press("t");
    story.sees("Who was told how this stands?");
    story.press("enter enter esc").walk_to("Change something?");
    story.press("space 2 enter").sees("What do you leave here?");
    story.walk_to("How did the circle end?");
    story
        .press("space 2 enter down enter")
        .sees("The circle is over.");
    let case = story.saved(Kind::Practice, REFERENCE);
    let item = case.agreed_items()[0].item;
    assert_eq!(case.progress_of(item), Progress::Done);
    assert_eq!(case.following.told[&item].len(), 1);
    assert_eq!(case.open_items().count(), 0);
    assert_eq!(case.earlier_sessions.len(), 1);
}

fn begin(story: &mut Story, place: usize) {
    story.press("b").sees("Which meeting begins?");
    for _ in 0..place {
        story.press("down");
    }
    story.press("enter");
}
