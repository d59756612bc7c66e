//! What sealing costs: "Saved" and opening a long case, sealed beside plain.

use std::time::Instant;

use talking_piece::desk::Cabinet;
use talking_piece::store::{Keyring, Kind, Passphrase, protect, seal_anew};

use crate::opening::{REFERENCE, write_long_case};
use crate::row::{Row, median};
use crate::saving::{NOTE, Stepped, cabinet_in};

const SAVES: usize = 100;
const OPENINGS: usize = 15;
/// The lowest cost there is: what unlocking costs is not measured here.
const COST: u8 = 14;

/// Measures both, plain and sealed in turns.
pub fn measure() -> Vec<Row> {
    let mut rows = saving();
    rows.push(opening());
    rows
}

fn saving() -> Vec<Row> {
    let (plain, sealed) = (tempfile(), tempfile());
    let (open, _woken) = cabinet_in(plain.path());
    let (closed, _woken) = cabinet_in(sealed.path());
    seal(&closed);
    let (mut open, mut closed) = (Stepped::begin(&open), Stepped::begin(&closed));
    let body = format!(r#"{{"v":1,"at":"2026-03-20T14:03:07.000+00:00","t":"{NOTE}"}}"#);
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..SAVES {
        times[0].push(open.save(&body, false));
        times[1].push(closed.save(&body, false));
        times[2].push(open.save(&body, true));
        times[3].push(closed.save(&body, true));
    }
    let [event, sealed_event, note, sealed_note] = times.map(median);
    vec![
        Row::times(
            "a sealed event, beside a plain one",
            sealed_event,
            event,
            1.3,
        ),
        Row::times("a sealed note, beside a plain one", sealed_note, note, 1.3),
    ]
}

fn opening() -> Row {
    let (plain, sealed) = (tempfile(), tempfile());
    let (open, _woken) = cabinet_in(plain.path());
    let (closed, _woken) = cabinet_in(sealed.path());
    write_long_case(&open);
    write_long_case(&closed);
    seal(&closed);
    let folder = closed.folder(Kind::Case, REFERENCE).expect("a folder");
    let now = closed.clock.now();
    seal_anew(closed.storage.as_ref(), &closed.home, &folder, now).expect("a sealed case");
    let read = |cabinet: &Cabinet| {
        let begun = Instant::now();
        cabinet
            .read(Kind::Case, REFERENCE)
            .expect("a readable case");
        begun.elapsed().as_secs_f64()
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        before.push(read(&open));
        after.push(read(&closed));
    }
    let what = "opening a sealed case of 10 000 events, beside a plain one";
    Row::times(what, median(after), median(before), 2.0)
}

fn seal(cabinet: &Cabinet) {
    let storage = cabinet.storage.as_ref();
    let service = Keyring::generate(storage, Vec::new()).expect("keys");
    let reader = talking_piece::store::Reader {
        name: "Service".to_owned(),
        key: service.public(),
        recovery: true,
    };
    let passphrase = Passphrase::by_lot(storage).expect("words");
    protect(storage, &cabinet.home, &passphrase, COST, vec![reader]).expect("a protected home");
}

fn tempfile() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}
