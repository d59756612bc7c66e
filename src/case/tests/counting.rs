//! Which meetings count.

use proptest::prelude::*;

use crate::case::given::*;
use crate::case::*;
use crate::script::{
    ConsentId, GateId, Outcome, RoleKind, Script, ScriptId, SessionKindId, Severity, StageId,
};

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
    case.session.as_ref().unwrap().counts(false)
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
            assert_eq!(session.counts(true), why);
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
        .after(Command::AnswerWithdrawal(p(2), MethodStep::End, None))
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
            assert_eq!(earlier.counts(false), Counted::Yes);
        });
}

/// Another process, in which people agree to something else and nothing has to be checked.
fn another(consent: &str) -> Script {
    let mut other = script::family();
    other.id = ScriptId::new("another");
    other.roles.extend([
        script::role("harmed", RoleKind::Harmed),
        script::role("responsible", RoleKind::Responsible),
    ]);
    let roles = &["harmed", "responsible"];
    let asked = script::consent(consent, roles, true);
    other.consents = vec![asked];
    other
}

#[test]
fn an_earlier_meeting_counts_as_it_counted_then_whatever_the_case_went_over_to() {
    people()
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .after(END)
        .over_to(another("be-filmed"))
        .shows(|case| assert_eq!(counted(case), Counted::Yes));
    people()
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .after(Command::AnswerGate {
            gate: GateId::new("quorum"),
            met: false,
            reason: None,
        })
        .after(END)
        .over_to(another("be-filmed"))
        .shows(|case| {
            let why = NotCounted::GateNotMet(GateId::new("quorum"));
            assert_eq!(counted(case), Counted::No(vec![why]));
        });
}

#[test]
fn what_is_asked_of_somebody_in_another_role_later_is_not_asked_of_an_earlier_meeting() {
    let in_role = |role: &str| Command::ChangePerson(p(3), person("Ann", role));
    people()
        .after(Command::AddPerson(person("Ann", "supporter")))
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .after(END)
        .after(in_role("harmed"))
        .shows(|case| assert_eq!(counted(case), Counted::Yes));
    people()
        .after(Command::AddPerson(person("Ann", "supporter")))
        .after_all([gives(1), gives(2)])
        .here()
        .begun()
        .after_all([in_role("harmed"), END])
        .shows(|case| assert_eq!(counted(case), Counted::No(vec![missing(3)])));
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
        1 => Just(Command::AnswerWithdrawal(p(2), MethodStep::Stop, None)),
        1 => Just(Command::ResumeSession),
        1 => Just(Command::Undo),
    ]
}

/// The meeting that these steps lead to, begun after a third of them.
fn held_through(steps: &[Command], begin: &Command) -> Case {
    let mut given = people();
    let (before, during) = steps.split_at(steps.len() / 3);
    let begun = before.iter().chain([begin]).chain(during).chain([&END]);
    for command in begun {
        given = given.attempt(command.clone());
    }
    given.case
}

/// The same, and a second one after it.
fn two_held_through(steps: &[Command], begin: &Command) -> Case {
    let mut given = people();
    let (first, second) = steps.split_at(steps.len() / 2);
    let held = first.iter().take(3).chain([begin]);
    let held = held.chain(first.iter().skip(3)).chain([&END]);
    let next = Command::StartSession(SessionKindId::new("meeting"));
    for command in held.chain([&next]).chain(second).chain([&END]) {
        given = given.attempt(command.clone());
    }
    given.case
}

/// Who took part in each meeting, and how each of them counts.
fn told(case: &Case) -> Vec<(Counted, Vec<Attended>)> {
    let people = || case.people.iter().map(|person| person.id);
    let sessions = case.sessions();
    sessions
        .map(|session| {
            let attended = people().map(|person| case.attended(person, session));
            (session.counts(false), attended.collect())
        })
        .collect()
}

fn begins() -> [Command; 2] {
    let kind = SessionKindId::new("meeting");
    let began = Typed::parse_from_rfc3339("2026-11-20T14:05:00+00:00").unwrap();
    [
        Command::StartSession(kind.clone()),
        Command::StartSessionHeld(kind, began),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn entering_a_meeting_later_changes_no_count(steps in proptest::collection::vec(step(), 3..24)) {
        let [live, later] = begins().map(|begin| told(&held_through(&steps, &begin)));
        prop_assert_eq!(live, later);
    }

    /// Whoever comes to the second was not taken for having been at the first, or the other way.
    #[test]
    fn entering_the_first_of_two_later_changes_nothing_of_either(
        steps in proptest::collection::vec(step(), 6..32),
    ) {
        let [live, later] = begins().map(|begin| two_held_through(&steps, &begin));
        prop_assert_eq!(told(&live), told(&later));
        let parts = |case: &Case| -> Vec<_> {
            case.sessions().map(|session| session.taking_part.clone()).collect()
        };
        prop_assert_eq!(parts(&live), parts(&later));
    }

    /// Whoever was in a meeting that counts had agreed at some time before its end.
    #[test]
    fn where_a_meeting_counts_each_who_took_part_gave_their_yes(
        steps in proptest::collection::vec(step(), 3..24),
    ) {
        let [live, _] = begins();
        let case = held_through(&steps, &live);
        if counted(&case) == Counted::Yes {
            for person in case.session.as_ref().unwrap().taking_part.keys() {
                let mut said = case.history.iter().map(|recorded| &recorded.event);
                let agreed = said.any(|event| matches!(
                    event,
                    Event::Consent(ConsentEvent::Given { person: who, .. }) if who == person
                ));
                prop_assert!(agreed, "{} never agreed", person);
            }
        }
    }
}
