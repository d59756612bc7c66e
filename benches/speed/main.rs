//! How fast the program is, as ratios measured in one run.
//!
//! `cargo bench --bench speed` prints one table: what was measured, the figure it
//! is compared with, the ratio, and the budget. Words after `--` choose parts of it:
//! `cargo bench --bench speed -- starting room`. Nothing here can fail a build:
//! speed is looked at, never tested.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measurement stops at the first surprise, reads the time and prints"
)]

mod bytes;
mod cases;
mod hanging;
mod hasty;
mod minimal;
mod opening;
#[cfg(feature = "pdf")]
mod papers;
mod program;
mod resting;
mod room;
mod row;
mod saving;
mod scripts;
mod starting;

use row::Row;

/// One part of the table: its name, and what measures it.
type Part = (&'static str, fn() -> Vec<Row>);

const PARTS: &[Part] = &[
    ("starting", starting::measure),
    ("room", room::measure),
    ("bytes", bytes::measure),
    ("saving", saving::measure),
    ("hanging", hanging::measure),
    ("opening", opening::measure),
    ("resting", resting::measure),
    #[cfg(feature = "pdf")]
    ("papers", papers::measure),
    ("scripts", scripts::measure),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    if named(minimal::ARGUMENT) {
        minimal::run();
        return;
    }
    let chosen = PARTS.iter().any(|(name, _)| named(name));
    let mut rows: Vec<Row> = Vec::new();
    for (name, measure) in PARTS {
        if !chosen || named(name) {
            eprintln!("measuring: {name}");
            rows.extend(measure());
        }
    }
    row::print(&rows);
}
