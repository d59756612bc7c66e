//! Whose words are taken out of the record, and whose stay.

use std::collections::BTreeSet;

use super::carrying::{agrees, between_them, consents, kofi, looks, offers, over, visit};
use super::holding::over as over_with_a_note;
use crate::case::given::*;
use crate::case::*;
use crate::script::Outcome;

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

fn circle() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn ended(given: Given) -> Given {
    given.after(Command::EndSession(Outcome::EndedEarly))
}

fn noted(kind: MarkKind, person: u16, text: &str) -> Command {
    Command::Mark {
        kind,
        person: Some(p(person)),
        text: Some(text.to_owned()),
    }
}

fn of(person: u16) -> TakeOut {
    TakeOut {
        person: Some(p(person)),
        entries: BTreeSet::new(),
    }
}

fn entry(number: u64) -> TakeOut {
    TakeOut {
        person: None,
        entries: [number].into(),
    }
}

fn asked(case: &Case, asked: &TakeOut) -> Result<WithoutWords, Refusal> {
    let head = (case.history.len() as u64, "0a0b".to_owned());
    case.take_out(asked, day("2026-11-27"), head)
}

/// What is taken out: what the notes hold of it, and the texts of the record that are different.
fn taken(case: &Case, asked_for: &TakeOut) -> Vec<String> {
    let without = asked(case, asked_for).expect("something to take out");
    let before = |number: u64| {
        let mut history = case.history.iter();
        let recorded = history.find(|recorded| recorded.number == number);
        in_json(&recorded.expect("an entry").event)
    };
    let held = case
        .history
        .iter()
        .flat_map(|recorded| recorded.event.words());
    let held = held.filter(|words| without.taken.words.contains(&words.id));
    let mut found: Vec<String> = held
        .map(|words| serde_json::to_string(words.content.as_ref().unwrap()).unwrap())
        .collect();
    for changed in &without.changed {
        let after = in_json(&changed.event);
        differences(&before(changed.number), &after, &mut found);
    }
    found
}

fn in_json(event: &Event) -> serde_json::Value {
    serde_json::from_str(&event.to_json().unwrap()).unwrap()
}

fn differences(before: &serde_json::Value, after: &serde_json::Value, found: &mut Vec<String>) {
    use serde_json::Value;
    match (before, after) {
        (Value::String(old), Value::String(new)) if old != new => {
            assert!(new.starts_with("[taken out on 27 November 2026"), "{new}");
            found.push(old.clone());
        }
        (Value::Array(old), Value::Array(new)) => {
            for (old, new) in old.iter().zip(new) {
                differences(old, new, found);
            }
        }
        (Value::Object(old), Value::Object(new)) => {
            for (key, old) in old {
                differences(old, &new[key], found);
            }
        }
        (old, new) => assert_eq!(old, new),
    }
}

#[track_caller]
fn assert_taken(case: &Case, asked_for: &TakeOut, expected: &[&str], stays: &[&str]) {
    let taken = taken(case, asked_for).join("\n");
    for words in expected {
        assert!(taken.contains(words), "{words} stays: {taken}");
    }
    for words in stays {
        assert!(!taken.contains(words), "{words} goes: {taken}");
    }
}

#[test]
fn what_was_noted_under_somebodys_name_goes_and_what_is_about_safety_stays() {
    let given = circle()
        .after(noted(MarkKind::Note, TOM, "tom one"))
        .after(noted(MarkKind::KeyPoint, MIRA, "mira one"))
        .after(noted(MarkKind::Safety, TOM, "bruise"))
        .after(mark(MarkKind::Note, Some("nobody")));
    let marks: Vec<MarkId> = given.case.marks.iter().map(|mark| mark.id).collect();
    let given = ended(given.after_all([
        Command::AddWords(marks[0], "tom two".to_owned()),
        Command::AddWords(marks[2], "bruise two".to_owned()),
        noted(MarkKind::Question, TOM, "tom three"),
        Command::Undo,
    ]));
    let expected = ["tom one", "tom two", "tom three"];
    let stays = ["mira one", "bruise", "bruise two", "nobody"];
    assert_taken(&given.case, &of(TOM), &expected, &stays);
}

