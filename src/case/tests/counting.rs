//! Which meetings count.

use proptest::prelude::*;

use crate::case::given::*;
use crate::case::*;
use crate::script::{ConsentId, GateId, Outcome, Script, SessionKindId, Severity, StageId};

fn asking() -> Script {
    let mut script = script::conference();
    script.consents = vec![script::consent(
        "take-part",
        &["harmed", "responsible"],
        true,
    )];
    script.sessions[0].stages[4].gates = vec![script::gate("quorum", Severity::Legal)];
    script
}

fn people() -> Given {
    Given::of(asking()).people([("Mira", "harmed"), ("Tom", "responsible")])
}

fn consent() -> ConsentId {
    ConsentId::new("take-part")
}

fn said() -> Said {
    Said {
        how: HowSaid::Voice,
        on: day("2026-11-20"),
        by: "Kofi".to_owned(),
    }
}

fn gives(person: u16) -> Command {
    Command::Consent(ConsentCommand::Give {
        person: p(person),
        consent: consent(),
        said: said(),
        review: None,
    })
}

fn withdraws(person: u16) -> Command {
    Command::Consent(ConsentCommand::Withdraw {
        person: p(person),
        consent: consent(),
        said: said(),
    })
}

fn without(person: u16) -> Command {
    Command::GoOnWithout {
        gate: GateId::new(format!("consent-take-part-P{person}")),
        by: "Kofi".to_owned(),
        reason: "the form is in the car".to_owned(),
    }
}

fn counted(case: &Case) -> Counted {
    case.counts(case.session.as_ref().unwrap(), false)
}

fn missing(person: u16) -> NotCounted {
    NotCounted::ConsentMissing(p(person), consent())
}

const END: Command = Command::EndSession(Outcome::NoAgreementWanted);

#[test]
fn a_meeting_with_every_consent_counts_once_it_has_ended() {
    people()
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .shows(|case| assert_eq!(counted(case), Counted::No(vec![NotCounted::NotEnded])))
        .after(END)
        .shows(|case| assert_eq!(counted(case), Counted::Yes));
}

#[test]
fn a_practice_meeting_never_counts() {
    people()
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .after(END)
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            let why = Counted::No(vec![NotCounted::Practice]);
            assert_eq!(case.counts(session, true), why);
        });
}

#[test]
fn a_meeting_without_a_required_consent_does_not_count_and_says_so() {
    people()
        .after(gives(1))
        .here()
        .begun()
        .after(without(2))
        .shows(|case| assert_eq!(case.will_not_count(), [missing(2)]))
        .on(2)
        .after(END)
        .shows(|case| assert_eq!(counted(case), Counted::No(vec![missing(2)])))
        .after(gives(2))
        .shows(|case| assert_eq!(counted(case), Counted::No(vec![missing(2)])));
}

#[test]
fn asked_and_given_while_it_lasts_it_counts() {
    people()
        .after(gives(1))
        .here()
        .begun()
        .after(without(2))
        .on(1)
        .after(gives(2))
        .after(END)
        .shows(|case| assert_eq!(counted(case), Counted::Yes));
}

#[test]
fn taken_back_in_the_room_what_was_held_until_then_counts() {
    people()
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .on(2)
        .after(withdraws(2))
        .after(Command::AnswerWithdrawal(p(2), MethodStep::End))
        .shows(|case| assert_eq!(counted(case), Counted::Yes));
}

#[test]
fn somebody_who_did_not_come_is_not_needed() {
    people()
        .after(gives(1))
        .after(Command::SetPresence(p(1), Presence::Here))
        .begun()
        .after(END)
        .shows(|case| assert_eq!(counted(case), Counted::Yes));
}

#[test]
fn an_earlier_meeting_counts_as_it_counted_then() {
    people()
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .after(END)
        .after(withdraws(2))
        .begun()
        .shows(|case| {
            let earlier = &case.earlier_sessions[0];
            assert_eq!(case.counts(earlier, false), Counted::Yes);
        });
}

/// Another process that calls something else by the same name.
fn letters() -> std::sync::Arc<Script> {
    let mut script = asking();
    script.id = crate::script::ScriptId::new("letters");
    script.sessions[0].id = SessionKindId::new("sitting");
    script.sessions[0].stages[4].gates.clear();
    script.consents[0].purpose = "have letters pass".to_owned();
    std::sync::Arc::new(script)
}

