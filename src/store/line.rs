//! One line of a journal: how it is written and how it is read back.
//!
//! ```text
//! h1 <base64url of the header's JSON> <crc>
//! p1 <number> <previous> <base64url of the body> <crc>
//! ```
//! `crc` is the CRC-32C of everything before the space in front of it, `previous`
//! the beginning of the SHA-256 of the whole line before. The check sum tells damage,
//! the chain of hashes tells missing and moved lines.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The line format that this version writes and reads.
pub const FORMAT_VERSION: u32 = 1;

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
            app: env!("CARGO_PKG_VERSION").to_owned(),
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
    /// A line of a kind that this version does not know, such as `e1` or `h2`.
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
            let mut fields = fields.split(' ');
            let number = parse_number(fields.next()?)?;
            let previous = LineHash::from_hex(fields.next()?)?;
            let body = decode(fields.next()?)?;
            fields.next().is_none().then_some(Line::Plain {
                number,
                previous,
                body,
            })
        }
        // Sealed lines (`e1`) and their keys (`k1`) get their codec here.
        _ => is_tag(tag).then(|| Line::Unknown(tag.to_owned())),
    }
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

/// Digit by digit: each line of a journal has a hash, and to format every byte of it by itself
/// takes longer than to find it.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for digit in [byte >> 4, byte & 0xf] {
            text.push(char::from(DIGITS[usize::from(digit)]));
        }
    }
    text
}

fn unhex<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    if text.len() != 2 * BYTES {
        return None;
    }
    let mut bytes = [0; BYTES];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        for half in pair {
            *byte = *byte << 4 | digit(*half)?;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_header_line_has_its_published_check_sum() {
        let line = "h1 eyJmb3JtYXQiOiJyamoiLCJ2IjoxLCJpZCI6IjAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzIiwiY2lwaGVyIjoieGNoYWNoYTIwcG9seTEzMDUiLCJjb21taXQiOiIwODU0NjllOTQ5MzkxYzIzM2E4MjQwMThlYjFmNTQ5NiIsImtleXMiOiJBR0UifQ a91505b1";
        assert!(
            matches!(parse(line.as_bytes()), Some(Line::Header(json)) if json.contains("xchacha20poly1305"))
        );
        assert_eq!(
            LineHash::of(line).to_string(),
            "5f655d26aecbd9e7b6eefa71df0282ac"
        );
    }

    #[test]
    fn the_text_of_a_header_and_an_entry_never_changes() {
        let mut header = Header::plain(HeaderId([3; 16]), Kind::Practice);
        header.app = "0.1.0".to_owned();
        let first = header_line(&header).unwrap();
        assert_eq!(
            first,
            "h1 eyJmb3JtYXQiOiJyamoiLCJ2IjoxLCJtaW5fcmVhZGVyIjoxLCJtaW5fd3JpdGVyIjoxLCJpZCI6IjAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzIiwia2luZCI6InByYWN0aWNlIiwibW9kZSI6InBsYWluIiwiYXBwIjoiMC4xLjAifQ 63427bb0"
        );
        assert_eq!(
            entry_line(1, LineHash::of(&first), r#"{"v":1}"#),
            "p1 1 660f89da7529c756f6c69aa38c8f7ad4 eyJ2IjoxfQ 4fcec368"
        );
    }

    #[test]
    fn a_line_comes_back_as_it_was_written() {
        let line = entry_line(41, LineHash([7; 16]), r#"{"text":"Pōwhiri ✓"}"#);
        let Some(Line::Plain {
            number,
            previous,
            body,
        }) = parse(line.as_bytes())
        else {
            panic!("not read back");
        };
        assert_eq!(
            (number, previous, body.as_str()),
            (41, LineHash([7; 16]), r#"{"text":"Pōwhiri ✓"}"#)
        );
    }

    #[test]
    fn b06_a_line_with_a_flipped_bit_is_rejected() {
        let line = entry_line(41, LineHash([7; 16]), r#"{"t":"note"}"#).into_bytes();
        for bit in 0..line.len() * 8 {
            let mut damaged = line.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(parse(&damaged), None, "bit {bit}");
        }
    }

    #[test]
    fn b13_a_number_has_one_spelling_only() {
        for number in [
            "0",
            "00012",
            "-1",
            "+1",
            "1e3",
            "99999999999999999999",
            "18446744073709551615",
            "",
        ] {
            let line = with_sum(format!("p1 {number} {} e30", LineHash([0; 16])));
            assert_eq!(parse(line.as_bytes()), None, "{number}");
        }
        let line = with_sum(format!("p1 4294967295 {} e30", LineHash([0; 16])));
        assert!(parse(line.as_bytes()).is_some());
    }
}
