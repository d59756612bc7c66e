//! Given a case and a shared folder, when something happens to either, then the case is untouched
//! and the copy is what it was or what it should be.

mod given;
mod taken_out;

use super::*;
use crate::store::testing::readable::readable;
use crate::store::testing::{now, sealed_home};
use crate::store::{
    Batch, DiskFault, DraftChange, Operation, PaperFile, PowerLoss, Tail, keep_papers,
};

use given::{COPY_OF, Given, SHARE, case_folder, holds, reference};

#[test]
fn a_copy_holds_what_the_case_holds_without_locks_reserve_and_half_typed_words() {
    let mut given = Given::a_case().with_words(9, "said");
    given.core.step(Batch {
        draft: Some(DraftChange::Keep("half a sen".to_owned())),
        ..Batch::default()
    });
    let given = given.copied();
    given.then_both_are_one();
    let names: Vec<String> = given.in_the_copy().into_keys().collect();
    assert_eq!(names, ["journal", "notes", "scripts/conference.json"]);
    assert!(given.there().to_string_lossy().starts_with(COPY_OF));
    assert_eq!(given.folder.last_whole(&reference()), Some(now().wall));
    assert!(!holds(&given.in_the_copy(), "half a sen"));
}

#[test]
fn only_what_changed_is_written_again() {
    let mut given = Given::a_case().copied();
    let inode = |name: &str| {
        given
            .share
            .identity(&given.there().join(name))
            .unwrap()
            .inode
    };
    let (script, journal) = (inode("scripts/conference.json"), inode("journal"));
    given.save(2);
    given.copy().unwrap();
    given.then_both_are_one();
    let inode = |name: &str| {
        given
            .share
            .identity(&given.there().join(name))
            .unwrap()
            .inode
    };
    assert_eq!(inode("scripts/conference.json"), script);
    assert_ne!(inode("journal"), journal);
}

#[test]
fn h08_whatever_fails_on_the_share_the_case_is_untouched_and_the_copy_is_old_or_new() {
    let faults = [DiskFault::once as fn(u64) -> DiskFault, DiskFault::from];
    let errors = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::StaleNetworkFileHandle,
        io::ErrorKind::Other,
    ];
    for plan in faults {
        for error in errors {
            for at in 1.. {
                let mut given = Given::a_case().with_words(9, "struck later").copied();
                given.save(2);
                given.core.step(Batch {
                    erase: vec![9],
                    ..Batch::default()
                });
                let (old, before) = (given.in_the_copy(), given.in_the_case());
                let counted = given.share.counted();
                given.share.fail(DiskFault { error, ..plan(at) });
                // Whether it came to its end is seen in what is there.
                let _ = given.copy();
                let struck = given.share.counted() - counted >= at;
                given.share.heal();
                assert_eq!(given.in_the_case(), before, "operation {at}");
                let found = given.in_the_copy();
                for (name, bytes) in found.iter().filter(|(name, _)| !name.starts_with(".tmp-")) {
                    let whole = old.get(name) == Some(bytes) || before.get(name) == Some(bytes);
                    assert!(whole, "{name} is half there after operation {at}");
                }
                assert!(old.keys().all(|name| found.contains_key(name)));
                given.copy().unwrap();
                given.then_both_are_one();
                if !struck {
                    assert!(at > 12, "{at}");
                    break;
                }
            }
        }
    }
}

#[test]
fn h08_a_server_whose_power_goes_has_each_file_old_or_new() {
    for at in 1..40 {
        let mut given = Given::a_case().copied();
        given.save(2);
        let (old, new) = (given.in_the_copy(), given.in_the_case());
        given.share.fail(DiskFault::from(at));
        // Whether it came that far is not asked here.
        let _ = given.copy();
        given.share.heal();
        given.share.lose_power(PowerLoss {
            tail: Tail::Garbage(at),
            kept_changes: 0,
        });
        for (name, bytes) in given.in_the_copy() {
            let temporary = name.starts_with(".tmp-");
            let whole = old.get(&name) == Some(&bytes) || new.get(&name) == Some(&bytes);
            assert!(temporary || whole, "{name} after operation {at}");
        }
        given.copy().unwrap();
        given.then_both_are_one();
    }
}

