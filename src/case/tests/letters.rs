use super::carrying::*;
use crate::case::given::*;
use crate::case::*;

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

fn offer(kind: CarriedKind, from: u16, to: u16, answers: Option<u16>, text: &str) -> Command {
    carry(CarryingCommand::Offer {
        kind,
        from: p(from),
        to: p(to),
        answers: answers.map(m),
        item: None,
        text: text.to_owned(),
        helped_by: (kind == CarriedKind::Letter).then(|| p(KOFI)),
    })
}

fn list<const COUNT: usize>(letter: u16, so: [bool; COUNT]) -> Command {
    carry(CarryingCommand::GoThroughList(m(letter), so.to_vec()))
}

fn asks(letter: u16, wants: bool) -> Command {
    carry(CarryingCommand::AskReceiver {
        message: m(letter),
        wants,
        tell: true,
    })
}

fn ruth() -> Party {
    Party::Other("Ruth".to_owned())
}

fn talks(letter: u16, who: u16) -> Command {
    carry(CarryingCommand::Talk(m(letter), p(who)))
}

/// Mira was asked what she wants answered, and Tom knows it.
fn asked_first() -> Given {
    let given = visit(between_them(), MIRA)
        .after(offer(
            CarriedKind::Wish,
            MIRA,
            TOM,
            None,
            "Were we watched?",
        ))
        .after(agrees(1))
        .after(consents(1, Extent::All, None))
        .after(looks(1, kofi(), None));
    visit(over(given), TOM).after(delivers(1))
}

/// Tom's letter, written with Kofi and checked by Ruth, with his yes to exactly this wording.
fn checked() -> Given {
    asked_first()
        .after(offer(
            CarriedKind::Letter,
            TOM,
            MIRA,
            Some(1),
            "No, you were not.",
        ))
        .after(list(2, [true, true]))
        .after(looks(2, ruth(), None))
        .after(consents(2, Extent::All, None))
}

fn next(case: &Case) -> NextStep {
    let letter = case.carrying.message(m(2));
    case.next_step(letter.unwrap())
}

#[test]
fn a_letter_is_written_only_once_its_receiver_was_asked_what_it_should_answer() {
    let letter = |answers| offer(CarriedKind::Letter, TOM, MIRA, answers, "Dear Mira");
    visit(between_them(), TOM)
        .when(letter(None))
        .then(Refusal::from(CarryingRefusal::AskReceiverFirst));
    asked_first()
        .when(letter(None))
        .then(Refusal::from(CarryingRefusal::AskReceiverFirst))
        .after(letter(Some(1)));
}

#[test]
fn the_life_of_a_letter_goes_from_list_to_second_person_to_yes_to_offer() {
    let given = asked_first()
        .after(offer(
            CarriedKind::Letter,
            TOM,
            MIRA,
            Some(1),
            "No, you were not.",
        ))
        .shows(|case| assert_eq!(next(case), NextStep::GoThroughList))
        .when(consents(2, Extent::All, None))
        .then(Refusal::from(CarryingRefusal::ListFirst))
        .when(list(2, [true, false]))
        .then(Refusal::from(CarryingRefusal::NotAllSo))
        .after(list(2, [true, true]))
        .shows(|case| assert_eq!(next(case), NextStep::SecondPerson))
        .when(consents(2, Extent::All, None))
        .then(Refusal::from(CarryingRefusal::SecondPersonFirst))
        .after(looks(2, ruth(), None))
        .shows(|case| assert_eq!(next(case), NextStep::Consent))
        .when(consents(2, Extent::Part, Some("No.")))
        .then(Refusal::from(CarryingRefusal::WholeOrNot))
        .after(consents(2, Extent::All, None))
        .shows(|case| assert_eq!(next(case), NextStep::Wait));
    visit(over(given), MIRA)
        .when(delivers(2))
        .then(Refusal::from(CarryingRefusal::OfferFirst))
        .after(asks(2, true))
        .after(delivers(2))
        .shows(|case| assert_eq!(next(case), NextStep::Reply));
}

#[test]
fn the_second_person_is_neither_the_writer_nor_who_helped_to_write_it() {
    let given = asked_first()
        .after(offer(CarriedKind::Letter, TOM, MIRA, Some(1), "No."))
        .after(list(2, [true, true]));
    let own = [
        kofi(),
        Party::Person(p(TOM)),
        Party::Other("KOFI".to_owned()),
    ];
    own.into_iter().fold(given, |given, who| {
        given
            .when(looks(2, who, None))
            .then(Refusal::from(CarryingRefusal::OwnWork))
    });
}

#[test]
fn a_letter_worded_anew_is_listed_checked_and_agreed_to_anew() {
    checked()
        .shows(|case| {
            let print = case.carrying.messages[1].fingerprint();
            // SHA-256 of "No, you were not."
            assert_eq!(print.map(str::len), Some(12));
        })
        .after(carry(CarryingCommand::Word {
            message: m(2),
            text: "No, nobody watched you.".to_owned(),
            helped_by: Some(p(KOFI)),
        }))
        .shows(|case| {
            let letter = &case.carrying.messages[1];
            assert_eq!(letter.version(), 2);
            assert_ne!(
                letter.wordings[0].fingerprint,
                letter.wordings[1].fingerprint
            );
            assert_eq!(next(case), NextStep::GoThroughList);
        })
        .when(looks(2, ruth(), None))
        .then(Refusal::from(CarryingRefusal::ListFirst));
}

