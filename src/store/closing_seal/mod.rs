//! The seal of a closing: an `s1` line that proves what stood in the journal when something was
//! closed.
//!
//! It is an Ed25519 signature over [`signed`]. It covers the first line and every entry up to the
//! one that it names, whole, so that a copy of the file, a line that stands twice or a reader who
//! was let in changes nothing of it. The chain tells what is missing in the middle; the seal tells
//! as well whether all of it was made anew. What comes after it is an addition, and a further
//! closing makes a further seal.
//!
//! It proves nothing against whoever has the key: for that, people note the code of the agreement.

#[cfg(test)]
mod tests;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hexadecimal::{hex, unhex};
use super::line::{HeaderId, LineHash, seal_line};

/// What every signature begins with, so that none can be taken for one of another kind.
const DOMAIN: &[u8] = b"rjj-seal-1";

/// What stands in an `s1` line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    /// The last entry that is sealed.
    n: u64,
    /// SHA-256 of the first line and of every entry up to it, each with a line feed.
    head: String,
    /// The public key.
    pk: String,
    /// The signature.
    sig: String,
}

/// A seal as it was found in a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSeal {
    /// The last entry that it seals.
    pub number: u64,
    /// The line as it stands in the file.
    pub line: String,
    previous: LineHash,
    /// Nothing where it cannot be understood.
    written: Option<Written>,
    /// Whether the entries before it are those that it tells of.
    fits: bool,
}

/// What a seal proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealStanding {
    /// Everything up to its entry is as it was sealed, by the key with this number.
    Holds([u8; 32]),
    /// What stands before it is not what was sealed, or it was made for something else.
    DoesNotFit,
}

impl FoundSeal {
    /// Takes in what an `s1` line says.
    pub(super) fn read(number: u64, previous: LineHash, json: &str, line: String) -> Self {
        let written: Option<Written> = serde_json::from_str(json).ok();
        Self {
            number,
            line,
            previous,
            written: written.filter(|written| written.n == number),
            fits: false,
        }
    }

    /// Whether the entries before it are those that it tells of, whoever made it.
    pub fn fits(&self) -> bool {
        self.fits
    }

    /// Checks the seal, made for the case of this identity.
    pub fn standing(&self, id: HeaderId) -> SealStanding {
        self.checked(id)
            .map_or(SealStanding::DoesNotFit, SealStanding::Holds)
    }

    fn checked(&self, id: HeaderId) -> Option<[u8; 32]> {
        let written = self.written.as_ref().filter(|_| self.fits)?;
        let (head, key) = (unhex(&written.head)?, unhex(&written.pk)?);
        let signature = Signature::from_bytes(&unhex(&written.sig)?);
        let public = VerifyingKey::from_bytes(&key).ok()?;
        let bytes = signed(id, self.number, head);
        public.verify_strict(&bytes, &signature).ok()?;
        Some(key)
    }
}

/// The bytes that are signed: domain, identity of the case, number of the last entry (eight
/// bytes, the highest first), and SHA-256 of everything up to it.
fn signed(id: HeaderId, number: u64, head: [u8; 32]) -> Vec<u8> {
    [
        DOMAIN,
        id.0.as_slice(),
        &number.to_be_bytes(),
        head.as_slice(),
    ]
    .concat()
}

/// Writes the line that seals these lines, the first one of the file in front.
pub(super) fn sealing_line<'a>(
    key: &SigningKey,
    id: HeaderId,
    header_line: &str,
    lines: impl Iterator<Item = &'a str>,
) -> String {
    let mut sum = Sum::begin(header_line);
    let (mut number, mut last) = (0, LineHash::of(header_line));
    for line in lines {
        sum.add(line.as_bytes());
        (number, last) = (number + 1, LineHash::of(line));
    }
    let head = sum.so_far();
    let written = Written {
        n: number,
        head: hex(&head),
        pk: hex(key.verifying_key().as_bytes()),
        sig: hex(&key.sign(&signed(id, number, head)).to_bytes()),
    };
    // A number and three texts always have a JSON form.
    let json = serde_json::to_string(&written).unwrap_or_default();
    seal_line(number, last, &json)
}

/// Compares seals with the entries that were found, by their numbers and lines, which are followed
/// once for all of them.
pub(super) fn compare<'a>(
    seals: &mut [FoundSeal],
    header_line: &str,
    entries: impl Iterator<Item = (u64, &'a [u8])>,
) {
    let Some(last) = seals.iter().map(|seal| seal.number).max() else {
        return;
    };
    let mut sum = Sum::begin(header_line);
    for (number, (found, line)) in (1..).zip(entries) {
        if found != number || number > last {
            return;
        }
        sum.add(line);
        let here = |seal: &&mut FoundSeal| seal.number == number;
        for seal in seals.iter_mut().filter(here) {
            let head = seal.written.as_ref().map(|written| written.head.as_str());
            seal.fits =
                seal.previous == LineHash::of(line) && head == Some(hex(&sum.so_far()).as_str());
        }
    }
}

/// SHA-256 of lines, each with a line feed.
struct Sum(Sha256);

impl Sum {
    fn begin(header_line: &str) -> Self {
        let mut sum = Self(Sha256::new());
        sum.add(header_line.as_bytes());
        sum
    }

    fn add(&mut self, line: &[u8]) {
        self.0.update(line);
        self.0.update(b"\n");
    }

    fn so_far(&self) -> [u8; 32] {
        self.0.clone().finalize().into()
    }
}
