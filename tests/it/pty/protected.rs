//! A protected home and the real program: what stands on the disk, in its memory, and on the screen
//! once it was locked.

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use portable_pty::CommandBuilder;
use talking_piece::store::{Disk, Home, Passphrase, protect};

use super::disk::works;
use super::place::{FIRST_CUE, Place, SECOND_CUE};
use crate::support::Terminal;
use crate::support::files::readable_below;

const PASSPHRASE: &str = "quagga lantern apple stove mitten";
/// Typed nowhere else, each in another place: a filed note, and one that is half typed.
const FILED: &str = "Zibeline-vetiver-filed";
const HALF_TYPED: &str = "Narwhal-oxlip-half";
/// The cost that the program itself takes.
const USUAL_COST: u8 = 18;

/// A protected home with a meeting at its first cue; at the lowest cost, unless it is measured.
fn protected(cost: u8) -> Place {
    let place = Place::fresh();
    let passphrase = Passphrase::new(PASSPHRASE).0;
    let home = Home::at(place.home());
    protect(&Disk, &home, &passphrase, cost, Vec::new()).expect("a protected home");
    place.begin_meeting_in(home);
    place
}

/// Starts the program in the meeting.
fn unlocked(place: &Place) -> Terminal {
    let mut terminal = place.open(&[]);
    go_into_meeting(&mut terminal);
    terminal
}

/// Unlocks the home and opens its meeting.
fn go_into_meeting(terminal: &mut Terminal) {
    terminal
        .wait_for("The cases here are protected.")
        .send(PASSPHRASE)
        .wait_for("*****_")
        .send("\r")
        .wait_for("RC-0001  was going on");
    terminal.send("\r").wait_for("go on");
}

/// Types words letter by letter, as fingers do.
fn type_slowly(terminal: &mut Terminal, words: &str) {
    let mut typed = String::new();
    for letter in words.chars() {
        typed.push(letter);
        terminal.send(&letter.to_string()).wait_for(&typed);
    }
}

/// Works in the meeting: one note is filed, one is half typed.
fn write_notes(terminal: &mut Terminal) {
    terminal.send(" ").wait_for(SECOND_CUE).send("n");
    terminal.wait_for("Note:");
    type_slowly(terminal, FILED);
    terminal.send("\r").wait_for("Notes 1").wait_for("Saved #");
    terminal.send("n").wait_for("Note:");
    type_slowly(terminal, HALF_TYPED);
}

fn holds(bytes: &[u8], words: &str) -> bool {
    let wanted = words.as_bytes();
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

/// Asserts that no entry and none of the words can be read in any file of a folder.
#[track_caller]
fn assert_not_on_disk(folder: &Path, words: &[&str]) {
    assert_eq!(readable_below(folder, words), None);
}

/// Everything that a program may write to in its memory; nothing where that cannot be read here.
fn memory_of(process: u32) -> Option<Vec<u8>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let mut memory = fs::File::open(format!("/proc/{process}/mem")).ok()?;
    let mut all = Vec::new();
    for line in maps.lines() {
        let (place, rest) = line.split_once(' ')?;
        let (from, to) = place.split_once('-')?;
        let from = u64::from_str_radix(from, 16).ok()?;
        let to = u64::from_str_radix(to, 16).ok()?;
        if !rest.starts_with("rw") {
            continue;
        }
        memory.seek(SeekFrom::Start(from)).ok()?;
        let mut part = vec![0; usize::try_from(to - from).ok()?];
        // Pages that were never touched cannot be read everywhere.
        if memory.read_exact(&mut part).is_ok() {
            all.extend(part);
        }
    }
    Some(all)
}

/// A number of the program's memory, in MiB, by its name in /proc.
fn mebibytes(process: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024)
}

#[test]
fn in_a_home_that_nobody_protected_the_record_of_the_meeting_is_found() {
    let place = Place::with_meeting();
    let found = readable_below(&place.case_folder(), &[FILED, HALF_TYPED]);
    assert!(found.is_some_and(|found| found.contains("RC-0001/journal")));
}

#[test]
fn faulty_settings_are_told_before_the_passphrase_that_would_begin_nothing() {
    let place = protected(14);
    fs::write(place.home().join("config.json"), "{ \"teme\": 1 }").expect("a file");
    let mut terminal = place.open(&["run", "--script", "restorative-conference"]);
    terminal.wait_for("config.json");
    assert!(!terminal.text().contains("Passphrase"));
}

#[test]
fn killed_in_a_protected_home_the_program_leaves_no_word_that_can_be_read_and_loses_none() {
    let place = protected(14);
    let mut terminal = unlocked(&place);
    write_notes(&mut terminal);
    let draft = place.case_folder();
    terminal.wait_beside("the half-typed words are kept", || {
        let names = fs::read_dir(&draft).expect("a folder");
        names
            .flatten()
            .any(|name| name.file_name().to_string_lossy().starts_with("draft"))
    });
    terminal.signal("KILL");
    terminal.wait_for_end();
    let words = [FILED, HALF_TYPED, PASSPHRASE, "AGE-SECRET-KEY", "Amina"];
    assert_not_on_disk(&place.home(), &words);
    let mut again = unlocked(&place);
    again
        .wait_for(SECOND_CUE)
        .send("n")
        .wait_for(&format!("Note: {}", &HALF_TYPED[..4]));
}

