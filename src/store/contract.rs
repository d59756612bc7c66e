//! What a journal must do on any file system: one list, run on each of them.

use std::path::{Path, PathBuf};

use super::testing::{body, header, home, sealed_home};
use super::{
    Condition, Disk, Header, HeaderId, Home, Journal, Kind, LockAttempt, MemoryDisk, Storage,
    StoreError,
};

fn new_journal(storage: &dyn Storage, root: &Path, home: &Home) -> PathBuf {
    Journal::create(storage, root, "journal", &header(home, 9)).unwrap();
    root.join("journal")
}

fn append(storage: &dyn Storage, path: &Path, home: &Home, numbers: std::ops::RangeInclusive<u64>) {
    let (mut journal, _) = Journal::open(storage, path, None, home.ring()).unwrap();
    for number in numbers {
        assert_eq!(journal.append(storage, &body(number)).unwrap(), number);
    }
}

fn events_come_back_in_the_order_appended(storage: &dyn Storage, root: &Path, home: &Home) {
    let path = new_journal(storage, root, home);
    append(storage, &path, home, 1..=7);
    append(storage, &path, home, 8..=9);
    let scan = Journal::read(storage, &path, home.ring()).unwrap();
    assert_eq!(scan.condition, Condition::Sound);
    for (entry, number) in scan.entries.iter().zip(1..) {
        assert_eq!((entry.number, &entry.body), (number, &body(number)));
    }
    assert_eq!(scan.entries.len(), 9);
}

fn a_journal_is_never_created_over_another(storage: &dyn Storage, root: &Path, home: &Home) {
    let path = new_journal(storage, root, home);
    append(storage, &path, home, 1..=1);
    let header = Header::plain(HeaderId([1; 16]), Kind::Case);
    assert!(Journal::create(storage, root, "journal", &header).is_err());
    assert_eq!(
        Journal::read(storage, &path, home.ring())
            .unwrap()
            .entries
            .len(),
        1
    );
    assert_eq!(
        storage.list(root).unwrap(),
        ["journal"],
        "no temporary file stays"
    );
}

fn an_entry_of_two_lines_is_refused_and_the_next_one_is_not(
    storage: &dyn Storage,
    root: &Path,
    home: &Home,
) {
    let path = new_journal(storage, root, home);
    let (mut journal, _) = Journal::open(storage, &path, None, home.ring()).unwrap();
    let error = journal.append(storage, "{}\n{}").unwrap_err();
    assert!(matches!(error, StoreError::NotOneLine { .. }));
    assert_eq!(journal.append(storage, "{}").unwrap(), 1);
}

fn an_entry_longer_than_the_limit_is_refused_whole(
    storage: &dyn Storage,
    root: &Path,
    home: &Home,
) {
    let path = new_journal(storage, root, home);
    let (mut journal, _) = Journal::open(storage, &path, None, home.ring()).unwrap();
    let error = journal.append(storage, &"x".repeat(1 << 20)).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }));
    assert_eq!(
        Journal::read(storage, &path, home.ring())
            .unwrap()
            .entries
            .len(),
        0
    );
}

fn a_copy_goes_on_where_the_first_file_ended(storage: &dyn Storage, root: &Path, home: &Home) {
    let path = new_journal(storage, root, home);
    append(storage, &path, home, 1..=3);
    let before = storage.read(&path, 1 << 20).unwrap();
    let (mut journal, _) = Journal::open(storage, &path, None, home.ring()).unwrap();
    let copy = journal.move_to(storage, root, "journal-rescue1").unwrap();
    journal.append(storage, &body(4)).unwrap();
    assert_eq!(
        storage.read(&path, 1 << 20).unwrap(),
        before,
        "the first file is untouched"
    );
    assert_eq!(
        Journal::read(storage, &copy, home.ring())
            .unwrap()
            .entries
            .len(),
        4
    );
    assert!(storage.read(&copy, 1 << 20).unwrap().starts_with(&before));
}

fn a_name_that_is_taken_stays(storage: &dyn Storage, root: &Path, home: &Home) {
    let path = new_journal(storage, root, home);
    let (temporary, file) = storage.create_temporary(root).unwrap();
    drop(file);
    let error = storage.rename_new(&temporary, &path).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
    assert!(Journal::read(storage, &path, home.ring()).is_ok());
}

fn a_file_over_the_limit_is_refused(storage: &dyn Storage, root: &Path, home: &Home) {
    let path = new_journal(storage, root, home);
    let error = storage.read(&path, 10).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::FileTooLarge);
    assert_eq!(storage.read_part(&path, 1, 2).unwrap(), b"1 ");
}

fn a_lock_is_held_by_one(storage: &dyn Storage, root: &Path, _: &Home) {
    let path = root.join(".lock");
    let first = storage.try_lock(&path, "one").unwrap();
    assert!(matches!(first, LockAttempt::Taken(_)));
    assert!(matches!(
        storage.try_lock(&path, "two").unwrap(),
        LockAttempt::Busy(_)
    ));
    drop(first);
    assert!(matches!(
        storage.try_lock(&path, "two").unwrap(),
        LockAttempt::Taken(_)
    ));
}

fn files_are_readable_by_their_owner_alone(storage: &dyn Storage, root: &Path, home: &Home) {
    let path = new_journal(storage, root, home);
    assert!(!storage.identity(&path).unwrap().is_readable_by_others());
}

macro_rules! contract {
    ($($name:ident),+ $(,)?) => {
        contract!(on_disk, sealed_on_disk: $($name),+; Disk, |disk| {
            let root = tempfile::tempdir().unwrap();
            (disk, root.path().to_owned(), Some(root))
        });
        contract!(in_memory, sealed_in_memory: $($name),+; MemoryDisk::default(), |disk| {
            (disk, PathBuf::from("/"), None::<()>)
        });
    };
    ($plain:ident, $sealed:ident: $($name:ident),+; $disk:expr, $place:expr) => {
        contract!($plain: $($name),+; home(), $disk, $place);
        contract!($sealed: $($name),+; sealed_home(), $disk, $place);
    };
    ($way:ident: $($name:ident),+; $home:expr, $disk:expr, $place:expr) => {
        mod $way {
            use super::*;
            $(#[test]
            fn $name() {
                let (disk, root, _kept) = $place($disk);
                super::$name(&disk, &root, &$home);
            })+
        }
    };
}

contract!(
    events_come_back_in_the_order_appended,
    a_journal_is_never_created_over_another,
    an_entry_of_two_lines_is_refused_and_the_next_one_is_not,
    an_entry_longer_than_the_limit_is_refused_whole,
    a_copy_goes_on_where_the_first_file_ended,
    a_name_that_is_taken_stays,
    a_file_over_the_limit_is_refused,
    a_lock_is_held_by_one,
    files_are_readable_by_their_owner_alone,
);

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_journal_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let path = new_journal(&Disk, root.path(), &home());
    let link = root.path().join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(Journal::read(&Disk, &link, home().ring()).is_err());
    assert!(Journal::open(&Disk, &link, None, home().ring()).is_err());
}

#[cfg(unix)]
#[test]
fn a_journal_with_a_second_name_is_not_written_to() {
    let root = tempfile::tempdir().unwrap();
    let path = new_journal(&Disk, root.path(), &home());
    std::fs::hard_link(&path, root.path().join("second")).unwrap();
    let error = Journal::open(&Disk, &path, None, home().ring())
        .err()
        .unwrap();
    assert!(matches!(error, StoreError::Unsafe { .. }), "{error}");
}
