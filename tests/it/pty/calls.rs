//! The program on its screen, ended or refused at the system calls of the thread that saves, and at
//! those by which a case comes into being.
//!
//! As in `tests/it/calls.rs`, and with the same variables; the thread is watched once the room is
//! there, so that the terminal's own writes are neither counted nor hit.

mod refused;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use portable_pty::CommandBuilder;
use serde_json::Value;
use talking_piece::store::{Disk, Home, decline_protection};

use super::place::{Place, REFERENCE};
use crate::calls::Chosen;
use crate::calls::tracer::{CALLS, Fault, Point, may_trace, points};
use crate::support::Terminal;

/// So many calls of a scene are tried in the short form.
const SOME: usize = 4;
const NOTE: &str = "walnut";

/// What is typed, once which words stand on the screen.
type Steps = &'static [(&'static str, &'static str)];

/// What is done in a meeting while the thread that saves is watched.
struct Scene {
    name: &'static str,
    /// The home before.
    before: fn() -> Place,
    steps: Steps,
    /// What holds afterwards besides that nothing that was shown as saved is gone.
    holds: fn(&Place, Came),
}

/// How far a scene came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    /// The program was killed before it showed the entry as saved.
    NotFar,
    /// The entry was shown as saved; what follows it may be missing.
    ToItsEntry,
    /// Nothing disturbed it.
    Through,
}

const NOTING: Scene = Scene {
    name: "a note",
    before: Place::with_meeting,
    steps: &[
        ("", "n"),
        ("Note:", NOTE),
        ("Note: walnut", "\r"),
        ("Notes 1", ""),
    ],
    holds: |place, came| {
        let notes = place.notes();
        let is_whole = came != Came::NotFar;
        assert!(
            notes == [NOTE] || (notes.is_empty() && !is_whole),
            "{notes:?}"
        );
    },
};

const CLOSING: Scene = Scene {
    name: "a closing",
    before: || {
        let place = Place::with_meeting();
        place.agree();
        place
    },
    steps: &[
        ("", "m"),
        ("Marks and notes", "\t"),
        ("Ideas (0)", "s"),
        ("Signing", "x"),
        ("Close the agreement?", "\x1b[B"),
        ("\u{203a} Close it as it stands", "\r"),
        ("closed: version 1", ""),
    ],
    holds: |place, came| {
        let closed = place.case().agreement.closed;
        assert!(closed || came == Came::NotFar, "what was closed is open");
        let plan = fs::read_to_string(place.case_folder().join("plan.json"));
        if closed {
            // Opening it has made what the end came before.
            let told = place.told(&["plan", REFERENCE]);
            assert_eq!(plan.expect("a plan"), told);
            // Where the seal is missing it is said, and nobody makes it later: it would be of what
            // may have been changed since.
            let told = place.told(&["verify", REFERENCE]);
            let unsealed = came != Came::Through && told.contains("has no seal");
            assert!(unsealed || told.contains("Sealed up to entry"), "{told}");
            assert!(!told.contains("does not fit"), "{told}");
        } else {
            assert!(plan.is_err(), "a plan of what is not closed");
        }
    },
};

/// strace at one thread of a running program.
struct Watched {
    strace: Child,
    trace: tempfile::NamedTempFile,
}

impl Watched {
    /// Watches a thread from now on, with faults as strace is told them.
    fn thread(thread: u32, faults: Option<String>) -> Self {
        let trace = tempfile::NamedTempFile::new().expect("a file");
        let mut command = Command::new("strace");
        command.args(["-y", "-s", "0", "-e", &format!("trace={CALLS}"), "-o"]);
        command.arg(trace.path());
        if let Some(faults) = faults {
            command.args(["-e", &faults]);
        }
        command.args(["-p", &thread.to_string()]);
        let mut strace = command.stderr(Stdio::piped()).spawn().expect("strace");
        // It says so once it watches.
        let mut said = String::new();
        let mut lines = BufReader::new(strace.stderr.take().expect("its words"));
        lines.read_line(&mut said).expect("a line");
        assert!(said.contains("attached"), "{said}");
        Self { strace, trace }
    }

    /// Lets the thread go on by itself.
    fn let_go(mut self) {
        let strace = self.strace.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &strace]).status();
        assert!(sent.expect("kill to run").success());
        self.strace.wait().expect("its end");
    }

    /// What it saw, once the program has ended.
    fn ended(mut self) -> String {
        self.strace.wait().expect("its end");
        let seen = fs::read_to_string(self.trace.path()).expect("a trace");
        // As with several threads, for whoever counts.
        seen.lines().map(|line| format!("1 {line}\n")).collect()
    }
}

/// The thread of a program that saves.
fn thread_that_saves(terminal: &Terminal) -> u32 {
    let threads = fs::read_dir(format!("/proc/{}/task", terminal.process())).expect("threads");
    let saves = |folder: &Path| {
        let name = fs::read_to_string(folder.join("comm")).unwrap_or_default();
        name.trim() == "writer"
    };
    let mut threads = threads.flatten().map(|thread| thread.path());
    let writer = threads.find(|folder| saves(folder)).expect("a writer");
    let number = writer.file_name().expect("a number").to_string_lossy();
    number.parse().expect("a number")
}

/// Does what is done in the scene; says no where the program ends on the way.
fn act(terminal: &mut Terminal, steps: Steps) -> bool {
    for (words, keys) in steps {
        if !terminal.comes(words, |terminal| terminal.text().contains(words)) {
            return false;
        }
        terminal.send(keys);
    }
    true
}

