//! Standard output: cleaned, checked for faults, quiet when nobody reads it.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::clean::{Shape, clean};
use crate::problem::{Problem, ProblemKind};
pub(super) use crate::script::counted;

/// Where a command writes its answer.
pub(super) struct Output {
    to: BufWriter<Box<dyn Write>>,
}

impl Output {
    pub(super) fn new(to: Box<dyn Write>) -> Self {
        Self {
            to: BufWriter::new(to),
        }
    }

    /// Writes one line, whatever it holds: nothing in it can steer the terminal.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Problem> {
        let safe = clean(text, Shape::Lines).text;
        self.bytes(safe.trim_end().as_bytes())?;
        self.bytes(b"\n")
    }

    /// Writes a text that was cleaned where it was made.
    pub(super) fn document(&mut self, text: &str) -> Result<(), Problem> {
        self.bytes(text.as_bytes())
    }

    /// Writes a value as JSON on one line.
    pub(super) fn json_line(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        let text = serde_json::to_string(value).map_err(|_| not_json())?;
        self.json_text(&text)?;
        self.bytes(b"\n")
    }

    /// Writes a value as JSON for people and programs.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        let text = serde_json::to_string_pretty(value).map_err(|_| not_json())?;
        self.json_text(&text)?;
        self.bytes(b"\n")
    }

    /// Writes JSON with every character that could steer a terminal as `\u....`,
    /// which means the same to a program.
    pub(super) fn json_text(&mut self, text: &str) -> Result<(), Problem> {
        let safe = escape_hidden(text);
        self.bytes(safe.as_bytes())
    }

    /// Makes sure that everything was taken.
    pub(super) fn finish(&mut self) -> Result<(), Problem> {
        self.to.flush().map_err(|error| Problem::output(&error))
    }

    /// Writes what is no text, for a file or a program that takes it in.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.to
            .write_all(bytes)
            .map_err(|error| Problem::output(&error))
    }
}

/// Says something beside the answer, on standard error.
pub(super) fn remark(text: &str) {
    let safe = clean(text, Shape::Lines).text;
    // A remark that nobody can read must not keep the answer from whoever reads that.
    let _ = writeln!(io::stderr(), "talking-piece: {safe}");
}

fn not_json() -> Problem {
    Problem::new(
        ProblemKind::CannotReadOrWrite,
        "The answer could not be written as JSON.",
        "Please report this; nothing was changed.",
    )
}

fn escape_hidden(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        if character == '\n' || (' '..='~').contains(&character) {
            safe.push(character);
            continue;
        }
        let alone = clean(character.encode_utf8(&mut [0; 4]), Shape::Lines);
        if alone.removed == 0 && !matches!(character, '\u{2028}' | '\u{2029}') {
            safe.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(safe, "\\u{unit:04x}");
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_in_json_mean_the_same_and_do_nothing() {
        let text = "a\u{9b}b\u{202e}c\u{e0041}d\u{7f} é شاہ";
        let json = serde_json::to_string(text).unwrap();
        let safe = escape_hidden(&json);
        assert!(safe.contains("\\u009b") && safe.contains("\\u202e"));
        assert!(safe.contains("é شاہ"));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }
}
