//! Whatever happens in however many sittings, one side sees of the other exactly what was let
//! go and passed on. What that is, is told here from the events alone, and not by the case.

mod let_go;

use std::sync::Arc;

use proptest::prelude::*;

use self::let_go::Oracle;
use super::carrying::*;
use super::one_side::carries_item;
use crate::case::given::*;
use crate::case::*;
use crate::script::{ConsentId, Outcome, Script};

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

/// Words that nobody of the other side may see unless they are let go.
fn canary(who: u16, number: u16) -> String {
    format!("<CANARY{who}-{number}>")
}

fn carries(command: CarryingCommand) -> Vec<Command> {
    vec![carry(command)]
}

fn offers_kind(kind: CarriedKind, from: u16, to: u16, answers: Option<u16>, text: &str) -> Command {
    carry(CarryingCommand::Offer {
        kind,
        from: p(from),
        to: p(to),
        answers: answers.map(m),
        item: None,
        text: text.to_owned(),
        helped_by: None,
    })
}

fn ruth() -> Party {
    Party::Other("Ruth".to_owned())
}

/// What is done with words: taken down, or worded anew, in whatever kind and place.
fn of_words(who: u16) -> impl Strategy<Value = Vec<Command>> {
    let other = if who == MIRA { TOM } else { MIRA };
    let need = move |text: &str| PreparingCommand::SayNeed(p(who), Need::Hopes, text.to_owned());
    let contact = move |text: String| PreparingCommand::Contact {
        corrects: None,
        person: Some(p(who)),
        on: day("2026-11-20"),
        how: ContactHow::Visit,
        words: text,
    };
    (0..18_u16, 0..9_999_u16, 1..4_u16).prop_map(move |(kind, number, message)| {
        let text = canary(who, number);
        vec![match kind {
            0 => mark(MarkKind::Note, Some(&text)),
            1 => mark(MarkKind::Idea, Some(&text)),
            2 => Command::SkipBecause(text),
            3 => Command::AgreeGroundRule(text),
            4 => Command::SetPlanField(PlanField::Purpose, Some(text)),
            5 => word(&text),
            6 => reword(message, &text),
            8 => carries_item(who, other, message, &text),
            9 => offers_kind(CarriedKind::Wish, who, other, None, &text),
            10 => offers_kind(CarriedKind::Letter, who, other, Some(message), &text),
            11 => Command::Prepare(need(&text)),
            12 => Command::Prepare(contact(text)),
            13..15 => words(message, &text),
            _ => offers(who, other, &text),
        }]
    })
}

/// What its sender says of a message, and what is done before it can be passed on.
fn of_letting_go(who: u16) -> impl Strategy<Value = Vec<Command>> {
    (0..9_u16, 0..9_999_u16, 1..4_u16).prop_map(move |(kind, number, message)| {
        let text = canary(who, number);
        let part = |extent| {
            vec![
                // More than the part, which has to stand in it.
                words(message, &format!("{text} {}", canary(who, 10_000))),
                agrees(message),
                consents(message, extent, Some(&text)),
                looks(message, kofi(), None),
            ]
        };
        match kind {
            0 => vec![agrees(message)],
            1 => part(Extent::Part),
            2 => part(Extent::Paraphrase),
            3 => vec![consents(message, Extent::Nothing, None)],
            4 => carries(CarryingCommand::Withdraw(m(message))),
            5 => vec![looks(message, kofi(), None)],
            6 => vec![looks(message, ruth(), Some("not like that"))],
            7 => vec![
                carry(CarryingCommand::GoThroughList(m(message), vec![true, true])),
                looks(message, ruth(), None),
                consents(message, Extent::All, None),
            ],
            _ => vec![
                agrees(message),
                consents(message, Extent::All, None),
                looks(message, kofi(), None),
            ],
        }
    })
}

