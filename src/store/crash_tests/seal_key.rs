//! The key that seals closings cannot be read: every entry is safe where it was, nobody waits, and
//! the seal follows once the key can be had.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::testing::{batch, core, create, folder, home, reopen};
use crate::store::{
    Batch, DiskFault, MemoryDisk, OpenCase, Operation, Report, SealFinding, Storage, Whose,
    WriterCore, list_cases, verify,
};

/// A case on a disk where something else lies in place of the key.
fn without_a_key() -> (MemoryDisk, WriterCore) {
    let disk = MemoryDisk::default();
    let case = create(&disk, &home()).unwrap();
    disk.create_folder(&key()).unwrap();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let core = core(&storage, &home(), case);
    (disk, core)
}

fn key() -> PathBuf {
    home().state().join("seal-key")
}

/// The second entry closes something.
fn close(core: &mut WriterCore) -> Vec<Report> {
    let closing = Batch {
        seal: true,
        plan: Some(b"{}".to_vec()),
        ..batch(2)
    };
    [core.step(batch(1)), core.step(closing)].concat()
}

/// The case, opened by somebody who can tell which entry closed something last.
fn opened(disk: &MemoryDisk, last_closing: Option<u64>) -> Box<OpenCase> {
    let mut case = reopen(disk, &home());
    case.last_closing = last_closing;
    case
}

fn owed() -> PathBuf {
    folder(&home()).path().join(".unsealed")
}

fn seals(disk: &MemoryDisk) -> Vec<SealFinding> {
    let findings = verify(disk, &home(), &folder(&home())).unwrap();
    assert!(findings.is_sound());
    findings.seals
}

fn sealed_up_to(number: u64) -> [SealFinding; 1] {
    [SealFinding {
        number,
        by: Some(Whose::Open),
    }]
}

#[test]
fn it_costs_no_entry_and_makes_no_copy_of_the_case() {
    let (disk, mut core) = without_a_key();
    let mut reports = close(&mut core);
    for _ in 0..5 {
        reports.extend(core.retry());
    }
    reports.extend(core.step(batch(3)));
    let is_trouble =
        |report: &&Report| matches!(report, Report::Rescued { .. } | Report::NotSaved { .. });
    assert_eq!(reports.iter().find(is_trouble), None);
    let saved = reports.iter().filter_map(|report| {
        let Report::Saved { number, .. } = report else {
            return None;
        };
        Some(*number)
    });
    assert_eq!(saved.collect::<Vec<u64>>(), [1, 2, 3]);
    let names = disk.list(folder(&home()).path()).unwrap();
    let journals = names.iter().filter(|name| name.starts_with("journal"));
    assert_eq!(journals.collect::<Vec<_>>(), ["journal"], "no copy of it");
    for place in home().rescue_places() {
        assert!(disk.list(&place).unwrap_or_default().is_empty());
    }
}

#[test]
fn it_is_told_and_nothing_waits_for_it_when_the_case_is_left() {
    let (_disk, mut core) = without_a_key();
    let reports = close(&mut core);
    assert!(reports.contains(&Report::SealPutOff));
    let Some(Report::NotSealed { problem, is_noted }) = reports.last() else {
        panic!("it is not told how it stands with the seal");
    };
    assert!(*is_noted, "the next opening does not know of it");
    assert!(problem.contains("seal-key"), "{problem}");
    assert!(reports.contains(&Report::PlanSaved));
    assert_eq!(core.waiting(), 0);
    assert!(core.milliseconds_to_retry().is_some());
    assert_eq!(core.finish(), Batch::default());
}

#[test]
fn while_an_entry_waits_for_room_as_well_the_disk_is_asked_every_five_seconds_and_no_oftener() {
    let (disk, mut core) = without_a_key();
    close(&mut core);
    disk.fail(DiskFault {
        only: Some(Operation::Write),
        for_ever: true,
        error: std::io::ErrorKind::StorageFull,
        ..DiskFault::once(1)
    });
    // Its words have room enough.
    let words = Vec::new();
    let waits = core.step(Batch { words, ..batch(3) });
    assert!(matches!(waits.last(), Some(Report::NotSaved { .. })));
    // The clock of the test goes on by a second whenever it is read.
    for _ in 0..6 {
        core.milliseconds_to_retry();
    }
    core.retry();
    let next = core.milliseconds_to_retry();
    assert!(next > Some(2_000), "it is asked again at once");
    disk.heal();
    core.retry();
    assert_eq!(core.waiting(), 0);
}

#[test]
fn the_seal_follows_while_the_case_is_open_and_covers_what_was_saved_meanwhile() {
    let (disk, mut core) = without_a_key();
    close(&mut core);
    disk.remove_folder(&key()).unwrap();
    let reports = core.step(batch(3));
    assert_eq!(reports.last(), Some(&Report::SealedLater));
    assert_eq!(core.milliseconds_to_retry(), None);
    core.finish();
    assert_eq!(seals(&disk), sealed_up_to(3));
}

