//! A case is disposed of while the disk refuses, the program is killed or the power goes: all of it
//! is there, or it is gone for everybody, and the next start leaves nothing but the receipt.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::lock::CaseLock;
use crate::store::testing::{batch, core, create, folder, home, now, reopen};
use crate::store::{
    DiskFault, Disposing, Kind, Listed, MemoryDisk, NodeKind, Operation, PaperFile, PowerLoss,
    Storage, StoreError, Tail, Writing, dispose, finish_disposals, keep_papers, list_cases,
    read_case, verify, write_draft,
};

/// A word that must be nowhere once the case is gone.
const CANARY: &[u8] = b"canary-of-Mira";
/// More operations than a disposal ever takes.
const CALLS: u64 = 140;

/// A home with the case, everything that can belong to it, and a second case that stays.
fn full() -> MemoryDisk {
    let disk = MemoryDisk::default();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    drop(create(&disk, &home()).unwrap());
    let case = reopen(&disk, &home());
    let id = case.content.scan.header.id;
    let mut core = core(&storage, &home(), case);
    core.step(batch(1));
    drop(core.finish());
    let case = folder(&home());
    let put = |path: PathBuf| disk.put(&path, CANARY).unwrap();
    let text = std::str::from_utf8(CANARY).unwrap();
    write_draft(&disk, case.path(), &Writing::Plain, text).unwrap();
    for name in ["plan.json", "journal-rescue1", "plan 1.json", ".tmp-0a"] {
        put(case.path().join(name));
    }
    let paper = PaperFile {
        name: "RC-0412-version-1.txt".to_owned(),
        bytes: CANARY.to_vec(),
    };
    keep_papers(&disk, &case, now(), &[paper], false).unwrap();
    let rescue = home().state().join("rescue");
    let outside = rescue.join(format!("{id}-0a0b0c0d"));
    let copy = home()
        .cases(Kind::Practice)
        .join("RC-0412 (conflicted copy 2026-03-01)");
    let other = home().cases(Kind::Practice).join("RC-04120");
    for folder in [&rescue, &outside, &copy, &other] {
        disk.create_folder(folder).unwrap();
        disk.sync_folder(folder.parent().unwrap()).unwrap();
    }
    put(outside.join("notes"));
    put(copy.join("notes"));
    put(home().state().join("index-practice"));
    put(other.join("kept"));
    disk.settle();
    disk
}

fn get_rid(disk: &MemoryDisk) -> Result<PathBuf, StoreError> {
    let home = home();
    let case = folder(&home);
    let lock = CaseLock::take(disk, case.path(), now())?;
    let id = read_case(disk, &home, &case)?.scan.header.id;
    let disposing = Disposing {
        folder: &case,
        lock,
        id: Some(id),
        receipt: &|files| format!("{{\"files\":{files}}}"),
    };
    dispose(disk, &home, &disposing)
}

/// Every file below a folder.
fn files(disk: &MemoryDisk, folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for name in disk.list(folder).unwrap_or_default() {
        let path = folder.join(name);
        match disk.identity(&path).unwrap().kind {
            NodeKind::Folder => found.extend(files(disk, &path)),
            NodeKind::File | NodeKind::Other => found.push(path),
        }
    }
    found
}

/// Says whether the case is there: then it is whole, and there is no receipt.
#[track_caller]
fn is_there(disk: &MemoryDisk, at: u64) -> bool {
    let listed = list_cases(disk, &home(), Kind::Practice, 0).unwrap();
    let there = listed.iter().any(|one| one.reference == "RC-0412");
    if there {
        let one = listed
            .iter()
            .find(|one| one.reference == "RC-0412")
            .unwrap();
        assert!(
            matches!(one.state, Listed::Readable { .. }),
            "{at}: half a case"
        );
        assert!(verify(disk, &home(), &folder(&home())).is_ok(), "{at}");
        assert!(
            disk.identity(&folder(&home()).path().join("plan.json"))
                .is_ok()
        );
        let receipts = files(disk, &home().receipts());
        assert!(
            receipts.is_empty(),
            "{at}: a receipt of a case that is there"
        );
    }
    there
}

/// After the next start: not a word is left but those of the other case, and there is one receipt.
#[track_caller]
fn is_gone_for_good(disk: &MemoryDisk, at: u64) {
    let mut receipts = 0;
    for path in files(disk, Path::new("/")) {
        let bytes = disk.read(&path, 1 << 20).unwrap();
        let is_other = path.ends_with("RC-04120/kept");
        let told = bytes.windows(CANARY.len()).any(|part| part == CANARY);
        assert!(
            is_other || !told,
            "{at}: words are left in {}",
            path.display()
        );
        let name = path.display().to_string();
        assert!(
            is_other || path.starts_with(home().receipts()) || !name.contains("RC-0412"),
            "{at}: {name} is left"
        );
        if path.starts_with(home().receipts()) {
            receipts += usize::from(!name.contains(".tmp-"));
        }
    }
    assert_eq!(receipts, 1, "{at}");
}

#[test]
fn nothing_is_left_but_the_receipt_and_the_cases_beside_it() {
    let disk = full();
    let receipt = get_rid(&disk).unwrap();
    is_gone_for_good(&disk, 0);
    // Journal, notes, draft, script, plan, rescue, a copy of the plan, a temporary file, a paper.
    let text = disk.read(&receipt, 100).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), "{\"files\":9}");
    assert!(disk.list(&home().leaving()).unwrap().is_empty());
    assert!(get_rid(&disk).is_err(), "it is not there any more");
}