#[test]
fn an_idea_goes_unless_people_agreed_to_it_and_so_does_what_somebody_wanted_changed() {
    let given = circle()
        .after(noted(MarkKind::Idea, TOM, "tom idea"))
        .after(noted(MarkKind::Idea, TOM, "tom agreed"));
    let marks: Vec<MarkId> = given.case.marks.iter().map(|mark| mark.id).collect();
    let from = |mark: MarkId, text: &str| Command::WordItem {
        item: None,
        draft: Box::new(draft(text)),
        from: Some(mark),
    };
    let given = given
        .after(from(marks[0], "tom worded"))
        .after(from(marks[1], "tom agreed worded"))
        .after(word("everybody"))
        .after(Command::AskForChange(i(3), p(TOM), "tom change".to_owned()))
        .after(Command::AskForChange(
            i(3),
            p(MIRA),
            "mira change".to_owned(),
        ));
    assert_taken(
        &ended(given).case,
        &of(TOM),
        &["tom idea", "tom worded", "tom change", "tom agreed"],
        &["everybody", "mira change"],
    );
}

#[test]
fn what_was_agreed_stays_with_its_words() {
    let given = circle().after(noted(MarkKind::Idea, TOM, "tom idea"));
    let idea = given.case.marks[0].id;
    let given = given
        .after(Command::WordItem {
            item: None,
            draft: Box::new(draft("tom mends")),
            from: Some(idea),
        })
        .after_all(agree(1, [MIRA, TOM]))
        .after(Command::CloseAgreement)
        .after(Command::EndSession(Outcome::Agreement));
    assert_taken(&given.case, &of(TOM), &["tom idea"], &["tom mends"]);
    let closing = given
        .case
        .history
        .iter()
        .find(|recorded| matches!(recorded.event, Event::AgreementClosed { .. }));
    let closing = closing.unwrap().number;
    assert_taken(&given.case, &entry(closing), &["tom mends"], &[]);
}

#[test]
fn a_childs_words_and_the_reason_of_whoever_decided_go_out_of_the_record_itself() {
    let given = Given::family()
        .people([("Gran", "family"), ("Alex", "child"), ("Ms Ray", "worker")])
        .here()
        .begun()
        .after_all([
            Command::TakeChildWords {
                child: p(2),
                words: "my dog".to_owned(),
                given: "a drawing".to_owned(),
                read_out: true,
            },
            Command::SetBottomLine(None, "never alone".to_owned()),
            Command::AgreeGroundRule("one at a time".to_owned()),
        ]);
    let given = ended(given);
    assert_taken(&given.case, &of(2), &["my dog", "a drawing"], &["never"]);
    let without = asked(&given.case, &of(2)).unwrap();
    assert_eq!(without.changed.len(), 1);
    let same = |recorded: &Recorded| {
        let changed = &without.changed[0];
        (changed.number, changed.at, changed.command)
            == (recorded.number, recorded.at, recorded.command)
    };
    assert!(given.case.history.iter().any(same));
}

#[test]
fn messages_are_their_senders_and_a_reaction_is_the_receivers() {
    let given = visit(between_them(), TOM).after(offers(TOM, MIRA, "tom sorry"));
    let given = over(given);
    assert_taken(&given.case, &of(TOM), &["tom sorry"], &[]);
    assert_eq!(
        asked(&given.case, &of(MIRA)),
        Err(Refusal::NothingToTakeOut)
    );
}

