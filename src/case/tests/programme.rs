//! A programme of several sessions: who came, who made up for what, answers of one's own.

use crate::case::given::{Given, p, script};
use crate::case::{Attended, Command, Event, Presence, ProgrammeCommand, ProgrammeEvent, Refusal};
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

fn group() -> Given {
    Given::of(programme()).people([("Ade", "responsible"), ("Ben", "responsible")])
}

/// Ade came to the first week, Ben did not.
fn first_week() -> Given {
    group().after(here(1)).after(start("week-1")).after(end())
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
                    .map(|session| case.attended(person, session))
                    .collect()
            };
            assert_eq!(of(0), [Attended::Yes, Attended::No]);
            assert_eq!(of(1), [Attended::No, Attended::Yes]);
        });
}

#[test]
fn whoever_missed_a_week_makes_up_for_it_once() {
    let week = || SessionKindId::new("week-1");
    let make_up = |person| Command::Programme(ProgrammeCommand::CatchUp(p(person), week()));
    first_week()
        .after(here(2))
        .after(start("catch-up"))
        .when(make_up(1))
        .then(Refusal::NothingMissed(p(1)))
        .when(make_up(2))
        .then(Event::Programme(ProgrammeEvent::CaughtUp {
            person: p(2),
            kind: week(),
        }))
        .when(make_up(2))
        .then(Refusal::NothingMissed(p(2)))
        .shows(|case| {
            let first = case.sessions().next().unwrap();
            assert_eq!(case.attended(&case.people[1], first), Attended::CaughtUp(2));
        });
}

#[test]
fn a_usual_week_makes_up_for_no_other() {
    let make_up = ProgrammeCommand::CatchUp(p(2), SessionKindId::new("week-1"));
    first_week()
        .after(here(2))
        .after(start("week-2"))
        .when(Command::Programme(make_up))
        .then(Refusal::NotAskedByScript);
}
