//! A meeting that was held before and is entered afterwards.

use crate::case::given::{Given, mark, p};
use crate::case::{
    Case, Command, Event, MarkKind, Person, Presence, Refusal, SessionStatus, Typed, TypedRefusal,
    Willing,
};
use crate::script::{Outcome, SessionKindId};

/// The tests' clock stands at 18:00 on 22 November 2026.
fn at(time: &str) -> Typed {
    Typed::parse_from_rfc3339(&format!("2026-11-22T{time}:00+00:00")).unwrap()
}

fn held(time: &str) -> Command {
    Command::StartSessionHeld(SessionKindId::new("meeting"), at(time))
}

fn people() -> Given {
    Given::conference().people([("Mira", "harmed"), ("Jay", "responsible")])
}

#[test]
fn it_began_at_the_time_that_was_typed() {
    people().here().when(held("14:05")).then_shows(|case| {
        let session = case.session.as_ref().unwrap();
        assert_eq!(session.started.wall, at("14:05"));
        assert_eq!(session.status, SessionStatus::Running);
        assert!(case.is_entered_later());
    });
}

#[test]
fn its_length_comes_from_typed_times_and_not_from_typing() {
    people()
        .here()
        .after(held("14:05"))
        .later(3_600)
        .shows(|case| assert_eq!(case.elapsed, 0))
        .after(Command::TypeTime(at("14:35")))
        .later(600)
        .after(Command::EndSession(Outcome::NotReached))
        .shows(|case| {
            assert_eq!(case.elapsed, 30 * 60_000);
            let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
            assert_eq!(ended.at.wall, at("14:35"));
        });
}

#[test]
fn a_mark_happened_at_the_time_typed_before_it() {
    people()
        .here()
        .after(held("14:05"))
        .after(Command::TypeTime(at("14:20")))
        .after(mark(MarkKind::KeyPoint, None))
        .shows(|case| assert_eq!(case.marks[0].at.wall, at("14:20")));
}

#[test]
fn times_run_forward_and_not_into_the_future() {
    people()
        .here()
        .when(held("19:30"))
        .then(Refusal::Typed(TypedRefusal::TimeInTheFuture))
        .after(held("14:05"))
        .when(Command::TypeTime(at("14:00")))
        .then(Refusal::Typed(TypedRefusal::TimeBeforeLast))
        .when(Command::TypeTime(at("20:00")))
        .then(Refusal::Typed(TypedRefusal::TimeInTheFuture))
        .when(Command::TypeTime(at("14:05")))
        .then_nothing();
}

#[test]
fn a_time_typed_wrongly_is_taken_back_and_typed_again() {
    people()
        .here()
        .after(held("14:05"))
        .after(Command::TypeTime(at("16:40")))
        .after(Command::Undo)
        .after(Command::TypeTime(at("14:40")))
        .shows(|case| assert_eq!(case.session.as_ref().unwrap().typed, Some(at("14:40"))));
}

#[test]
fn no_two_meetings_of_a_case_were_held_at_once() {
    let first = people()
        .here()
        .after(held("14:00"))
        .after(Command::TypeTime(at("15:00")))
        .after(Command::EndSession(Outcome::NotReached));
    first
        .when(held("14:30"))
        .then(Refusal::Typed(TypedRefusal::TimesOverlap(1)))
        .after(held("13:00"))
        .when(Command::TypeTime(at("14:10")))
        .then(Refusal::Typed(TypedRefusal::TimesOverlap(1)))
        .after(Command::TypeTime(at("13:50")))
        .after(Command::EndSession(Outcome::NotReached));
}

#[test]
fn two_meetings_can_be_held_on_one_day() {
    people()
        .here()
        .after(held("10:00"))
        .after(Command::TypeTime(at("10:40")))
        .after(Command::EndSession(Outcome::NotReached))
        .when(held("15:00"))
        .then_shows(|case| assert_eq!(case.earlier_sessions.len(), 1));
}

#[test]
fn the_clock_tells_the_times_of_a_meeting_that_goes_on_now() {
    people()
        .here()
        .begun()
        .when(Command::TypeTime(at("14:05")))
        .then(Refusal::Typed(TypedRefusal::NotEnteredLater));
}

#[test]
fn the_journal_keeps_when_it_was_entered_beside_when_it_was() {
    people().here().after(held("14:05")).shows(|case| {
        let typed = case.history.iter().find_map(|recorded| {
            let Event::TimeTyped { time } = &recorded.event else {
                return None;
            };
            Some((recorded.at.wall, *time))
        });
        let (entered, told) = typed.unwrap();
        assert!(entered > told);
    });
}

fn today(case: &Case) -> Vec<(Presence, Willing)> {
    let people = case.people.iter();
    people.map(|person| case.of_today(person)).collect()
}

#[test]
fn after_a_meeting_entered_later_everybody_is_asked_anew_for_the_next() {
    people()
        .after(Command::SayWilling(p(1), Willing::Given))
        .here()
        .after(held("14:05"))
        .after(Command::EndSession(Outcome::NotReached))
        .shows(|case| {
            let nobody = (Presence::Expected, Willing::NotAsked);
            assert_eq!(today(case), [nobody; 2]);
        })
        .after(Command::SetPresence(p(2), Presence::Here))
        .begun()
        .shows(|case| {
            let here = case.people.iter().map(Person::is_here);
            assert_eq!(here.collect::<Vec<bool>>(), [false, true]);
        });
}

/// A meeting that was held before and put off, then gone on with a day later.
fn put_off() -> Given {
    people()
        .here()
        .after(held("14:05"))
        .after(Command::TypeTime(at("14:35")))
        .after(Command::Adjourn(None))
}

#[test]
fn a_meeting_that_was_put_off_lets_the_clock_tell_the_time_again() {
    let given = put_off();
    let now = given.now();
    given
        .shows(|case| {
            assert_eq!(case.told(now), now);
            let parted = case.session.as_ref().unwrap().parted.unwrap();
            assert_eq!(parted.wall, at("14:35"));
        })
        .here()
        .after(Command::ResumeSession)
        .later(600)
        .after(mark(MarkKind::KeyPoint, None))
        .shows(|case| {
            assert!(case.marks[0].at.wall > now.wall);
            let whole = case.elapsed / 60_000;
            assert_eq!(whole, 40, "half an hour, and ten minutes by the clock");
        });
}

#[test]
fn what_follows_an_adjournment_can_be_entered_later_too() {
    put_off()
        .here()
        .after(Command::ResumeSession)
        .when(Command::TypeTime(at("14:30")))
        .then(Refusal::Typed(TypedRefusal::TimeBeforeLast))
        .after(Command::TypeTime(at("16:00")))
        .after(Command::TypeTime(at("16:20")))
        .after(Command::EndSession(Outcome::NotReached))
        .shows(|case| {
            assert_eq!(case.elapsed, 50 * 60_000);
            let session = case.session.as_ref().unwrap();
            assert_eq!(session.started.wall, at("14:05"));
            assert_eq!(session.ended.as_ref().unwrap().at.wall, at("16:20"));
        });
}
