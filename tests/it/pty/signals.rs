//! The program is ended, stopped and left alone from outside.

use portable_pty::CommandBuilder;

use super::place::{FIRST_CUE, Place, REFERENCE};
use crate::support::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");

/// Marks a key point and waits until it is saved.
fn mark(terminal: &mut Terminal) -> u64 {
    let wanted = format!("Saved #{}", terminal.highest_saved() + 1);
    terminal.send("k").wait_for("Points 1").wait_for(&wanted);
    terminal.highest_saved()
}

/// The case is kept, and nobody holds it any more.
#[track_caller]
fn assert_goes_on(place: &Place, saved: u64) {
    assert!(place.dumped().len() as u64 >= saved);
    place.meeting().wait_for(FIRST_CUE).wait_for("Points 1");
}

#[test]
fn d11_a_signal_to_end_gives_the_terminal_back_and_keeps_what_was_saved() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("QUIT", 131), ("INT", 130)] {
        let place = Place::with_meeting();
        let mut terminal = place.meeting();
        let saved = mark(&mut terminal);
        terminal.signal(name);
        let status = terminal.wait_for_end();
        assert_eq!(status.exit_code(), code, "{name}: {status:?}");
        terminal.assert_given_back();
        assert_goes_on(&place, saved);
    }
}

#[test]
fn d11_ctrl_c_is_a_key_that_asks_and_ends_nothing() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .send("\x03")
        .wait_for("How would you like to leave?")
        .send("\x03\x03")
        .send("\x1b")
        .wait_gone("How would you like to leave?");
    mark(&mut terminal);
}

#[test]
fn d09_a_closed_window_ends_the_program() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let saved = mark(&mut terminal);
    terminal.close_window();
    assert_eq!(terminal.wait_for_end().exit_code(), 129);
    assert_goes_on(&place, saved);
}

#[test]
fn d10_a_closed_window_ends_the_program_even_where_nobody_tells_it() {
    let place = Place::with_meeting();
    let told = place.beside("told");
    let script = r#"trap '' HUP; "$0" run "$1" 2>"$2.err"; code=$?; { echo "$code"; times; } >"$2.new"; mv "$2.new" "$2""#;
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, PROGRAM, REFERENCE]);
    command.arg(&told);
    let mut terminal = Terminal::run(command, &place.home(), 80, 24);
    terminal.wait_for(FIRST_CUE).wait_for("Saved #");
    let saved = mark(&mut terminal);
    terminal.close_window();
    terminal.wait_beside("the shell tells how it ended", || told.exists());
    let told = std::fs::read_to_string(told).expect("what the shell told");
    assert_eq!(told.lines().next(), Some("129"), "{told}");
    assert!(
        seconds_of_work(&told) < 5.0,
        "it went round and round: {told}"
    );
    assert_goes_on(&place, saved);
}

/// What a shell's `times` says about its children: their user and system time.
fn seconds_of_work(told: &str) -> f64 {
    let last = told.lines().last().unwrap_or_default();
    let seconds = |time: &str| -> f64 {
        let (minutes, seconds) = time.split_once('m').expect("minutes");
        let seconds = seconds.trim_end_matches('s').replace(',', ".");
        60.0 * minutes.parse::<f64>().expect("a number") + seconds.parse::<f64>().expect("a number")
    };
    last.split_whitespace().map(seconds).sum()
}

#[test]
fn d11_ctrl_z_gives_the_shell_a_clean_terminal_and_fg_comes_back_behind_the_curtain() {
    let place = Place::with_meeting();
    let script = r#"set -m; "$0" run "$1"; echo "stopped with $?"; read -r line; fg >/dev/null; echo "ended with $?""#;
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, PROGRAM, REFERENCE]);
    let mut terminal = Terminal::run(command, &place.home(), 80, 24);
    terminal.wait_for(FIRST_CUE).wait_for("Saved #");
    terminal.send("\x1a").wait_for("stopped with");
    assert!(!terminal.text().contains(FIRST_CUE));
    terminal.assert_given_back();
    terminal.send("\r").wait_full_screen(true);
    // Nothing shows until the key that hides everything is pressed.
    terminal.send("\x0c").wait_for(FIRST_CUE);
    mark(&mut terminal);
    terminal
        .send("\x11")
        .wait_for("How would you like to leave?")
        .send("\x1b[F")
        .wait_for("› Close the program")
        .send(" ")
        .wait_for("ended with 0");
    terminal.assert_given_back();
}

