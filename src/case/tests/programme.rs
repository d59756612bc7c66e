//! A programme of several sessions: who came, who made up for what, answers of one's own.

use crate::case::given::{Given, p, script};
use crate::case::{
    Attended, Case, Command, Event, Presence, ProgrammeCommand, ProgrammeEvent, Recorded, Refusal,
    Typed,
};
use crate::script::{
    AnswerId, Outcome, OwnAnswer, PromptId, PromptKind, RecordKind, Script, SessionKindId, StageId,
};

/// Two weeks and a session to make up for one.
fn programme() -> Script {
    let mut script = script::conference();
    let mut ask = script::prompt("interest", PromptKind::Record, "responsible");
    ask.record = Some(RecordKind::OwnAnswers);
    ask.answers = ["yes", "not-now", "no"]
        .map(|id| OwnAnswer {
            id: AnswerId::new(id),
            label: id.to_owned(),
        })
        .to_vec();
    let mut make_up = script::prompt("make-up", PromptKind::Record, "me");
    make_up.record = Some(RecordKind::CatchUp);
    let week = |id: &str, prompt| {
        let mut kind = script.sessions[0].clone();
        kind.id = SessionKindId::new(id);
        kind.agrees = false;
        kind.stages.truncate(1);
        kind.stages[0].id = StageId::new("block");
        kind.stages[0].prompts = vec![prompt];
        kind
    };
    let sessions = vec![
        week("week-1", ask.clone()),
        week("week-2", ask),
        week("catch-up", make_up),
    ];
    script.sessions = sessions;
    script
}

fn start(kind: &str) -> Command {
    Command::StartSession(SessionKindId::new(kind))
}

fn here(person: u16) -> Command {
    Command::SetPresence(p(person), Presence::Here)
}

fn end() -> Command {
    Command::EndSession(Outcome::NoAgreementWanted)
}

fn answer(person: u16, answer: &str) -> Command {
    let prompt = PromptId::new("interest");
    let answer = AnswerId::new(answer);
    Command::Programme(ProgrammeCommand::GiveOwnAnswer(prompt, p(person), answer))
}

fn make_up(person: u16, session: u16) -> Command {
    Command::Programme(ProgrammeCommand::CatchUp(p(person), session))
}

fn held(kind: &str, day: u32) -> Command {
    let began = format!("2026-11-{day}T14:00:00+00:00");
    let began = Typed::parse_from_rfc3339(&began).unwrap();
    Command::StartSessionHeld(SessionKindId::new(kind), began)
}

/// How Ade and Ben attended each session.
fn attended(case: &Case) -> [Vec<Attended>; 2] {
    [1, 2].map(|person| {
        let sessions = case.sessions();
        let of = sessions.map(|session| case.attended(p(person), session));
        of.collect()
    })
}

fn group() -> Given {
    Given::of(programme()).people([("Ade", "responsible"), ("Ben", "responsible")])
}

/// Ade came to the first week, Ben did not.
fn first_week() -> Given {
    group().after(here(1)).after(start("week-1")).after(end())
}

#[test]
fn nobody_misses_what_cannot_be_made_up_for() {
    let mut script = programme();
    script.sessions.pop();
    Given::of(script)
        .people([("Ade", "responsible"), ("Ben", "responsible")])
        .after(here(1))
        .after(start("week-1"))
        .after(end())
        .shows(|case| assert!(case.missed(&case.people[1]).is_empty()));
    first_week().shows(|case| assert_eq!(case.missed(&case.people[1]).len(), 1));
}

#[test]
fn each_person_answers_for_themselves_and_may_change_it() {
    group()
        .after(here(1))
        .after(start("week-1"))
        .after(answer(1, "yes"))
        .after(answer(1, "not-now"))
        .when(answer(1, "not-now"))
        .then_nothing()
        .when(answer(1, "maybe"))
        .then(Refusal::NotInScript)
        .when(answer(2, "yes"))
        .then(Refusal::NotHere(p(2)))
        .shows(|case| {
            let prompt = PromptId::new("interest");
            assert_eq!(
                case.own_answer(&prompt, p(1)),
                Some(&AnswerId::new("not-now"))
            );
            assert_eq!(case.own_answer(&prompt, p(2)), None);
        });
}

#[test]
fn attendance_is_told_for_each_session_by_itself() {
    first_week()
        .after(here(2))
        .after(start("week-2"))
        .after(end())
        .shows(|case| {
            let of = |person: usize| -> Vec<Attended> {
                let person = &case.people[person];
                let sessions = case.sessions();
                sessions
                    .map(|session| case.attended(person.id, session))
                    .collect()
            };
            assert_eq!(of(0), [Attended::Yes, Attended::No]);
            assert_eq!(of(1), [Attended::No, Attended::Yes]);
        });
}

