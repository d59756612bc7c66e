//! Bytes that went wrong after they were written.

use std::path::Path;

use super::{home, of_another_case};
use crate::store::testing::{body, header};
use crate::store::{
    Condition, Entry, Fault, Header, HeaderId, HighWater, Journal, Kind, Mark, MemoryDisk, Ring,
    Scan, ScanError, Standing, Storage, Writing,
};

fn scan(bytes: &[u8]) -> Result<Scan, ScanError> {
    crate::store::scan(bytes, home().ring())
}

fn read(disk: &MemoryDisk) -> Scan {
    Journal::read(disk, Path::new("/journal"), home().ring()).unwrap()
}

fn open(disk: &MemoryDisk) -> (Journal, Scan) {
    Journal::open(disk, Path::new("/journal"), None, home().ring()).unwrap()
}

fn journal(entries: u64, id: u8) -> Vec<u8> {
    let disk = MemoryDisk::default().with_randomness_from(id.into());
    Journal::create(&disk, Path::new("/"), "journal", &header(&home(), id)).unwrap();
    let (mut journal, _) = open(&disk);
    for number in 1..=entries {
        journal.append(&disk, &body(number)).unwrap();
    }
    disk.read(Path::new("/journal"), u64::MAX).unwrap()
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect()
}

/// Every entry shown is one that was written under that number.
fn assert_true_words(scan: &Scan, context: &str) {
    for Entry {
        number,
        body: found,
    } in &scan.entries
    {
        assert_eq!(found, &body(*number), "{context}");
    }
}

fn faults(scan: &Scan) -> &[Fault] {
    match &scan.condition {
        Condition::Damaged(faults) => faults,
        Condition::Sound | Condition::TornTail => &[],
    }
}

#[test]
fn b03_a_journal_cut_at_any_byte_opens_and_goes_on() {
    let bytes = journal(12, 1);
    let header = lines(&bytes)[0].len();
    for cut in header - 1..=bytes.len() {
        let disk = MemoryDisk::default();
        disk.put(Path::new("/journal"), &bytes[..cut]).unwrap();
        let (mut journal, before) = open(&disk);
        let next = before.last_number() + 1;
        assert_eq!(journal.append(&disk, &body(next)).unwrap(), next);
        let after = disk.read(Path::new("/journal"), u64::MAX).unwrap();
        assert!(
            after.starts_with(&bytes[..cut]),
            "recovery only appends (cut at {cut})"
        );
        let scan = scan(&after).unwrap();
        assert_eq!(scan.condition, Condition::Sound, "cut at {cut}");
        assert_eq!(scan.last_number(), next);
        assert_true_words(&scan, &format!("cut at {cut}"));
    }
}

#[test]
fn b02_a_header_cut_at_any_byte_is_named() {
    let bytes = journal(0, 1);
    assert_eq!(scan(b"").unwrap_err(), ScanError::Empty);
    for cut in 1..bytes.len() - 1 {
        assert_eq!(
            scan(&bytes[..cut]).unwrap_err(),
            ScanError::HeaderDamaged,
            "cut at {cut}"
        );
    }
}

#[test]
fn b06_a_flipped_bit_is_never_shown_as_somebodys_words() {
    let bytes = journal(12, 1);
    let disk = MemoryDisk::default();
    let whole = scan(&bytes).unwrap();
    let mut mark = HighWater::of(Path::new("/"), whole.header.id);
    mark.settle(
        &disk,
        Mark {
            number: 12,
            hash: whole.last_hash,
        },
    )
    .unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let Ok(scan) = scan(&damaged) else { continue };
        assert_true_words(&scan, &format!("bit {bit}"));
        let complete = scan.is_whole() && scan.last_number() == 12;
        let noticed = !scan.is_whole() || mark.compare(&disk, &scan) != Standing::Complete;
        // The line feed at the very end may turn into anything: nothing is lost by it.
        assert!(
            noticed || (complete && bit / 8 == bytes.len() - 1),
            "bit {bit}"
        );
    }
}