#[test]
fn once_it_is_locked_no_word_stands_in_the_memory_of_the_program_nor_on_its_screen() {
    let place = protected(14);
    let mut terminal = unlocked(&place);
    write_notes(&mut terminal);
    let process = terminal.process();
    let Some(open) = memory_of(process) else {
        eprintln!("the memory of a program cannot be read here; not tested");
        return;
    };
    for words in [FILED, HALF_TYPED] {
        assert!(holds(&open, words), "what is hunted for would be found");
    }
    terminal
        .send("\x0c")
        .wait_for("The cases here are protected.")
        .wait_gone(FILED)
        .wait_answered();
    // The locked screen waits for no disk: the case is put away once everything is saved.
    terminal.wait_beside("the case is put away", || {
        memory_of(process).is_some_and(|memory| !holds(&memory, FILED))
    });
    let locked = memory_of(process).expect("the same program");
    for words in [
        FILED,
        HALF_TYPED,
        PASSPHRASE,
        "AGE-SECRET-KEY",
        "Amina",
        FIRST_CUE,
    ] {
        assert!(!holds(&locked, words), "{words} stands in memory");
    }
    assert!(holds(&locked, "talking-piece"), "memory was looked at");
    terminal
        .send(PASSPHRASE)
        .send("\r")
        .wait_for("An unfinished note waits")
        .send("n")
        .wait_for(&format!("Note: {HALF_TYPED}"));
}

#[test]
fn after_ctrl_z_and_fg_the_lock_comes_back_and_nothing_of_the_case_is_drawn_again() {
    let place = protected(14);
    let script = r#"set -m; "$0"; echo "stopped with $?"; read -r line; fg >/dev/null; echo "ended with $?""#;
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_talking-piece")]);
    let mut terminal = Terminal::run(command, &place.home(), 80, 24);
    go_into_meeting(&mut terminal);
    write_notes(&mut terminal);
    let of_the_case = [FILED, HALF_TYPED, FIRST_CUE, SECOND_CUE, "RC-0001", "Amina"];
    terminal.send("\x1a").wait_for("stopped with");
    let shell = terminal.text();
    for words in of_the_case {
        assert!(!shell.contains(words), "{shell}");
    }
    terminal.assert_given_back();
    let before = terminal.transcript.len();
    terminal
        .send("\r")
        .wait_full_screen(true)
        .wait_for("The cases here are protected.")
        .wait_for("Saved #")
        .wait_answered();
    for words in of_the_case {
        let drawn = &terminal.transcript[before..];
        assert!(!holds(drawn, words), "{words} was drawn again");
        assert!(!terminal.text().contains(words), "{}", terminal.text());
    }
    assert_not_on_disk(&place.home(), &[FILED, HALF_TYPED]);
    terminal
        .send(PASSPHRASE)
        .wait_for("*****_")
        .send("\r")
        .wait_for("An unfinished note waits")
        .send("n")
        .wait_for(&format!("Note: {HALF_TYPED}"));
}

#[test]
fn the_memory_that_a_passphrase_takes_is_given_back_before_the_room_opens() {
    let place = protected(USUAL_COST);
    let mut terminal = unlocked(&place);
    terminal.wait_answered();
    let process = terminal.process();
    let (Some(most), Some(now)) = (mebibytes(process, "VmHWM"), mebibytes(process, "VmRSS")) else {
        eprintln!("the system does not tell how much memory a program has; not tested");
        return;
    };
    assert!(most >= 256, "the passphrase took {most} MiB");
    assert!(now < 128, "{now} MiB are left of {most}");
}

#[test]
fn f13_the_unlock_screen_says_that_memory_is_missing_and_takes_the_passphrase_again() {
    let place = protected(USUAL_COST);
    let mut command = CommandBuilder::new("sh");
    let program = env!("CARGO_BIN_EXE_talking-piece");
    command.args(["-c", "ulimit -S -v 290000; exec \"$0\"", program]);
    let mut terminal = Terminal::run(command, &place.home(), 80, 24);
    terminal
        .wait_for("The cases here are protected.")
        .send(PASSPHRASE)
        .wait_for("*****_")
        .send("\r")
        .wait_for("needs 300 MB of free memory")
        .wait_for("Close other programs");
    let process = terminal.process().to_string();
    if !works("prlimit", &["--pid", &process, "--as=unlimited:unlimited"]) {
        return;
    }
    terminal
        .send(PASSPHRASE)
        .wait_for("*****_")
        .wait_gone("needs 300 MB of free memory")
        .send("\r")
        .wait_for("RC-0001  was going on");
}
