//! Days on which everything is difficult: a very large circle with unusual names, a clock that steps.

use serde_json::Value;
use talking_piece::store::Kind;

use super::{asked, assert_keeps_schema};
use crate::support::story::Story;

const LONG: &str = "Maximiliana Constantia Featherstonehaugh-Cholmondeley of the Long Lane \
                    beyond the Old Mill by the River, called Max by a";
const ARABIC: &str = "ليلى بنت سمير";
const FAMILY: &str = "👩‍👩‍👧 Kit";
/// How many keys to the right of the first role each of them is.
const HARMED: usize = 0;
const RESPONSIBLE: usize = 1;
const BESIDE_HARMED: usize = 2;
const BESIDE_RESPONSIBLE: usize = 3;
const COMMUNITY: usize = 4;
const FACILITATOR: usize = 8;

#[test]
fn twenty_five_people_with_every_kind_of_name_meet() {
    let mut story = Story::in_a_terminal();
    everybody_comes(&mut story);
    they_are_asked_in_private(&mut story);
    they_agree(&mut story);
    they_sign(&mut story);
    what_was_saved(story);
}

/// Twenty-five are put on the list; a person without a name is not.
fn everybody_comes(story: &mut Story) {
    assert_eq!(LONG.chars().count(), 120);
    story
        .press("enter")
        .words("restorative")
        .select("Restorative conference");
    story.press("enter enter").sees("RC-0001 · People");
    story.press("a enter ctrl-s").sees("name").press("esc");
    add(story, "Sam", HARMED);
    add(story, "Sam", RESPONSIBLE);
    add(story, LONG, BESIDE_HARMED);
    add(story, ARABIC, BESIDE_RESPONSIBLE);
    add(story, FAMILY, COMMUNITY);
    story
        .press("a")
        .paste("\u{1b}[31mRed\u{1b}[0m\u{202e}gnorw\u{7}");
    choose_role(story, COMMUNITY);
    for number in 7..25 {
        add(story, &format!("Neighbour {number}"), COMMUNITY);
    }
    add(story, "Robin", FACILITATOR);
}

fn they_are_asked_in_private(story: &mut Story) {
    story
        .press("y")
        .sees("Is everybody here?")
        .press("down enter");
    story.press("home");
    for _ in 1..25 {
        story.press("w enter down");
    }
    story.misses("not asked").press("b");
    story.sees("Begin all the same?").press("y").sees("Arrival");
    let case = story.saved(Kind::Case, "RC-0001");
    let names: Vec<&str> = case
        .people
        .iter()
        .map(|person| person.details.name.as_str())
        .collect();
    assert_eq!(
        names[..7],
        [
            "Sam",
            "Sam",
            LONG,
            ARABIC,
            FAMILY,
            "[31mRed[0mgnorw",
            "Neighbour 7"
        ]
    );
}

/// The harmed person chooses the order; one item is written, answered by all and read back.
fn they_agree(story: &mut Story) {
    story
        .walk_to("One person speaks")
        .walk_to("Who speaks first");
    story
        .press("space 2 enter enter")
        .sees("Order within each side");
    story.press("tab down ] end enter");
    story.walk_to("An idea that could help?").press("a");
    story.walk_to("Who? By when?").press("tab");
    story
        .press("a")
        .words("A bench for the lane")
        .press("enter enter 5 enter ctrl-s");
    story.sees("Items (1)").press("tab enter");
    for _ in 1..25 {
        story.press("y");
    }
    story
        .sees("Neighbour 24")
        .misses("not asked")
        .press("esc esc");
    story
        .walk_to("Is this what you agree?")
        .press("space 1 enter");
    story
        .walk_to("This is what I have written")
        .press("tab")
        .sees("Reading back · 1 of 1");
    for _ in 1..25 {
        story.press("y");
    }
    story
        .press("space")
        .sees("Everything was read back.")
        .press("esc");
}

fn they_sign(story: &mut Story) {
    story
        .walk_to("When do we look at it again?")
        .press("tab")
        .sees("Who keeps an eye");
    story
        .words("Robin")
        .press("enter")
        .words("Everybody")
        .press("enter");
    story.words("in eight weeks").press("enter").press("esc");
    story.walk_to("Sign, or say yes, or decline").press("tab");
    story
        .press("x")
        .sees("Close the agreement?")
        .press("down enter");
    story
        .sees("The agreement is closed: version 1")
        .press("home");
    for _ in 0..24 {
        story.press("c i down");
    }
    story.press("end c i");
    story.sees("Everybody was asked to sign.");
}

/// Every name stands in the plan and on paper as it was given, and nothing that could act.
fn what_was_saved(story: Story) {
    let home = story.cabinet.home.root().to_owned();
    let (_, folder) = story.leave();
    let plan = asked(&home, &["plan", "RC-0001"]);
    let plan: Value = serde_json::from_str(&plan).expect("JSON");
    assert_keeps_schema(&plan);
    assert_eq!(plan["people"].as_array().expect("people").len(), 25);
    assert_eq!(plan["signatures"].as_array().expect("signatures").len(), 25);
    let paper = asked(&home, &["export", "RC-0001", "--format", "txt"]);
    for name in [LONG, ARABIC, FAMILY, "[31mRed[0mgnorw", "Neighbour 24"] {
        assert!(unwrapped(&paper).contains(name), "{paper}");
    }
    assert!(
        !paper.contains('\u{1b}') && !paper.contains('\u{202e}'),
        "{paper}"
    );
    drop(folder);
}

fn add(story: &mut Story, name: &str, role: usize) {
    story.press("a").words(name);
    choose_role(story, role);
}

fn choose_role(story: &mut Story, role: usize) {
    story.press("enter");
    for _ in 0..role {
        story.press("right");
    }
    story.press("space ctrl-s");
}

/// Text with its lines put together again.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
