//! What was sealed at a closing stays sealed when a case is written anew.

use super::*;
use crate::store::{RepairBodies, SealFinding, Whose, repair_case};

fn closed(home: &Home, disk: &MemoryDisk) {
    closed_by(4, home, disk);
}

/// This entry closes something, and one follows it.
fn closed_by(number: u64, home: &Home, disk: &MemoryDisk) {
    let Opened::Writable(case) = open_case(disk, home, &real(home), now()).unwrap() else {
        panic!("not writable");
    };
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let mut core = core(&storage, home, case);
    let mut last = batch(number);
    last.seal = true;
    core.step(last);
    core.step(batch(number + 1));
    core.finish();
}

fn seals(home: &Home, disk: &MemoryDisk) -> Vec<SealFinding> {
    let findings = verify(disk, home, &real(home)).unwrap();
    assert!(findings.is_sound());
    findings.seals
}

fn sealed(by: Whose) -> [SealFinding; 1] {
    [SealFinding {
        number: 4,
        by: Some(by),
    }]
}

#[test]
fn a_closing_is_sealed_with_the_key_of_a_protected_home_which_no_file_tells() {
    let (disk, home, _) = protected();
    closed(&home, &disk);
    assert_eq!(seals(&home, &disk), sealed(Whose::Protected));
    assert_eq!(seals(&locked(&home), &disk), sealed(Whose::Locked));
    assert!(
        !disk
            .list(&home.state())
            .unwrap()
            .contains(&"seal-key".to_owned())
    );
    let stranger = Home::at("/home").with_ring(Ring::holding(home.ring().keyring().map_or_else(
        || panic!("locked"),
        |own| {
            let other = Keyring::generate(&disk, Vec::new()).unwrap();
            assert_ne!(own.seed(), other.seed());
            other
        },
    )));
    let found = verify(&disk, &stranger, &real(&stranger)).unwrap();
    assert_eq!(found.seals, sealed(Whose::Unknown));
}

#[test]
fn a_plain_case_that_is_protected_and_one_that_is_sealed_anew_are_sealed_up_to_the_same_entry() {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    with_a_case(&home, &disk);
    closed(&home, &disk);
    assert_eq!(seals(&home, &disk), sealed(Whose::Open));
    protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert_eq!(seals(&home, &disk), sealed(Whose::Protected));
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert_eq!(seals(&home, &disk), sealed(Whose::Protected));
}

#[test]
fn what_somebody_else_closed_is_sealed_by_nobody_here_when_a_home_is_protected() {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    with_a_case(&home, &disk);
    closed_by(4, &home, &disk);
    // As where the case was brought here from another computer, whose key stayed there.
    disk.remove_file(&home.state().join("seal-key")).unwrap();
    closed_by(6, &home, &disk);
    let by = |number, by| SealFinding {
        number,
        by: Some(by),
    };
    let before = [by(4, Whose::Unknown), by(6, Whose::Open)];
    assert_eq!(seals(&home, &disk), before);
    protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
    for _ in 0..2 {
        seal_anew(&disk, &home, &real(&home), now()).unwrap();
        assert_eq!(seals(&home, &disk), [by(6, Whose::Protected)]);
    }
}

#[test]
fn a_case_with_a_seal_that_does_not_fit_is_refused_until_it_was_repaired() {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    with_a_case(&home, &disk);
    closed(&home, &disk);
    let path = real(&home).path().join("journal");
    let text = String::from_utf8(disk.read(&path, u64::MAX).unwrap()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let seal = lines
        .iter()
        .position(|line| line.starts_with("s1 "))
        .unwrap();
    let golden = include_str!("../../../../tests/it/golden/sealed-closing.journal");
    lines[seal] = golden.lines().nth(3).unwrap();
    disk.put(&path, (lines.join("\n") + "\n").as_bytes())
        .unwrap();
    let found = verify(&disk, &home, &real(&home)).unwrap();
    assert!(!found.is_sound());
    assert_eq!(found.seals[0].by, None);
    protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
    let refused = seal_anew(&disk, &home, &real(&home), now());
    assert!(matches!(refused, Err(StoreError::Damaged { .. })));
    let bodies = RepairBodies {
        missing: &|_| unreachable!("nothing is missing"),
        summary: &|_| "{}".to_owned(),
    };
    repair_case(&disk, &home, &real(&home), &bodies).unwrap();
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert_eq!(seals(&home, &disk), []);
}
