//! What a case keeps, and what it forgets for good.

mod another_process;
mod half_typed;
mod lost_events;
mod preparation;
mod private_time;
mod shared_copy;
mod taken_out;

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use talking_piece::case::{Answer, Command, Content, MarkKind, PersonId, Purpose};
use talking_piece::desk::{Cabinet, Desk, Held, encode_words};
use talking_piece::store::{
    Batch, HeldWords, Kind, Opened, Ring, Writer, WriterSetup, open_case, scan,
};

use crate::support::conference::{
    REFERENCE, agree, begin, begin_from_text, cabinet, cabinet_on, close, close_agreement, files,
    go_on, item, note, run, settle, settle_plan, try_item,
};

#[test]
fn everything_that_was_acknowledged_is_there_when_the_case_is_opened_again() {
    let (cabinet, _disk) = cabinet();
    let mut desk = begin(&cabinet);
    note(&mut desk, "She waited for an answer.");
    go_on(&mut desk);
    run(
        &mut desk,
        Command::Mark {
            kind: MarkKind::Idea,
            person: None,
            text: None,
        },
    );
    let before = desk.case().clone();
    close(desk);
    let again = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(again.case().marks, before.marks);
    assert_eq!(again.case().people, before.people);
    assert_eq!(again.case().position(), before.position());
    let count = before.history.len();
    assert_eq!(again.case().history[..count], before.history[..]);
}

#[test]
fn a_note_whose_event_a_crash_took_is_shown_and_not_lost() {
    let (cabinet, _disk) = cabinet();
    close(begin(&cabinet));
    let text = Content::Text("She would like the bench back.".to_owned());
    save_words(&cabinet, words_left(77, Some(Purpose::Mark), &text));
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(
        marks(&desk),
        [(MarkKind::Note, "She would like the bench back.")]
    );
    close(desk);
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(desk.case().marks.len(), 1, "it is shown once");
}

#[test]
fn a12_what_hides_in_a_script_stays_out_when_the_case_is_opened_again() {
    let (cabinet, _disk) = cabinet();
    let hidden = "\\u202e\\u001b[31m";
    let desk = begin_from_text(&cabinet, |text| {
        text.replacen(
            "One person speaks",
            &format!("One {hidden}person speaks"),
            1,
        )
    });
    let begun = desk.case().script.clone();
    close(desk);
    let again = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(again.case().script, begun);
    let shown = serde_json::to_string(&again.case().script).expect("JSON");
    assert!(shown.contains("person speaks"));
    assert!(
        !shown.contains('\u{202e}') && !shown.contains("\\u001b"),
        "it was cleaned"
    );
}

#[test]
fn words_that_were_struck_are_in_no_file() {
    let (cabinet, storage) = cabinet();
    let mut desk = begin(&cabinet);
    note(&mut desk, "UNWANTED");
    let mark = desk.case().marks[0].id;
    run(
        &mut desk,
        Command::AddWords(mark, "UNWANTED too".to_owned()),
    );
    run(&mut desk, Command::Strike(mark));
    close(desk);
    assert_nowhere("UNWANTED", &files(storage.as_ref(), &cabinet));
}

#[test]
fn a_crash_between_a_strike_and_its_erasure_is_made_good_at_the_next_start() {
    let (cabinet, storage) = cabinet();
    let mut desk = begin(&cabinet);
    note(&mut desk, "UNWANTED");
    let note_id = desk.case().marks[0].words[0].id.0;
    let mark = desk.case().marks[0].id;
    run(&mut desk, Command::Strike(mark));
    close(desk);
    let text = Content::Text("UNWANTED".to_owned());
    save_words(&cabinet, words_left(note_id, Some(Purpose::Mark), &text));
    close(cabinet.open(Kind::Case, REFERENCE).expect("the case"));
    assert_nowhere("UNWANTED", &files(storage.as_ref(), &cabinet));
}

#[test]
fn closing_leaves_nothing_of_what_was_not_agreed_nor_of_who_differed() {
    let (cabinet, storage) = cabinet();
    let mut desk = begin(&cabinet);
    let agreed = item(&mut desk, "Jay mends the gate");
    let dropped = item(&mut desk, "REFUSED by Jay");
    run(
        &mut desk,
        Command::AnswerItem(dropped, PersonId(2), Answer::NotYet),
    );
    run(
        &mut desk,
        Command::NoteConcern(dropped, "REFUSED and why".to_owned()),
    );
    run(&mut desk, Command::RemoveItem(dropped));
    agree(&mut desk, agreed);
    close_agreement(&mut desk);
    close(desk);
    let files = files(storage.as_ref(), &cabinet);
    assert_nowhere("REFUSED", &files);
    assert_nowhere("not_yet", &files);
    let plan = files
        .iter()
        .find(|(name, _)| name == "plan.json")
        .expect("a plan");
    assert!(String::from_utf8_lossy(&plan.1).contains("Jay mends the gate"));
}

