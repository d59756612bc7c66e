//! A yes is taken back, or widened, wherever its giver is and whoever is in the room.

use super::carrying::*;
use crate::case::given::*;
use crate::case::*;
use crate::script::ConsentId;

const MIRA: u16 = 1;
const TOM: u16 = 2;

fn takes_all_back(person: u16) -> Command {
    carry(CarryingCommand::WithdrawAll(p(person)))
}

/// What somebody may see of messages, by what is or may be passed on.
fn arriving(case: &Case) -> Vec<Option<String>> {
    let seen = case.seen();
    let messages = seen.carrying.messages.iter();
    messages
        .map(|message| message.passed_on().map(str::to_owned))
        .collect()
}

#[test]
fn a_yes_is_taken_back_on_the_telephone_while_the_other_side_is_visited() {
    let given = visit(over(ready(between_them())), TOM)
        .shows(|case| assert_eq!(case.seen().carrying.messages.len(), 1))
        .after(takes_all_back(MIRA))
        .shows(|case| {
            assert!(case.seen().carrying.messages.is_empty());
            assert!(case.carrying.messages[0].consent().is_none());
            let told = case.seen().history.iter().any(|recorded| {
                matches!(
                    recorded.event,
                    Event::Carrying(CarryingEvent::ConsentWithdrawn { .. })
                )
            });
            assert!(!told);
        })
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::NoSuchMessage));
    visit(over(given), MIRA).shows(|case| {
        let seen = case.seen();
        let message = &seen.carrying.messages[0];
        assert_eq!(message.consents.last().unwrap().extent, None);
        assert_eq!(seen.next_step(message), NextStep::Consent);
    });
}

#[test]
fn what_is_taken_back_from_afar_includes_what_the_other_side_never_saw() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "Not looked at yet"))
        .after(agrees(1))
        .after(consents(1, Extent::All, None));
    visit(over(given), TOM)
        .after(takes_all_back(MIRA))
        .shows(|case| assert!(case.carrying.messages[0].consent().is_none()))
        .when(takes_all_back(MIRA))
        .then_nothing();
}

#[test]
fn somebody_withdraws_from_afar_and_the_visit_to_the_other_side_goes_on() {
    let no = Command::SayWilling(p(MIRA), Willing::Withdrawn);
    let tells_of_mira = |case: &Case| {
        let seen = case.seen();
        let history = seen.history.iter().any(|recorded| {
            matches!(recorded.event, Event::WillingnessSaid { person, .. } if person == p(MIRA))
        });
        history || !seen.person(p(MIRA)).unwrap().willing.is_empty()
    };
    let given = visit(between_them(), TOM)
        .after(no.clone())
        .shows(|case| {
            assert_eq!(
                case.person(p(MIRA)).unwrap().is_willing(),
                Willing::Withdrawn
            );
            assert_eq!(case.session.as_ref().unwrap().withdrawal, None);
            assert!(!tells_of_mira(case));
        })
        .after(Command::GoOn)
        .when(no)
        .then_nothing();
    let given = visit(over(given), MIRA).shows(|case| {
        assert!(tells_of_mira(case));
        let no = case.person(p(MIRA)).unwrap().is_willing();
        assert_eq!(no, Willing::Withdrawn);
    });
    visit(over(given), TOM).shows(|case| assert!(!tells_of_mira(case)));
}

#[test]
fn a_consent_is_taken_back_from_afar_and_nothing_of_it_shows() {
    let mut script = script::shuttle();
    script.consents = vec![script::consent("hear-later", &["harmed"], true)];
    let said = Said {
        how: HowSaid::Voice,
        on: day("2026-11-22"),
        by: "Kofi".to_owned(),
    };
    let consent = ConsentId::new("hear-later");
    let taken_back = Command::Consent(ConsentCommand::Withdraw {
        person: p(MIRA),
        consent: consent.clone(),
        said,
    });
    let given = Given::of(script).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
    ]);
    visit(given, TOM)
        .after(taken_back)
        .shows(|case| {
            let stands = case.consent_standing(p(MIRA), &consent);
            assert_eq!(stands, ConsentStanding::Withdrawn);
            let shown = case.seen().consent_standing(p(MIRA), &consent);
            assert_eq!(shown, ConsentStanding::NotAsked);
            assert_eq!(case.session.as_ref().unwrap().withdrawal, None);
        })
        .after(Command::GoOn);
}

/// A part of Mira's wording was passed on, and she may know of it, or not.
fn part_passed_on(delivers: Command) -> Given {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "I lie awake. Why my door?"))
        .after(agrees(1))
        .after(consents(1, Extent::Part, Some("Why my door?")))
        .after(looks(1, kofi(), None));
    let given = visit(over(given), TOM).after(delivers);
    visit(over(given), MIRA)
}

#[test]
fn more_of_the_same_wording_is_carried_after_a_part_of_it() {
    let given = part_passed_on(delivers(1))
        .after(consents(1, Extent::All, None))
        .shows(|case| {
            let messages = &case.seen().carrying.messages;
            assert_eq!(messages.len(), 2);
            assert_eq!(case.next_step(&messages[1]), NextStep::Check);
        })
        .after(looks(2, kofi(), None));
    visit(over(given), TOM)
        .shows(|case| {
            let told = ["Why my door?", "I lie awake. Why my door?"];
            assert_eq!(arriving(case), told.map(|text| Some(text.to_owned())));
            let messages = &case.seen().carrying.messages;
            assert_eq!(case.next_step(&messages[1]), NextStep::Deliver);
        })
        .after(delivers(2));
}

#[test]
fn a_sender_who_may_not_know_lets_more_go_and_to_them_it_is_one_message() {
    let given = part_passed_on(delivers_untold(1))
        .after(consents(1, Extent::All, None))
        .shows(|case| {
            let seen = case.seen();
            let [message] = seen.carrying.messages.as_slice() else {
                panic!("two messages are shown");
            };
            assert_eq!(message.wordings.len(), 1);
            assert_eq!(message.consents.len(), 2);
            assert_eq!(message.delivery, None);
            assert_eq!(seen.next_step(message), NextStep::Check);
            let worded = seen.history.iter().filter(|recorded| {
                matches!(
                    recorded.event,
                    Event::Carrying(CarryingEvent::Worded { .. })
                )
            });
            assert_eq!(worded.count(), 1);
        })
        .after(looks(2, kofi(), None));
    visit(over(given), TOM)
        .shows(|case| {
            let told = ["Why my door?", "I lie awake. Why my door?"];
            assert_eq!(arriving(case), told.map(|text| Some(text.to_owned())));
        })
        .after(delivers(2));
}

#[test]
fn what_was_passed_on_whole_is_not_let_go_again() {
    let given = visit(over(ready(between_them())), TOM).after(delivers(1));
    visit(over(given), MIRA)
        .when(consents(1, Extent::Part, Some("Why?")))
        .then(Refusal::from(CarryingRefusal::PassedOn));
}
