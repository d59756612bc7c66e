//! Windows of every size, and programs that wait for nobody.

use super::place::{FIRST_CUE, Place};

#[test]
fn d02_a_note_typed_while_the_window_takes_every_size_keeps_every_letter() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.send("n").wait_for("Note:");
    let words: String = (0..50).map(|number| format!("w{number:04} ")).collect();
    assert_eq!(words.len(), 300);
    let sizes = [
        (200, 60),
        (1, 1),
        (80, 24),
        (10, 3),
        (60, 16),
        (40, 10),
        (2, 60),
        (200, 1),
    ];
    for (piece, size) in words.as_bytes().chunks(3).zip(sizes.iter().cycle()) {
        terminal.resize(size.0, size.1);
        terminal.send(std::str::from_utf8(piece).expect("letters"));
    }
    // What was drawn for an older size may still be on its way, so the whole picture is
    // waited for: header, cue, words and footer where they belong.
    terminal
        .resize(120, 40)
        .wait_until("the picture of the last size", |screen| {
            let mut lines = screen.lines();
            lines
                .next()
                .is_some_and(|line| line.starts_with(" Stage 1 of 3"))
                && screen.contains(FIRST_CUE)
                && screen.contains("w0049")
                && lines
                    .next_back()
                    .is_some_and(|line| line.contains("file note"))
        });
    let drawn_afresh = terminal.wait_answered().text();
    assert_eq!(drawn_afresh.lines().count(), 40);
    terminal.send("\r").wait_for("Notes 1");
    terminal.wait_beside("the note is on the disk", || place.notes().len() == 1);
    assert_eq!(place.notes(), [words.trim_end()]);
}

#[test]
fn d01_a_window_that_is_too_small_says_so_and_still_takes_words() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .resize(18, 4)
        .wait_for("Window too small")
        .send("n")
        .send("kept all the same")
        .resize(80, 24)
        .wait_for("Note: kept all the same");
}
