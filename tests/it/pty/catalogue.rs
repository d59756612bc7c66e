//! Terminals, signals and files of the catalogue of faults that no other story asks for.

use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use super::place::{FIRST_CUE, Place, REFERENCE};
use crate::support::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");
const SCRIPT: &str = include_str!("../golden/small-conference.json");

/// The meeting, by a shell that does something first; `$0` is the program.
fn after(place: &Place, first: &str) -> Terminal {
    let mut command = CommandBuilder::new("sh");
    command.args([
        "-c",
        &format!("{first}; exec \"$0\" run {REFERENCE}"),
        PROGRAM,
    ]);
    let mut terminal = Terminal::run(command, &place.home(), 80, 24);
    terminal.wait_for("Saved #");
    terminal
}

/// Makes a mark by its key, and waits until it is saved. The same key at once again would count as
/// held down.
fn mark(terminal: &mut Terminal, key: &str) {
    let saved = format!("Saved #{}", terminal.highest_saved() + 1);
    terminal.send(key).wait_for(&saved);
}

#[test]
fn a12_what_hides_in_a_script_never_reaches_the_terminal() {
    let place = Place::fresh();
    let hidden = r"Wel\u001b]52;c;eA==\u0007come\u009b2J every\u202ebody\r\u0000.\udb40\udc41";
    let script = SCRIPT.replace("Welcome everybody.", hidden).replace(
        "\"Small conference\"",
        r#""Small\u001b]0;x\u0007 conf\u2066erence""#,
    );
    place.begin_meeting_from(&script);
    let mut terminal = place.meeting();
    terminal.wait_for("come").wait_for("everybody");
    terminal
        .send("?")
        .wait_for("Makes a mark")
        .send("\x1b")
        .wait_gone("Makes a mark");
    let sent = String::from_utf8_lossy(&terminal.transcript).into_owned();
    assert!(
        !sent.contains("\x1b]"),
        "the terminal was told to do something"
    );
    for letter in ['\u{7}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{e0041}'] {
        assert!(!sent.contains(letter), "{letter:?} reached the terminal");
    }
}

#[test]
fn d03_an_old_terminal_and_one_of_sixteen_colours_say_the_same() {
    for kind in [
        "vt100",
        "xterm",
        "linux",
        "screen-256color",
        "no-such-terminal",
    ] {
        let place = Place::with_meeting();
        let mut terminal = after(&place, &format!("export TERM={kind}"));
        terminal.wait_for(FIRST_CUE).wait_for("NOT PROTECTED");
        mark(&mut terminal, "k");
    }
}

#[test]
fn d04_where_the_kind_of_terminal_is_not_told_none_is_used() {
    let place = Place::with_meeting();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "unset TERM; exec \"$0\" run RC-0001", PROGRAM]);
    let mut terminal = Terminal::run(command, &place.home(), 80, 24);
    assert_eq!(terminal.wait_for_end().exit_code(), 2);
    assert!(!terminal.transcript.contains(&0x1b));
}

#[test]
fn d06_without_a_locale_signs_are_plain_and_letters_are_kept() {
    let place = Place::with_meeting();
    let mut terminal = after(&place, "export LC_ALL=C");
    terminal.wait_for(FIRST_CUE);
    let drawn = String::from_utf8_lossy(&terminal.transcript).into_owned();
    let foreign = drawn.chars().find(|letter| !letter.is_ascii());
    assert_eq!(foreign, None, "a sign that such a terminal may not have");
    terminal
        .send("n")
        .wait_for("Note:")
        .send("ŵyn źle شاہ")
        .wait_for("ŵyn");
    let wanted = format!("Saved #{}", terminal.highest_saved() + 1);
    terminal.send("\r").wait_for(&wanted);
    assert_eq!(place.notes(), ["ŵyn źle شاہ"]);
}

