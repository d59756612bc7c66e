//! What the last entries of a case tell of its notes, without the rest of it.

use super::super::given::*;
use super::super::*;
use crate::script::Outcome;

fn ended(notes_wait: Option<bool>) -> Event {
    Event::SessionEnded {
        outcome: Outcome::NotReached,
        change_method: false,
        notes_wait,
    }
}

fn note() -> Event {
    Event::Marked {
        kind: MarkKind::Note,
        person: None,
        words: Some(Words::from(WordsId(7))),
    }
}

fn told<const N: usize>(tail: [Event; N]) -> Option<bool> {
    notes_wait_by(&tail)
}

#[test]
fn the_end_of_a_meeting_tells_whether_notes_are_left_to_go_through() {
    for (text, wait) in [(None, false), (Some("a fact".to_owned()), true)] {
        let (kind, person) = (MarkKind::Note, None);
        let marked = if text.is_some() {
            vec![Command::Mark { kind, person, text }]
        } else {
            Vec::new()
        };
        Given::conference()
            .people([("Mira", "harmed"), ("Tom", "responsible")])
            .here()
            .begun()
            .after_all(marked)
            .when(Command::EndSession(Outcome::NotReached))
            .then(ended(Some(wait)))
            .shows(|case| assert_eq!(case.notes_wait(), wait));
    }
}

#[test]
fn an_erasure_tells_it_too_also_where_an_older_version_ended_the_meeting() {
    let erased = |rule| Event::WordsErased(Erasure::new(3, rule));
    assert_eq!(told([ended(None)]), None);
    let working = EraseRule::WorkingNotes;
    assert_eq!(told([ended(None), erased(working)]), Some(false));
    assert_eq!(told([ended(Some(true)), erased(working)]), Some(false));
    let preparation = EraseRule::Preparation;
    assert_eq!(told([ended(Some(true)), erased(preparation)]), Some(true));
    let agreed = EraseRule::AgreedOnly;
    assert_eq!(told([ended(Some(true)), erased(agreed)]), None);
}

#[test]
fn what_comes_later_and_might_change_it_leaves_it_to_the_whole_case() {
    let mark = MarkId(3);
    let kept = |kept| Event::Kept {
        mark,
        kept,
        kept_for: KeptFor::default(),
    };
    for (later, gone_through, waiting) in [
        // Words that a crash left come back as a note.
        (note(), None, Some(true)),
        (kept(false), None, Some(true)),
        (kept(true), Some(false), None),
        (Event::Struck { mark }, Some(false), None),
        (Event::Undone { events: vec![9] }, None, None),
        (Event::EntryMissing, None, None),
        (Event::BreakEnded, Some(false), Some(true)),
    ] {
        assert_eq!(told([ended(Some(false)), later.clone()]), gone_through);
        assert_eq!(told([ended(Some(true)), later]), waiting);
    }
}

/// A meeting with one note, and one a month later with another.
fn noted(given: Given) -> Given {
    let (kind, person, text) = (MarkKind::Note, None, Some("a fact".to_owned()));
    given
        .after(Command::Mark { kind, person, text })
        .after(Command::EndSession(Outcome::NotReached))
}

#[test]
fn notes_that_nobody_goes_through_are_due_and_a_later_meeting_puts_nothing_off() {
    let begun = Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun();
    let ended = begun.case.last_event.unwrap().wall.date_naive();
    let within = |days: u64| ended.checked_add_days(chrono::Days::new(days));
    let first = noted(begun.shows(|case| assert_eq!(case.notes_due(14), None)))
        .shows(|case| assert_eq!(case.notes_due(14), within(14)))
        .shows(|case| assert_eq!(case.notes_due(1), within(1)));
    let again = first.clone().later(30 * 24 * 60 * 60).here().begun();
    let second = noted(again.shows(|case| assert_eq!(case.notes_due(14), None)));
    second
        .shows(|case| assert_eq!(case.notes_due(14), within(14)))
        .after(Command::EraseWorkingNotes)
        .shows(|case| assert_eq!(case.notes_due(14), None));
    let close = FollowingCommand::CloseCase(Some("it is over".to_owned()));
    first
        .after(Command::Following(close))
        .shows(|case| assert_eq!(case.notes_due(14), within(14)));
}

#[test]
fn what_is_no_note_and_waits_is_due_by_its_own_meeting_as_well() {
    let begun = Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun();
    let ended = begun.case.last_event.unwrap().wall.date_naive();
    let due = ended.checked_add_days(chrono::Days::new(14));
    let end = || Command::EndSession(Outcome::NotReached);
    // A meeting without agreement keeps no wording, and a note is as old as its mark.
    let worded = begun.clone().after(word("tom mends"));
    let marked = begun.after(mark(MarkKind::KeyPoint, None));
    let silent = marked.case.marks[0].id;
    let added = Command::AddWords(silent, "a fact".to_owned());
    for first in [worded.after(end()), marked.after(end()).after(added)] {
        let first = first.shows(|case| assert_eq!(case.notes_due(14), due));
        let again = first.later(30 * 24 * 60 * 60).here().begun();
        again
            .after(end())
            .shows(|case| assert_eq!(case.notes_due(14), due))
            .after(Command::EraseWorkingNotes)
            .shows(|case| assert_eq!(case.notes_due(14), None));
    }
}
