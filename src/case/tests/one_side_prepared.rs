//! What is prepared, and what of it one side may see.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::carrying::*;
use super::one_side::{canary, everything};
use crate::case::given::*;
use crate::case::*;
use crate::script::{
    ConsentId, CopyForm, Outcome, RoleKind, RuleAnswerId, RuleAnswers, RuleQuestionId, RuleSetId,
};

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;
const ADA: u16 = 4;
/// Of whom something tells that tells of nobody by number.
pub(super) const NOBODY: u16 = 0;

/// The two sides, Kofi who goes between them and Ada who interprets, by a script that asks for
/// consents and has a set of rules.
pub(super) fn prepared_for() -> Given {
    let mut script = script::shuttle();
    script.rules = vec![RuleSetId::new("probation-lrrjs-2014")];
    script.consents = vec![
        script::consent("take-part", &["harmed", "responsible"], false),
        script::consent("keep-silent", &["interpreter"], true),
        script::consent("be-carried", &["harmed", "responsible"], true),
    ];
    script
        .roles
        .push(script::silent("interpreter", RoleKind::Interpreter));
    Given::of(script)
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Kofi", "facilitator"),
            ("Ada", "interpreter"),
        ])
        .after(gives(MIRA, "be-carried", "Kofi"))
        .after(gives(TOM, "be-carried", "Kofi"))
}

fn prepare(command: PreparingCommand) -> Command {
    Command::Prepare(command)
}

fn contact(corrects: Option<u64>, of: u16, text: &str) -> Command {
    prepare(PreparingCommand::Contact {
        corrects,
        person: (of != NOBODY).then_some(p(of)),
        on: day("2026-11-01"),
        how: ContactHow::Phone,
        words: text.to_owned(),
    })
}

fn assess(of: u16, by: &str) -> Command {
    prepare(PreparingCommand::Assess {
        corrects: None,
        kind: AssessmentKind::Risk,
        person: (of != NOBODY).then_some(p(of)),
        by: by.to_owned(),
        on: day("2026-11-01"),
        until: None,
        measures: by.to_owned(),
    })
}

fn needs(of: u16, text: &str) -> Command {
    prepare(PreparingCommand::SayNeed(
        p(of),
        Need::Hopes,
        text.to_owned(),
    ))
}

fn gives(of: u16, consent: &str, by: &str) -> Command {
    Command::Consent(ConsentCommand::Give {
        person: p(of),
        consent: ConsentId::new(consent),
        said: Said {
            how: HowSaid::Voice,
            on: day("2026-11-01"),
            by: by.to_owned(),
        },
        review: None,
    })
}

fn withdraws(of: u16, consent: &str, by: &str) -> Command {
    Command::Consent(ConsentCommand::Withdraw {
        person: p(of),
        consent: ConsentId::new(consent),
        said: Said {
            how: HowSaid::Voice,
            on: day("2026-11-01"),
            by: by.to_owned(),
        },
    })
}

fn refer(source: &str) -> Command {
    prepare(PreparingCommand::Refer(Referral {
        source: source.to_owned(),
        agency: String::new(),
        on: day("2026-11-01"),
        begun_by: BegunBy::Harmed,
    }))
}

fn weigh(by: &str) -> Command {
    let text = include_str!("../../../scripts/rules/probation-lrrjs-2014.json");
    let plea = RuleQuestionId::new("plea");
    let answer = RuleAnswerId::new("not-guilty-trial");
    prepare(PreparingCommand::Weigh {
        set: Box::new(serde_json::from_str(text).unwrap()),
        answers: RuleAnswers::from_iter([(plea, answer)]),
        decided: Decided {
            decision: RuleDecision::Wait,
            by: by.to_owned(),
            approved_by: String::new(),
            why: by.to_owned(),
        },
    })
}

/// Something prepared for somebody, in words that `whose` side alone may see.
pub(super) fn prepared(of: u16, whose: u16) -> impl Strategy<Value = Command> {
    let text = canary(whose);
    let other = text.clone();
    prop_oneof![
        Just(needs(of, &text)),
        Just(contact(None, of, &text)),
        (1..60_u64).prop_map(move |id| contact(Some(id), of, &other)),
        Just(assess(of, &text)),
        Just(gives(of, "take-part", &text)),
        Just(gives(of, "be-carried", &text)),
        Just(contact(None, NOBODY, &text)),
        Just(assess(NOBODY, &text)),
        Just(refer(&text)),
        Just(weigh(&text)),
        Just(Command::ChooseOpening(text.clone(), None)),
    ]
}

