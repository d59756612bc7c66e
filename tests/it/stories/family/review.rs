//! The review of a family's plan, from what the conference left open, on another day.

use talking_piece::case::{Counted, Progress, SessionStatus};
use talking_piece::document::plan::Plan;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, told_to_the_end};
use crate::support::files::files_of;
use crate::support::story::Story;

const CHANGED: &str = "A second bed for Nani Usha's house, lent by Dev's brother";

#[test]
fn a_family_looks_at_its_plan_again_from_what_is_still_open() {
    let mut story = Story::at_home();
    told_to_the_end(&mut story);
    let mut story = story.again("2026-04-20T10:00:00+00:00");
    the_case_goes_on_as_a_review(&mut story);
    each_step_is_looked_at(&mut story);
    time_alone_again(&mut story);
    a_step_changes(&mut story);
    the_review_ends(&mut story);
    what_was_saved(&mut story);
}

/// What was agreed to once was another thing: the parents are asked anew.
fn the_case_goes_on_as_a_review(story: &mut Story) {
    story.press("3").sees(REFERENCE).press("enter m p");
    story.sees("Go on with which process?");
    story
        .select("Looking at a family plan again")
        .press("enter")
        .sees("As before: Maya, Anjali, Gwyn,")
        .press("y");
    story.sees("The case goes on as: Looking at a family plan again.");
    story.sees("Consent still needed from: Anjali, Gwyn.");
    story
        .press("b")
        .sees("The plan on the wall, large")
        .press("space");
    // Whom it is asked of, nobody else reads before the facilitator has had it shown.
    story.misses("has agreed to").press("enter");
    story.sees("Anjali has agreed to have the plan looked at again.");
    story.press("y").sees("Gwyn has agreed to").press("y");
    story.sees("What did the services do?");
}

/// The services' own steps first; a step that was not done is something to understand.
fn each_step_is_looked_at(story: &mut Story) {
    story.walk_to("How is it for you now?");
    story.walk_to("Your own steps first");
    story.walk_to("What became of it?").press("tab");
    story.sees("not heard of yet").misses("t told");
    for stands in [3, 3, 3, 2, 3, 5, 3, 4] {
        story.press("enter").press(&stands.to_string());
        story.press("enter").sees("Who says so?");
        story.press("enter enter down");
    }
    story.sees("not done").sees("partly done");
    story.misses("not heard of yet").press("esc");
}

fn time_alone_again(story: &mut Story) {
    story
        .walk_to("Time on your own again?")
        .press("space 1 enter");
    story.walk_to("Nothing is recorded until you are called.");
    story.pass(1200).press("k").sees("This is private time");
    story
        .press("enter down down enter")
        .sees("The plan: as it is,");
}

/// The plan is opened again, visibly; the step that was not done is worded anew, and answered.
fn a_step_changes(story: &mut Story) {
    story.press("space 1 enter").walk_to("What changes?");
    story.press("tab").sees("version 1").press("f");
    story.sees("Why is it opened again?");
    story.words("The bed has not come").press("enter");
    story.press("home down down down down down e");
    story.words(", lent by Dev's brother").press("ctrl-s");
    story
        .sees("Ask everybody about this step again?")
        .press("y");
    story.press("enter y y y y y y y y esc d enter esc");
    story.walk_to("which step meets it?").press("space");
    story
        .walk_to("Each step: does everybody agree?")
        .press("tab");
    story.sees("Reading back");
    while !story.screen().contains("Everything was read back.") {
        story.press("y y y y y y y space");
    }
    story
        .press("esc")
        .walk_to("Is this the plan now?")
        .press("space 1 enter");
}

fn the_review_ends(story: &mut Story) {
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab x");
    story
        .press("down enter")
        .sees("closed: version 2")
        .press("esc");
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter down enter");
    story.sees("The family review is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    assert_eq!((session.number, session.status), (2, SessionStatus::Ended));
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(session.counts(false), Counted::Yes);
    // The conference is judged by its own script, and still counts.
    let conference = &case.earlier_sessions[0];
    assert_eq!(conference.kind.as_str(), "family-conference");
    assert_eq!(conference.counts(false), Counted::Yes);
    assert_eq!(session.private_spells.len(), 1);
    let items = case.agreed_items().iter();
    let done = items.filter(|item| case.progress_of(item.item) == Progress::Done);
    assert_eq!(done.count(), 5);
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = Plan::read(&plan.expect("a plan").1).expect("a plan that can be read");
    assert_eq!(plan.items.len(), 8);
    assert!(plan.items.iter().any(|item| item.text == CHANGED));
}
