//! Homes that cannot be written, disks that are full, and two windows on one case.

use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use super::place::{FIRST_CUE, Place, REFERENCE};
use crate::support::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");

#[test]
fn h01_a_second_window_on_one_case_is_told_and_opens_it_once_the_first_is_closed() {
    let place = Place::with_meeting();
    let mut first = place.meeting();
    let mut refused = place.open(&["run", REFERENCE]);
    assert_eq!(refused.wait_for_end().exit_code(), 7);
    assert!(
        refused.text().contains("another window"),
        "{}",
        refused.text()
    );
    assert!(!refused.is_full_screen());

    let mut second = place.open(&[]);
    second
        .wait_for("RC-0001")
        .send("\x1b[B")
        .wait_for("› RC-0001")
        .send("\r")
        .wait_for("another window");
    // The first goes on as if nothing had been.
    first.send("k").wait_for("Points 1").signal("TERM");
    first.wait_for_end();
    second
        .send("\x1b[A")
        .wait_for("› Begin a new case")
        .send("\x1b[B")
        .wait_for("› RC-0001")
        .send("\r")
        .wait_for(FIRST_CUE)
        .wait_for("Points 1");
    drop(second);
    place.assert_sound();
}

#[test]
fn a_home_that_is_not_there_is_made_when_the_first_case_is_begun() {
    let place = Place::fresh();
    let home = place.beside("not there yet/home");
    let mut terminal = place.open(&["--home", &home.display().to_string()]);
    terminal.wait_for("› Begin a new case");
    assert!(!home.exists(), "looking writes nothing");
    terminal
        .send("2")
        .wait_for("[ 2 Practise ]")
        .select("Grandmother's house")
        .send("\r")
        .wait_for("PR-0001 · People")
        .wait_for("Saved #");
    assert!(home.join("practice/PR-0001/journal").exists());
}

#[test]
fn a_home_that_is_a_file_is_told_and_left_alone() {
    let place = Place::fresh();
    let file = place.beside("file");
    std::fs::write(&file, "not a home").expect("a file");
    let mut terminal = place.open(&[
        "--home",
        &file.display().to_string(),
        "practise",
        "shop-window",
    ]);
    assert_eq!(terminal.wait_for_end().exit_code(), 3);
    assert!(
        terminal.text().contains("talking-piece: "),
        "{}",
        terminal.text()
    );
    assert!(!terminal.is_full_screen());
    assert_eq!(
        std::fs::read_to_string(&file).expect("a file"),
        "not a home"
    );
}

/// Whether a command works here; says so where it does not.
pub(super) fn works(command: &str, arguments: &[&str]) -> bool {
    let status = Command::new(command)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let works = status.is_ok_and(|status| status.success());
    if !works {
        println!(
            "left out: `{command} {}` does not work here",
            arguments.join(" ")
        );
    }
    works
}

fn may_mount() -> bool {
    works(
        "unshare",
        &["-Urm", "mount", "-t", "tmpfs", "tmpfs", "/tmp"],
    )
}

/// Runs a script in which folders may be mounted; `$0` is the program, `$1` the folder of the place.
fn in_own_mounts(place: &Place, script: &str) -> Terminal {
    let mut command = CommandBuilder::new("unshare");
    command.args(["-Urm", "sh", "-c", script, PROGRAM]);
    command.arg(place.beside(""));
    Terminal::run(command, &place.home(), 80, 24)
}

#[test]
fn d07_a_home_that_may_only_be_read_is_told_and_can_still_be_read() {
    if !may_mount() {
        return;
    }
    let place = Place::with_meeting();
    let script = r#"
        cd "$1" && mount --bind home home && mount -o remount,bind,ro home || exit 99
        "$0" --home home run RC-0001; echo "ended with $?"
        "$0" --home home verify; echo "verified with $?"
        read -r line
        exec "$0" --home home review"#;
    let mut terminal = in_own_mounts(&place, script);
    terminal
        .wait_for("ended with 3")
        .wait_for("verified with 0")
        .send("\r")
        .wait_for("[ 3 Review ]")
        .wait_for("RC-0001")
        .send("\r")
        .wait_gone("[ 3 Review ]");
    assert!(terminal.text().contains("RC-0001"), "{}", terminal.text());
}

