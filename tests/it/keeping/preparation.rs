//! What is prepared is kept, corrected and forgotten on the disk as well.

use talking_piece::case::{
    AssessmentKind, Command, ContactHow, Content, MarkKind, Need, PersonId, PreparingCommand,
    Purpose, Words,
};
use talking_piece::desk::Desk;
use talking_piece::store::Kind;

use super::{marks, save_words, words_left};
use crate::support::conference::{REFERENCE, begin, cabinet, close, files, run};

fn prepare(desk: &mut Desk, command: PreparingCommand) {
    run(desk, Command::Prepare(command));
}

fn contact(corrects: Option<u64>, words: &str) -> PreparingCommand {
    PreparingCommand::Contact {
        corrects,
        person: Some(PersonId(1)),
        on: "2026-02-01".parse().expect("a day"),
        how: ContactHow::Phone,
        words: words.to_owned(),
    }
}

#[test]
fn what_was_prepared_is_there_again_and_what_was_corrected_is_gone() {
    let (cabinet, disk) = cabinet();
    let mut desk = begin(&cabinet);
    prepare(&mut desk, contact(None, "CANARY one"));
    let id = desk.case().preparing.contacts[0].id;
    prepare(&mut desk, contact(Some(id), "she will come"));
    let need = PreparingCommand::SayNeed(PersonId(1), Need::Access, "near the door".to_owned());
    prepare(&mut desk, need);
    prepare(
        &mut desk,
        PreparingCommand::Assess {
            corrects: None,
            kind: AssessmentKind::Risk,
            person: None,
            by: "Ms Okafor".to_owned(),
            on: "2026-02-01".parse().expect("a day"),
            until: None,
            measures: "two rooms".to_owned(),
        },
    );
    let before = desk.case().preparing.clone();
    close(desk);
    for (name, bytes) in files(disk.as_ref(), &cabinet) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("CANARY"), "{name}");
    }
    let again = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(again.case().preparing, before);
    let words = again.case().preparing.contacts[0].words.as_ref();
    assert_eq!(words.and_then(Words::text), Some("she will come"));
}

#[test]
fn words_of_the_preparation_that_lost_their_event_come_back_in_their_layer() {
    let (cabinet, _disk) = cabinet();
    close(begin(&cabinet));
    let text = |text: &str| Content::Text(text.to_owned());
    let need = text("She would like a seat near the door.");
    let measures = text("Two rooms.");
    save_words(&cabinet, words_left(77, Some(Purpose::Preparation), &need));
    save_words(&cabinet, words_left(78, Some(Purpose::Safety), &measures));
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    let expected = [
        (MarkKind::Note, "She would like a seat near the door."),
        (MarkKind::Safety, "Two rooms."),
    ];
    assert_eq!(marks(&desk), expected);
}
