//! Changes bytes as accidents and enemies do.

use crate::rig::Random;

/// What is put in between; each means something to one of the readers.
const WORDS: [&[u8]; 22] = [
    b"p1 ",
    b"h1 ",
    b"e1 ",
    b"\n",
    b"\r\n",
    b"\0",
    b"\"",
    b"\\u001b",
    b"\\ud800",
    b"{}",
    b"[[[[[[[[",
    b"null",
    b"-1",
    b"1e308",
    b"99999999999999999999",
    b"18446744073709551615",
    b"\x1b]52;c;",
    b"\x1b[201~",
    b"\xff\xfe",
    "\u{202e}".as_bytes(),
    "\u{feff}".as_bytes(),
    "e\u{301}\u{302}".as_bytes(),
];

/// One of these files with a few things done to it.
pub fn spoiled(files: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.one_of(files).unwrap_or_default();
    for _ in 0..=random.below(4) {
        spoil(&mut bytes, files, random);
    }
    bytes
}

fn spoil(bytes: &mut Vec<u8>, files: &[Vec<u8>], random: &mut Random) {
    let start = random.below(bytes.len() + 1);
    let end = (start + random.below(40)).min(bytes.len());
    match random.below(9) {
        0 => {
            if let Some(byte) = bytes.get_mut(start) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(start) {
                *byte = u8::try_from(random.below(256)).unwrap_or(0);
            }
        }
        2 => drop(bytes.drain(start..end)),
        3 => bytes.truncate(start),
        4 => {
            let again = bytes[start..end].to_vec();
            bytes.splice(start..start, again);
        }
        5 | 6 => {
            let word = random.one_of(&WORDS).unwrap_or_default();
            bytes.splice(start..start, word.iter().copied());
        }
        7 => {
            let other = random.one_of(files).unwrap_or_default();
            let from = random.below(other.len() + 1);
            let to = (from + random.below(400)).min(other.len());
            bytes.splice(start..end, other[from..to].iter().copied());
        }
        _ => swap_lines(bytes, random),
    }
}

fn swap_lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    if one < lines.len() && other < lines.len() {
        lines.swap(one, other);
    }
    *bytes = lines.concat();
}