#[test]
fn the_longest_agreement_that_is_accepted_can_be_saved() {
    let (cabinet, _disk) = cabinet();
    let mut desk = begin(&cabinet);
    settle_plan(&mut desk);
    for letters in [20_000, 1_000, 20] {
        let text = "\u{1}".repeat(letters);
        while let Ok(item) = try_item(&mut desk, &text) {
            agree(&mut desk, item);
        }
    }
    run(&mut desk, Command::CloseAgreement);
    let closed = desk.case().agreement.closings.clone();
    let length = serde_json::to_string(&closed[0].1).expect("JSON").len();
    assert!(length > 600_000, "{length}");
    close(desk);
    let again = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(again.case().agreement.closings, closed);
}

#[test]
fn half_typed_text_is_there_after_a_crash_and_gone_once_it_was_filed() {
    let (cabinet, _disk) = cabinet();
    let mut desk = begin(&cabinet);
    desk.keep_draft("She said that");
    close(desk);
    let mut desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(desk.draft(), Some("She said that"));
    desk.keep_draft("");
    close(desk);
    assert_eq!(
        cabinet
            .open(Kind::Case, REFERENCE)
            .expect("the case")
            .draft(),
        None
    );
}

#[test]
fn b03_a_real_journal_cut_at_any_byte_opens_to_a_beginning_of_its_events() {
    let (cabinet, storage) = cabinet();
    let mut desk = begin(&cabinet);
    for text in ["one", "two", "three"] {
        note(&mut desk, text);
        go_on(&mut desk);
    }
    let whole: Vec<_> = desk.case().history.clone();
    close(desk);
    let files = files(storage.as_ref(), &cabinet);
    let (_, journal) = files
        .iter()
        .find(|(name, _)| name == "journal")
        .expect("a journal");
    for cut in 0..journal.len() {
        let Ok(scan) = scan(&journal[..cut], &Ring::default()) else {
            continue;
        };
        let read: Vec<_> = scan
            .entries
            .iter()
            .map(talking_piece::desk::decode)
            .collect();
        assert!(read.len() <= whole.len());
        for (read, whole) in read.iter().zip(&whole) {
            assert_eq!(read.number, whole.number, "cut at {cut}");
            assert_eq!(read.at, whole.at, "cut at {cut}");
        }
    }
}

#[test]
fn a_second_window_is_told_that_the_case_is_open() {
    let (cabinet, storage) = cabinet();
    let first = begin(&cabinet);
    settle(&first);
    let other = cabinet_on(storage);
    let refused = other.open(Kind::Case, REFERENCE).err().expect("a refusal");
    assert!(
        refused.to_string().contains("open in another window"),
        "{refused}"
    );
    assert!(
        other.read(Kind::Case, REFERENCE).is_ok(),
        "it can still be read"
    );
}

/// Every mark of a case with its first words.
fn marks(desk: &Desk) -> Vec<(MarkKind, &str)> {
    let marks = desk.case().marks.iter();
    marks
        .filter_map(|mark| Some((mark.kind, mark.words.first()?.text()?)))
        .collect()
}

/// Words as a version left them in the notes that did not yet say of which case they are.
fn words_left(id: u64, purpose: Option<Purpose>, content: &Content) -> HeldWords {
    let held = Held {
        purpose,
        opened: None,
        content: content.clone(),
    };
    encode_words(id, &held)
}

/// Saves words behind the desk's back, as a crash before their event would leave them.
fn save_words(cabinet: &Cabinet, words: HeldWords) {
    save_batch(
        cabinet,
        Batch {
            words: vec![words],
            ..Batch::default()
        },
    );
}

/// Saves anything behind the desk's back.
fn save_batch(cabinet: &Cabinet, batch: Batch) {
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let now = cabinet.clock.now();
    let opened =
        open_case(cabinet.storage.as_ref(), &cabinet.home, &folder, now).expect("the case");
    let Opened::Writable(open) = opened else {
        panic!("the case is read-only")
    };
    let setup = WriterSetup {
        storage: cabinet.storage.clone(),
        clock: cabinet.clock.clone(),
        rescue_places: Vec::new(),
        reports: std::sync::Arc::new(|_| {}),
    };
    let writer = Writer::start(setup, *open).expect("a writer");
    writer.save(batch);
    assert_eq!(writer.close(Duration::from_secs(30)).jobs, 0);
}

/// Looks for words in every file, in clear letters and inside the journal's lines.
fn assert_nowhere(words: &str, files: &[(String, Vec<u8>)]) {
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(words), "{name} holds the words");
        for field in text.split([' ', '\n']) {
            let decoded = URL_SAFE_NO_PAD.decode(field).unwrap_or_default();
            assert!(
                !String::from_utf8_lossy(&decoded).contains(words),
                "{name} holds the words in a line"
            );
        }
    }
}
