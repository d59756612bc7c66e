//! The index as a file: parts with a check sum each, so that its beginning can be used before
//! the rest was read.
//!
//! ```text
//! what it is | shared texts | rows, 256 at a time | … | words of the agreements
//! ```

use std::sync::Arc;

use super::Library;
use super::bytes::{Reader, Writer};
use super::row::CaseRow;
use super::row_bytes::{RowReader, write_row};
use super::words::Words;
use crate::desk::Cabinet;
use crate::store::{IndexFile, Kind};

/// How an index begins; the number at its end changes with what stands in it.
const MAGIC: &[u8; 8] = b"tp-index";
const LAYOUT: u64 = 6;
/// The program that writes it: another version may read cases otherwise.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");
/// How many rows stand in one part.
const IN_PART: usize = 256;
/// How much is read for the beginning alone, in bytes.
const START: usize = 128 << 10;

/// What an index holds, and since when that was so.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The cases.
    pub library: Arc<Library>,
    /// When reading them began, in seconds since 1970.
    pub read: i64,
}

/// The beginning of an index.
#[derive(Debug, Clone)]
pub struct Start {
    /// The first rows, without the words of their agreements.
    pub kept: Kept,
    /// How many rows there are in all.
    pub rows: usize,
}

struct Heading {
    read: i64,
    rows: usize,
}

/// Writes a library as the index of a folder, which `place` tells from any other.
pub(super) fn encode(kept: &Kept, place: [u8; 16]) -> Vec<u8> {
    let Kept { library, read } = kept;
    let mut file = MAGIC.to_vec();
    let mut part = Writer::default();
    part.number(LAYOUT);
    part.text(PROGRAM);
    part.number(u64::from(library.kind == Kind::Practice));
    part.fixed(&place);
    part.signed(*read);
    part.number(library.rows.len() as u64);
    add_part(&mut file, part);
    let mut part = Writer::default();
    part.number(library.texts.len() as u64);
    for text in &library.texts {
        part.text(text);
    }
    add_part(&mut file, part);
    for rows in library.rows.chunks(IN_PART) {
        let mut part = Writer::default();
        for row in rows {
            write_row(&mut part, row);
        }
        add_part(&mut file, part);
    }
    let mut part = Writer::default();
    library.words.write(&mut part);
    add_part(&mut file, part);
    file
}

/// Reads an index; nothing where it is damaged, of another version, of another folder or kind.
pub(super) fn decode(bytes: &[u8], kind: Kind, place: [u8; 16]) -> Option<Kept> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let heading = read_heading(next_part(&mut rest)?, kind, place)?;
    let texts = read_texts(next_part(&mut rest)?)?;
    let mut rows = Vec::new();
    while rows.len() < heading.rows {
        let expected = IN_PART.min(heading.rows - rows.len());
        read_rows(next_part(&mut rest)?, expected, &texts, &mut rows)?;
    }
    let mut part = Reader::over(next_part(&mut rest)?);
    let words = Words::read(&mut part, rows.len())?;
    (rest.is_empty() && part.is_done()).then_some(Kept {
        library: Arc::new(Library::of(kind, rows, texts, words)),
        read: heading.read,
    })
}

/// Reads the beginning of the index of a kind: as many rows as fill the first screens. Nothing
/// where there is no index that can be used.
pub fn read_start(cabinet: &Cabinet, kind: Kind) -> Option<Start> {
    let storage = cabinet.storage.as_ref();
    let index = IndexFile::of(&cabinet.home, kind);
    let bytes = index.read_start(storage, START).ok()?;
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let heading = read_heading(next_part(&mut rest)?, kind, index.place(storage))?;
    let texts = read_texts(next_part(&mut rest)?)?;
    let mut rows = Vec::new();
    let expected = IN_PART.min(heading.rows);
    if expected > 0 {
        read_rows(next_part(&mut rest)?, expected, &texts, &mut rows)?;
    }
    Some(Start {
        kept: Kept {
            library: Arc::new(Library::of(kind, rows, texts, Words::default())),
            read: heading.read,
        },
        rows: heading.rows,
    })
}

fn add_part(file: &mut Vec<u8>, part: Writer) {
    let bytes = part.finish();
    file.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    file.extend_from_slice(&crc32c::crc32c(&bytes).to_le_bytes());
    file.extend_from_slice(&bytes);
}

fn next_part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    let (sum, after) = after.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (part, after) = after.split_at_checked(length)?;
    *rest = after;
    (crc32c::crc32c(part) == u32::from_le_bytes(*sum)).then_some(part)
}

fn read_heading(part: &[u8], kind: Kind, place: [u8; 16]) -> Option<Heading> {
    let mut part = Reader::over(part);
    let ours = part.number()? == LAYOUT
        && part.text()? == PROGRAM
        && part.number()? == u64::from(kind == Kind::Practice)
        && part.fixed()? == place;
    if !ours {
        return None;
    }
    Some(Heading {
        read: part.signed()?,
        rows: usize::try_from(part.number()?).ok()?,
    })
}

fn read_texts(part: &[u8]) -> Option<Vec<Box<str>>> {
    let mut part = Reader::over(part);
    let count = part.number()?;
    let texts: Option<Vec<Box<str>>> = (0..count).map(|_| Some(part.text()?.into())).collect();
    texts.filter(|texts| part.is_done() && !texts.is_empty())
}

fn read_rows(
    part: &[u8],
    expected: usize,
    texts: &[Box<str>],
    rows: &mut Vec<CaseRow>,
) -> Option<()> {
    let mut reading = RowReader {
        part: Reader::over(part),
        texts: texts.len(),
    };
    for _ in 0..expected {
        rows.push(reading.row()?);
    }
    reading.part.is_done().then_some(())
}
