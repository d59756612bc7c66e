//! A case on a simulated disk, by the doors that the program itself uses.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use talking_piece::case::Now;
use talking_piece::clock::Clock as _;
use talking_piece::store::{
    CaseFolder, Header, HeaderId, Home, Journal, Keyring, Kind, LineHash, MemoryDisk, OpenCase,
    Opened, Reference, Ring, Scan, ScanError, ScriptCopy, Storage, StoreError, WriterCore,
    entry_line, header_line, open_case,
};

use super::StepClock;

/// A sealed journal of version 1.
pub const SEALED: &str = include_str!("../it/golden/sealed-1.journal");
/// The secret key of its reader, which reads nothing else.
pub const SEALED_FOR: &str = include_str!("../it/golden/sealed-1.key");

/// Where a journal lies that stands by itself.
const ALONE: &str = "/journal";

/// How a case is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// In letters that everybody can read, as for practice.
    Plain,
    /// Sealed for its readers, as a real case of a protected home.
    Sealed,
}

/// Both ways of writing a case.
pub const WAYS: [Written; 2] = [Written::Plain, Written::Sealed];

/// What is broken on purpose, and has to be found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Nothing.
    Nothing,
    /// The disk, which does nothing when it is asked to sync.
    Syncs,
    /// The sealing: what is to be sealed is written in letters that everybody can read.
    Sealing,
}

impl Broken {
    /// How a case is written in truth that is to be written so.
    pub fn in_truth(self, written: Written) -> Written {
        match self {
            Self::Nothing | Self::Syncs => written,
            Self::Sealing => Written::Plain,
        }
    }
}

/// The keys of the reader of the sealed journal, and of every sealed case here.
///
/// They are handed in, as somebody has them who typed a passphrase: to work one out takes longer
/// than all that is tried afterwards.
pub fn keys() -> &'static Ring {
    static RING: OnceLock<Ring> = OnceLock::new();
    RING.get_or_init(|| {
        let keyring = Keyring::of_identity(SEALED_FOR, &MemoryDisk::default());
        Ring::holding(keyring.ok().flatten().expect("a secret key"))
    })
}

/// A home on the simulated disk, and the one case in it.
#[derive(Debug, Clone)]
pub struct Place {
    home: Home,
    folder: CaseFolder,
}

impl Place {
    /// The place of a case that is written so.
    pub fn of(written: Written) -> Self {
        let (kind, reference, ring) = match written {
            Written::Plain => (Kind::Practice, "PR-0001", Ring::default()),
            Written::Sealed => (Kind::Case, "RC-0001", keys().clone()),
        };
        let home = Home::at("/home").with_ring(ring);
        let reference = Reference::new(reference).expect("a reference");
        let folder = CaseFolder::locate(&home, kind, &reference);
        Self { home, folder }
    }

    /// The folder of the case.
    pub fn folder(&self) -> &CaseFolder {
        &self.folder
    }

    /// Creates the home and the case.
    pub fn create(&self, storage: &dyn Storage) -> Result<Box<OpenCase>, StoreError> {
        self.home.prepare(storage)?;
        let script = ScriptCopy {
            id: "conference",
            text: "{}",
        };
        OpenCase::create(storage, &self.home, &self.folder, now(), &[script])
    }

    /// Opens the case, as the next start does.
    pub fn open(&self, storage: &dyn Storage) -> Result<Opened, StoreError> {
        open_case(storage, &self.home, &self.folder, now())
    }

    /// The plan of the case, as it lies in its folder.
    pub fn plan(
        &self,
        storage: &dyn Storage,
        case: &OpenCase,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.folder.plan(storage, &case.content.scan.writing)
    }

    /// The writer of the case, step by step and without a thread.
    pub fn writer(&self, storage: &Arc<dyn Storage>, case: OpenCase) -> WriterCore {
        let clock = Arc::new(StepClock::default());
        WriterCore::new(storage.clone(), clock, case, self.home.rescue_places())
    }
}

/// A disk with nothing on it but these bytes, as a journal that stands by itself.
///
/// `start` counts the starts of the program in the life of that journal: no two draw the same random
/// numbers.
pub fn disk_with(journal: &[u8], start: u8) -> io::Result<MemoryDisk> {
    let disk = MemoryDisk::default().with_randomness_from(1 + u32::from(start));
    disk.put(&alone(), journal)?;
    Ok(disk)
}

/// The bytes of that journal.
pub fn bytes_of(disk: &MemoryDisk) -> io::Result<Vec<u8>> {
    disk.read(&alone(), u64::MAX)
}

/// Begins a journal that stands by itself. A sealed one has the first line of the golden file, so
/// that all of it comes of the seed: age draws its keys from the computer.
pub fn begin_journal(id: u8, written: Written) -> io::Result<MemoryDisk> {
    let first = match written {
        Written::Plain => {
            let header = Header::plain(HeaderId([id; 16]), Kind::Practice);
            header_line(&header)? + "\n"
        }
        Written::Sealed => {
            let first = SEALED.split_inclusive('\n').next();
            first.unwrap_or_default().to_owned()
        }
    };
    disk_with(first.as_bytes(), 0)
}

/// Opens it, and gives what it holds; `acknowledged` is what this computer reported as saved.
pub fn open_journal(
    disk: &MemoryDisk,
    acknowledged: Option<u64>,
) -> Result<(Journal, Scan), StoreError> {
    Journal::open(disk, &alone(), acknowledged, keys())
}

/// Reads the bytes of a journal, plain or sealed for the reader here.
pub fn scan(bytes: &[u8]) -> Result<Scan, ScanError> {
    talking_piece::store::scan(bytes, keys())
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
