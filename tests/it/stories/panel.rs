//! A panel after a referral order: the first one with its contract, the review that begins from
//! what was left open, and the last one.

use talking_piece::case::{Progress, Session, hours_in_rows};
use talking_piece::document::plan::Plan;
use talking_piece::script::{ItemKind, Outcome};
use talking_piece::store::Kind;

use super::{REFERENCE, another_day};
use crate::support::files::files_of;
use crate::support::story::Story;

const FENCE: &str = "I will paint the fence of the signal box";
const LIFT: &str = "We will drive Callum there every Saturday";
const LIGHTER: &str = "I will paint the gate of the signal box";

#[test]
fn a_panel_makes_a_contract_looks_at_it_again_changes_it_and_signs_it_off() {
    let mut story = Story::at_home();
    story.practise("The signal box");
    the_first_panel(&mut story);
    let mut story = another_day(story, "2026-03-30T17:00:00+00:00");
    the_review(&mut story);
    let mut story = another_day(story, "2026-08-24T17:00:00+00:00");
    the_last_panel(&mut story);
    what_was_saved(&mut story);
}

fn the_first_panel(story: &mut Story) {
    story.press("b enter");
    story.walk_to("I will… Who with? By when?").press("tab a");
    story.sees("How do you say it, beginning with: I will?");
    story.words(FENCE).press("enter right enter space enter");
    story
        .press("enter")
        .sees("How many hours, and in which months?");
    story.words("8 in May, 8 in June, 4 in July").press("enter");
    story.words("in two weeks").press("enter");
    story.words("Saturdays, 10 to 12").press("ctrl-s");
    story.sees("Hours: May: 8 hours; June: 8 hours; July: 4 hours; 20");
    story.press("a").words(LIFT).press("enter enter 5 ctrl-s");
    story.sees("Lines (2)");
    everybody_says_yes(story, 2);
    story
        .walk_to("Is this the contract?")
        .press("space 1 enter");
    story.walk_to_check("Every line is allowed by the law");
    story
        .sees("The panel would not count without it.")
        .press("y");
    story
        .walk_to_check("after the last day of the order")
        .press("y");
    story
        .walk_to_check("in proportion to what was done")
        .press("y");
    story
        .walk_to("Sign: the young person first")
        .press("tab tab p enter");
    story
        .words("Sunil")
        .press("enter")
        .words("Sunil rings Callum first")
        .press("enter");
    story.words("in four weeks").press("ctrl-s s x y");
    story.sees("closed: version 1").press("v down v esc");
    story
        .walk_to("How did the panel end?")
        .press("space 1 enter y");
    story.sees("is over.");
}

/// What is left of the contract is looked at line by line, and one line becomes lighter.
fn the_review(story: &mut Story) {
    begin(story, "Review panel");
    story.walk_to("What became of it?").press("tab");
    story.sees(FENCE).sees(LIFT).sees("not heard of yet");
    story
        .press("enter 4 enter ctrl-s")
        .sees("30 March 2026: partly done");
    story
        .press("down enter 3 enter ctrl-s")
        .sees("30 March 2026: done")
        .press("esc");
    story
        .walk_to("On track, changed, ended early")
        .press("space 2 enter");
    story
        .walk_to_check("before the last day of the order")
        .press("y");
    story.walk_to("How does it read from today?").press("tab");
    story.sees("Closed on 2 March 2026").press("s o");
    story.words("It took longer than we thought").press("enter");
    story.sees("The contract is open again; version 1 stands");
    story.press("tab home e end");
    for _ in 0..FENCE.len() {
        story.press("backspace");
    }
    story.words(LIGHTER).press("ctrl-s y").sees(LIGHTER);
    everybody_says_yes(story, 1);
    story
        .walk_to("Do you agree to the change?")
        .press("space 1 enter");
    story
        .walk_to("Sign: the young person first")
        .press("tab x y");
    story.sees("closed: version 2").press("v down v esc");
    story
        .walk_to("How did the panel end?")
        .press("space 1 enter y");
    story.sees("is over.");
}

fn the_last_panel(story: &mut Story) {
    begin(story, "Final panel");
    story.walk_to("What became of it?").press("tab");
    story
        .sees(LIGHTER)
        .misses(FENCE)
        .sees("30 March 2026: partly done")
        .press("enter 3 enter ctrl-s")
        .sees("24 August 2026: done")
        .press("esc");
    story.walk_to("Done, or not yet?").press("space 1 enter");
    story.walk_to("What it means now");
    story
        .walk_to("How did the panel end?")
        .press("space 1 enter y");
    story.sees("is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let ended = |session: &Session| session.ended.as_ref().map(|ended| ended.outcome);
    let ended: Vec<_> = case.sessions().map(ended).collect();
    let held = Some(Outcome::NoAgreementWanted);
    assert_eq!(
        ended,
        [Some(Outcome::Agreement), Some(Outcome::Agreement), held]
    );
    let kind = case.session_kind().expect("a kind of session");
    assert_eq!(kind.title_of(Outcome::NoAgreementWanted), "Held to its end");
    assert!(
        case.agreed_items()
            .iter()
            .all(|item| case.progress_of(item.item) == Progress::Done)
    );
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = Plan::read(&plan.expect("a plan").1).expect("a plan that can be read");
    let lines: Vec<_> = plan.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(lines, [LIGHTER, LIFT]);
    assert_eq!(plan.items[0].kind, ItemKind::Schedule);
    let hours = hours_in_rows(&plan.items[0].hours);
    assert_eq!(
        hours,
        [
            "May: 8 hours",
            "June: 8 hours",
            "July: 4 hours",
            "20 hours in all"
        ]
    );
    assert_eq!(plan.items[0].repeat.as_deref(), Some("Saturdays, 10 to 12"));
}

/// Begins a panel by its name in the list.
fn begin(story: &mut Story, panel: &str) {
    story
        .press("b")
        .sees("Which meeting begins?")
        .select(panel)
        .press("enter");
}

/// Young person, parent and panel say yes to each line on the board, and once more as it is read.
fn everybody_says_yes(story: &mut Story, lines: usize) {
    story.press("home");
    for _ in 0..lines {
        story.press("enter y y y y y esc down");
    }
    story.press("r");
    for _ in 0..lines {
        story.press("y y y y y enter");
    }
    story.press("esc esc").sees("Stage ");
}
