//! The program is killed or the power goes while a new record is written, or while the old one is
//! deleted: the case is the old one or the new one, and what was told as done is done.

use talking_piece::case::{PersonId, Refusal, TakeOut};
use talking_piece::desk::{BegunAnew, CabinetError};
use talking_piece::store::{DiskFault, Home, Kind, OldRecord, PowerLoss, Tail};

use super::{
    CASES, Told, assert_sound, assert_without, deleted, everything, files, held, is_new, of,
    opened, sealed, small, told,
};
use crate::support::conference::{REFERENCE, close};

/// How the power goes.
const CUTS: [PowerLoss; 3] = [
    PowerLoss {
        tail: Tail::Nothing,
        kept_changes: 0,
    },
    PowerLoss {
        tail: Tail::Garbage(7),
        kept_changes: 1,
    },
    PowerLoss {
        tail: Tail::Nothing,
        kept_changes: 4,
    },
];

/// Whether nothing was told to have failed.
fn is_done(done: &Result<BegunAnew, CabinetError>) -> bool {
    let is_whole = |begun: &BegunAnew| begun.unconfirmed.is_none() && begun.unsettled.is_none();
    done.as_ref().is_ok_and(is_whole)
}

/// Whether files of the old record hold a word, and whether others of the case do.
fn holding_files(told: &Told, word: &str, old: &OldRecord) -> (bool, bool) {
    let folder = told.cabinet().folder(Kind::Case, REFERENCE).expect("one");
    let files = files(&told.disk, folder.path()).into_iter();
    let holding = files.filter(|path| opened(&told.disk, path, &told.home).contains(word));
    let (of_old, beside): (Vec<_>, Vec<_>) = holding.partition(|path| old.files.contains(path));
    (!of_old.is_empty(), !beside.is_empty())
}

/// The words of somebody are in no file of the case but in those of the old record.
#[track_caller]
fn assert_nowhere_else(told: &Told, person: PersonId, before: &str, old: &OldRecord, why: &str) {
    let read = told.cabinet().read(Kind::Case, REFERENCE);
    let notes = read.expect("the case").content.notes.notes;
    for word in &held(told, before).1[&person] {
        let beside =
            holding_files(told, word, old).1 || notes.values().any(|note| note.contains(word));
        assert!(!beside, "{why}: {word}");
    }
}

/// Opens the case as somebody would, deletes the old record, and looks for the words.
fn finish(told: &Told, person: PersonId, before: &str, is_new: bool, why: &str) {
    let cabinet = told.cabinet();
    if !is_new {
        cabinet
            .take_out(Kind::Case, REFERENCE, &of(person))
            .unwrap_or_else(|error| panic!("{why}: {error}"));
    }
    close(cabinet.open(Kind::Case, REFERENCE).expect("the case"));
    match deleted(told) {
        Ok(()) | Err(CabinetError::Refused(Refusal::NoOldRecord)) => {}
        Err(error) => panic!("{why}: {error}"),
    }
    assert_without(told, person, before, why);
    assert_sound(told, why);
}

#[test]
fn f02_killed_at_every_operation_the_case_is_the_old_one_or_the_new_one() {
    for home in [Home::at("/home"), sealed()] {
        let (first, person) = small(&home);
        let before = everything(&first);
        let (mut old, mut new) = (0, 0);
        for at in 1.. {
            let told = first.copy();
            told.disk.fail(DiskFault::from(at));
            let done = told.cabinet().take_out(Kind::Case, REFERENCE, &of(person));
            told.disk.heal();
            let why = format!("stopped at operation {at}");
            let is_new = is_new(&told, &before, &why);
            old += usize::from(!is_new);
            new += usize::from(is_new);
            finish(&told, person, &before, is_new, &why);
            if done.is_ok_and(|begun| begun.unsettled.is_none()) {
                break;
            }
        }
        assert!(old > 5 && new > 2, "{old} old, {new} new");
    }
}

