//! The key that seals closings cannot be read: every entry is safe where it was, nobody waits, and
//! the seal follows once the key can be had.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::testing::{batch, core, create, folder, home, reopen};
use crate::store::{
    Batch, MemoryDisk, Report, SealFinding, Storage, Whose, WriterCore, list_cases, verify,
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
    let Some(Report::NotSealed { problem }) = reports.last() else {
        panic!("it is not told how it stands with the seal");
    };
    assert!(problem.contains("seal-key"), "{problem}");
    assert!(reports.contains(&Report::PlanSaved));
    assert_eq!(core.waiting(), 0);
    assert!(core.milliseconds_to_retry().is_some());
    assert_eq!(core.finish(), Batch::default());
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
    let mut second = core(&storage, &home(), reopen(&disk, &home()));
    assert_eq!(second.milliseconds_to_retry(), Some(0));
    let told = second.retry();
    assert!(matches!(told.as_slice(), [Report::NotSealed { .. }]));
    second.finish();
    disk.remove_folder(&key()).unwrap();
    let mut third = core(&storage, &home(), reopen(&disk, &home()));
    assert_eq!(third.retry(), [Report::SealedLater]);
    third.finish();
    assert_eq!(seals(&disk), sealed_up_to(2));
    let mut fourth = core(&storage, &home(), reopen(&disk, &home()));
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
    let owed = Path::new("/home/practice/RC-0412/.unsealed");
    assert!(disk.identity(owed).is_ok());
    assert_eq!(reopen(&disk, &home()).content.remarks, []);
}
