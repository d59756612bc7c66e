//! Words that were saved just before a crash took their event.

use std::time::Duration;

use talking_piece::case::{
    Answer, Command, Content, ItemDraft, MarkKind, Party, PersonId, Purpose, Refusal, WordsId,
};
use talking_piece::desk::Desk;
use talking_piece::script::{ItemKind, Outcome};
use talking_piece::store::{Batch, DiskFault, Entry, HeldWords, Kind};

use super::{assert_nowhere, marks, save_batch, save_words, words_left};
use crate::support::conference::{
    REFERENCE, agree, begin, begin_with_differences, cabinet, cabinet_on, close, close_agreement,
    files, item, run, settle,
};

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn wording(text: &str) -> Content {
    Content::Item(Box::new(ItemDraft::new(ItemKind::Action, text)))
}

/// Opens a case again after a crash has left words in its notes.
fn opened_after(begin: fn(&talking_piece::desk::Cabinet) -> Desk, words: HeldWords) -> Desk {
    let (cabinet, _disk) = cabinet();
    close(begin(&cabinet));
    save_words(&cabinet, words);
    cabinet.open(Kind::Case, REFERENCE).expect("the case")
}

#[test]
fn words_of_what_a_newer_version_recorded_are_left_alone() {
    let (cabinet, disk) = cabinet();
    let desk = begin(&cabinet);
    let number = desk.case().history.last().expect("entries").number + 1;
    close(desk);
    let body =
        r#"{"v":1,"at":"2031-05-01T10:00:00.000+01:00","steady":5,"t":"seat_changed","to":77}"#;
    save_batch(
        &cabinet,
        Batch {
            words: vec![words_left(77, Some(Purpose::Board), &text("by the window"))],
            entries: vec![Entry {
                number,
                body: body.to_owned(),
            }],
            ..Batch::default()
        },
    );
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(marks(&desk), []);
    close(desk);
    let kept = files(disk.as_ref(), &cabinet)
        .into_iter()
        .any(|(name, bytes)| {
            name.ends_with("notes") && String::from_utf8_lossy(&bytes).contains("by the window")
        });
    assert!(kept, "the newer version finds its words");
}

#[test]
fn words_about_safety_come_back_in_their_layer() {
    let words = words_left(77, Some(Purpose::Safety), &text("told the team"));
    let desk = opened_after(begin, words);
    assert_eq!(marks(&desk), [(MarkKind::Safety, "told the team")]);
}

#[test]
fn a_reason_comes_back_as_a_note() {
    let words = words_left(77, Some(Purpose::Reason), &text("the phone rang"));
    let desk = opened_after(begin, words);
    assert_eq!(marks(&desk), [(MarkKind::Note, "the phone rang")]);
}

#[test]
fn words_of_an_older_version_come_back_as_a_note() {
    let words = HeldWords {
        id: 77,
        body: r#"{"id":77,"content":{"text":"an older note"}}"#.to_owned(),
    };
    let desk = opened_after(begin, words);
    assert_eq!(marks(&desk), [(MarkKind::Note, "an older note")]);
}

#[test]
fn what_was_on_the_way_to_the_board_waits_as_a_note_and_closing_forgets_it() {
    for (purpose, content) in [
        (Purpose::Board, text("UNWANTED")),
        (Purpose::Board, wording("UNWANTED")),
        (Purpose::Concern, text("UNWANTED")),
    ] {
        let (cabinet, storage) = cabinet();
        close(begin(&cabinet));
        save_words(&cabinet, words_left(77, Some(purpose), &content));
        let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
        assert_eq!(marks(&desk), [(MarkKind::Note, "UNWANTED")]);
        close(desk);
        let mut desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
        assert_eq!(marks(&desk), [(MarkKind::Note, "UNWANTED")], "shown once");
        let mark = desk.case().marks[0].id;
        let kept = desk.execute(Command::Keep(mark, true));
        assert_eq!(kept, Err(Refusal::OnlyAgreed));
        let undone = desk.execute(Command::Undo);
        assert_eq!(undone, Err(Refusal::NothingToUndo), "nobody made it");
        run(
            &mut desk,
            Command::AddWords(mark, "UNWANTED too".to_owned()),
        );
        let item = item(&mut desk, "Jay mends the gate.");
        agree(&mut desk, item);
        close_agreement(&mut desk);
        close(desk);
        assert_nowhere("UNWANTED", &files(storage.as_ref(), &cabinet));
    }
}

#[test]
fn everything_said_of_an_item_on_its_way_to_the_board_is_in_the_note() {
    let draft = ItemDraft {
        amount: Some("five hours".to_owned()),
        owner: vec![Party::Person(PersonId(2)), Party::Other("Gran".to_owned())],
        ..ItemDraft::new(ItemKind::Action, "mend the gate")
    };
    let words = Content::Item(Box::new(draft));
    let desk = opened_after(begin, words_left(77, Some(Purpose::Board), &words));
    let name = desk.case().name(PersonId(2));
    let wanted = format!("mend the gate\nWho: {name}, Gran\nHow much: five hours");
    assert_eq!(marks(&desk), [(MarkKind::Note, wanted.as_str())]);
}

#[test]
fn an_answer_that_lost_its_event_is_forgotten_and_asked_once_more() {
    let answer = Content::Answer {
        person: PersonId(2),
        answer: Answer::NotYet,
        change: None,
    };
    let (cabinet, storage) = cabinet();
    close(begin(&cabinet));
    save_words(&cabinet, words_left(77, Some(Purpose::Board), &answer));
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert!(desk.case().marks.is_empty());
    close(desk);
    assert_nowhere("not_yet", &files(storage.as_ref(), &cabinet));
}

#[test]
fn where_differences_are_kept_an_item_comes_back_as_an_idea() {
    let words = words_left(77, Some(Purpose::Board), &wording("mend the gate"));
    let desk = opened_after(begin_with_differences, words);
    assert_eq!(marks(&desk), [(MarkKind::Idea, "mend the gate")]);
    assert_eq!(desk.case().marks[0].words[0].id, WordsId(78));
    let words = words_left(77, Some(Purpose::Board), &text("too hard for him?"));
    let desk = opened_after(begin_with_differences, words);
    assert_eq!(marks(&desk), [(MarkKind::Note, "too hard for him?")]);
}

#[test]
fn a_follow_up_that_a_crash_cut_short_is_never_an_ordinary_note() {
    let mut brought_back = 0;
    for at in 1.. {
        let (cabinet, disk) = cabinet();
        let mut desk = begin(&cabinet);
        let safety = Command::Mark {
            kind: MarkKind::Safety,
            person: None,
            text: None,
        };
        run(&mut desk, safety);
        run(&mut desk, Command::EndSession(Outcome::EndedEarly));
        settle(&desk);
        let mark = desk.case().marks[0].id;
        disk.fail(DiskFault::from(at));
        run(
            &mut desk,
            Command::FollowUpSafety(mark, "told the team".to_owned()),
        );
        let saved = desk.close(Duration::from_millis(200)).jobs == 0;
        disk.kill_program();
        disk.heal();
        let again = cabinet_on(disk).open(Kind::Case, REFERENCE);
        let again = again.expect("the case");
        let marks = marks(&again);
        assert!(
            marks.iter().all(|(kind, _)| *kind == MarkKind::Safety),
            "fault {at}: {marks:?}"
        );
        brought_back += usize::from(again.case().marks.len() == 2);
        if saved {
            break;
        }
    }
    assert!(
        brought_back > 0,
        "no fault fell between the words and their event"
    );
}
