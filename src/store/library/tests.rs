//! What the list of cases says, and of what.

use super::*;
use crate::store::testing::{batch, body, core, create, folder, home};
use crate::store::{MemoryDisk, verify};
use std::sync::Arc;

fn case_with(entries: u64) -> MemoryDisk {
    let disk = MemoryDisk::default();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let mut core = core(&storage, &home(), create(&disk, &home()).unwrap());
    for number in 1..=entries {
        core.step(batch(number));
    }
    core.finish();
    disk
}

fn only(disk: &MemoryDisk) -> CaseListing {
    let mut listed = list_cases(disk, &home(), Kind::Practice, 2).unwrap();
    assert_eq!(listed.len(), 1, "{listed:?}");
    listed.remove(0)
}

#[test]
fn a_case_is_listed_with_its_first_and_last_entries_however_long_it_is() {
    for entries in [1, 2, 900] {
        let Listed::Readable {
            entries: count,
            first,
            last,
            tail,
            ..
        } = only(&case_with(entries)).state
        else {
            panic!("not readable");
        };
        assert_eq!((count, first, last), (entries, body(1), body(entries)));
        assert_eq!(tail.last(), Some(&body(entries)));
        assert_eq!(tail.len(), 2.min(usize::try_from(entries).unwrap()));
    }
}

#[test]
fn a_home_without_cases_is_an_empty_list() {
    assert_eq!(
        list_cases(&MemoryDisk::default(), &home(), Kind::Case, 0).unwrap(),
        []
    );
}

#[test]
fn a_case_that_cannot_be_read_is_a_row_with_a_reason() {
    let disk = case_with(1);
    disk.put(&folder(&home()).path().join("journal"), b"")
        .unwrap();
    let Listed::Broken(reason) = only(&disk).state else {
        panic!("not broken")
    };
    assert!(reason.contains("this file is empty"), "{reason}");
}

#[test]
fn a_practice_case_among_real_cases_is_refused() {
    let disk = case_with(1);
    let there = home().cases(Kind::Case).join("RC-0412");
    disk.rename_new(folder(&home()).path(), &there).unwrap();
    let listed = list_cases(&disk, &home(), Kind::Case, 0).unwrap();
    assert!(
        matches!(&listed[0].state, Listed::Broken(reason) if reason.contains("may not be mixed"))
    );
}

#[test]
fn h05_a_copied_folder_is_recognized_by_its_identity_or_its_name() {
    let disk = case_with(1);
    let cases = home().cases(Kind::Practice);
    let journal = disk.read(&cases.join("RC-0412/journal"), u64::MAX).unwrap();
    for copy in ["RC-0412-LAPTOP", "RC-0412 (1)"] {
        disk.create_folder(&cases.join(copy)).unwrap();
        disk.put(&cases.join(copy).join("journal"), &journal)
            .unwrap();
    }
    let listed = list_cases(&disk, &home(), Kind::Practice, 0).unwrap();
    let copies = listed.iter().filter(|case| {
        case.state
            == Listed::ConflictCopy {
                of: Some("RC-0412".to_owned()),
            }
    });
    assert_eq!((listed.len(), copies.count()), (3, 2), "{listed:?}");
}

#[test]
fn h05_a_conflict_copy_inside_a_case_is_flagged_and_never_opened() {
    let disk = case_with(1);
    let name = "journal.sync-conflict-20260320-140307-ABCDEF7";
    disk.put(&folder(&home()).path().join(name), b"older")
        .unwrap();
    assert_eq!(only(&disk).conflicts, [name]);
    let findings = verify(&disk, &home(), &folder(&home())).unwrap();
    assert!(findings.is_sound());
}

#[test]
fn h05_names_given_by_synchronizing_programs_are_known() {
    for name in [
        "journal (1)",
        "notes 2",
        "plan (1).json",
        "journal-LAPTOP7",
        "a (X's conflicted copy 2026-03-01)",
    ] {
        assert!(is_conflict_name(name), "{name}");
    }
    for name in [
        "journal",
        "journal-rescue1",
        "journal-repaired2",
        "plan.json",
        ".lock",
        "notes",
    ] {
        assert!(!is_conflict_name(name), "{name}");
    }
}
