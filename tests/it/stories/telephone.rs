//! A conference by telephone: somebody beside the telephone whom nobody expected, a line that
//! drops and comes back, a yes that is taken back and given again, a break, somebody who rings
//! off early, and a yes by voice.

use talking_piece::case::{
    Attendance, ConsentEvent, Counted, Event, NotCounted, PauseKind, PersonId, Presence, Signing,
};
use talking_piece::script::{ConsentId, Outcome};
use talking_piece::store::Kind;

use super::{REFERENCE, is_nowhere, saved_plan};
use crate::support::story::Story;

const WALL: &str = "Tariq lays the bricks with the mason";
const NOTE: &str = "CANARY rang him back on his sister's number";
const MISS_LLEWELLYN: PersonId = PersonId(1);
const TARIQ: PersonId = PersonId(3);
const SAMIRA: PersonId = PersonId(4);
const COLIN: PersonId = PersonId(7);

#[test]
fn a_conference_by_telephone_in_which_a_line_drops_ends_with_a_yes_by_voice() {
    let mut story = Story::at_home();
    each_is_rung_alone(&mut story);
    the_lines_are_joined(&mut story);
    a_line_drops_and_comes_back(&mut story);
    a_yes_is_taken_back_and_given_again(&mut story);
    a_break_first(&mut story);
    the_agreement_is_written(&mut story);
    each_says_yes_by_voice(&mut story);
    the_call_ends(&mut story);
    what_was_saved(&mut story);
    let mut story = story.again("2026-03-23T10:00:00+00:00");
    story
        .press("3 enter")
        .sees("Agreement, Monday 2 March 2026")
        .press("tab")
        .sees(WALL)
        .misses("CANARY");
}

/// A neighbour who can hear turns up beside Miss Llewellyn, and is put on the list.
fn each_is_rung_alone(story: &mut Story) {
    story
        .practise("The garden wall")
        .sees("Miss Llewellyn")
        .press("b");
    story.walk_to("Who can hear you?").press("h a");
    story
        .words("Colin")
        .press("enter right right right right space tab tab tab right right");
    story.sees("by telephone").press("ctrl-s");
    story.sees("Not here yet: Colin.");
    story
        .press("end h")
        .misses("Not here yet")
        .press("esc")
        .walk_to("Who speaks first?");
}

/// Both sides say yes to him; he is named to everybody, and is asked nothing.
fn the_lines_are_joined(story: &mut Story) {
    story
        .walk_to_check("both sides have said yes to everybody who can hear")
        .press("y");
    story
        .walk_to("Roll-call")
        .sees("M i s s   L l e w e l l y n");
    story
        .walk_to("Also listening, does not speak")
        .sees("C o l i n");
    story.walk_to("And if it stays bad?").press("space 1 enter");
    story.walk_to("Who speaks first").press("space 2 enter");
    story.sees("Whose choice was it?").press("enter");
    story.walk_to("How it began for you");
}

/// Nobody is asked anything more while the line of whoever is asked is gone.
fn a_line_drops_and_comes_back(story: &mut Story) {
    story
        .walk_to("What was in your mind?")
        .press("l down down enter enter")
        .sees("Tariq stepped out.");
    story
        .press("space")
        .sees("Somebody is here as: person responsible.");
    story.press("esc n").words(NOTE).press("enter").pass(180);
    story.press("l down down enter").sees("Tariq is here.");
    story.press("space").sees("And today: how does it look?");
}

/// His sister whispers to him, and he does not want to any more; after a word alone he does.
fn a_yes_is_taken_back_and_given_again(story: &mut Story) {
    story.walk_to("Now you: how has it been?");
    his_yes(story, "right", "no");
    story
        .press("space")
        .sees("Somebody no longer wants to take part, and need not say why.")
        .misses("Tariq");
    story
        .press("2 enter")
        .sees("The meeting cannot go on without this person.")
        .press("esc");
    his_yes(story, "left", "yes, 2 Mar 2026");
    story.press("space").sees("What should we all understand?");
}

/// Records what Tariq says of talking in this way; then he stands so on the list.
fn his_yes(story: &mut Story, key: &str, stands: &str) {
    story.press("h c").select("Tariq: meet by telephone");
    story.press("enter").press(key).press("ctrl-s");
    let screen = story.screen();
    let mut rows = screen.lines();
    let row = rows.find(|row| row.contains("Tariq: meet by telephone"));
    assert!(row.is_some_and(|row| row.contains(stands)), "{screen}");
    story.press("esc esc");
}

