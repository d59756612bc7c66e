//! Copies of what was agreed that were written into files.

use super::holding::over;
use crate::case::given::{Given, mark, p};
use crate::case::{
    Command, DocumentFile, DocumentForm, DocumentKind, Event, FollowingCommand, FollowingEvent,
    MarkKind, Party, Refusal,
};

fn copy_for(meant_for: Option<Party>) -> DocumentFile {
    DocumentFile {
        document: DocumentKind::Agreement,
        form: DocumentForm::Pdf,
        meant_for,
        sealed: false,
        sha256: "4db6b14e".repeat(8),
    }
}

fn note(files: Vec<DocumentFile>) -> Command {
    Command::Following(FollowingCommand::NoteDocuments(files))
}

fn closed() -> Given {
    let close = FollowingCommand::CloseCase(Some("it is over".to_owned()));
    over().after(Command::Following(close))
}

#[test]
fn several_files_by_one_request_are_one_entry_and_none_are_none() {
    let files = vec![copy_for(None), copy_for(Some(Party::Person(p(2))))];
    over()
        .when(note(files.clone()))
        .then(Event::Following(FollowingEvent::DocumentsWritten { files }))
        .when(note(Vec::new()))
        .then_nothing();
}

#[test]
fn a_copy_for_somebody_who_is_not_there_is_refused() {
    over()
        .when(note(vec![copy_for(Some(Party::Person(p(7))))]))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn a_closed_case_takes_it_and_stays_closed_and_is_kept_no_longer_for_it() {
    let last = |given: Given| {
        let mut day = None;
        given.shows(|case| day = case.days().last);
        day
    };
    let before = last(closed());
    closed()
        .later(40 * 24 * 3600)
        .after(note(vec![copy_for(None)]))
        .shows(|case| {
            assert!(case.is_case_closed());
            assert_eq!(case.days().last, before);
        });
}

#[test]
fn undo_passes_over_it_to_what_somebody_changed_and_redo_comes_back() {
    Given::conference()
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(mark(MarkKind::Note, Some("he looked down")))
        .after(note(vec![copy_for(None)]))
        .shows(|case| assert_eq!(case.fact_that_stays(), None))
        .after(Command::Undo)
        .shows(|case| assert!(case.marks.is_empty()))
        .after(note(vec![copy_for(None)]))
        .after(Command::Redo)
        .shows(|case| assert_eq!(case.marks.len(), 1));
}

#[test]
fn in_private_time_nothing_of_it_is_recorded() {
    Given::family()
        .people([("Mum", "family"), ("Kit", "child")])
        .here()
        .begun()
        .on(2)
        .shows(|case| assert!(case.is_private()))
        .when(note(vec![copy_for(None)]))
        .then(Refusal::PrivateTime);
}

#[test]
fn the_entry_holds_neither_words_nor_a_place() {
    let file = DocumentFile {
        document: DocumentKind::Held,
        form: DocumentForm::Txt,
        meant_for: Some(Party::Other("school".to_owned())),
        sealed: true,
        sha256: "ab".repeat(32),
    };
    let event = Event::Following(FollowingEvent::DocumentsWritten { files: vec![file] });
    assert_eq!(event.words().count(), 0);
    let body = event.to_json().expect("JSON");
    let hash = "ab".repeat(32);
    assert_eq!(
        body,
        format!(
            "{{\"t\":\"following\",\"what\":\"documents_written\",\"files\":[{{\"document\":\"held\",\
             \"form\":\"txt\",\"meant_for\":{{\"other\":\"school\"}},\"sealed\":true,\
             \"sha256\":\"{hash}\"}}]}}"
        )
    );
}
