use crate::case::given::*;
use crate::case::*;
use crate::script::{Outcome, SessionKindId};

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

/// Mira was harmed, Tom is responsible, Kofi carries between them.
pub(super) fn between_them() -> Given {
    Given::of(script::shuttle()).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
    ])
}

pub(super) fn start(kind: &str) -> Command {
    Command::StartSession(SessionKindId::new(kind))
}

/// Somebody is visited, alone with Kofi.
pub(super) fn visit(given: Given, who: u16) -> Given {
    let kind = if who == MIRA {
        "with-harmed"
    } else {
        "with-responsible"
    };
    given
        .after(Command::SetPresence(p(who), Presence::Here))
        .after(Command::SetPresence(p(KOFI), Presence::Here))
        .after(start(kind))
}

/// The visit is over.
pub(super) fn over(given: Given) -> Given {
    given
        .after(Command::EndSession(Outcome::NoAgreementWanted))
        .later(3_600)
}

pub(super) fn m(number: u16) -> MessageId {
    MessageId(number)
}

pub(super) fn carry(command: CarryingCommand) -> Command {
    Command::Carrying(command)
}

pub(super) fn offers(from: u16, to: u16, text: &str) -> Command {
    carry(CarryingCommand::Offer {
        kind: CarriedKind::Message,
        from: p(from),
        to: p(to),
        answers: None,
        item: None,
        text: text.to_owned(),
        helped_by: None,
    })
}

pub(super) fn agrees(message: u16) -> Command {
    carry(CarryingCommand::AgreeWording(m(message)))
}

pub(super) fn consents(message: u16, extent: Extent, words: Option<&str>) -> Command {
    carry(CarryingCommand::Consent(
        m(message),
        extent,
        words.map(str::to_owned),
    ))
}

pub(super) fn looks(message: u16, who: Party, wrong: Option<&str>) -> Command {
    carry(CarryingCommand::Check {
        message: m(message),
        checked_by: who,
        passed: wrong.is_none(),
        wrong: wrong.map(str::to_owned),
    })
}

pub(super) fn kofi() -> Party {
    Party::Person(p(KOFI))
}

pub(super) fn delivers(message: u16) -> Command {
    carry(CarryingCommand::Deliver {
        message: m(message),
        how: Passing::ReadAloud,
        present: vec![p(KOFI)],
        tell: true,
    })
}

/// The same where the sender may not know.
pub(super) fn delivers_untold(message: u16) -> Command {
    carry(CarryingCommand::Deliver {
        message: m(message),
        how: Passing::ReadAloud,
        present: vec![p(KOFI)],
        tell: false,
    })
}

pub(super) fn words(message: u16, text: &str) -> Command {
    carry(CarryingCommand::Word {
        message: m(message),
        text: text.to_owned(),
        helped_by: None,
    })
}

fn reacts(message: u16, agreed: bool) -> Command {
    carry(CarryingCommand::NoteReaction {
        message: m(message),
        text: "SECRET relief".to_owned(),
        agreed,
        tell: false,
    })
}

/// Everything before passing on, of the first message, with Mira.
pub(super) fn ready(given: Given) -> Given {
    visit(given, MIRA)
        .after(offers(MIRA, TOM, "SECRET Why my door?"))
        .after(agrees(1))
        .after(consents(1, Extent::All, None))
        .after(looks(1, kofi(), None))
}

fn next(case: &Case) -> NextStep {
    case.next_step(&case.carrying.messages[0])
}

#[test]
fn a_message_is_carried_one_step_after_the_other() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "SECRET Why my door?"))
        .shows(|case| assert_eq!(next(case), NextStep::AgreeWording))
        .after(agrees(1))
        .shows(|case| assert_eq!(next(case), NextStep::Consent))
        .after(consents(1, Extent::All, None))
        .shows(|case| assert_eq!(next(case), NextStep::Check))
        .after(looks(1, kofi(), None))
        .shows(|case| assert_eq!(next(case), NextStep::Wait));
    let given = visit(over(given), TOM)
        .shows(|case| assert_eq!(next(case), NextStep::Deliver))
        .after(delivers(1))
        .shows(|case| assert_eq!(next(case), NextStep::Reply))
        .after(reacts(1, true))
        .after(carry(CarryingCommand::WantReply(m(1), true)))
        .after(carry(CarryingCommand::Close(m(1))))
        .shows(|case| assert_eq!(next(case), NextStep::Closed));
    assert!(!given.journal_holds("SECRET"));
}

