//! A case on a simulated disk, by the doors that the program itself uses.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use talking_piece::case::Now;
use talking_piece::clock::Clock as _;
use talking_piece::store::{
    CaseFolder, Header, HeaderId, Home, Journal, Kind, LineHash, MemoryDisk, OpenCase, Opened,
    Reference, Ring, Scan, ScanError, ScriptCopy, Storage, StoreError, WriterCore, entry_line,
    header_line, open_case,
};

use super::StepClock;

/// A sealed journal of version 1.
pub const SEALED: &str = include_str!("../it/golden/sealed-1.journal");
/// The secret key of its reader, which reads nothing else.
pub const SEALED_FOR: &str = include_str!("../it/golden/sealed-1.key");

/// Where a journal lies that stands by itself.
const ALONE: &str = "/journal";

/// The home of the simulated disk.
pub fn home() -> Home {
    Home::at("/home")
}

/// The folder of the case.
pub fn folder() -> CaseFolder {
    let reference = Reference::new("PR-0001").expect("a reference");
    CaseFolder::locate(&home(), Kind::Practice, &reference)
}

/// Creates the home and the case.
pub fn create(storage: &dyn Storage) -> Result<Box<OpenCase>, StoreError> {
    home().prepare(storage)?;
    let script = ScriptCopy {
        id: "conference",
        text: "{}",
    };
    OpenCase::create(storage, &home(), &folder(), now(), &[script])
}

/// Opens the case, as the next start does.
pub fn open(storage: &dyn Storage) -> Result<Opened, StoreError> {
    open_case(storage, &home(), &folder(), now())
}

/// The plan of the case, as it lies in its folder.
pub fn plan(storage: &dyn Storage, case: &OpenCase) -> Result<Option<Vec<u8>>, StoreError> {
    folder().plan(storage, &case.content.scan.writing)
}

/// The writer of the case, step by step and without a thread.
pub fn writer(storage: &Arc<dyn Storage>, case: OpenCase) -> WriterCore {
    let clock = Arc::new(StepClock::default());
    WriterCore::new(storage.clone(), clock, case, home().rescue_places())
}

/// A disk with nothing on it but these bytes, as a journal that stands by itself.
pub fn disk_with(journal: &[u8]) -> io::Result<MemoryDisk> {
    let disk = MemoryDisk::default();
    disk.put(&alone(), journal)?;
    Ok(disk)
}

/// The bytes of that journal.
pub fn bytes_of(disk: &MemoryDisk) -> io::Result<Vec<u8>> {
    disk.read(&alone(), u64::MAX)
}

/// Begins a journal that stands by itself.
pub fn begin_journal(id: u8) -> Result<MemoryDisk, StoreError> {
    let disk = MemoryDisk::default();
    let header = Header::plain(HeaderId([id; 16]), Kind::Practice);
    Journal::create(&disk, "/".as_ref(), "journal", &header)?;
    Ok(disk)
}

/// Opens it; `acknowledged` is what this computer reported as saved.
pub fn open_journal(disk: &MemoryDisk, acknowledged: Option<u64>) -> Result<Journal, StoreError> {
    Journal::open(disk, &alone(), acknowledged, &Ring::default()).map(|(journal, _)| journal)
}

/// Reads the bytes of a journal.
pub fn scan(bytes: &[u8]) -> Result<Scan, ScanError> {
    talking_piece::store::scan(bytes, &Ring::default())
}

/// A journal that holds these bodies, as the program would have written it.
pub fn journal_of(bodies: impl Iterator<Item = String>) -> Vec<u8> {
    let header = Header::plain(HeaderId([7; 16]), Kind::Practice);
    let mut text = header_line(&header).expect("a header");
    let mut previous = LineHash::of(&text);
    text.push('\n');
    for (number, body) in (1..).zip(bodies) {
        let line = entry_line(number, previous, &body);
        previous = LineHash::of(&line);
        text.push_str(&line);
        text.push('\n');
    }
    text.into_bytes()
}

fn alone() -> PathBuf {
    PathBuf::from(ALONE)
}

fn now() -> Now {
    StepClock::default().now()
}
