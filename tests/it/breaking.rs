//! Short runs of everything that breaks a case on purpose, and proof that each would notice.
//!
//! Each prints how much it looked at (`cargo test --test it breaking -- --nocapture`). The long
//! runs are `cargo run --release --example soak`.

use std::thread;

use crate::rig::crashes::{self, Writes};
use crate::rig::flips::{self, Reads};
use crate::rig::kept::{Broken, WAYS, Written};
use crate::rig::{fuzz, killed, program, store};

/// How many crash states of a journal are looked at; `TALKING_PIECE_STATES` asks for more or fewer.
const STATES: u64 = 1_000_000;
/// How many of a sealed one: in each its key is unwrapped twice, as at each start of the program, which
/// takes ten times as long as all the rest.
const SEALED_STATES: u64 = 10_000;
/// In so many states a broken writer has to be found out.
const BROKEN_STATES: u64 = 40_000;
/// How many cases suffer a disk that refuses, and crashes.
const CASES: u64 = 150;
/// How many sealed ones.
const SEALED_CASES: u64 = 40;
/// How many bits of real journals are turned.
const FLIPS: u64 = 2_500;
/// How many times the whole program is played, with how many keys each.
const PLAYS: u64 = 6;
const KEYS: u64 = 250;
/// How many inputs each reader of foreign bytes is given.
const INPUTS: u64 = 1_500;

/// How many cases are tried that are written so.
fn cases(written: Written) -> u64 {
    match written {
        Written::Plain => CASES,
        Written::Sealed => SEALED_CASES,
    }
}

fn crash_states(wanted: u64, written: Written) {
    // Each core has seeds of its own.
    let looks: Vec<_> = [1, 1 << 32]
        .map(|seed| thread::spawn(move || crashes::look(seed, wanted / 2, written, Writes::Ours)))
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
    println!("{states} crash states of journals, {written:?}");
}

#[test]
fn f16_no_crash_at_any_byte_loses_or_alters_what_was_reported_as_saved() {
    let wanted = std::env::var("TALKING_PIECE_STATES");
    let wanted = wanted.map_or(STATES, |count| count.parse().expect("a number"));
    crash_states(wanted, Written::Plain);
}

#[test]
fn f16_no_crash_of_a_sealed_journal_loses_alters_or_shows_what_was_reported_as_saved() {
    crash_states(SEALED_STATES, Written::Sealed);
}

#[test]
fn a_writer_that_is_broken_on_purpose_is_found_out() {
    let found_out_by = [
        "the next start does not go on",
        "was reported as saved",
        "changed what it found",
        "can be read in the file",
    ];
    for (writes, found_out_by) in crashes::BROKEN.into_iter().zip(found_out_by) {
        for written in writes.ways() {
            let broken = crashes::look(1, BROKEN_STATES, *written, writes);
            let broken = broken.expect_err("a broken writer");
            assert!(broken.contains(found_out_by), "{writes:?}: {broken}");
        }
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
fn f16_a_case_survives_whatever_its_disk_does_to_it() {
    for written in WAYS {
        let mut suffered = store::Suffered::default();
        for seed in 0..cases(written) {
            let one = store::suffer(seed, written, Broken::Nothing);
            let one = one.unwrap_or_else(|broken| panic!("{broken}"));
            suffered.crashes += one.crashes;
            suffered.faults += one.faults;
        }
        println!(
            "{} crashes, {} faults of {} cases, {written:?}",
            suffered.crashes,
            suffered.faults,
            cases(written)
        );
    }
}

/// The first promise that is broken by one of these cases.
fn first_broken(written: Written, broken: Broken) -> Option<String> {
    (0..cases(written)).find_map(|seed| store::suffer(seed, written, broken).err())
}

#[test]
fn a_disk_that_does_not_sync_is_found_out() {
    for written in WAYS {
        assert!(
            first_broken(written, Broken::Syncs).is_some(),
            "{written:?}"
        );
    }
}

#[test]
fn a_case_that_is_sealed_in_name_only_is_found_out() {
    let found = first_broken(Written::Sealed, Broken::Sealing).expect("a word");
    assert!(found.contains("can be read on the disk"), "{found}");
}

#[test]
fn the_whole_program_keeps_what_it_showed_as_saved() {
    for written in WAYS {
        let mut played = program::Played::default();
        for seed in 0..PLAYS {
            let one = program::play(seed, KEYS, written, Broken::Nothing);
            let one = one.unwrap_or_else(|broken| panic!("{broken}"));
            played.keys += one.keys;
            played.crashes += one.crashes;
            played.unlocked += one.unlocked;
        }
        println!(
            "{} keys, {} crashes of the whole program, {} times unlocked, {written:?}",
            played.keys, played.crashes, played.unlocked
        );
        assert_eq!(played.unlocked > 0, written == Written::Sealed);
    }
}

#[test]
fn a_program_on_a_disk_that_does_not_sync_is_found_out() {
    for written in WAYS {
        let mut seeds = 0..PLAYS;
        assert!(
            seeds.any(|seed| program::play(seed, KEYS, written, Broken::Syncs).is_err()),
            "{written:?}"
        );
    }
}

#[test]
fn a_hole_in_what_was_shown_as_saved_is_found_out() {
    assert!(program::finds_a_hole());
}

#[test]
fn a_program_that_seals_nothing_is_found_out() {
    let found = program::play(0, KEYS, Written::Sealed, Broken::Sealing).expect_err("a word");
    assert!(found.contains("can be read on the disk"), "{found}");
}

#[test]
fn what_no_kill_may_leave_is_found_out() {
    for broken in killed::BROKEN {
        assert!(broken.is_found_out(), "{}", broken.name);
    }
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
