//! The folder of a case fails, and the case goes on in a copy elsewhere.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::faults::{reopen_scan, saved, world};
use super::home;
use crate::store::testing::{batch, core, create, folder, now, reopen};
use crate::store::{
    Batch, DiskFault, DraftChange, MemoryDisk, Operation, Report, Storage, open_case, verify,
};

#[test]
fn b18_a_file_replaced_while_open_is_kept_and_the_case_goes_on_in_a_copy() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    core.step(batch(1));
    let path = folder(&home).path().join("journal");
    let older = disk.read(&path, u64::MAX).unwrap();
    core.step(batch(2));
    disk.put(&path, &older).unwrap();
    let reports = core.step(batch(3));
    assert!(
        reports.iter().any(
            |report| matches!(report, Report::Rescued { to } if to.ends_with("journal-rescue1"))
        )
    );
    assert_eq!(
        disk.read(&path, u64::MAX).unwrap(),
        older,
        "the other file is not touched"
    );
    assert_eq!(reopen_scan(&disk).last_number(), 3);
}

#[test]
fn b17_a_folder_that_vanished_is_brought_back_from_the_rescue_place() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    core.step(batch(1));
    let away = Path::new("/home/practice/moved");
    disk.rename_new(folder(&home).path(), away).unwrap();
    let reports = core.step(batch(2));
    assert_eq!(saved(&reports), [2], "{reports:?}");
    assert!(core.journal_path().starts_with("/home/state/rescue"));
    disk.rename_new(away, folder(&home).path()).unwrap();
    disk.kill_program();
    let content = reopen(&disk, &home).content;
    assert_eq!(content.scan.last_number(), 2);
    assert_eq!(content.notes.notes.len(), 2);
    assert!(verify(&disk, &home, &folder(&home)).unwrap().is_sound());
}

/// A case whose second entry was saved outside its folder, which is back now.
fn rescued_outside() -> MemoryDisk {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    core.step(batch(1));
    let away = Path::new("/home/practice/moved");
    disk.rename_new(folder(&home).path(), away).unwrap();
    assert_eq!(saved(&core.step(batch(2))), [2]);
    disk.rename_new(away, folder(&home).path()).unwrap();
    disk.kill_program();
    disk
}

#[test]
fn a_file_that_cannot_be_read_for_a_moment_costs_no_note() {
    let home = home();
    for at in 1..40 {
        let disk = rescued_outside();
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut core = core(&storage, &home, reopen(&disk, &home));
        core.step(batch(3));
        core.finish();
        disk.fail(DiskFault {
            only: Some(Operation::Read),
            error: ErrorKind::StaleNetworkFileHandle,
            ..DiskFault::once(at)
        });
        drop(open_case(&disk, &home, &folder(&home), now()));
        disk.heal();
        disk.kill_program();
        let content = reopen(&disk, &home).content;
        assert_eq!(content.scan.last_number(), 3, "failed at {at}");
        assert_eq!(content.notes.notes.len(), 3, "failed at {at}");
    }
}

#[test]
fn a_draft_that_cannot_be_kept_holds_up_no_entry() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    core.step(batch(1));
    let away = Path::new("/home/practice/moved");
    disk.rename_new(folder(&home).path(), away).unwrap();
    let draft = Batch {
        draft: Some(DraftChange::Keep("half a word".to_owned())),
        plan: Some(b"{}".to_vec()),
        ..Batch::default()
    };
    let reports = [
        core.step(draft),
        core.retry(),
        core.step(batch(2)),
        core.retry(),
    ]
    .concat();
    assert_eq!(saved(&reports), [2], "{reports:?}");
    disk.rename_new(away, folder(&home).path()).unwrap();
    core.retry();
    assert_eq!(core.waiting(), 0);
    disk.kill_program();
    assert_eq!(reopen(&disk, &home).content.scan.last_number(), 2);
}

#[test]
fn half_typed_text_comes_back_with_a_rescued_copy_and_stays_nowhere_else() {
    let (disk, storage) = world();
    let home = home();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    let draft = |text: &str| Batch {
        draft: Some(DraftChange::Keep(text.to_owned())),
        ..Batch::default()
    };
    core.step(draft("older"));
    let away = Path::new("/home/practice/moved");
    disk.rename_new(folder(&home).path(), away).unwrap();
    core.step(batch(1));
    core.step(draft("newer"));
    let outside = core.journal_path().with_file_name("");
    let mut names = disk.list(&outside).unwrap().into_iter();
    let draft = names.find(|name| name.starts_with("draft"));
    let outside = outside.join(draft.expect("half-typed text is there"));
    disk.rename_new(away, folder(&home).path()).unwrap();
    disk.kill_program();
    let content = reopen(&disk, &home).content;
    assert_eq!(content.draft.as_deref(), Some("newer"));
    assert!(disk.identity(&outside).is_err(), "no words stay outside");
}

#[test]
fn bringing_a_rescued_copy_back_may_fail_anywhere_and_is_made_good() {
    let home = home();
    let mut failed = 0;
    for at in 1..120 {
        for fault in [DiskFault::once(at), DiskFault::from(at)] {
            let disk = rescued_outside();
            disk.fail(fault);
            let opened = open_case(&disk, &home, &folder(&home), now());
            failed += usize::from(opened.is_err());
            drop(opened);
            disk.heal();
            disk.kill_program();
            let content = reopen(&disk, &home).content;
            assert_eq!(content.scan.last_number(), 2, "{fault:?}");
            assert_eq!(content.notes.notes.len(), 2, "{fault:?}");
        }
    }
    assert!(failed > 20, "only {failed} faults were met");
}

#[test]
fn f08_what_had_to_be_saved_among_temporary_files_is_found_again() {
    let (disk, storage) = world();
    let home = home();
    disk.create_folder(&std::env::temp_dir()).unwrap();
    let mut core = core(&storage, &home, create(&disk, &home).unwrap());
    core.step(batch(1));
    let away = Path::new("/home/practice/moved");
    disk.rename_new(folder(&home).path(), away).unwrap();
    let state = Path::new("/home/not-now");
    disk.rename_new(&home.state(), state).unwrap();
    disk.put(&home.state(), b"in the way").unwrap();
    let reports = core.step(batch(2));
    assert_eq!(saved(&reports), [2], "{reports:?}");
    assert!(core.journal_path().starts_with(std::env::temp_dir()));
    disk.remove_file(&home.state()).unwrap();
    disk.rename_new(state, &home.state()).unwrap();
    disk.rename_new(away, folder(&home).path()).unwrap();
    disk.kill_program();
    let content = reopen(&disk, &home).content;
    assert_eq!(content.scan.last_number(), 2);
    assert_eq!(content.notes.notes.len(), 2);
}
