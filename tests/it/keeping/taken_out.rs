//! Words that are taken out of the record itself: none of them is in any file once the old record is
//! deleted, everything else still is, and whatever happens meanwhile the case is the old one or the
//! new one.

mod cut_off;
mod deleting;
mod telling;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use talking_piece::case::{Answer, Content, PersonId, Refusal, TakeOut};
use talking_piece::desk::{BegunAnew, CabinetError};
use talking_piece::store::{
    Condition, Disk, Home, Keyring, Kind, MemoryDisk, NodeKind, Reference, Ring, SharedFolder,
    Standing, Storage, StoreError, scan, seal_anew, verify,
};

use crate::support::conference::{REFERENCE, close};
use telling::{Told, told};

/// How many cases are tried, each by a script of those that are shipped.
const CASES: u64 = 26;

fn sealed() -> Home {
    let keys = Keyring::generate(&Disk, Vec::new()).expect("random numbers");
    Home::at("/home").with_ring(Ring::holding(keys))
}

fn of(person: PersonId) -> TakeOut {
    TakeOut {
        person: Some(person),
        entries: BTreeSet::new(),
    }
}

/// Everything that can be read in the files of the case, by whoever has its keys.
fn everything(told: &Told) -> String {
    let cabinet = told.cabinet();
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let mut all = String::new();
    for path in files(&told.disk, folder.path()) {
        all.push_str(&opened(&told.disk, &path, &told.home));
    }
    let read = cabinet.read(Kind::Case, REFERENCE).expect("the case");
    all.extend(read.content.notes.notes.into_values());
    let plan = folder.plan(&told.disk, &read.content.scan.writing);
    let plan = plan.expect("a plan that can be read").unwrap_or_default();
    all.push_str(&String::from_utf8_lossy(&plan));
    all
}

/// What a file holds; of a record, its entries as well.
fn opened(disk: &MemoryDisk, path: &Path, home: &Home) -> String {
    let bytes = disk.read(path, u64::MAX).expect("a file");
    let mut all = String::from_utf8_lossy(&bytes).into_owned();
    if let Ok(found) = scan(&bytes, home.ring()) {
        all.extend(found.entries.into_iter().map(|entry| entry.body + "\n"));
    }
    all
}

/// Every file but the reserve and the lock, which hold nobody's words, and scripts.
fn files(disk: &MemoryDisk, folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for name in disk.list(folder).expect("names") {
        if [".reserve", ".lock", "scripts"].contains(&name.as_str()) {
            continue;
        }
        let path = folder.join(name);
        match disk.identity(&path).expect("a file").kind {
            NodeKind::Folder => found.extend(files(disk, &path)),
            NodeKind::File | NodeKind::Other => found.push(path),
        }
    }
    found
}

fn held(told: &Told, all: &str) -> (BTreeSet<String>, BTreeMap<PersonId, BTreeSet<String>>) {
    let mut others = BTreeSet::new();
    let mut of: BTreeMap<PersonId, BTreeSet<String>> = BTreeMap::new();
    for said in told.said.iter().filter(|said| all.contains(&said.canary)) {
        match said.of {
            Some(person) => of.entry(person).or_default().insert(said.canary.clone()),
            None => others.insert(said.canary.clone()),
        };
    }
    (others, of)
}

/// After the words of somebody were taken out and the old record was deleted.
#[track_caller]
fn assert_without(told: &Told, person: PersonId, before: &str, why: &str) {
    let (others, of) = held(told, before);
    let after = everything(told);
    for (owner, words) in &of {
        for canary in words {
            let there = after.contains(canary);
            assert_eq!(
                there,
                *owner != person,
                "{why}: {canary} of {owner}, without {person}"
            );
        }
    }
    let lost = others.iter().find(|canary| !after.contains(*canary));
    assert_eq!(lost, None, "{why}: without {person}");
}

