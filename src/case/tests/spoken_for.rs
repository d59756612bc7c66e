//! Somebody is heard through others: what can be said for them, and what cannot.

use crate::case::given::*;
use crate::case::*;
use crate::script::Outcome;

const MIRA: u16 = 1;
const TOM: u16 = 2;

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

#[test]
fn what_waits_for_somebody_is_not_erased_before_they_were_asked() {
    let ended = |given: Given| given.after(Command::EndSession(Outcome::NotReached));
    let board = |case: &Case| {
        let item = &case.agreement.items[0];
        item.draft().is_some()
    };
    let waits = ended(without_mira().after(for_mira("A letter to Mira")));
    waits
        .attempt(Command::EraseWorkingNotes)
        .shows(|case| assert!(board(case)));
    let asked = without_mira()
        .after(for_mira("A letter to Mira"))
        .after(says(MIRA, 1, Answer::NotYet));
    ended(asked)
        .after(Command::EraseWorkingNotes)
        .shows(|case| assert!(!board(case)));
}
