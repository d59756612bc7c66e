//! Checking and listing every shipped script, and opening a case of the largest one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use talking_piece::clock::SystemClock;
use talking_piece::script_file::{self, Shelf};

use crate::cases::{self, gather};
use crate::hasty::HastyDisk;
use crate::program::Program;
use crate::row::{Row, median};

const ROUNDS: usize = 25;
const LARGEST: &str = "RC-0001";
const SMALLEST: &str = "RC-0002";

/// Measures the reader in turns with bare parsing, and two programs in turns.
pub fn measure() -> Vec<Row> {
    let files = shipped_files();
    let (mut parsing, mut checking, mut listing) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let parsed = timed(|| files.iter().for_each(|file| parse(file)));
        let checked = timed(|| files.iter().for_each(|file| check(file)));
        let listed = timed(|| assert_eq!(Shelf::gather([], []).scripts.len(), files.len()));
        // The first round only warms everything up.
        if round > 0 {
            parsing.push(parsed);
            checking.push(checked);
            listing.push(listed);
        }
    }
    let parsing = median(parsing);
    let mut rows = vec![
        Row::times(
            "checking every shipped script; beside reading and parsing the same files with serde_json",
            median(checking),
            parsing,
            3.0,
        ),
        Row::times(
            "listing every shipped script; beside reading and parsing the same files with serde_json",
            median(listing),
            parsing,
            3.0,
        ),
    ];
    rows.push(opening(&files));
    rows
}

fn opening(files: &[PathBuf]) -> Row {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let home = folder.path().join("home");
    let size = |file: &&PathBuf| fs::metadata(file).expect("a file").len();
    let largest = files.iter().max_by_key(size).expect("a script");
    let smallest = files.iter().min_by_key(size).expect("a script");
    begin(&home, LARGEST, largest);
    begin(&home, SMALLEST, smallest);
    let (mut large, mut small) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for (reference, times) in [(LARGEST, &mut large), (SMALLEST, &mut small)] {
            let begun = Program::ours(&home, &["run", reference])
                .started(|screen| screen.contains("Stage "));
            if round > 0 {
                times.push(begun);
            }
        }
    }
    Row::times(
        "start to the first picture of the room with the largest script; beside the same with the smallest",
        median(large),
        median(small),
        1.2,
    )
}

/// Begins a meeting in a home, from the script of a file.
fn begin(home: &Path, reference: &str, file: &Path) {
    let office = cases::office(Arc::new(HastyDisk), home, Arc::new(SystemClock));
    let id = file.file_stem().and_then(|stem| stem.to_str());
    let mut desk = office
        .begin(Some(reference), id.expect("a name"))
        .expect("a case");
    gather(&mut desk);
    let left = desk.close(Duration::from_secs(10));
    assert_eq!(left.jobs, 0, "everything is saved");
}

fn shipped_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let entries = fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
}

fn parse(file: &Path) {
    let bytes = fs::read(file).expect("a readable file");
    let value: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert!(value.is_object());
}

fn check(file: &Path) {
    let bytes = fs::read(file).expect("a readable file");
    assert!(script_file::read(&bytes, "script").is_ok());
}

fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64()
}
