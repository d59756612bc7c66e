//! A community panel: somebody of the family who turns up, a person who was harmed who speaks
//! first and goes at the half, a contract, and the panel that looks again.

use talking_piece::case::{Case, PersonId, Progress, Session};
use talking_piece::script::{ItemKind, Outcome};
use talking_piece::store::Kind;

use super::{REFERENCE, another_day, is_nowhere, saved_plan};
use crate::support::story::Story;

const BOXES: &str = "I will paint the flower boxes for the story hour";
const NOTE: &str = "CANARY she would like the children to find the door open";
const TARIQ: PersonId = PersonId(1);
const MS_WREN: PersonId = PersonId(3);
const ROBIN: PersonId = PersonId(8);
const GRANDMOTHER: PersonId = PersonId(9);

#[test]
fn a_panel_and_a_young_person_make_a_contract_and_look_at_it_again() {
    let mut story = Story::at_home();
    they_arrive(&mut story);
    whoever_was_harmed_speaks_first_and_goes_at_the_half(&mut story);
    a_contract_is_made(&mut story);
    it_is_checked_and_signed(&mut story);
    what_was_saved(&mut story);
    let mut story = another_day(story, "2026-04-13T17:00:00+00:00");
    the_panel_looks_again(&mut story);
    let mut story = story.again("2026-04-14T10:00:00+00:00");
    story
        .press("3 enter")
        .sees("The panel looks again")
        .press("tab")
        .sees(BOXES)
        .misses("CANARY");
}

/// His grandmother has come instead of a neighbour; both who are asked say yes to taking part.
fn they_arrive(story: &mut Story) {
    story
        .practise("The library wall")
        .sees("Consent still needed from: Tariq, Ms Wren.");
    story
        .press("b enter")
        .walk_to("Who is here?")
        .press("tab a");
    story
        .words("Grandma Efua")
        .press("enter right space tab right ctrl-s");
    story
        .sees("Grandma Efua  parent or carer, here for Tariq")
        .press("end h esc");
    story.walk_to("Anything to ask first?").sees("S a m i r a");
    story
        .press("space")
        .sees("G r a n d m a")
        .walk_to_check("The young person says that the main part of it is true.")
        .sees("A check for Robin")
        .press("y");
    story.walk_to("Welcome, everybody");
}

/// Once she has gone nobody waits for her, and what is hers is not asked of anybody else.
fn whoever_was_harmed_speaks_first_and_goes_at_the_half(story: &mut Story) {
    story.walk_to("opens what can be decided");
    story.sees("Who speaks first").press("space 2 enter");
    story.sees("Whose choice was it?").press("enter");
    story
        .walk_to("What was that day like for you?")
        .sees("M s   W r e n");
    story.walk_to("How was it, from where you were?");
    story.walk_to("Staying for the second part?").press("n");
    story.words(NOTE).press("enter");
    story
        .press("l down down enter 2 enter")
        .sees("Ms Wren left.");
    story
        .press("l down down down enter 2 enter")
        .sees("Goran left.");
    story
        .press("space")
        .sees("What do you like doing?")
        .sees("T a r i q");
    story
        .walk_to("What could you do?")
        .misses("What would help you?");
}

/// Everybody who is asked and here says yes; the line that is for Ms Wren stays open with her.
fn a_contract_is_made(story: &mut Story) {
    story.walk_to("I will… By when?").press("tab a");
    story.words(BOXES).press("enter 1 enter 1 enter 3 enter");
    story
        .sees("How many hours is it?")
        .words("6 hours")
        .press("ctrl-s");
    story.sees("Needs a yes from Tariq and Robin.");
    story.press("enter y y a y y y").press("end y").press("esc");
    story.press("r y y a y y y y");
    story.press("enter").sees("Everything was read back.");
    story.press("esc esc");
    story
        .walk_to("Is this our contract?")
        .press("space 1 enter");
}

/// Three checks are so and one is not yet: who goes on without it, and why, is recorded.
fn it_is_checked_and_signed(story: &mut Story) {
    story.sees("Check 1 of 4").sees("Every line is allowed");
    story.press("y y y").sees("Check 4 of 4").press("n");
    story
        .sees("Who decides to go on all the same?")
        .sees("Robin")
        .press("enter")
        .words("Ms Wren is rung tomorrow")
        .press("enter");
    story.walk_to("When do we look at it again?").press("tab");
    story.words("Ifeoma").press("enter");
    story.words("Robin").press("enter");
    story.words("in six weeks").press("enter esc");
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab x y");
    story.sees("The contract is closed: version 1");
    story.press("home v down i esc");
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter y");
    story.sees("The panel is over.").press("enter enter");
    story.sees(NOTE).press("n 2 enter y");
    story.sees("When somebody gets in touch").press("enter");
}

fn what_was_saved(story: &mut Story) {
    let case = saved(story);
    assert_eq!(outcomes(&case), [Outcome::Agreement]);
    let session = case.session.as_ref().expect("a session");
    let mut answered = session.gates.values();
    assert!(answered.any(|(met, why)| !met && why.is_some()));
    assert_eq!(case.consents.len(), 2, "Tariq and Ms Wren said yes");
    let plan = saved_plan(story);
    assert_eq!(plan.title, "Our contract");
    assert_eq!(plan.items[0].text, BOXES);
    assert_eq!(plan.items[0].kind, ItemKind::Reparation);
    assert_eq!(plan.items[0].amount.as_deref(), Some("6 hours"));
    let yes = &plan.items[0].consent;
    assert!(yes.contains_key(&TARIQ) && yes.contains_key(&ROBIN));
    assert!(yes.contains_key(&GRANDMOTHER) && !yes.contains_key(&MS_WREN));
    is_nowhere(story, "CANARY");
}

/// The line is done, Ms Wren is told, and the contract is finished as it was.
fn the_panel_looks_again(story: &mut Story) {
    for name in ["Ms Wren", "Goran"] {
        story.press("home").select(name).press("n");
    }
    story.press("b").sees("›  2  The panel looks again");
    story.press("enter");
    story
        .walk_to("One line at a time: how was it?")
        .press("tab");
    story.sees(BOXES).press("enter 3 enter");
    story.sees("Who says so?").press("right enter enter t");
    story
        .sees("Who was told how this stands?")
        .press("enter enter esc");
    story
        .walk_to("Finished, going on, or changed?")
        .press("space 3 enter")
        .sees("It is done");
    story
        .walk_to("How did the meeting end?")
        .press("space 2 enter y");
    story.sees("The panel is over.");
    let case = saved(story);
    let ended = [Outcome::Agreement, Outcome::NoAgreementWanted];
    assert_eq!(outcomes(&case), ended);
    let item = case.agreed_items()[0].item;
    assert_eq!(case.progress_of(item), Progress::Done);
    assert_eq!(case.following.said[&item][0].by, Some(TARIQ));
    assert_eq!(case.following.told[&item][0].0, MS_WREN);
    assert!(
        case.people
            .iter()
            .all(|person| case.missed(person).is_empty())
    );
}

fn outcomes(case: &Case) -> Vec<Outcome> {
    let ended = |session: &Session| session.ended.as_ref().map(|ended| ended.outcome);
    case.sessions().filter_map(ended).collect()
}

fn saved(story: &mut Story) -> Case {
    story.saved(Kind::Practice, REFERENCE)
}
