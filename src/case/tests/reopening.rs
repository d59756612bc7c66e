use crate::case::given::*;
use crate::case::*;
use crate::script::{CopyForm, Outcome};

fn circle() -> Given {
    of(Given::conference())
}

fn of(given: Given) -> Given {
    given
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Ann", "supporter"),
        ])
        .here()
        .begun()
}

fn closed() -> Given {
    circle()
        .after(word("Mend the fence"))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
}

fn reopen() -> Command {
    Command::ReopenAgreement("a wrong date".to_owned())
}

fn latest(case: &Case) -> &ClosedAgreement {
    &case.agreement.closings.last().unwrap().1
}

#[test]
fn only_a_closed_agreement_is_opened_again_and_only_for_a_reason() {
    circle().when(reopen()).then(Refusal::AgreementOpen);
    closed()
        .when(Command::ReopenAgreement(" ".to_owned()))
        .then(Refusal::ReasonMissing)
        .after(reopen())
        .when(reopen())
        .then(Refusal::AgreementOpen);
}

#[test]
fn an_agreement_opened_again_shows_its_items_with_their_answers() {
    closed().without_notes().after(reopen()).shows(|case| {
        let item = case.item(i(1)).unwrap();
        assert_eq!(item.draft().unwrap().text, "Mend the fence");
        assert_eq!(item.answer_of(p(1)), Some(Answer::Yes));
        assert!(case.is_agreed(item));
        assert_eq!(case.agreement.reopenings[0].1.text(), Some("a wrong date"));
    });
}

#[test]
fn closing_again_makes_the_next_version_and_keeps_the_one_before() {
    closed()
        .without_notes()
        .after_all([reopen(), reword(1, "Mend the gate"), word("Pay")])
        .after_all(agree(1, [1, 2]))
        .after_all(agree(2, [1, 2]))
        .when(Command::CloseAgreement)
        .then_shows(|case| {
            assert_eq!(case.agreement.closings.len(), 2);
            let closed = latest(case);
            assert_eq!((closed.version, closed.items[0].version), (2, 2));
            assert_eq!(closed.items[0].draft.text, "Mend the gate");
            let before = &case.agreement.closings[0].1;
            assert_eq!(before.items[0].draft.text, "Mend the fence");
        });
}

#[test]
fn an_agreement_opened_again_can_be_closed_unchanged() {
    closed()
        .after(reopen())
        .when(Command::CloseAgreement)
        .then_shows(|case| assert_eq!(latest(case).version, 2));
}

#[test]
fn undo_after_opening_again_goes_back_to_what_was_closed_and_no_further() {
    closed()
        .without_notes()
        .after_all([reopen(), reword(1, "Mend the gate"), Command::Undo])
        .shows(|case| {
            let item = case.item(i(1)).unwrap();
            assert_eq!(item.draft().unwrap().text, "Mend the fence");
            assert!(case.is_agreed(item));
        })
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}

#[test]
fn an_agreement_can_be_opened_again_and_changed_once_the_meeting_is_over() {
    closed()
        .after_all([
            Command::EndSession(Outcome::Agreement),
            reopen(),
            reword(1, "Mend the gate"),
        ])
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement);
}

#[test]
fn people_sign_what_is_closed() {
    let sign = |person, how| Command::Sign(p(person), how);
    circle()
        .when(sign(1, Signing::Paper))
        .then(Refusal::AgreementOpen);
    closed()
        .when(sign(9, Signing::Paper))
        .then(Refusal::NoSuchPerson)
        .after(sign(1, Signing::Paper))
        .when(sign(1, Signing::Paper))
        .then_nothing()
        .when(sign(1, Signing::Declined))
        .then_shows(|case| assert_eq!(case.agreement.signatures[&p(1)].1, Signing::Declined));
}

#[test]
fn people_sign_after_the_meeting_too() {
    closed()
        .after(Command::EndSession(Outcome::Agreement))
        .after(Command::Sign(p(2), Signing::Voice));
}

#[test]
fn signatures_stay_with_what_was_signed_until_it_is_closed_anew() {
    closed()
        .after_all([Command::Sign(p(1), Signing::Paper), reopen()])
        .shows(|case| assert_eq!(case.agreement.signatures[&p(1)].1, Signing::Paper))
        .when(Command::Sign(p(2), Signing::Paper))
        .then(Refusal::AgreementOpen)
        .after(Command::CloseAgreement)
        .shows(|case| assert!(case.agreement.signatures.is_empty()))
        .after(Command::Sign(p(1), Signing::Paper));
}

#[test]
fn copies_are_settled_in_the_forms_that_the_script_has() {
    let copy = |person, form| Command::SettleCopy(p(person), form);
    circle()
        .when(copy(9, None))
        .then(Refusal::NoSuchPerson)
        .when(copy(1, Some(CopyForm::ReadAloud)))
        .then(Refusal::NotInScript)
        .after(copy(1, Some(CopyForm::Print)))
        .when(copy(1, Some(CopyForm::Print)))
        .then_nothing()
        .when(copy(1, None))
        .then_shows(|case| assert_eq!(case.agreement.copies[&p(1)], None));
}

#[test]
fn what_is_worded_anew_and_closed_again_is_open_whatever_was_said_of_it_before() {
    let said = |item, progress: Progress| {
        let by = progress.is_by_agreement().then_some(p(1));
        let said = FollowingCommand::SayProgress(i(item), progress, by, None);
        Command::Following(said)
    };
    circle()
        .after_all([word("Mend the fence"), word("Write a letter")])
        .after_all(agree(1, [1, 2]))
        .after_all(agree(2, [1, 2]))
        .after(Command::CloseAgreement)
        .after_all([said(1, Progress::Changed), said(2, Progress::Done)])
        .shows(|case| assert_eq!(case.open_items().count(), 0))
        .after_all([reopen(), reword(1, "Mend the gate")])
        .after_all(agree(1, [1, 2]))
        .shows(|case| {
            assert_eq!(
                case.progress_of(i(1)),
                Progress::Changed,
                "closed it is not"
            );
        })
        .after(Command::CloseAgreement)
        .shows(|case| {
            assert_eq!(case.progress_of(i(1)), Progress::Open);
            assert_eq!(
                case.progress_of(i(2)),
                Progress::Done,
                "its words are the same"
            );
            assert_eq!(case.following.said[&i(1)].len(), 1, "its history stays");
            assert!(case.still_to_be_told(i(1)).is_empty());
        })
        .after(said(1, Progress::Changed))
        .shows(|case| assert_eq!(case.progress_of(i(1)), Progress::Changed, "said anew"))
        .after_all([reopen(), Command::CloseAgreement])
        .shows(|case| assert_eq!(case.progress_of(i(1)), Progress::Changed));
}
