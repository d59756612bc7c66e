//! What others answered in a meeting stays untold to whoever was spoken for at it.

use super::carrying::*;
use crate::case::given::*;
use crate::case::*;
use crate::script::RoleId;

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

fn presence(person: u16, presence: Presence) -> Command {
    Command::SetPresence(p(person), presence)
}

/// Ada sits in the meeting for Mira, who comes to none.
fn spoken_for() -> Given {
    let mut script = script::shuttle();
    script.sessions[0].with.push(RoleId::new("supporter"));
    Given::of(script).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
        ("Ada", "supporter"),
    ])
}

#[test]
fn what_others_answered_in_a_meeting_is_not_told_to_whoever_was_spoken_for_at_it() {
    let main = script::shuttle().sessions[2].id.clone();
    let given = spoken_for()
        .after_all([2, 3, 4].map(|person| presence(person, Presence::Here)))
        .after(Command::StartSession(main.clone()))
        .after(word("Mend the door"))
        .after(says(TOM, 1, Answer::Yes))
        .after(nods(TOM, 1))
        .after(says(4, 1, Answer::Yes))
        .shows(|case| assert!(case.seen().is_told_answer_of(i(1), p(TOM))));
    visit(over(given.clone()), MIRA)
        .shows(|case| {
            let seen = case.seen();
            assert!(seen.item(i(1)).is_some());
            assert!(!seen.is_told_answer_of(i(1), p(TOM)));
            assert!(seen.is_told_answer_of(i(1), p(4)));
        })
        .after(says(MIRA, 1, Answer::Yes))
        .shows(|case| {
            let seen = case.seen();
            assert!(seen.is_told_answer_of(i(1), p(MIRA)));
            // It counts all the same: nothing that was agreed comes apart by being told.
            let item = seen.item(i(1)).expect("it was told");
            assert_eq!(item.answer_of(p(TOM)), Some(Answer::Yes));
        });
    // Where she sat there herself, she heard it.
    let there = [MIRA, TOM, KOFI].map(|person| presence(person, Presence::Here));
    let given = over(given)
        .after_all(there)
        .after(Command::StartSession(main));
    let given = given
        .after(word("Paint it"))
        .after(says(TOM, 2, Answer::Yes));
    visit(over(given), MIRA).shows(|case| {
        let seen = case.seen();
        assert!(!seen.is_told_answer_of(i(1), p(TOM)));
        assert!(seen.is_told_answer_of(i(2), p(TOM)));
    });
}
