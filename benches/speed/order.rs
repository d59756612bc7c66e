//! Which functions a meeting runs, as the list by which the linker lays them together.
//!
//! `cargo bench --bench speed -- order` plays a meeting in a program that is traced, and writes
//! `link/meeting.ld`, which `build.rs` hands to the linker. What is run in the room while its memory
//! is measured stands first, and after it what a whole meeting runs besides.

mod tour;
mod tracer;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

pub use tracer::become_traced;

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/link/meeting.ld");

/// What stands around the names. What is seldom run comes after them: the compiler marks it so.
const BEGIN: &str = "\
/* What a meeting runs, to be laid side by side: build.rs says why.
   `cargo bench --bench speed -- order` writes this; nobody else does. Where a function has another
   name by now, it lies among the others again, and nothing more happens. */
SECTIONS {
  .text.meeting : {
";
const END: &str = "    *(.text.unlikely.*)\n  }\n} INSERT BEFORE .text;\n";

/// Plays the tours and writes the list.
pub fn make() {
    let program = with_names();
    let functions = functions(&program);
    let addresses: BTreeSet<u64> = functions.keys().copied().collect();
    let names = |run: BTreeSet<u64>| -> BTreeSet<String> {
        run.iter()
            .map(|address| lasting(&functions[address]))
            .collect()
    };
    let resting = names(tour::resting(&program, &addresses));
    let meeting = names(tour::meeting(&program, &addresses));
    let besides: Vec<_> = meeting.difference(&resting).collect();
    let mut list = BEGIN.to_owned();
    for name in resting.iter().chain(besides.iter().copied()) {
        list += "    *(.text.";
        list += name;
        list += ")\n";
    }
    fs::write(LIST, list + END).expect("the list");
    println!(
        "Of {} functions, the room runs {}, and a meeting {} more.",
        functions.len(),
        resting.len(),
        besides.len()
    );
}

/// Builds the program as it is shipped, but with the names of its functions in it; or takes the one
/// that `SPEED_PROGRAM` names.
fn with_names() -> PathBuf {
    if let Ok(path) = env::var("SPEED_PROGRAM") {
        return path.into();
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["rustc", "--locked", "--release", "--bin", "talking-piece"]);
    cargo.args(["--", "-C", "strip=debuginfo"]);
    assert!(cargo.status().expect("cargo").success(), "it is not built");
    env!("CARGO_BIN_EXE_talking-piece").into()
}

/// Every function of ours and of Rust's, by its address.
fn functions(program: &Path) -> BTreeMap<u64, String> {
    let listed = Command::new("nm").arg(program).output().expect("nm");
    let listed = String::from_utf8(listed.stdout).expect("names");
    let functions = listed.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        let (address, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
        let address = u64::from_str_radix(address, 16).ok()?;
        (matches!(kind, "t" | "T") && name.starts_with("_R")).then(|| (address, name.to_owned()))
    });
    let functions: BTreeMap<_, _> = functions.collect();
    let ours = functions
        .values()
        .any(|name| name.contains("talking_piece"));
    assert!(
        ours,
        "no names as .cargo/config.toml asks for; is RUSTFLAGS set?"
    );
    functions
}

/// A name with a star for what another compiler, or another release of a crate, would change: the
/// mark of a crate (`Cs…_`), references to earlier places in the name (`B…_`), which such a mark
/// moves, the crate at the end for which a function was made, and the number of a copy.
fn lasting(name: &str) -> String {
    let (mut rest, copy) = match name.split_once('.') {
        Some((name, _)) => (name, ".*"),
        None => (name, ""),
    };
    let mut lasting = String::new();
    while let Some(place) = rest.find(['C', 'B']) {
        let (before, after) = rest.split_at(place);
        lasting.push_str(before);
        let (digits, behind) = after[1..].split_once('_').unwrap_or((&after[1..], ""));
        let number = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let of_crate = after.starts_with('C') && digits.starts_with('s') && digits.len() > 8;
        let back = after.starts_with('B') && digits.len() < 4 && after.contains('_');
        if of_crate && is_one_name(behind) {
            return lasting + "*";
        }
        lasting.push_str(&after[..1]);
        rest = &after[1..];
        if number && (of_crate || back) {
            lasting.push('*');
            rest = behind;
        }
    }
    lasting + rest + copy
}

/// Whether this is nothing but the name of a crate, with its length before it.
fn is_one_name(text: &str) -> bool {
    let name = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    !name.is_empty() && text == format!("{}{name}", name.len())
}
