//! A letter that answers what was asked, and a reply to it, over six sittings.

use talking_piece::case::{CarriedKind, NextStep};

use super::{another_day, begin, end_for_today, right_words_yes_and_looked_at, saved};
use crate::support::story::Story;

const WISH: &str = "Did you listen to what was on the telephone?";
const DRAFT: &str = "I am sorry, but I was not alone. No, I never listened.";
const LETTER: &str = "No. I never listened to it. It was in the drain within a minute.";
const REPLY: &str = "Thank you for telling me. I can stop wondering now.";
const KEPT: &str = "CANARY he shouts in his sleep";

#[test]
fn a_letter_answers_what_was_asked_and_is_answered_itself() {
    let mut story = Story::at_home();
    story.practise("The voice on the telephone");
    the_reader_is_asked_first(&mut story);
    let mut story = another_day(story, "2026-03-09T10:00:00+00:00");
    the_letter_is_written(&mut story);
    let mut story = another_day(story, "2026-03-16T10:00:00+00:00");
    the_letter_is_read_and_answered(&mut story);
    let mut story = another_day(story, "2026-03-23T10:00:00+00:00");
    the_answer_is_brought(&mut story);
    let mut story = another_day(story, "2026-03-30T10:00:00+00:00");
    a_closing_conversation(&mut story, 4);
    let mut story = another_day(story, "2026-04-06T10:00:00+00:00");
    a_closing_conversation(&mut story, 5);
    everything_is_closed(&mut story);
}

#[test]
fn a_letter_is_held_offered_and_declined_and_nothing_of_it_was_read() {
    let mut story = Story::at_home();
    story.practise("The voice on the telephone");
    the_reader_is_asked_first(&mut story);
    let mut story = another_day(story, "2026-03-09T10:00:00+00:00");
    the_letter_is_written(&mut story);
    // It is not the time yet: Piotr's mother is in hospital.
    story
        .press("enter d")
        .sees("Messages and letters")
        .press("end h");
    story.sees("It is kept on file.");
    let held = saved(&mut story);
    assert!(held.carrying.messages[1].held.is_some());
    let mut story = another_day(story, "2026-04-13T10:00:00+00:00");
    begin(&mut story, 2, "1");
    story.walk_to("There is something for you").press("tab end");
    story
        .press("o 2 enter 2 enter")
        .sees("Piotr does not want it now.");
    story.press("esc");
    end_for_today(&mut story, "1", "1");
    let case = saved(&mut story);
    let letter = &case.carrying.messages[1];
    assert!(letter.asked.is_some_and(|asked| !asked.wants));
    assert_eq!(letter.delivery, None);
    assert!(matches!(case.next_step(letter), NextStep::Talk(_)));
    // Jordan hears no more than what Piotr let be told.
    let mut story = another_day(story, "2026-04-20T10:00:00+00:00");
    begin(&mut story, 5, "1");
    story.walk_to("Put down that you talked").press("tab");
    story.misses("CANARY").misses("not want").press("esc");
}

fn the_reader_is_asked_first(story: &mut Story) {
    begin(story, 0, "1");
    story
        .walk_to("What should a letter answer?")
        .press("n")
        .words(KEPT)
        .press("enter");
    story
        .press("tab a")
        .sees("(x) 2 what a letter should answer");
    story
        .press("enter enter enter")
        .words(WISH)
        .press("enter enter");
    right_words_yes_and_looked_at(story);
    story
        .sees("It waits until you are with the person responsible.")
        .press("esc");
    end_for_today(story, "1", "1");
}

fn the_letter_is_written(story: &mut Story) {
    begin(story, 1, "1");
    story
        .walk_to("What they want to know")
        .press("tab")
        .sees(WISH);
    story
        .misses("CANARY")
        .press("enter enter enter 1 enter")
        .sees("passed on 9 Mar");
    story
        .press("enter 1 enter")
        .press("a")
        .sees("(x) 3 a letter");
    story
        .press("enter enter enter enter")
        .words(DRAFT)
        .press("enter enter");
    story
        .sees("Go through it with Jordan")
        .press("enter")
        .press("1 2 enter");
    story
        .sees("Something on the list is not so yet.")
        .press("esc");
    story.press("e").press("end");
    for _ in 0..DRAFT.len() {
        story.press("backspace");
    }
    story.words(LETTER).press("enter enter");
    listed_checked_and_agreed(story, "1 2 3 4 5 6 7 8 9 enter");
    story.sees("It waits until you are with the person who was harmed.");
    story
        .press("tab")
        .sees("Version 1")
        .sees("Version 2")
        .sees("fingerprint")
        .press("tab esc");
    end_for_today(story, "1", "1");
}

