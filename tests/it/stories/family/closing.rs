//! What if, who looks after the plan, closing and signing it, and once the room is empty.

use crate::support::story::Story;

/// What happens if it does not work, who leads, who is told, when all meet again.
pub fn look_after(story: &mut Story) {
    story.press("enter");
    story.words("Anjali or Mrs Osei rings Hannah the same day, and Maya stays with Nani Usha");
    story.press("ctrl-s").sees("If a step does not work?");
    story.press("space space").sees("Who looks after the plan?");
    story.press("enter").words("Nani Usha");
    story.press("enter").words("Anjali");
    story.press("enter").words("in seven weeks");
    let day = story.day_in(49);
    story.sees(&day).press("enter");
    story.sees("Who looks after the plan?").press("space");
    story.press("space space space space space space space space space");
    story.sees("Your copy: in which form?");
}

/// The plan is closed; each signs in their own way and gets a copy.
pub fn sign(story: &mut Story) {
    story.press("space").sees("The referrer has answered");
    story
        .press("y")
        .sees("Check the names")
        .press("space enter");
    story.sees("People sign once it is closed.");
    story.sees("Nothing stands in the way: x closes it.");
    story.press("x").sees("Close the family plan?");
    story.press("down enter").sees("closed: version 1");
    story.press("c i down c i down c c i down c v down c i down c t");
    story.sees("please type your name").words("Mrs Osei");
    story.press("enter").sees("typed name");
    story.press("down c i down c i down c d down c");
    story.sees("Everybody was asked to sign.");
    story.sees("large print").sees("chose not to").press("esc");
}

/// Last words and the way home; the room is empty and the meeting has ended with a plan.
pub fn end(story: &mut Story) {
    story.press("space").sees("What happens next");
    story.press("space space space space space space space space space");
    story.press("space space space space");
    story.sees("A short form, if you like").press("space y");
    story.sees("How are you, before you go?");
    story.press("space space space").sees("How to reach us");
    story.press("l down down down down down down enter down enter");
    story.press("l down down down down down down down enter down enter");
    story.press("space").sees("Everybody has gone").press("y y");
    story.sees("First: how are you?").press("space s");
    story
        .press("space space space")
        .sees("How did the meeting end?");
    story.press("enter 1 enter").sees("There is a family plan");
    story
        .press("down enter")
        .sees("The family group conference is over.");
}

/// What was done about safety, notes to keep, the rest erased; then home.
pub fn done(story: &mut Story) {
    story
        .press("enter")
        .sees("Is everybody safe on the way home")
        .press("enter")
        .sees("Something about safety was marked");
    story.words("Robin spoke with Mrs Osei about the door key");
    story.press("enter").words("Hannah");
    story.press("enter").words("today at noon");
    story
        .press("enter")
        .sees("1 question was not come back to.");
    story.press("enter").sees("Note 1 of 2: Idea");
    story.press("n").sees("Anjali sings to her every evening");
    story.press("y").sees("What nobody kept can go now.");
    story.press("2 enter").sees("Erase what was not kept?");
    story
        .press("down enter")
        .sees("When somebody gets in touch");
    story.sees("People look at the family plan again on");
    story.press("enter").sees("Grandmother's house");
}
