//! Words carried between people who do not meet: a shuttle of visits, letters with a reply, and
//! views that somebody carries for a person who does not want to be there.

mod letters;
mod shuttle;
mod views;

use talking_piece::case::Case;
use talking_piece::store::Kind;

use super::{REFERENCE, another_day};
use crate::support::story::Story;

/// Begins a kind of meeting by its place in the list; who is in the room is said by numbers.
fn begin(story: &mut Story, place: usize, who: &str) {
    story.press("b").sees("Which meeting begins?");
    story.press(&(place + 1).to_string());
    story.press("enter").sees("Who is in the room?");
    story.press(who).press("enter");
}

/// Goes to the end of a visit, which was for today.
fn end_for_today(story: &mut Story, what_next: &str, how_it_ended: &str) {
    story.walk_to("What would you like next?");
    story.press("space").press(what_next).press("enter");
    story.walk_to(" end?").press("space").press(how_it_ended);
    story.press("enter down enter").sees("is over.");
}

/// The words are right, all of it may go, and whoever goes between has looked at it.
fn right_words_yes_and_looked_at(story: &mut Story) {
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

fn saved(story: &mut Story) -> Case {
    story.saved(Kind::Practice, REFERENCE)
}
