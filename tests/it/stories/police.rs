//! Restorative justice by the police: a talk on the spot that is entered afterwards from the
//! paper sheet, what decides whether it counts, and a prepared meeting.

use talking_piece::case::{Case, Counted, NotCounted};
use talking_piece::document::timeline;
use talking_piece::script::{GateId, Outcome};
use talking_piece::store::Kind;

use crate::support::story::Story;

pub(super) const REFERENCE: &str = "RC-0001";
const STEP: &str = "Kieran brings soil and replants both tubs";
/// How many keys to the right of the first role each of them is, on the spot.
const HARMED: usize = 0;
const RESPONSIBLE: usize = 1;
const OFFICER: usize = 4;

#[test]
fn a_talk_on_the_spot_is_entered_afterwards_and_counts_once_all_four_tests_are_met() {
    let mut story = Story::at_home();
    on_the_spot(&mut story);
    let case = saved(&mut story);
    assert_eq!(counted(&case), Counted::Yes);
    assert_eq!(case.elapsed, 15 * 60_000);
    let ended = case
        .session
        .as_ref()
        .and_then(|session| session.ended.as_ref());
    assert_eq!(ended.map(|ended| ended.outcome), Some(Outcome::Agreement));
    let told = timeline::timeline(&case, false);
    let mark = told
        .iter()
        .find(|entry| entry.at.to_string().contains("08:18"));
    assert!(
        mark.is_some_and(|entry| entry.entered.is_some()),
        "{told:?}"
    );
    assert_eq!(case.preparing.weighings[0].rule.as_str(), "on-the-spot");
}

/// The whole of it, from the home screen to the end of the talk.
pub(super) fn on_the_spot(story: &mut Story) {
    begun(story);
    by_the_rules(story);
    entered(story, "8:10");
    story.walk_to("What has it done?");
    // On the sheet the second half began at twenty past.
    a_time(story, "8:05");
    story.sees("What you typed before happened later than that.");
    a_time(story, "8:18");
    story.sees("Held 2 Mar 08:18").press("k");
    something_is_agreed(story);
    story.walk_to_check("Fourth test: what was agreed puts something right");
    story.sees("The talk would not count without it.");
    story.walk_to("Sign, or say yes");
    a_time(story, "8:25");
    story.press("tab s").sees("is not closed yet").press("x y");
    story.sees("closed: version 1, 2 March 2026, 08:25");
    story.press("v v e 2 enter y").sees("The talk is over.");
}

#[test]
fn without_an_outcome_it_was_a_talk_and_is_not_counted() {
    let mut story = prepared();
    entered(&mut story, "8:10");
    story.walk_to("Is it agreed?").press("space 4 enter y");
    story.sees("The talk is over.");
    let case = saved(&mut story);
    let outcome = NotCounted::GateNotMet(GateId::new("test-outcome"));
    assert_eq!(counted(&case), Counted::No(vec![outcome]));
    let mut story = story.again("2026-03-02T11:00:00+00:00");
    story.press("3").sees(REFERENCE).press("enter");
    story
        .sees("Not reached")
        .sees("Not counted:")
        .sees("Fourth test");
}

#[test]
fn whoever_was_not_free_stops_it_and_the_second_test_says_why_it_does_not_count() {
    let mut story = prepared();
    entered(&mut story, "8:10");
    story.walk_to("What you should know first").press("space");
    for _ in 0..40 {
        if story.screen().contains("Check 9 of 9") {
            break;
        }
        story.press("y");
    }
    story.sees("Second test").press("n");
    story.sees("it is not restorative justice");
    story.press("esc ctrl-q").select("End").press("enter");
    story.press("5 enter").sees("ended early?").press("y");
    let case = saved(&mut story);
    let Counted::No(why) = counted(&case) else {
        panic!("it counts");
    };
    let not = |gate: &str| why.contains(&NotCounted::GateNotMet(GateId::new(gate)));
    assert!(not("test-free") && not("test-structure") && not("test-outcome"));
    assert!(!not("test-responsibility"), "{why:?}");
}

