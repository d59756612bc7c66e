//! Three visits on different days, and a last one, that end in an agreement.

use talking_piece::case::{CarriedKind, NextStep, SessionStatus};
use talking_piece::document::plan::Plan;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{another_day, begin, end_for_today, right_words_yes_and_looked_at, saved};
use crate::support::files::files_of;
use crate::support::story::Story;

const QUESTION: &str = "Why did you run and not stay?";
const ANSWER: &str = "I was frightened. I rang first and then I ran.";
const KEPT: &str = "CANARY I cannot sleep since that night";
const OFFER: &str = "Kieran builds a bench for the allotment";

#[test]
fn a_shuttle_of_visits_on_different_days_ends_in_an_agreement() {
    let mut story = Story::at_home();
    story.practise("A wet evening by the railway");
    first_visit_to_grace(&mut story);
    let mut story = another_day(story, "2026-03-09T10:00:00+00:00");
    first_visit_to_kieran(&mut story);
    let mut story = another_day(story, "2026-03-16T10:00:00+00:00");
    second_visit_to_grace(&mut story);
    let mut story = another_day(story, "2026-03-23T10:00:00+00:00");
    last_visit_to_kieran(&mut story);
    what_was_saved(&mut story);
}

/// Grace has a question carried, and keeps something to herself.
fn first_visit_to_grace(story: &mut Story) {
    begin(story, 0, "1");
    story.sees("Who can hear us?");
    story.walk_to("What has stayed with you").press("k");
    story
        .walk_to("In your words")
        .press("n")
        .words(KEPT)
        .press("enter");
    // In a stage that takes words a note stays with this sitting.
    story.sees("Notes 1");
    story.press("tab").sees("Nothing is carried yet").press("a");
    // Who offers it, for whom, and what.
    story.press("enter enter").words(QUESTION).press("enter");
    right_words_yes_and_looked_at(story);
    story
        .sees("It waits until you are with the person responsible.")
        .press("esc");
    end_for_today(story, "1", "1");
    let case = saved(story);
    assert_eq!(case.carrying.messages.len(), 1);
}

/// Kieran hears the question and nothing else, answers it, and offers something.
fn first_visit_to_kieran(story: &mut Story) {
    begin(story, 3, "1");
    for keys in [
        "m", "esc", "tab", "esc", "h", "esc", ":", "esc", "?", "esc", "d",
    ] {
        story.press(keys).misses("CANARY").misses("Notes 1");
    }
    story.sees(QUESTION).sees("Pass it on to Kieran");
    story
        .press("enter enter enter 1 enter")
        .sees("passed on 9 Mar");
    story
        .press("enter")
        .sees("would you like to answer?")
        .press("1 enter");
    story
        .press("a")
        .press("enter enter")
        .sees("What does it answer?");
    story.press("enter").words(ANSWER).press("enter");
    right_words_yes_and_looked_at(story);
    story
        .sees("It waits until you are with the person who was harmed.")
        .press("esc");
    the_offer_is_written_and_carried(story);
    end_for_today(story, "1", "1");
}

fn the_offer_is_written_and_carried(story: &mut Story) {
    story.walk_to("What I bring").press("tab");
    story.sees("Ideas (0)").press("a");
    story.words(OFFER).press("enter ctrl-s");
    story.sees("Items (1)").press("enter y esc r y esc esc");
    story.press("d a").press("enter enter").press("1 enter");
    story.sees("Does it carry something from the board?");
    story.press("2 enter").words("I would build you a bench.");
    story.press("enter");
    right_words_yes_and_looked_at(story);
    story.press("esc");
}

/// Grace hears answer and offer, and says yes to it.
fn second_visit_to_grace(story: &mut Story) {
    begin(story, 2, "1");
    story.press("m").sees(KEPT).press("esc");
    story.press("d").sees(ANSWER).sees("Pass it on to Grace");
    story
        .press("enter enter enter 1 enter")
        .press("enter")
        .press("2 enter");
    story.sees("I would build you a bench.");
    story.press("end").press("enter enter enter 1 enter");
    story.press("enter").press("1 enter");
    story.sees("passed on 16 Mar").press("esc");
    her_yes_is_carried(story);
    end_for_today(story, "2", "1");
}

fn her_yes_is_carried(story: &mut Story) {
    story.walk_to("Is there something to carry?").press("tab");
    story.sees(OFFER).press("enter y esc r y esc esc");
    story.press("d a").press("enter enter").press("enter");
    story.sees("Does it carry something from the board?");
    story.press("2 enter").words("Yes, I would like that.");
    story.press("enter");
    right_words_yes_and_looked_at(story);
    story.press("esc");
}

/// Kieran hears the yes; what both agreed is closed and signed.
fn last_visit_to_kieran(story: &mut Story) {
    begin(story, 5, "1");
    story.misses("CANARY").press("d").press("end");
    story.sees("Yes, I would like that.");
    story
        .press("enter enter enter 1 enter")
        .press("enter")
        .press("2 enter")
        .press("esc");
    story.walk_to("Both said yes: close it").press("tab");
    story.sees(OFFER).press("f").press("down enter");
    story.press("esc");
    story
        .walk_to("How did the visit end?")
        .press("space 2 enter down enter");
    story.sees("is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = saved(story);
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.status, SessionStatus::Ended);
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(case.earlier_sessions.len(), 3);
    let delivered = case.carrying.messages.iter();
    let delivered = delivered.filter(|message| message.delivery.is_some());
    assert_eq!(delivered.count(), 4);
    assert!(case.carrying.messages.iter().all(|message| {
        message.kind == CarriedKind::Message && case.next_step(message) != NextStep::Wait
    }));
    let files = files_of(&story.cabinet, Kind::Practice, super::REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = &plan.expect("a plan").1;
    let text = String::from_utf8_lossy(plan);
    assert!(
        !text.contains("CANARY") && !text.contains(QUESTION),
        "{text}"
    );
    let plan = Plan::read(plan).expect("a plan that can be read");
    assert_eq!(plan.items.len(), 1);
    assert_eq!(plan.items[0].text, OFFER);
}