/// A break is no answer to how they go on: they are asked again after it.
fn a_break_first(story: &mut Story) {
    story.walk_to("Agreed: try again today");
    story.walk_to("How do we go on?").press("space 2 enter");
    story.sees("T i m e - o u t").pass(600).press("t 1 enter");
    story
        .press("space")
        .sees("Chosen the last time: A break first");
    story.press("1 enter").sees("Something to add?");
    story
        .walk_to("Once more round,")
        .press("p")
        .sees("B r e a k");
    story.pass(300).press("p space 1 enter");
}

/// Samira has to go to work; what is written waits for nobody who left.
fn the_agreement_is_written(story: &mut Story) {
    story
        .walk_to("What can you do?")
        .press("l down down down enter 2 enter")
        .sees("Samira left.");
    story
        .walk_to("Write something down?")
        .press("space 1 enter");
    story.walk_to("Who? By when?").press("tab a");
    story
        .words(WALL)
        .press("enter enter 3 enter enter enter enter enter enter");
    story.words("in four weeks").press("enter");
    story.words("Adaeze tells Bernard").press("ctrl-s");
    story.sees("By: Monday 30 March 2026");
    story.press("enter y y y esc").sees("agreed").press("esc");
    story
        .walk_to("Is this what you agree?")
        .press("space 1 enter");
    story
        .walk_to("Read. Call each name.")
        .press("tab y y y enter");
    story.sees("Everything was read back.").press("esc esc");
    story.walk_to("When do we look at it again?").press("tab");
    story.words("Bernard").press("enter");
    story.words("Miss Llewellyn is rung").press("enter");
    story.words("in seven weeks").press("enter esc");
}

fn each_says_yes_by_voice(story: &mut Story) {
    story.walk_to("Yes, by voice").press("tab x");
    story.sees("Close the agreement?").press("y");
    story.sees("closed: version 1");
    story.press("v down v down v");
    story
        .sees("Still to be asked to sign: Samira.")
        .press("esc");
}

/// Each is rung alone afterwards; what was noted of a number is not kept.
fn the_call_ends(story: &mut Story) {
    story.walk_to("How is it now?").sees("M i s s");
    story
        .walk_to("How did the call end?")
        .press("space 1 enter y");
    story.sees("The conference is over.").press("enter enter");
    story.sees(NOTE).press("n 2 enter y");
    story.sees("When somebody gets in touch");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(session.counts(false), Counted::Yes);
    let practice = Counted::No(vec![NotCounted::Practice]);
    assert_eq!(session.counts(true), practice);
    let pauses: Vec<_> = session.pauses.iter().map(|(one, _)| one.kind).collect();
    assert_eq!(pauses, [PauseKind::TimeOut, PauseKind::Break]);
    let meet = ConsentId::new("meet-by-telephone");
    let history: Vec<bool> = case
        .consent_history(TARIQ, &meet)
        .map(|entry| matches!(entry.event, ConsentEvent::Given { .. }))
        .collect();
    assert_eq!(history, [true, false, true]);
    let dropped = Event::PresenceChanged {
        person: TARIQ,
        presence: Presence::Out,
    };
    assert!(case.history.iter().any(|entry| entry.event == dropped));
    let plan = saved_plan(story);
    assert_eq!(plan.items.len(), 1);
    assert_eq!(plan.items[0].text, WALL);
    let said_yes: Vec<PersonId> = plan.items[0].consent.keys().copied().collect();
    assert_eq!(said_yes, [MISS_LLEWELLYN, PersonId(2), TARIQ]);
    let signed = plan.signatures.iter();
    assert!(signed.clone().all(|one| one.how == Signing::Voice));
    assert_eq!(signed.count(), 3);
    let mut people = plan.people.iter();
    assert!(people.all(|person| person.mode == Attendance::Phone && person.took_part));
    let ids: Vec<PersonId> = plan.people.iter().map(|person| person.id).collect();
    assert!(ids.contains(&SAMIRA) && ids.contains(&COLIN));
    is_nowhere(story, "CANARY");
}
