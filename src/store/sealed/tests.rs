//! Sealing by itself: the published vector, wrapping, and identities.

use std::io::Read as _;

use zeroize::Zeroizing;

use super::case_keys::CaseKeys;
use super::*;
use crate::store::line::{
    Header, HeaderId, Kind, Line, LineHash, header_line, keys_line, parse, sealed_start,
};
use crate::store::testing::ring;
use crate::store::{Condition, Disk, Fault, MemoryDisk, scan};

const COST: u8 = 14;
const HEADER: &str = "h1 eyJmb3JtYXQiOiJyamoiLCJ2IjoxLCJpZCI6IjAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzIiwiY2lwaGVyIjoieGNoYWNoYTIwcG9seTEzMDUiLCJjb21taXQiOiIwODU0NjllOTQ5MzkxYzIzM2E4MjQwMThlYjFmNTQ5NiIsImtleXMiOiJBR0UifQ a91505b1";
const LINE: &str = "e1 1 5f655d26aecbd9e7b6eefa71df0282ac AAECAwQFBgcICQoLDA0ODxAREhMUFRYXUVOmwpkvGAqFUo3gT_dy2wAmUmkEYPfYFUnu27vBFtMqtM2ljtVGqcd9991791Z6M4hsmTCV2hF42IUy2KYPXImG_m4XAHnFZ4BXDtWs9qPguSgUImzXTU8-ZEYIjPyBYFHiVud9fQu0YA4cLvAytSsp4ux3u6fEu6kc3MeEs7guBHhV263Lw2FyCyqlHIwe b1bfbe79";
const BODY: &str =
    r#"{"v":1,"t":"note","at":"2026-03-29T00:59:58Z","off":0,"mono":12.5,"text":"Opening words"}"#;

fn published() -> CaseKeys {
    CaseKeys::of(&Zeroizing::new([5; 32]), HeaderId([3; 16]), Vec::new())
}

fn case_on(ring: &Ring) -> (Header, Writing) {
    let keyring = ring.keyring().unwrap();
    keyring
        .new_case(&Disk, HeaderId([3; 16]), Kind::Case)
        .unwrap()
}

#[test]
fn c13_a_nonce_that_comes_twice_is_named() {
    let ring = ring();
    let (header, writing) = case_on(&ring);
    let Writing::Sealed(keys) = &writing else {
        panic!("a sealed case");
    };
    let mut text = header_line(&header).unwrap();
    let mut last = LineHash::of(&text);
    for (number, nonce) in [(1, [7; 24]), (2, [8; 24]), (3, [7; 24])] {
        let line = keys.entry(number, last, "{}", nonce).unwrap();
        last = LineHash::of(&line);
        text = text + "\n" + &line;
    }
    let found = scan(text.as_bytes(), &ring).unwrap();
    assert_eq!(
        found.condition,
        Condition::Damaged(vec![Fault::NonceTwice { number: 3 }])
    );
    assert_eq!(found.entries.len(), 3, "they can still be read");
}

#[test]
fn a_long_case_is_opened_in_shares_and_each_line_keeps_its_place() {
    let ring = ring();
    let (header, writing) = case_on(&ring);
    let first = header_line(&header).unwrap();
    let bodies: Vec<String> = (1..=1_000).map(|number| format!("[{number}]")).collect();
    let entries = (1..).zip(bodies.iter().map(String::as_str));
    let whole = writing.journal(&Disk, first, entries).unwrap();
    let found = scan(whole.as_bytes(), &ring).unwrap();
    assert_eq!(found.condition, Condition::Sound);
    let read: Vec<&str> = found.entries.iter().map(|entry| &*entry.body).collect();
    assert_eq!(read, bodies);

    let damaged: Vec<String> = (0..)
        .zip(whole.lines())
        .map(|(number, line)| match number {
            3 | 500 | 998 => line.replacen('e', "E", 1),
            _ => line.to_owned(),
        })
        .collect();
    let found = scan(damaged.join("\n").as_bytes(), &ring).unwrap();
    let missing = [3, 500, 998].map(|number| Fault::Missing {
        from: number,
        to: number,
    });
    assert_eq!(found.condition, Condition::Damaged(missing.to_vec()));
    assert_eq!(found.entries.len(), 997);
}

