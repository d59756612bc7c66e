//! What is taken out of a copy, and what never is.

use super::super::*;
use super::given::{Given, SHARE, all_files, case_folder, holds, reference};
use crate::store::lock::CaseLock;
use crate::store::testing::{now, sealed_home};
use crate::store::{Batch, DiskFault, Disposing, dispose, seal_anew};

#[test]
fn words_that_the_case_lost_are_in_no_file_of_the_copy() {
    let mut given = Given::a_case().with_words(9, "canary").copied();
    assert!(holds(&given.in_the_copy(), "canary"));
    let there = given.there();
    let left_by_others = [
        "notes.sync-conflict-20260320-140307-ABCDEF7",
        "notes (Ann's conflicted copy 2026-03-01)",
        ".tmp-0123",
        "scripts/conference (1).json",
        "older/notes",
    ];
    given.share.create_folder(&there.join("older")).unwrap();
    for name in left_by_others {
        given.share.put(&there.join(name), b"canary").unwrap();
    }
    let beside = PathBuf::from(format!("{} (conflicted copy)", there.display()));
    given.share.create_folder(&beside).unwrap();
    given.share.put(&beside.join("notes"), b"canary").unwrap();
    given
        .share
        .put(&there.join(".stfolder"), b"theirs")
        .unwrap();
    given.core.step(Batch {
        erase: vec![9],
        ..Batch::default()
    });
    given.copy().unwrap();
    assert!(!holds(&all_files(&given.share, Path::new(SHARE)), "canary"));
    let files = given.in_the_copy();
    assert_eq!(files.get(".stfolder"), Some(&b"theirs".to_vec()));
}

#[test]
fn h06_a_copy_that_goes_further_than_the_case_is_never_written_over() {
    for name in ["journal", "journal-rescue1"] {
        let given = Given::a_case();
        let here = |name: &str| given.case().join(name);
        let read = |name: &str| given.disk.read(&here(name), FILE_LIMIT).unwrap();
        let (journal, notes) = (read("journal"), read("notes"));
        let given = given.with_words(9, "canary").with_entries(4).copied();
        // The days since went on in this file.
        let there = given.there();
        let further = given.share.read(&there.join("journal"), FILE_LIMIT);
        given.share.put(&there.join("journal"), &journal).unwrap();
        given
            .share
            .put(&there.join(name), &further.unwrap())
            .unwrap();
        let before = given.in_the_copy();
        // An old backup comes back, without what this computer knew of the copy.
        given
            .disk
            .put(&given.case().join("journal"), &journal)
            .unwrap();
        given.disk.put(&given.case().join("notes"), &notes).unwrap();
        Record::forget(&given.disk, &given.folder.home, &reference());
        let told = given.copy().unwrap_err();
        assert!(matches!(told, CopyError::GoesFurther { .. }), "{told}");
        assert_eq!(given.in_the_copy(), before, "{name}");
    }
}

#[test]
fn a_case_that_is_disposed_of_while_it_is_first_copied_leaves_nothing_on_the_share() {
    let given = Given::a_case();
    // Nothing is known of a copy yet, and another window disposes of the case meanwhile.
    no_copy_wanted(&given.disk, &given.folder.home, &reference()).unwrap();
    assert_eq!(given.folder.references(), [reference()]);
    given.copy().unwrap();
    assert!(
        given.folder.references().contains(&reference()),
        "the case is still here"
    );
    for at in 1..20 {
        let given = Given::a_case();
        given.share.fail(DiskFault::from(at));
        // A copy that was cut off is known of all the same.
        let cut = given.copy().is_err();
        given.share.heal();
        remove_copy(&given.disk, &given.share, &given.folder.home, &reference()).unwrap();
        assert!(given.share.list(Path::new(SHARE)).unwrap().is_empty());
        if !cut {
            return;
        }
    }
}