#[test]
fn what_comes_first_is_said_for_every_step_out_of_order() {
    visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "Why my door?"))
        .when(consents(1, Extent::All, None))
        .then(Refusal::from(CarryingRefusal::AgreeFirst))
        .when(looks(1, kofi(), None))
        .then(Refusal::from(CarryingRefusal::AgreeFirst))
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::AgreeFirst))
        .after(agrees(1))
        .when(looks(1, kofi(), None))
        .then(Refusal::from(CarryingRefusal::ConsentFirst))
        .after(consents(1, Extent::All, None))
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::CheckFirst))
        .after(looks(1, kofi(), None))
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::ReceiverNotHere))
        .when(reacts(1, true))
        .then(Refusal::from(CarryingRefusal::NotOfThisSide(p(TOM))))
        .when(carry(CarryingCommand::WantReply(m(1), true)))
        .then(Refusal::from(CarryingRefusal::NotPassedOn))
        .when(carry(CarryingCommand::AgreeWording(m(9))))
        .then(Refusal::from(CarryingRefusal::NoSuchMessage));
}

#[test]
fn a_new_wording_needs_every_yes_anew() {
    ready(between_them())
        .after(words(1, "Why did you choose my door?"))
        .shows(|case| assert_eq!(next(case), NextStep::AgreeWording))
        .after(agrees(1))
        .when(looks(1, kofi(), None))
        .then(Refusal::from(CarryingRefusal::ConsentFirst))
        .after(consents(1, Extent::All, None))
        .shows(|case| assert_eq!(next(case), NextStep::Check));
}

#[test]
fn a_part_or_other_words_have_to_be_written_down_and_are_what_is_passed_on() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "Why my door? I moved to my sister's."))
        .after(agrees(1))
        .when(consents(1, Extent::Part, Some("  ")))
        .then(Refusal::from(CarryingRefusal::SayWhichPart))
        .when(consents(1, Extent::Part, Some("1")))
        .then(Refusal::from(CarryingRefusal::NotAPart))
        .when(consents(1, Extent::Part, Some("Why my window?")))
        .then(Refusal::from(CarryingRefusal::NotAPart))
        .after(consents(1, Extent::Part, Some("Why my door?")))
        .after(looks(1, kofi(), None));
    visit(over(given), TOM).shows(|case| {
        let seen = case.seen();
        let message = &seen.carrying.messages[0];
        assert_eq!(message.text(), Some("Why my door?"));
        assert_eq!(message.passed_on(), Some("Why my door?"));
    });
}

#[test]
fn what_somebody_keeps_back_is_never_passed_on() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "I hate you."))
        .after(consents(1, Extent::Nothing, None))
        .shows(|case| assert_eq!(next(case), NextStep::OnFile));
    visit(over(given), TOM)
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::NoSuchMessage));
}

#[test]
fn what_cannot_go_is_said_and_worded_anew() {
    visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "I live at 5 Mill Lane now."))
        .after(agrees(1))
        .after(consents(1, Extent::All, None))
        .when(carry(CarryingCommand::Check {
            message: m(1),
            checked_by: kofi(),
            passed: false,
            wrong: None,
        }))
        .then(Refusal::from(CarryingRefusal::SayWhatIsWrong))
        .after(looks(1, kofi(), Some("It tells where she lives")))
        .shows(|case| assert_eq!(next(case), NextStep::Reword))
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::CannotGo))
        .after(words(1, "I live somewhere else now."))
        .shows(|case| assert_eq!(next(case), NextStep::AgreeWording));
}

#[test]
fn nobody_looks_at_what_they_send_or_receive() {
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "Why my door?"))
        .after(agrees(1))
        .after(consents(1, Extent::All, None));
    let own = [
        Party::Person(p(MIRA)),
        Party::Person(p(TOM)),
        Party::Other(" mira ".to_owned()),
    ];
    own.into_iter().fold(given, |given, who| {
        given
            .when(looks(1, who, None))
            .then(Refusal::from(CarryingRefusal::OwnWork))
    });
}

