//! Each bit of real journals turned: it is noticed, and nothing is shown that was not written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::slice;
use std::thread;

use talking_piece::store::{Scan, scan};

use super::kept::{self, SEALED};

/// A journal, and how it reads as it is.
struct Whole {
    name: &'static str,
    bytes: Vec<u8>,
    scan: Scan,
    bodies: BTreeSet<String>,
}

/// Who reads the journals: the program, or a reader that is broken on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// The program.
    Ours,
    /// Looks at no check sum of a line.
    WithoutSums,
}

/// Turns at least so many bits, of all that there are in the journals; from a seed on, where they
/// are fewer than all. Gives how many there were.
pub fn flip(seed: u64, wanted: u64, reads: Reads) -> Result<u64, String> {
    let journals = journals();
    let every = (bits_of(&journals) / wanted.max(1)).max(1);
    let (first, journals) = (seed % every, &journals);
    // Each core has bits of its own.
    thread::scope(|scope| {
        let halves = [first, first + every];
        let halves =
            halves.map(|from| scope.spawn(move || flip_each(journals, from, 2 * every, reads)));
        let turned = halves.into_iter().map(|half| half.join().expect("a look"));
        turned.sum()
    })
}

/// Turns one bit of so many, from one on, through all journals.
fn flip_each(journals: &[Whole], from: u64, every: u64, reads: Reads) -> Result<u64, String> {
    let (mut at, mut turned) = (from, 0);
    for whole in journals {
        let bits = bits_of(slice::from_ref(whole));
        while at < bits {
            turn(whole, usize::try_from(at).unwrap_or_default(), reads)
                .map_err(|broken| format!("{}, bit {at}: {broken}", whole.name))?;
            turned += 1;
            at += every;
        }
        at -= bits;
    }
    Ok(turned)
}

fn bits_of(journals: &[Whole]) -> u64 {
    journals.iter().map(|one| one.bytes.len() as u64 * 8).sum()
}

/// How many bits there are.
pub fn all() -> u64 {
    journals()
        .iter()
        .map(|one| one.bytes.len() as u64 * 8)
        .sum()
}

fn turn(whole: &Whole, bit: usize, reads: Reads) -> Result<(), String> {
    let mut damaged = whole.bytes.clone();
    damaged[bit / 8] ^= 1 << (bit % 8);
    if reads == Reads::WithoutSums {
        sum_anew(&mut damaged, bit / 8);
    }
    let Ok(found) = scan(&damaged, kept::keys()) else {
        return Ok(());
    };
    let mut shown = found.entries.iter().chain(&found.aside);
    if let Some(wrong) = shown.find(|entry| !whole.bodies.contains(&entry.body)) {
        return Err(format!("entry {} was altered, and is shown", wrong.number));
    }
    let same = found.last_number() == whole.scan.last_number() && found.seals == whole.scan.seals;
    // What this computer saved is known, and so is a seal; the line feed at the very end may be
    // anything, for nothing is lost by it.
    let noticed = !found.is_whole() || !same;
    if noticed || bit / 8 == whole.bytes.len() - 1 {
        Ok(())
    } else {
        Err("it is not noticed".to_owned())
    }
}

/// Gives the line around a byte the sum that it would have to have.
fn sum_anew(bytes: &mut [u8], at: usize) {
    const SUM: usize = 9;
    let is_end = |byte: &u8| *byte == b'\n';
    let start = bytes[..at]
        .iter()
        .rposition(is_end)
        .map_or(0, |end| end + 1);
    let end = bytes[at..]
        .iter()
        .position(is_end)
        .map_or(bytes.len(), |end| at + end);
    // A bit of the sum itself would be turned back.
    if end - start > SUM && at < end - SUM {
        let text = start..end - SUM;
        let sum = format!(" {:08x}", crc32c::crc32c(&bytes[text.clone()]));
        bytes[text.end..end].copy_from_slice(sum.as_bytes());
    }
}

/// The sample journals and the golden ones, plain and sealed.
fn journals() -> Vec<Whole> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = [
        "sessions/conference/practice/PR-0001/journal",
        "sessions/family/practice/PR-0001/journal",
        "tests/it/golden/sealed-closing.journal",
    ];
    let read = |name| fs::read(root.join(name)).expect("a journal");
    let mut all: Vec<(&str, Vec<u8>)> = named.into_iter().map(|name| (name, read(name))).collect();
    all.push(("a sealed journal", SEALED.as_bytes().to_vec()));
    let whole = |(name, bytes): (&'static str, Vec<u8>)| {
        let scan = scan(&bytes, kept::keys()).expect("a journal that can be read");
        Whole {
            name,
            bodies: scan
                .entries
                .iter()
                .map(|entry| entry.body.clone())
                .collect(),
            bytes,
            scan,
        }
    };
    all.into_iter().map(whole).collect()
}
