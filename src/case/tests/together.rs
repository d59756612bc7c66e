//! What one side said alone with the facilitator is on no screen where both sit together.

use proptest::prelude::*;

use super::carrying::*;
use super::one_side::{canary, carries_item, everything, lets_a_canary_go, of_sitting, passed};
use super::one_side_prepared::prepared_for;
use crate::case::given::*;
use crate::case::*;
use crate::script::Outcome;

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

/// Everybody meets by the kind of session that is for all.
fn together(given: Given) -> Given {
    given.here().after(start("meeting"))
}

fn texts(case: &Case) -> Vec<(u16, Option<String>)> {
    let messages = case.carrying.messages.iter();
    messages
        .map(|message| (message.id.0, message.text().map(str::to_owned)))
        .collect()
}

#[test]
fn a_note_a_mark_and_an_idea_of_a_visit_are_not_there_where_both_sit_and_are_afterwards() {
    let given = visit(between_them(), MIRA)
        .after(mark(MarkKind::Note, Some("CANARY she cried")))
        .after(mark(MarkKind::Idea, Some("CANARY a new door")))
        .after(mark(MarkKind::KeyPoint, None));
    let id = given.case.marks[0].id;
    let given = given.after(Command::Keep(id, true));
    assert_eq!(given.case.hidden_by(), Some(HiddenBy::OneSide));
    let given = together(over(given))
        .shows(|case| assert_eq!(case.hidden_by(), Some(HiddenBy::BothSides)))
        .shows(|case| assert!(case.seen().marks.is_empty()))
        .when(Command::Strike(id))
        .then(Refusal::NoSuchMark)
        .after(mark(MarkKind::Idea, Some("said here")))
        .shows(|case| assert_eq!(case.seen().marks.len(), 1));
    over(given)
        .shows(|case| assert_eq!(case.hidden_by(), None))
        .shows(|case| assert_eq!(case.seen().marks.len(), 4));
}

#[test]
fn where_both_sit_a_message_is_what_was_passed_on_and_its_other_words_are_not_there() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "Why my door? CANARY I moved."))
        .after(agrees(1))
        .after(consents(1, Extent::Part, Some("Why my door?")))
        .after(looks(1, kofi(), None))
        .after(offers(MIRA, TOM, "CANARY never sent"));
    let given =
        visit(over(given), TOM)
            .after(delivers(1))
            .after(offers(TOM, MIRA, "CANARY his draft"));
    together(over(given))
        .shows(|case| {
            let seen = case.seen();
            assert_eq!(texts(&seen), [(1, Some("Why my door?".to_owned()))]);
            assert!(
                !everything(&seen).contains("CANARY"),
                "{}",
                everything(&seen)
            );
        })
        .when(consents(1, Extent::All, None))
        .then(Refusal::from(CarryingRefusal::WithSenderAlone))
        .after(offers(MIRA, TOM, "said here"))
        .shows(|case| assert_eq!(case.seen().carrying.messages.len(), 2));
}

#[test]
fn where_both_sit_nothing_tells_a_sender_what_its_receiver_did_not_let_them_know() {
    let given = ready(between_them());
    let given = visit(over(given), TOM).after(delivers_untold(1));
    together(over(given)).shows(|case| {
        let seen = case.seen();
        assert!(seen.carrying.messages.is_empty());
        assert!(!everything(&seen).contains("Delivered"));
    });
}

#[test]
fn what_waits_to_be_passed_on_can_be_where_both_sit_and_a_yes_can_be_taken_back() {
    let given = together(over(ready(between_them())));
    given
        .clone()
        .after(delivers(1))
        .shows(|case| assert!(case.seen().carrying.messages[0].delivery.is_some()));
    given
        .after(carry(CarryingCommand::Withdraw(m(1))))
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::NoSuchMessage));
}

#[test]
fn whoever_stops_where_both_sit_takes_back_every_yes_also_of_what_is_not_seen() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "CANARY"))
        .after(agrees(1))
        .after(consents(1, Extent::All, None));
    together(over(given))
        .after(Command::SayWilling(p(MIRA), Willing::Withdrawn))
        .shows(|case| {
            assert!(case.carrying.messages[0].consent().is_none());
            assert!(case.seen().carrying.messages.is_empty());
        });
}