#[test]
fn a_yes_taken_back_in_the_middle_of_passing_it_on_stops_it_there() {
    let withdraw = || carry(CarryingCommand::Withdraw(m(1)));
    let given = visit(over(ready(between_them())), TOM)
        .shows(|case| assert_eq!(case.seen().carrying.messages.len(), 1))
        // Mira rings while Kofi is with Tom.
        .after(withdraw())
        .shows(|case| assert!(case.seen().carrying.messages.is_empty()))
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::NoSuchMessage))
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
    let given = over(given).when(delivers(1));
    let given = given.then(Refusal::from(CarryingRefusal::ConsentTakenBack));
    visit(given, MIRA)
        .after(consents(1, Extent::All, None))
        .after(looks(1, kofi(), None))
        .shows(|case| assert_eq!(next(case), NextStep::Wait));
}

#[test]
fn what_was_passed_on_stays_as_it_is() {
    let given = visit(over(ready(between_them())), TOM).after(delivers(1));
    over(given)
        .when(carry(CarryingCommand::Withdraw(m(1))))
        .then(Refusal::from(CarryingRefusal::PassedOn))
        .when(words(1, "Other words"))
        .then(Refusal::from(CarryingRefusal::PassedOn))
        .when(delivers(1))
        .then(Refusal::from(CarryingRefusal::PassedOn));
}

#[test]
fn a_reaction_is_noted_only_if_the_receiver_agrees() {
    visit(over(ready(between_them())), TOM)
        .after(delivers(1))
        .when(reacts(1, false))
        .then(Refusal::from(CarryingRefusal::NotTheirWish))
        .after(reacts(1, true));
}

#[test]
fn only_what_was_passed_on_can_be_answered() {
    let answer = |answers| {
        carry(CarryingCommand::Offer {
            kind: CarriedKind::Message,
            from: p(TOM),
            to: p(MIRA),
            answers: Some(m(answers)),
            item: None,
            text: "It was the first one.".to_owned(),
            helped_by: None,
        })
    };
    visit(over(ready(between_them())), TOM)
        .when(answer(1))
        .then(Refusal::from(CarryingRefusal::NothingToAnswer))
        .after(delivers(1))
        .after(answer(1))
        .shows(|case| assert_eq!(case.carrying.messages[1].answers, Some(m(1))));
}

#[test]
fn a_message_goes_from_one_person_to_another_and_is_not_closed_twice() {
    let close = || carry(CarryingCommand::Close(m(1)));
    visit(between_them(), MIRA)
        .when(offers(MIRA, MIRA, "to me"))
        .then(Refusal::from(CarryingRefusal::ToThemselves))
        .when(offers(MIRA, 9, "to nobody"))
        .then(Refusal::NoSuchPerson)
        .when(offers(TOM, MIRA, "from somebody who is not here"))
        .then(Refusal::from(CarryingRefusal::NotOfThisSide(p(TOM))))
        .when(offers(MIRA, TOM, " "))
        .then(Refusal::WordsEmpty)
        .after(offers(MIRA, TOM, "Why?"))
        .after(close())
        .when(close())
        .then(Refusal::from(CarryingRefusal::Closed));
}

#[test]
fn words_are_kept_while_they_are_needed_and_go_with_the_working_notes_once_closed() {
    let given =
        visit(over(ready(between_them())), TOM).after(mark(MarkKind::Note, Some("SECRET note")));
    let given = over(given).after(Command::EraseWorkingNotes);
    assert_eq!(given.notes().len(), 1, "what is under way is still needed");
    let given = visit(given, TOM)
        .after(delivers(1))
        .after(reacts(1, true))
        .after(carry(CarryingCommand::Close(m(1))));
    let given = over(given).after(Command::EraseWorkingNotes);
    assert!(given.notes().is_empty());
    given.shows(|case| assert_eq!(case.carrying.messages[0].text(), None));
}

#[test]
fn every_step_but_a_yes_taken_back_is_undone() {
    ready(between_them())
        .after(Command::Undo)
        .shows(|case| assert_eq!(next(case), NextStep::Check))
        .after(Command::Redo)
        .shows(|case| assert_eq!(next(case), NextStep::Wait));
}
