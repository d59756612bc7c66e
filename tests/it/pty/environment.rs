//! Terminals that can do less, and none at all.

use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use super::place::{FIRST_CUE, Place, REFERENCE};
use crate::support::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");

/// Runs the program by `env`, which sets what the driver has set otherwise.
fn with(place: &Place, settings: &[&str], arguments: &[&str]) -> Terminal {
    std::fs::create_dir_all(place.home()).expect("a home");
    let mut command = CommandBuilder::new("env");
    command.args(settings);
    command.arg(PROGRAM);
    command.args(arguments);
    Terminal::run(command, &place.home(), 80, 24)
}

#[test]
fn d04_a_terminal_that_cannot_place_the_cursor_is_told_so_without_any_sequence() {
    for settings in [&["TERM=dumb"], &["TERM="]] {
        let place = Place::fresh();
        let mut terminal = with(&place, settings, &[]);
        assert_eq!(terminal.wait_for_end().exit_code(), 2);
        assert!(terminal.text().contains("needs a terminal"));
        assert!(!terminal.transcript.contains(&0x1b));
        assert_eq!(std::fs::read_dir(place.home()).unwrap().count(), 0);
    }
}

#[test]
fn d05_without_a_terminal_the_screen_is_refused_and_nothing_is_written() {
    let place = Place::fresh();
    for arguments in [&[][..], &["practise"], &["run"], &["review"]] {
        let output = place.command(arguments).output().expect("the program");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.contains("needs a terminal"), "{said}");
        assert!(!said.contains('\x1b'), "{said}");
    }
    assert!(!place.home().exists());
}

#[test]
fn d03_a_wish_for_no_colour_is_granted_and_meaning_stays() {
    let place = Place::with_meeting();
    let mut terminal = with(&place, &["NO_COLOR=1"], &["run", REFERENCE]);
    terminal
        .wait_for(FIRST_CUE)
        .wait_for("NOT PROTECTED")
        .send("k")
        .wait_for("Points 1")
        .send("?")
        .wait_for("Makes a mark")
        .send("\x1b")
        .wait_gone("Makes a mark");
    assert_eq!(colours(&terminal.transcript), Vec::<String>::new());
    drop(terminal);

    // Where nobody wishes it, there are some: this test can see them.
    let mut terminal = with(&place, &["NO_COLOR="], &["run", REFERENCE]);
    terminal.wait_for(FIRST_CUE).wait_for("NOT PROTECTED");
    assert!(!colours(&terminal.transcript).is_empty());
}

/// Every sequence that chooses a colour; going back to the terminal's own is none.
fn colours(transcript: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(transcript);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ';')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    let is_colour =
        |number: &str| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107));
    sequences
        .filter(|numbers| numbers.split(';').any(is_colour))
        .collect()
}

#[test]
fn d05_a_closed_output_is_no_fault_of_the_program() {
    let place = Place::with_meeting();
    let cases: [(&str, &[i32]); 5] = [
        (r#""$0" >&-"#, &[2]),
        (r#""$0" list >&-"#, &[0, 3, 141]),
        (r#""$0" list 2>&-"#, &[0]),
        (r#""$0" show RC-0009 2>&-"#, &[3]),
        (r#""$0" show RC-0009 <&- >&- 2>&-"#, &[3]),
    ];
    for (script, codes) in cases {
        let code = shell(&place, script);
        assert!(codes.contains(&code), "{script}: {code}");
    }
    if std::path::Path::new("/dev/full").exists() {
        assert_eq!(shell(&place, r#""$0" list >/dev/full"#), 3);
    }
}

fn shell(place: &Place, script: &str) -> i32 {
    let status = Command::new("sh")
        .args(["-c", script, PROGRAM])
        .env("TALKING_PIECE_HOME", place.home())
        .env("TERM", "xterm-256color")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.expect("a shell").code().expect("a code")
}
