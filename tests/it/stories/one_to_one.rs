//! Thinking of those who were harmed, one to one: three sessions of which one stops early and is
//! held again, and all of it in one session after which nothing is wanted.

use talking_piece::case::{Case, Counted, PersonId, Session};
use talking_piece::script::{DecisionId, Outcome, RoleKind};
use talking_piece::store::Kind;

use super::{REFERENCE, another_day, is_nowhere, saved_plan};
use crate::support::story::Story;

const STEP: &str = "I mend bicycles with Mr Osei on Saturdays";
const BUS_STOP: &str = "CANARY he saw the man at the bus stop";
const LEON: PersonId = PersonId(1);

#[test]
fn three_sessions_of_which_one_stops_early_lead_to_a_step_of_his_own() {
    let mut story = Story::at_home();
    what_happened(&mut story);
    let mut story = another_day(story, "2026-03-09T16:00:00+00:00");
    he_stops_early(&mut story);
    let mut story = another_day(story, "2026-03-16T16:00:00+00:00");
    the_people_it_reached(&mut story);
    let mut story = another_day(story, "2026-03-23T16:00:00+00:00");
    what_can_be_mended(&mut story);
    what_was_saved(&mut story);
    let mut story = story.again("2026-04-20T16:00:00+00:00");
    story
        .press("3 enter")
        .sees("Held to its end, Monday 2 March 2026")
        .sees("Ended early, Monday 9 March 2026")
        .misses("No agreement wanted")
        .press("tab")
        .sees(STEP)
        .misses("CANARY");
}

#[test]
fn all_of_it_in_one_session_may_end_with_a_no_to_every_question() {
    let mut story = Story::at_home();
    story.practise("The borrowed bicycle");
    begin(&mut story, "All of it in one session");
    story
        .walk_to("Write down a step?")
        .press("space 2 enter")
        .sees("Whose choice was it?")
        .press("enter");
    // No is as right an answer as yes, and leads nowhere else.
    story.walk_to("Would you like to find out more?");
    story.press("space 4 enter enter");
    story
        .sees("Thank you. You may change it")
        .press("space")
        .misses("What happens now")
        .misses("I ask once more");
    story.walk_to("How did the session end?");
    story.press("space 2 enter y").sees("The session is over.");
    story
        .press("enter enter")
        .misses("What led to it?")
        .press("enter");
    let case = saved(&mut story);
    assert_eq!(
        outcomes(&case),
        [Outcome::NoAgreementWanted],
        "nothing was wanted, and that is an end"
    );
    assert_eq!(chosen(&case, "want-more"), "no");
    let mut story = story.again("2026-04-20T16:00:00+00:00");
    story
        .press("3 enter")
        .sees("Held to its end, Monday 2 March 2026")
        .press("tab")
        .sees("No list of steps was closed in this case.");
}

/// He says yes to the sessions; what he tells of a bus stop is noted, and goes once he has gone.
fn what_happened(story: &mut Story) {
    story
        .practise("The borrowed bicycle")
        .sees("Auntie Precious");
    story
        .press("c enter left ctrl-s")
        .sees("yes, 2 Mar 2026")
        .press("esc");
    begin(story, "First session: what happened");
    story.walk_to_check("Nothing on the table tells where a person who was harmed lives");
    story.walk_to("They are not here");
    story.walk_to("When it comes to your mind now").press("n");
    story.words(BUS_STOP).press("enter").sees("Notes 1");
    held(story);
    // It was held as it was planned: nobody asks why nothing was agreed.
    story
        .press("enter enter")
        .misses("What led to it?")
        .sees(BUS_STOP)
        .press("n 2 enter y");
    story
        .sees("Thursday 5 March 2026")
        .sees("After each session: ask whoever is with them")
        .misses("If they wanted time to think")
        .press("enter");
}

/// After a quarter of an hour it is enough for him. No agreement can be asked of him then.
fn he_stops_early(story: &mut Story) {
    story.press("b").sees("›  2  The people it reached");
    story.press("enter").walk_to("Who was nearest to it?");
    story
        .press("ctrl-q")
        .select("End the meeting")
        .press("enter");
    story
        .sees("Held to its end")
        .misses("Agreement…")
        .misses("Not reached");
    story
        .select("It stopped before its end")
        .press("enter")
        .sees("End the meeting: ended early?")
        .press("y");
    story
        .press("enter enter")
        .select("They chose to stop, as they may")
        .press("enter enter");
}