#[track_caller]
fn assert_sound(told: &Told, why: &str) {
    let cabinet = told.cabinet();
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let found = verify(&told.disk, &told.home, &folder).expect("a record");
    assert_eq!(found.scan.condition, Condition::Sound, "{why}");
    assert!(matches!(found.standing, Standing::Complete), "{why}");
    assert!(found.is_sound(), "{why}");
}

#[test]
fn no_word_of_somebody_is_in_any_file_once_the_old_record_is_deleted_and_all_others_are() {
    let (mut home, mut taken) = (Home::at("/home"), 0);
    for seed in 0..CASES {
        if seed == CASES - 4 {
            home = sealed();
        }
        let first = told(seed, &home);
        let spoke = held(&first, &everything(&first)).1;
        for person in spoke.keys().take(2) {
            let told = first.copy();
            let (cabinet, before) = (told.cabinet(), everything(&told));
            let entries = cabinet.read(Kind::Case, REFERENCE).expect("the case");
            let entries = entries.content.scan.entries;
            let begun = match cabinet.take_out(Kind::Case, REFERENCE, &of(*person)) {
                Ok(begun) => begun,
                Err(CabinetError::Refused(Refusal::SessionNotOver)) => continue,
                Err(error) => panic!("{seed}: {error}"),
            };
            assert!(begun.unsettled.is_none());
            assert_sound(&told, &format!("{seed}, begun"));
            let old = begun.old.as_ref().expect("an old record");
            cabinet
                .delete_old_record(Kind::Case, REFERENCE, old)
                .expect("deleted");
            assert_without(&told, *person, &before, &format!("seed {seed}"));
            assert_sound(&told, &format!("{seed}, deleted"));
            let read = cabinet.read(Kind::Case, REFERENCE).expect("the case");
            let mut same = entries.iter().zip(&read.content.scan.entries);
            let changed = &begun.taken.entries;
            assert!(same.all(|(old, new)| (old == new) != changed.contains(&old.number)));
            assert_eq!(read.content.scan.entries.len(), entries.len() + 1);
            taken += 1;
        }
    }
    assert!(taken > 30, "only {taken} times");
}

/// A case with words of two people, plain or sealed, and the first of them.
fn small(home: &Home) -> (Told, PersonId) {
    let mut seeds = 0..CASES;
    seeds
        .find_map(|seed| {
            let told = told(seed, home);
            let of = held(&told, &everything(&told)).1;
            let person = of.iter().find(|(_, words)| words.len() > 2)?.0;
            (of.len() > 1).then_some((told, *person))
        })
        .expect("a case in which two people said something")
}

/// A case of which a new record was written, and what was told of that.
fn anew(home: &Home) -> (Told, BegunAnew) {
    let (told, person) = small(home);
    let begun = told.cabinet().take_out(Kind::Case, REFERENCE, &of(person));
    (told, begun.expect("a new record"))
}

/// Whether the case is the new one; else it is the old one, with every word of it.
#[track_caller]
fn is_new(told: &Told, before: &str, why: &str) -> bool {
    let read = told.cabinet().read(Kind::Case, REFERENCE);
    let read = read.unwrap_or_else(|error| panic!("{why}: {error}"));
    assert_sound(told, why);
    let is_new = read.case.taken_out().next().is_some();
    if !is_new {
        let (others, of) = held(told, before);
        let now = everything(told);
        let all = others.iter().chain(of.values().flatten());
        let lost = all.into_iter().find(|canary| !now.contains(*canary));
        assert_eq!(lost, None, "{why}");
    }
    is_new
}

/// Deletes what there is of the old record.
fn deleted(told: &Told) -> Result<(), CabinetError> {
    let cabinet = told.cabinet();
    let old = cabinet.old_record(Kind::Case, REFERENCE)?;
    cabinet.delete_old_record(Kind::Case, REFERENCE, &old)
}

