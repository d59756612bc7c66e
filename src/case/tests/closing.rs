use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{CopyForm, Keeping, Outcome};

fn circle() -> Given {
    of(Given::conference())
}

/// The same circle where the script keeps what was not agreed as well.
fn keeping_differences() -> Given {
    let mut script = script::conference();
    script.agreement.keeps = Keeping::WithDifferences;
    of(Given::of(script))
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

fn latest(case: &Case) -> &ClosedAgreement {
    &case.agreement.closings.last().unwrap().1
}

#[test]
fn nothing_is_closed_where_nothing_is_on_the_board() {
    circle()
        .when(Command::CloseAgreement)
        .then(Refusal::NothingToClose)
        .after_all([word("Mend"), Command::RemoveItem(i(1))])
        .when(Command::CloseAgreement)
        .then(Refusal::NothingToClose);
}

#[test]
fn items_that_are_not_agreed_block_closing_by_name_until_they_are_taken_off() {
    circle()
        .after_all([word("Mend"), word("Pay")])
        .after_all(agree(1, [1, 2]))
        .after(says(1, 2, Answer::Yes))
        .when(Command::CloseAgreement)
        .then(Refusal::NotAgreed(vec![(i(2), vec![p(2)])]))
        .after(Command::RemoveItem(i(2)))
        .when(Command::CloseAgreement)
        .then_shows(|case| assert_eq!(latest(case).items.len(), 1));
}

#[test]
fn every_item_has_to_be_read_back_to_everybody_whose_yes_it_needs() {
    circle()
        .after_all([
            word("Mend"),
            says(1, 1, Answer::Yes),
            says(2, 1, Answer::Yes),
            nods(1, 1),
        ])
        .when(Command::CloseAgreement)
        .then(Refusal::NotReadBack(vec![i(1)]))
        .after(nods(2, 1))
        .after(Command::CloseAgreement);
}

#[test]
fn an_item_is_not_read_back_to_somebody_who_left_but_to_somebody_it_is() {
    circle()
        .after_all([
            word("Mend"),
            says(1, 1, Answer::Yes),
            says(2, 1, Answer::Yes),
            Command::SetPresence(p(1), Presence::Left),
        ])
        .when(Command::CloseAgreement)
        .then(Refusal::NotReadBack(vec![i(1)]))
        .after(nods(2, 1))
        .after(Command::CloseAgreement);
}

#[test]
fn an_agreement_is_closed_while_the_meeting_goes_on() {
    circle()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after(Command::EndSession(Outcome::EndedEarly))
        .when(Command::CloseAgreement)
        .then(Refusal::SessionOver);
}

#[test]
fn the_closed_agreement_holds_wording_yeses_and_read_back() {
    circle()
        .after_all([word("Mend"), reword(1, "Mend the fence")])
        .after_all(agree(1, [1, 2]))
        .after(says(3, 1, Answer::NotYet))
        .after(Command::SetPlanField(
            PlanField::Purpose,
            Some("Peace".to_owned()),
        ))
        .when(Command::CloseAgreement)
        .then_shows(|case| {
            let closed = latest(case);
            let item = &closed.items[0];
            assert_eq!((closed.version, item.version), (1, 2));
            assert_eq!(item.draft.text, "Mend the fence");
            assert_eq!(
                item.answers.keys().copied().collect::<Vec<_>>(),
                [p(1), p(2)]
            );
            assert_eq!(item.read_back.len(), 2);
            assert_eq!(closed.settled[&PlanField::Purpose], "Peace");
            assert!(closed.not_agreed.is_empty() && closed.refused.is_empty());
        });
}

#[test]
fn where_agreed_items_only_are_kept_nobody_who_differed_is_named_afterwards() {
    let given = circle()
        .after_all([word("Mend"), word("Move away"), reword(1, "Mend the fence")])
        .after_all(agree(1, [1, 2]))
        .after_all([
            says(3, 1, Answer::NotYet),
            says(1, 2, Answer::Change),
            Command::RemoveItem(i(2)),
            Command::CloseAgreement,
        ]);
    assert!(!given.journal_holds("Move away") && !given.journal_holds("not_yet"));
    assert!(given.notes().is_empty());
    given.shows(|case| {
        assert!(case.agreement.items[0].answer_of(p(3)).is_none());
        assert!(case.agreement.items[1].draft().is_none());
    });
}

#[test]
fn closing_leaves_a_receipt_with_the_number_of_words_that_were_erased() {
    circle()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .shows(|case| {
            let receipt = Event::WordsErased(Erasure::new(5, EraseRule::AgreedOnly));
            assert_eq!(case.history.last().unwrap().event, receipt);
            assert_eq!(case.words_to_erase(EraseRule::AgreedOnly).len(), 5);
        });
}

#[test]
fn where_differences_are_kept_they_stand_in_the_closed_agreement() {
    let given = keeping_differences()
        .after_all([word("Mend"), word("Move away"), word("A slip")])
        .after_all(agree(1, [1, 2]))
        .after_all([
            says(3, 1, Answer::NotYet),
            says(1, 2, Answer::Yes),
            says(2, 2, Answer::NotYet),
            Command::RemoveItem(i(2)),
            Command::RemoveItem(i(3)),
        ])
        .when(Command::CloseAgreement)
        .then_shows(|case| {
            let closed = latest(case);
            assert_eq!(closed.items[0].answers[&p(3)], Answer::NotYet);
            assert_eq!(closed.not_agreed.len(), 1);
            assert_eq!(closed.not_agreed[0].answers[&p(2)], Answer::NotYet);
            assert!(case.words_to_erase(EraseRule::AgreedOnly).is_empty());
        });
    assert!(!given.notes().is_empty());
}

#[test]
fn a_closed_agreement_shows_plan_and_items_from_the_journal_alone() {
    let given = closed();
    let live = given.case.clone();
    let given = given.without_notes();
    assert!(given.case == live);
    given.shows(|case| {
        let item = case.item(i(1)).unwrap();
        assert_eq!(item.draft().unwrap().text, "Mend the fence");
        assert_eq!(item.answer_of(p(2)), Some(Answer::Yes));
    });
}

#[test]
fn while_the_agreement_is_closed_nothing_of_it_changes() {
    let commands = [
        word("Pay"),
        reword(1, "Mend"),
        Command::RemoveItem(i(1)),
        says(1, 1, Answer::Change),
        nods(3, 1),
        Command::NoteConcern(i(1), "fair?".to_owned()),
        Command::SetPlanField(PlanField::Purpose, None),
        Command::CloseAgreement,
    ];
    commands.into_iter().fold(closed(), |given, command| {
        given.when(command).then(Refusal::AgreementClosed)
    });
}

#[test]
fn a_closing_cannot_be_taken_back_by_undo() {
    closed().when(Command::Undo).then(Refusal::NothingToUndo);
}

#[test]
fn a_concern_is_the_facilitators_and_no_closing_writes_it_down() {
    let concern = |case: &Case| {
        let noted = case.agreement.items[0].concern.as_ref();
        noted.and_then(Words::text).map(str::to_owned)
    };
    let given = circle()
        .after_all([word("Mend"), word("Pay")])
        .after_all(agree(1, [1, 2]))
        .after(Command::NoteConcern(
            i(1),
            "CONCERN about mending".to_owned(),
        ))
        .after(Command::NoteConcern(
            i(2),
            "CONCERN about paying".to_owned(),
        ))
        .after_all([Command::RemoveItem(i(2)), Command::CloseAgreement])
        .shows(|case| {
            assert_eq!(latest(case).items[0].concern, None);
            assert_eq!(concern(case).as_deref(), Some("CONCERN about mending"));
        });
    assert!(!given.journal_holds("CONCERN"));
    assert_eq!(given.notes().len(), 1, "what was not agreed is forgotten");
    let given = given
        .after(Command::EndSession(Outcome::Agreement))
        .after(Command::EraseWorkingNotes)
        .shows(|case| assert_eq!(concern(case), None));
    assert!(given.notes().is_empty());
}

#[test]
fn a_concern_in_a_journal_of_old_opens_and_is_shown_nowhere() {
    let mut given = circle().after(word("Mend")).after_all(agree(1, [1, 2]));
    given = given.after(Command::CloseAgreement);
    let mut closed = latest(&given.case).clone();
    closed.items[0].concern = Some("much work".to_owned());
    let body = serde_json::to_string(&closed).unwrap();
    let read: ClosedAgreement = serde_json::from_str(&body).unwrap();
    assert_eq!(read.items[0].concern.as_deref(), Some("much work"));
    let mut case = Case::new(given.case.script.clone());
    for (number, event) in (1..).zip([Event::AgreementClosed {
        agreement: Box::new(read),
    }]) {
        case.apply(Recorded {
            number,
            command: number,
            at: given.now(),
            event,
        });
    }
    assert!(case.agreement.closed);
    assert!(case.agreement.items[0].concern.is_none());
}

fn own_part() -> CopyLimit {
    CopyLimit {
        own_part: true,
        ..CopyLimit::default()
    }
}

#[test]
fn a_copy_of_only_ones_part_keeps_its_form_and_stays_one_whatever_form_is_chosen_then() {
    closed()
        .when(Command::LimitCopy(PersonId(2), own_part()))
        .then(Event::CopySettled {
            person: PersonId(2),
            form: Some(CopyForm::Print),
            limit: own_part(),
        });
    closed()
        .after(Command::LimitCopy(PersonId(2), own_part()))
        .when(Command::SettleCopy(PersonId(2), Some(CopyForm::EasyRead)))
        .then(Event::CopySettled {
            person: PersonId(2),
            form: Some(CopyForm::EasyRead),
            limit: own_part(),
        });
}

#[test]
fn what_is_left_out_of_a_copy_stands_in_what_was_agreed() {
    let without = |items: &[u16], words: &[&str]| {
        let limit = CopyLimit {
            own_part: false,
            without_items: items.iter().copied().map(ItemId).collect(),
            without_words: words.iter().map(|words| (*words).to_owned()).collect(),
        };
        Command::LimitCopy(PersonId(2), limit)
    };
    closed()
        .when(without(&[1, 1], &[" Mend  the FENCE ", ""]))
        .then(Event::CopySettled {
            person: PersonId(2),
            form: Some(CopyForm::Print),
            limit: CopyLimit {
                own_part: false,
                without_items: vec![ItemId(1)],
                without_words: vec!["Mend the FENCE".to_owned()],
            },
        });
    for nothing in [without(&[9], &[]), without(&[], &["12 Elm Road"])] {
        closed().when(nothing).then(Refusal::NotInThePlan);
    }
    let long = "x".repeat(LONGEST_REASON + 1);
    closed()
        .when(without(&[], &[&long]))
        .then(Refusal::WordsTooLong);
}