#[test]
fn a_program_stopped_from_outside_hides_everything_and_goes_on_when_continued() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.signal("TSTP").wait_full_screen(false);
    assert!(!terminal.text().contains(FIRST_CUE));
    // The screen was given back a moment before the keys, and those before the program stops.
    let process = terminal.process();
    terminal.wait_beside("the program stops", || state_of(process) == Some('T'));
    terminal.assert_given_back();
    terminal.signal("CONT").wait_full_screen(true);
    terminal.send("\x0c").wait_for(FIRST_CUE);
    mark(&mut terminal);
}

#[test]
fn d14_a_key_that_came_only_in_part_holds_nothing_up() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    // What arrows begin with, and nothing after it.
    terminal.send("\x1b[");
    terminal.signal("TSTP").wait_full_screen(false);
    let process = terminal.process();
    terminal.wait_beside("the program stops", || state_of(process) == Some('T'));
    terminal.signal("CONT").wait_full_screen(true);
    // The rest of the key, which means nothing behind the curtain.
    terminal.send("B").send("\x0c").wait_for(FIRST_CUE);
    mark(&mut terminal);
}

/// What Linux says that a process does; elsewhere it is believed to have stopped.
pub(super) fn state_of(process: u32) -> Option<char> {
    if !cfg!(target_os = "linux") {
        return Some('T');
    }
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(") ")?.1.chars().next()
}

/// Half a note that was typed without a pause and is shown, letter by letter, on no picture yet.
const HALF: &str = "She would like the gate mended before";

/// The half-typed note is offered again, whole.
#[track_caller]
fn assert_note_waits(place: &Place) {
    place
        .meeting()
        .wait_for("An unfinished note waits")
        .send("n")
        .wait_for(&format!("Note: {HALF}"));
}

#[test]
fn a_signal_to_end_keeps_every_letter_typed_just_before_it() {
    for name in ["TERM", "HUP", "QUIT", "INT"] {
        let place = Place::with_meeting();
        let mut terminal = place.meeting();
        terminal.send("n").wait_for("Note:");
        terminal.send(HALF).signal(name);
        terminal.wait_for_end();
        assert_note_waits(&place);
    }
}

#[test]
fn what_means_nothing_between_the_last_letters_cuts_none_of_them_off() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.send("n").wait_for("Note:");
    // The window is left and entered again after each letter.
    let letters = HALF.chars().map(|letter| format!("{letter}\x1b[O\x1b[I"));
    terminal.send(&letters.collect::<String>()).signal("TERM");
    terminal.wait_for_end();
    assert_note_waits(&place);
}

#[test]
fn a_closed_window_keeps_every_letter_that_was_shown() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.send("n").wait_for("Note:");
    terminal.send(HALF).wait_for(HALF).close_window();
    terminal.wait_for_end();
    assert_note_waits(&place);
}

#[test]
fn a_half_filled_form_is_kept_too_where_a_signal_ends_the_program() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .send("\t")
        .wait_for("Ideas (0)")
        .send("a")
        .wait_for("question 1 of")
        .send("Jay mends the gate")
        .signal("TERM");
    terminal.wait_for_end();
    place
        .meeting()
        .wait_for("waits among the marks and notes")
        .send("m")
        .wait_for("Jay mends the gate");
}

#[test]
fn a_program_stopped_and_then_killed_has_kept_what_was_half_typed() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.send("n").wait_for("Note:");
    terminal.send(HALF).wait_for(HALF).signal("TSTP");
    place.wait_for_draft(&mut terminal, HALF);
    terminal.signal("KILL");
    terminal.wait_for_end();
    assert_note_waits(&place);
}