#[test]
fn two_talks_of_one_day_stand_beside_each_other_and_never_overlap() {
    let mut story = prepared();
    entered(&mut story, "8:10");
    story.walk_to("What has it done?");
    a_time(&mut story, "8:30");
    story.press("ctrl-q").select("End").press("enter 5 enter y");
    story.sees("is over.");
    // A second one, entered from another sheet of the same morning.
    story.press("m").sees("RC-0001 · People").press("t");
    story.words("8:20").press("enter");
    story.sees("Meeting 1 of this case was held at that time.");
    story.sees("Look at the sheet again").press("ctrl-u");
    story.words("7:40").press("enter").sees("Held 2 Mar 07:40");
    story.press("h y y esc");
    a_time(&mut story, "8:20");
    story.sees("Meeting 1 of this case was held at that time.");
    a_time(&mut story, "11:15");
    story.sees("That time has not come yet.");
    a_time(&mut story, "7:55");
    story.sees("Held 2 Mar 07:55");
    story.press("ctrl-q").select("End").press("enter 5 enter y");
    // And a third, held now, on the same day.
    story
        .press("m b y")
        .sees("Stage 1 of 4")
        .misses("Held 2 Mar");
    let case = saved(&mut story);
    let held: Vec<String> = case
        .sessions()
        .map(|session| session.started.wall.format("%H:%M").to_string())
        .collect();
    assert_eq!(held[..2], ["08:10", "07:40"]);
    assert_eq!(held.len(), 3);
}

#[test]
fn a_prepared_meeting_asks_for_a_yes_first_and_for_what_makes_it_count_before_it_is_read_out() {
    let mut story = Story::at_home();
    story
        .practise("The beach hut")
        .sees("Consent still needed from: Mr Okonjo, Leon.");
    story.press("b").walk_to_check("Do they agree?");
    story.sees("Mr Okonjo has agreed to take part in the meeting.");
    story.sees("The meeting would not count without it.");
    story.walk_to("Who? By which day?").press("tab a");
    story
        .words("Leon paints the door with Mr Okonjo")
        .press("enter ctrl-s");
    story.press("enter y y y y esc r y y y y esc esc");
    story
        .walk_to("Is that what you agree?")
        .press("space 1 enter");
    story.walk_to_check("It had its order").press("y");
    story
        .walk_to_check("What is agreed puts something right")
        .press("y");
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab tab p");
    told_if_not_kept(&mut story);
    story.press("s x y v down down v esc");
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter");
    story.press("y").sees("is over.");
    let case = story.saved(Kind::Practice, "PR-0001");
    assert_eq!(case.consents.len(), 2);
    assert!(case.will_not_count().is_empty());
    let session = case.session.as_ref().expect("a session");
    assert_eq!(
        session.counts(true),
        Counted::No(vec![NotCounted::Practice])
    );
}

/// The case, its people, and what the paper sheet says of them.
fn prepared() -> Story {
    let mut story = Story::at_home();
    begun(&mut story);
    story
}

fn begun(story: &mut Story) {
    story.press("enter").words("spot").press("enter enter");
    story.sees("RC-0001 · People");
    for (name, role) in [
        ("Mrs Achterberg", HARMED),
        ("Kieran", RESPONSIBLE),
        ("Sam", OFFICER),
    ] {
        story.press("a").words(name).press("enter");
        for _ in 0..role {
            story.press("right");
        }
        story.press("space ctrl-s");
    }
    story.sees("To look after today: \"The paper sheet");
}

/// The police rules come to level 1, and Sam decides.
fn by_the_rules(story: &mut Story) {
    story.press("r 6 enter enter").sees("Is it domestic abuse");
    story.press("2 enter 2 enter 1 enter 1 enter 1 enter 1 enter 2 enter");
    story
        .sees("The rules come to: eligible.")
        .sees("Rule on-the-spot");
    story
        .press("enter")
        .sees("A person decides")
        .press("ctrl-s");
    story
        .sees("Sam decided: it")
        .sees("is offered.")
        .press("esc esc");
}

/// Begins to enter a talk that was held at this time; all three were there.
fn entered(story: &mut Story, time: &str) {
    story.press("t").sees("When did it begin?");
    story
        .words(time)
        .press("enter")
        .sees(&format!("Held 2 Mar 0{time}"));
    story.press("h y y esc");
}

/// Types the time of what follows, in place of whatever stands there.
fn a_time(story: &mut Story, time: &str) {
    if !story.screen().contains("When was it?") {
        story.press("ctrl-t");
    }
    story.press("ctrl-u").words(time).press("enter");
}

/// One step, to which both say yes, read back to both.
fn something_is_agreed(story: &mut Story) {
    story.walk_to("What can you do, and when?").press("tab a");
    story.sees("How will Mrs Achterberg");
    story.words(STEP).press("enter ctrl-s").sees("Steps (1)");
    story.press("enter y y esc r y y esc esc");
    story.walk_to("Is it agreed?").press("space 1 enter");
}

/// Answers the one question about the whole agreement that has to be answered.
fn told_if_not_kept(story: &mut Story) {
    story
        .press("enter enter")
        .sees("If something is not done, who is told?");
    story.words("Robin").press("ctrl-s");
}

fn counted(case: &Case) -> Counted {
    case.session.as_ref().expect("a session").counts(false)
}

fn saved(story: &mut Story) -> Case {
    story.saved(Kind::Case, REFERENCE)
}