#[test]
fn b04_garbage_after_the_last_entry_costs_nothing() {
    let bytes = journal(5, 1);
    let foreign = journal(3, 2);
    let half = &lines(&bytes)[3][..40];
    let noise: Vec<u8> = (0..4096_u32)
        .map(|index| ((index * 167) >> 3).to_le_bytes()[0])
        .collect();
    for tail in [
        &[0; 4096][..],
        &noise,
        half,
        b"\n\n\r\n",
        b"p1 6 ",
        &foreign[..20],
    ] {
        let disk = MemoryDisk::default();
        disk.put(Path::new("/journal"), &[&bytes, tail].concat())
            .unwrap();
        let (mut journal, found) = open(&disk);
        assert_eq!(found.last_number(), 5);
        journal.append(&disk, &body(6)).unwrap();
        let scan = read(&disk);
        assert_eq!(
            (scan.condition.clone(), scan.last_number()),
            (Condition::Sound, 6)
        );
        assert_true_words(&scan, "garbage");
    }
}

#[test]
fn b07_a_deleted_line_is_named_and_the_others_keep_their_numbers() {
    let all = lines(&journal(9, 1));
    for gone in 1..9 {
        let mut left = all.clone();
        left.remove(gone);
        let scan = scan(&left.concat()).unwrap();
        let number = gone as u64;
        assert_eq!(
            faults(&scan),
            [Fault::Missing {
                from: number,
                to: number
            }]
        );
        assert_true_words(&scan, "deleted");
        assert_eq!(scan.entries.len(), 8);
    }
}

#[test]
fn b07_swapped_lines_are_put_in_order_and_named() {
    let all = lines(&journal(9, 1));
    for first in 1..9 {
        let mut swapped = all.clone();
        swapped.swap(first, first + 1);
        let scan = scan(&swapped.concat()).unwrap();
        assert_eq!(
            faults(&scan),
            [Fault::Moved {
                number: first as u64 + 1
            }]
        );
        assert_eq!(scan.entries.len(), 9);
    }
}

#[test]
fn b07_lines_of_another_case_are_set_aside() {
    let all = lines(&journal(9, 1));
    let other = lines(&journal(9, 2));
    for place in 1..=9 {
        for (foreign, line) in other.iter().enumerate().skip(1) {
            let mut spliced = all.clone();
            spliced.insert(place, line.clone());
            let scan = scan(&spliced.concat()).unwrap();
            assert_eq!(scan.entries.len(), 9, "all real entries are there");
            assert_eq!(faults(&scan), [of_another_case(foreign as u64)]);
        }
    }
    let mut spliced = all.clone();
    spliced.insert(4, other[0].clone());
    assert_eq!(
        faults(&scan(&spliced.concat()).unwrap()),
        [Fault::SecondHeader]
    );
}

