//! Where passphrases come from: a descriptor that was named, or the keyboard without an echo.
//! Never the command line and never the environment: both are read by others and kept.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, IsTerminal as _};

use crate::problem::{Problem, ProblemKind};
use crate::store::{Passphrase, read_descriptor};
use crate::tui::terminal;

/// Where the passphrases of one run come from.
#[derive(Default)]
pub(super) struct Secrets {
    descriptor: Option<u32>,
    /// The lines of the descriptor that were not asked for yet.
    lines: RefCell<Option<VecDeque<Passphrase>>>,
}

impl Secrets {
    pub(super) fn from(descriptor: Option<u32>) -> Self {
        Self {
            descriptor,
            lines: RefCell::default(),
        }
    }

    /// Whether somebody sits at a keyboard to be asked.
    pub(super) fn is_asked(&self) -> bool {
        self.descriptor.is_none() && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether there is anything to ask.
    pub(super) fn can_be_had(&self) -> bool {
        self.descriptor.is_some() || self.is_asked()
    }

    /// The next passphrase: one line of the descriptor, or what is typed after `prompt`.
    pub(super) fn next(&self, prompt: &str) -> Result<Passphrase, Problem> {
        if let Some(number) = self.descriptor {
            return self.next_line(number);
        }
        if !self.is_asked() {
            return Err(Problem::new(
                ProblemKind::WrongKey,
                "A passphrase is needed, and there is nobody to ask for it.",
                "Give it with --passphrase-fd N, a line for each that is asked for.",
            ));
        }
        let typed = terminal::ask_secret(prompt).map_err(|_| {
            let what = "The passphrase could not be read from the keyboard.";
            Problem::new(
                ProblemKind::CannotReadOrWrite,
                what,
                "Try another terminal.",
            )
        })?;
        typed.ok_or_else(|| {
            let what = "No passphrase was given; nothing was changed.";
            Problem::new(ProblemKind::WrongKey, what, "")
        })
    }

    fn next_line(&self, number: u32) -> Result<Passphrase, Problem> {
        let mut lines = self.lines.borrow_mut();
        if lines.is_none() {
            let read = read_descriptor(number).map_err(|_| {
                let what = "The passphrase could not be read from that descriptor.";
                let instead = "Open it first, such as with `--passphrase-fd 3 3< <(…)`.";
                Problem::new(ProblemKind::CannotReadOrWrite, what, instead)
            })?;
            let text = std::str::from_utf8(&read).map_err(|_| {
                let what = "A passphrase has to be text in UTF-8.";
                Problem::new(ProblemKind::WrongKey, what, "Write it anew.")
            })?;
            *lines = Some(text.lines().map(|line| Passphrase::new(line).0).collect());
        }
        let next = lines.as_mut().and_then(VecDeque::pop_front);
        next.ok_or_else(|| {
            let what = "The descriptor holds no further passphrase.";
            Problem::new(
                ProblemKind::WrongKey,
                what,
                "Give a line for each that is asked for.",
            )
        })
    }
}
