//! Half-typed words, kept at each pause of a second and every five seconds.
//!
//! There is one draft: the half-typed note, and below it what is half-typed in the forms that are
//! open. After a crash all of it comes back as one unfinished note; no form is opened again.

use super::App;
use crate::case::Command;
use crate::desk::Desk;
use crate::tui::layer::Layer;
use crate::tui::overlay::Overlay;

const AFTER_PAUSE: u64 = 1_000;
const AT_LEAST_EVERY: u64 = 5_000;

/// Knows when half-typed words were changed and when it was last kept.
#[derive(Debug, Default)]
pub struct DraftKeeper {
    /// When they were first changed since they were kept, and when last.
    changed: Option<(u64, u64)>,
}

impl DraftKeeper {
    /// After how many milliseconds they are to be kept.
    pub fn due_in(&self, at: u64) -> Option<u64> {
        let (first, last) = self.changed?;
        let due = (last + AFTER_PAUSE).min(first + AT_LEAST_EVERY);
        Some(due.saturating_sub(at))
    }

    fn change(&mut self, at: u64) {
        let first = self.changed.map_or(at, |(first, _)| first);
        self.changed = Some((first, at));
    }
}

impl App {
    /// Takes in that the half-typed note changed; an emptied one is cleared at once.
    pub(super) fn draft_changed(&mut self, text: String) {
        let emptied = text.is_empty();
        self.model.note_draft = text;
        self.draft.change(self.model.now.steady);
        if emptied {
            self.keep_draft();
        }
    }

    /// Looks whether words in the open forms changed; once they are filed or let go, the draft is
    /// the note's again at once.
    pub(super) fn look_into_forms(&mut self) {
        let overlays = self.overlays.iter().map(Overlay::layer);
        let layers = std::iter::once(self.screen.layer()).chain(overlays);
        let words: Vec<String> = layers.filter_map(Layer::half_typed).collect();
        let words = words.join("\n");
        if words == self.model.half_typed {
            return;
        }
        let ended = words.is_empty();
        self.model.half_typed = words;
        self.draft.change(self.model.now.steady);
        if ended {
            self.keep_draft();
        }
    }

    /// Makes what is half-typed part of the note, for its form is left by another way than its own.
    pub(super) fn adopt_half_typed(&mut self) {
        self.model.note_draft = self.everything_half_typed();
        self.model.half_typed.clear();
        self.draft.change(self.model.now.steady);
    }

    /// Forgets the half-typed note, for the working notes were erased and it is one of them.
    pub(super) fn forget_draft(&mut self) {
        self.model.note_draft.clear();
        self.draft = DraftKeeper::default();
    }

    /// Keeps half-typed words where it is time.
    pub(super) fn keep_draft_if_due(&mut self) {
        if self.draft.due_in(self.model.now.steady) == Some(0) {
            self.keep_draft();
            self.changed = true;
        }
    }

    /// Puts the half-typed note away before a command that begins private time; words typed for
    /// this very command go with it.
    pub(super) fn put_draft_away(&mut self, command: &Command) {
        let begins = |desk: &Desk| desk.begins_private_time(command);
        if self.model.desk.as_ref().is_some_and(begins) {
            self.model.half_typed.clear();
            self.draft.change(self.model.now.steady);
            self.keep_draft();
        }
    }

    /// Keeps half-typed words now.
    pub(super) fn keep_draft(&mut self) {
        let text = self.everything_half_typed();
        if self.draft.changed.take().is_some()
            && let Some(desk) = &mut self.model.desk
        {
            desk.keep_draft(&text);
        }
    }

    fn everything_half_typed(&self) -> String {
        let (note, words) = (&self.model.note_draft, &self.model.half_typed);
        let between = if note.is_empty() || words.is_empty() {
            ""
        } else {
            "\n"
        };
        format!("{note}{between}{words}")
    }
}

#[cfg(test)]
mod tests;
