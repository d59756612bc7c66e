//! From the start of the program to its first picture, in a home of a hundred cases.

use crate::cases;
use crate::program::Program;
use crate::row::{Row, median};

const ROUNDS: usize = 25;

/// Measures both programs from their start, in turns.
pub fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let home = folder.path().join("home");
    cases::a_hundred(&home);
    let (mut minimal, mut first, mut listed, mut door) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let small = Program::minimal().started(|screen| screen.contains("Line 24"));
        let mut ours = Program::ours(&home, &[]);
        let begun = ours.started(|screen| screen.contains("[ 1 Run ]"));
        let complete = if ours.text().contains(cases::LATEST) {
            begun
        } else {
            ours.started(|screen| screen.contains(cases::LATEST))
        };
        let mut ours = Program::ours(&home, &[]);
        ours.started(|screen| screen.contains("[ 1 Run ]"));
        let turned = ours.key("3", |screen| screen.contains("[ 3 Review ]"));
        // The first round only warms everything up.
        if round > 0 {
            minimal.push(small);
            first.push(begun);
            listed.push(complete);
            door.push(turned);
        }
    }
    let minimal = median(minimal);
    vec![
        Row::times(
            "start to the first picture of the home screen, 100 cases; beside the minimal program's",
            median(first),
            minimal,
            1.5,
        ),
        Row::times(
            "a door pressed with the first picture, key to picture; beside the minimal program's start",
            median(door),
            minimal,
            1.0,
        ),
        Row::times(
            "start to the complete list of 100 cases; beside the minimal program's start",
            median(listed),
            minimal,
            10.0,
        ),
    ]
}
