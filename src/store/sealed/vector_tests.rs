//! The public test vectors of the age format: each opens, or does not, as it is labelled.

use std::collections::BTreeMap;

use age::{scrypt, x25519};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::inflate::decompress_to_vec_zlib;
use secrecy::SecretString;
use sha2::{Digest, Sha256};

use super::age_file::unwrap;
use super::identity::decode_identity;
use super::passphrase::Passphrase;
use super::{AgeError, IdentityError};
use crate::store::hexadecimal::hex;

const VECTORS: &str = include_str!("../../../tests/it/golden/age-vectors.txt");

/// What becomes of a file with one of the keys that come with it.
fn open(file: &[u8], key: &str) -> Result<Vec<u8>, AgeError> {
    match key.split_once(' ').unwrap_or_default() {
        // Some files are damaged before any key is asked for, and come with none.
        ("", "") => unwrap(file, &x25519::Identity::generate()),
        ("identity", key) => {
            // Keys of the hybrid kind are none that this program knows.
            let key = key.parse().unwrap_or_else(|_| x25519::Identity::generate());
            unwrap(file, &key)
        }
        ("passphrase", text) => {
            let mut key = scrypt::Identity::new(SecretString::from(text));
            key.set_max_work_factor(20);
            unwrap(file, &key)
        }
        (other, _) => panic!("{other} is no kind of key"),
    }
}

/// Labelled as a failure, and opened all the same: the age crate still reads the files of its own
/// first versions, which left the last line of a body out.
const LENIENT: [&str; 2] = ["stanza_missing_body", "stanza_missing_final_line"];

/// A file as it is, where it is kept packed.
fn unpacked(kept: &str) -> Vec<u8> {
    let decoded = |letters: &str| STANDARD.decode(letters).expect("base64");
    match kept.strip_prefix("zlib ") {
        Some(packed) => decompress_to_vec_zlib(&decoded(packed)).expect("a packed file"),
        None => decoded(kept),
    }
}

#[test]
fn c05_every_public_vector_opens_or_not_as_it_is_labelled() {
    let (mut seen, mut otherwise) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for line in VECTORS.lines().filter(|line| !line.starts_with('#')) {
        let [name, expected, content, keys, file] =
            <[&str; 5]>::try_from(line.split('|').collect::<Vec<_>>()).expect("five fields");
        let file = unpacked(file);
        let tried: Vec<_> = keys.split(';').map(|key| open(&file, key)).collect();
        let opened = tried.iter().find_map(|one| one.as_ref().ok());
        let is_damaged = tried.contains(&Err(AgeError::Damaged));
        let is_as_labelled = match expected {
            "success" => opened.is_some_and(|opened| {
                let digest: [u8; 32] = Sha256::digest(opened).into();
                hex(&digest) == content
            }),
            "no match" => opened.is_none() && !is_damaged,
            "armoured" | "hybrid" => opened.is_none(),
            _ => opened.is_none() && is_damaged,
        };
        if !is_as_labelled {
            otherwise.push(name);
        }
        *seen.entry(expected).or_default() += 1;
    }
    println!(
        "{} public vectors of age: {seen:?}",
        seen.values().sum::<usize>()
    );
    assert_eq!(seen.values().sum::<usize>(), 143);
    assert_eq!(otherwise, LENIENT);
}

/// None of them is an identity of this program, and those that cost nothing are refused before any
/// work.
#[test]
fn c05_no_public_vector_is_taken_for_the_keys_of_a_home() {
    for line in VECTORS.lines().filter(|line| !line.starts_with('#')) {
        let file = unpacked(line.rsplit('|').next().expect("a file"));
        let refused = decode_identity(&file, &Passphrase::new("password").0).unwrap_err();
        assert!(
            matches!(refused, IdentityError::Damaged | IdentityError::Cost(_)),
            "{line}"
        );
    }
}
