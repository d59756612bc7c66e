//! New keys with the help of the service, wherever the disk or the power fails.

use super::*;
use crate::store::{PowerLoss, Tail};

const NEW: &str = "a passphrase to keep";

fn recover(disk: &MemoryDisk, home: &Home) -> Result<Option<std::path::PathBuf>, StoreError> {
    begin_recovery(disk, home, &phrase(NEW), COST, Vec::new())
}

fn opens(disk: &MemoryDisk, text: &str) -> bool {
    unlock(disk, &Home::at("/home"), &phrase(text)).is_ok()
}

#[test]
fn a_recovery_that_is_cut_at_any_call_leaves_a_home_that_is_protected_and_can_be_tried_again() {
    for at in 1.. {
        let (disk, home, _) = protected();
        let home = locked(&home);
        let keys = disk.read(&home.identity_file(), u64::MAX).unwrap();
        let operations = disk.counted();
        disk.fail(DiskFault::from(at));
        let begun = recover(&disk, &home);
        let tried = disk.counted() - operations;
        disk.heal();
        disk.lose_power(PowerLoss {
            tail: Tail::Nothing,
            kept_changes: usize::try_from(at % 3).unwrap(),
        });
        let home = locked(&home);
        assert!(home.is_protected(&disk), "cut at call {at}");
        assert!(opens(&disk, "five words by lot") != opens(&disk, NEW));
        if let Ok(aside) = begun {
            // The last of them only looks how the file stands.
            assert!(opens(&disk, NEW) && tried <= at);
            let aside = disk.read(&aside.unwrap(), u64::MAX).unwrap();
            assert_eq!(aside, keys, "the old keys are kept");
            return;
        }
        let aside = recover(&disk, &home).unwrap().unwrap();
        assert!(disk.read(&aside, u64::MAX).is_ok() && opens(&disk, NEW));
        let first = home.root().join("identity.age.old1");
        assert_eq!(disk.read(&first, u64::MAX).unwrap(), keys);
    }
}

#[test]
fn a_home_that_lost_its_keys_altogether_is_given_new_ones() {
    let (disk, home, service) = protected();
    let home = locked(&home);
    disk.remove_file(&home.identity_file()).unwrap();
    assert!(!home.is_protected(&disk));
    assert_eq!(recover(&disk, &home).unwrap(), None);
    let service = Ring::holding(service);
    recover_case(&disk, &real(&home), now(), &service).unwrap();
    seal_answers(&disk, &home, &service).unwrap();
    assert_whole(&disk, &home);
}

#[test]
fn keys_that_could_not_be_read_again_are_refused_and_the_old_ones_go_on_opening() {
    let (disk, home, service) = protected();
    let reader = Reader {
        name: "n".repeat(70 << 10),
        key: service.public(),
        recovery: true,
    };
    let words = phrase("five words by lot");
    let refused = change_identity(&disk, &home, &words, COST, vec![reader.clone()]);
    assert!(matches!(refused, Err(StoreError::TooManyReaders { .. })));
    let refused = begin_recovery(&disk, &home, &words, COST, vec![reader.clone()]);
    assert!(matches!(refused, Err(StoreError::TooManyReaders { .. })));
    let elsewhere = Home::at("/elsewhere");
    disk.create_folder(elsewhere.root()).unwrap();
    let refused = protect(&disk, &elsewhere, &words, COST, vec![reader]);
    assert!(matches!(refused, Err(StoreError::TooManyReaders { .. })));
    assert!(!elsewhere.is_protected(&disk));
    assert!(opens(&disk, "five words by lot"));
}

#[test]
fn protecting_that_fails_at_any_call_leaves_the_home_as_it_was_and_can_be_tried_again() {
    for at in 1.. {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        with_a_case(&home, &disk);
        let before = disk.counted();
        disk.fail(DiskFault::once(at));
        let words = phrase("five words by lot");
        let done = protect(&disk, &home, &words, COST, Vec::new());
        let tried = disk.counted() - before;
        disk.heal();
        if done.is_err() {
            assert!(!locked(&home).is_protected(&disk), "call {at}");
            protect(&disk, &home, &words, COST, Vec::new()).unwrap();
        }
        assert!(opens(&disk, "five words by lot"));
        if tried < at {
            return;
        }
    }
}

/// What helps where the old passphrase and the file with the keys were both taken.
#[test]
fn new_keys_and_then_new_keys_for_every_case_shut_out_whoever_took_the_old_ones() {
    let (disk, home, service) = protected();
    let taken = locked(&home);
    unlock(&disk, &taken, &phrase("five words by lot")).unwrap();
    let home = locked(&home);
    recover(&disk, &home).unwrap();
    recover_case(&disk, &real(&home), now(), &Ring::holding(service)).unwrap();
    assert!(read_case(&disk, &taken, &real(&taken)).is_ok());
    seal_anew(&disk, &home, &real(&home), now()).unwrap();
    assert!(read_case(&disk, &home, &real(&home)).is_ok());
    let refused = read_case(&disk, &taken, &real(&taken)).unwrap_err();
    assert!(matches!(
        refused,
        StoreError::Journal {
            problem: ScanError::NotForYou,
            ..
        }
    ));
}
