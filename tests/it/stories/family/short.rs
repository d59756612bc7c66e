//! Short stories of the same family: ending early, going on another day, opening a plan again.

use chrono::NaiveDate;
use talking_piece::case::{Event, SessionStatus};
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{REFERENCE, listening, private, told_to_signing};
use crate::support::story::Story;

#[test]
fn the_child_takes_a_yes_back_and_the_meeting_ends_early() {
    let mut story = Story::at_home();
    listening::arrive(&mut story);
    listening::welcome(&mut story);
    story.press("h home w").sees("Maya, asked in private");
    story.press("down enter esc");
    story.misses("willing").sees("The family opens");
    story.press("space").sees("need not say why");
    story.sees("The meeting cannot go on without this person.");
    story.press("5 enter").sees("End this meeting here?");
    story
        .press("down enter")
        .sees("The family group conference is over.");
    story
        .press("enter enter")
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
    story
        .press("enter")
        .sees("Below stands how version 1 was signed");
    story.press("tab end e").words(", but not in August");
    story.press("ctrl-s").sees("asked anew").press("y");
    story.press("enter y y y y y y esc d enter r");
    story.sees("Reading back").press("y y y y y y esc");
    story.press("esc x down enter").sees("closed: version 2");
    let case = story.saved(Kind::Practice, REFERENCE);
    let files = crate::support::files::files_of(&story.cabinet, Kind::Practice, REFERENCE);
    let plan = files.iter().find(|(path, _)| path.ends_with("plan.json"));
    let plan = String::from_utf8_lossy(&plan.expect("a plan").1);
    assert!(plan.contains("but not in August"), "{plan}");
    // Why it was opened again may tell who differed, so closing forgets it.
    assert_eq!(case.agreement.reopenings[0].1.text(), None);
    assert!(!plan.contains("cannot on Thursdays"), "{plan}");
    assert_eq!(case.board().count(), 8);
}

fn told_to_private_time() -> Story {
    let mut story = Story::at_home();
    listening::arrive(&mut story);
    listening::welcome(&mut story);
    listening::order(&mut story);
    listening::marks(&mut story);
    listening::time_out(&mut story);
    listening::child(&mut story);
    private::begin(&mut story);
    story
}

#[test]
fn private_time_goes_on_over_a_restart_and_nothing_of_that_is_recorded() {
    let mut story = told_to_private_time();
    story.sees("Since 10:31, 0 min");
    let before = story.saved(Kind::Practice, REFERENCE).history;
    let mut story = story.again("2026-03-02T11:31:40+00:00");
    story.press("2").sees("PR-0001").press("enter");
    story.sees("Since 10:31, 1 h 00 min");
    story.sees("Nothing is recorded until you are called.");
    assert_eq!(story.saved(Kind::Practice, REFERENCE).history, before);
    private::end(&mut story);
    let case = story.saved(Kind::Practice, REFERENCE);
    let spell = &case.session.as_ref().expect("a session").private_spells[0];
    let minutes = spell.ended.expect("an end").milliseconds_since(spell.since) / 60_000;
    assert_eq!(minutes, 60);
    let resumed = |event: &Event| matches!(event, Event::CaseResumed { .. });
    let times = case.history.iter().filter(|entry| resumed(&entry.event));
    assert_eq!(
        times.count(),
        1,
        "the restart is told, once people are back"
    );
}

#[test]
fn g04_private_time_is_counted_right_while_the_laptop_sleeps_and_its_clock_steps_back() {
    let mut story = told_to_private_time();
    let before = story.saved(Kind::Practice, REFERENCE).history;
    // Asleep with its lid closed: nothing of the program runs, and both clocks go on.
    story.pass(2 * 60 * 60).sees("2 h 00 min");
    story
        .clock_steps(-61)
        .sees("2 h")
        .pass(60)
        .sees("2 h 01 min");
    story.press("k").sees("This is private time");
    let asleep = story.saved(Kind::Practice, REFERENCE).history;
    assert_eq!(before, asleep, "something was recorded in private time");
    private::end(&mut story);
    story.press("k").sees("Points 2");
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let spell = &session.private_spells[0];
    let ended = spell.ended.expect("an end");
    let minutes = ended.milliseconds_since(spell.since) / 60_000;
    assert_eq!(minutes, 121);
    let stepped = |event: &Event| matches!(event, Event::ClockChanged { minutes: -61 });
    let steps = case.history.iter().filter(|entry| stepped(&entry.event));
    assert_eq!(steps.count(), 1, "the step is told, once people are back");
}
