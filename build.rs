//! Asks the linker to lay together what runs together.
//!
//! A system brings a program into memory in pieces of sixteen pages. What a meeting runs is a
//! quarter of the program; as the compiler leaves it, it is scattered over nearly every piece. The
//! list in `link/meeting.ld` names those functions, and the linker lays them side by side. Nothing
//! else about the program changes: where a linker does not know how, nothing is asked of it, and
//! the program takes more memory. To find that out, a trial is linked in the same way and run.

use std::env::var;
use std::fs;
use std::path::Path;
use std::process::Command;

const LIST: &str = "link/meeting.ld";

/// Panics and finds its way back, which it could not if moving functions had broken anything.
const TRIAL: &str = "fn main() { assert!(std::panic::catch_unwind(|| panic!()).is_err()) }";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={LIST}");
    let list = format!("-Wl,-T,{}/{LIST}", told("CARGO_MANIFEST_DIR"));
    if is_shipped_here() && works(&list) {
        println!("cargo:rustc-link-arg-bins={list}");
    }
}

/// What cargo tells by this name.
fn told(name: &str) -> String {
    var(name).unwrap_or_default()
}

/// Whether the program is built for use, on Linux with its usual C library, and for this computer.
fn is_shipped_here() -> bool {
    let linux = told("CARGO_CFG_TARGET_OS") == "linux" && told("CARGO_CFG_TARGET_ENV") == "gnu";
    told("PROFILE") == "release" && linux && told("TARGET") == told("HOST")
}

/// Whether a program that is linked with this argument is made without a word, and runs.
fn works(argument: &str) -> bool {
    let trial = Path::new(&told("OUT_DIR")).join("trial");
    let source = trial.with_extension("rs");
    if fs::write(&source, TRIAL).is_err() {
        return false;
    }
    let mut compiler = Command::new(told("RUSTC"));
    let flags = told("CARGO_ENCODED_RUSTFLAGS");
    compiler.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    if let Ok(linker) = var("RUSTC_LINKER") {
        compiler.arg(format!("-Clinker={linker}"));
    }
    compiler.arg(format!("-Clink-arg={argument}"));
    let made = compiler.arg("-o").arg(&trial).arg(source).output();
    made.is_ok_and(|made| made.status.success() && made.stderr.is_empty())
        && Command::new(trial)
            .output()
            .is_ok_and(|ran| ran.status.success())
}
