//! A conference with some in the room and some far away: somebody who turns up, a picture that
//! goes and a voice that stays, time apart over the line, somebody who has to go, and signatures
//! of three kinds.

use talking_piece::case::{Attendance, Counted, PersonId, Signing};
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, is_nowhere, saved_plan};
use crate::support::story::Story;

const MONEY: &str = "Delyth pays thirty pounds a month";
const NOTE: &str = "CANARY Eluned whispers the answers";

#[test]
fn some_in_the_room_and_some_far_away_come_to_an_agreement_over_two_lines() {
    let mut story = Story::at_home();
    each_side_is_asked_apart(&mut story);
    somebody_turns_up(&mut story);
    the_picture_goes_and_the_voice_stays(&mut story);
    time_apart_over_the_line(&mut story);
    what_was_taken_is_to_come_back(&mut story);
    signed_here_and_by_voice_over_there(&mut story);
    what_was_saved(&mut story);
    let mut story = story.again("2026-04-20T10:00:00+00:00");
    story
        .press("3 enter")
        .sees("Agreement, Monday 2 March 2026")
        .press("tab")
        .sees(MONEY)
        .misses("CANARY");
}

/// Whoever is far away is asked with their own side who can hear them, and nobody else is.
fn each_side_is_asked_apart(story: &mut Story) {
    story
        .practise("The choir's cash box")
        .sees("person responsible, person far away");
    story.press("b").walk_to("Far away: who is near you?");
    story
        .sees("D e l y t h")
        .press("n")
        .words(NOTE)
        .press("enter");
    story
        .walk_to_check("Each person far away can speak freely")
        .press("y");
    story.walk_to("Do you hear us well?");
}

/// Beti of the choir comes in late. She is asked alone, says yes, and has her turns.
fn somebody_turns_up(story: &mut Story) {
    story.walk_to("Far away comes first").press("h a");
    story
        .words("Beti")
        .press("enter right right right right space ctrl-s end h");
    story
        .press("w")
        .sees("Beti, asked in private")
        .press("enter");
    story
        .press("c")
        .select("Beti: record nothing of it")
        .press("enter left ctrl-s")
        .sees("yes, 2 Mar 2026")
        .press("esc esc");
    story.walk_to("No recording");
    for _ in 0..5 {
        story.press("space");
    }
    story.sees("B e t i").sees("No recording");
    story
        .walk_to("And if the picture stays away?")
        .press("space 1 enter");
}

/// Her picture goes while she is asked; they wait, and she comes back by telephone.
fn the_picture_goes_and_the_voice_stays(story: &mut Story) {
    story.walk_to("Who speaks first").press("space 2 enter");
    story.sees("Whose choice was it?").press("1 enter");
    story.walk_to("Looking back today:");
    story
        .press("l down down enter enter")
        .sees("Delyth stepped out.");
    story
        .press("space")
        .sees("Somebody is here as: person responsible.")
        .press("esc");
    story.press("h").select("Delyth").press("e tab tab tab tab");
    story.sees("by video").press("right").sees("by telephone");
    story.press("ctrl-s esc l down down enter");
    story
        .sees("Delyth is here.")
        .press("space")
        .sees("Who has this touched?");
    story.walk_to("Agreed: go on by telephone");
    story.walk_to("How do we go on?").press("space 2 enter");
    story
        .walk_to("Once more round,")
        .press("space 1 enter")
        .sees("what would help you?");
}

/// Delyth and her sister talk on their own; nothing of that is recorded but its times.
fn time_apart_over_the_line(story: &mut Story) {
    story.walk_to("Write something down?").press("o");
    story
        .select("Would those responsible like some time")
        .press("enter end enter");
    story.press("space 1 enter");
    story.sees("Out of the room: Mr Ansah, Farida, Beti. Off the line: Anneke.");
    story.walk_to("Nothing is recorded until you are called.");
    let before = story.saved(Kind::Practice, REFERENCE).history.len();
    story.press("k n a q").sees("This is private time");
    story.pass(600);
    let after = story.saved(Kind::Practice, REFERENCE).history.len();
    assert_eq!(before, after);
    story
        .press("enter down down enter")
        .sees("One page, seen here and there");
}

/// Anneke on the telephone has to go before it is read back; her line waits for nobody.
fn what_was_taken_is_to_come_back(story: &mut Story) {
    story.walk_to("Who? By when?").press("tab a");
    story
        .words(MONEY)
        .press("enter enter 3 enter 1 2 ctrl-s")
        .sees("For: Mr Ansah, Farida");
    story.press("enter y y y y y y").misses("not asked");
    story.press("esc esc").walk_to("Is this what you agree?");
    story
        .press("l down down down down enter 2 enter")
        .sees("Anneke left.");
    story.press("space 1 enter");
    story.walk_to("Read. Wait for far away. Look up.");
    story.press("tab y y y y a y enter");
    story.sees("Everything was read back.").press("esc esc");
    story.walk_to("When do we look at it again?").press("tab");
    story.words("Tomasz").press("enter");
    story.words("Mr Ansah and Farida").press("enter");
    story.words("in seven weeks").press("enter esc");
}

/// Beti would rather not sign; that stands beside the others and undoes nothing.
fn signed_here_and_by_voice_over_there(story: &mut Story) {
    story.walk_to("Far away: your yes, by voice");
    story
        .walk_to("Here: sign, say yes, or decline")
        .press("tab x y");
    story.sees("closed: version 1");
    // Whoever is far away stands first here as well.
    story.press("home v down v down down i down i end d");
    story
        .sees("Still to be asked to sign: Anneke.")
        .press("esc");
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter y");
    story
        .sees("The conference is over.")
        .press("enter enter")
        .sees(NOTE)
        .press("n 2 enter y");
    story.sees("When somebody gets in touch");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(session.counts(false), Counted::Yes);
    assert_eq!(session.private_spells.len(), 1);
    let plan = saved_plan(story);
    let modes: Vec<_> = plan.people.iter().map(|person| person.mode).collect();
    let (room, video, phone) = (Attendance::Room, Attendance::Video, Attendance::Phone);
    assert_eq!(modes[..5], [room, room, phone, video, phone]);
    assert_eq!(modes[7], room, "Beti");
    let signed: Vec<_> = plan
        .signatures
        .iter()
        .map(|one| (one.who, one.how))
        .collect();
    let expected = [
        (PersonId(1), Signing::Paper),
        (PersonId(2), Signing::Paper),
        (PersonId(3), Signing::Voice),
        (PersonId(4), Signing::Voice),
        (PersonId(8), Signing::Declined),
    ];
    assert_eq!(signed, expected);
    is_nowhere(story, "CANARY");
}
