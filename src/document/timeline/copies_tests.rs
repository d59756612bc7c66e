//! What is told of copies that left the record.

use super::timeline;
use crate::case::{
    Command, DocumentFile, DocumentForm, DocumentKind, FollowingCommand, Party, PersonId,
};
use crate::document::fixtures::conference_closed;

#[test]
fn copies_that_were_written_are_one_quiet_line_each_time_with_their_form_and_for_whom() {
    let mut world = conference_closed(["Jay", "Mrs Shah", "Dee"]);
    let copy = |document, meant_for: Option<Party>| DocumentFile {
        document,
        form: DocumentForm::Pdf,
        meant_for,
        sealed: false,
        sha256: "0".repeat(64),
    };
    let school = || Some(Party::Other("school".to_owned()));
    let jay = || Some(Party::Person(PersonId(1)));
    let agreement = DocumentKind::Agreement;
    let mut told = |files: Vec<DocumentFile>| {
        let note = FollowingCommand::NoteDocuments(files);
        world.run(Command::Following(note));
        let entries = timeline(&world.case, false);
        entries.last().unwrap().sentence.clone()
    };
    let lines = [
        told(vec![copy(agreement, None)]),
        told(vec![copy(agreement, school())]),
        told(vec![copy(agreement, None), copy(agreement, None)]),
        told(vec![
            copy(agreement, None),
            copy(agreement, jay()),
            DocumentFile {
                form: DocumentForm::Txt,
                ..copy(agreement, jay())
            },
            copy(agreement, school()),
        ]),
        told(vec![copy(DocumentKind::Plan, None)]),
        told(vec![copy(DocumentKind::Redacted, None)]),
        told(vec![copy(DocumentKind::Held, jay())]),
    ];
    assert_eq!(
        lines,
        [
            "A copy of the agreement was written as a PDF.",
            "A copy of the agreement was written as a PDF for school.",
            "Copies of the agreement were written as a PDF.",
            "Copies of the agreement were written as a PDF and as plain text, among them for Jay and school.",
            "The agreement was written as a file for programs.",
            "A redacted copy of the case was written as a PDF.",
            "What is held about Jay was written down as a PDF.",
        ]
    );
}
