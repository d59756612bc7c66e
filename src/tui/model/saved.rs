//! How saving stands, in words.

use chrono::Timelike as _;

use super::Model;
use crate::clean::{Shape, clean};
use crate::desk::{Desk, MissingSeal};
use crate::store::CopyStanding;
use crate::tui::theme::Role;

/// For so many milliseconds a copy is waited for without a word.
const MOMENT: u64 = 5_000;
/// From so many columns on there is room to say where the copy is.
const WIDE: u16 = 100;
/// Below so many columns a copy that is whole is not told.
const NARROW: u16 = 80;

impl Model {
    /// What the header tells beside its title: the copy on a shared folder, and how saving stands.
    pub fn header_status(&self) -> Vec<(String, Role)> {
        let copy = self.copy_status();
        copy.into_iter().chain(self.save_status()).collect()
    }

    /// How the copy on a shared folder stands, in short; nothing where none is made.
    fn copy_status(&self) -> Option<(String, Role)> {
        let copy = self.copy()?;
        let waited = copy.waiting_since;
        let waited = waited.map_or(0, |since| self.now.milliseconds_since(since));
        if copy.problem.is_some() {
            return Some(("Copy waits".to_owned(), Role::Warning));
        }
        if waited > MOMENT {
            return Some(("Copy waits".to_owned(), Role::Quiet));
        }
        let whole = copy.whole.filter(|_| self.size.0 >= NARROW)?;
        let today = whole.date_naive() == self.now.wall.date_naive();
        let when = whole.format(if today { "%H:%M" } else { "%-d %b" });
        let what = if self.size.0 >= WIDE {
            "Copy on share"
        } else {
            "Copy"
        };
        Some((format!("{what} {when}"), Role::Quiet))
    }

    /// That a copy of the open case could not be made so far, to whoever leaves.
    pub fn copy_waits(&self) -> Option<String> {
        self.copy()?.problem.as_ref()?;
        Some("The copy on the shared folder waits. It is made at the next start.".to_owned())
    }

    /// How the copy of the open case on a shared folder stands, where one is made.
    pub fn copy(&self) -> Option<&CopyStanding> {
        self.desk.as_ref()?.status().copy.as_ref()
    }

    /// How saving stands, in the exact words of the promise, and how to draw them.
    pub fn save_status(&self) -> Option<(String, Role)> {
        let status = self.desk.as_ref().map(Desk::status)?;
        if status.problem.is_some() {
            let count = status.waiting.max(1);
            let plural = if count == 1 { "" } else { "s" };
            let text = format!("NOT SAVED – {count} change{plural} only in memory");
            return Some((text, Role::Warning));
        }
        if status.waiting > 0 {
            let since = status
                .waiting_since
                .map_or(0, |since| self.now.milliseconds_since(since));
            let seconds = since / 1000;
            let text = if seconds > 2 {
                format!("Saving… {seconds} s")
            } else {
                "Saving…".to_owned()
            };
            return Some((self.theme.plain(&text), Role::Quiet));
        }
        let (number, at) = status.saved?;
        // Every picture shows it, and a pattern is read anew each time.
        let time = at.wall.time();
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let time = format!("{hour:02}:{minute:02}:{second:02}");
        let mut text = match status.rescued_to {
            Some(_) => format!("Saved elsewhere #{number} {time}"),
            None => format!("Saved #{number} {time}"),
        };
        if status.unsealed.is_some() {
            text.push_str(", not sealed");
            return Some((text, Role::Warning));
        }
        Some((text, Role::Quiet))
    }

    /// That what was closed has no seal yet, and what comes of that; all of it is saved.
    pub fn unsealed(&self) -> Option<String> {
        let MissingSeal { problem, is_noted } = self.only_unsealed()?;
        let problem = clean(problem, Shape::Line).text;
        let then = if *is_noted {
            "again now, and when this case is next opened"
        } else {
            "until this case is left, then at the next closing"
        };
        // Short enough to leave room for what to do.
        Some(format!(
            "All is saved but the seal of a closing. It is tried {then}. {problem}"
        ))
    }

    /// The same in short, to whoever leaves.
    pub fn seal_waits(&self) -> Option<String> {
        let follows = if self.only_unsealed()?.is_noted {
            "it is made when this case is next opened and its key can be read"
        } else {
            "once this case is left, it gets one only when something in it is closed again"
        };
        Some(format!(
            "Everything is saved. Only the seal of what was closed is missing; {follows}."
        ))
    }

    /// Why a seal is missing, where everything else is saved: else that is what has to be told.
    fn only_unsealed(&self) -> Option<&MissingSeal> {
        let status = self.desk.as_ref()?.status();
        status.unsealed.as_ref().filter(|_| status.is_saved())
    }

    /// Where this case is saved instead, and that what was closed has no seal: whichever is so. Where
    /// both are, the seal is told in short, so that either can be read.
    pub fn goes_on_elsewhere(&self) -> Option<String> {
        match (self.rescued(), self.only_unsealed()) {
            (Some(rescued), Some(missing)) => {
                let until = if missing.is_noted {
                    "It is tried again, also when this case is next opened."
                } else {
                    "It is tried again until this case is left."
                };
                Some(format!(
                    "{rescued} The seal of what was closed is missing. {until}"
                ))
            }
            (Some(rescued), None) => Some(rescued),
            (None, _) => self.unsealed(),
        }
    }

    /// What whoever leaves has to know of how the case is kept: where it is saved instead, that a seal
    /// is missing, that a copy waits. All of it that is so.
    pub fn left_behind(&self) -> Option<String> {
        let all = [self.rescued(), self.seal_waits(), self.copy_waits()];
        let all: Vec<String> = all.into_iter().flatten().collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// Where this case is saved instead, once its own folder could not be written to.
    pub fn rescued(&self) -> Option<String> {
        let to = self.desk.as_ref()?.status().rescued_to.as_ref()?;
        let to = clean(&to.display().to_string(), Shape::Line).text;
        Some(format!(
            "The disk had a fault, so this case is now saved in {to}. It goes on from there."
        ))
    }

    /// What is wrong with saving and what to do, while something could not be saved.
    pub fn save_problem(&self) -> Option<&str> {
        self.desk.as_ref()?.status().problem.as_deref()
    }
}
