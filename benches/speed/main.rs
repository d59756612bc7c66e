//! How fast the program is, as ratios measured in one run.
//!
//! `cargo bench --bench speed` prints one table: what was measured, the figure it
//! is compared with, the ratio, and the budget. Words after `--` choose parts of it:
//! `cargo bench --bench speed -- starting room`. Nothing here can fail a build:
//! speed is looked at, never tested.
//!
//! `-- library` measures libraries of ten thousand and of a hundred thousand cases; it takes
//! minutes and some gigabytes for a while, so it is measured only where it is named.
//! `-- make DIR 100000` makes such a library to try, and a number after that others.
//!
//! `-- order` measures nothing: it plays a meeting and writes `link/meeting.ld` anew.

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
mod closing;
mod hanging;
mod hasty;
mod library;
mod minimal;
mod opening;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod order;
#[cfg(feature = "pdf")]
mod papers;
mod program;
mod resting;
mod room;
mod row;
mod saving;
mod scripts;
mod sealed;
mod starting;
mod unlocking;

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
    ("sealed", sealed::measure),
    ("unlocking", unlocking::measure),
    ("closing", closing::measure),
    ("resting", resting::measure),
    #[cfg(feature = "pdf")]
    ("papers", papers::measure),
    ("scripts", scripts::measure),
];

/// Parts that are measured only where they are named.
const ON_REQUEST: &[Part] = &[("library", library::measure)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    if named(minimal::ARGUMENT) {
        minimal::run();
        return;
    }
    if let [make, home, cases, rest @ ..] = arguments.as_slice()
        && make == "make"
    {
        let seed = rest.iter().find_map(|seed| seed.parse().ok());
        let cases = cases.parse().expect("how many cases");
        library::make(home.as_ref(), cases, seed.unwrap_or(0));
        return;
    }
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    match arguments.as_slice() {
        [order, ..] if order == "order" => return order::make(),
        [traced, program @ ..] if traced == program::TRACED => {
            return order::become_traced(program);
        }
        _ => {}
    }
    let parts = || PARTS.iter().chain(ON_REQUEST);
    let chosen = parts().any(|(name, _)| named(name));
    let mut rows: Vec<Row> = Vec::new();
    let usual = |name: &str| !chosen && PARTS.iter().any(|(usual, _)| *usual == name);
    for (name, measure) in parts() {
        if usual(name) || named(name) {
            eprintln!("measuring: {name}");
            rows.extend(measure());
        }
    }
    row::print(&rows);
}
