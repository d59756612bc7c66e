//! Reparation that somebody asked for: the wish is taken to the young person, their answer comes
//! back, it is agreed with neither in the room of the other, done, and told.

use talking_piece::case::{Case, PersonId, Progress, Session};
use talking_piece::document::plan::Plan;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, another_day};
use crate::support::files::files_of;
use crate::support::story::Story;

const WISH: &str = "A new bench stands in the garden before spring";
const KEPT: &str = "CANARY I watch the door when it gets dark";
const HOURS: &str = "Kasia builds it in the workshop, two afternoons a week";
const KEPT_TOO: &str = "CANARY she has never held a saw";
const MR_ADEYEMI: PersonId = PersonId(1);
const KASIA: PersonId = PersonId(3);
/// Where each kind of meeting stands in the list.
const ASKING: usize = 0;
const AGREEING: usize = 1;
const LOOKING_BACK: usize = 2;
const TELLING_BACK: usize = 3;

#[test]
fn a_wish_is_carried_answered_agreed_apart_done_and_told() {
    let mut story = Story::at_home();
    story.practise("The garden bench");
    the_wish(&mut story);
    let mut story = another_day(story, "2026-03-09T15:00:00+00:00");
    the_answer(&mut story);
    let mut story = another_day(story, "2026-03-16T15:00:00+00:00");
    it_is_agreed(&mut story);
    let mut story = another_day(story, "2026-05-11T15:00:00+00:00");
    it_is_done(&mut story);
    let mut story = another_day(story, "2026-05-18T15:00:00+00:00");
    it_is_told(&mut story);
    what_was_saved(&mut story);
}

/// Mr Adeyemi says what would help, and something that stays with him.
fn the_wish(story: &mut Story) {
    begin(story, ASKING);
    story
        .walk_to("What could be done")
        .press("n")
        .words(KEPT)
        .press("enter");
    story
        .walk_to("Shall I ask for this?")
        .press("space 1 enter enter");
    story.walk_to("The wish, in your words").press("tab a");
    story.words(WISH).press("enter ctrl-s").sees("Lines (1)");
    story.press("enter y esc r y esc esc");
    story.walk_to("May I take this to them?").press("tab a");
    carries_from_the_board(story, 2, WISH);
    story
        .sees("It waits until you are with the young person.")
        .press("esc");
    ends(story, 1);
}

/// Kasia hears the wish and nothing else, says yes, and says how.
fn the_answer(story: &mut Story) {
    begin(story, AGREEING);
    story.press("m").misses("CANARY").press("esc");
    story.press("tab").misses("CANARY").press("esc");
    story
        .walk_to("Just as it was said")
        .press("tab")
        .sees("Pass it on to Kasia");
    story.sees(WISH).misses("CANARY");
    story
        .press("enter enter enter 1 enter")
        .sees("passed on 9 Mar")
        .press("esc");
    story.press("n").words(KEPT_TOO).press("enter");
    story
        .walk_to("Your answer: yes, no,")
        .press("space 1 enter enter");
    story
        .walk_to("What, when, how long")
        .press("tab")
        .sees(WISH);
    story
        .press("a")
        .words(HOURS)
        .press("enter ctrl-s")
        .sees("Lines (2)");
    for line in ["home", "down"] {
        story.press(line).press("enter y esc");
    }
    story.press("r y enter y enter esc esc");
    story.walk_to("What may I tell them?").press("tab a");
    carries_from_the_board(story, 2, "Yes, I will build it.");
    story
        .sees("It waits until you are with the person who asked.")
        .press("a");
    carries_from_the_board(story, 3, HOURS);
    story
        .sees("It waits until you are with the person who asked.")
        .press("esc");
    ends(story, 1);
}

/// Mr Adeyemi hears the answer; with his yes it stands.
fn it_is_agreed(story: &mut Story) {
    begin(story, TELLING_BACK);
    story.press("m").sees(KEPT).misses(KEPT_TOO).press("esc");
    story
        .walk_to("What do I bring back?")
        .press("space 1 enter");
    story.walk_to("What was said, as it was said").press("tab");
    story.sees("Yes, I will build it.");
    story
        .press("enter enter enter 1 enter")
        .sees("passed on 16 Mar");
    story.press("enter 2 enter end").sees(HOURS);
    story.press("enter enter enter 1 enter enter 2 enter esc");
    story.walk_to("I read each line").press("tab");
    story.sees("Kasia").press("y enter y enter esc esc");
    story
        .walk_to("Both said yes? Then it stands")
        .press("tab f y esc");
    story.walk_to("Sign, or say yes, or leave it").press("tab");
    story
        .sees("closed: version 1, 16 March 2026")
        .press("v esc");
    ends(story, 2);
}

