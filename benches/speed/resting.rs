//! What the program takes while nothing happens: memory, and how often it wakes.

use std::fs;
use std::time::Duration;

use chrono::{Local, Timelike as _};

use crate::cases;
use crate::program::Program;
use crate::row::Row;

const WATCHED: Duration = Duration::from_secs(10);
const SECONDS: f64 = 10.0;
const MEMORY: &str = "peak memory in the room, a usual case";
const ROOM: &str = "wake-ups in the room with its clock";
const CURTAIN: &str = "wake-ups under the curtain while nothing waits; its clock shows minutes, so once a minute there is one";

/// Measures the real program in the room and under the curtain.
pub fn measure() -> Vec<Row> {
    if !cfg!(target_os = "linux") {
        let why = "only Linux tells in /proc";
        return [MEMORY, ROOM, CURTAIN]
            .map(|what| Row::skipped(what, why))
            .into();
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let home = folder.path().join("home");
    cases::a_hundred(&home);
    let mut ours = Program::ours(&home, &["run", cases::LATEST]);
    walk(&mut ours);
    let room = wake_ups(&mut ours);
    hide(&mut ours);
    ours.rest(Duration::from_secs(1));
    // The curtain's clock shows minutes; it may go on between two measurements.
    while Local::now().second() > 45 {
        ours.rest(Duration::from_secs(1));
    }
    let curtain = wake_ups(&mut ours);
    vec![
        Row::count(MEMORY, peak(&ours) / 1024.0, "MiB", 8.0),
        Row::count(ROOM, room, "a second", 1.0),
        Row::count(CURTAIN, curtain, "a second", 0.0),
    ]
}

/// What is done in the room before anything is measured.
pub fn walk(ours: &mut Program) {
    ours.started(|screen| screen.contains("Stage "));
    for key in ["k", "q", "?", "\x1b", ":", "\x1b", "k"] {
        ours.press(key);
        ours.rest(Duration::from_millis(900));
    }
}

/// Hides the room behind the curtain.
pub fn hide(ours: &mut Program) {
    ours.key("b", |screen| !screen.contains("Stage "));
}

/// Peak memory in KiB.
pub fn peak(program: &Program) -> f64 {
    let path = format!("/proc/{}/status", program.process());
    field(&fs::read_to_string(path).expect("a process"), "VmHWM:")
}

/// How often any thread of the program went back to sleep, in a second.
fn wake_ups(program: &mut Program) -> f64 {
    let before = switches(program);
    program.rest(WATCHED);
    (switches(program) - before) / SECONDS
}

fn switches(program: &Program) -> f64 {
    let threads = format!("/proc/{}/task", program.process());
    let threads = fs::read_dir(threads).expect("threads");
    let counts = threads.filter_map(|thread| {
        let path = thread.expect("a thread").path().join("status");
        // A thread may end meanwhile.
        let status = fs::read_to_string(path).ok()?;
        Some(field(&status, "voluntary_ctxt_switches:"))
    });
    counts.sum()
}

fn field(status: &str, name: &str) -> f64 {
    let line = status.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_whitespace().nth(1));
    value.expect("a field").parse().expect("a number")
}
