//! Half-typed words after a crash: in the layer for which they were meant, and whole.

use talking_piece::case::{Command, MarkKind};
use talking_piece::desk::{Cabinet, Desk, Draft, DraftFor};
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use super::{assert_nowhere, marks};
use crate::support::conference::{
    REFERENCE, agree, begin, begin_with_differences, cabinet, close, close_agreement, files, item,
    note, run, settle,
};

/// Half-typed words of every layer.
fn everything() -> Draft {
    let mut draft = Draft::default();
    draft.add(DraftFor::Note, "He said that");
    draft.add(DraftFor::Safety, "told the team");
    draft.add(DraftFor::Board, "UNWANTED");
    draft.add(DraftFor::ChildWords, "I want Gran.");
    draft
}

fn opened_with(cabinet: &Cabinet, begin: fn(&Cabinet) -> Desk, draft: &Draft) -> Desk {
    let mut desk = begin(cabinet);
    desk.keep_draft(&draft.write());
    close(desk);
    cabinet.open(Kind::Case, REFERENCE).expect("the case")
}

fn left(desk: &Desk) -> Draft {
    Draft::read(desk.draft().unwrap_or_default())
}

#[test]
fn half_typed_words_come_back_in_their_layers_and_once() {
    let (cabinet, _disk) = cabinet();
    let desk = opened_with(&cabinet, begin, &everything());
    let wanted = [
        (MarkKind::Safety, "told the team"),
        (MarkKind::Note, "UNWANTED"),
    ];
    assert_eq!(marks(&desk), wanted);
    let mut waits = Draft::default();
    waits.add(DraftFor::ChildWords, "I want Gran.");
    waits.add(DraftFor::Note, "He said that");
    assert_eq!(left(&desk), waits);
    let said = desk.remarks().join(" ");
    assert!(
        said.contains("marks and notes") && said.contains("A child's"),
        "{said}"
    );
    close(desk);
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(marks(&desk), wanted);
    assert_eq!(left(&desk), waits);
}

#[test]
fn half_typed_words_for_the_board_are_gone_once_the_agreement_is_closed() {
    let (cabinet, storage) = cabinet();
    let mut desk = opened_with(&cabinet, begin, &everything());
    let item = item(&mut desk, "Jay mends the gate.");
    agree(&mut desk, item);
    desk.keep_draft(&everything().write());
    close_agreement(&mut desk);
    assert!(left(&desk).has(DraftFor::Safety) && !left(&desk).has(DraftFor::Board));
    close(desk);
    assert_nowhere("UNWANTED", &files(storage.as_ref(), &cabinet));
}

#[test]
fn words_about_safety_outlive_the_working_notes() {
    let (cabinet, storage) = cabinet();
    let mut desk = opened_with(&cabinet, begin, &everything());
    desk.keep_draft(&everything().write());
    run(&mut desk, Command::EndSession(Outcome::EndedEarly));
    run(&mut desk, Command::EraseWorkingNotes);
    assert_eq!(marks(&desk)[0], (MarkKind::Safety, "told the team"));
    assert!(left(&desk).has(DraftFor::Safety) && left(&desk).has(DraftFor::ChildWords));
    close(desk);
    let files = files(storage.as_ref(), &cabinet);
    assert_nowhere("UNWANTED", &files);
    assert_nowhere("He said that", &files);
}

#[test]
fn where_differences_are_kept_words_for_the_board_wait_in_the_note() {
    let (cabinet, _disk) = cabinet();
    let mut draft = Draft::default();
    draft.add(DraftFor::Note, "He said that");
    draft.add(DraftFor::Board, "mend the gate");
    let desk = opened_with(&cabinet, begin_with_differences, &draft);
    assert_eq!(marks(&desk), []);
    assert_eq!(desk.draft(), Some("He said that\nmend the gate"));
}

#[test]
fn what_is_longer_than_a_note_comes_back_in_parts_and_whole() {
    let (cabinet, _disk) = cabinet();
    let mut draft = Draft::default();
    for letter in ["a", "b", "c"] {
        draft.add(DraftFor::Note, &letter.repeat(15_000));
    }
    let desk = opened_with(&cabinet, begin, &draft);
    let mut found = desk.draft().unwrap_or_default().to_owned();
    assert!(found.chars().count() <= 20_000);
    for (kind, text) in marks(&desk) {
        assert_eq!(kind, MarkKind::Note);
        assert!(text.chars().count() <= 20_000);
        found.push_str(text);
    }
    assert_eq!(found, draft.text());
}

#[test]
fn words_held_ready_for_an_end_from_outside_are_kept_and_forgotten_like_those_that_were_kept() {
    let (cabinet, storage) = cabinet();
    let mut desk = begin(&cabinet);
    desk.hold_draft("She said that");
    settle(&desk);
    let kept = || files(storage.as_ref(), &cabinet);
    let text = |files: &[(String, Vec<u8>)]| {
        let draft = files.iter().find(|(name, _)| name.ends_with("draft"));
        draft.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
    };
    assert_eq!(text(&kept()).as_deref(), Some("She said that"));
    note(&mut desk, "a working note");
    desk.hold_draft("UNWANTED");
    run(&mut desk, Command::EndSession(Outcome::EndedEarly));
    run(&mut desk, Command::EraseWorkingNotes);
    settle(&desk);
    assert_nowhere("UNWANTED", &kept());
    close(desk);
}
