//! The index as a file: parts with a check sum each, so that its beginning can be used before
//! the rest was read.
//!
//! ```text
//! what it is | shared texts | rows, 256 at a time | … | words of the agreements
//! ```

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::bytes::{Reader, Writer};
use super::row::{CaseRow, Stands, State};
use super::words::Words;
use super::{Library, Text, days};
use crate::desk::Cabinet;
use crate::script::Outcome;
use crate::store::{CaseStamp, HeaderId, IndexFile, Kind};

/// How an index begins; the number at its end changes with what stands in it.
const MAGIC: &[u8; 8] = b"tp-index";
const LAYOUT: u64 = 2;
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

fn write_row(to: &mut Writer, row: &CaseRow) {
    let CaseRow {
        reference,
        own,
        copy_of,
        id,
        entries,
        opened,
        last,
        met,
        process,
        script,
        facilitators,
        due,
        days: case_days,
        items,
        open_items,
        version,
        conflicts,
        continued,
        own_script,
        stamp,
    } = row;
    to.text(reference);
    write_state(to, *own);
    write_text(to, *copy_of);
    to.number(u64::from(id.is_some()));
    if let Some(id) = id {
        to.fixed(&id.0);
    }
    to.number(u64::from(*entries));
    for time in [opened, last] {
        write_time(to, *time);
    }
    for day in [met, due] {
        write_day(to, *day);
    }
    days::write(to, *case_days);
    for text in [process, script, facilitators, own_script] {
        to.number(u64::from(text.0));
    }
    for count in [items, open_items, version] {
        to.number(u64::from(*count));
    }
    to.number(u64::from(*conflicts) | u64::from(*continued) << 1);
    to.fixed(&stamp.files.to_le_bytes());
    to.signed(stamp.modified);
}

fn write_state(to: &mut Writer, state: State) {
    let stands = match state {
        State::Stands(stands) => stands,
        State::Sealed(why) => return write_tagged(to, 1, Some(why)),
        State::Newer(why) => return write_tagged(to, 2, Some(why)),
        State::Broken(why) => return write_tagged(to, 3, Some(why)),
        State::Copy(of) => return write_tagged(to, 4, of),
    };
    match stands {
        Stands::Prepared => to.number(5),
        Stands::Running => to.number(6),
        Stands::Adjourned(until) => {
            to.number(7);
            write_day(to, until);
        }
        Stands::Closed(outcome) => {
            to.number(9);
            let place =
                outcome.and_then(|outcome| Outcome::ALL.iter().position(|one| *one == outcome));
            to.number(place.map_or(0, |place| place as u64 + 1));
        }
        Stands::Ended {
            outcome,
            agrees,
            notes_wait,
        } => {
            to.number(8);
            let outcome = Outcome::ALL.iter().position(|known| *known == outcome);
            to.number(outcome.unwrap_or(0) as u64);
            to.number(u64::from(agrees) | u64::from(notes_wait) << 1);
        }
    }
}

fn write_tagged(to: &mut Writer, tag: u64, text: Option<Text>) {
    to.number(tag);
    write_text(to, text);
}

fn write_text(to: &mut Writer, text: Option<Text>) {
    to.number(text.map_or(0, |text| u64::from(text.0) + 1));
}

fn write_time(to: &mut Writer, time: Option<DateTime<FixedOffset>>) {
    to.number(u64::from(time.is_some()));
    if let Some(time) = time {
        to.signed(time.timestamp_millis());
        to.signed(time.offset().local_minus_utc().into());
    }
}

fn write_day(to: &mut Writer, day: Option<NaiveDate>) {
    use chrono::Datelike as _;
    to.number(u64::from(day.is_some()));
    if let Some(day) = day {
        to.signed(day.num_days_from_ce().into());
    }
}

/// What stands there cannot be what was written.
struct Damaged;

struct RowReader<'a> {
    part: Reader<'a>,
    /// How many shared texts there are.
    texts: usize,
}

