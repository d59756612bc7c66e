//! What closing costs beside its event: the seal of a long case, which no key waits for. It hashes
//! every entry, so it is compared with what reads every entry as well.

use std::time::Instant;

use talking_piece::store::{Batch, Entry, Kind, Opened, Report, WriterCore, open_case};

use crate::opening::{REFERENCE, write_long_case};
use crate::row::{Row, median};
use crate::saving::cabinet_in;

const ROUNDS: usize = 40;

/// Measures the seal of ten thousand entries beside opening their case.
pub fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (cabinet, _woken) = cabinet_in(folder.path());
    write_long_case(&cabinet);
    let storage = cabinet.storage.as_ref();
    let case = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let opened = open_case(storage, &cabinet.home, &case, cabinet.clock.now());
    let Ok(Opened::Writable(open)) = opened else {
        panic!("the case does not open");
    };
    let first = open.content.scan.last_number() + 1;
    let (storage, clock) = (cabinet.storage.clone(), cabinet.clock.clone());
    let mut core = WriterCore::new(storage, clock, *open, vec![]);
    let (mut openings, mut seals) = (Vec::new(), Vec::new());
    for number in (first..).take(ROUNDS) {
        let body = r#"{"v":1,"at":"2026-03-20T14:03:07.000+00:00","t":"closed"}"#.to_owned();
        let batch = Batch {
            entries: vec![Entry { number, body }],
            seal: true,
            ..Batch::default()
        };
        let begun = Instant::now();
        cabinet
            .read(Kind::Case, REFERENCE)
            .expect("a readable case");
        openings.push(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        let (mut saved, mut sealed) = (0.0, 0.0);
        core.take(batch, &mut |report| {
            if let Report::Saved { .. } = report {
                saved = begun.elapsed().as_secs_f64();
            } else if report == Report::Sealed {
                sealed = begun.elapsed().as_secs_f64();
            }
        });
        seals.push(sealed - saved);
    }
    vec![Row::times(
        "the seal of a closing after 10 000 entries; beside opening their case",
        median(seals),
        median(openings),
        0.5,
    )]
}
