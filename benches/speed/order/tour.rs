//! What is played: the room as its memory is measured, and a whole usual meeting.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::tracer::Traced;
use crate::{cases, resting};

const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const TAB: &str = "\t";
const BACK: &str = "\x7f";
const REDO: &str = "\x12";
const LEAVE: &str = "\x11";
const HOME: &str = "\x1b[H";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";

/// Between two keys; the first hit of each function takes its time.
const BETWEEN: Duration = Duration::from_millis(300);

/// What a usual meeting is made of, as keys: it is practised, so that it begins from nothing. Where a
/// key does something else by now, the list is a little worse, and that is all.
const MEETING: &[&[&str]] = &[
    // The home screen, its doors, and the case to practise with.
    &[DOWN, UP, "?", ESCAPE, "3", "1", "2", ENTER],
    // Who came, and who was asked in private.
    &["h", "h", "h", "h", "h", "h", "h", "h", HOME],
    &["w", ENTER, DOWN, "w", ENTER, DOWN, "w", ENTER, DOWN],
    &["w", ENTER, DOWN, "w", ENTER, DOWN, "w", ENTER, DOWN],
    // The meeting begins: a check, going on and back, looking ahead, the full words.
    &["b", "b", "b", " ", "y", " ", "y", " ", BACK, " ", "y", " "],
    &[DOWN, DOWN, UP, UP, "f", "f", "v", "v", "i", ESCAPE],
    // Marks, a note, undo and redo.
    &["k", "a", "q", "s", "n", "She will call on Friday.", ENTER],
    &["u", REDO, "m", DOWN, ENTER, "Both nodded.", ENTER, ESCAPE],
    // Help, the palette, other stages, people, a time-out, a break, somebody who leaves.
    &[
        "?", DOWN, ESCAPE, ":", "note", ESCAPE, "g", DOWN, ESCAPE, "h", DOWN, ESCAPE,
    ],
    &["t", "t", "1", ENTER, "p", "p", "l", DOWN, ENTER, ENTER],
    &["o", TAB, DOWN, "]", ESCAPE, "-", ESCAPE],
    &[" ", "y", " ", "y", " ", "y", " ", "y", " ", "y", " ", "y"],
    // The board: two items, who says yes, reading back.
    &[TAB, "a", "Jay mends the gate.", ENTER, ENTER, ENTER, ESCAPE],
    &[
        TAB,
        "a",
        "Mr Reed shows him.",
        ENTER,
        ENTER,
        ENTER,
        ESCAPE,
        TAB,
    ],
    &[
        "y", "y", "n", "r", ENTER, "y", ENTER, ESCAPE, "f", ESCAPE, "p", ESCAPE, ESCAPE,
    ],
    &[" ", "y", " ", "y", " ", "y", " ", "y", " ", "y", " ", "y"],
    // The curtain, and how to leave.
    &["b", "b", LEAVE, ESCAPE],
];

/// Functions that run while the room's memory is measured.
pub fn resting(path: &Path, functions: &BTreeSet<u64>) -> BTreeSet<u64> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let home = folder.path().join("home");
    cases::a_hundred(&home);
    let mut traced = Traced::start(path, &home, &["run", cases::LATEST], functions);
    resting::walk(&mut traced.program);
    resting::hide(&mut traced.program);
    traced.end()
}

/// Functions that run in a whole meeting.
pub fn meeting(path: &Path, functions: &BTreeSet<u64>) -> BTreeSet<u64> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let home = folder.path().join("home");
    cases::a_hundred(&home);
    let mut traced = Traced::start(path, &home, &[], functions);
    traced
        .program
        .started(|screen| screen.contains("[ 1 Run ]"));
    for part in MEETING {
        for key in *part {
            traced.program.press(key);
            traced.program.rest(BETWEEN);
        }
    }
    traced.end()
}