#[test]
fn bytes_that_the_share_does_not_give_back_get_no_name() {
    for at in 1..=3 {
        let given = Given::a_case();
        // Everything else is read from the disk of this computer.
        given.share.fail(DiskFault {
            only: Some(Operation::Read),
            ..DiskFault::from(at)
        });
        assert!(given.copy().is_err());
        given.share.heal();
        let nothing = given.share.list(Path::new(SHARE)).unwrap().is_empty();
        assert!(nothing || !given.in_the_copy().contains_key("journal"));
    }
}

#[test]
fn a_folder_that_is_not_there_is_never_made() {
    let given = Given::a_case().copied();
    let gone = SharedFolder {
        path: PathBuf::from("/media/stick"),
        ..given.folder.clone()
    };
    let told = gone.bring_up_to_date(&reference(), now()).unwrap_err();
    assert!(told.to_string().contains("drive is connected"), "{told}");
    assert!(given.share.identity(Path::new("/media")).is_err());
    assert_eq!(gone.last_whole(&reference()), None);
}

#[test]
fn h05_copies_that_synchronizing_programs_made_in_a_case_do_not_go_into_the_copy() {
    let given = Given::a_case();
    for name in [
        "journal.sync-conflict-20260320-140307-ABCDEF7",
        "notes (conflicted copy)",
        "journal-LAPTOP7",
    ] {
        given.disk.put(&given.case().join(name), b"theirs").unwrap();
    }
    let given = given.copied();
    assert!(!holds(&given.in_the_copy(), "theirs"));
    assert_eq!(given.in_the_copy().len(), 3);
}

#[test]
fn a_copy_that_somebody_removed_is_made_again_and_one_that_is_whole_is_left() {
    let given = Given::a_case().copied();
    let counted = given.share.counted();
    given.copy().unwrap();
    assert!(given.share.counted() <= counted + 3, "a look, and no more");
    given
        .share
        .remove_file(&given.there().join("notes"))
        .unwrap();
    given.copy().unwrap();
    given.then_both_are_one();
}

#[test]
fn what_had_to_be_saved_elsewhere_is_in_the_copy_as_well() {
    let mut given = Given::a_case();
    given.disk.fail(DiskFault {
        only: Some(Operation::Sync),
        error: io::ErrorKind::ReadOnlyFilesystem,
        ..DiskFault::once(1)
    });
    given.save(1);
    given.disk.heal();
    let given = given.copied();
    let records = given.in_the_copy();
    let records = records.keys().filter(|name| name.contains("journal"));
    assert_eq!(records.count(), 2);
}

#[test]
fn of_a_protected_home_no_word_goes_to_the_share_unsealed() {
    let mut given = Given::in_home(sealed_home()).with_words(9, "canary");
    given.core.step(Batch {
        plan: Some(b"canary".to_vec()),
        draft: Some(DraftChange::Keep("canary".to_owned())),
        ..Batch::default()
    });
    let paper = PaperFile {
        name: "RC-0412-version-1.txt".to_owned(),
        bytes: b"canary".to_vec(),
    };
    keep_papers(&given.disk, &case_folder(&given), now(), &[paper], true).unwrap();
    let given = given.copied();
    given.then_both_are_one();
    let names: Vec<String> = given.in_the_copy().into_keys().collect();
    assert!(names.contains(&"plan.json.age".to_owned()), "{names:?}");
    assert!(names.iter().any(|name| name.starts_with("papers/")));
    assert_eq!(can_be_read(&given), None);
}

/// What can be read in a copy of which nothing should be.
fn can_be_read(given: &Given) -> Option<&'static str> {
    let files = given.in_the_copy();
    let mut found = files
        .values()
        .filter_map(|bytes| readable(bytes, &["canary"]));
    found.next()
}

#[test]
fn a_record_that_is_not_sealed_would_be_found_in_the_copy() {
    let given = Given::a_case().copied();
    assert!(can_be_read(&given).is_some());
}

#[test]
fn a_case_that_is_not_sealed_yet_leaves_no_protected_home() {
    let given = Given::a_case();
    let identity = given.folder.home.identity_file();
    given.disk.put(&identity, b"keys").unwrap();
    assert!(matches!(given.copy(), Err(CopyError::NotSealedYet)));
    assert_eq!(given.share.list(Path::new(SHARE)).unwrap().len(), 0);
}
