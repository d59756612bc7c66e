//! A journal with the seals of two closings, and everything that goes wrong with it.

use std::path::Path;

use super::home;
use crate::store::testing::{body, header, kind};
use crate::store::{
    Condition, FoundSeal, Journal, MemoryDisk, Scan, SealKey, SealStanding, Storage,
};

const PATH: &str = "/journal";

/// Four entries, a seal, two more, a seal, and one more.
fn journal(id: u8) -> Vec<u8> {
    let disk = MemoryDisk::default().with_randomness_from(id.into());
    let home = home();
    home.prepare(&disk).unwrap();
    Journal::create(&disk, Path::new("/"), "journal", &header(&home, id)).unwrap();
    let mut journal = open(&disk);
    let key = SealKey::of(&home, kind(&home));
    for number in 1..=7 {
        journal.append(&disk, &body(number)).unwrap();
        if number == 4 || number == 6 {
            journal.seal(&disk, &key).unwrap();
        }
    }
    disk.read(Path::new(PATH), u64::MAX).unwrap()
}

fn open(disk: &MemoryDisk) -> Journal {
    Journal::open(disk, Path::new(PATH), None, home().ring())
        .unwrap()
        .0
}

fn scan(bytes: &[u8]) -> Option<Scan> {
    crate::store::scan(bytes, home().ring()).ok()
}

/// The entries that are sealed, by the seals that hold.
fn held(scan: &Scan) -> Vec<u64> {
    let id = scan.header.id;
    let holds = |seal: &&FoundSeal| seal.standing(id) != SealStanding::DoesNotFit;
    let seals = scan.seals.iter().filter(holds);
    seals.map(|seal| seal.number).collect()
}

/// Whatever a seal that holds tells of is there, word for word.
fn assert_true(scan: &Scan, context: &str) {
    for number in held(scan) {
        for (number, entry) in (1..=number).zip(&scan.entries) {
            assert_eq!(
                (entry.number, &entry.body),
                (number, &body(number)),
                "{context}"
            );
        }
        assert!(scan.last_number() >= number, "{context}");
    }
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.map(<[u8]>::to_vec).collect()
}

#[test]
fn a_sealed_journal_cut_at_any_byte_goes_on_and_is_sealed_again() {
    let bytes = journal(1);
    let first = lines(&bytes)[0].len();
    for cut in first..=bytes.len() {
        let disk = MemoryDisk::default();
        home().prepare(&disk).unwrap();
        disk.put(Path::new(PATH), &bytes[..cut]).unwrap();
        let before = scan(&bytes[..cut]).unwrap();
        assert_true(&before, &format!("cut at {cut}"));
        let mut journal = open(&disk);
        let next = before.last_number() + 1;
        journal.append(&disk, &body(next)).unwrap();
        let key = SealKey::of(&home(), kind(&home()));
        journal.seal(&disk, &key).unwrap();
        let after = scan(&disk.read(Path::new(PATH), u64::MAX).unwrap()).unwrap();
        assert_eq!(after.condition, Condition::Sound, "cut at {cut}");
        let expected = [held(&before), vec![next]].concat();
        assert_eq!(held(&after), expected, "cut at {cut}");
        assert_eq!(after.seals.len(), expected.len(), "cut at {cut}");
    }
}

#[test]
fn b20_no_seal_holds_over_a_flipped_bit() {
    let bytes = journal(1);
    let whole = scan(&bytes).unwrap();
    assert_eq!(held(&whole), [4, 6]);
    // What a flipped bit does to the first line is the same with a seal and without.
    let first = lines(&bytes)[0].len();
    for bit in first * 8..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let Some(scan) = scan(&damaged) else { continue };
        assert_true(&scan, &format!("bit {bit}"));
    }
}

#[test]
fn a_seal_of_another_case_never_holds() {
    let (own, other) = (lines(&journal(1)), lines(&journal(2)));
    for foreign in other.iter().filter(|line| line.starts_with(b"s1 ")) {
        for place in 1..=own.len() {
            let mut spliced = own.clone();
            spliced.insert(place, foreign.clone());
            let scan = scan(&spliced.concat()).unwrap();
            assert_eq!(held(&scan), [4, 6]);
            assert_eq!(scan.seals.len(), 3, "it is told of");
        }
    }
}

#[test]
fn without_a_key_the_seals_are_checked_all_the_same() {
    let bytes = journal(1);
    let ring = crate::store::Ring::default();
    let disk = MemoryDisk::default();
    disk.put(Path::new(PATH), &bytes).unwrap();
    let scan = Journal::check(&disk, Path::new(PATH), &ring).unwrap();
    assert_eq!(held(&scan), [4, 6]);
    let mut cut = lines(&bytes);
    cut.remove(2);
    disk.put(Path::new(PATH), &cut.concat()).unwrap();
    let scan = Journal::check(&disk, Path::new(PATH), &ring).unwrap();
    assert!(held(&scan).is_empty());
}

#[test]
fn a_complete_copy_of_a_sealed_journal_is_sealed_as_well() {
    let disk = MemoryDisk::default();
    disk.put(Path::new(PATH), &journal(1)).unwrap();
    let mut journal = open(&disk);
    journal.prepare(&disk, &body(8)).unwrap();
    journal
        .move_to(&disk, Path::new("/"), "journal-rescue1")
        .unwrap();
    let copy = Path::new("/journal-rescue1");
    let scan = Journal::read(&disk, copy, home().ring()).unwrap();
    assert_eq!((held(&scan), scan.last_number()), (vec![4, 6], 8));
}
