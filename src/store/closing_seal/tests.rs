//! The bytes of a seal, and everything that may be done to a journal that has one.

use std::path::Path;

use ed25519_dalek::SigningKey;

use super::*;
use crate::store::line::{Header, Kind, Line, entry_line, header_line, parse};
use crate::store::{Condition, Home, Journal, MemoryDisk, Ring, Scan, SealKey, scan};

const ID: HeaderId = HeaderId([3; 16]);

fn header() -> String {
    let mut header = Header::plain(ID, Kind::Practice);
    header.app = "0.1.0".to_owned();
    header_line(&header).unwrap()
}

/// A journal of two entries and its seal, to the letter.
fn golden_lines() -> [String; 4] {
    let first = header();
    let one = entry_line(1, LineHash::of(&first), r#"{"v":1}"#);
    let two = entry_line(2, LineHash::of(&one), r#"{"v":2}"#);
    let key = SigningKey::from_bytes(&[5; 32]);
    let lines = [one.as_str(), two.as_str()];
    let seal = sealing_line(&key, ID, &first, lines.into_iter());
    [first, one, two, seal]
}

fn scanned(lines: &[&str]) -> Scan {
    scan(lines.join("\n").as_bytes(), &Ring::default()).unwrap()
}

fn standing(scan: &Scan) -> Vec<(u64, SealStanding)> {
    let seals = scan.seals.iter();
    seals
        .map(|seal| (seal.number, seal.standing(scan.header.id)))
        .collect()
}

#[test]
fn the_signed_bytes_and_the_line_never_change() {
    let [first, one, two, seal] = golden_lines();
    let head: [u8; 32] = Sha256::digest(format!("{first}\n{one}\n{two}\n")).into();
    assert_eq!(
        hex(&signed(ID, 2, head)),
        "726a6a2d7365616c2d310303030303030303030303030303030300000000000000027ad905af6c6e008b63d890db5680cce3584b1d9c0e77fd4e87229876e5e29b8a"
    );
    assert_eq!(
        seal,
        "s1 2 4db6b14e3d5ef1e27f1dddd8f1f2342d eyJuIjoyLCJoZWFkIjoiN2FkOTA1YWY2YzZlMDA4YjYzZDg5MGRiNTY4MGNjZTM1ODRiMWQ5YzBlNzdmZDRlODcyMjk4NzZlNWUyOWI4YSIsInBrIjoiNmU3YTFjZGQyOWIwYjc4ZmQxM2FmNGM1NTk4ZmVmZjRlZjJhOTcxNjZlM2NhNmYyZTRmYmZjY2Q4MDUwNWJmMSIsInNpZyI6ImNmZjk5YzhmNzI2YzI2ZWZjMzhhZWQ0MjAzN2IxMWU3MzQzZjZhMTNlODI4NWM3YjA3ZGE3MjU3OGE1YjRkM2M5YzMwODM2MDU1ODY1YmI0NzdmNWY3N2FkY2E2NjE4YzEzYWE3NTlhY2IxYTg2NDQyNGI3OTI4YzdkMmZiOTAwIn0 124882b5"
    );
    let Some(Line::Seal { seal: json, .. }) = parse(seal.as_bytes()) else {
        panic!("no seal");
    };
    assert_eq!(
        json,
        r#"{"n":2,"head":"7ad905af6c6e008b63d890db5680cce3584b1d9c0e77fd4e87229876e5e29b8a","pk":"6e7a1cdd29b0b78fd13af4c5598feff4ef2a97166e3ca6f2e4fbfccd80505bf1","sig":"cff99c8f726c26efc38aed42037b11e7343f6a13e8285c7b07da72578a5b4d3c9c30836055865bb477f5f77adca6618c13aa759acb1a864424b7928c7d2fb900"}"#
    );
}

#[test]
fn a_journal_with_a_seal_is_read_for_ever() {
    let golden = include_str!("../../../tests/it/golden/sealed-closing.journal");
    let scan = scanned(&[golden]);
    let key = SigningKey::from_bytes(&[5; 32]).verifying_key().to_bytes();
    assert_eq!(standing(&scan), [(2, SealStanding::Holds(key))]);
    assert_eq!((scan.last_number(), scan.newer), (3, 0));
    assert!(golden.contains(&format!("{}\n", golden_lines()[3])));
}

#[test]
fn a_seal_holds_for_what_stands_before_it_whatever_comes_after() {
    let [first, one, two, seal] = golden_lines();
    let key = SigningKey::from_bytes(&[5; 32]).verifying_key().to_bytes();
    let holds = [(2, SealStanding::Holds(key))];
    let three = entry_line(3, LineHash::of(&two), r#"{"v":3}"#);
    let twice = [
        first.as_str(),
        &one,
        &one,
        "half a line",
        &two,
        &seal,
        &seal,
        &three,
    ];
    assert_eq!(standing(&scanned(&twice)), holds);
    // Where it stands in the file is nothing that it says.
    assert_eq!(standing(&scanned(&[&first, &seal, &one, &two])), holds);
    let windows = [&first, &one, &two, &seal].map(|line| format!("{line}\r"));
    let windows = windows.each_ref().map(String::as_str);
    assert_eq!(standing(&scanned(&windows)), holds);
}

#[test]
fn b20_whatever_was_changed_before_it_the_seal_does_not_fit() {
    let [first, one, _, seal] = golden_lines();
    let does_not = [(2, SealStanding::DoesNotFit)];
    let other = entry_line(2, LineHash::of(&one), r#"{"v":9}"#);
    assert_eq!(standing(&scanned(&[&first, &one, &other, &seal])), does_not);
    assert_eq!(standing(&scanned(&[&first, &one, &seal])), does_not);
    assert_eq!(standing(&scanned(&[&first, &seal])), does_not);
    // Made anew from the first entry on, with a chain that fits.
    let one = entry_line(1, LineHash::of(&first), r#"{"v":8}"#);
    let two = entry_line(2, LineHash::of(&one), r#"{"v":2}"#);
    let anew = scanned(&[&first, &one, &two, &seal]);
    assert_eq!(anew.condition, Condition::Sound);
    assert_eq!(standing(&anew), does_not);
}

#[test]
fn b20_a_seal_of_another_case_or_key_or_number_does_not_fit() {
    let [first, one, two, _] = golden_lines();
    let lines = || [one.as_str(), two.as_str()].into_iter();
    let key = SigningKey::from_bytes(&[5; 32]);
    let of_another_case = sealing_line(&key, HeaderId([4; 16]), &first, lines());
    let does_not = [(2, SealStanding::DoesNotFit)];
    let spliced = scanned(&[&first, &one, &two, &of_another_case]);
    assert_eq!(standing(&spliced), does_not);
    // Another number over the same signature, with check sums that are right.
    let Some(Line::Seal { seal: json, .. }) =
        parse(sealing_line(&key, ID, &first, lines()).as_bytes())
    else {
        panic!("no seal");
    };
    for changed in [
        json.replacen("\"n\":2", "\"n\":1", 1),
        json.replacen("\"pk\":\"", "\"pk\":\"00", 1),
        json.replacen('{', "{\"more\":1,", 1)
            .replacen("\"sig\":\"", "\"sig\":\"f", 1),
        "{}".to_owned(),
    ] {
        let line = seal_line(2, LineHash::of(&two), &changed);
        assert_eq!(
            standing(&scanned(&[&first, &one, &two, &line])),
            does_not,
            "{changed}"
        );
    }
}

#[test]
fn the_same_state_is_sealed_once() {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    home.prepare(&disk).unwrap();
    let header = Header::plain(ID, Kind::Practice);
    Journal::create(&disk, Path::new("/"), "journal", &header).unwrap();
    let path = Path::new("/journal");
    let key = SealKey::of(&home, Kind::Practice);
    for again in 1..=2 {
        let (mut journal, _) = Journal::open(&disk, path, None, &Ring::default()).unwrap();
        if again == 1 {
            journal.seal(&disk, &key).unwrap();
            let empty = Journal::read(&disk, path, &Ring::default()).unwrap();
            assert!(empty.seals.is_empty(), "nothing was recorded yet");
            journal.append(&disk, "{}").unwrap();
        }
        journal.seal(&disk, &key).unwrap();
        journal.seal(&disk, &key).unwrap();
        // The next start does not know whether it is safe, and seals once more.
        let found = Journal::read(&disk, path, &Ring::default()).unwrap();
        assert_eq!(
            (found.seals.len(), found.duplicates),
            (1, usize::from(again > 1))
        );
    }
}
