//! A talk at school: the shortest way from a ball on the ear to a promise that was kept.

use talking_piece::case::{Counted, PersonId, Progress, SessionStatus};
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, another_day, is_nowhere, saved_plan};
use crate::support::story::Story;

const PROMISE: &str = "I ask Marta whether she wants to play";
const AYODELE: PersonId = PersonId(2);

#[test]
fn three_pupils_talk_promise_something_small_and_keep_it() {
    let mut story = Story::at_home();
    they_tell_it(&mut story);
    something_small_is_promised(&mut story);
    what_was_saved(&mut story);
    let mut story = another_day(story, "2026-03-09T12:00:00+00:00");
    a_week_later_it_was_kept(&mut story);
}

/// Kit needs a break before he can say whether there is anything to agree, and is asked again.
fn they_tell_it(story: &mut Story) {
    story
        .practise("The football and the bench")
        .sees("Ayodele")
        .press("b");
    story.walk_to_check("Each pupil has said yes, alone.");
    story
        .walk_to("What was going through your head?")
        .press("n");
    story.sees("No note here").press("esc");
    story
        .walk_to("Shall we agree on something?")
        .sees(" Enter opens what can be decided")
        .misses("Tab or Enter opens")
        .press("space")
        .select("A break first")
        .press("enter");
    story.sees("T i m e - o u t").pass(300).press("t 1 enter");
    story
        .press("space")
        .sees("Chosen the last time: A break first")
        .press("1 enter")
        .sees("One line, or two");
}

fn something_small_is_promised(story: &mut Story) {
    story.press("tab a").words(PROMISE);
    story.press("enter enter 2 ctrl-s enter y y y");
    story.misses("not asked").press("esc r y y y enter");
    story.sees("Everything was read back.").press("esc esc");
    story.walk_to("When do I ask you again?").press("tab");
    story.words("in a week").press("ctrl-s");
    story.walk_to("How did it end?").press("space 1 enter");
    story.sees("There is no closed agreement.").press("x y");
    story.press("v down v down v");
    story.sees("Everybody was asked to sign.");
    story
        .press("e 2 enter")
        .sees("End the meeting: agreement?")
        .press("y");
    story
        .sees("The talk is over.")
        .press("enter enter")
        .sees("Tuesday 3 March 2026")
        .sees("Ask each pupil, alone and in passing");
    story.press("enter").sees("Practise");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.status, SessionStatus::Ended);
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(session.counts(false), Counted::Yes);
    assert!(case.marks.is_empty());
    let plan = saved_plan(story);
    assert_eq!(plan.title, "What we said we would do");
    assert_eq!(plan.items.len(), 1);
    assert_eq!(plan.items[0].text, PROMISE);
    assert_eq!(plan.items[0].consent.len(), 3);
    assert_eq!(plan.signatures.len(), 3);
    let review = plan.review.expect("a day to look at it again");
    assert_eq!(review.to_string(), "2026-03-09");
    // What somebody was called in the yard is in no file.
    is_nowhere(story, "victim");
    is_nowhere(story, "offender");
}

/// The same three look at it again with whoever keeps an eye on it.
fn a_week_later_it_was_kept(story: &mut Story) {
    story
        .press("p")
        .select("Looking at an agreement again")
        .press("enter")
        .sees("Without a role; give each one with e: 3 people.")
        .press("y");
    story.sees("Still without a role: Marta, Ayodele, Kit.");
    story.press("home e enter right right space ctrl-s");
    story.press("down e enter right space ctrl-s");
    story.press("down e enter right right space ctrl-s");
    story
        .sees("Consent still needed from: Marta, Ayodele, Kit.")
        .press("b");
    story.walk_to("Who did it? Who saw it?").press("tab");
    story.sees(PROMISE).sees("not heard of yet");
    story
        .press("enter 3 enter")
        .sees("Who says so?")
        .press("right right enter enter")
        .sees("9 March 2026: done")
        .press("esc");
    story
        .walk_to("Finished? As it is? A change?")
        .press("space 3 enter");
    story.walk_to("It is finished");
    story
        .walk_to("How did the meeting end?")
        .press("space 2 enter y");
    story.sees("The review is over.");
    let case = story.saved(Kind::Practice, REFERENCE);
    let item = case.agreed_items()[0].item;
    assert_eq!(case.progress_of(item), Progress::Done);
    assert_eq!(case.following.said[&item][0].by, Some(AYODELE));
    assert_eq!(case.earlier_sessions[0].counts(false), Counted::Yes);
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.counts(false), Counted::Yes);
}