impl RowReader<'_> {
    fn row(&mut self) -> Option<CaseRow> {
        let mut row = CaseRow {
            reference: self.part.text()?.into(),
            own: self.state()?,
            copy_of: self.perhaps_text().ok()?,
            id: match self.part.number()? {
                0 => None,
                _ => Some(HeaderId(self.part.fixed()?)),
            },
            entries: self.small()?,
            opened: self.time().ok()?,
            last: self.time().ok()?,
            met: self.day().ok()?,
            due: self.day().ok()?,
            days: days::read(&mut self.part)?,
            process: self.text()?,
            script: self.text()?,
            facilitators: self.text()?,
            own_script: self.text()?,
            items: self.small()?,
            open_items: self.small()?,
            version: self.small()?,
            conflicts: false,
            continued: false,
            stamp: CaseStamp::default(),
        };
        let flags = self.part.number()?;
        row.conflicts = flags & 1 > 0;
        row.continued = flags & 2 > 0;
        row.stamp = CaseStamp {
            files: u64::from_le_bytes(self.part.fixed()?),
            modified: self.part.signed()?,
        };
        Some(row)
    }

    fn state(&mut self) -> Option<State> {
        Some(match self.part.number()? {
            1 => State::Sealed(self.perhaps_text().ok()??),
            2 => State::Newer(self.perhaps_text().ok()??),
            3 => State::Broken(self.perhaps_text().ok()??),
            4 => State::Copy(self.perhaps_text().ok()?),
            5 => State::Stands(Stands::Prepared),
            6 => State::Stands(Stands::Running),
            7 => State::Stands(Stands::Adjourned(self.day().ok()?)),
            8 => {
                let outcome = usize::try_from(self.part.number()?).ok()?;
                let flags = self.part.number()?;
                State::Stands(Stands::Ended {
                    outcome: *Outcome::ALL.get(outcome)?,
                    agrees: flags & 1 > 0,
                    notes_wait: flags & 2 > 0,
                })
            }
            9 => State::Stands(Stands::Closed(match self.part.number()? {
                0 => None,
                place => Some(*Outcome::ALL.get(usize::try_from(place).ok()?.checked_sub(1)?)?),
            })),
            _ => return None,
        })
    }

    fn small<Number: TryFrom<u64>>(&mut self) -> Option<Number> {
        Number::try_from(self.part.number()?).ok()
    }

    fn text(&mut self) -> Option<Text> {
        let text: u32 = self.small()?;
        let known = usize::try_from(text).is_ok_and(|text| text < self.texts);
        known.then_some(Text(text))
    }

    /// A text, or that there is none.
    fn perhaps_text(&mut self) -> Result<Option<Text>, Damaged> {
        let number: u32 = self.small().ok_or(Damaged)?;
        let Some(text) = number.checked_sub(1) else {
            return Ok(None);
        };
        let known = usize::try_from(text).is_ok_and(|text| text < self.texts);
        known.then_some(Some(Text(text))).ok_or(Damaged)
    }

    fn time(&mut self) -> Result<Option<DateTime<FixedOffset>>, Damaged> {
        if self.part.number().ok_or(Damaged)? == 0 {
            return Ok(None);
        }
        let mut time = || {
            let at = DateTime::from_timestamp_millis(self.part.signed()?)?;
            let offset = FixedOffset::east_opt(i32::try_from(self.part.signed()?).ok()?)?;
            Some(at.with_timezone(&offset))
        };
        time().map(Some).ok_or(Damaged)
    }

    fn day(&mut self) -> Result<Option<NaiveDate>, Damaged> {
        if self.part.number().ok_or(Damaged)? == 0 {
            return Ok(None);
        }
        let days = self.part.signed().and_then(|days| i32::try_from(days).ok());
        let day = days.and_then(NaiveDate::from_num_days_from_ce_opt);
        day.map(Some).ok_or(Damaged)
    }
}
