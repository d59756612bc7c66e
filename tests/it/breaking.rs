//! Short runs of everything that breaks a case on purpose, and proof that each would notice.
//!
//! Each prints how much it looked at (`cargo test --test it breaking -- --nocapture`). The long
//! runs are `cargo run --release --example soak`.

use std::thread;

use crate::rig::crashes::{self, Writes};
use crate::rig::flips::{self, Reads};
use crate::rig::{fuzz, program, store};

/// How many crash states of a journal are looked at; `TALKING_PIECE_STATES` asks for more.
const STATES: u64 = 40_000;
/// How many cases suffer a disk that refuses, and crashes.
const CASES: u64 = 150;
/// How many bits of real journals are turned.
const FLIPS: u64 = 2_500;
/// How many times the whole program is played, with how many keys each.
const PLAYS: u64 = 6;
const KEYS: u64 = 250;
/// How many inputs each reader of foreign bytes is given.
const INPUTS: u64 = 1_500;

#[test]
fn no_crash_at_any_byte_loses_or_alters_what_was_reported_as_saved() {
    let wanted = std::env::var("TALKING_PIECE_STATES");
    let wanted = wanted.map_or(STATES, |count| count.parse().expect("a number"));
    // Each core has seeds of its own.
    let looks: Vec<_> = [1, 1 << 32]
        .map(|seed| thread::spawn(move || crashes::look(seed, wanted / 2, Writes::Ours)))
        .into_iter()
        .collect();
    let states: u64 = looks
        .into_iter()
        .map(|look| {
            look.join()
                .expect("a look")
                .unwrap_or_else(|broken| panic!("{broken}"))
        })
        .sum();
    assert!(states >= wanted);
    println!("{states} crash states of journals");
}

#[test]
fn a_writer_that_is_broken_on_purpose_is_found_out() {
    let found_out_by = [
        "the next start does not go on",
        "was reported as saved",
        "changed what it found",
    ];
    for (writes, found_out_by) in crashes::BROKEN.into_iter().zip(found_out_by) {
        let broken = crashes::look(1, STATES, writes).expect_err("a broken writer");
        assert!(broken.contains(found_out_by), "{writes:?}: {broken}");
    }
}

#[test]
fn b06_a_bit_of_a_real_journal_that_turned_is_noticed_and_no_altered_word_is_shown() {
    let turned = flips::flip(1, FLIPS, Reads::Ours).unwrap_or_else(|broken| panic!("{broken}"));
    println!("{turned} of {} bits of real journals", flips::all());
}

#[test]
fn a_reader_that_looks_at_no_check_sum_is_found_out() {
    let broken = flips::flip(1, FLIPS, Reads::WithoutSums).expect_err("an altered entry");
    assert!(broken.contains("was altered, and is shown"), "{broken}");
}

#[test]
fn a_case_survives_whatever_its_disk_does_to_it() {
    let mut suffered = store::Suffered::default();
    for seed in 0..CASES {
        let one = store::suffer(seed, true).unwrap_or_else(|broken| panic!("{broken}"));
        suffered.crashes += one.crashes;
        suffered.faults += one.faults;
    }
    println!(
        "{} crashes, {} faults of {CASES} cases",
        suffered.crashes, suffered.faults
    );
}

#[test]
fn a_disk_that_does_not_sync_is_found_out() {
    assert!((0..CASES).any(|seed| store::suffer(seed, false).is_err()));
}

#[test]
fn the_whole_program_keeps_what_it_showed_as_saved() {
    let mut played = program::Played::default();
    for seed in 0..PLAYS {
        let one = program::play(seed, KEYS, true).unwrap_or_else(|broken| panic!("{broken}"));
        played.keys += one.keys;
        played.crashes += one.crashes;
    }
    println!(
        "{} keys, {} crashes of the whole program",
        played.keys, played.crashes
    );
}

#[test]
fn a_program_on_a_disk_that_does_not_sync_is_found_out() {
    assert!((0..PLAYS).any(|seed| program::play(seed, KEYS, false).is_err()));
}

#[test]
fn every_reader_of_foreign_bytes_keeps_its_promises() {
    for target in fuzz::TARGETS {
        let tried = fuzz::run(target, 1, INPUTS).unwrap_or_else(|wrong| panic!("{wrong}"));
        println!("{tried} inputs of {}", target.name);
    }
}

#[test]
fn a_reader_that_is_broken_on_purpose_is_found_out() {
    for target in fuzz::BROKEN {
        assert!(fuzz::run(target, 1, INPUTS).is_err(), "{}", target.name);
    }
}
