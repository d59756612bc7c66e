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

/// Between Mira and Tom, by a script that needs their yes to having words carried, and asks whether
/// they want to hear later.
fn with_consents() -> Given {
    let mut script = script::shuttle();
    script.consents = vec![
        script::consent("carried", &["harmed", "responsible"], true),
        script::consent("hear-later", &["harmed"], false),
    ];
    Given::of(script).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
    ])
}

pub(super) fn takes_back(person: u16, consent: &str) -> Command {
    Command::Consent(ConsentCommand::Withdraw {
        person: p(person),
        consent: ConsentId::new(consent),
        said: Said {
            how: HowSaid::Voice,
            on: day("2026-11-22"),
            by: "Kofi".to_owned(),
        },
    })
}

/// Every way in which Mira stops taking part, or takes back what a meeting needs of her.
fn ways_to_stop() -> [Command; 2] {
    [
        Command::SayWilling(p(MIRA), Willing::Withdrawn),
        takes_back(MIRA, "carried"),
    ]
}

/// How Mira's yes to the first message stands, and that it is passed on at no time.
fn is_not_passed_on(given: Given) {
    let given = given.shows(|case| {
        let consents = &case.carrying.messages[0].consents;
        assert_eq!(consents.last().unwrap().extent, None);
        assert_eq!(consents.len(), 2);
    });
    let back = Refusal::from(CarryingRefusal::ConsentTakenBack);
    let given = over(given).when(delivers(1)).then(back);
    let gone = || Refusal::from(CarryingRefusal::NoSuchMessage);
    let asks = carry(CarryingCommand::AskReceiver {
        message: m(1),
        wants: true,
        tell: true,
    });
    visit(given, TOM)
        .when(asks)
        .then(gone())
        .when(delivers(1))
        .then(gone());
}

#[test]
fn whoever_withdraws_from_afar_has_nothing_further_passed_on() {
    for stops in ways_to_stop() {
        let given = visit(over(ready(with_consents())), TOM)
            .after(stops.clone())
            .shows(|case| assert!(case.seen().carrying.messages.is_empty()))
            .when(delivers(1))
            .then(Refusal::from(CarryingRefusal::NoSuchMessage))
            .when(stops)
            .then_nothing();
        is_not_passed_on(given);
    }
}

#[test]
fn whoever_withdraws_in_the_room_or_between_visits_has_nothing_further_passed_on() {
    for stops in ways_to_stop() {
        is_not_passed_on(ready(with_consents()).after(stops.clone()));
        let between = over(ready(with_consents())).after(stops);
        is_not_passed_on(visit(between, MIRA));
    }
}

#[test]
fn a_no_to_what_a_meeting_needs_at_its_check_stops_what_waits() {
    let gate = CheckName::Consent(p(MIRA), ConsentId::new("carried")).id();
    let no = Command::AnswerGate {
        gate,
        met: false,
        reason: None,
    };
    is_not_passed_on(ready(with_consents()).after(no));
}

#[test]
fn whoever_says_no_once_more_takes_back_what_they_allowed_since() {
    let [no, _] = ways_to_stop();
    let given = ready(with_consents())
        .after(no.clone())
        .after(consents(1, Extent::All, None))
        .shows(|case| assert!(case.carrying.messages[0].consent().is_some()));
    given
        .after(no)
        .shows(|case| assert!(case.carrying.messages[0].consent().is_none()));
}

#[test]
fn a_yes_that_no_meeting_needs_leaves_what_waits() {
    visit(over(ready(with_consents())), TOM)
        .after(takes_back(MIRA, "hear-later"))
        .after(delivers(1));
}

#[test]
fn what_was_passed_on_stays_when_its_sender_withdraws() {
    for stops in ways_to_stop() {
        let given = visit(over(ready(with_consents())), TOM).after(delivers(1));
        let given = given.after(stops).shows(|case| {
            let told = [Some("SECRET Why my door?".to_owned())];
            assert_eq!(arriving(case), told);
            assert_eq!(case.carrying.messages[0].consents.len(), 1);
        });
        visit(over(given), TOM).shows(|case| assert_eq!(arriving(case).len(), 1));
    }
}

#[test]
fn whoever_may_not_know_that_it_was_passed_on_sees_their_yes_taken_back_like_any_other() {
    for stops in ways_to_stop() {
        let given = visit(over(ready(with_consents())), TOM)
            .after(delivers_untold(1))
            .after(stops)
            .shows(|case| assert_eq!(arriving(case).len(), 1));
        visit(over(given), MIRA).shows(|case| {
            let seen = case.seen();
            let message = &seen.carrying.messages[0];
            assert_eq!(message.delivery, None);
            assert_eq!(seen.next_step(message), NextStep::Consent);
        });
    }
}

#[test]
fn all_is_taken_back_by_the_same_rule_in_the_room_and_from_afar() {
    ready(between_them())
        .after(takes_all_back(MIRA))
        .shows(|case| assert!(case.carrying.messages[0].consent().is_none()))
        .when(takes_all_back(MIRA))
        .then_nothing()
        .when(takes_all_back(9))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn what_is_taken_back_from_afar_is_recorded_by_its_own_rules_and_shown_to_nobody() {
    let takes_back = |person: u16, on: &str| {
        Command::Consent(ConsentCommand::Withdraw {
            person: p(person),
            consent: ConsentId::new("carried"),
            said: Said {
                how: HowSaid::Voice,
                on: day(on),
                by: "CANARY Kofi".to_owned(),
            },
        })
    };
    visit(with_consents(), TOM)
        .when(takes_back(9, "2026-11-22"))
        .then(Refusal::NoSuchPerson)
        .when(takes_back(MIRA, "2027-11-22"))
        .then(Refusal::Consent(ConsentRefusal::DayInTheFuture))
        .after(takes_back(MIRA, "2026-11-22"))
        .shows(|case| {
            assert!(format!("{:?}", case.history).contains("CANARY"));
            assert!(!format!("{:?}", case.seen()).contains("CANARY"));
        })
        .when(takes_back(MIRA, "2026-11-22"))
        .then_nothing();
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

#[test]
fn a_yes_is_taken_back_after_the_whole_case_was_closed_too() {
    let close = FollowingCommand::CloseCase(Some("They moved away.".to_owned()));
    let closed = over(ready(with_consents())).after(Command::Following(close));
    let all = carry(CarryingCommand::WithdrawAll(p(MIRA)));
    let ways = ways_to_stop().into_iter().chain([all]);
    for stops in ways {
        closed
            .clone()
            .after(stops)
            .shows(|case| assert!(case.carrying.messages[0].consent().is_none()));
    }
}
