//! The library of ten thousand and of a hundred thousand cases.

mod making;
mod words;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use talking_piece::clock::SystemClock;
use talking_piece::desk::Cabinet;
use talking_piece::desk::library::{
    Filter, Library, Looking, Order, Search, drop_index, read_library, refresh,
};
use talking_piece::store::{Disk, Home, Kind};

use crate::program::Program;
use crate::resting::peak;
use crate::row::{Row, median};

pub use making::make;

const SIZES: [(usize, &str); 2] = [(10_000, "10 000"), (100_000, "100 000")];
const ROUNDS: usize = 5;
const SEED: u64 = 7;
/// A word of many agreements, and one of a few.
const WORDS: [(&str, &str); 2] = [("garden", "of many"), ("barden", "of a few")];

/// What was measured of one size, in seconds.
struct Measured {
    first: f64,
    answers: Vec<f64>,
}

/// Measures both sizes, and how much longer the larger one takes.
pub fn measure() -> Vec<Row> {
    let mut rows = Vec::new();
    let [small, large] = SIZES.map(|(cases, told)| {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        eprintln!("making {told} cases");
        make(folder.path(), cases, SEED);
        of_size(folder.path(), cases, told, &mut rows)
    });
    let what = "from 10 000 cases to 100 000: start to the first cases";
    rows.push(Row::times(what, large.first, small.first, 3.0));
    for ((large, small), (word, many)) in large.answers.iter().zip(&small.answers).zip(WORDS) {
        let what = format!("from 10 000 cases to 100 000: an answer for \"{word}\", a word {many}");
        rows.push(Row::times(&what, *large, *small, 3.0));
    }
    rows
}

fn of_size(home: &Path, cases: usize, told: &str, rows: &mut Vec<Row>) -> Measured {
    let cabinet = cabinet(home);
    // In turns: a computer that slows down meanwhile slows both.
    let (parsed, built) = (0..3)
        .map(|_| (parse_all(&home.join("cases")), build(&cabinet)))
        .unzip();
    let (parsed, built) = (median(parsed), median(built));
    let what = format!(
        "{told} cases: the index from nothing; beside reading and parsing the same files on every core"
    );
    rows.push(Row::times(&what, built, parsed, 1.5));
    let known = read_library(&cabinet, Kind::Case).expect("an index");
    assert_eq!(known.library.rows().len(), cases);
    let first = median((0..ROUNDS).map(|_| first_cases(home)).collect());
    let plain = median(
        (0..ROUNDS)
            .map(|_| plain_index(&known.library, home))
            .collect(),
    );
    let what = format!(
        "{told} cases: start to the first cases; beside reading an index of as many lines of JSON"
    );
    rows.push(Row::times(&what, first, plain, 1.2));
    let mut answers = Vec::new();
    for (word, many) in WORDS {
        let expected = count(&known.library, word);
        let answer = median(
            (0..ROUNDS)
                .map(|_| answered(home, word, expected, cases))
                .collect(),
        );
        answers.push(answer);
        let what = format!(
            "{told} cases: key to the answer for \"{word}\", a word {many} ({expected}); beside ripgrep over the plans"
        );
        rows.push(match ripgrep(home, word) {
            Some(theirs) => Row::times(&what, answer, theirs, 0.1),
            None => Row::skipped(&what, "ripgrep is not installed"),
        });
    }
    rows.push(memory(home, cases, told));
    Measured { first, answers }
}

fn cabinet(home: &Path) -> Cabinet {
    Cabinet {
        storage: Arc::new(Disk),
        clock: Arc::new(SystemClock),
        home: Home::at(home),
        waker: Arc::new(|| ()),
    }
}

fn build(cabinet: &Cabinet) -> f64 {
    drop_index(cabinet, Kind::Case).expect("no index");
    let looking = Looking {
        threads: "bench",
        always_keep: true,
        stop: &AtomicBool::new(false),
        tell: &|_, _| (),
    };
    let begun = Instant::now();
    refresh(cabinet, Kind::Case, None, &looking).expect("a library");
    begun.elapsed().as_secs_f64()
}

