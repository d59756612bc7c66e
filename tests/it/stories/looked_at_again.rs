//! What a conference agreed, looked at again some weeks later in the same case.

use talking_piece::case::{Counted, PersonId, Progress};
use talking_piece::cli::office::CabinetOffice;
use talking_piece::document::plan::plan_of;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::conference::told;
use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";

#[test]
fn an_agreement_is_looked_at_again_line_by_line_and_whoever_was_harmed_is_told() {
    let mut story = Story::at_home();
    told(&mut story);
    let mut story = story.again("2026-04-27T10:00:00+00:00");
    story.press("3").sees(REFERENCE).press("enter m p");
    story
        .select("Looking at an agreement again")
        .press("enter")
        .sees("As before: Mrs Nguyen, Callum, Linh, Robin.")
        .press("y");
    story.sees("Consent still needed from: Mrs Nguyen, Callum.");
    story.press("b").walk_to("Who did it? Who saw it?");
    every_line_was_kept(&mut story);
    it_is_finished(&mut story);
    what_was_saved(&mut story);
}

#[test]
fn a_plan_that_was_brought_from_elsewhere_is_looked_at_again_line_by_line() {
    let mut there = Story::at_home();
    told(&mut there);
    let case = there.saved(Kind::Practice, REFERENCE);
    let plan = plan_of(&case, true).expect("a plan");
    let here = Story::at_home();
    let office = CabinetOffice::new(here.cabinet.clone());
    let brought = office.bring_plan(&plan, None);
    brought
        .map_err(|problem| problem.to_string())
        .expect("a case");
    let mut story = here.again("2026-04-27T10:00:00+00:00");
    story.press("3").sees(REFERENCE).press("enter");
    story
        .press("2")
        .sees("Made elsewhere and brought along")
        .press("4")
        .sees("nobody here can say whether it is true");
    story.press("m").sees("Mrs Nguyen");
    story.press("b").walk_to("Who did it? Who saw it?");
    every_line_was_kept(&mut story);
    it_is_finished(&mut story);
    let case = story.saved(Kind::Practice, REFERENCE);
    assert_eq!(case.open_items().count(), 0);
    assert!(case.agreement_brought_from().is_some());
}

fn every_line_was_kept(story: &mut Story) {
    story.press("tab").sees("not heard of yet");
    for _ in 0..5 {
        story.press("enter").sees("How does it stand?");
        story.press("3 enter").sees("How it stands: done");
        story.press("enter enter t");
        story.sees("Who was told how this stands?");
        story.press("enter enter down");
    }
    story.misses("not heard of yet").press("esc");
}

fn it_is_finished(story: &mut Story) {
    story.walk_to("Finished? As it is? A change?");
    story.press("space 3 enter").walk_to("It is finished");
    story.walk_to("How did the meeting end?");
    story.press("space 2 enter down enter");
    story.sees("The review is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::NoAgreementWanted));
    assert_eq!(session.counts(false), Counted::Yes);
    assert_eq!(case.earlier_sessions[0].counts(false), Counted::Yes);
    assert_eq!(case.open_items().count(), 0);
    for item in case.agreed_items() {
        assert_eq!(case.progress_of(item.item), Progress::Done);
        let told = &case.following.told[&item.item];
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, PersonId(1), "Mrs Nguyen");
    }
}