fn it_is_done(story: &mut Story) {
    begin(story, LOOKING_BACK);
    story.walk_to("Is it done?").press("space 1 enter");
    story.walk_to("What may I tell them?").press("tab a");
    carries_from_the_board(story, 1, "The bench stands. The letters are his to cut.");
    story
        .sees("It waits until you are with Mr Adeyemi.")
        .press("esc");
    story
        .walk_to("Each line: done, partly, not")
        .press("tab")
        .sees(WISH);
    for line in ["home", "down"] {
        story.press(line).press("enter 3 enter");
        story.sees("How it stands: done").press("right enter enter");
    }
    story.press("esc");
    ends(story, 1);
}

fn it_is_told(story: &mut Story) {
    begin(story, TELLING_BACK);
    story
        .walk_to("What do I bring back?")
        .press("space 3 enter");
    story
        .walk_to("What was said, as it was said")
        .press("tab end");
    story
        .sees("The bench stands.")
        .press("enter enter enter 1 enter");
    story.press("enter 2 enter esc");
    // How it stands was said in the other room; here is put down what he has been told.
    story.walk_to("Told: on which day").press("tab");
    for line in ["home", "down"] {
        story.press(line).press("enter 3 enter enter enter t");
        story
            .sees("Who was told how this stands?")
            .press("enter enter");
        story.sees("It is noted that Mr Adeyemi was told.");
    }
    story.press("esc");
    ends(story, 1);
}

fn what_was_saved(story: &mut Story) {
    let case: Case = story.saved(Kind::Practice, REFERENCE);
    let ended = |session: &Session| session.ended.as_ref().map(|ended| ended.outcome);
    let agreed: Vec<_> = case
        .sessions()
        .map(|one| ended(one) == Some(Outcome::Agreement))
        .collect();
    assert_eq!(agreed, [false, false, true, false, false]);
    let mut items = case.agreed_items().iter();
    assert!(items.all(|item| case.progress_of(item.item) == Progress::Done));
    for item in case.agreed_items() {
        // Kasia said so in her room; in the other it was put down, and Mr Adeyemi told.
        let said = case.following.said[&item.item].iter();
        let by: Vec<_> = said.map(|said| said.by).collect();
        assert_eq!(by, [Some(KASIA), None]);
        assert_eq!(case.following.told[&item.item][0].0, MR_ADEYEMI);
    }
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = &plan.expect("a plan").1;
    assert!(!String::from_utf8_lossy(plan).contains("CANARY"));
    let plan = Plan::read(plan).expect("a plan that can be read");
    let lines: Vec<_> = plan.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(lines, [WISH, HOURS]);
}

/// Begins a meeting by its place in the list, with the first person of that side alone: whoever is
/// in charge of the work comes to the young person only, and not today.
fn begin(story: &mut Story, place: usize) {
    story.press("b").sees("Which meeting begins?");
    story.press(&(place + 1).to_string());
    story.press("enter").sees("Who is in the room?");
    if place == AGREEING || place == LOOKING_BACK {
        story.sees("[x] 3 Mrs Lindqvist").press("1 3 enter");
    } else {
        story.sees("[ ] 3 Mrs Lindqvist").press("1 enter");
    }
    story.sees("Stage 1 of");
}

/// Somebody offers, in words of their own, what a line of the board says.
fn carries_from_the_board(story: &mut Story, place: usize, words: &str) {
    story.press("enter enter");
    if story.screen().contains("What does it answer?") {
        story.press("enter");
    }
    story.sees("Does it carry something from the board?");
    story
        .press(&place.to_string())
        .press("enter")
        .words(words)
        .press("enter");
    story
        .sees("are these the right words?")
        .press("enter 1 enter");
    story
        .sees("may I pass this on?")
        .press("enter 1 enter enter");
    story.sees("Look at it once more").press("enter");
    story
        .sees("Who looked at exactly this?")
        .press("1 enter 1 enter enter");
}

/// Goes to the end of a meeting, and chooses how it ended by its place.
fn ends(story: &mut Story, place: usize) {
    story
        .walk_to("How did it end?")
        .press("space")
        .press(&place.to_string());
    story.press("enter y").sees("is over.");
}