/// Reads every journal and plan below a folder and parses what stands in them, on every core.
fn parse_all(cases: &Path) -> f64 {
    let begun = Instant::now();
    let names: Vec<PathBuf> = fs::read_dir(cases)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(path) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                    parse_journal(&path.join("journal"));
                    if let Ok(bytes) = fs::read(path.join("plan.json")) {
                        let plan: Value = serde_json::from_slice(&bytes).expect("JSON");
                        black_box(plan);
                    }
                }
            });
        }
    });
    begun.elapsed().as_secs_f64()
}

fn parse_journal(journal: &Path) {
    let text = fs::read_to_string(journal).expect("a journal");
    for line in text.lines().filter(|line| line.starts_with("p1 ")) {
        let body = line.split(' ').nth(3).expect("a body");
        let body = URL_SAFE_NO_PAD.decode(body).expect("letters");
        let value: Value = serde_json::from_slice(&body).expect("JSON");
        black_box(value);
    }
}

/// Seconds to read an index of as many rows that is kept as lines of JSON.
fn plain_index(library: &Library, home: &Path) -> f64 {
    let path = home.join("plain-index");
    if !path.exists() {
        let lines = library.rows().iter().map(|row| {
            let line = json!({
                "ref": row.reference, "entries": row.entries, "opened": row.opened,
                "last": row.last, "met": row.met, "due": row.due,
                "process": library.text(row.process), "by": library.text(row.facilitators),
                "items": row.items, "open": row.open_items, "stands": library.called(row),
            });
            line.to_string() + "\n"
        });
        fs::write(&path, lines.collect::<String>()).expect("a file");
    }
    let begun = Instant::now();
    let text = fs::read_to_string(&path).expect("a file");
    let rows: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    black_box(rows);
    begun.elapsed().as_secs_f64()
}

fn review(home: &Path) -> Program {
    Program::ours(home, &["review"])
}

fn first_cases(home: &Path) -> f64 {
    review(home).started(|screen| screen.contains("› RC-"))
}

fn count(library: &Library, word: &str) -> usize {
    let today = chrono::Local::now().date_naive();
    let places = library.in_order(Order::Latest);
    let mut search = Search::begin(library, word, &Filter::default(), places, today);
    search.go_on(library, usize::MAX);
    search.count()
}

/// Seconds from the last letter of a word to the finished picture of its answer.
fn answered(home: &Path, word: &str, expected: usize, cases: usize) -> f64 {
    let mut program = in_the_library(home, cases);
    let (before, last) = word.split_at(word.len() - 1);
    program.press(before);
    program.rest(Duration::from_millis(300));
    let told = format!(" {} of {}", thousands(expected), thousands(cases));
    program.key(last, |screen| screen.contains(&told))
}

fn in_the_library(home: &Path, cases: usize) -> Program {
    let mut program = review(home);
    program.started(|screen| screen.contains("› RC-"));
    program.press("/");
    let told = format!(" of {}", thousands(cases));
    program.started(|screen| screen.contains("Find ") && screen.contains(&told));
    // Every case is looked at meanwhile.
    program.rest(Duration::from_millis(1_500));
    program
}

fn ripgrep(home: &Path, word: &str) -> Option<f64> {
    let search = || {
        let begun = Instant::now();
        let done = Command::new("rg")
            .args(["-il", "-g", "plan.json", word])
            .arg(home.join("cases"))
            .output();
        done.ok()?;
        Some(begun.elapsed().as_secs_f64())
    };
    let times: Option<Vec<f64>> = (0..3).map(|_| search()).collect();
    times.map(median)
}

/// What each case takes in memory once all of them can be searched.
fn memory(home: &Path, cases: usize, told: &str) -> Row {
    let empty = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let mut fresh = review(empty.path());
    fresh.started(|screen| screen.contains("No cases yet."));
    let without = peak(&fresh);
    let program = in_the_library(home, cases);
    let with = peak(&program);
    let what = format!("{told} cases: peak memory with all of them listed, for each");
    let each = (with - without) * 1024.0 / f64::from(u32::try_from(cases).expect("a few"));
    Row::count(&what, each.round(), "bytes", 1024.0)
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