#[test]
fn what_one_side_wrote_on_the_board_is_there_where_both_sit_once_it_was_carried_or_closed() {
    let given = visit(between_them(), MIRA)
        .after(word("CANARY Tom mends the gate"))
        .after_all(agree(1, [MIRA]));
    together(over(given.clone())).shows(|case| assert_eq!(case.seen().board().count(), 0));
    let given = passed(given.after(carries_item(MIRA, TOM, 1, "Would you?")), 1);
    let given = visit(over(given), TOM)
        .after(delivers(1))
        .after_all(agree(1, [TOM]));
    together(over(given)).shows(|case| {
        let seen = case.seen();
        let item = seen.item(i(1)).unwrap();
        assert_eq!(item.answer_of(p(MIRA)), Some(Answer::Yes));
        assert_eq!(item.answer_of(p(TOM)), None, "his yes was not carried yet");
    });
}

#[test]
fn an_answer_that_somebody_changed_alone_with_the_facilitator_is_asked_for_again() {
    let given = together(between_them())
        .after(word("Tom mends the gate"))
        .after_all(agree(1, [MIRA, TOM]));
    let given = visit(over(given), TOM).after(says(TOM, 1, Answer::NotYet));
    together(over(given)).shows(|case| {
        let seen = case.seen();
        let item = seen.item(i(1)).unwrap();
        assert_eq!(item.answer_of(p(MIRA)), Some(Answer::Yes));
        assert_eq!(item.answer_of(p(TOM)), None);
    });
}

#[test]
fn nobody_of_whom_something_unseen_speaks_is_taken_off_the_list() {
    let given = between_them().after(Command::AddPerson(person("Ben", "responsible")));
    let given = over(visit(given, MIRA).after(offers(MIRA, 4, "CANARY")));
    let given = [MIRA, TOM, KOFI].into_iter().fold(given, |given, who| {
        given.after(Command::SetPresence(p(who), Presence::Here))
    });
    given
        .after(start("meeting"))
        .when(Command::RemovePerson(p(4)))
        .then(Refusal::IsRecorded(p(4)));
}

#[test]
fn a_case_that_went_over_from_visits_to_a_meeting_keeps_what_was_said_in_them_apart() {
    let given = visit(between_them(), MIRA)
        .after(mark(MarkKind::Note, Some("CANARY")))
        .after(offers(MIRA, TOM, "CANARY"));
    let mut conference = script::conference();
    conference.version = 2;
    let given = over(given).over_to(conference);
    together(given).shows(|case| {
        let seen = case.seen();
        assert!(seen.marks.is_empty() && seen.carrying.messages.is_empty());
        assert!(!everything(&seen).contains("CANARY"));
    });
}

/// What is done where both sit, by whoever; nobody says a canary there.
fn of_meeting() -> impl Strategy<Value = Command> {
    let number = || 1..6_u16;
    prop_oneof![
        Just(mark(MarkKind::Note, Some("said here"))),
        Just(word("written here")),
        Just(offers(MIRA, TOM, "said here")),
        number().prop_map(|item| reword(item, "reworded here")),
        number().prop_map(|item| says(MIRA, item, Answer::Yes)),
        number().prop_map(|item| says(TOM, item, Answer::Yes)),
        number().prop_map(|message| words(message, "worded here")),
        number().prop_map(agrees),
        number().prop_map(|message| consents(message, Extent::All, None)),
        number().prop_map(delivers),
        number().prop_map(|message| carry(CarryingCommand::Withdraw(m(message)))),
        number().prop_map(|message| carry(CarryingCommand::Close(m(message)))),
        Just(carry(CarryingCommand::WithdrawAll(p(MIRA)))),
        Just(Command::CloseAgreement),
        Just(Command::ReopenAgreement("again".to_owned())),
        Just(Command::GoOn),
        Just(Command::Undo),
        Just(Command::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_sequence_of_sittings_shows_where_both_sit_what_was_not_carried(
        sittings in proptest::collection::vec(
            (
                0..3_u8,
                proptest::collection::vec((of_sitting(MIRA), of_sitting(TOM), of_meeting()), 1..20),
            ),
            2..7,
        )
    ) {
        let mut given = prepared_for();
        for (with, commands) in sittings {
            given = match with {
                0 => visit(given, MIRA),
                1 => visit(given, TOM),
                _ => together(given),
            };
            for (miras, toms, ours) in commands {
                let command = match with {
                    0 => miras,
                    1 => toms,
                    _ => ours,
                };
                // Who took a consent down is known to everybody.
                let known = matches!(command, Command::Consent(_));
                if !known && !lets_a_canary_go(&given.case, &command) {
                    given = given.attempt(command);
                }
                if with == 2 {
                    let shown = everything(&given.case.seen());
                    let apart = shown.contains(&canary(MIRA)) || shown.contains(&canary(TOM));
                    prop_assert!(!apart, "{shown}");
                }
            }
            given = given.shows(|_| {}).after(Command::EndSession(Outcome::NoAgreementWanted)).later(3_600);
        }
    }
}