#[test]
fn the_seal_follows_when_the_case_is_next_opened_and_is_made_once() {
    let (disk, mut core_of_today) = without_a_key();
    close(&mut core_of_today);
    core_of_today.finish();
    assert_eq!(seals(&disk), []);
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    // The key is not back at the first start after it.
    let mut second = core(&storage, &home(), opened(&disk, Some(2)));
    assert_eq!(second.milliseconds_to_retry(), Some(0));
    let told = second.retry();
    assert!(matches!(told.as_slice(), [Report::NotSealed { .. }]));
    second.finish();
    disk.remove_folder(&key()).unwrap();
    let mut third = core(&storage, &home(), opened(&disk, Some(2)));
    assert_eq!(third.retry(), [Report::SealedLater]);
    third.finish();
    assert_eq!(seals(&disk), sealed_up_to(2));
    let mut fourth = core(&storage, &home(), opened(&disk, Some(2)));
    assert_eq!(fourth.milliseconds_to_retry(), None);
    assert_eq!(fourth.retry(), []);
    fourth.finish();
    assert_eq!(seals(&disk), sealed_up_to(2));
}

#[test]
fn what_is_owed_is_no_file_of_the_case_for_anybody_else() {
    let (disk, mut core) = without_a_key();
    close(&mut core);
    core.finish();
    let listed = list_cases(&disk, &home(), folder(&home()).kind(), 0).unwrap();
    assert_eq!(listed.len(), 1);
    assert!(verify(&disk, &home(), &folder(&home())).unwrap().is_sound());
    assert!(disk.identity(&owed()).is_ok());
    assert_eq!(reopen(&disk, &home()).content.remarks, []);
}

#[test]
fn a_note_without_a_closing_that_has_no_seal_makes_none_and_is_removed() {
    for last_closing in [None, Some(1)] {
        let disk = MemoryDisk::default();
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut before = core(&storage, &home(), create(&disk, &home()).unwrap());
        let seal = last_closing.is_some();
        before.step(Batch { seal, ..batch(1) });
        before.step(batch(2));
        before.finish();
        let made = seals(&disk);
        disk.put(&owed(), b"").unwrap();
        let mut core = core(&storage, &home(), opened(&disk, last_closing));
        assert_eq!(core.retry(), []);
        core.finish();
        assert_eq!(seals(&disk), made);
        assert!(disk.identity(&owed()).is_err());
    }
}

#[test]
fn where_that_it_is_missing_cannot_be_noted_no_later_seal_is_promised() {
    let (disk, mut core) = without_a_key();
    core.step(batch(1));
    disk.fail(DiskFault {
        only: Some(Operation::Rename),
        ..DiskFault::from(1)
    });
    let reports = core.step(Batch {
        seal: true,
        ..batch(2)
    });
    let is_noted = |reports: &[Report]| match reports.last() {
        Some(Report::NotSealed { is_noted, .. }) => *is_noted,
        _ => panic!("it is not told how it stands with the seal"),
    };
    assert!(!is_noted(&reports));
    disk.heal();
    assert!(is_noted(&core.retry()), "it is noted once that can be");
    core.finish();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    disk.remove_folder(&key()).unwrap();
    let mut next = self::core(&storage, &home(), opened(&disk, Some(2)));
    assert_eq!(next.retry(), [Report::SealedLater]);
}

#[test]
fn a_case_that_went_on_elsewhere_gets_its_seal_when_it_is_back() {
    let (disk, mut elsewhere) = without_a_key();
    elsewhere.step(batch(1));
    let away = Path::new("/home/practice/moved");
    disk.rename_new(folder(&home()).path(), away).unwrap();
    let reports = elsewhere.step(Batch {
        seal: true,
        ..batch(2)
    });
    assert!(elsewhere.journal_path().starts_with("/home/state/rescue"));
    let told = reports.last();
    assert!(matches!(
        told,
        Some(Report::NotSealed { is_noted: true, .. })
    ));
    disk.rename_new(away, folder(&home()).path()).unwrap();
    disk.kill_program();
    disk.remove_folder(&key()).unwrap();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let mut core = core(&storage, &home(), opened(&disk, Some(2)));
    assert_eq!(core.retry(), [Report::SealedLater]);
    core.finish();
    assert_eq!(seals(&disk), sealed_up_to(2));
    assert!(disk.identity(&owed()).is_err());
}

#[test]
fn where_the_key_cannot_be_read_nobody_calls_a_seal_somebody_elses() {
    let disk = MemoryDisk::default();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let case = create(&disk, &home()).unwrap();
    close(&mut core(&storage, &home(), case));
    assert_eq!(seals(&disk), sealed_up_to(2));
    let read = disk.read(&key(), 4_096).unwrap();
    disk.remove_file(&key()).unwrap();
    disk.create_folder(&key()).unwrap();
    let by = |disk| seals(disk).pop().and_then(|seal| seal.by);
    assert_eq!(by(&disk), Some(Whose::Unread));
    disk.remove_folder(&key()).unwrap();
    assert_eq!(by(&disk), Some(Whose::Unknown), "there is no key");
    disk.put(&key(), &read).unwrap();
    assert_eq!(seals(&disk), sealed_up_to(2));
}