#[test]
fn f03_a_power_cut_while_it_is_written_leaves_the_old_one_or_the_new_one_and_keeps_what_was_told() {
    // What differs in a sealed home is what stands in the files, and each look at them takes longer.
    for (home, cuts) in [(Home::at("/home"), &CUTS[..]), (sealed(), &CUTS[..1])] {
        let (first, person) = small(&home);
        let before = everything(&first);
        for at in 1.. {
            let mut struck = true;
            for cut in cuts {
                let told = first.copy();
                told.disk.fail(DiskFault::from(at));
                let done = told.cabinet().take_out(Kind::Case, REFERENCE, &of(person));
                told.disk.heal();
                told.disk.lose_power(*cut);
                let why = format!("cut at operation {at}, {cut:?}");
                let is_new = is_new(&told, &before, &why);
                if is_done(&done) {
                    assert!(is_new, "{why}: what was told as done is not there");
                    let old = done.expect("done").old.expect("an old record");
                    assert_nowhere_else(&told, person, &before, &old, &why);
                    struck = false;
                }
                finish(&told, person, &before, is_new, &why);
            }
            if !struck {
                assert!(at > 20, "{at}");
                break;
            }
        }
    }
}

/// A case of which a new record was written without what was agreed, and a word of that, which the
/// old record still holds.
fn with_a_word_in_the_old(home: &Home) -> (Told, String) {
    let begun = |seed| {
        let told = told(seed, home);
        let cabinet = told.cabinet();
        let read = cabinet.read(Kind::Case, REFERENCE).expect("the case");
        let entries = &read.content.scan.entries;
        let agreed = |word: &String| entries.iter().any(|entry| entry.body.contains(word));
        let mut words = told.said.iter().map(|said| said.canary.clone());
        let word = words.find(agreed)?;
        let holding = entries.iter().filter(|entry| entry.body.contains(&word));
        let asked = TakeOut {
            person: None,
            entries: holding.map(|entry| entry.number).collect(),
        };
        let begun = cabinet.take_out(Kind::Case, REFERENCE, &asked);
        let old = begun.ok()?.old.expect("an old record");
        let (held, beside) = holding_files(&told, &word, &old);
        assert!(held, "the old record holds {word}");
        (!beside).then_some((told, word))
    };
    let mut seeds = 0..CASES;
    let found = seeds.find_map(begun);
    found.expect("a case whose record holds words")
}

/// Asks for the same once more, and looks for the word.
fn ask_again(told: &Told, word: &str, why: &str) {
    close(
        told.cabinet()
            .open(Kind::Case, REFERENCE)
            .expect("the case"),
    );
    match deleted(told) {
        Ok(()) | Err(CabinetError::Refused(Refusal::NoOldRecord)) => {}
        Err(error) => panic!("{why}: {error}"),
    }
    assert!(!everything(told).contains(word), "{why}");
    assert_sound(told, why);
}

/// Deletes the old record while its disk fails from each operation on, and lets the program or the
/// power go; looks for the word at once where it was told to be gone, and once the same was asked
/// for again.
fn delete_and_end(home: &Home, ends: &[&dyn Fn(&Told)]) {
    let (first, word) = with_a_word_in_the_old(home);
    for at in 1.. {
        let mut is_done = true;
        for (number, end) in ends.iter().enumerate() {
            let told = first.copy();
            told.disk.fail(DiskFault::from(at));
            let done = deleted(&told);
            told.disk.heal();
            end(&told);
            let why = format!("stopped at operation {at}, ended in way {number}");
            assert!(is_new(&told, "", &why), "{why}");
            if done.is_ok() {
                assert!(!everything(&told).contains(&word), "{why}: {word} is back");
            }
            is_done &= done.is_ok();
            ask_again(&told, &word, &why);
        }
        if is_done {
            assert!(at > 5, "{at}");
            break;
        }
    }
}

#[test]
fn f02_killed_while_the_old_record_is_deleted_the_same_request_goes_on() {
    for home in [Home::at("/home"), sealed()] {
        delete_and_end(&home, &[&|told| told.disk.kill_program()]);
    }
}

#[test]
fn f03_a_power_cut_while_the_old_record_is_deleted_brings_no_word_back_that_was_told_to_be_gone() {
    let cuts = CUTS.map(|cut| move |told: &Told| told.disk.lose_power(cut));
    let ends = cuts.each_ref().map(|cut| cut as &dyn Fn(&Told));
    delete_and_end(&Home::at("/home"), &ends);
    delete_and_end(&sealed(), &ends[..1]);
}

#[test]
fn a_disk_that_only_says_that_a_word_is_gone_for_good_is_found_out() {
    let (told, word) = with_a_word_in_the_old(&Home::at("/home"));
    told.disk.ignore_syncs();
    deleted(&told).expect("told as done");
    assert!(!everything(&told).contains(&word));
    told.disk.lose_power(CUTS[0]);
    assert!(everything(&told).contains(&word), "no cut brings it back");
}