#[test]
fn the_published_line_is_sealed_and_opened_to_the_letter() {
    let keys = published();
    assert_eq!(keys.commit(), "085469e949391c233a824018eb1f5496");
    let nonce = std::array::from_fn(|index| u8::try_from(index).unwrap());
    let previous = LineHash::of(HEADER);
    assert_eq!(keys.entry(1, previous, BODY, nonce).as_deref(), Some(LINE));
    assert_eq!(
        LineHash::of(LINE).to_string(),
        "ab11ae2700fc05a09db8ee46bcb4ce07"
    );
    let Some(Line::Sealed {
        number,
        previous,
        sealed,
    }) = parse(LINE.as_bytes())
    else {
        panic!("not read");
    };
    assert_eq!(
        keys.open_entry(&sealed_start(number, previous), &sealed)
            .as_deref(),
        Some(BODY)
    );
}

#[test]
fn a_line_opens_in_its_own_place_and_nowhere_else() {
    let keys = published();
    let previous = LineHash([7; 16]);
    let line = keys.entry(4, previous, BODY, [1; 24]).unwrap();
    let Some(Line::Sealed { sealed, .. }) = parse(line.as_bytes()) else {
        panic!("not read");
    };
    assert!(
        keys.open_entry(&sealed_start(4, previous), &sealed)
            .is_some()
    );
    assert_eq!(keys.open_entry(&sealed_start(5, previous), &sealed), None);
    assert_eq!(
        keys.open_entry(&sealed_start(4, LineHash([8; 16])), &sealed),
        None
    );
    let other = CaseKeys::of(&Zeroizing::new([5; 32]), HeaderId([4; 16]), Vec::new());
    assert_eq!(other.open_entry(&sealed_start(4, previous), &sealed), None);
    for bit in 0..sealed.len() * 8 {
        let mut damaged = sealed.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(
            keys.open_entry(&sealed_start(4, previous), &damaged),
            None,
            "bit {bit}"
        );
    }
}