#[test]
fn whoever_missed_a_week_makes_up_for_it_once() {
    let week = || SessionKindId::new("week-1");
    first_week()
        .after(here(2))
        .after(start("catch-up"))
        .when(make_up(1, 1))
        .then(Refusal::NothingMissed(p(1)))
        .when(make_up(2, 1))
        .then(Event::Programme(ProgrammeEvent::CaughtUp {
            person: p(2),
            kind: week(),
            session: Some(1),
        }))
        .when(make_up(2, 1))
        .then(Refusal::NothingMissed(p(2)))
        .shows(|case| {
            let first = case.sessions().next().unwrap();
            assert_eq!(case.attended(p(2), first), Attended::CaughtUp(2));
        });
}

#[test]
fn a_usual_week_makes_up_for_no_other() {
    first_week()
        .after(here(2))
        .after(start("week-2"))
        .when(make_up(2, 1))
        .then(Refusal::NotAskedByScript);
}

#[test]
fn a_week_that_is_entered_later_was_attended_by_those_who_were_there() {
    group()
        .after(here(1))
        .after(held("week-1", 10))
        .after(end())
        .after(here(2))
        .after(held("week-2", 17))
        .after(end())
        .shows(|case| {
            let [ade, ben] = attended(case);
            assert_eq!(ade, [Attended::Yes, Attended::No]);
            assert_eq!(ben, [Attended::No, Attended::Yes]);
        });
}

#[test]
fn a_week_to_which_nobody_came_was_attended_by_nobody() {
    group()
        .after(start("week-1"))
        .after(Command::EndSession(Outcome::EndedEarly))
        .after(here(1))
        .after(start("week-2"))
        .after(end())
        .shows(|case| {
            let [ade, ben] = attended(case);
            assert_eq!(ade, [Attended::No, Attended::Yes]);
            assert_eq!(ben, [Attended::No, Attended::No]);
        });
}

#[test]
fn of_two_sessions_of_one_kind_each_is_made_up_for_by_itself() {
    first_week()
        .after(here(1))
        .after(start("week-1"))
        .after(end())
        .after(here(2))
        .after(start("catch-up"))
        .after(make_up(2, 1))
        .shows(|case| {
            let [_, ben] = attended(case);
            assert_eq!(ben, [Attended::CaughtUp(3), Attended::No, Attended::Yes]);
        })
        .after(make_up(2, 2))
        .when(make_up(2, 2))
        .then(Refusal::NothingMissed(p(2)));
}

#[test]
fn only_somebody_who_is_there_makes_up_for_something() {
    first_week()
        .after(here(1))
        .after(start("catch-up"))
        .when(make_up(2, 1))
        .then(Refusal::NotHere(p(2)));
}

#[test]
fn a_talk_in_which_people_make_up_is_never_next_and_changes_nothing_in_what_is() {
    let next = |given: &Given| given.case.next_kind().map(|kind| kind.id.to_string());
    let given = first_week();
    assert_eq!(next(&given).as_deref(), Some("week-2"));
    let given = given.after(here(2)).after(start("catch-up"));
    assert_eq!(next(&given).as_deref(), Some("catch-up"), "it goes on");
    let given = given.after(make_up(2, 1)).after(end());
    assert_eq!(next(&given).as_deref(), Some("week-2"));
    let given = given.after(here(1)).after(start("week-2")).after(end());
    assert_eq!(next(&given).as_deref(), Some("week-2"), "the last of them");
}

#[test]
fn a_week_to_which_nobody_came_was_not_held_and_is_still_the_next() {
    let next = |given: &Given| given.case.next_kind().map(|kind| kind.id.to_string());
    let given = group().after(start("week-1"));
    let given = given.when(end()).then(Refusal::NobodyCame);
    let given = given.after(Command::EndSession(Outcome::EndedEarly));
    assert_eq!(next(&given).as_deref(), Some("week-1"));
    let given = given.after(here(1)).after(start("week-1")).after(end());
    assert_eq!(next(&given).as_deref(), Some("week-2"));
}

#[test]
fn a_week_that_stopped_early_is_still_the_next() {
    let next = |given: &Given| given.case.next_kind().map(|kind| kind.id.to_string());
    let early = Command::EndSession(Outcome::EndedEarly);
    let given = group().after(here(1)).after(start("week-1")).after(early);
    assert_eq!(next(&given).as_deref(), Some("week-1"));
    let given = given.after(here(1)).after(start("week-1")).after(end());
    assert_eq!(next(&given).as_deref(), Some("week-2"));
}

#[test]
fn a_journal_of_old_made_up_for_every_session_of_the_kind_held_by_then() {
    let old = serde_json::json!({
        "t": "programme", "what": "caught_up", "person": "P2", "kind": "week-1"
    });
    let mut case = first_week().after(here(1)).after(start("catch-up")).case;
    let number = case.history.last().unwrap().number + 1;
    case.apply(Recorded {
        number,
        command: number,
        at: case.last_event.unwrap(),
        event: Event::from_object(old.as_object().unwrap().clone()).unwrap(),
    });
    let [_, ben] = attended(&case);
    assert_eq!(ben, [Attended::CaughtUp(2), Attended::No]);
}
