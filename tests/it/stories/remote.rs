//! A conference by video: who can hear, a line that drops, a break, and a yes by voice.

use talking_piece::case::{
    Attendance, ConsentStanding, Counted, Event, NotCounted, PauseKind, PersonId, Presence, Signing,
};
use talking_piece::document::timeline;
use talking_piece::script::{ConsentId, Outcome};
use talking_piece::store::Kind;

use super::conference::item;
use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";
const KACPER: PersonId = PersonId(3);

#[test]
fn a_conference_by_video_in_which_a_line_drops_ends_with_a_yes_by_voice() {
    let mut story = Story::at_home();
    everybody_is_prepared(&mut story);
    everybody_joins(&mut story);
    a_line_drops_and_comes_back(&mut story);
    the_agreement_is_written(&mut story);
    each_says_yes_by_voice(&mut story);
    the_call_ends(&mut story);
    what_was_saved(&mut story);
}

/// Kacper did not say yes to meeting in this way yet, and the list for the day is gone through.
fn everybody_is_prepared(story: &mut Story) {
    story.practise("The accordion, far away").sees("Hana");
    story.sees("Consent still needed from: Kacper.");
    story.sees("To look after today:").press("r 7 enter");
    story.sees("[ ] A telephone number for each");
    for _ in 0..8 {
        story.press("enter down");
    }
    story.misses("[ ]").press("esc").sees("8 of 8 done");
    story.press("5 enter").sees("Kacper: meet by video");
    story.sees("not asked, needed").press("esc esc");
    story.misses("To look after today:");
}

/// Each side is asked apart; what the meeting needs of Kacper is asked before anybody joins.
fn everybody_joins(story: &mut Story) {
    story.press("b").sees("Before anybody joins").press("space");
    story
        .sees("Something is to be asked of somebody alone.")
        .misses("Kacper has agreed")
        .press("enter");
    story.sees("Kacper has agreed to meet by video.");
    story.sees("Do they agree?").press("y");
    story.walk_to("which number do I ring?");
    story.walk_to("Lock the meeting");
    story.walk_to("And if the picture stays away?");
    story.press("space 1 enter");
    story.walk_to("Who speaks first");
    story.press("space 2 enter").sees("Whose choice was it?");
    story.press("enter").sees("Order of names");
}

/// Kacper's line drops, so nobody goes on; he comes back by telephone.
fn a_line_drops_and_comes_back(story: &mut Story) {
    story.walk_to("What was it like for them?");
    story
        .press("l down down enter")
        .sees("Steps out and may return");
    story.press("enter").sees("Kacper stepped out.");
    story
        .press("space")
        .sees("Somebody is here as: person responsible.");
    story.press("esc").pass(240);
    story.press("l down down enter").sees("Kacper is here.");
    story.press("h down down e tab tab tab tab");
    story.sees("by video").press("right").sees("by telephone");
    story.press("enter esc");
    story.walk_to("How do we go on?");
    story.press("space 2 enter");
    story
        .walk_to("Once more round")
        .press("p")
        .sees("B r e a k");
    story.pass(600).press("p").press("space 1 enter");
}

fn the_agreement_is_written(story: &mut Story) {
    story.walk_to("Who? By when?").press("tab a");
    let text = "Kacper pays for the new bellows";
    item(
        story,
        text,
        "3",
        "in four weeks",
        "Hana plays it on the screen",
    );
    story.sees("Items (1)");
    story.press("enter y y y y y esc esc");
    story
        .walk_to("Is this what you agree?")
        .press("space 1 enter");
    story.walk_to("Call each name.").press("tab");
    story
        .press("y y y y y space")
        .sees("Everything was read back.");
    story.press("esc").walk_to("By screen, or together?");
    story.press("tab").words("Robin").press("enter");
    story.words("Robin rings Hana").press("enter");
    story.words("in eight weeks").press("enter esc");
}

fn each_says_yes_by_voice(story: &mut Story) {
    story.walk_to("Yes, by voice").press("tab x");
    story.sees("Close the agreement?").press("down enter");
    story.sees("The agreement is closed: version 1");
    story.press("home v down v down v down v down v");
    story.misses("Still to be asked to sign");
    story.press("home c down c down c down c down c esc");
}

fn the_call_ends(story: &mut Story) {
    story.walk_to("Nobody is left alone");
    story.walk_to("And the next hour?");
    story.walk_to("How did the meeting end?");
    story.press("space 1 enter down enter");
    story.sees("The conference is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let outcome = session.ended.as_ref().map(|ended| ended.outcome);
    assert_eq!(outcome, Some(Outcome::Agreement));
    assert_eq!(session.pauses.len(), 1);
    assert_eq!(session.pauses[0].0.kind, PauseKind::Break);
    let attends = |id: PersonId| case.person(id).expect("a person").details.attends;
    assert_eq!(attends(PersonId(1)), Attendance::Video);
    assert_eq!(attends(KACPER), Attendance::Phone);
    let meet = ConsentId::new("meet-by-video");
    assert_eq!(case.consent_standing(KACPER, &meet), ConsentStanding::Given);
    let signed = case.agreement.signatures.values();
    assert!(signed.clone().all(|(_, how)| *how == Signing::Voice));
    assert_eq!(signed.count(), 5);
    // It counts for everything but its being for practice.
    assert_eq!(session.counts(false), Counted::Yes);
    let practice = Counted::No(vec![NotCounted::Practice]);
    assert_eq!(session.counts(true), practice);
    let dropped = Event::PresenceChanged {
        person: KACPER,
        presence: Presence::Out,
    };
    assert!(case.history.iter().any(|entry| entry.event == dropped));
    let told = timeline::timeline(&case, true);
    let told: Vec<&str> = told.iter().map(|entry| entry.sentence.as_str()).collect();
    assert!(
        told.iter().any(|text| text.contains("Kacper stepped out")),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|text| text.contains("Kacper agreed to meet by video, by saying so")),
        "{told:#?}"
    );
}