/// Plays a scene with a fault; gives what strace saw, and whether the program came through.
fn play(scene: &Scene, place: &Place, fault: Option<String>) -> (String, u64, bool) {
    let mut terminal = place.meeting();
    let before = terminal.highest_saved();
    let watched = Watched::thread(thread_that_saves(&terminal), fault);
    let acted = act(&mut terminal, scene.steps);
    let is_whole =
        acted && terminal.comes("an entry", |terminal| terminal.highest_saved() > before);
    if is_whole {
        // What follows the entry, such as the plan, is not told on the screen.
        terminal.signal("TERM");
    }
    terminal.wait_for_end();
    (watched.ended(), terminal.highest_saved(), is_whole)
}

/// Whether the entries that were there before are there, and so many in all.
fn is_kept(place: &Place, before: &[Value], saved: u64) -> bool {
    let found = place.dumped();
    found.len() as u64 >= saved && found.starts_with(before)
}

fn killed(scene: &Scene) {
    if !may_trace() {
        return;
    }
    let place = (scene.before)();
    let (seen, _, is_whole) = play(scene, &place, None);
    assert!(is_whole, "undisturbed it comes to its end");
    (scene.holds)(&place, Came::Through);
    let points = points(&seen, &place.home());
    let (calls, mut hit) = (points.len(), 0);
    for point in Chosen::or(Chosen::Some(SOME)).of(points) {
        let place = (scene.before)();
        let entries = place.dumped();
        let (seen, saved, is_whole) = play(scene, &place, Some(Fault::Kill.at(&point)));
        let told = format!("{}, killed at {point}", scene.name);
        hit += usize::from(seen.contains("killed by SIGKILL"));
        assert!(is_kept(&place, &entries, saved), "{told}: #{saved} is gone");
        place.assert_sound();
        // The next start goes on without a question, and makes what is missing.
        place.meeting().signal("TERM").wait_for_end();
        let came = if is_whole {
            Came::ToItsEntry
        } else {
            Came::NotFar
        };
        (scene.holds)(&place, came);
    }
    assert!(hit > 0, "{} was never killed", scene.name);
    println!("{}: killed {hit} times at its {calls} calls", scene.name);
}

#[test]
fn f02_a_note_is_kept_whole_or_not_at_all_wherever_the_program_is_killed() {
    killed(&NOTING);
}

#[test]
fn f02_a_closing_keeps_its_seal_and_plan_wherever_the_program_is_killed() {
    killed(&CLOSING);
}

/// The program begins a case, from its start under strace: its own writes to the terminal are left
/// out, and each write to the disk is followed by a sync that is not.
fn beginning(place: &Place, fault: Option<(&Point, Fault)>, trace: &Path) -> Terminal {
    let calls: Vec<&str> = CALLS.split(',').filter(|call| *call != "?write").collect();
    let mut command = CommandBuilder::new("strace");
    command.args(["-f", "-qq", "-y", "-s", "0", "-o"]);
    command.arg(trace);
    command.args(["-e", &format!("trace={}", calls.join(","))]);
    if let Some((point, fault)) = fault {
        command.args(["-e", &fault.at(point)]);
    }
    command.arg(env!("CARGO_BIN_EXE_talking-piece"));
    command.args(["run", "--script", "small-conference", REFERENCE]);
    Terminal::run(command, &place.home(), 80, 24)
}

/// A home with the script of the meeting and no case, of which it was said that it is not to be
/// protected.
fn with_script() -> Place {
    let place = Place::with_meeting();
    fs::remove_dir_all(place.home().join("cases")).expect("the case");
    fs::remove_dir_all(place.home().join("state")).expect("its mark");
    decline_protection(&Disk, &Home::at(place.home())).expect("a home");
    place
}

#[test]
fn f02_a_case_that_is_begun_is_there_whole_or_not_wherever_the_program_is_killed() {
    if !may_trace() {
        return;
    }
    let place = with_script();
    let trace = tempfile::NamedTempFile::new().expect("a file");
    let mut terminal = beginning(&place, None, trace.path());
    terminal.wait_for("Saved #");
    drop(terminal);
    let seen = fs::read_to_string(trace.path()).expect("a trace");
    let points = points(&seen, &place.home());
    let (calls, mut hit) = (points.len(), 0);
    for point in Chosen::or(Chosen::Some(SOME)).of(points) {
        let place = with_script();
        let mut terminal = beginning(&place, Some((&point, Fault::Kill)), trace.path());
        if terminal.comes("a case", |terminal| terminal.highest_saved() > 0) {
            // It came to no such call this time.
            continue;
        }
        hit += 1;
        let saved = terminal.highest_saved();
        drop(terminal);
        let told = format!("killed at {point}");
        place.assert_sound();
        // Where no entry was saved, the case is begun anew under its reference.
        let begun = place.command(&["show", REFERENCE]).output();
        let begun = begun.expect("the program").status.success();
        assert!(begun || saved == 0, "{told}: what was saved is gone");
        let anew = ["run", "--script", "small-conference", REFERENCE];
        let arguments = if begun {
            &["run", REFERENCE][..]
        } else {
            &anew
        };
        let mut again = place.open(arguments);
        again.wait_for("Saved #");
        assert!(again.highest_saved() >= saved, "{told}");
        drop(again);
        place.assert_sound();
    }
    assert!(hit > 0, "it was never killed");
    println!("a new case: killed {hit} times at its {calls} calls");
}

#[test]
fn a_note_that_was_shown_as_saved_and_is_gone_is_found_out() {
    let place = Place::with_meeting();
    let (entries, journal) = (place.dumped(), place.case_folder().join("journal"));
    let text = fs::read_to_string(&journal).expect("a journal");
    let lines: Vec<&str> = text.lines().collect();
    let cut = lines[..lines.len() - 1].join("\n") + "\n";
    fs::write(&journal, cut).expect("a journal");
    assert!(!is_kept(&place, &entries, entries.len() as u64));
}
