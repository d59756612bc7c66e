//! What the tests of this room share.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Duration};

use super::{
    Batch, CaseFolder, Entry, HeldWords, Home, Kind, OpenCase, Opened, Reference, ScriptCopy,
    Storage, StoreError, WriterCore, open_case,
};
use crate::case::Now;
use crate::clock::Clock;

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

/// The folder of the case that most tests use.
pub(super) fn folder(home: &Home) -> CaseFolder {
    CaseFolder::locate(home, Kind::Practice, &Reference::new("RC-0412").unwrap())
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
