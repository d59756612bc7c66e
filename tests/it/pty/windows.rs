//! Windows of every size, and programs that wait for nobody.

use super::place::{FIRST_CUE, Place};

#[test]
fn a_note_typed_while_the_window_takes_every_size_keeps_every_letter() {
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
    let drawn_afresh = terminal.send("\x07").wait_for("w0049").text();
    assert_eq!(drawn_afresh.lines().count(), 40);
    terminal.send("\r").wait_for("Notes 1");
    terminal.wait_beside("the note is on the disk", || place.notes().len() == 1);
    assert_eq!(place.notes(), [words.trim_end()]);
}

#[test]
fn a_window_that_is_too_small_says_so_and_still_takes_words() {
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

/// How often the thread that draws gave up the processor by itself.
#[cfg(target_os = "linux")]
fn wakes(process: u32) -> u64 {
    let path = format!("/proc/{process}/task/{process}/status");
    let status = std::fs::read_to_string(path).expect("a process");
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
    line.expect("a count").trim().parse().expect("a number")
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_room_wakes_about_once_a_second_and_not_at_all_when_everything_is_hidden() {
    use std::time::{Duration, Instant};

    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let process = terminal.process();
    let watched = |seconds: u64| {
        let (before, begun) = (wakes(process), Instant::now());
        std::thread::sleep(Duration::from_secs(seconds));
        (wakes(process) - before, begun.elapsed().as_secs_f64())
    };
    let (woken, seconds) = watched(3);
    // One to wake, one to wait for the lock of the screen at the worst.
    assert!(
        woken as f64 <= 2.0 * (seconds + 2.0),
        "{woken} times in {seconds} s"
    );

    terminal.send("\x0c").wait_gone(FIRST_CUE);
    std::thread::sleep(Duration::from_millis(500));
    let written = terminal.unread();
    let (woken, _) = watched(3);
    assert_eq!(woken, 0, "nothing is due while everything is hidden");
    assert!(terminal.unread() == written, "something was drawn");
    terminal.send("\x0c").wait_for(FIRST_CUE);
}