/// What its receiver says, and whatever else happens in a sitting.
fn of_receiving(who: u16) -> impl Strategy<Value = Vec<Command>> {
    let consent = ConsentCommand::Give {
        person: p(who),
        consent: ConsentId::new("take-part"),
        said: Said {
            how: HowSaid::Voice,
            on: day("2026-11-20"),
            by: "Kofi".to_owned(),
        },
        review: None,
    };
    (0..14_u16, 0..9_999_u16, 1..4_u16).prop_map(move |(kind, number, message)| {
        let id = m(message);
        let (wants, tell) = (number % 2 == 0, number % 3 == 0);
        match kind {
            // Most often everything is passed on that can be.
            0..3 => [1, 2, 3].map(delivers_untold).to_vec(),
            3 => vec![delivers(message)],
            4 => carries(CarryingCommand::AskReceiver {
                message: id,
                wants,
                tell,
            }),
            5 => carries(CarryingCommand::NoteReaction {
                message: id,
                text: canary(who, number),
                agreed: true,
                tell: false,
            }),
            6 => carries(CarryingCommand::WantReply(id, wants)),
            7 => carries(CarryingCommand::Hold(id)),
            8 => carries(CarryingCommand::Close(id)),
            9 => vec![
                Command::SetPresence(p(who), Presence::Out),
                Command::SetPresence(p(who), Presence::Here),
            ],
            10 => agree(message, [who]),
            11 => vec![Command::Consent(consent.clone()), Command::GoOn],
            12 => vec![Command::Undo],
            _ => vec![Command::Redo],
        }
    })
}

fn of_sitting(who: u16) -> impl Strategy<Value = Vec<Command>> {
    prop_oneof![
        4 => of_words(who),
        4 => of_letting_go(who),
        3 => of_receiving(who),
    ]
}

/// One sitting: whether it is with the same side again, whether the other waited next door before it began,
/// whether the case went over to another process, and what happened.
type Sitting = (bool, bool, bool, Vec<(Vec<Command>, Vec<Command>)>);

fn sitting() -> impl Strategy<Value = Sitting> {
    let happened = proptest::collection::vec((of_sitting(MIRA), of_sitting(TOM)), 1..16);
    let again = prop::bool::weighted(0.2);
    (again, any::<bool>(), any::<bool>(), happened)
}

/// Every word of a case that somebody could be shown: of what it holds, and of its history.
fn everything(case: &Case) -> String {
    let of_messages = case.carrying.messages.iter().flat_map(|message| {
        let wordings = message.wordings.iter().map(|wording| &wording.words);
        let consents = message.consents.iter();
        let check = message
            .check
            .as_ref()
            .and_then(|check| check.wrong.as_ref());
        let delivery = message.delivery.as_ref();
        wordings
            .chain(consents.filter_map(|consent| consent.words.as_ref()))
            .chain(check)
            .chain(message.reaction.as_ref().map(|(words, _)| words))
            .chain(delivery.and_then(|delivery| delivery.words.as_ref()))
    });
    let of_sessions = case.sessions().flat_map(|session| {
        let skipped = session.skipped.values();
        let gates = session.gates.values();
        skipped
            .filter_map(|(_, words)| words.as_ref())
            .chain(gates.filter_map(|(_, words)| words.as_ref()))
    });
    let of_items = case.agreement.items.iter().flat_map(|item| {
        let versions = item.versions.iter().map(|(_, words)| words);
        versions.chain(item.concern.as_ref())
    });
    let contacts = case.preparing.contacts.iter();
    let words = of_messages
        .chain(of_sessions)
        .chain(of_items)
        .chain(case.marks.iter().flat_map(|mark| &mark.words))
        .chain(case.agreement.settled.values())
        .chain(case.preparing.needs.values())
        .chain(contacts.filter_map(|contact| contact.words.as_ref()))
        .chain(
            case.history
                .iter()
                .flat_map(|recorded| recorded.event.words()),
        );
    let words: Vec<_> = words.map(|words| &words.content).collect();
    let told: Vec<_> = case
        .history
        .iter()
        .map(|recorded| &recorded.event)
        .collect();
    // Words show themselves by their number alone, all else as it is.
    let parts = (&case.ground_rules, &case.session, &case.preparing);
    format!("{words:?}\n{parts:?}\n{told:?}")
}

