//! From the door to the family's questions: arriving, order, notes, a time-out, a child's words.

use talking_piece::store::Kind;

use super::REFERENCE;
use crate::support::story::Story;

/// Opens the practice case; people arrive and are asked, the workers come after the child's check-in.
pub fn arrive(story: &mut Story) {
    story.practise("Grandmother's house");
    story.sees("PR-0001 · People").sees("Maya").sees("Robin");
    for _ in ["Maya", "Anjali", "Gwyn", "Nani Usha", "Dev", "Mrs Osei"] {
        story.press("w enter down");
    }
    story.press("home h h h h h h");
    story.press("h down down h");
    story.sees("Not here yet: Hannah, Mr Farah.");
    story.press("b").sees("Big room, second room");
    story.press("space").sees("Who is here?");
    story.press("space").sees("Who do you sit next to?");
    story
        .press("space space space")
        .press("h end up up h h esc");
}

/// Answers the checks; the family opens in its own way.
pub fn welcome(story: &mut Story) {
    story.sees("You can call me as well");
    // The workers came in: that matters to the next question to the child, not to going on.
    story.press("space").sees("Check 1 of 7");
    story.sees("would not count without it");
    story.press("y y y y y y y").sees("Welcome, everyone");
    story.press("space space").sees("The family opens");
    story.press("enter");
    story.words("A song that Nani Usha sings, and a candle.");
    story.press("enter 5").sees("(x) 5 Nani Usha");
    story.press("ctrl-s").sees("The family opens");
}

/// The eldest speaks first and says so herself; the family has rules of its own.
pub fn order(story: &mut Story) {
    story.press("space").sees("I take no side");
    story.press("o down down down enter").sees("1. Nani Usha");
    story.press("end up up enter enter enter enter");
    story.sees("Chosen by: Nani Usha").press("end enter");
    story.sees("Next: Nani Usha");
    story.press("space").sees("N a n i   U s h a");
    story.press("space space space space space space space space");
    story.press("space space space").sees("One person speaks");
    story.press("space space space space space space");
    story.sees("A rule your family has?").press("enter");
    story.words("Phones stay in the basket by the door.");
    story.press("enter");
    story.words("Nobody shouts; who gets loud may go out.");
    story.press("enter").sees("Phones stay in the basket");
    story.press("esc esc").sees("A rule your family has?");
    story.press("space space space space space space space space space space");
    story.sees("First: what is going well?");
}

/// A key point, an idea, a note that is struck for good, an undo and a redo.
pub fn marks(story: &mut Story) {
    story.pass(240).press("space k a n");
    story.words("Anjali sings to her every evening, also in bad weeks");
    story.press("enter n").words("Dev is angry with Gwyn");
    story.press("enter").sees("Points 1 · Ideas 1");
    story
        .press("m delete")
        .sees("Delete again strikes it for good");
    story.press("delete").misses("Dev is angry with Gwyn");
    story.press("up enter").words("Dev could drive on Tuesdays");
    story
        .press("enter")
        .sees("Idea  Dev could drive on Tuesdays");
    story.press("esc u").press("ctrl-r u ctrl-r");
    story.press("q").sees("Questions 1");
    story.press("u").sees("Questions 0");
    story.press("ctrl-r").sees("Questions 1");
    let case = story.saved(Kind::Practice, REFERENCE);
    assert_eq!(case.marks.len(), 4, "struck marks are gone");
}

/// A time-out that goes on at the same cue; Mrs Osei steps out and returns.
pub fn time_out(story: &mut Story) {
    story.press("space").sees("What are you worried about?");
    story.pass(300).press("t").sees("T i m e - o u t");
    story.press("space").sees("There is a time-out.");
    story.press("esc").pass(420).press("t");
    story.sees("How did the time-out end?").press("enter");
    story.sees("What are you worried about?");
    story.press("space").sees("M r   F a r a h");
    story.press("l down down down down down enter");
    story.sees("Steps out and may return").press("enter");
    story.press("space space space space");
    story.sees("I write each one down").press("enter");
    story.sees("Maya is never alone at night.").press("esc");
    story.press("l").sees("Mrs Osei, stepped out");
    story.press("down down down down down enter");
    story.misses("Mrs Osei, stepped out");
}

/// The child's words, exactly as they were given.
pub fn child(story: &mut Story) {
    story.press("space space space space space").pass(500);
    story.press("space space space");
    story.sees("I write it just as it was said").press("enter");
    story.words(super::CHILD_WORDS);
    story.press("enter").sees("How were they given?");
    story.press("enter 1 ctrl-s").sees("They are locked then");
    story
        .press("down enter")
        .sees("I write it just as it was said");
    story.press("space space space space space");
    story.sees("Ready to talk on your own?");
}
