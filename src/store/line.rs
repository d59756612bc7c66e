//! One line of a journal: how it is written and how it is read back.
//!
//! ```text
//! h1 <base64url of the header's JSON> <crc>
//! p1 <number> <previous> <base64url of the body> <crc>
//! e1 <number> <previous> <base64url of the sealed body> <crc>
//! k1 <base64url of an age file with the key> <crc>
//! s1 <number> <previous> <base64url of a closing seal's JSON> <crc>
//! ```
//! A file has `p1` lines or `e1` lines, as its header says, and never both; `k1` lines let
//! further readers in and have no place in the chain. Nor have `s1` lines: they name the last
//! entry that they seal, by its number and the hash of its line.
//! `crc` is the CRC-32C of everything before the space in front of it, `previous`
//! the beginning of the SHA-256 of the whole line before. The check sum tells damage,
//! the chain of hashes tells missing and moved lines.

#[cfg(test)]
mod tests;

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memchr::{memchr, memchr_iter};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hexadecimal::{hex, unhex};

/// The line format that this version writes and reads.
pub const FORMAT_VERSION: u32 = 1;
/// The one way of sealing lines that this version knows.
pub const CIPHER: &str = "xchacha20poly1305";

/// First line of every journal: what kind of file this is. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Always `rjj`.
    pub format: String,
    /// Major version of the line format.
    pub v: u32,
    /// The lowest version that can read this file.
    pub min_reader: u32,
    /// The lowest version that may append to this file.
    pub min_writer: u32,
    /// Random identity of the case: the file is known by it, whatever its name.
    pub id: HeaderId,
    /// A real case or a practice case.
    pub kind: Kind,
    /// Plain or sealed lines.
    pub mode: Mode,
    /// How the lines of a sealed file are sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cipher: Option<String>,
    /// Made from the key of a sealed file, so that a wrong key is told from damage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The key of a sealed file for its first readers: an age file in URL-safe letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<String>,
    /// Hash of the last line of the file that this one took the place of, when it was sealed
    /// or sealed anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Number of that line, where this file holds less than the one before: words were taken out of
    /// it, and the record begins anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_number: Option<u64>,
    /// Version of the program that created the file.
    pub app: String,
}

impl Header {
    /// Describes a new plain journal.
    pub fn plain(id: HeaderId, kind: Kind) -> Self {
        Self {
            format: "rjj".to_owned(),
            v: FORMAT_VERSION,
            min_reader: FORMAT_VERSION,
            min_writer: FORMAT_VERSION,
            id,
            kind,
            mode: Mode::Plain,
            cipher: None,
            commit: None,
            keys: None,
            after: None,
            after_number: None,
            app: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Describes a new sealed journal; `keys` is an age file that holds its key.
    pub fn sealed(id: HeaderId, kind: Kind, commit: String, keys: &[u8]) -> Self {
        Self {
            mode: Mode::Sealed,
            cipher: Some(CIPHER.to_owned()),
            commit: Some(commit),
            keys: Some(URL_SAFE_NO_PAD.encode(keys)),
            ..Self::plain(id, kind)
        }
    }

    /// Says whether this version may append to the file.
    pub fn may_append(&self) -> bool {
        self.min_writer <= FORMAT_VERSION
    }
}

/// The random identity of a case: sixteen bytes, written as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HeaderId(pub [u8; 16]);

impl std::fmt::Display for HeaderId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

impl From<HeaderId> for String {
    fn from(id: HeaderId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for HeaderId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        unhex(&text)
            .map(Self)
            .ok_or("an id has 32 lower-case hexadecimal digits")
    }
}

/// Whether a journal is of a real or of a practice case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A real case; it counts.
    Case,
    /// A practice case; it never counts.
    Practice,
}

impl Kind {
    /// The kind of a case that is for practice, or is not.
    pub fn of(practice: bool) -> Self {
        if practice { Self::Practice } else { Self::Case }
    }

    /// What has to be typed after a reference, so that a command looks for a case of this kind: with
    /// a space in front, or nothing.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Case => "",
            Self::Practice => " --practice",
        }
    }
}

/// Whether the lines of a journal can be read without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Readable by whoever has the file.
    Plain,
    /// Readable with a key only.
    Sealed,
}

/// The beginning of the SHA-256 of a line; the next line repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LineHash(pub [u8; 16]);

impl LineHash {
    /// Hashes a whole line, given without its line feed.
    pub fn of(line: impl AsRef<[u8]>) -> Self {
        let digest: [u8; 32] = Sha256::digest(line).into();
        let mut start = [0; 16];
        start.copy_from_slice(&digest[..16]);
        Self(start)
    }

    /// Reads 32 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        unhex(text).map(Self)
    }
}

