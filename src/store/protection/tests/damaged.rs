//! What is damaged keeps nobody from a case, and nothing of it is thrown away.

use super::*;
use crate::store::{RepairBodies, Scan, repair_case};

fn path(home: &Home, name: &str) -> std::path::PathBuf {
    real(home).path().join(name)
}

/// Damages the plan and the paper of the case, and puts one in that is sealed for others.
fn damage(disk: &MemoryDisk, home: &Home) {
    for name in ["plan.json.age", "papers/RC-0412.pdf.age"] {
        let whole = disk.read(&path(home, name), u64::MAX).unwrap();
        disk.put(&path(home, name), &whole[..whole.len() - 1])
            .unwrap();
    }
    let stranger = Ring::holding(Keyring::generate(disk, Vec::new()).unwrap());
    let foreign = stranger.seal_for_owner(b"theirs").unwrap();
    disk.put(&path(home, "papers/other.pdf.age"), &foreign)
        .unwrap();
}

#[test]
fn a_damaged_plan_and_foreign_papers_keep_no_case_from_being_handed_over_or_sealed_anew() {
    let (disk, home, service) = protected();
    damage(&disk, &home);
    let colleague = Keyring::generate(&disk, Vec::new()).unwrap();
    let public = colleague.public();
    let theirs = locked(&home).with_ring(Ring::holding(colleague));
    let left = let_in(&disk, &real(&home), now(), &[public]).unwrap();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(read_case(&disk, &theirs, &real(&theirs)).is_ok());

    let left = seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(read_case(&disk, &home, &real(&home)).is_ok());

    let home = locked(&home);
    begin_recovery(&disk, &home, &phrase("another one here"), COST, Vec::new()).unwrap();
    let left = recover_case(&disk, &real(&home), now(), &Ring::holding(service)).unwrap();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(read_case(&disk, &home, &real(&home)).is_ok());
}

/// A case whose journal was damaged and repaired; the bytes of the damaged one.
fn repaired(disk: &MemoryDisk, home: &Home) -> Vec<u8> {
    let journal = path(home, "journal");
    let whole = disk.read(&journal, u64::MAX).unwrap();
    let text = String::from_utf8(whole).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(2);
    let damaged = (lines.join("\n") + "\n").into_bytes();
    disk.put(&journal, &damaged).unwrap();
    let bodies = RepairBodies {
        missing: &|number| format!(r#"{{"t":"missing","n":{number}}}"#),
        summary: &|_: &Scan| r#"{"t":"repaired"}"#.to_owned(),
    };
    repair_case(disk, home, &real(home), &bodies).unwrap();
    damaged
}

fn kept(disk: &MemoryDisk, ring: &Ring) -> Option<Vec<u8>> {
    let sealed = path(&Home::at("/home"), "damaged-journal.age");
    let sealed = disk.read(&sealed, u64::MAX).unwrap();
    ring.open_file(&sealed).ok()
}

#[test]
fn what_a_repair_left_is_kept_for_the_readers_of_today_however_often_a_case_is_sealed_anew() {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    with_a_case(&home, &disk);
    let damaged = repaired(&disk, &home);
    let service = Keyring::generate(&disk, Vec::new()).unwrap();
    let reader = Reader {
        name: "Service".to_owned(),
        key: service.public(),
        recovery: true,
    };
    let service = Ring::holding(service);
    protect(
        &disk,
        &home,
        &phrase("five words by lot"),
        COST,
        vec![reader],
    )
    .unwrap();
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert_eq!(kept(&disk, home.ring()), Some(damaged.clone()));
    assert_eq!(kept(&disk, &service), Some(damaged.clone()));
    seal_answers(&disk, &home, home.ring()).unwrap();
    assert_unreadable(&disk, &WORDS);
    let read = read_case(&disk, &home, &real(&home)).unwrap();
    assert_eq!(read.scan.last_number(), 4);

    change_identity(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert_eq!(kept(&disk, home.ring()), Some(damaged));
    assert_eq!(kept(&disk, &service), None, "they are no reader any more");
    let names = disk.list(real(&home).path()).unwrap();
    let kept = names.iter().filter(|name| name.starts_with("damaged-"));
    assert_eq!(kept.count(), 1, "{names:?}");
    let journals = names.iter().filter(|name| name.starts_with("journal"));
    assert_eq!(journals.count(), 1, "{names:?}");
}

#[test]
fn what_a_repair_left_is_kept_wherever_the_disk_fails() {
    for at in 1.. {
        let (disk, home, _) = protected();
        let damaged = repaired(&disk, &home);
        disk.fail(DiskFault::from(at));
        let sealed = seal_anew(&disk, &home, &real(&home), now());
        disk.heal();
        disk.kill_program();
        if sealed.is_err() {
            seal_anew(&disk, &home, &real(&home), now()).unwrap();
        }
        assert_eq!(kept(&disk, home.ring()), Some(damaged));
        if sealed.is_ok() {
            return;
        }
    }
}

#[test]
fn a_copy_that_another_program_made_stays_where_a_case_is_sealed() {
    let (disk, home, _) = protected();
    let copies = ["notes (conflicted copy)", "journal-rescue1.sync-conflict-7"];
    for name in copies {
        disk.put(&path(&home, name), b"theirs").unwrap();
    }
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    for name in copies {
        assert!(disk.read(&path(&home, name), u64::MAX).is_ok(), "{name}");
    }
}