#[test]
fn what_waits_is_open_elsewhere_or_has_a_copy_beside_it_is_left_alone() {
    let (told, person) = small(&Home::at("/home"));
    let cabinet = told.cabinet();
    let ask = || cabinet.take_out(Kind::Case, REFERENCE, &of(person));
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    let refused = ask().expect_err("it is open");
    assert!(matches!(
        refused,
        CabinetError::Store(StoreError::LockHeld { .. })
    ));
    close(desk);
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let refusal = || {
        let refused = ask().expect_err("a refusal");
        let CabinetError::Refused(refusal) = refused else {
            panic!("{refused}");
        };
        refusal
    };
    let draft = folder.path().join("draft");
    told.disk.put(&draft, b"half").expect("a draft");
    assert_eq!(refusal(), Refusal::WordsWait);
    told.disk.remove_file(&draft).expect("removed");
    let copy = folder
        .path()
        .join("journal.sync-conflict-20260302-101112-ABCDEFG");
    told.disk.put(&copy, b"h1").expect("a copy");
    assert_eq!(refusal(), Refusal::TakeCopyAwayFirst);
    told.disk.remove_file(&copy).expect("removed");
    told.disk.without_locks();
    assert_eq!(refusal(), Refusal::NoLocks);
    assert!(matches!(
        deleted(&told).expect_err("nothing was taken out"),
        CabinetError::Refused(Refusal::NoOldRecord)
    ));
}

#[test]
fn another_key_for_the_case_never_takes_the_old_record_away_on_its_way() {
    let (told, person) = small(&sealed());
    let cabinet = told.cabinet();
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let begun = cabinet.take_out(Kind::Case, REFERENCE, &of(person));
    assert!(begun.is_ok());
    let now = cabinet.clock.now();
    let again = || seal_anew(&told.disk, &told.home, &folder, now);
    let refused = again().expect_err("the old record is there");
    assert!(matches!(refused, StoreError::OldRecord { .. }), "{refused}");
    deleted(&told).expect("deleted");
    again().expect("sealed");
    let read = cabinet.read(Kind::Case, REFERENCE).expect("the case");
    let said = "Words were taken out of this case on";
    assert!(read.remarks.iter().any(|remark| remark.contains(said)));
}

#[test]
fn the_copy_on_a_shared_folder_loses_the_words_with_the_old_record() {
    let (told, person) = small(&Home::at("/home"));
    let cabinet = told.cabinet();
    let share = MemoryDisk::default();
    share.create_folder(Path::new("/share")).expect("a folder");
    let shared = SharedFolder {
        storage: cabinet.storage.clone(),
        share: Arc::new(share.clone()),
        home: told.home.clone(),
        path: PathBuf::from("/share"),
    };
    let copy = || {
        let reference = Reference::new(REFERENCE).expect("a reference");
        let copied = shared.bring_up_to_date(&reference, cabinet.clock.now());
        assert!(copied.expect("a copy").is_some());
        let mut all = String::new();
        for path in files(&share, Path::new("/share")) {
            all.push_str(&opened(&share, &path, &told.home));
        }
        all
    };
    let theirs = held(&told, &everything(&told))
        .1
        .remove(&person)
        .expect("words");
    let is_there = |all: &str| theirs.iter().any(|canary| all.contains(canary));
    assert!(is_there(&copy()));
    cabinet
        .take_out(Kind::Case, REFERENCE, &of(person))
        .expect("a new record");
    copy();
    deleted(&told).expect("deleted");
    let all = copy();
    assert!(!is_there(&all));
    assert_eq!(share.list(Path::new("/share")).expect("names").len(), 1);
}

#[test]
fn answers_stay_where_what_somebody_wanted_changed_is_taken_out() {
    // Of an answer the words alone go.
    let answered = Content::Answer {
        person: PersonId(2),
        answer: Answer::Change,
        change: Some("a later day".to_owned()),
    };
    let mut without = answered;
    without.leave_blank("[taken out]");
    assert_eq!(
        without,
        Content::Answer {
            person: PersonId(2),
            answer: Answer::Change,
            change: Some("[taken out]".to_owned()),
        }
    );
}
