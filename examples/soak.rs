//! Breaks cases on purpose for as long as it is told to, and stops at the first broken promise.
//!
//! ```sh
//! cargo run --release --example soak                    # everything in turn, for ten minutes
//! cargo run --release --example soak -- all 480         # the same for a night
//! cargo run --release --example soak -- states 1000000  # a million crash states of journals
//! cargo run --release --example soak -- plan_roundtrip 2000000
//! cargo run --release --example soak -- flips all       # each bit of every real journal
//! cargo run --release --example soak -- controls        # each part against something broken
//! ```
//!
//! The parts are `states`, `cases` and `program`, each also of sealed cases as `sealed-states` and so
//! on, `flips`, and the readers of foreign bytes by their names. A second number is the seed; whatever
//! is found names the seed that shows it again.
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::duration_suboptimal_units,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is a test that runs for long: it tells what it does and stops at the first surprise"
)]

#[path = "../tests/rig/mod.rs"]
mod rig;

use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rig::crashes::{self, Writes};
use rig::flips::{self, Reads};
use rig::kept::{Broken, WAYS, Written};
use rig::{fuzz, killed, program, store};

/// How much of each part is done before the next has its turn.
const STATES: u64 = 200_000;
const SEALED_STATES: u64 = 50_000;
const CASES: u64 = 500;
const SEALED_CASES: u64 = 200;
const KEYS: u64 = 2_000;
const FLIPS: u64 = 50_000;
const INPUTS: u64 = 20_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok());
    let seed = number(2).unwrap_or_else(from_the_clock);
    let done = match arguments.first().map_or("all", String::as_str) {
        "all" => everything(Duration::from_secs(60 * number(1).unwrap_or(10)), seed),
        "controls" => controls(seed),
        "flips" if arguments.get(1).is_some_and(|count| count == "all") => {
            one("flips", flips::all(), 0)
        }
        part => one(part, number(1).unwrap_or(STATES), seed),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(broken) => {
            eprintln!("BROKEN: {broken}");
            ExitCode::FAILURE
        }
    }
}

/// Does everything in turn until the time is over.
fn everything(time: Duration, seed: u64) -> Result<(), String> {
    let begun = Instant::now();
    let mut seed = seed;
    while begun.elapsed() < time {
        one("states", STATES, seed)?;
        one("sealed-states", SEALED_STATES, seed)?;
        one("cases", CASES, seed)?;
        one("sealed-cases", SEALED_CASES, seed)?;
        one("program", KEYS, seed)?;
        one("sealed-program", KEYS, seed)?;
        one("flips", FLIPS, seed)?;
        for target in fuzz::TARGETS {
            one(target.name, INPUTS, seed)?;
        }
        // Far enough for no part to come to the seeds of the one before.
        seed = seed.wrapping_add(1 << 24);
    }
    Ok(())
}

/// Does so much of one part, and says how much it was.
fn one(part: &str, wanted: u64, seed: u64) -> Result<(), String> {
    let begun = Instant::now();
    let (written, what) = match part.strip_prefix("sealed-") {
        Some(what) => (Written::Sealed, what),
        None => (Written::Plain, part),
    };
    let told = match what {
        "states" => format!(
            "{} crash states",
            crashes::look(seed, wanted, written, Writes::Ours)?
        ),
        "cases" => {
            let mut all = store::Suffered::default();
            for seed in seed..seed + wanted {
                let suffered = store::suffer(seed, written, Broken::Nothing)?;
                all.crashes += suffered.crashes;
                all.faults += suffered.faults;
            }
            format!(
                "{wanted} cases with {} crashes and {} faults",
                all.crashes, all.faults
            )
        }
        "program" => {
            let played = program::play(seed, wanted, written, Broken::Nothing)?;
            format!(
                "{} keys with {} crashes, {} times unlocked",
                played.keys, played.crashes, played.unlocked
            )
        }
        _ if part == "flips" => format!("{} bits", flips::flip(seed, wanted, Reads::Ours)?),
        _ => {
            let target = fuzz::TARGETS.into_iter().find(|target| target.name == part);
            let target = target.ok_or_else(|| format!("there is no part named {part}"))?;
            format!("{} inputs", fuzz::run(target, seed, wanted)?)
        }
    };
    println!(
        "{part}: {told} in {:.1} s, seed {seed}",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Runs each part against something that is broken on purpose; each has to notice.
fn controls(seed: u64) -> Result<(), String> {
    let mut unnoticed = Vec::new();
    let mut told = |what: String, noticed: bool| {
        println!(
            "{what}: {}",
            if noticed {
                "found out"
            } else {
                "NOT FOUND OUT"
            }
        );
        if !noticed {
            unnoticed.push(what);
        }
    };
    for writes in crashes::BROKEN {
        for written in writes.ways() {
            let noticed = crashes::look(seed, STATES, *written, writes).is_err();
            told(format!("states, {written:?}, {writes:?}"), noticed);
        }
    }
    let broken = WAYS.map(|written| (written, Broken::Syncs));
    for (written, broken) in broken
        .into_iter()
        .chain([(Written::Sealed, Broken::Sealing)])
    {
        let mut seeds = seed..seed + CASES;
        let noticed = seeds.any(|seed| store::suffer(seed, written, broken).is_err());
        told(format!("cases, {written:?}, without {broken:?}"), noticed);
        let noticed = program::play(seed, KEYS, written, broken).is_err();
        told(format!("program, {written:?}, without {broken:?}"), noticed);
    }
    told("program, with a hole".to_owned(), program::finds_a_hole());
    for broken in killed::BROKEN {
        told(format!("kills, {}", broken.name), broken.is_found_out());
    }
    let noticed = flips::flip(seed, FLIPS, Reads::WithoutSums).is_err();
    told("flips, without check sums".to_owned(), noticed);
    for target in fuzz::BROKEN {
        told(
            target.name.to_owned(),
            fuzz::run(target, seed, INPUTS).is_err(),
        );
    }
    if unnoticed.is_empty() {
        Ok(())
    } else {
        Err(unnoticed.join("; "))
    }
}

/// A seed that no run had before; it is printed, so that the run can be repeated.
fn from_the_clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(1, |since| since.as_secs() << 16)
}
