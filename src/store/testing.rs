//! What the tests of this room share.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Duration};

use super::{
    Batch, CaseFolder, Disk, Entry, Header, HeaderId, HeldWords, Home, Keyring, Kind, OpenCase,
    Opened, Reader, Reference, Ring, ScriptCopy, Storage, StoreError, WriterCore, open_case,
};
use crate::case::Now;
use crate::clock::Clock;

#[expect(
    unreachable_pub,
    reason = "it is the same file that the tests from outside use"
)]
#[path = "../../tests/rig/readable.rs"]
pub(super) mod readable;

/// A clock that goes on by one second at each reading.
#[derive(Debug, Default)]
pub(super) struct StepClock {
    readings: AtomicU64,
}

impl Clock for StepClock {
    fn now(&self) -> Now {
        let seconds = self.readings.fetch_add(1, Ordering::Relaxed);
        let start = now();
        Now {
            wall: start.wall + Duration::seconds(seconds.cast_signed()),
            steady: start.steady + seconds * 1000,
        }
    }
}

/// 14:03:07 on a day in March.
pub(super) fn now() -> Now {
    let wall = DateTime::parse_from_rfc3339("2026-03-20T14:03:07+00:00").unwrap();
    Now {
        wall,
        steady: 1_000,
    }
}

/// The home of the simulated disk.
pub(super) fn home() -> Home {
    Home::at("/home")
}

/// The same home with real cases sealed.
pub(super) fn sealed_home() -> Home {
    home().with_ring(ring())
}

/// Keys with a reader beside their owner, made once.
pub(super) fn ring() -> Ring {
    static RING: OnceLock<Ring> = OnceLock::new();
    let make = || {
        let manager = Keyring::generate(&Disk, Vec::new()).unwrap();
        let reader = Reader {
            name: "Service manager".to_owned(),
            key: manager.public(),
            recovery: true,
        };
        Ring::holding(Keyring::generate(&Disk, vec![reader]).unwrap())
    };
    RING.get_or_init(make).clone()
}

/// The folder of the case that most tests use: a practice case, or where cases are sealed a real
/// one.
pub(super) fn folder(home: &Home) -> CaseFolder {
    CaseFolder::locate(home, kind(home), &Reference::new("RC-0412").unwrap())
}

/// The kind of that case.
pub(super) fn kind(home: &Home) -> Kind {
    Kind::of(home.ring().keyring().is_none())
}

/// The first line of a journal, as such a home begins one.
pub(super) fn header(home: &Home, id: u8) -> Header {
    let id = HeaderId([id; 16]);
    match home.ring().keyring() {
        Some(keyring) => keyring.new_case(&Disk, id, kind(home)).unwrap().0,
        None => Header::plain(id, kind(home)),
    }
}

/// Creates the home and the case.
pub(super) fn create(storage: &dyn Storage, home: &Home) -> Result<Box<OpenCase>, StoreError> {
    home.prepare(storage)?;
    let script = ScriptCopy {
        id: "conference",
        text: "{}",
    };
    OpenCase::create(storage, home, &folder(home), now(), &[script])
}

/// Opens the case for writing; anything else is a failure of the test.
pub(super) fn reopen(storage: &dyn Storage, home: &Home) -> Box<OpenCase> {
    match open_case(storage, home, &folder(home), now()).unwrap() {
        Opened::Writable(case) => case,
        Opened::ReadOnly(_, why) => panic!("opened read-only: {why}"),
    }
}

/// The stepped writer with the rescue places of its home.
pub(super) fn core(storage: &Arc<dyn Storage>, home: &Home, case: Box<OpenCase>) -> WriterCore {
    WriterCore::new(
        storage.clone(),
        Arc::new(StepClock::default()),
        *case,
        home.rescue_places(),
    )
}

/// The body of an entry.
pub(super) fn body(number: u64) -> String {
    format!(r#"{{"t":"mark","n":{number}}}"#)
}

/// One entry with one note.
pub(super) fn batch(number: u64) -> Batch {
    Batch {
        words: vec![HeldWords {
            id: number,
            body: format!(r#"{{"id":{number},"text":"w"}}"#),
        }],
        entries: vec![Entry {
            number,
            body: body(number),
        }],
        ..Batch::default()
    }
}