#[test]
fn whatever_fails_the_case_is_whole_or_gone_and_the_next_start_finishes_it() {
    let (mut whole, mut half) = (0, 0);
    for error in [ErrorKind::Other, ErrorKind::StorageFull] {
        for at in 1..CALLS {
            for fault in [DiskFault::once(at), DiskFault::from(at)] {
                let disk = full();
                disk.fail(DiskFault { error, ..fault });
                let done = get_rid(&disk);
                disk.heal();
                if is_there(&disk, at) {
                    assert!(done.is_err(), "{at}: said to be gone");
                    whole += 1;
                    assert!(finish_disposals(&disk, &home(), now()).is_empty(), "{at}");
                    assert!(
                        is_there(&disk, at),
                        "{at}: a start disposed of it by itself"
                    );
                    get_rid(&disk).unwrap();
                } else {
                    half += usize::from(done.is_err());
                    let failed = finish_disposals(&disk, &home(), now());
                    assert!(failed.is_empty(), "{at}: {}", failed[0]);
                }
                is_gone_for_good(&disk, at);
            }
        }
    }
    assert!(whole > 40 && half > 40, "{whole} whole, {half} half");
}

#[test]
fn a_power_cut_at_any_moment_leaves_the_case_whole_or_gone() {
    let tails = [Tail::Nothing, Tail::Garbage(7)];
    let (mut whole, mut gone) = (0, 0);
    for at in 1..CALLS {
        for (tail, kept_changes) in tails
            .into_iter()
            .flat_map(|tail| [(tail, 0), (tail, 1), (tail, 4)])
        {
            let disk = full();
            disk.fail(DiskFault::from(at));
            let done = get_rid(&disk);
            disk.heal();
            disk.lose_power(PowerLoss { tail, kept_changes });
            if is_there(&disk, at) {
                assert!(done.is_err(), "{at}: what was said to be gone is there");
                whole += 1;
                assert!(finish_disposals(&disk, &home(), now()).is_empty());
                get_rid(&disk).unwrap();
            } else {
                gone += 1;
                let failed = finish_disposals(&disk, &home(), now());
                assert!(failed.is_empty(), "{at}: {}", failed[0]);
            }
            is_gone_for_good(&disk, at);
        }
    }
    assert!(whole > 100 && gone > 100, "{whole} whole, {gone} gone");
}

#[test]
fn a_fault_while_a_half_disposal_is_finished_is_told_and_tried_again() {
    let mut told = 0;
    for at in 1..CALLS {
        let disk = full();
        // Far enough that the case is gone, and nothing else.
        disk.fail(DiskFault {
            only: Some(Operation::Remove),
            ..DiskFault::from(1)
        });
        assert!(get_rid(&disk).is_err());
        disk.heal();
        assert!(!is_there(&disk, at));
        disk.fail(DiskFault::once(at));
        told += finish_disposals(&disk, &home(), now()).len();
        disk.heal();
        assert!(finish_disposals(&disk, &home(), now()).is_empty());
        is_gone_for_good(&disk, at);
    }
    assert!(told > 20, "{told}");
}

#[test]
fn one_that_another_window_is_at_is_left_to_it() {
    let disk = full();
    disk.fail(DiskFault {
        only: Some(Operation::Remove),
        ..DiskFault::from(1)
    });
    assert!(get_rid(&disk).is_err());
    disk.heal();
    let cases = home().cases(Kind::Practice);
    let names = disk.list(&cases).unwrap();
    let leaving = names
        .iter()
        .find(|name| name.starts_with(".leaving-"))
        .unwrap();
    let lock = CaseLock::take(&disk, &cases.join(leaving), now()).unwrap();
    assert!(finish_disposals(&disk, &home(), now()).is_empty());
    assert!(disk.identity(&cases.join(leaving)).is_ok());
    drop(lock);
    assert!(finish_disposals(&disk, &home(), now()).is_empty());
    is_gone_for_good(&disk, 0);
}

#[test]
fn a_note_of_one_that_another_window_is_about_to_decide_is_left_to_it() {
    let disk = full();
    // The note is written, the case keeps its name, and nothing can be taken back.
    let only = |operation, fault| DiskFault {
        only: Some(operation),
        ..fault
    };
    disk.fail(only(Operation::Rename, DiskFault::once(2)));
    disk.fail(only(Operation::Remove, DiskFault::from(1)));
    assert!(get_rid(&disk).is_err());
    disk.heal();
    assert!(is_there(&disk, 0));
    let notes = disk.list(&home().leaving()).unwrap();
    let [note] = notes.as_slice() else {
        panic!("one note was left");
    };
    // The other window holds the case until it has decided; a third one starts meanwhile.
    let case = folder(&home());
    let lock = CaseLock::take(&disk, case.path(), now()).unwrap();
    assert!(finish_disposals(&disk, &home(), now()).is_empty());
    assert_eq!(disk.list(&home().leaving()).unwrap(), notes);
    let leaving = home()
        .cases(Kind::Practice)
        .join(format!(".leaving-{note}"));
    disk.rename_new(case.path(), &leaving).unwrap();
    drop(lock);
    assert!(finish_disposals(&disk, &home(), now()).is_empty());
    is_gone_for_good(&disk, 0);
}

#[test]
fn a_case_that_is_open_elsewhere_is_not_disposed_of() {
    let disk = full();
    let open = CaseLock::take(&disk, folder(&home()).path(), now()).unwrap();
    assert!(matches!(get_rid(&disk), Err(StoreError::LockHeld { .. })));
    drop(open);
    get_rid(&disk).unwrap();
}
