//! Pastes, and what a terminal says unasked: nothing of it acts or hides in a note.

use super::place::{FIRST_CUE, Place};
use crate::support::Terminal;
use crate::support::files::every_file;

/// Waits until one more note is saved.
fn file_note(terminal: &mut Terminal, notes: usize) {
    let wanted = format!("Notes {notes}");
    terminal.wait_beside("Enter is heard again after a paste", after_paste);
    let before = terminal.highest_saved();
    terminal.send("\r").wait_for(&wanted);
    let saved = format!("Saved #{}", before + 1);
    terminal.wait_for(&saved);
}

/// Right after a paste Enter does nothing; nothing on the screen tells when that is over.
fn after_paste() -> bool {
    std::thread::sleep(std::time::Duration::from_millis(400));
    true
}

#[test]
fn e03_a_paste_of_several_lines_is_one_note_and_is_not_filed_by_itself() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let lines: Vec<String> = (1..=20)
        .map(|line| format!("line {line} of what was agreed before the meeting"))
        .collect();
    assert!(lines.join("\n").len() > 900);
    terminal
        .send("n")
        .wait_for("Note:")
        .paste(&lines.join("\r"))
        .wait_for("line 20 of what");
    assert!(terminal.text().contains("Notes 0"), "{}", terminal.text());
    file_note(&mut terminal, 1);
    assert_eq!(place.notes(), [lines.join("\n")]);
}

#[test]
fn e05_a_paste_of_ten_megabytes_is_asked_about_and_the_screen_goes_on() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .send("n")
        .wait_for("Note:")
        .paste(&"ten letters ".repeat(850_000))
        .wait_for("What was pasted is too long")
        .wait_for("Keep the first 20,000?")
        .wait_beside("keys are heard again after a paste", after_paste)
        .send("n")
        .wait_gone("What was pasted is too long")
        .send("and on")
        .wait_for("Note: and on");
    file_note(&mut terminal, 1);
    assert_eq!(place.notes(), ["and on"]);
}

#[test]
fn e07_what_is_hidden_in_a_paste_is_in_no_file_and_on_no_screen() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let nasty = "quiet\x1b]52;c;aGlkZGVu\x07 words\u{9b}31m and\u{202e} more\x1b[2J\u{0}\u{feff}";
    terminal
        .send("n")
        .wait_for("Note:")
        .paste(nasty)
        .wait_for("quiet")
        .wait_for("more");
    file_note(&mut terminal, 1);
    let files = every_file(&place.home());
    // The reserve holds no words, only room.
    for (path, bytes) in files.iter().filter(|(path, _)| !path.ends_with(".reserve")) {
        assert_clean(bytes, &path.display().to_string());
    }
    assert_eq!(place.notes(), ["quiet]52;c;aGlkZGVu words31m and more[2J"]);
    let transcript = String::from_utf8_lossy(&terminal.transcript).into_owned();
    assert!(
        !transcript.contains("\x1b]"),
        "the terminal was told to do something"
    );
    for hidden in ['\u{9b}', '\u{202e}', '\u{feff}', '\u{7}'] {
        assert!(!transcript.contains(hidden), "{hidden:?} is on the screen");
    }
}

#[track_caller]
fn assert_clean(bytes: &[u8], what: &str) {
    let text = String::from_utf8_lossy(bytes);
    let hidden = |letter: &char| {
        letter.is_control() && *letter != '\n' || matches!(letter, '\u{202e}' | '\u{feff}')
    };
    assert!(!text.chars().any(|letter| hidden(&letter)), "{what}");
}

#[test]
fn e06_a_paste_that_breaks_out_of_its_brackets_does_nothing() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .paste("innocent\x1b[201~\r\x1b\x11k")
        .wait_for("Note: innocent");
    terminal
        .wait_beside("keys are heard again after a paste", after_paste)
        .send("!")
        .wait_until("what was typed follows", |screen| screen.contains('!'));
    let screen = terminal.text();
    assert!(screen.contains("Notes 0"), "{screen}");
    assert!(screen.contains("Points 0"), "{screen}");
    assert!(!screen.contains("How would you like to leave?"), "{screen}");
}

#[test]
fn d14_what_a_terminal_says_of_itself_is_no_part_of_a_note() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.send("n").wait_for("Note:");
    let replies = [
        ("its kind", "\x1b[?62;22c"),
        ("its clipboard", "\x1b]52;c;c2VjcmV0\x07"),
        ("its colour", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"),
        ("its name", "\x1bP>|xterm(390)\x1b\\"),
        ("that it is looked at", "\x1b[I\x1b[O"),
        ("a mouse", "\x1b[<35;10;10M"),
        ("a window", "\x1b[8;24;80t"),
        ("letters that hide", "\u{9b}\u{202e}\u{200b}"),
        ("bytes that are no text", "\u{feff}"),
    ];
    for (number, (what, reply)) in replies.into_iter().enumerate() {
        let wanted = format!("[{number}]");
        terminal.send(reply);
        terminal.wait_beside(what, after_paste);
        terminal.send(&wanted).wait_for(&wanted);
    }
    file_note(&mut terminal, 1);
    assert_eq!(place.notes(), ["[0][1][2][3][4][5][6][7][8]"]);
}

#[test]
fn d15_letters_typed_in_parts_are_kept_whole() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .send("n")
        .wait_for("Note:")
        .send("caf")
        .send("e\u{301} ŵyn żółw شاہ 👩\u{200d}👧 and on")
        .wait_for("and on");
    file_note(&mut terminal, 1);
    assert_eq!(place.notes(), ["café ŵyn żółw شاہ 👩\u{200d}👧 and on"]);
}

#[test]
fn d12_a_fault_in_reading_the_keyboard_gives_the_terminal_back_and_tells_its_place_alone() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.send("n").wait_for("Note:").send("what Amina said");
    terminal.wait_for("what Amina said");
    file_note(&mut terminal, 1);
    // A mouse at no place at all is more than the reader bears where sums are checked,
    // as they are in this build; where it bears it, the meeting goes on.
    terminal.send("\x1b[<0;0;0M").send("k");
    terminal.wait_until("it ended, or goes on", |screen| {
        screen.contains("stopped because of a fault in itself") || screen.contains("Points 1")
    });
    if terminal.text().contains("Points 1") {
        return;
    }
    assert_eq!(terminal.wait_for_end().exit_code(), 101);
    terminal.assert_given_back();
    // The place of the fault is told, and nobody's words.
    let told = terminal.text();
    assert!(told.contains(".rs:") && !told.contains("Amina"), "{told}");
    place.assert_sound();
    place.meeting().wait_for(FIRST_CUE);
}