#[test]
fn a_short_answer_and_a_sentence_are_sealed_alike() {
    let keys = published();
    let seal = |body: &str| {
        keys.entry(1, LineHash([0; 16]), body, [0; 24])
            .unwrap()
            .len()
    };
    assert_eq!(
        seal(r#"{"text":"Yes."}"#),
        seal(r#"{"text":"I said what I had to say, and no more than that."}"#)
    );
}

#[test]
fn notes_and_half_typed_words_come_back_and_open_with_no_other_key() {
    let keys = published();
    let note = keys.note(7, r#"{"id":7}"#, [2; 24]).unwrap();
    assert_eq!(keys.open_note(&note).as_deref(), Some(r#"{"id":7}"#));
    let draft = keys.half_typed("he said \"no\"\nthen ", [3; 24]).unwrap();
    assert_eq!(
        keys.open_half_typed(&draft).as_deref(),
        Some("he said \"no\"\nthen ")
    );
    let other = CaseKeys::of(&Zeroizing::new([6; 32]), HeaderId([3; 16]), Vec::new());
    assert_eq!(other.open_note(&note), None);
    assert_eq!(other.open_half_typed(&draft), None);
    assert_eq!(keys.open_note(&note.replace("n1 7 ", "n1 8 ")), None);
}

fn manager() -> (Keyring, Reader) {
    let manager = Keyring::generate(&Disk, Vec::new()).unwrap();
    let reader = Reader {
        name: "Service manager".to_owned(),
        key: manager.public(),
        recovery: true,
    };
    (manager, reader)
}

#[test]
fn c03_every_reader_opens_a_case_and_a_stranger_is_told_so() {
    let (manager, reader) = manager();
    let owner = Keyring::generate(&Disk, vec![reader]).unwrap();
    let (header, writing) = owner
        .new_case(&Disk, HeaderId([1; 16]), Kind::Case)
        .unwrap();
    for keyring in [owner.with_readers(owner.readers().to_vec()), manager] {
        assert_eq!(
            Ring::holding(keyring).writing_of(&header, &[]),
            Ok(writing.clone())
        );
    }
    let stranger = Keyring::generate(&Disk, Vec::new()).unwrap();
    let added = owner.hand_over(&header, &[], &[stranger.public()]).unwrap();
    assert!(matches!(parse(keys_line(&added).as_bytes()), Some(Line::Keys(file)) if file == added));
    let ring = Ring::holding(stranger);
    assert_eq!(ring.writing_of(&header, &[]), Err(NoKey::NotForYou));
    assert_eq!(ring.writing_of(&header, &[added]), Ok(writing));
    ring.lock();
    assert_eq!(ring.writing_of(&header, &[]), Err(NoKey::Locked));
}

#[test]
fn c04_keys_of_another_file_and_damaged_keys_are_told_apart() {
    let owner = Keyring::generate(&Disk, Vec::new()).unwrap();
    let (one, _) = owner
        .new_case(&Disk, HeaderId([1; 16]), Kind::Case)
        .unwrap();
    let (other, _) = owner
        .new_case(&Disk, HeaderId([2; 16]), Kind::Case)
        .unwrap();
    let ring = Ring::holding(owner);
    let swapped = Header {
        keys: other.keys,
        ..one.clone()
    };
    assert_eq!(ring.writing_of(&swapped, &[]), Err(NoKey::Foreign));
    let damaged = Header {
        keys: Some("AGE".to_owned()),
        ..one.clone()
    };
    assert_eq!(ring.writing_of(&damaged, &[]), Err(NoKey::Damaged));
    let newer = Header {
        cipher: Some("other".to_owned()),
        ..one
    };
    assert_eq!(ring.writing_of(&newer, &[]), Err(NoKey::Newer));
}

#[test]
fn c02_composed_letters_are_the_same_passphrase_and_a_space_at_the_end_makes_another() {
    let (_, reader) = manager();
    let keyring = Keyring::generate(&Disk, vec![reader]).unwrap();
    let (passphrase, _) = Passphrase::new("cafe\u{301} at the corner");
    let file = encode_identity(&keyring, &passphrase, COST).unwrap();
    let (composed, _) = Passphrase::new("caf\u{e9} at the corner");
    assert_eq!(decode_identity(&file, &composed), Ok(keyring));
    let (wrong, _) = Passphrase::new("caf\u{e9} at the corner ");
    assert_eq!(
        decode_identity(&file, &wrong),
        Err(IdentityError::WrongPassphrase)
    );
}

#[test]
fn a_damaged_identity_is_named() {
    let keyring = Keyring::generate(&Disk, Vec::new()).unwrap();
    let (passphrase, _) = Passphrase::new("correct horse battery");
    let file = encode_identity(&keyring, &passphrase, COST).unwrap();
    for cut in [0, 10, 40, 150, file.len() - 1] {
        assert_eq!(
            decode_identity(&file[..cut], &passphrase),
            Err(IdentityError::Damaged),
            "{cut}"
        );
    }
    let mut flipped = file.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert_eq!(
        decode_identity(&flipped, &passphrase),
        Err(IdentityError::Damaged)
    );
}

#[test]
fn c06_an_identity_of_a_cost_out_of_range_is_refused_before_any_work() {
    let keyring = Keyring::generate(&Disk, Vec::new()).unwrap();
    let (passphrase, _) = Passphrase::new("correct horse battery");
    let file = encode_identity(&keyring, &passphrase, COST).unwrap();
    let start = String::from_utf8_lossy(&file).find(" 14\n").unwrap();
    // The work of some of them would take longer than anybody lives.
    for (cost, expected) in [
        ("23", IdentityError::Cost(23)),
        ("30", IdentityError::Cost(30)),
        ("63", IdentityError::Cost(63)),
        ("13", IdentityError::Cost(13)),
        ("0", IdentityError::Damaged),
        ("07", IdentityError::Damaged),
        ("+18", IdentityError::Damaged),
    ] {
        let mut costly = file.clone();
        costly.splice(start + 1..start + 3, cost.bytes());
        assert_eq!(decode_identity(&costly, &passphrase), Err(expected));
    }
    assert!(encode_identity(&keyring, &passphrase, 21).is_none());
}

#[test]
fn age_itself_reads_the_identity_and_what_is_sealed_for_it() {
    let keyring = Keyring::generate(&Disk, Vec::new()).unwrap();
    let (passphrase, _) = Passphrase::new("correct horse battery");
    let file = encode_identity(&keyring, &passphrase, COST).unwrap();
    let scrypt = age::scrypt::Identity::new(passphrase.secret());
    let text = age::decrypt(&scrypt, &file).unwrap();
    let keys = age::IdentityFile::from_buffer(text.as_slice()).unwrap();
    let keys = keys.into_identities().unwrap();
    let sealed = Ring::holding(keyring)
        .seal_for_owner(b"{\"plan\":1}")
        .unwrap();
    let opened = age::Decryptor::new(sealed.as_slice()).unwrap();
    let mut plan = String::new();
    let keys = keys.iter().map(|key| key.as_ref() as &dyn age::Identity);
    opened
        .decrypt(keys)
        .unwrap()
        .read_to_string(&mut plan)
        .unwrap();
    assert_eq!(plan, "{\"plan\":1}");
}

#[test]
fn five_words_by_lot_are_five_known_words_and_differ() {
    let one = Passphrase::by_lot(&Disk).unwrap();
    let words: Vec<&str> = one.reveal().split(' ').collect();
    assert_eq!(words.len(), 5);
    assert!(
        words
            .iter()
            .all(|word| diceware_wordlists::EFF_LONG_WORDLIST.contains(word))
    );
    assert_ne!(one, Passphrase::by_lot(&Disk).unwrap());
    assert_eq!(one.check(), Ok(()));
}

#[test]
fn short_and_monotonous_passphrases_protect_nothing() {
    assert_eq!(
        Passphrase::new("elevenchars").0.check(),
        Err(WeakPassphrase::Short)
    );
    assert_eq!(
        Passphrase::new("aaaaaaaaaaaaaaaa").0.check(),
        Err(WeakPassphrase::Monotonous)
    );
    assert_eq!(
        Passphrase::new("xk7vxk7vxk7v").0.check(),
        Err(WeakPassphrase::Monotonous)
    );
    assert_eq!(
        Passphrase::new("Sunshine-Monkey-77").0.check(),
        Err(WeakPassphrase::Common)
    );
    assert_eq!(Passphrase::new("gr\u{fc}ne Wiese 7").0.check(), Ok(()));
    assert!(!Passphrase::new(&"x".repeat(1025)).1);
    assert!(!format!("{:?}", Passphrase::new("secret words here").0).contains("secret"));
}

#[test]
fn c12_a_computer_without_randomness_makes_no_key() {
    let disk = MemoryDisk::default();
    disk.without_randomness();
    assert!(Keyring::generate(&disk, Vec::new()).is_err());
    assert!(Passphrase::by_lot(&disk).is_err());
    let owner = Keyring::generate(&Disk, Vec::new()).unwrap();
    assert!(
        owner
            .new_case(&disk, HeaderId([1; 16]), Kind::Case)
            .is_err()
    );
}

#[test]
fn c09_only_a_whole_key_of_the_one_kind_is_a_reader() {
    let key = Keyring::generate(&Disk, Vec::new()).unwrap().public();
    assert!(is_recipient(&key));
    let cut = &key[..key.len() - 1];
    // No key has this letter in it.
    let mistyped = format!("{cut}b");
    let doubled = format!("{key}{key}");
    let huge = "age1".repeat(1 << 18);
    for no_reader in [
        "",
        cut,
        &doubled,
        &huge,
        &mistyped,
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA",
        "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
        "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQ",
    ] {
        assert!(!is_recipient(no_reader), "{}", no_reader.len());
    }
}
