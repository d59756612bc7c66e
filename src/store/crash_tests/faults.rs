//! The disk refuses, while the program goes on.

use std::io::ErrorKind;
use std::sync::Arc;

use super::home;
use crate::store::testing::{batch, body, core, create, folder, reopen};
use crate::store::{
    DiskFault, FoundSeal, Home, MemoryDisk, Opened, Operation, PowerLoss, RepairBodies, Report,
    SealStanding, Storage, Tail, WhyReadOnly, open_case, repair, repair_case,
};

const REFUSALS: [ErrorKind; 8] = [
    ErrorKind::Other,
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::FileTooLarge,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::PermissionDenied,
    ErrorKind::StaleNetworkFileHandle,
    ErrorKind::NotFound,
];

pub(super) fn world() -> (MemoryDisk, Arc<dyn Storage>) {
    let disk = MemoryDisk::default();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    (disk, storage)
}

pub(super) fn saved(reports: &[Report]) -> Vec<u64> {
    let mut numbers = Vec::new();
    for report in reports {
        if let Report::Saved { number, .. } = report {
            numbers.push(*number);
        }
    }
    numbers
}

fn has_trouble(reports: &[Report]) -> bool {
    reports
        .iter()
        .any(|report| matches!(report, Report::NotSaved { .. }))
}

/// Runs a session in which one operation fails, heals the disk and checks that every
/// entry and note is there once.
fn survives(fault: DiskFault) {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    core.step(batch(1));
    disk.fail(fault);
    let mut batch_two = batch(2);
    batch_two.plan = Some(b"{}".to_vec());
    batch_two.erase = vec![1];
    batch_two.seal = true;
    let reports = [core.step(batch_two), core.step(batch(3))].concat();
    let left = core.waiting();
    assert_eq!(has_trouble(&reports), left > 0, "{fault:?}: {reports:?}");
    disk.heal();
    let healed = core.retry();
    assert_eq!(core.waiting(), 0, "{fault:?}: {healed:?}");
    assert_eq!(
        saved(&[reports, healed].concat()),
        [2, 3],
        "{fault:?}: each once, in order"
    );
    assert_eq!(core.finish().jobs(), 0);
    disk.kill_program();
    let content = reopen(&disk, &home).content;
    let bodies: Vec<_> = content
        .scan
        .entries
        .iter()
        .map(|entry| entry.body.clone())
        .collect();
    assert_eq!(bodies, [body(1), body(2), body(3)], "{fault:?}");
    let seals = &content.scan.seals;
    let holds = |seal: &FoundSeal| {
        seal.number >= 2 && seal.standing(content.scan.header.id) != SealStanding::DoesNotFit
    };
    assert!(
        !seals.is_empty() && seals.iter().all(holds),
        "{fault:?}: {seals:?}"
    );
    assert_eq!(
        content.notes.notes.keys().copied().collect::<Vec<_>>(),
        [2, 3],
        "{fault:?}"
    );
}

#[test]
fn f04_any_operation_failing_once_or_for_ever_loses_nothing() {
    // One of each remedy; the others are tried at one place each, below.
    let errors = [
        ErrorKind::Other,
        ErrorKind::StorageFull,
        ErrorKind::ReadOnlyFilesystem,
    ];
    for (error, at) in errors
        .into_iter()
        .flat_map(|error| (1..70).map(move |at| (error, at)))
    {
        for (taken, drops) in [(0, false), (3, true)] {
            survives(DiskFault {
                error,
                taken,
                drops,
                ..DiskFault::once(at)
            });
            survives(DiskFault {
                error,
                taken,
                drops,
                ..DiskFault::from(at)
            });
        }
    }
}

#[test]
fn no_answer_of_the_system_loses_anything() {
    for error in REFUSALS {
        for only in [
            Operation::Write,
            Operation::Sync,
            Operation::Rename,
            Operation::SyncFolder,
        ] {
            let only = Some(only);
            for at in 1..4 {
                survives(DiskFault {
                    only,
                    error,
                    ..DiskFault::once(at)
                });
                survives(DiskFault {
                    only,
                    error,
                    ..DiskFault::from(at)
                });
            }
        }
    }
}

#[test]
fn f09_short_writes_of_every_length_are_invisible() {
    for longest in 1..200 {
        let (disk, storage) = world();
        let home = home();
        let mut core = core(&storage, &home, create(&disk, &home).unwrap());
        disk.shorten_writes(longest);
        let reports = core.step(batch(1));
        assert_eq!(saved(&reports), [1]);
        assert!(!has_trouble(&reports));
        assert_eq!(reopen_scan(&disk).last_number(), 1);
    }
}

pub(super) fn reopen_scan(disk: &MemoryDisk) -> crate::store::Scan {
    disk.kill_program();
    reopen(disk, &home()).content.scan
}

#[test]
fn f06_a_full_disk_takes_the_reserve_first_and_then_waits() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    disk.set_capacity(Some(disk.used()));
    let reports = core.step(batch(1));
    assert_eq!(saved(&reports), [1], "the reserve made room: {reports:?}");
    disk.set_capacity(Some(disk.used()));
    let reports = core.step(batch(2));
    assert!(has_trouble(&reports));
    assert!(
        matches!(reports.last(), Some(Report::NotSaved { problem, .. }) if problem.contains("the disk is full"))
    );
    assert!(
        core.step(batch(3)).is_empty(),
        "it waits for its five seconds"
    );
    disk.set_capacity(None);
    let reports = core.retry();
    assert_eq!(saved(&reports), [2, 3]);
    assert_eq!(reports.last(), Some(&Report::Recovered));
    assert_eq!(reopen_scan(&disk).unreadable, 0);
}