/// The same session once more, with words of somebody else that may be used.
fn the_people_it_reached(story: &mut Story) {
    begin(story, "The people it reached (held 9 Mar)");
    story.walk_to("How have things been?").press("o");
    story
        .select("Do we have words of somebody harmed")
        .press("enter end enter");
    story.walk_to("We are guessing");
    story.walk_to("Somebody from somewhere else");
    story.walk_to("What did you notice?").sees("L e o n");
    held(story);
    story
        .press("enter enter")
        .misses("What led to it?")
        .press("enter");
}

/// A letter that is not sent, a step of his own, and time to think about more.
fn what_can_be_mended(story: &mut Story) {
    begin(story, "Last session: what can be mended");
    story.walk_to("How have things been?").press("o");
    story
        .select("Would they like to write a letter")
        .press("enter end enter");
    story.walk_to("This is not sent");
    story
        .walk_to("Write down a step?")
        .press("space 1 enter enter");
    story.walk_to("What? By when?").press("tab a");
    story.words(STEP).press("enter enter 1 ctrl-s");
    story.sees("Needs a yes from Leon.").press("enter y esc");
    story.press("r y enter").sees("Everything was read back.");
    story.press("esc esc");
    story.walk_to("When do we look at it again?").press("tab");
    story.words("in four weeks").press("enter esc");
    story.walk_to("Your copy").press("tab x");
    story.sees("Close the list of steps?").press("y");
    story.sees("The list of steps is closed").press("v esc");
    story
        .walk_to_check("Nothing that they want or fear hangs on the answer")
        .press("y");
    story.walk_to("Would you like to find out more?");
    story.press("space 2 enter enter");
    story.walk_to("I ask once more, and only once");
    held(story);
}

fn what_was_saved(story: &mut Story) {
    let case = saved(story);
    let held = Outcome::NoAgreementWanted;
    let ended = [held, Outcome::EndedEarly, held, Outcome::Agreement];
    assert_eq!(outcomes(&case), ended);
    assert!(
        case.sessions()
            .all(|session| session.counts(false) == Counted::Yes)
    );
    // His aunt was there each time, and a session with him alone is nothing to miss.
    assert!(
        case.people
            .iter()
            .all(|person| case.missed(person).is_empty())
    );
    assert_eq!(chosen(&case, "want-more"), "think");
    assert!(
        case.script
            .roles
            .iter()
            .all(|role| role.kind != RoleKind::Harmed)
    );
    let plan = saved_plan(story);
    assert_eq!(plan.title, "My own steps");
    assert_eq!(plan.items.len(), 1);
    assert_eq!(plan.items[0].text, STEP);
    assert!(plan.items[0].consent.keys().eq([LEON].iter()));
    assert!(plan.items[0].for_whom.is_empty());
    is_nowhere(story, "CANARY");
}

/// Begins one of the sessions by its name in the list.
fn begin(story: &mut Story, session: &str) {
    story.press("b").sees("Which meeting begins?");
    story.press("home").select(session).press("enter");
    story.sees("Stage 1 of");
}

/// Goes to the end, in the first of the ways in which it can end.
fn held(story: &mut Story) {
    story
        .walk_to("How did the session end?")
        .press("space 1 enter y");
    story.sees("The session is over.");
}

fn outcomes(case: &Case) -> Vec<Outcome> {
    let ended = |session: &Session| session.ended.as_ref().map(|ended| ended.outcome);
    case.sessions().filter_map(ended).collect()
}

fn chosen(case: &Case, decision: &str) -> String {
    let session = case.session.as_ref().expect("a session");
    let (outcome, by) = &session.decisions[&DecisionId::new(decision)];
    assert_eq!(*by, Some(LEON), "the choice is his");
    outcome.as_str().to_owned()
}

fn saved(story: &mut Story) -> Case {
    story.saved(Kind::Practice, REFERENCE)
}
