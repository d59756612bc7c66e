//! Whatever comes from outside, spoiled at random, and read by everything that has to read it.
//!
//! A target is a plain function: it takes bytes and says what is wrong with what was made of them.
//! What it is given are the files of a corpus, as they are and then with bytes changed, taken out,
//! put in and exchanged, always the same for the same seed.

mod corpus;
mod keys;
mod sealed;
mod spoil;
mod targets;

use super::Random;
use corpus::Corpus;

/// One reader of foreign bytes.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, as on the command line of `soak`.
    pub name: &'static str,
    corpus: fn() -> Corpus,
    try_it: fn(&[u8], &Corpus) -> Result<(), String>,
}

/// Every reader of foreign bytes.
pub const TARGETS: [Target; 8] = [
    Target {
        name: "script_parse",
        corpus: corpus::scripts,
        try_it: targets::script_parse,
    },
    Target {
        name: "journal_scan",
        corpus: corpus::journals,
        try_it: targets::journal_scan,
    },
    Target {
        name: "header_and_keys",
        corpus: sealed::corpus,
        try_it: sealed::header_and_keys,
    },
    Target {
        name: "event_json",
        corpus: corpus::events,
        try_it: targets::event_json,
    },
    Target {
        name: "clean_text",
        corpus: corpus::texts,
        try_it: targets::clean_text,
    },
    Target {
        name: "csv_cell",
        corpus: corpus::texts,
        try_it: targets::csv_cell,
    },
    Target {
        name: "keystream",
        corpus: corpus::texts,
        try_it: keys::keystream,
    },
    Target {
        name: "plan_roundtrip",
        corpus: corpus::plans,
        try_it: targets::plan_roundtrip,
    },
];

/// Reads of which each is broken on purpose; a corpus that finds nothing in them finds nothing.
pub const BROKEN: [Target; 9] = [
    Target {
        name: "script_parse that repeats a line as it stands",
        corpus: corpus::scripts,
        try_it: targets::script_repeated,
    },
    Target {
        name: "journal_scan without its sums",
        corpus: corpus::journals,
        try_it: targets::journal_without_sums,
    },
    Target {
        name: "header_and_keys of any version",
        corpus: sealed::corpus,
        try_it: sealed::header_of_any_version,
    },
    Target {
        name: "event_json that keeps of a newer kind what it understands",
        corpus: corpus::events,
        try_it: targets::event_as_understood,
    },
    Target {
        name: "event_json in the time of Greenwich",
        corpus: corpus::events,
        try_it: targets::event_in_greenwich,
    },
    Target {
        name: "clean_text that leaves the direction of words",
        corpus: corpus::texts,
        try_it: targets::clean_without_directions,
    },
    Target {
        name: "csv_cell as it was typed",
        corpus: corpus::texts,
        try_it: targets::cell_as_typed,
    },
    Target {
        name: "keystream that drops what is not ASCII",
        corpus: corpus::texts,
        try_it: keys::keystream_in_ascii,
    },
    Target {
        name: "plan_roundtrip without what a child said",
        corpus: corpus::plans,
        try_it: targets::plan_without_the_child,
    },
];

/// Tries every file of the corpus and then spoiled ones, so many in all; gives how many there were,
/// or what was wrong, with the seed of the one input that shows it.
pub fn run(target: Target, seed: u64, wanted: u64) -> Result<u64, String> {
    let corpus = (target.corpus)();
    let whole = corpus.files.len() as u64;
    for number in 0..wanted.max(whole) {
        let bytes = match usize::try_from(number)
            .ok()
            .and_then(|at| corpus.files.get(at))
        {
            Some(file) => file.clone(),
            None => spoil::spoiled(&corpus.files, &mut Random::new(seed.wrapping_add(number))),
        };
        (target.try_it)(&bytes, &corpus)
            .map_err(|wrong| format!("{}, seed {seed}, input {number}: {wrong}", target.name))?;
    }
    Ok(wanted.max(whole))
}
