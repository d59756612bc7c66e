//! Half-typed notes, kept at each pause of a second and every five seconds.

use super::App;
use crate::case::Command;
use crate::desk::Desk;

const AFTER_PAUSE: u64 = 1_000;
const AT_LEAST_EVERY: u64 = 5_000;

/// Knows when a half-typed note was changed and when it was last kept.
#[derive(Debug, Default)]
pub struct DraftKeeper {
    /// When it was first changed since it was kept, and when last.
    changed: Option<(u64, u64)>,
}

impl DraftKeeper {
    /// After how many milliseconds it is to be kept.
    pub fn due_in(&self, at: u64) -> Option<u64> {
        let (first, last) = self.changed?;
        let due = (last + AFTER_PAUSE).min(first + AT_LEAST_EVERY);
        Some(due.saturating_sub(at))
    }
}

impl App {
    /// Takes in that the half-typed note changed; an emptied one is cleared at once.
    pub(super) fn draft_changed(&mut self, text: String) {
        let now = self.model.now.steady;
        let emptied = text.is_empty();
        self.model.note_draft = text;
        let first = self.draft.changed.map_or(now, |(first, _)| first);
        self.draft.changed = Some((first, now));
        if emptied {
            self.keep_draft();
        }
    }

    /// Keeps the half-typed note where it is time.
    pub(super) fn keep_draft_if_due(&mut self) {
        if self.draft.due_in(self.model.now.steady) == Some(0) {
            self.keep_draft();
            self.changed = true;
        }
    }

    /// Puts the half-typed note away before a command that begins private time.
    pub(super) fn put_draft_away(&mut self, command: &Command) {
        let begins = |desk: &Desk| desk.begins_private_time(command);
        if self.draft.changed.is_some() && self.model.desk.as_ref().is_some_and(begins) {
            self.keep_draft();
        }
    }

    /// Keeps the half-typed note now.
    pub(super) fn keep_draft(&mut self) {
        if self.draft.changed.take().is_some()
            && let Some(desk) = &mut self.model.desk
        {
            desk.keep_draft(&self.model.note_draft);
        }
    }
}
