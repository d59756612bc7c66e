//! A meeting at work of two people who were both harmed and both have a part in it.

use std::collections::BTreeSet;

use talking_piece::case::{Counted, PersonId};
use talking_piece::document::plan::Plan;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use crate::support::files::files_of;
use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";
const POINT: &str = "We hand over at the desk, ten minutes, every night";

#[test]
fn two_people_who_are_harmed_and_responsible_at_once_are_heard_as_both() {
    let mut story = Story::at_home();
    story.practise("The night desk").sees("Ingrid");
    story
        .press("b")
        .sees("Which meeting begins?")
        .press("home")
        .select("Meeting")
        .press("enter");
    story.walk_to("Who speaks first").press("space 1 enter");
    story.sees("Whose choice was it?").press("3 enter");
    story.walk_to("What weighs most?").sees("I n g r i d");
    story
        .walk_to("Write something down?")
        .press("space 1 enter");
    a_point_is_agreed(&mut story);
    it_is_closed_and_signed(&mut story);
    what_was_saved(&mut story);
}

fn a_point_is_agreed(story: &mut Story) {
    story.walk_to("Who does what?").press("tab a");
    story.words(POINT).press("enter enter 1 2 enter ctrl-s");
    // Each of the two answers once, however many roles they hold.
    story
        .sees("Points (1)")
        .press("enter y y y y")
        .misses("not asked");
    story.press("esc esc");
    story
        .walk_to("Is this what you agree?")
        .press("space 1 enter");
    story
        .walk_to("Read. Look up. Wait.")
        .press("tab y y y y space");
    story.sees("Everything was read back.").press("esc");
    story.walk_to("Who is told?").press("tab");
    story.words("Both of us").press("enter");
    story.words("Robin").press("enter");
    story.words("in six weeks").press("enter esc");
}

fn it_is_closed_and_signed(story: &mut Story) {
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab x down enter");
    story.sees("closed: version 1").press("esc");
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter down enter");
    story.sees("The meeting is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(session.counts(false), Counted::Yes);
    for stage in ["told", "own-part"] {
        let reached = session.reached.keys();
        let heard = reached.filter(|turn| turn.stage.as_str() == stage);
        let heard: BTreeSet<PersonId> = heard.filter_map(|turn| turn.person).collect();
        assert_eq!(heard, BTreeSet::from([PersonId(1), PersonId(2)]), "{stage}");
    }
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = Plan::read(&plan.expect("a plan").1).expect("a plan that can be read");
    assert_eq!(plan.items[0].text, POINT);
}