/// Holds what `who` sees beside what the events say that the other let go.
fn is_kept_apart(case: &Case, who: u16, other: u16) -> Result<(), TestCaseError> {
    let seen = case.seen();
    let oracle = Oracle::of(case);
    let mut shown = everything(&seen);
    let mut let_go = oracle.let_go_to(p(who));
    // A part stands in its whole, which has to be taken out first.
    let_go.sort_by_key(|words| std::cmp::Reverse(words.len()));
    for words in let_go {
        shown = shown.replace(&words, "");
    }
    prop_assert!(!shown.contains(&format!("<CANARY{other}-")), "{shown}");
    for (id, told) in oracle.messages.iter().filter(|(_, told)| told.to == p(who)) {
        let message = seen.carrying.message(*id);
        let words = told.shown().map(|(words, _)| words.as_str());
        prop_assert_eq!(message.and_then(Message::passed_on), words);
        prop_assert_eq!(message.and_then(Message::text), words);
        let delivered = message.is_some_and(|message| message.delivery.is_some());
        prop_assert_eq!(delivered, told.delivered.is_some());
    }
    Ok(())
}

fn with_version(version: u32) -> Script {
    let mut script = script::shuttle();
    script.version = version;
    script.consents = vec![
        script::consent("take-part", &["harmed", "responsible"], true),
        script::consent("say-nothing", &["facilitator"], false),
    ];
    script
}

/// Mira by letter and Tom, and two versions of the process.
fn begun(versions: &[Arc<Script>; 2]) -> Given {
    let by_letter = PersonDetails {
        attends: Attendance::Message,
        ..person("Mira", "harmed")
    };
    Given::of(with_version(1))
        .knowing(versions[1].clone())
        .after(Command::AddPerson(by_letter))
        .after(Command::AddPerson(person("Tom", "responsible")))
        .after(Command::AddPerson(person("Kofi", "facilitator")))
}

/// A visit begins, if need be once the other has left the room next door.
fn visited(given: Given, who: u16, other: u16, next_door: bool) -> Given {
    let set = Command::SetPresence;
    let given = if next_door {
        given
            .attempt(set(p(other), Presence::Here))
            .attempt(set(p(other), Presence::Out))
    } else {
        given
    };
    let kind = if who == MIRA {
        "with-harmed"
    } else {
        "with-responsible"
    };
    let given = given
        .attempt(set(p(who), Presence::Here))
        .attempt(set(p(KOFI), Presence::Here))
        .attempt(start(kind));
    if given.case.is_one_sided() {
        return given;
    }
    given
        .attempt(set(p(other), Presence::Left))
        .after(start(kind))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn each_side_sees_of_the_other_exactly_what_was_let_go_and_passed_on(
        sittings in proptest::collection::vec(sitting(), 2..8)
    ) {
        let versions = [1, 2].map(|version| Arc::new(with_version(version)));
        let mut given = begun(&versions);
        let mut with_mira = false;
        for (again, next_door, goes_over, happened) in sittings {
            with_mira ^= !again;
            let (who, other) = if with_mira { (MIRA, TOM) } else { (TOM, MIRA) };
            if goes_over {
                let to = usize::from(given.case.script.version == 1);
                let change = Command::ChangeProcess(versions[to].clone(), String::new());
                given = given.after(change);
            }
            given = visited(given, who, other, next_door);
            for (miras, toms) in happened {
                for command in if with_mira { miras } else { toms } {
                    given = given.attempt(command);
                }
                is_kept_apart(&given.case, who, other)?;
            }
            given = given.shows(|_| {});
            given = given.after(Command::EndSession(Outcome::NoAgreementWanted)).later(3_600);
        }
    }
}
