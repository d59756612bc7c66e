//! Private family time: nothing is recorded but its times.

use talking_piece::store::Kind;

use super::REFERENCE;
use crate::support::story::Story;

/// From the family's questions to the first private time, in which no key records anything.
pub fn first(story: &mut Story) {
    begin(story);
    nothing_is_recorded(story, "k a n m tab q s t u ctrl-r g - o");
    story.pass(1500).press("enter");
    story.sees("Did people call you?").press("down enter");
    story.sees("Called in for a moment at");
    story.pass(600);
    end(story);
}

/// From the family's questions into private time.
pub fn begin(story: &mut Story) {
    story
        .press("enter")
        .sees("What was decided?")
        .press("enter");
    story.press("space").sees("Check 1 of 2");
    // What is asked of people alone stands there once it was looked at.
    story.misses("a danger to the child").press("enter");
    story.sees("a danger to the child").press("y y");
    story.sees("The questions for your plan").press("enter");
    story
        .sees("Where does Maya sleep in a bad week")
        .press("esc");
    story.press("space space space space space");
    story.sees("Or a helper with you?").press("enter enter");
    story.press("space");
    story.sees("Out of the room: Tomasz, Hannah, Mr Farah.");
    story
        .press("y")
        .sees("Nothing is recorded until you are called.");
}

/// The family calls: its time alone is over.
pub fn end(story: &mut Story) {
    story.press("enter down down enter");
    story.sees("Shall the others come in?");
    story.press("enter enter").sees("Tell us your plan");
}

/// More time for the family, and then back again.
pub fn second(story: &mut Story) {
    story.press("enter").sees("More time for the family");
    story.press("2 enter").sees("Or a helper with you?");
    story.press("enter enter space y");
    story.sees("Nothing is recorded until you are called.");
    nothing_is_recorded(story, "a n l p r v w");
    story.pass(900);
    end(story);
}

fn nothing_is_recorded(story: &mut Story, keys: &str) {
    let before = story.saved(Kind::Practice, REFERENCE).history;
    for key in keys.split(' ') {
        story
            .press(key)
            .sees("This is private time: nothing is recorded.");
        story.press("b").press("b");
    }
    let after = story.saved(Kind::Practice, REFERENCE).history;
    assert_eq!(before, after, "something was recorded in private time");
}