#[test]
fn what_was_wrong_with_a_message_is_about_safety_and_stays_unless_its_entry_is_named() {
    let given = visit(between_them(), TOM).after_all([
        offers(TOM, MIRA, "tom sorry"),
        agrees(1),
        consents(1, Extent::All, None),
        looks(1, kofi(), Some("a threat")),
    ]);
    let given = over(given);
    assert_taken(&given.case, &of(TOM), &["tom sorry"], &["a threat"]);
    assert_eq!(
        asked(&given.case, &of(KOFI)),
        Err(Refusal::NothingToTakeOut)
    );
    let checked = |recorded: &&Recorded| {
        let Event::Carrying(event) = &recorded.event else {
            return false;
        };
        matches!(event, CarryingEvent::SafetyChecked { .. })
    };
    let checked = given.case.history.iter().find(checked).unwrap().number;
    assert_taken(&given.case, &entry(checked), &["a threat"], &["tom sorry"]);
}

#[test]
fn an_entry_whose_words_are_gone_is_refused_as_one_without_words() {
    let given = ended(
        circle()
            .after(noted(MarkKind::Note, TOM, "tom one"))
            .after(noted(MarkKind::Note, MIRA, "mira one")),
    );
    let number = given.case.marks[0].id.0;
    let refused = |case: &Case, asked_for: &TakeOut| {
        assert_eq!(asked(case, asked_for), Err(Refusal::EntryWithoutWords));
    };
    let taken = asked(&given.case, &entry(number)).unwrap().taken;
    let anew = given.clone().happened(vec![Event::TakenOut(taken)]);
    refused(&anew.case, &entry(number));
    // Also beside words that can be taken out.
    let both = TakeOut {
        person: Some(p(MIRA)),
        ..entry(number)
    };
    refused(&anew.case, &both);
    let erased = given.after(Command::EraseWorkingNotes);
    refused(&erased.case, &entry(number));
}

#[test]
fn a_case_in_a_meeting_or_on_hold_is_left_as_it_is() {
    let running = circle().after(noted(MarkKind::Note, TOM, "tom one"));
    assert_eq!(asked(&running.case, &of(TOM)), Err(Refusal::SessionNotOver));
    let hold = FollowingCommand::PlaceHold("a complaint".to_owned());
    let held = over_with_a_note().after(Command::Following(hold));
    assert_eq!(asked(&held.case, &of(TOM)), Err(Refusal::OnHold));
}

#[test]
fn nobody_and_entries_without_words_are_refused_by_what_they_are() {
    let given = ended(circle().after(noted(MarkKind::Note, TOM, "tom one")));
    assert_eq!(asked(&given.case, &of(9)), Err(Refusal::NoSuchPerson));
    assert_eq!(
        asked(&given.case, &of(MIRA)),
        Err(Refusal::NothingToTakeOut)
    );
    for number in [0, 1, 2, 99] {
        assert_eq!(
            asked(&given.case, &entry(number)),
            Err(Refusal::EntryWithoutWords),
            "{number}"
        );
    }
    let newer = Event::Newer {
        kind: "seat_changed".to_owned(),
        body: "{}".to_owned(),
    };
    let mut case = given.case.clone();
    let last = case.history.last().unwrap().clone();
    case.apply(Recorded {
        number: last.number + 1,
        command: last.number + 1,
        at: last.at,
        event: newer,
    });
    assert_eq!(asked(&case, &of(TOM)), Err(Refusal::EntriesOfNewer));
}

#[test]
fn once_it_is_recorded_a_blank_stands_wherever_the_words_are_read_from() {
    let given = ended(circle().after(noted(MarkKind::Note, TOM, "tom one")));
    let taken = asked(&given.case, &of(TOM)).unwrap().taken;
    let blank = "[taken out on 27 November 2026 at the request of P2]";
    assert_eq!(taken.blank(), blank);
    // The notes still hold them, as after a crash.
    let given = given
        .happened(vec![Event::TakenOut(taken)])
        .shows(|case| assert_eq!(case.marks[0].words[0].text(), Some(blank)));
    assert_eq!(given.notes(), [&Content::Text("tom one".to_owned())]);
    assert_eq!(
        asked(&given.case, &of(TOM)),
        Err(Refusal::NothingToTakeOut),
        "a blank is not taken out once more"
    );
    given.when(Command::Undo).then(Refusal::NothingToUndo);
}
