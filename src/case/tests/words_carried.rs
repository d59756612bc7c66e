//! What becomes of words that were carried once the whole case is closed.

use super::carrying::*;
use super::one_side::passed;
use crate::case::given::*;
use crate::case::*;

const MIRA: u16 = 1;
const TOM: u16 = 2;

fn closes(reason: Option<&str>) -> Command {
    Command::Following(FollowingCommand::CloseCase(reason.map(str::to_owned)))
}

fn without_notes_left(given: Given) -> Given {
    given.attempt(Command::EraseWorkingNotes)
}

/// Mira's words were passed on to Tom, and nobody closed the message.
fn arrived() -> Given {
    let given = passed(
        visit(between_them(), MIRA).after(offers(MIRA, TOM, "SECRET Why my door?")),
        1,
    );
    without_notes_left(over(visit(over(given), TOM).after(delivers(1))))
}

#[test]
fn what_was_passed_on_is_on_its_way_no_more() {
    arrived().shows(|case| {
        let open = case.still_open();
        let messages = open
            .iter()
            .any(|open| matches!(open, StillOpen::Messages(_)));
        assert!(!messages, "{open:?}");
    });
    over(visit(between_them(), MIRA).after(offers(MIRA, TOM, "Why?"))).shows(|case| {
        assert!(case.still_open().contains(&StillOpen::Messages(1)));
    });
}

#[test]
fn closing_the_whole_case_erases_the_words_that_arrived_and_tells_how_many() {
    arrived()
        .shows(|case| assert_eq!(case.left_to_erase(EraseRule::Carried), 1))
        .after(closes(None))
        .shows(|case| {
            assert_eq!(case.carrying.messages[0].text(), None);
            assert_eq!(case.left_to_erase(EraseRule::Carried), 0);
            let receipt = &case.history.last().unwrap().event;
            let expected = Event::WordsErased(Erasure {
                count: 1,
                rule: EraseRule::Carried,
                kinds: [(ErasedKind::Message, 1)].into(),
            });
            assert_eq!(receipt, &expected);
        });
}

#[test]
fn a_message_that_was_never_passed_on_is_erased_with_the_case_and_a_letter_on_file_stays() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "never sent"))
        .after(carry(CarryingCommand::Offer {
            kind: CarriedKind::Wish,
            from: p(MIRA),
            to: p(TOM),
            answers: None,
            item: None,
            text: "a wish".to_owned(),
            helped_by: None,
        }));
    let given = visit(over(passed(given, 2)), TOM)
        .after(delivers(2))
        .after(carry(CarryingCommand::Offer {
            kind: CarriedKind::Letter,
            from: p(TOM),
            to: p(MIRA),
            answers: Some(m(2)),
            item: None,
            text: "Dear Mira".to_owned(),
            helped_by: None,
        }));
    without_notes_left(over(given))
        .after(closes(Some("she may ask for it")))
        .shows(|case| {
            let texts: Vec<_> = case.carrying.messages.iter().map(Message::text).collect();
            assert_eq!(texts, [None, None, Some("Dear Mira")]);
        });
}