/// All of the list is so, Ruth has read it, and its writer says yes to exactly this.
fn listed_checked_and_agreed(story: &mut Story, all_of_it: &str) {
    story.sees("one thing on the list at a time").press("enter");
    story
        .press(all_of_it)
        .sees("Let somebody read exactly this");
    story
        .press("enter")
        .words("Alun")
        .press("enter 1 enter enter");
    story
        .sees("Nobody checks what they wrote")
        .press("backtab backtab backspace");
    story
        .words("Ruth")
        .press("enter enter enter")
        .sees("may exactly this go to");
    story.press("enter 1 enter");
}

fn the_letter_is_read_and_answered(story: &mut Story) {
    begin(story, 2, "1");
    story
        .walk_to("There is something for you")
        .press("tab")
        .sees("A letter from the person responsible.");
    // Nobody reads it before they said that they want it.
    story.misses(LETTER).misses("Ruth").misses(DRAFT);
    story.sees("there is a letter");
    story
        .press("d")
        .sees("was not asked whether they want the letter");
    story
        .press("enter")
        .sees("A letter from the person responsible.")
        .misses(LETTER);
    story.press("enter").sees("Nobody said that yet.");
    story.press("1 enter 1 enter").sees("Pass it on to Piotr");
    story
        .sees(LETTER)
        .press("enter enter enter 1 enter")
        .sees("would you like to answer?");
    story
        .press("r")
        .press("1 enter")
        .words("It is a weight less")
        .press("enter 2 enter");
    story
        .press("w 1 enter")
        .sees("would like to answer. Take down");
    story.press("a").sees("(x) 3 a letter");
    story
        .press("enter enter enter")
        .sees("What does it answer?")
        .press("enter");
    story.words(REPLY).press("enter enter");
    listed_checked_and_agreed(story, "1 2 3 4 5 enter");
    story.press("esc");
    end_for_today(story, "1", "1");
}

fn the_answer_is_brought(story: &mut Story) {
    begin(story, 3, "1");
    story
        .walk_to("There is something for you")
        .press("tab")
        .sees("A letter from the person who was harmed.");
    story.misses(REPLY).misses("It is a weight less");
    story
        .misses("CANARY")
        .press("enter 1 enter 1 enter")
        .sees(REPLY)
        .press("enter enter enter 1 enter");
    story.press("w").press("2 enter").press("esc");
    end_for_today(story, "1", "1");
}

fn a_closing_conversation(story: &mut Story, place: usize) {
    begin(story, place, "1");
    story
        .walk_to("Put down that you talked")
        .press("tab end t enter");
    story.press("esc");
    story
        .walk_to(" end?")
        .press("space 1 enter down enter")
        .sees("is over.");
}

/// Once the room is empty, every one of them is closed.
fn everything_is_closed(story: &mut Story) {
    story
        .press("enter d")
        .sees("Messages and letters")
        .press("home");
    for _ in 0..3 {
        story
            .press("f")
            .sees("Is nothing more to be done")
            .press("1 enter down");
    }
    let case = saved(story);
    let kinds: Vec<CarriedKind> = case
        .carrying
        .messages
        .iter()
        .map(|known| known.kind)
        .collect();
    assert_eq!(
        kinds,
        [CarriedKind::Wish, CarriedKind::Letter, CarriedKind::Letter]
    );
    for message in &case.carrying.messages {
        assert!(message.delivery.is_some());
        let next = case.next_step(message);
        assert_eq!(next, NextStep::Closed, "{}", story.screen());
    }
    assert_eq!(case.carrying.messages[1].version(), 2);
    assert_eq!(case.earlier_sessions.len(), 5);
}
