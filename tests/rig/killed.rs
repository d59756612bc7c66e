//! What must hold of a journal after the program was killed, judged from outside: by what stood on
//! the screen, and by the bytes before and after.

use serde_json::Value;
use talking_piece::store::{Line, entry_line, parse};

use super::kept;

/// One life of the program, from its start until it was killed.
#[derive(Debug, Clone, Copy)]
pub struct Life<'a> {
    /// The journal before it.
    pub before: &'a [u8],
    /// The highest number that stood on the screen as saved.
    pub shown: u64,
    /// The journal after it.
    pub after: &'a [u8],
}

/// What a program that is broken on purpose leaves in the place of a journal.
#[derive(Clone, Copy)]
pub struct BrokenProgram {
    /// What is wrong with that program.
    pub name: &'static str,
    spoil: fn(&[u8]) -> Vec<u8>,
}

/// Every program that is broken on purpose.
pub const BROKEN: [BrokenProgram; 3] = [
    BrokenProgram {
        name: "shows an entry as saved and writes it later",
        spoil: without_the_last,
    },
    BrokenProgram {
        name: "writes anew what was there before",
        spoil: without_the_first,
    },
    BrokenProgram {
        name: "writes half an entry as a whole one",
        spoil: with_half_of_the_last,
    },
];

impl BrokenProgram {
    /// What it would have left.
    pub fn leaves(self, journal: &[u8]) -> Vec<u8> {
        (self.spoil)(journal)
    }

    /// Whether it is found out by a journal of some entries.
    pub fn is_found_out(self) -> bool {
        let bodies = |most| (1..=most).map(|number| format!(r#"{{"t":"mark","n":{number}}}"#));
        let (before, after) = (kept::journal_of(bodies(3)), kept::journal_of(bodies(5)));
        let life = |after| Life {
            before: &before,
            shown: 5,
            after,
        };
        assert_eq!(life(&after).check(), Ok(()));
        life(&self.leaves(&after)).check().is_err()
    }
}

impl Life<'_> {
    /// Everything that was there and everything that was shown as saved is there, whole and with not
    /// a byte of it changed.
    pub fn check(self) -> Result<(), String> {
        if !self.after.starts_with(self.before) {
            return Err("bytes changed that were there before".to_owned());
        }
        let found = kept::scan(self.after).map_err(|error| error.to_string())?;
        if !found.is_whole() {
            return Err(format!("it counts as damaged: {:?}", found.condition));
        }
        let (shown, last) = (self.shown, found.last_number());
        if last < shown {
            return Err(format!("#{shown} was shown as saved, and {last} are there"));
        }
        let is_half = |body: &str| serde_json::from_str::<Value>(body).is_err();
        match found.entries.iter().find(|entry| is_half(&entry.body)) {
            Some(entry) => Err(format!("entry {} is not whole", entry.number)),
            None => Ok(()),
        }
    }
}

fn lines(journal: &[u8]) -> Vec<&[u8]> {
    journal.split_inclusive(|byte| *byte == b'\n').collect()
}

fn without_the_last(journal: &[u8]) -> Vec<u8> {
    let mut lines = lines(journal);
    lines.pop();
    lines.concat()
}

fn without_the_first(journal: &[u8]) -> Vec<u8> {
    let mut lines = lines(journal);
    lines.remove(1);
    lines.concat()
}

fn with_half_of_the_last(journal: &[u8]) -> Vec<u8> {
    let mut lines = lines(journal);
    let last = lines.pop().unwrap_or_default();
    let Some(Line::Plain {
        number,
        previous,
        body,
    }) = parse(last.trim_ascii_end())
    else {
        return journal.to_vec();
    };
    let half: String = body.chars().take(body.chars().count() / 2).collect();
    let half = entry_line(number, previous, &half) + "\n";
    lines.push(half.as_bytes());
    lines.concat()
}