#[test]
fn a_yes_to_one_process_is_none_to_another_that_calls_it_by_the_same_name() {
    people()
        .knowing(letters())
        .after_all([gives(1), gives(2)])
        .after(Command::ChangeProcess(letters(), String::new()))
        .shows(|case| {
            assert_eq!(
                case.consent_standing(p(1), &consent()),
                ConsentStanding::NotAsked
            );
            assert_eq!(case.consents.len(), 2, "the history goes along");
        })
        .after(gives(1))
        .after(Command::ChangeProcess(
            std::sync::Arc::new(asking()),
            String::new(),
        ))
        .shows(|case| {
            assert_eq!(
                case.consent_standing(p(2), &consent()),
                ConsentStanding::Given
            );
        });
}

#[test]
fn an_earlier_meeting_is_judged_by_the_process_it_was_held_by() {
    let went_over = |given: Given| {
        let change = Command::ChangeProcess(letters(), String::new());
        given.knowing(letters()).after(change)
    };
    let counted = |case: &Case| case.counts(case.session.as_ref().unwrap(), false);
    let held = people().after_all([gives(1), gives(2)]).here().begun();
    went_over(held.after(END)).shows(|case| assert_eq!(counted(case), Counted::Yes));
    let lacking = people().after(gives(1)).here().begun().after(without(2));
    went_over(lacking.after(END))
        .shows(|case| assert_eq!(counted(case), Counted::No(vec![missing(2)])));
    let held = people()
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .on(4);
    let without_quorum = Command::GoOnWithout {
        gate: GateId::new("quorum"),
        by: "Kofi".to_owned(),
        reason: "late".to_owned(),
    };
    went_over(held.after(without_quorum).after(END)).shows(|case| {
        let why = NotCounted::GateNotMet(GateId::new("quorum"));
        assert_eq!(counted(case), Counted::No(vec![why]));
    });
}

fn step() -> impl Strategy<Value = Command> {
    let quorum = || GateId::new("quorum");
    let person = || 1..3_u16;
    let presence = prop_oneof![
        2 => Just(Presence::Here),
        1 => Just(Presence::Out),
        1 => Just(Presence::Left),
    ];
    prop_oneof![
        4 => Just(Command::GoOn),
        1 => Just(Command::GoToStage(StageId::new("closing"))),
        2 => person().prop_map(gives),
        1 => person().prop_map(withdraws),
        1 => person().prop_map(without),
        1 => (person(), presence).prop_map(|(id, here)| Command::SetPresence(p(id), here)),
        1 => any::<bool>().prop_map(move |met| Command::AnswerGate {
            gate: quorum(),
            met,
            reason: None,
        }),
        1 => Just(Command::GoOnWithout {
            gate: quorum(),
            by: "Kofi".to_owned(),
            reason: "late".to_owned(),
        }),
        1 => Just(Command::AnswerWithdrawal(p(2), MethodStep::Stop)),
        1 => Just(Command::ResumeSession),
        1 => Just(Command::Undo),
    ]
}

fn held_through(steps: &[Command], begin: &Command) -> Counted {
    let mut given = people();
    let (before, during) = steps.split_at(steps.len() / 3);
    let begun = before.iter().chain([begin]).chain(during).chain([&END]);
    for command in begun {
        given = given.attempt(command.clone());
    }
    counted(&given.case)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn entering_a_meeting_later_changes_no_count(steps in proptest::collection::vec(step(), 3..24)) {
        let kind = SessionKindId::new("meeting");
        let began = Typed::parse_from_rfc3339("2026-11-20T14:05:00+00:00").unwrap();
        let live = held_through(&steps, &Command::StartSession(kind.clone()));
        let later = held_through(&steps, &Command::StartSessionHeld(kind, began));
        prop_assert_eq!(live, later);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whoever was in a meeting that counts had agreed at some time while it lasted.
    #[test]
    fn no_meeting_without_a_required_consent_counts(steps in proptest::collection::vec(step(), 3..24)) {
        let without_consents = steps.into_iter().filter(|step| {
            !matches!(step, Command::Consent(ConsentCommand::Give { .. }))
        });
        let steps: Vec<Command> = without_consents.collect();
        let mut given = people().here();
        given = given.attempt(Command::StartSession(SessionKindId::new("meeting")));
        for command in steps.iter().chain([&END]) {
            given = given.attempt(command.clone());
        }
        let case = &given.case;
        prop_assert!(counted(case) != Counted::Yes);
    }
}
