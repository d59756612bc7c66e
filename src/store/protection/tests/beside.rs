//! What stands plain beside a sealed case: journals that somebody put there, a case that was never
//! sealed, copies that a rescue wrote elsewhere.

use super::*;
use crate::store::{Operation, Remark, WhyReadOnly};

#[test]
fn a_plain_journal_put_beside_a_sealed_one_is_never_gone_on_with() {
    let open = MemoryDisk::default();
    let theirs = Home::at("/home");
    with_a_case(&theirs, &open);
    let storage: Arc<dyn Storage> = Arc::new(open.clone());
    let Opened::Writable(case) = open_case(&open, &theirs, &real(&theirs), now()).unwrap() else {
        panic!("the case is sound");
    };
    core(&storage, &theirs, case).step(batch(4));
    let journal = real(&theirs).path().join("journal");
    let forged = open.read(&journal, u64::MAX).unwrap();

    for name in ["journal-repaired1", "journal-rescue1"] {
        let (disk, home, _) = protected();
        let planted = real(&home).path().join(name);
        disk.put(&planted, &forged).unwrap();
        let content = read_case(&disk, &home, &real(&home)).unwrap();
        assert!(content.scan.writing.is_sealed(), "{name}");
        let opened = open_case(&disk, &home, &real(&home), now()).unwrap();
        let Opened::ReadOnly(_, WhyReadOnly::TwoVersions(other)) = opened else {
            panic!("{name} went unnoticed");
        };
        assert_eq!(other, [planted]);
    }
}

#[test]
fn of_a_plain_case_in_a_protected_home_it_is_said_that_it_is_not_protected() {
    let (disk, home) = (MemoryDisk::default(), Home::at("/home"));
    with_a_case(&home, &disk);
    let says_so = |disk: &MemoryDisk| {
        let content = read_case(disk, &home, &real(&home)).unwrap();
        content.remarks.contains(&Remark::NotSealed)
    };
    assert!(
        !says_so(&disk),
        "nothing is protected here, and that is said elsewhere"
    );
    protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
    assert!(says_so(&disk));
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert!(!says_so(&disk));
}

/// A plain case whose fourth entry and its note were saved outside its folder, which is back now.
fn rescued_outside() -> (MemoryDisk, Home) {
    let (disk, home) = (MemoryDisk::default(), Home::at("/home"));
    with_a_case(&home, &disk);
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let Opened::Writable(case) = open_case(&disk, &home, &real(&home), now()).unwrap() else {
        panic!("the case is sound");
    };
    let mut core = core(&storage, &home, case);
    let away = Path::new("/home/cases/moved");
    disk.rename_new(real(&home).path(), away).unwrap();
    core.step(batch(4));
    disk.rename_new(away, real(&home).path()).unwrap();
    disk.kill_program();
    (disk, home)
}

#[test]
fn sealing_a_case_takes_in_what_a_rescue_wrote_elsewhere_and_leaves_none_of_it_there() {
    let (disk, home) = rescued_outside();
    let places = home.rescue_places();
    let left = |disk: &MemoryDisk| {
        let names = places.iter().filter_map(|place| disk.list(place).ok());
        names.flatten().count()
    };
    assert_eq!(left(&disk), 1);
    protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    let content = read_case(&disk, &home, &real(&home)).unwrap();
    assert!(content.scan.writing.is_sealed());
    assert_eq!(content.scan.last_number(), 4);
    assert_eq!(content.notes.notes.len(), 4);
    assert_eq!(left(&disk), 0);
    seal_answers(&disk, &home, home.ring()).unwrap();
    assert_unreadable(&disk, &WORDS);
}

#[test]
fn a_cut_while_a_rescue_is_taken_in_and_sealed_loses_nothing_of_it() {
    for at in 1.. {
        let (disk, home) = rescued_outside();
        protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
        let before = disk.counted();
        disk.fail(DiskFault::from(at));
        let done = seal_anew(&disk, &home, &real(&home), now()).is_ok();
        let tried = disk.counted() - before;
        disk.heal();
        disk.kill_program();
        seal_anew(&disk, &home, &real(&home), now()).unwrap();
        let content = read_case(&disk, &home, &real(&home)).unwrap();
        assert_eq!(content.scan.last_number(), 4, "operation {at}");
        assert_eq!(content.notes.notes.len(), 4, "operation {at}");
        if done && tried < at {
            return;
        }
    }
}

#[test]
fn a_sealed_case_that_cannot_be_read_back_leaves_the_plain_one_and_no_half() {
    let mut refused = 0;
    for at in 1..60 {
        let (disk, home) = (MemoryDisk::default(), Home::at("/home"));
        with_a_case(&home, &disk);
        protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
        disk.fail(DiskFault {
            only: Some(Operation::Read),
            ..DiskFault::once(at)
        });
        let sealed = seal_anew(&disk, &home, &real(&home), now());
        disk.heal();
        let content = read_case(&disk, &home, &real(&home)).unwrap();
        if sealed.is_err() && !content.scan.writing.is_sealed() {
            refused += 1;
            let names = disk.list(real(&home).path()).unwrap();
            assert!(names.contains(&"journal".to_owned()), "{at}");
            let is_half = |name: &String| name.starts_with("journal-");
            assert!(!names.iter().any(is_half), "{at}: {names:?}");
        }
    }
    assert!(refused > 10, "{refused} faults were met");
}