/// What is prepared or settled between two sittings: of one side, or of nobody.
pub(super) fn between_sittings() -> impl Strategy<Value = Command> {
    let of_one = |of: u16| {
        let (text, again) = (canary(of), canary(of));
        prop_oneof![
            Just(needs(of, &text)),
            Just(contact(None, of, &text)),
            (1..60_u64).prop_map(move |id| contact(Some(id), of, &again)),
            Just(assess(of, &text)),
            Just(gives(of, "take-part", &text)),
        ]
    };
    let nobody = canary(NOBODY);
    prop_oneof![
        3 => of_one(MIRA),
        3 => of_one(TOM),
        1 => (1..60_u64).prop_map(|id| prepare(PreparingCommand::RemoveContact(id))),
        1 => Just(contact(None, NOBODY, &nobody)),
        1 => Just(assess(NOBODY, &nobody)),
        1 => Just(refer(&nobody)),
        1 => Just(weigh(&nobody)),
        1 => Just(Command::ChooseOpening(nobody.clone(), None)),
        1 => Just(Command::SetPlanField(PlanField::Purpose, Some(nobody))),
        1 => Just(Command::Undo),
    ]
}

/// Something that somebody in the room, or of the other side, takes back.
pub(super) fn taken_back(who: u16, other: u16) -> impl Strategy<Value = Command> {
    let consent = prop_oneof![Just("take-part"), Just("be-carried")];
    let person = prop_oneof![1 => Just(who), 3 => Just(other)];
    (person, 0..4_u8, consent).prop_map(|(person, what, consent)| match what {
        0 => carry(CarryingCommand::WithdrawAll(p(person))),
        1 => Command::SayWilling(p(person), Willing::Withdrawn),
        _ => withdraws(person, consent, &canary(person)),
    })
}

/// Whether what may be seen tells that somebody no longer takes part, or took back a yes to having
/// their words carried.
pub(super) fn tells_what_was_taken_back(seen: &Case, person: u16) -> bool {
    let by_them = |recorded: &Recorded| {
        if let Event::Carrying(CarryingEvent::ConsentWithdrawn { message }) = recorded.event {
            let message = seen.carrying.message(message);
            return message.is_none_or(|message| message.from == p(person));
        }
        let said = &recorded.event;
        matches!(said, Event::WillingnessSaid { person: who, .. } if *who == p(person))
    };
    let willing = &seen.person(p(person)).unwrap().willing;
    !willing.is_empty() || seen.history.iter().any(by_them)
}

/// What of this case can be shown to somebody, in words.
fn shown(given: Given, who: u16) -> String {
    everything(&visit(given, who).case.seen())
}

#[test]
fn what_was_prepared_for_one_side_is_there_for_it_and_not_for_the_other() {
    let given = prepared_for()
        .after(needs(TOM, "CANARY peace"))
        .after(contact(None, TOM, "CANARY rang"))
        .after(assess(TOM, "CANARY officer"))
        .after(gives(TOM, "take-part", "CANARY"));
    assert!(!shown(given.clone(), MIRA).contains("CANARY"));
    let tom = shown(given, TOM);
    for words in ["CANARY peace", "CANARY rang", "CANARY officer"] {
        assert!(tom.contains(words), "{tom}");
    }
}

#[test]
fn what_was_prepared_for_nobody_in_particular_waits_until_nobody_is_in_the_room() {
    let given = prepared_for()
        .after(contact(None, NOBODY, "CANARY"))
        .after(assess(NOBODY, "CANARY"))
        .after(refer("CANARY"))
        .after(weigh("CANARY"))
        .after(Command::ChooseOpening("CANARY".to_owned(), None));
    for who in [MIRA, TOM] {
        assert!(!shown(given.clone(), who).contains("CANARY"));
    }
    over(visit(given, MIRA)).shows(|case| {
        assert!(case.preparing.referral.is_some());
        assert_eq!(case.preparing.contacts.len(), 1);
    });
}

#[test]
fn a_contact_that_turned_out_to_be_with_the_other_side_is_not_there_any_more() {
    let given = prepared_for().after(contact(None, MIRA, "rang back"));
    let id = given.case.preparing.contacts[0].id;
    let given = given.after(contact(Some(id), TOM, "CANARY"));
    visit(given, MIRA).shows(|case| assert!(case.seen().preparing.contacts.is_empty()));
}

