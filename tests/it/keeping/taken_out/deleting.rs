//! What is deleted of the record before: what was named, and nothing that may be newer.

use std::path::PathBuf;

use talking_piece::desk::{BegunAnew, CabinetError};
use talking_piece::store::{DiskFault, Home, Journal, Kind, OldRecord, Storage, StoreError};

use super::{Told, anew, deleted, everything, is_new, of, sealed, small};
use crate::support::conference::REFERENCE;

/// A case whose old record is still there, the path of the new one, and what is named of the old.
fn with_old(home: &Home) -> (Told, PathBuf, OldRecord) {
    let (told, begun) = anew(home);
    (told, begun.path, begun.old.expect("an old record"))
}

#[track_caller]
fn refused(told: &Told, named: &OldRecord) -> StoreError {
    let before = everything(told);
    let cabinet = told.cabinet();
    let refused = cabinet.delete_old_record(Kind::Case, REFERENCE, named);
    assert!(everything(told) == before, "something was deleted");
    let refused = refused.expect_err("a refusal");
    let CabinetError::Store(error) = refused else {
        panic!("{refused}");
    };
    error
}

#[test]
fn the_newest_file_of_the_new_record_is_never_deleted_while_it_cannot_be_read() {
    let (told, path, named) = with_old(&Home::at("/home"));
    let folder = path.parent().expect("a folder");
    // As a rescue that another program holds.
    let rescue = folder.join("journal-rescue1");
    told.disk.create_folder(&rescue).expect("a folder");
    let cabinet = told.cabinet();
    let held = cabinet.delete_old_record(Kind::Case, REFERENCE, &named);
    assert!(matches!(
        held.expect_err("a refusal"),
        CabinetError::Store(StoreError::System { .. })
    ));
    assert!(told.disk.identity(&rescue).is_ok());
    assert!(cabinet.old_record(Kind::Case, REFERENCE).is_err());
    told.disk.remove_folder(&rescue).expect("removed");
    // As the old journal that another program holds.
    let old = folder.join("journal");
    let bytes = told.disk.read(&old, u64::MAX).expect("the old record");
    told.disk.remove_file(&old).expect("removed");
    told.disk.create_folder(&old).expect("a folder");
    assert!(cabinet.old_record(Kind::Case, REFERENCE).is_err());
    told.disk.remove_folder(&old).expect("removed");
    told.disk.put(&old, &bytes).expect("put back");
    deleted(&told).expect("deleted");
}

#[test]
fn a_new_record_that_ends_before_what_was_saved_lets_nothing_be_deleted() {
    let (told, path, named) = with_old(&Home::at("/home"));
    let bytes = told.disk.read(&path, u64::MAX).expect("the record");
    let text = String::from_utf8(bytes).expect("letters");
    // Without its last entry, and the seal that follows it.
    let last = text.rfind("\np1 ").expect("an entry");
    told.disk
        .put(&path, &text.as_bytes()[..=last])
        .expect("a shorter one");
    let error = refused(&told, &named);
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn an_old_record_that_went_on_is_not_deleted() {
    let (told, path, named) = with_old(&Home::at("/home"));
    let old = path.with_file_name("journal");
    // On another computer, which knew nothing of the new record.
    let elsewhere = told.copy();
    let opened = Journal::open(&elsewhere.disk, &old, None, told.home.ring());
    let (mut journal, _) = opened.expect("the old record");
    journal.prepare(&elsewhere.disk, "{}").expect("an entry");
    journal.write_pending(&elsewhere.disk).expect("saved");
    let longer = elsewhere.disk.read(&old, u64::MAX).expect("the old record");
    told.disk.put(&old, &longer).expect("put");
    let error = refused(&told, &named);
    assert!(matches!(error, StoreError::WentOn { .. }), "{error}");
    let said = error.to_string();
    assert!(said.contains("Nothing was deleted"), "{said}");
}

#[test]
fn what_was_not_named_is_not_deleted() {
    let (told, path, named) = with_old(&Home::at("/home"));
    let mut fewer = named.clone();
    fewer.files.pop();
    let error = refused(&told, &fewer);
    assert!(matches!(error, StoreError::OtherFiles { .. }), "{error}");
    let draft = path.with_file_name("notes-0a0b0c0d");
    told.disk.put(&draft, b"late").expect("a file");
    let error = refused(&told, &named);
    assert!(matches!(error, StoreError::OtherFiles { .. }), "{error}");
}

#[test]
fn notes_of_before_are_named_and_deleted_also_where_no_old_journal_is_left() {
    let (told, path, named) = with_old(&sealed());
    let is_notes = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with("notes")
    };
    let notes = named.files.iter().find(is_notes).expect("old notes");
    let bytes = told.disk.read(notes, u64::MAX).expect("old notes");
    deleted(&told).expect("deleted");
    told.disk.put(notes, &bytes).expect("put back");
    // Papers that were made since are of today.
    let papers = path.with_file_name("papers");
    told.disk.create_folder(&papers).expect("a folder");
    told.disk.put(&papers.join("a.age"), b"x").expect("a paper");
    let cabinet = told.cabinet();
    let left = cabinet.old_record(Kind::Case, REFERENCE).expect("notes");
    assert_eq!(left.files.as_slice(), std::slice::from_ref(notes));
    deleted(&told).expect("deleted");
    assert!(told.disk.identity(notes).is_err());
    assert!(cabinet.old_record(Kind::Case, REFERENCE).is_err());
}

#[test]
fn what_fails_once_the_new_record_stands_is_told_as_a_case_that_begins_anew() {
    let (first, person) = small(&Home::at("/home"));
    let before = everything(&first);
    let mut unconfirmed = 0;
    for at in 1.. {
        let mut struck = false;
        for fault in [DiskFault::once(at), DiskFault::from(at)] {
            let told = first.copy();
            told.disk.fail(fault);
            let asked = told.cabinet().take_out(Kind::Case, REFERENCE, &of(person));
            told.disk.heal();
            let is_new = is_new(&told, &before, &format!("{fault:?}"));
            // A disk that does not answer any more cannot tell.
            assert!(asked.is_ok() == is_new || fault.for_ever, "{fault:?}");
            assert!(asked.is_err() || is_new, "{fault:?}");
            let told_so = |begun: &BegunAnew| begun.unconfirmed.is_some();
            unconfirmed += u32::from(asked.as_ref().is_ok_and(told_so));
            struck |= !asked.is_ok_and(|begun| begun.unsettled.is_none());
        }
        if !struck {
            break;
        }
    }
    assert!(unconfirmed > 0, "{unconfirmed}");
}