#[test]
fn a_letter_that_is_not_wanted_stays_on_file_until_its_receiver_wants_it() {
    let given = visit(over(checked()), MIRA)
        .after(asks(2, false))
        .when(delivers(2))
        .then(Refusal::from(CarryingRefusal::NotWanted))
        .after(carry(CarryingCommand::Hold(m(2))))
        .after(asks(2, true))
        .after(delivers(2));
    over(given).shows(|case| assert!(case.carrying.messages[1].delivery.is_some()));
}

#[test]
fn letters_end_with_a_closing_conversation_with_both() {
    let close = || carry(CarryingCommand::Close(m(2)));
    let given = visit(over(checked()), MIRA)
        .after(asks(2, true))
        .after(delivers(2))
        .after(carry(CarryingCommand::WantReply(m(2), false)))
        .after(talks(2, MIRA));
    let given = over(given)
        .later(60)
        .shows(|case| assert_eq!(next(case), NextStep::Talk(p(TOM))))
        .when(close())
        .then(Refusal::from(CarryingRefusal::TalkFirst));
    visit(given, TOM)
        .when(talks(2, MIRA))
        .then(Refusal::from(CarryingRefusal::NotOfThisSide(p(MIRA))))
        .after(talks(2, TOM));
}

#[test]
fn a_reply_goes_the_same_way_back_and_answers_the_letter() {
    let given = visit(over(checked()), MIRA)
        .after(asks(2, true))
        .after(delivers(2))
        .after(carry(CarryingCommand::WantReply(m(2), true)))
        .after(offer(
            CarriedKind::Letter,
            MIRA,
            TOM,
            Some(2),
            "I sleep again.",
        ))
        .after(list(3, [true]))
        .after(looks(3, ruth(), None))
        .after(consents(3, Extent::All, None));
    visit(over(given), TOM)
        .after(asks(3, true))
        .after(delivers(3))
        .shows(|case| assert!(case.carrying.messages[2].delivery.is_some()));
}

#[test]
fn where_letters_are_kept_on_paper_alone_nothing_is_taken_of_their_words() {
    let mut script = script::shuttle();
    script.letters.as_mut().unwrap().keep_text = false;
    let given = Given::of(script).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
    ]);
    let given = visit(given, MIRA)
        .after(offer(
            CarriedKind::Wish,
            MIRA,
            TOM,
            None,
            "Were we watched?",
        ))
        .after(agrees(1))
        .after(consents(1, Extent::All, None))
        .after(looks(1, kofi(), None));
    visit(over(given), TOM)
        .after(delivers(1))
        .after(offer(
            CarriedKind::Letter,
            TOM,
            MIRA,
            Some(1),
            "Folder 3, sheet 2",
        ))
        .shows(|case| assert_eq!(case.carrying.messages[1].fingerprint(), None));
}

#[test]
fn a_conversation_entered_later_is_one_after_the_letter_all_the_same() {
    let began = Typed::parse_from_rfc3339("2026-11-20T10:00:00+00:00").unwrap();
    let given = visit(over(checked()), MIRA)
        .after(asks(2, true))
        .after(delivers(2))
        .after(carry(CarryingCommand::WantReply(m(2), false)))
        .after(talks(2, MIRA));
    let kind = given.case.script.sessions.iter();
    let of_tom =
        |with: &[crate::script::RoleId]| with.iter().any(|role| role.as_str() == "responsible");
    let mut kind = kind.filter(|kind| of_tom(&kind.with));
    let kind = kind.next().unwrap().id.clone();
    over(given)
        .after(Command::SetPresence(p(TOM), Presence::Here))
        .after(Command::StartSessionHeld(kind, began))
        .after(talks(2, TOM))
        .shows(|case| assert_eq!(next(case), NextStep::Close));
}

#[test]
fn nobody_on_the_readers_side_reads_a_letter_before_they_want_it() {
    let words = |case: &Case| {
        let seen = case.seen();
        let letter = seen.carrying.message(m(2)).unwrap();
        letter.text().map(str::to_owned)
    };
    visit(over(checked()), MIRA)
        .shows(|case| {
            assert_eq!(words(case), None);
            assert!(
                case.seen()
                    .carrying
                    .message(m(2))
                    .unwrap()
                    .waits_for_its_reader()
            );
        })
        .after(asks(2, true))
        .shows(|case| assert_eq!(words(case).as_deref(), Some("No, you were not.")));
}

#[test]
fn what_comes_next_where_an_answer_is_wanted_is_the_answer() {
    let given = visit(over(checked()), MIRA)
        .after(asks(2, true))
        .after(delivers(2))
        .after(carry(CarryingCommand::WantReply(m(2), true)))
        .shows(|case| assert_eq!(next(case), NextStep::Answer));
    given
        .after(offer(CarriedKind::Letter, MIRA, TOM, Some(2), "Thank you."))
        .shows(|case| assert_ne!(next(case), NextStep::Answer))
        .after(list(3, [true]))
        .shows(|case| {
            let answer = case.carrying.message(m(3)).unwrap();
            assert_eq!(case.letter_checks(answer), ["gives nobody away"]);
            assert_eq!(answer.listed, Some(1));
        });
}