/// Fills notes until the disk takes no more.
fn write_until_not_saved(terminal: &mut Terminal) -> usize {
    let long = "a long note that takes room ".repeat(300);
    for count in 1..200 {
        terminal.send("n").wait_for("Note:").paste(&long);
        terminal.wait_for("room a long note");
        // Enter does nothing right after a paste or a note; how long cannot be seen.
        std::thread::sleep(std::time::Duration::from_millis(600));
        let wanted = format!("Notes {count}");
        terminal.send("\r").wait_for(&wanted);
        terminal.wait_until("saved or not", |screen| {
            screen.contains("Saved #") || screen.contains("NOT SAVED")
        });
        if terminal.text().contains("NOT SAVED") {
            return count;
        }
    }
    panic!("the disk is never full");
}

/// Types on while nothing can be saved.
fn type_on(terminal: &mut Terminal) {
    terminal
        .send("k")
        .wait_for("Points 1")
        .send("n")
        .wait_for("Note:")
        .send("typing goes on")
        .wait_for("Note: typing goes on")
        .wait_for("NOT SAVED");
}

#[test]
fn f06_on_a_full_disk_typing_goes_on_and_everything_is_saved_once_there_is_room() {
    if !may_mount() {
        return;
    }
    let place = Place::with_meeting();
    // The disk is filled up again whenever something was freed, until room is asked for.
    let script = r#"
        cd "$1" && mkdir full after && mount -t tmpfs -o size=2m tmpfs full || exit 99
        cp -a home/. full/
        (
            until [ -e fill ]; do sleep 0.1; done
            until [ -e room ]; do cat /dev/zero >>full/filler 2>/dev/null; sleep 0.1; done
            rm full/filler
        ) &
        "$0" --home full run RC-0001; echo "ended with $?"
        cp -a full/. after/; echo copied"#;
    let mut terminal = in_own_mounts(&place, script);
    terminal.wait_for(FIRST_CUE).wait_for("Saved #");
    std::fs::write(place.beside("fill"), "").expect("a sign to fill");
    let notes = write_until_not_saved(&mut terminal);
    type_on(&mut terminal);
    std::fs::write(place.beside("room"), "").expect("a sign to make room");
    terminal.wait_gone("NOT SAVED").wait_for("Saved #");
    let wanted = format!("Notes {}", notes + 1);
    terminal
        .send("\r")
        .wait_for(&wanted)
        .wait_for("Saved #")
        .send("\x11")
        .wait_for("How would you like to leave?")
        .send("\x1b[F")
        .wait_for("› Close the program")
        .send(" ")
        .wait_for("ended with 0")
        .wait_for("copied");
    let saved = terminal.highest_saved();
    let after = place.with_home("after");
    assert!(after.dumped().len() as u64 >= saved);
    after.assert_sound();
    assert_eq!(after.notes().len(), notes + 1);
    assert!(after.notes().contains(&"typing goes on".to_owned()));
}

/// Lets the files of a process grow to so many bytes, or as far as they like.
fn limit_files(process: u32, bytes: &str) {
    let process = process.to_string();
    let limit = format!("--fsize={bytes}:unlimited");
    assert!(works("prlimit", &["--pid", &process, &limit]));
}

#[test]
fn f07_a_file_that_may_not_grow_ends_nothing() {
    if !works("prlimit", &["--fsize=1000000:unlimited", "true"]) {
        return;
    }
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let before = terminal.highest_saved();
    let bytes = place.journal().len().to_string();
    limit_files(terminal.process(), &bytes);
    terminal
        .send("k")
        .wait_for("Points 1")
        .wait_for("NOT SAVED");
    assert_eq!(terminal.highest_saved(), before);
    terminal
        .send("a")
        .wait_for("Ideas 1")
        .send("?")
        .wait_for("Makes a mark")
        .send("\x1b")
        .wait_gone("Makes a mark");
    limit_files(terminal.process(), "unlimited");
    let wanted = format!("Saved #{}", before + 2);
    terminal.wait_for(&wanted).wait_gone("NOT SAVED");
    terminal.signal("KILL");
    terminal.wait_for_end();
    assert_eq!(place.dumped().len() as u64, before + 2);
    place.assert_sound();
}

#[test]
fn leaving_with_something_unsaved_is_asked_about() {
    if !works("prlimit", &["--fsize=1000000:unlimited", "true"]) {
        return;
    }
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let bytes = place.journal().len().to_string();
    limit_files(terminal.process(), &bytes);
    terminal
        .send("k")
        .wait_for("NOT SAVED")
        .send("\x11")
        .wait_for("How would you like to leave?");
    limit_files(terminal.process(), "unlimited");
    terminal.wait_gone("NOT SAVED").wait_for("Saved #");
    place.assert_sound();
}