#[test]
fn d08_inside_tmux_the_same_keys_do_the_same() {
    let place = Place::with_meeting();
    let socket = place.beside("tmux");
    let tmux = |arguments: &[&str]| {
        let output = Command::new("tmux")
            .arg("-S")
            .arg(&socket)
            .args(arguments)
            .env_remove("TMUX")
            .env("TALKING_PIECE_HOME", place.home())
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output();
        output.ok().filter(|output| output.status.success())
    };
    let begin = format!("'{PROGRAM}' run {REFERENCE}");
    if tmux(&[
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        "80",
        "-y",
        "24",
        &begin,
    ])
    .is_none()
    {
        println!("left out: there is no tmux here");
        return;
    }
    let seen = || {
        let shown = tmux(&["capture-pane", "-p"]);
        shown.map_or_else(String::new, |shown| {
            String::from_utf8_lossy(&shown.stdout).into_owned()
        })
    };
    let wait_for = |text: &str| {
        for _ in 0..600 {
            if seen().contains(text) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let shown = seen();
        tmux(&["kill-server"]);
        panic!("{text:?} never stood on the screen:\n{shown}");
    };
    wait_for(FIRST_CUE);
    for (key, wanted) in [
        ("k", "Points 1"),
        ("Space", "What happened?"),
        ("BSpace", FIRST_CUE),
    ] {
        tmux(&["send-keys", key]);
        wait_for(wanted);
    }
    tmux(&["send-keys", "C-q"]);
    wait_for("How would you like to leave?");
    tmux(&["send-keys", "End"]);
    wait_for("› Close the program");
    tmux(&["send-keys", "Space"]);
    // Its window goes with the program, which has everything saved by then.
    for _ in 0..600 {
        if tmux(&["has-session"]).is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    tmux(&["kill-server"]);
    assert!(place.dumped().iter().any(|entry| entry["t"] == "marked"));
}

#[test]
fn d11_signals_without_a_meaning_end_nothing() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let keys = ["k", "a", "q"].into_iter().cycle();
    for (key, name) in keys.zip(["USR1", "USR2", "XFSZ", "PIPE", "WINCH"]) {
        terminal.signal(name);
        mark(&mut terminal, key);
    }
}

#[test]
fn d13_a_terminal_that_takes_nothing_holds_up_neither_saving_nor_the_end() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let before = place.dumped().len();
    terminal.hold_still(true);
    // Each picture is larger than a terminal takes unread; some keys are answered before that.
    for _ in 0..200 {
        terminal.send("k\x07");
    }
    let more = || place.dumped().len() > before;
    terminal.wait_beside("what was pressed is saved", more);
    terminal.signal("TERM");
    assert_eq!(terminal.wait_for_end().exit_code(), 143);
    terminal.hold_still(false);
    place.assert_sound();
    place.meeting().wait_for(FIRST_CUE);
}

#[test]
fn e08_bytes_that_are_no_text_are_shown_as_such_in_a_paste_and_are_no_keys() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal.send("n").wait_for("Note:").send_bytes(b"caf\xc3");
    terminal
        .wait_for("Note: caf")
        .send_bytes(b"\xa9 and \xff\xfe more");
    terminal
        .wait_for("more")
        .send_bytes(b"\x1b[200~ pasted \xe9 \xed\xa0\x80 end\x1b[201~");
    terminal.wait_for("end");
    terminal.wait_beside("Enter is heard again after a paste", || {
        std::thread::sleep(std::time::Duration::from_millis(400));
        true
    });
    let wanted = format!("Saved #{}", terminal.highest_saved() + 1);
    terminal.send("\r").wait_for(&wanted);
    let notes = place.notes();
    assert!(notes[0].contains("pasted \u{fffd}"), "{notes:?}");
    assert!(
        notes[0].starts_with("caf") && notes[0].ends_with("end"),
        "{notes:?}"
    );
}

#[test]
fn f14_the_screen_works_with_a_small_stack() {
    let place = Place::with_meeting();
    // A build for looking for faults needs more of it than the one that people use.
    let kilobytes = if cfg!(debug_assertions) { 1024 } else { 256 };
    let mut terminal = after(&place, &format!("ulimit -s {kilobytes}"));
    terminal.wait_for(FIRST_CUE);
    mark(&mut terminal, "k");
    terminal.send("?").wait_for("Makes a mark");
}

#[test]
fn f17_a_journal_that_may_only_grow_is_gone_on_with_also_after_a_crash() {
    let place = Place::with_meeting();
    let path = place.case_folder().join("journal");
    let attribute = |wanted: &str| {
        let changed = Command::new("chattr")
            .arg(wanted)
            .arg(&path)
            .stderr(Stdio::null())
            .status();
        changed.is_ok_and(|status| status.success())
    };
    if !attribute("+a") {
        println!("left out: `chattr +a` does not work here");
        return;
    }
    let torn = [&place.journal()[..], &b"p1 9 half a li"[..]].concat();
    let append = std::fs::File::options().append(true).open(&path);
    let written =
        append.and_then(|mut file| std::io::Write::write_all(&mut file, b"p1 9 half a li"));
    let played = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut terminal = place.meeting();
        mark(&mut terminal, "k");
        terminal.signal("TERM");
        terminal.wait_for_end();
    }));
    // Else nobody could throw the folder of this test away.
    assert!(attribute("-a"));
    written.expect("a half line behind the last");
    if let Err(fault) = played {
        std::panic::resume_unwind(fault);
    }
    assert!(place.journal().starts_with(&torn));
    place.assert_sound();
}

#[cfg(target_os = "linux")]
#[test]
fn a_crash_leaves_no_picture_of_the_memory_behind() {
    let place = Place::with_meeting();
    let terminal = place.meeting();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", terminal.process()));
    let limits = limits.expect("the limits of the program");
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let words: Vec<&str> = core.unwrap_or_default().split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "{limits}");
}