impl std::fmt::Display for LineHash {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

/// A line whose check sum and fields are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The decoded body of an `h1` line: JSON not yet looked at.
    Header(String),
    /// A `p1` line.
    Plain {
        /// Position in the journal, from 1.
        number: u64,
        /// Hash of the line before.
        previous: LineHash,
        /// The opaque body.
        body: String,
    },
    /// An `e1` line.
    Sealed {
        /// Position in the journal, from 1.
        number: u64,
        /// Hash of the line before.
        previous: LineHash,
        /// Nonce, body and tag.
        sealed: Vec<u8>,
    },
    /// A `k1` line: an age file that holds the key for a further reader.
    Keys(Vec<u8>),
    /// An `s1` line: what was there when something was closed.
    Seal {
        /// The last entry that it seals.
        number: u64,
        /// Hash of the line of that entry.
        previous: LineHash,
        /// JSON not yet looked at.
        seal: String,
    },
    /// A line of a kind that this version does not know, such as `h2`.
    Unknown(String),
}

/// Writes the first line of a journal, without a line feed.
pub fn header_line(header: &Header) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(header)?;
    Ok(with_sum(format!("h1 {}", URL_SAFE_NO_PAD.encode(json))))
}

/// Writes one entry, without a line feed.
pub fn entry_line(number: u64, previous: LineHash, body: &str) -> String {
    with_sum(format!(
        "p1 {number} {previous} {}",
        URL_SAFE_NO_PAD.encode(body)
    ))
}

/// Writes one sealed entry, without a line feed.
pub(super) fn sealed_line(number: u64, previous: LineHash, sealed: &[u8]) -> String {
    with_sum(format!(
        "{}{}",
        sealed_start(number, previous),
        URL_SAFE_NO_PAD.encode(sealed)
    ))
}

/// What stands in front of the sealed body; it is sealed along with it.
pub(super) fn sealed_start(number: u64, previous: LineHash) -> String {
    format!("e1 {number} {previous} ")
}

/// The same of a sealed line that was read: there is one way alone to write a number and a hash.
pub(super) fn sealed_start_of(line: &[u8]) -> Option<&str> {
    let end = memchr_iter(b' ', line).nth(2)?;
    std::str::from_utf8(line.get(..=end)?).ok()
}

/// Writes a line that lets further readers in, without a line feed.
pub(super) fn keys_line(age_file: &[u8]) -> String {
    with_sum(format!("k1 {}", URL_SAFE_NO_PAD.encode(age_file)))
}

/// Writes a line with a closing seal, without a line feed.
pub(super) fn seal_line(number: u64, previous: LineHash, seal: &str) -> String {
    with_sum(format!(
        "s1 {number} {previous} {}",
        URL_SAFE_NO_PAD.encode(seal)
    ))
}

/// Adds the check sum as the last field.
pub(super) fn with_sum(mut text: String) -> String {
    let sum = crc32c::crc32c(text.as_bytes());
    // Writing to a string cannot fail.
    let _ = write!(text, " {sum:08x}");
    text
}

/// Takes the check sum off and returns the rest, or `None` if the sum is wrong.
pub(super) fn without_sum(line: &str) -> Option<&str> {
    let (rest, sum) = line.rsplit_once(' ')?;
    let expected = crc32c::crc32c(rest.as_bytes()).to_be_bytes();
    (unhex(sum)? == expected).then_some(rest)
}

/// Reads one line, given without line feed and carriage return.
///
/// `None` means that the line is damaged, incomplete or not of a journal at all.
pub fn parse(line: &[u8]) -> Option<Line> {
    let text = std::str::from_utf8(line).ok()?;
    let rest = without_sum(text)?;
    let (tag, fields) = rest.split_once(' ')?;
    match tag {
        "h1" => decode(fields).map(Line::Header),
        "p1" => {
            let (number, previous, body) = three(fields)?;
            let body = decode(body)?;
            Some(Line::Plain {
                number,
                previous,
                body,
            })
        }
        "e1" => {
            let (number, previous, sealed) = three(fields)?;
            let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
            Some(Line::Sealed {
                number,
                previous,
                sealed,
            })
        }
        "k1" => URL_SAFE_NO_PAD.decode(fields).ok().map(Line::Keys),
        "s1" => {
            let (number, previous, seal) = three(fields)?;
            let seal = decode(seal)?;
            Some(Line::Seal {
                number,
                previous,
                seal,
            })
        }
        _ => is_tag(tag).then(|| Line::Unknown(tag.to_owned())),
    }
}

/// Number, hash of the line before, and the rest, which is one field.
fn three(fields: &str) -> Option<(u64, LineHash, &str)> {
    let (number, rest) = fields.split_once(' ')?;
    let (previous, rest) = rest.split_once(' ')?;
    memchr(b' ', rest.as_bytes()).is_none().then_some((
        parse_number(number)?,
        LineHash::from_hex(previous)?,
        rest,
    ))
}

fn is_tag(tag: &str) -> bool {
    let mut letters = tag.chars();
    letters
        .next()
        .is_some_and(|letter| letter.is_ascii_lowercase())
        && letters.next().is_some_and(|digit| digit.is_ascii_digit())
        && letters.next().is_none()
}

/// Reads a number as the journal writes it: decimal, from 1, no leading zeros.
fn parse_number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse()
        .ok()
        .filter(|number| plain && *number < u64::MAX)
}

fn decode(text: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}
