//! What is told of a case whose words are missing, or are those of another one, and of a record that
//! was put into the folder of another case.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use talking_piece::cli::office::CabinetOffice;
use talking_piece::desk::{CabinetError, WordsBeside};
use talking_piece::store::Kind;

use super::world::World;
use crate::support::conference::{item, note};
use crate::support::small;

const WORDS: &str = "The bench by the river";

/// A home in which RC-0002 has a note and something on its board.
fn with_words() -> World {
    let world = World::new();
    put_words_in(&world.office());
    world
}

fn put_words_in(office: &CabinetOffice) {
    let begun = office.begin(Some("RC-0002"), "small-conference");
    let mut desk = begun.unwrap();
    small::begin(&mut desk, ["Ana", "Ben"]);
    note(&mut desk, WORDS);
    item(&mut desk, "Mends the gate");
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}

fn file(world: &World, reference: &str, name: &str) -> PathBuf {
    world.home().join("cases").join(reference).join(name)
}

#[test]
fn words_that_are_gone_without_an_erasure_are_told_and_the_case_goes_on() {
    let world = with_words();
    let sound = world.told(&["verify", "RC-0002"]);
    assert!(sound.contains("RC-0002: sound"), "{sound}");
    fs::remove_file(file(&world, "RC-0002", "notes")).unwrap();
    let verified = world.ask(&["verify", "RC-0002"]);
    assert_eq!(verified.code, Some(4), "{}", verified.out);
    for told in [
        "NOT SOUND",
        "The words of 2 entries (numbers",
        "are missing",
    ] {
        assert!(verified.out.contains(told), "{}", verified.out);
    }
    assert!(!verified.err.contains("repair"), "{}", verified.err);
    assert!(!verified.out.contains(WORDS));
    let repair = world.told(&["repair", "RC-0002"]);
    assert!(repair.contains("cannot be repaired"), "{repair}");
    let desk = world.cabinet().open(Kind::Case, "RC-0002").unwrap();
    let mut remarks = desk.remarks().iter();
    assert!(remarks.any(|told| told.contains("words of 2 entries")));
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}

#[test]
fn words_that_a_part_which_was_cut_off_may_have_erased_are_not_called_missing() {
    let world = with_words();
    fs::remove_file(file(&world, "RC-0002", "notes")).unwrap();
    let journal = file(&world, "RC-0002", "journal");
    let whole = fs::read_to_string(&journal).unwrap();
    let cut = whole.trim_end().rsplit_once('\n').unwrap().0;
    fs::write(&journal, format!("{cut}\n")).unwrap();
    let told = world.ask(&["verify", "RC-0002"]).out;
    assert!(told.contains("This computer saved up to"), "{told}");
    assert!(!told.contains("are missing"), "{told}");
}

#[test]
fn the_notes_of_another_case_are_neither_shown_nor_written_to() {
    let world = with_words();
    // The same numbers are given in another case, which was begun at another moment.
    let other = World::empty();
    let cabinet = other.cabinet();
    cabinet.clock.now();
    put_words_in(&CabinetOffice::new(cabinet));
    let notes = file(&world, "RC-0002", "notes");
    let theirs = fs::read(file(&other, "RC-0002", "notes")).unwrap();
    let ours = fs::read(&notes).unwrap();
    fs::write(&notes, &theirs).unwrap();
    let verified = world.ask(&["verify", "RC-0002"]);
    assert_eq!(verified.code, Some(4), "{}", verified.out);
    assert!(
        verified.out.contains("the notes of another case"),
        "{}",
        verified.out
    );
    let cabinet = world.cabinet();
    let opened = cabinet.open(Kind::Case, "RC-0002");
    assert!(matches!(opened, Err(CabinetError::WordsOfAnother { .. })));
    let read = cabinet.read(Kind::Case, "RC-0002").unwrap();
    assert_eq!(read.words, WordsBeside::OfAnother);
    assert!(read.content.notes.notes.is_empty());
    assert!(
        read.case
            .marks
            .iter()
            .all(|mark| mark.words[0].text().is_none())
    );
    assert_eq!(fs::read(&notes).unwrap(), theirs);
    fs::write(&notes, ours).unwrap();
    assert!(
        world
            .told(&["verify", "RC-0002"])
            .contains("RC-0002: sound")
    );
}

#[test]
fn a_record_of_elsewhere_in_the_folder_of_a_case_is_told_and_not_gone_on_with() {
    let world = World::new();
    let other = World::empty();
    let begun = other.office().begin(Some("RC-0009"), "small-conference");
    assert_eq!(begun.unwrap().close(Duration::from_secs(10)).jobs, 0);
    fs::copy(file(&other, "RC-0009", "journal"), world.journal()).unwrap();
    let before = fs::read(world.journal()).unwrap();
    let verified = world.ask(&["verify", "RC-0001"]);
    assert_eq!(verified.code, Some(4), "{}", verified.out);
    for told in ["is that of RC-0009", "never saved", "the name RC-0009"] {
        assert!(verified.out.contains(told), "{}", verified.out);
    }
    let cabinet = world.cabinet();
    let opened = cabinet.open(Kind::Case, "RC-0001");
    assert!(matches!(opened, Err(CabinetError::Stranger { .. })));
    let read = cabinet.read(Kind::Case, "RC-0001").unwrap();
    assert!(read.remarks.iter().any(|told| told.contains("RC-0009")));
    assert_eq!(fs::read(world.journal()).unwrap(), before);
    // By the name that it says it has, and without the words of the other, it is a case as any other.
    fs::remove_file(file(&world, "RC-0001", "notes")).unwrap();
    let cases = world.home().join("cases");
    fs::rename(cases.join("RC-0001"), cases.join("RC-0009")).unwrap();
    let desk = cabinet.open(Kind::Case, "RC-0009").unwrap();
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}