#[test]
fn b09_entries_cut_off_cleanly_are_missed_until_the_case_goes_on_in_a_repaired_copy() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    let path = folder(&home).path().join("journal");
    core.step(batch(1));
    let older = disk.read(&path, u64::MAX).unwrap();
    core.step(batch(2));
    core.finish();
    disk.put(&path, &older).unwrap();
    let Opened::ReadOnly(_, why) =
        open_case(&disk, &home, &folder(&home), crate::store::testing::now()).unwrap()
    else {
        panic!("the missing entry was not noticed");
    };
    assert_eq!(
        why,
        WhyReadOnly::Behind {
            acknowledged: 2,
            found: 1
        }
    );
    repairs(&disk, &home);
}

/// A repair is made, and the record that it wrote is the one that is opened.
fn repairs(disk: &MemoryDisk, home: &Home) {
    let bodies = RepairBodies {
        missing: &|_| "{}".to_owned(),
        summary: &|_| r#"{"repaired":1}"#.to_owned(),
    };
    repair_case(disk, home, &folder(home), &bodies).unwrap();
    let entries = reopen(disk, home).content.scan.entries;
    assert_eq!(entries.last().unwrap().body, r#"{"repaired":1}"#);
}

#[test]
fn a_case_that_was_copied_without_the_folder_of_marks_is_repaired_like_any_other() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    core.step(batch(1));
    drop(core);
    let state = home.state();
    for name in disk.list(&state).unwrap() {
        disk.remove_file(&state.join(name)).unwrap();
    }
    disk.remove_folder(&state).unwrap();
    repairs(&disk, &home);
}

#[test]
fn f19_what_a_disk_confirmed_and_did_not_keep_is_missed_at_the_next_start() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    let path = folder(&home).path().join("journal");
    core.step(batch(1));
    let older = disk.read(&path, u64::MAX).unwrap();
    assert_eq!(saved(&core.step(batch(2))), [2], "the disk confirms it");
    // What was noted outside the case got to the platter, and what was confirmed did not.
    disk.settle();
    disk.put(&path, &older).unwrap();
    disk.lose_power(PowerLoss {
        tail: Tail::Nothing,
        kept_changes: 0,
    });
    let opened = open_case(&disk, &home, &folder(&home), crate::store::testing::now());
    let Opened::ReadOnly(content, why) = opened.unwrap() else {
        panic!("it is gone on with as if nothing were missing");
    };
    let (acknowledged, found) = (2, 1);
    assert_eq!(
        why,
        WhyReadOnly::Behind {
            acknowledged,
            found
        }
    );
    assert_eq!(content.scan.last_number(), 1, "what is there can be read");
    assert_eq!(disk.read(&path, u64::MAX).unwrap(), older);
}

fn damaged_case() -> (MemoryDisk, Vec<u8>) {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    for number in 1..=4 {
        core.step(batch(number));
    }
    core.finish();
    let path = folder(&home).path().join("journal");
    let mut bytes = disk.read(&path, u64::MAX).unwrap();
    let place = bytes.len() / 4 * 3;
    bytes[place] ^= 1;
    disk.put(&path, &bytes).unwrap();
    (disk, bytes)
}

#[test]
fn a_damaged_case_is_shown_and_a_repair_makes_a_copy_to_go_on_with() {
    let (disk, bytes) = damaged_case();
    let home = home();
    let opened = open_case(&disk, &home, &folder(&home), crate::store::testing::now()).unwrap();
    assert!(matches!(
        opened,
        Opened::ReadOnly(_, WhyReadOnly::Damaged(_))
    ));
    drop(opened);
    let bodies = RepairBodies {
        missing: &|number| format!(r#"{{"missing":{number}}}"#),
        summary: &|scan| format!(r#"{{"repaired":{}}}"#, scan.entries.len()),
    };
    let repaired = repair_case(&disk, &home, &folder(&home), &bodies).unwrap();
    assert_eq!((repaired.kept, repaired.missing.len()), (3, 1));
    let content = reopen(&disk, &home).content;
    assert_eq!(content.scan.last_number(), 5);
    assert_eq!(content.scan.entries[4].body, r#"{"repaired":3}"#);
    let path = folder(&home).path().join("journal");
    assert_eq!(
        disk.read(&path, u64::MAX).unwrap(),
        bytes,
        "the original is untouched"
    );
}

#[test]
fn f02_a_repair_that_fails_anywhere_leaves_the_original_and_can_be_repeated() {
    for at in 1..12 {
        let (disk, bytes) = damaged_case();
        let case = folder(&home());
        let from = case.path().join("journal");
        let bodies = RepairBodies {
            missing: &|_| "{}".to_owned(),
            summary: &|_| "{}".to_owned(),
        };
        disk.fail(DiskFault::from(at));
        let _ = repair(
            &disk,
            &from,
            case.path(),
            "journal-repaired1",
            case.ring(),
            &bodies,
        );
        disk.heal();
        assert_eq!(disk.read(&from, u64::MAX).unwrap(), bytes);
        let _ = disk.remove_file(&case.path().join("journal-repaired1"));
        repair(
            &disk,
            &from,
            case.path(),
            "journal-repaired1",
            case.ring(),
            &bodies,
        )
        .unwrap();
    }
}

#[test]
fn f05_a_sync_that_always_fails_ends_in_a_named_problem_and_not_in_endless_copies() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    disk.fail(DiskFault {
        only: Some(Operation::Sync),
        ..DiskFault::from(1)
    });
    assert!(has_trouble(&core.step(batch(1))));
    for _ in 0..5 {
        assert!(has_trouble(&core.retry()));
    }
    let names = disk.list(folder(&home).path()).unwrap();
    assert!(
        !names
            .iter()
            .any(|name| name.starts_with("journal-") || name.starts_with(".tmp")),
        "{names:?}"
    );
}
