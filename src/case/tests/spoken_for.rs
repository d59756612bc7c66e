//! Somebody is heard through others: what can be said for them, and what cannot.

use crate::case::given::*;
use crate::case::*;
use crate::script::Outcome;

const MIRA: u16 = 1;
const TOM: u16 = 2;
const ANN: u16 = 3;

/// Mira was harmed and is not there; Ann speaks for her, and Tom is responsible.
fn without_mira() -> Given {
    let mut given = Given::conference()
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Ann", "supporter"),
        ])
        .after(Command::SetPresence(p(TOM), Presence::Here))
        .after(Command::SetPresence(p(3), Presence::Here));
    let details = PersonDetails {
        attends: Attendance::Represented,
        ..given.case.people[0].details.clone()
    };
    given = given.after(Command::ChangePerson(p(MIRA), details));
    given.begun()
}

fn for_mira(text: &str) -> Command {
    let mut draft = ItemDraft::new(crate::script::ItemKind::Action, text);
    draft.for_whom = vec![Party::Person(p(MIRA))];
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

fn missing(given: Given, people: &[PersonId]) -> Given {
    given.shows(|case| {
        assert_eq!(case.yes_missing_from(&case.agreement.items[0]), people);
    })
}

#[test]
fn nothing_is_read_back_to_whoever_is_not_there_and_nobody_signs_for_them() {
    without_mira()
        .after(word("Mend the fence"))
        .after_all([says(TOM, 1, Answer::Yes), nods(TOM, 1)])
        .when(nods(MIRA, 1))
        .then(Refusal::SpokenFor(p(MIRA)))
        .after(Command::CloseAgreement)
        .when(Command::Sign(p(MIRA), Signing::Paper))
        .then(Refusal::SpokenFor(p(MIRA)))
        .after(Command::SettleCopy(p(MIRA), None))
        .after(Command::EndSession(Outcome::Agreement))
        .after(Command::Sign(p(MIRA), Signing::Paper));
}

#[test]
fn what_is_for_somebody_who_is_not_there_waits_for_their_own_yes() {
    let given = without_mira()
        .after(for_mira("A letter to Mira"))
        .after(says(TOM, 1, Answer::Yes));
    let given = missing(given, &[p(MIRA)]).after(nods(TOM, 1));
    // She was rung, and her answer stands on the board.
    let given = missing(given.after(says(MIRA, 1, Answer::Yes)), &[]);
    given.after(Command::CloseAgreement);
}

#[test]
fn what_does_not_touch_them_is_agreed_without_them() {
    let given = without_mira()
        .after(word("Tom goes to a course"))
        .after(says(TOM, 1, Answer::Yes));
    missing(given, &[]);
}

/// Ann, who has no veto, sent word instead of coming.
fn supporter_elsewhere() -> Given {
    let given = Given::conference().people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Ann", "supporter"),
    ]);
    let details = PersonDetails {
        attends: Attendance::Message,
        ..given.case.people[2].details.clone()
    };
    given
        .after(Command::ChangePerson(p(ANN), details))
        .after(Command::SetPresence(p(MIRA), Presence::Here))
        .after(Command::SetPresence(p(TOM), Presence::Here))
        .begun()
}

#[test]
fn whoever_is_to_do_it_and_sent_word_is_waited_for_whatever_their_role() {
    let mut draft = ItemDraft::new(crate::script::ItemKind::Action, "Ann drives Tom there");
    draft.owner = vec![Party::Person(p(ANN))];
    let (item, draft, from) = (None, Box::new(draft), None);
    let given = supporter_elsewhere()
        .after(Command::WordItem { item, draft, from })
        .after_all(agree(1, [MIRA, TOM]));
    let given = missing(given, &[p(ANN)]);
    let given = given
        .when(Command::CloseAgreement)
        .then(Refusal::NotAgreed(vec![(i(1), vec![p(ANN)])]));
    let given = missing(given.after(says(ANN, 1, Answer::Yes)), &[]);
    given.after(Command::CloseAgreement);
}

#[test]
fn what_is_for_somebody_without_a_veto_is_agreed_without_them() {
    let mut draft = ItemDraft::new(crate::script::ItemKind::Action, "Tom thanks Ann");
    draft.for_whom = vec![Party::Person(p(ANN))];
    let (item, draft, from) = (None, Box::new(draft), None);
    let given = supporter_elsewhere()
        .after(Command::WordItem { item, draft, from })
        .after_all(agree(1, [MIRA, TOM]));
    missing(given, &[]);
}

/// Whether the words of the first item are still there.
fn is_on_the_board(case: &Case) -> bool {
    case.agreement.items[0].draft().is_some()
}

/// A letter for Mira stands on the board, and nobody asked her.
fn unasked() -> Given {
    without_mira().after(for_mira("A letter to Mira"))
}

#[test]
fn what_was_not_agreed_when_a_meeting_came_to_its_end_waits_for_nobody() {
    for outcome in [
        Outcome::NoAgreementWanted,
        Outcome::NotReached,
        Outcome::EndedEarly,
    ] {
        unasked()
            .after(Command::EndSession(outcome))
            .shows(|case| {
                assert!(is_on_the_board(case) && case.notes_wait());
                let history: Vec<&Event> = case.history.iter().map(|it| &it.event).collect();
                assert_eq!(notes_wait_by(history), Some(true), "{outcome:?}");
            })
            .after(Command::EraseWorkingNotes)
            .shows(|case| assert!(!is_on_the_board(case), "{outcome:?}"));
    }
}

/// Tom cannot go on, and people want to go on in another way.
fn in_another_way() -> Given {
    unasked()
        .after(Command::SayWilling(p(TOM), Willing::Withdrawn))
        .after(Command::AnswerWithdrawal(
            p(TOM),
            MethodStep::ChangeMethod,
            None,
        ))
}

#[test]
fn what_waits_for_somebody_stays_where_it_goes_on_in_another_way() {
    in_another_way()
        .shows(|case| assert!(!case.notes_wait()))
        .attempt(Command::EraseWorkingNotes)
        .shows(|case| assert!(is_on_the_board(case)));
}

#[test]
fn nothing_waits_for_whoever_takes_part_no_longer() {
    in_another_way()
        .after(Command::SayWilling(p(MIRA), Willing::Withdrawn))
        .shows(|case| {
            let history: Vec<&Event> = case.history.iter().map(|it| &it.event).collect();
            assert!(case.notes_wait());
            assert_eq!(notes_wait_by(history), None);
        })
        .after(Command::EraseWorkingNotes)
        .shows(|case| assert!(!is_on_the_board(case)));
}

#[test]
fn what_somebody_answered_waits_no_longer() {
    unasked()
        .after(says(MIRA, 1, Answer::NotYet))
        .after(Command::SayWilling(p(TOM), Willing::Withdrawn))
        .after(Command::AnswerWithdrawal(
            p(TOM),
            MethodStep::ChangeMethod,
            None,
        ))
        .after(Command::EraseWorkingNotes)
        .shows(|case| assert!(!is_on_the_board(case)));
}