#[test]
fn the_copy_of_another_case_is_never_written_over() {
    let given = Given::a_case().copied();
    let other = Given::a_case().in_the_case()["journal"].clone();
    let other = String::from_utf8(other).unwrap();
    let id = Parts::of(&given.disk, &given.folder.home, &case_folder(&given)).unwrap();
    let header = crate::store::Header::plain(HeaderId([7; 16]), Kind::Case);
    let first = crate::store::header_line(&header).unwrap();
    let rest = other.split_once('\n').unwrap().1;
    let foreign = format!("{first}\n{rest}");
    let there = given.there().join("journal");
    given.share.put(&there, foreign.as_bytes()).unwrap();
    Record::forget(&given.disk, &given.folder.home, &reference());
    assert_ne!(id.id, HeaderId([7; 16]));
    let told = given.copy().unwrap_err();
    assert!(matches!(told, CopyError::OtherCase { .. }), "{told}");
    assert_eq!(given.in_the_copy()["journal"], foreign.as_bytes());
}

#[test]
fn the_copy_of_a_case_that_is_disposed_of_goes_now_or_when_the_share_is_back() {
    let given = Given::a_case().copied();
    let home = &given.folder.home;
    given.share.put(Path::new("/share/theirs"), b"x").unwrap();
    let beside = format!(
        "{}.sync-conflict-20260320-140307-ABCDEF7",
        given.there().display()
    );
    given.share.put(Path::new(&beside), b"x").unwrap();
    given.share.fail(DiskFault::from(1));
    assert!(remove_copy(&given.disk, &given.share, home, &reference()).is_err());
    given.share.heal();
    // The case itself is gone by then.
    for (name, _) in all_files(&given.disk, &given.case()) {
        given.disk.remove_file(&given.case().join(name)).unwrap();
    }
    given
        .disk
        .remove_folder(&given.case().join("scripts"))
        .unwrap();
    given.disk.remove_folder(&given.case()).unwrap();
    assert_eq!(given.folder.references(), [reference()]);
    assert_eq!(given.copy().unwrap(), None);
    assert_eq!(given.share.list(Path::new(SHARE)).unwrap(), ["theirs"]);
    assert!(given.folder.references().is_empty());
    remove_copy(&given.disk, &given.share, home, &reference()).unwrap();
}

#[test]
fn what_another_window_copies_meanwhile_goes_as_well_though_the_copy_was_removed_early() {
    let Given {
        disk,
        share,
        core,
        folder,
        ..
    } = Given::a_case().copied();
    drop(core);
    // Another window has read the case and is about to copy it once more.
    let parts = Parts::of(
        &disk,
        &folder.home,
        &CaseFolder::locate(&folder.home, Kind::Case, &reference()),
    );
    let copy = folder.path.join(copy_name(&reference(), parts.unwrap().id));
    remove_copy_early(&disk, &share, &folder.home, &reference()).unwrap();
    assert!(share.list(Path::new(SHARE)).unwrap().is_empty());
    share.create_folder(&copy).unwrap();
    share.put(&copy.join("notes"), b"canary").unwrap();
    // Whoever looks for it at the next start finds it.
    assert_eq!(folder.references(), [reference()]);
    remove_copy(&disk, &share, &folder.home, &reference()).unwrap();
    assert!(share.list(Path::new(SHARE)).unwrap().is_empty());
}

#[test]
fn removing_a_copy_can_fail_anywhere_and_be_repeated() {
    for at in 1..30 {
        let given = Given::a_case().copied();
        let home = &given.folder.home;
        given.share.fail(DiskFault::once(at));
        // Whether this try came to its end is not asked here.
        let _ = remove_copy(&given.disk, &given.share, home, &reference());
        given.share.heal();
        remove_copy(&given.disk, &given.share, home, &reference()).unwrap();
        assert!(given.share.list(Path::new(SHARE)).unwrap().is_empty());
    }
}

