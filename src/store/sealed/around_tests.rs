//! Keys with something around them, as mail programs and editors add it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::store::Disk;

/// The lowest cost there is, so that tests are quick.
const COST: u8 = 14;

/// A file of age in letters, as age itself writes one when it is asked to.
fn in_letters(file: &[u8], line_end: &str) -> String {
    let letters = STANDARD.encode(file);
    let mut text = format!("-----BEGIN AGE ENCRYPTED FILE-----{line_end}");
    for line in letters.as_bytes().chunks(64) {
        text += &String::from_utf8_lossy(line);
        text += line_end;
    }
    text + "-----END AGE ENCRYPTED FILE-----" + line_end
}

#[test]
fn c07_keys_of_a_home_in_letters_or_with_something_around_them_are_told_as_damaged() {
    let keyring = Keyring::generate(&Disk, Vec::new()).unwrap();
    let (passphrase, _) = Passphrase::new("correct horse battery");
    let file = encode_identity(&keyring, &passphrase, COST).unwrap();
    assert_eq!(decode_identity(&file, &passphrase), Ok(keyring));
    let spaced = |before: &[u8], behind: &[u8]| [before, &file, behind].concat();
    let first = file.iter().position(|byte| *byte == b'\n').unwrap();
    let with_windows_line_ends = [&file[..first], b"\r", &file[first..]].concat();
    for (what, changed) in [
        ("in letters", in_letters(&file, "\n").into_bytes()),
        (
            "in letters for Windows",
            in_letters(&file, "\r\n").into_bytes(),
        ),
        ("a space before", spaced(b" ", b"")),
        ("an empty line before", spaced(b"\n", b"")),
        ("a mark of byte order before", spaced(b"\xef\xbb\xbf", b"")),
        ("another line end", with_windows_line_ends),
        ("a line end behind", spaced(b"", b"\n")),
        ("words behind", spaced(b"", b"sent from my telephone")),
        ("twice", spaced(b"", &file)),
    ] {
        let opened = decode_identity(&changed, &passphrase);
        assert_eq!(opened, Err(IdentityError::Damaged), "{what}");
    }
}

#[test]
fn c07_the_key_of_a_service_may_stand_among_notes_and_is_none_once_it_is_not_whole() {
    let keyring = Keyring::generate(&Disk, Vec::new()).unwrap();
    let key = keyring.reveal();
    let key = key.as_str();
    let read = |text: &str| {
        let read = Keyring::of_identity(text, &Disk).unwrap();
        read.map(|read| read.public())
    };
    for whole in [
        key.to_owned(),
        format!("# created: today\r\n# public key: …\r\n{key}\r\n"),
        format!("   {key}\t\n\n"),
        format!("Dear Ann,\nhere it is:\n{key}\nYours\n"),
    ] {
        assert_eq!(read(&whole), Some(keyring.public()), "{whole}");
    }
    for spoiled in [
        format!("{key}!"),
        format!("{key} sent from my telephone"),
        format!("> {key}"),
        key[..key.len() - 1].to_owned(),
        format!("{}\n{}", &key[..40], &key[40..]),
        key.replacen('1', "l", 1),
        String::new(),
    ] {
        assert_eq!(read(&spoiled), None);
    }
}
