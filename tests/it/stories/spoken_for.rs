//! A conference in which somebody speaks for a person who is not there, and her own short meeting
//! afterwards.

use talking_piece::case::{Answer, PersonId, Signing};
use talking_piece::document::plan::Plan;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, another_day};
use crate::support::files::files_of;
use crate::support::story::Story;

const LINE: &str = "Devon finds out where the metronome went and tells the facilitator";
const MISS_HALVORSEN: PersonId = PersonId(1);
const FARIDA: PersonId = PersonId(2);
const DEVON: PersonId = PersonId(4);

#[test]
fn nobody_says_yes_for_whoever_is_not_there_and_she_hears_it_in_her_own_time() {
    let mut story = Story::at_home();
    story.practise("The piano teacher");
    the_conference(&mut story);
    it_is_closed_and_copies_settled(&mut story);
    let mut story = another_day(story, "2026-03-04T10:00:00+00:00");
    she_is_told(&mut story);
    what_was_saved(&mut story);
}

fn the_conference(story: &mut Story) {
    story
        .sees("sends word")
        .press("b 1 enter")
        .sees("Stage 1 of");
    story.sees("In practice everybody is here");
    story
        .walk_to("Your words, one thing at a time")
        .press("tab a");
    story.words(LINE).press("enter ctrl-s");
    // Those who are there answer; she stands last, and no hasty key comes upon her.
    story
        .press("enter y y y y")
        .sees("not asked")
        .press("esc esc");
    story
        .walk_to("I read. Nod, or say what to change")
        .press("tab");
    story
        .sees("asked apart: not asked")
        .press("y y y y space")
        .sees("Everything was read back.")
        .press("esc");
    story.walk_to("Who keeps an eye on it?").press("tab");
    story.words("Mrs Baptiste").press("enter");
    story.words("Robin").press("enter");
    story.words("in eight weeks").press("enter esc");
}

fn it_is_closed_and_copies_settled(story: &mut Story) {
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab x down enter");
    story.sees("closed: version 1").sees("sends word");
    story.press("home v").sees("nobody can do this for them");
    story.press("c").press("esc");
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter down enter");
    story.sees("is over.");
}

/// She hears it at her kitchen table, with nobody of the other side on the screen.
fn she_is_told(story: &mut Story) {
    story.press("b 2 enter").sees("Who is in the room?");
    story.sees("[ ] 2 Farida   [ ] 3 Mr Abernathy   [x] 4 Robin");
    // Not without her: her niece alone is nobody to tell it to.
    story
        .press("2 enter")
        .sees("It is not held without the person");
    story.press("1 enter").sees("Stage 1 of");
    story.press("h").sees("Miss Halvorsen").misses("Devon");
    story.press("esc");
    story
        .walk_to("What was offered or agreed")
        .press("tab")
        .sees("D e v o n   f i n d s")
        .press("esc");
    story
        .walk_to("Sign, say yes, or leave it")
        .press("tab home v");
    story.sees("by voice").press("esc");
    story
        .walk_to("How did it end?")
        .press("space 2 enter down enter");
    story.sees("is over.").press("enter");
    story.misses("What led to it?");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let sessions: Vec<_> = case.sessions().collect();
    let came = |place: usize| {
        let part = sessions[place].taking_part.get(&MISS_HALVORSEN);
        part.is_some_and(|part| part.came)
    };
    assert!(!came(0) && came(1));
    let outcome = |place: usize| sessions[place].ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome(0), Some(Outcome::Agreement));
    assert_eq!(outcome(1), Some(Outcome::NoAgreementWanted));
    let item = case.agreed_items().first().expect("what was agreed");
    assert_eq!(item.answers.get(&MISS_HALVORSEN), None);
    assert_eq!(item.read_back.get(&MISS_HALVORSEN), None);
    for person in [FARIDA, DEVON] {
        assert_eq!(item.answers.get(&person), Some(&Answer::Yes));
    }
    let signed = case.agreement.signatures.get(&MISS_HALVORSEN);
    assert_eq!(signed.map(|(_, how)| *how), Some(Signing::Voice));
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = Plan::read(&plan.expect("a plan").1).expect("a plan that can be read");
    assert_eq!(plan.items[0].text, LINE);
    assert!(plan.copies.iter().any(|copy| copy.to == MISS_HALVORSEN));
}