#[test]
fn h04_two_writers_forced_past_the_lock_lose_no_entry() {
    let disk = MemoryDisk::default();
    disk.put(Path::new("/journal"), &journal(2, 1)).unwrap();
    let (mut one, _) = open(&disk);
    let (mut two, _) = open(&disk);
    one.append(&disk, r#"{"of":"one"}"#).unwrap();
    two.append(&disk, r#"{"of":"two"}"#).unwrap_err();
    let scan = read(&disk);
    assert_eq!(scan.entries[2].body, r#"{"of":"one"}"#);
    assert_eq!(
        scan.aside,
        [Entry {
            number: 3,
            body: r#"{"of":"two"}"#.to_owned()
        }]
    );
}

#[test]
fn b08_a_line_twice_is_harmless() {
    let all = lines(&journal(4, 1));
    let doubled: Vec<u8> = all
        .iter()
        .flat_map(|line| [line.clone(), line.clone()].concat())
        .collect();
    let found = scan(&doubled).unwrap();
    assert_eq!(
        (found.condition.clone(), found.duplicates),
        (Condition::Sound, 5)
    );
    assert_eq!(found.last_number(), 4);
}

#[test]
fn b10_windows_line_ends_are_harmless() {
    let all = lines(&journal(4, 1));
    let text = String::from_utf8(all.concat())
        .unwrap()
        .replace('\n', "\r\n");
    let found = scan(text.as_bytes()).unwrap();
    assert_eq!(
        (found.condition.clone(), found.last_number()),
        (Condition::Sound, 4)
    );
}

#[test]
fn b11_foreign_files_are_refused_by_name() {
    let jpeg = [&[0xff, 0xd8, 0xff, 0xe0][..], &[7; 5000]].concat();
    let utf16: Vec<u8> = "h1 abc".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for foreign in [
        &jpeg[..],
        &utf16,
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x7fELF\x02\x01",
        &[0; 9000],
    ] {
        assert_eq!(scan(foreign).unwrap_err(), ScanError::NotAJournal);
    }
}

#[test]
fn b12_newer_files_are_left_alone() {
    let header = Header::plain(HeaderId([1; 16]), Kind::Case);
    let text = |header: &Header| format!("{}\n", crate::store::header_line(header).unwrap());
    let newer = Header {
        v: 2,
        ..header.clone()
    };
    assert_eq!(
        scan(text(&newer).as_bytes()).unwrap_err(),
        ScanError::MadeByNewer
    );
    let newer = Header {
        min_reader: 9,
        ..header.clone()
    };
    assert_eq!(
        scan(text(&newer).as_bytes()).unwrap_err(),
        ScanError::MadeByNewer
    );
    let disk = MemoryDisk::default();
    let newer = Header {
        min_writer: 2,
        ..header
    };
    disk.put(Path::new("/journal"), text(&newer).as_bytes())
        .unwrap();
    assert!(Journal::open(&disk, Path::new("/journal"), None, home().ring()).is_err());
    assert!(Journal::read(&disk, Path::new("/journal"), home().ring()).is_ok());
}

#[test]
fn c11_the_first_line_says_whether_a_case_is_sealed_whatever_keys_there_are() {
    let plain = Header::plain(HeaderId([1; 16]), Kind::Case);
    let sealed = Header {
        mode: crate::store::Mode::Sealed,
        ..plain.clone()
    };
    let text = |header: &Header| format!("{}\n", crate::store::header_line(header).unwrap());
    let error = crate::store::scan(text(&sealed).as_bytes(), &Ring::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "this case is sealed; it opens once the passphrase was typed"
    );
    // Keys make no plain case a sealed one.
    let unlocked = crate::store::testing::ring();
    let found = crate::store::scan(text(&plain).as_bytes(), &unlocked).unwrap();
    assert!(!found.writing.is_sealed() && !found.closed);
}

#[test]
fn a_huge_line_is_unreadable_and_a_huge_number_is_a_gap() {
    let (bytes, disk) = (journal(2, 1), MemoryDisk::default());
    let line = |number, found: &Scan, body: &str| {
        let line = found.writing.entry(&disk, number, found.last_hash, body);
        line.unwrap()
    };
    let long = line(3, &scan(&bytes).unwrap(), &"x".repeat(1 << 20));
    let found = scan(&[&bytes, long.as_bytes()].concat()).unwrap();
    assert_eq!(
        (found.condition.clone(), found.last_number()),
        (Condition::TornTail, 2)
    );
    let far = line(u64::MAX - 1, &found, "{}");
    let found = scan(&[&bytes, far.as_bytes()].concat()).unwrap();
    assert_eq!(
        faults(&found),
        [Fault::Missing {
            from: 3,
            to: u64::MAX - 2
        }]
    );
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = scan(&bytes);
        let _ = scan(&[journal(2, 1), bytes.clone()].concat());
        let _ = crate::store::scan_notes(&bytes, &Writing::Plain);
    }
}
