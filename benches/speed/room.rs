//! From a key to the finished picture in the room, through a pseudo-terminal.

use std::time::Duration;

use crate::cases;
use crate::program::Program;
use crate::row::{Row, median};

const ROUNDS: usize = 60;
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
/// Between two keys, so that neither program is still busy with the one before, and no
/// key passes for one that is held down.
const BETWEEN: Duration = Duration::from_millis(30);

/// Measures keys in both programs, in turns.
pub fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let home = folder.path().join("home");
    cases::a_hundred(&home);
    let mut small = Program::minimal();
    small.started(|screen| screen.contains("Line 24"));
    let mut ours = Program::ours(&home, &["run", cases::LATEST]);
    ours.started(|screen| screen.contains("Stage "));
    ours.rest(Duration::from_millis(500));
    let (mut minimal, mut look, mut mark) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        minimal.push(small.picture(DOWN, |screen| screen.contains("> Line 2")));
        look.push(ours.picture(DOWN, |screen| screen.contains("1 ahead")));
        rest(&mut small, &mut ours);
        minimal.push(small.picture(UP, |screen| screen.contains("> Line 1\n")));
        look.push(ours.picture(UP, |screen| !screen.contains("1 ahead")));
        rest(&mut small, &mut ours);
        let points = points(&ours.text());
        mark.push(ours.picture("k", |screen| crate::room::points(screen) > points));
        ours.rest(Duration::from_millis(900));
    }
    let minimal = median(minimal);
    vec![
        Row::times(
            "looking ahead in the room, key to finished picture; beside the minimal program's",
            median(look),
            minimal,
            1.5,
        ),
        Row::times(
            "a mark in the room, key to finished picture; beside the minimal program's",
            median(mark),
            minimal,
            1.5,
        ),
    ]
}

fn rest(small: &mut Program, ours: &mut Program) {
    small.rest(BETWEEN);
    ours.rest(BETWEEN);
}

/// How many points the room counts.
fn points(screen: &str) -> u32 {
    let rest = screen.split("Points ").nth(1).expect("the pane");
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a count")
}
