//! The first line of a sealed case, and the keys in it: whatever stands there, nothing is shown as
//! an entry that was not written as one, and no key opens that was not wrapped.

use std::fmt::Write as _;
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use talking_piece::store::{Header, Scan, ScanError, header_line, open_age_file, scan};

use super::corpus::Corpus;
use crate::rig::kept::{SEALED, SEALED_FOR, keys};

/// The public vectors of age: files that are damaged in every way that somebody thought of.
const VECTORS: &str = include_str!("../../it/golden/age-vectors.txt");

/// First lines as they are and as a newer version would write them, and files of age.
pub fn corpus() -> Corpus {
    let text = header_text();
    let newer = [
        text.replace("\"min_reader\":1", "\"min_reader\":2"),
        text.replace("\"v\":1", "\"v\":2"),
        text.replace("\"mode\":\"sealed\"", "\"mode\":\"folded\""),
        text.replace("\"mode\":\"sealed\"", "\"mode\":\"plain\""),
    ];
    let mut files: Vec<Vec<u8>> = newer.into_iter().map(String::into_bytes).collect();
    files.push(text.into_bytes());
    files.push(wrapped_key());
    let vectors = VECTORS.lines().filter(|line| !line.starts_with('#'));
    // Those that are packed are no letters alone, and too long to be tried so often.
    let vectors = vectors.filter_map(|line| STANDARD.decode(line.rsplit('|').next()?).ok());
    files.extend(vectors);
    Corpus {
        files,
        written: scanned(SEALED).into_iter().flat_map(shown).collect(),
    }
}

/// The bytes as the text of a first line, and as the keys in one.
pub fn header_and_keys(bytes: &[u8], corpus: &Corpus) -> Result<(), String> {
    tried(bytes, corpus, |journal| scan(journal.as_bytes(), keys()))
}

/// The same by a reader that goes by the shape of a first line and asks for no version.
pub fn header_of_any_version(bytes: &[u8], corpus: &Corpus) -> Result<(), String> {
    tried(bytes, corpus, |journal| {
        let (first, rest) = journal.split_once('\n').ok_or(ScanError::Empty)?;
        let text = first.split(' ').nth(1).unwrap_or_default();
        let text = URL_SAFE_NO_PAD.decode(text).ok();
        let header = text.and_then(|text| serde_json::from_slice::<Header>(&text).ok());
        let mut header = header.ok_or(ScanError::HeaderDamaged)?;
        (header.v, header.min_reader) = (1, 1);
        let first = header_line(&header).map_err(|_| ScanError::HeaderDamaged)?;
        scan(format!("{first}\n{rest}").as_bytes(), keys())
    })
}

fn tried(
    bytes: &[u8],
    corpus: &Corpus,
    read: impl Fn(&str) -> Result<Scan, ScanError>,
) -> Result<(), String> {
    let (_, rest) = SEALED.split_once('\n').unwrap_or_default();
    let mut first = format!("h1 {}", URL_SAFE_NO_PAD.encode(bytes));
    let sum = crc32c::crc32c(first.as_bytes());
    let _ = write!(first, " {sum:08x}");
    let as_header = read(&format!("{first}\n{rest}"));
    if as_header.is_ok() && is_newer(bytes) {
        return Err("a case of a newer version is read".to_owned());
    }
    let mut header: Header = serde_json::from_str(&header_text()).expect("a header");
    header.keys = Some(URL_SAFE_NO_PAD.encode(bytes));
    let first = header_line(&header).map_err(|error| error.to_string())?;
    let as_keys = read(&format!("{first}\n{rest}"));
    let mut all = [as_header, as_keys].into_iter().flatten().flat_map(shown);
    if all.any(|body| !corpus.written.contains(&body)) {
        return Err("an entry is shown that nobody wrote".to_owned());
    }
    match open_age_file(bytes, SEALED_FOR) {
        Ok(key) if key != *opened() => Err("a key opens that nobody wrapped".to_owned()),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether a first line says that it takes a newer version to read it.
fn is_newer(bytes: &[u8]) -> bool {
    let text: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    text.is_some_and(|text| text["min_reader"].as_u64().is_some_and(|least| least > 1))
}

fn shown(scan: Scan) -> impl Iterator<Item = String> {
    let entries = scan.entries.into_iter().chain(scan.aside);
    entries.map(|entry| entry.body)
}

fn scanned(journal: &str) -> Result<Scan, ScanError> {
    scan(journal.as_bytes(), keys())
}

/// What is in the file of age in the first line.
fn opened() -> &'static Vec<u8> {
    static OPENED: OnceLock<Vec<u8>> = OnceLock::new();
    OPENED.get_or_init(|| open_age_file(&wrapped_key(), SEALED_FOR).expect("its reader"))
}

fn header_text() -> String {
    let text = SEALED
        .lines()
        .next()
        .and_then(|line| line.split(' ').nth(1));
    let text = text.and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    String::from_utf8(text.expect("letters")).expect("text")
}

fn wrapped_key() -> Vec<u8> {
    let header: Header = serde_json::from_str(&header_text()).expect("a header");
    let keys = header.keys.expect("keys");
    URL_SAFE_NO_PAD.decode(keys).expect("letters")
}
