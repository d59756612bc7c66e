//! A case taken through its agreement, three months of following up, a review in which something
//! changes, and its closing: every version and who was told stands on the timeline.

use talking_piece::case::{Event, FollowingEvent, PersonId, Progress};
use talking_piece::document::timeline;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::conference::told;
use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";

#[test]
fn a_case_goes_from_its_agreement_over_a_review_to_its_closing() {
    let mut story = Story::at_home();
    told(&mut story);
    let mut story = story.again("2026-03-04T10:00:00+00:00");
    somebody_rings(&mut story);
    let mut story = story.again("2026-06-08T10:00:00+01:00");
    what_is_overdue(&mut story);
    each_line_is_looked_at(&mut story);
    one_line_changes(&mut story);
    the_review_ends(&mut story);
    let mut story = story.again("2026-09-21T10:00:00+01:00");
    the_case_is_closed(&mut story);
    what_was_saved(&mut story);
}

/// Two days later, from the list of what is due.
fn somebody_rings(story: &mut Story) {
    story.press("d").sees("What is due").sees("today");
    story.select("Ring each person").press("enter");
    story.sees("What became of it");
    story.select("Ring each person").press("enter");
    story
        .sees("Somebody got in touch")
        .press("left enter enter");
    story.words("all of them are well").press("enter");
    story.sees("got in touch");
}

/// Whose day went by says so; a change of the clocks lay between.
fn what_is_overdue(story: &mut Story) {
    story
        .press("d")
        .sees("7 days overdue")
        .sees("84 days overdue");
    story.press("esc 3").sees(REFERENCE).press("enter m p");
    story
        .select("Looking at an agreement again")
        .press("enter")
        .sees("As before: Mrs Nguyen, Callum, Linh, Robin.")
        .press("y");
}

fn each_line_is_looked_at(story: &mut Story) {
    story.press("b").walk_to("Who did it? Who saw it?");
    story.press("tab").sees("not heard of yet");
    story.misses("Ring both sides");
    for stands in ["3", "4", "3", "3", "3"] {
        story
            .press("enter")
            .press(stands)
            .press("enter enter enter");
        story.press("t").sees("Who was told how this stands?");
        story.press("enter enter down");
    }
    story.sees("partly done").press("esc");
}

/// It is opened again, visibly, and what could not be kept is worded anew.
fn one_line_changes(story: &mut Story) {
    story
        .walk_to("Finished? As it is? A change?")
        .press("space 1 enter")
        .walk_to("How should it read now?");
    story.press("tab").sees("version 1").press("f");
    story.sees("Why is it opened again?");
    story.words("The weeks were too short").press("enter");
    story
        .press("home down e")
        .words(", until Christmas")
        .press("ctrl-s");
    if story.screen().contains("again?") {
        story.press("y");
    }
    story.press("enter y y y y y y esc esc");
    story.walk_to("Read. Look up. Wait").press("tab");
    for _ in 0..12 {
        if story.screen().contains("Everything was read back.") {
            break;
        }
        story.press("y y y y y y space");
    }
    story.press("esc");
    story
        .walk_to("Is this how it stands now?")
        .press("space 1 enter");
}

fn the_review_ends(story: &mut Story) {
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab x")
        .press("down enter")
        .sees("closed: version 2")
        .press("home i down i esc");
    story.walk_to("How did the meeting end?");
    story.press("space 1 enter down enter");
    story.sees("The review is over.");
}

/// What is still open is named before the case is closed.
fn the_case_is_closed(story: &mut Story) {
    story.press("3").sees(REFERENCE).press("enter 4");
    story.sees("until Christmas]").press("7").sees("Still open");
    story.press("f").sees("What became of it");
    story.press("home down enter 3 enter enter enter t enter enter");
    story.press("f").sees("Still open:").press("enter");
    story.sees("Something in this case is still open.");
    story
        .words("they asked us not to ring any more")
        .press("enter");
    story.sees("This case is closed").sees("agreement");
    story.press("home enter 1 enter enter enter");
    story.sees("This case is closed. Open it again first");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    assert!(case.is_case_closed());
    assert_eq!(case.outcome(), Some(Outcome::Agreement));
    assert_eq!(case.agreement.closings.len(), 2);
    assert_eq!(case.open_items().count(), 0);
    assert!(case.due().is_empty());
    for item in case.agreed_items() {
        assert_eq!(case.progress_of(item.item), Progress::Done);
        let told = &case.following.told[&item.item];
        assert!(told.iter().all(|(person, _)| *person == PersonId(1)));
    }
    let closed = case.history.last().map(|recorded| &recorded.event);
    assert!(matches!(
        closed,
        Some(Event::Following(FollowingEvent::CaseClosed {
            outcome: Some(Outcome::Agreement),
            ..
        }))
    ));
    let page = timeline::write(&case, true);
    let mut from = 0;
    for said in [
        "version 1",
        "Somebody got in touch",
        "partly done",
        "Mrs Nguyen was told on",
        "opened again",
        "version 2",
        "The case was closed: agreement",
    ] {
        let place = page[from..].find(said);
        from += place.unwrap_or_else(|| panic!("{said:?} is not there in its order:\n{page}"));
    }
}