#[test]
fn the_plain_copy_goes_once_the_case_was_sealed_and_is_copied_anew() {
    let Given {
        disk, share, core, ..
    } = Given::a_case().with_words(9, "canary").copied();
    drop(core);
    let home = sealed_home();
    let case = CaseFolder::locate(&home, Kind::Case, &reference());
    seal_anew(&disk, &home, &case, now()).unwrap();
    let folder = SharedFolder {
        storage: Arc::new(disk.clone()),
        share: Arc::new(share.clone()),
        home: home.clone(),
        path: PathBuf::from(SHARE),
    };
    for at in 1..60 {
        share.fail(DiskFault::once(at));
        // Whether this try came to its end is seen in what is there.
        let _ = folder.bring_up_to_date(&reference(), now());
        share.heal();
    }
    folder.bring_up_to_date(&reference(), now()).unwrap();
    assert_eq!(share.list(Path::new(SHARE)).unwrap().len(), 1);
    assert!(!holds(&all_files(&share, Path::new(SHARE)), "canary"));
    // Papers that a crash left plain are not sealed, so nothing is copied.
    let papers = case.path().join("papers");
    disk.create_folder(&papers).unwrap();
    disk.put(&papers.join("RC-0412.txt"), b"canary").unwrap();
    let told = folder.bring_up_to_date(&reference(), now());
    assert!(matches!(told, Err(CopyError::NotSealedYet)));
}

#[test]
fn another_case_of_the_same_reference_takes_nothing_from_the_copy_of_the_first() {
    let given = Given::a_case().copied();
    let first = given.in_the_copy();
    let header = crate::store::Header::plain(HeaderId([7; 16]), Kind::Case);
    let record = crate::store::header_line(&header).unwrap();
    let journal = case_folder(&given).path().join("journal");
    given
        .disk
        .put(&journal, format!("{record}\n").as_bytes())
        .unwrap();
    given.copy().unwrap();
    assert_eq!(given.share.list(Path::new(SHARE)).unwrap().len(), 2);
    assert!(all_files(&given.share, Path::new(SHARE)).len() > first.len());
}

#[test]
fn a_case_that_is_disposed_of_leaves_no_copy_on_the_share() {
    let Given {
        disk,
        share,
        core,
        folder,
        ..
    } = Given::a_case().with_words(9, "canary").copied();
    drop(core);
    let case = CaseFolder::locate(&folder.home, Kind::Case, &reference());
    let disposing = Disposing {
        folder: &case,
        lock: CaseLock::take(&disk, case.path(), now()).unwrap(),
        id: None,
        receipt: &|files| format!("{{\"files\":{files}}}"),
    };
    dispose(&disk, &folder.home, &disposing).unwrap();
    assert_eq!(
        folder.references(),
        [reference()],
        "the next start sees to it"
    );
    assert_eq!(folder.bring_up_to_date(&reference(), now()).unwrap(), None);
    assert!(share.list(Path::new(SHARE)).unwrap().is_empty());
}

#[test]
fn a_former_share_that_is_lost_keeps_no_copy_on_the_one_of_today() {
    let given = Given::a_case().copied();
    let home = &given.folder.home;
    let (stick, share) = (Path::new("/stick"), Path::new(SHARE));
    given.share.create_folder(stick).unwrap();
    let today = SharedFolder {
        path: stick.to_owned(),
        ..given.folder.clone()
    };
    today.bring_up_to_date(&reference(), now()).unwrap();
    assert_eq!(given.share.list(stick).unwrap().len(), 1);
    let away = Path::new("/away");
    given.share.rename_new(share, away).unwrap();
    let told = remove_copy(&given.disk, &given.share, home, &reference()).unwrap_err();
    assert!(told.to_string().contains("drive is connected"), "{told}");
    assert!(given.share.list(stick).unwrap().is_empty());
    // It is known still that one is to be removed there.
    assert!(has_copy(&given.disk, home, "RC-0412"));
    given.share.rename_new(away, share).unwrap();
    remove_copy(&given.disk, &given.share, home, &reference()).unwrap();
    assert!(given.share.list(share).unwrap().is_empty());
    assert!(!has_copy(&given.disk, home, "RC-0412"));
}
