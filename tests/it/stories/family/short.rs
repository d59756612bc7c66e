//! Short stories of the same family: ending early, going on another day, opening a plan again.

use chrono::NaiveDate;
use talking_piece::case::SessionStatus;
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, listening, told_to_signing};
use crate::support::story::Story;

#[test]
fn the_child_takes_a_yes_back_and_the_meeting_ends_early() {
    let mut story = Story::at_home();
    listening::arrive(&mut story);
    listening::welcome(&mut story);
    story.press("h home w").sees("Maya, asked in private");
    story.press("down enter esc");
    story.misses("willing").sees("The family opens");
    story.press("space").sees("That is their right");
    story.sees("The meeting cannot go on without this person.");
    story.press("5 enter").sees("End this meeting here?");
    story
        .press("down enter")
        .sees("The family group conference is over.");
    story
        .press("enter")
        .sees("What led to it?")
        .press("2 enter");
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let ended = session.ended.as_ref().expect("an end");
    assert_eq!(ended.outcome, Outcome::EndedEarly);
    assert_eq!(ended.reason.as_deref(), Some("chose-to-stop"));
}

#[test]
fn a_time_out_leads_to_another_day_and_the_same_cue() {
    let mut story = Story::at_home();
    listening::arrive(&mut story);
    listening::welcome(&mut story);
    story.press("space").sees("I take no side");
    story.press("t").pass(300).press("t 3");
    story.words("next monday").sees("Monday 9 March 2026");
    story.press("enter").sees("PR-0001 · People");
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let until = NaiveDate::from_ymd_opt(2026, 3, 9);
    assert_eq!(session.status, SessionStatus::Adjourned { until });
    let cue = session.position.clone();
    let mut story = story.again("2026-03-09T10:00:00+00:00");
    story.press("2").sees("goes on 9 Mar").press("enter");
    story.press("y y b").sees("Go on all the same?");
    story
        .press("y")
        .sees("I take no side")
        .sees("I decide nothing");
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.status, SessionStatus::Running);
    assert_eq!((session.sitting, &session.position), (2, &cue));
    assert!(case.people.iter().all(talking_piece::case::Person::is_here));
}

#[test]
fn a_closed_plan_is_opened_again_and_closed_as_version_2() {
    let mut story = Story::at_home();
    told_to_signing(&mut story);
    story.press("enter o").sees("Why is it opened again?");
    story.words("Nani Usha cannot on Thursdays");
    story.press("enter").sees("People sign once it is closed.");
    story.press("tab end e").words(", but not in August");
    story.press("ctrl-s").sees("everybody is asked anew");
    story.press("enter y y y y y y esc d enter r");
    story.sees("Reading back").press("y y y y y y esc");
    story.press("esc x down enter").sees("closed: version 2");
    let case = story.saved(Kind::Practice, REFERENCE);
    let files = crate::support::files::files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = String::from_utf8_lossy(&plan.expect("a plan").1);
    assert!(plan.contains("but not in August"), "{plan}");
    assert_eq!(
        case.agreement.reopenings[0].1,
        "Nani Usha cannot on Thursdays"
    );
    assert_eq!(case.board().count(), 8);
}