#[test]
fn of_an_interpreter_for_both_sides_each_sees_its_own_and_nothing_more_is_asked_of_them() {
    let interprets = PreparingCommand::Interpret(p(ADA), vec![p(MIRA), p(TOM)]);
    let given = prepared_for()
        .after(prepare(interprets))
        .after(prepare(PreparingCommand::Seat(vec![
            p(TOM),
            p(ADA),
            p(MIRA),
        ])))
        .after(gives(ADA, "keep-silent", "Kofi"))
        .after(Command::SetPresence(p(ADA), Presence::Here));
    visit(given, TOM)
        .shows(|case| {
            let seen = case.seen();
            assert_eq!(seen.preparing.interpreting[&p(ADA)], [p(TOM)]);
            assert_eq!(seen.preparing.seats, [p(TOM), p(ADA)]);
            let shown = format!("{:?}", seen.history);
            assert!(!shown.contains("people: [PersonId(1)"), "{shown}");
        })
        .after(Command::GoOn);
}

#[test]
fn when_people_of_the_other_side_came_and_which_copy_they_get_is_not_there() {
    let given = over(visit(prepared_for(), MIRA));
    let given = given.after(Command::SettleCopy(p(MIRA), Some(CopyForm::EasyRead)));
    visit(given, TOM).shows(|case| {
        let seen = case.seen();
        assert!(seen.people[0].comings_and_goings.is_empty());
        assert!(seen.agreement.copies.is_empty());
        let kofi = &seen.people[usize::from(KOFI) - 1];
        assert!(kofi.is_here() && kofi.ever_came());
    });
}

#[test]
fn nothing_is_prepared_or_consented_for_the_other_side_while_one_is_in_the_room() {
    let other = || Refusal::from(CarryingRefusal::NotOfThisSide(p(TOM)));
    visit(prepared_for(), MIRA)
        .when(needs(TOM, "peace"))
        .then(other())
        .when(contact(None, TOM, "rang"))
        .then(other())
        .when(gives(TOM, "take-part", "Kofi"))
        .then(other())
        .when(Command::SettleCopy(p(TOM), None))
        .then(other());
}

#[test]
fn whoever_sends_word_takes_no_part_in_a_meeting_with_the_other_side() {
    let mut script = script::shuttle();
    script.consents = vec![script::consent(
        "take-part",
        &["harmed", "responsible"],
        true,
    )];
    let represented = PersonDetails {
        attends: Attendance::Represented,
        ..person("Tom", "responsible")
    };
    let given = Given::of(script)
        .after(Command::AddPerson(person("Mira", "harmed")))
        .after(Command::AddPerson(represented))
        .after(Command::AddPerson(person("Kofi", "facilitator")))
        .after(gives(MIRA, "take-part", "Kofi"));
    let given = visit(given, MIRA)
        .after(Command::GoOn)
        .after(Command::EndSession(Outcome::NoAgreementWanted));
    given.shows(|case| {
        let session = case.session.as_ref().unwrap();
        assert_eq!(session.counts(false), Counted::Yes);
    });
}

#[test]
fn what_was_not_agreed_stays_with_the_side_that_spoke_of_it() {
    let mut script = script::shuttle();
    script.agreement.keeps = crate::script::Keeping::WithDifferences;
    let given = Given::of(script).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
    ]);
    let given = visit(given, MIRA)
        .after(word("CANARY he moves away"))
        .after(says(MIRA, 1, Answer::Yes))
        .after(Command::RemoveItem(i(1)));
    let given = visit(over(given), TOM);
    given.shows(|case| {
        let mut closed = ClosedAgreement {
            version: 1,
            items: Vec::new(),
            not_agreed: vec![ClosedItem {
                item: i(1),
                version: 1,
                draft: draft("CANARY he moves away"),
                answers: [(p(MIRA), Answer::Yes)].into(),
                read_back: BTreeMap::new(),
                ratified: None,
                concern: None,
            }],
            refused: Vec::new(),
            settled: BTreeMap::new(),
            review: None,
            brought: false,
            from: None,
            record: None,
        };
        let mut whole = case.clone();
        whole.apply(Recorded {
            number: case.history.len() as u64 + 1,
            command: case.history.len() as u64 + 1,
            at: case.last_event.unwrap(),
            event: Event::AgreementClosed {
                agreement: Box::new(closed.clone()),
            },
        });
        let seen = whole.seen();
        assert_eq!(seen.agreement.closings.len(), 1);
        assert!(!everything(&seen).contains("CANARY"));
        closed.not_agreed.clear();
        assert_eq!(seen.agreement.closings[0].1, closed);
    });
}

#[test]
fn in_a_visit_there_is_a_seat_for_whoever_is_there_and_for_nobody_else() {
    let given = prepared_for().people([("Uncle Jo", "responsible")]);
    visit(given, TOM).shows(|case| {
        let circle = case.seating().circle;
        assert!(circle.contains(&p(TOM)) && circle.contains(&p(KOFI)));
        assert!(!circle.contains(&p(5)), "he did not come");
    });
}
