//! How saving stands, in words.

use chrono::Timelike as _;

use super::Model;
use crate::clean::{Shape, clean};
use crate::desk::Desk;
use crate::tui::theme::Role;

impl Model {
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
        let text = match status.rescued_to {
            Some(_) => format!("Saved elsewhere #{number} {time}"),
            None => format!("Saved #{number} {time}"),
        };
        Some((text, Role::Quiet))
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
