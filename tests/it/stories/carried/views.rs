//! Views carried: a visit in one home, the words said to the young person, the answer brought back.

use talking_piece::case::{Case, NextStep, PersonId, Willing};
use talking_piece::script::Outcome;

use super::{another_day, begin, right_words_yes_and_looked_at, saved};
use crate::support::story::Story;

const QUESTION: &str = "Did you see that somebody was in there?";
const UNCARRIED: &str = "CANARY I sleep on the floor";
const KEPT: &str = "CANARY nobody is to know where she works";
const ANSWER: &str = "I saw a curtain move. I did not think it was a person.";
const KEPT_TOO: &str = "CANARY he cried when it was read";
const FARAH: PersonId = PersonId(1);
/// Where each kind of meeting stands in the list.
const VISIT_BEFORE: usize = 0;
const CARRYING: usize = 1;
const VISIT_AFTER: usize = 2;

#[test]
fn views_are_taken_down_in_one_home_said_in_a_meeting_and_answered() {
    let mut story = Story::at_home();
    story.practise("The wrong window");
    the_words_are_taken_down(&mut story);
    let mut story = another_day(story, "2026-03-09T10:00:00+00:00");
    they_are_said(&mut story);
    let mut story = another_day(story, "2026-03-16T10:00:00+00:00");
    the_answer_is_brought_back(&mut story);
    what_was_saved(&mut story);
}

#[test]
fn words_are_taken_back_on_the_telephone_before_they_are_said() {
    let mut story = Story::at_home();
    story.practise("The wrong window");
    the_words_are_taken_down(&mut story);
    let mut story = another_day(story, "2026-03-09T10:00:00+00:00");
    begin(&mut story, CARRYING, "1 2");
    story.press("d").sees(QUESTION).press("esc");
    story
        .press("z")
        .sees("Does nobody else see the screen?")
        .misses("Farah")
        .press("2 enter")
        .sees("Who takes something back?")
        .press("2 enter");
    story
        .sees("What is taken back?")
        .press("3 enter")
        .sees("Recorded.");
    story
        .press("d")
        .misses(QUESTION)
        .misses("Farah")
        .press("esc");
    ends(&mut story, 2);
    let case = saved(&mut story);
    assert_eq!(outcomes(&case)[1], Some(Outcome::EndedEarly));
    assert_eq!(case.carrying.messages[0].delivery, None);
    let willing = case.person(FARAH).expect("Farah").is_willing();
    assert_ne!(willing, Willing::Withdrawn);
    // At her own door it stands as it is: taken back, to be asked anew.
    let mut story = another_day(story, "2026-03-10T10:00:00+00:00");
    begin(&mut story, VISIT_BEFORE, "1");
    story.press("d").sees(QUESTION).press("esc");
    let case = saved(&mut story);
    let message = &case.carrying.messages[0];
    assert_eq!(case.next_step(message), NextStep::Consent);
}

/// Farah has one question carried; a sentence is written and not let go, and a note stays.
fn the_words_are_taken_down(story: &mut Story) {
    story.press("b").sees("Which meeting begins?");
    story.press("1 enter").sees("Who is in the room?");
    // Neither the other side, nor whoever leads a panel that is not held today.
    story.sees("[ ] 2 Yusuf   [ ] 3 Mrs Boateng   [x] 4 Robin");
    story.press("1 enter").sees("Stage 1 of");
    story
        .walk_to("What must not be said?")
        .press("n")
        .words(KEPT)
        .press("enter");
    story
        .walk_to("Shall I carry something?")
        .press("space 1 enter enter");
    story
        .walk_to("Your words, one sentence at a time")
        .press("tab a");
    story.press("enter enter").words(QUESTION).press("enter");
    right_words_yes_and_looked_at(story);
    story
        .sees("It waits until you are with the child or young person.")
        .press("a");
    story.press("enter enter").words(UNCARRIED).press("enter");
    story.sees("are these the right words?").press("esc esc");
    ends(story, 1);
}

/// Dylan hears the question and nothing else, and answers it.
fn they_are_said(story: &mut Story) {
    story.press("b 2 enter").sees("Who is in the room?");
    story.sees("[ ] 2 Nan Hughes   [x] 3 Mrs Boateng");
    story.press("1 2 enter").sees("Stage 1 of");
    for keys in [
        "m", "esc", "tab", "esc", "h", "esc", ":", "esc", "?", "esc", "d",
    ] {
        story.press(keys).misses("CANARY").misses("Notes 1");
    }
    story.sees(QUESTION).press("esc");
    story
        .walk_to("Read. Slowly. All of it")
        .press("tab")
        .sees("Pass it on to Dylan");
    story
        .press("enter enter enter 1 enter")
        .sees("passed on 9 Mar")
        .press("esc");
    story
        .walk_to("What shall I not pass on?")
        .press("n")
        .words(KEPT_TOO)
        .press("enter");
    story.press("d enter").sees("would you like to answer?");
    story.press("1 enter").press("a");
    story.press("enter enter").sees("What does it answer?");
    story.press("enter").words(ANSWER).press("enter");
    right_words_yes_and_looked_at(story);
    story
        .sees("It waits until you are with the person who was harmed.")
        .press("esc");
    ends(story, 1);
}

/// Farah hears what was answered, as it was said, and nothing that stayed with Dylan.
fn the_answer_is_brought_back(story: &mut Story) {
    begin(story, VISIT_AFTER, "1");
    story.press("m").sees(KEPT).misses(KEPT_TOO).press("esc");
    story.press("h").misses("Dylan").press("esc");
    story
        .walk_to("What was answered, as it was said")
        .press("tab")
        .sees(ANSWER);
    story
        .press("enter enter enter 1 enter")
        .sees("passed on 16 Mar");
    story.press("enter 2 enter esc");
    story
        .walk_to("Is it enough, for you?")
        .press("space 1 enter enter");
    ends(story, 1);
}

fn what_was_saved(story: &mut Story) {
    let case = saved(story);
    assert_eq!(outcomes(&case), [Some(Outcome::NoAgreementWanted); 3]);
    // A visit is held to its end; nobody is asked what led to an agreement that nobody wanted.
    assert!(case.sessions().all(|session| !session.asks_for_a_reason()));
    for (place, session) in case.sessions().enumerate() {
        let came = session.taking_part.get(&FARAH);
        let came = came.is_some_and(|part| part.came);
        assert_eq!(came, place != CARRYING, "{place}");
    }
    let [question, uncarried, answer] = case.carrying.messages.as_slice() else {
        panic!("{:?}", case.carrying.messages);
    };
    assert!(question.delivery.is_some() && answer.delivery.is_some());
    assert_eq!(uncarried.delivery, None);
    assert_eq!(answer.answers, Some(question.id));
    assert_eq!(answer.to, FARAH);
    assert!(case.agreement.items.is_empty());
}

fn outcomes(case: &Case) -> Vec<Option<Outcome>> {
    let sessions = case.sessions();
    sessions
        .map(|session| session.ended.as_ref().map(|ended| ended.outcome))
        .collect()
}

/// Goes to the end of a meeting, and chooses how it ended by its place.
fn ends(story: &mut Story, place: usize) {
    story
        .walk_to("How did it end?")
        .press("space")
        .press(&place.to_string());
    story.press("enter down enter").sees("is over.");
}
