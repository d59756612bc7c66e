//! Half-typed words, kept at each pause of a second and every five seconds, and at every end of
//! the program but a kill.
//!
//! There is one draft: the half-typed note, and below it what is half-typed in the forms that are
//! open, each with what it was meant for. After a crash, and where a command left their form, the
//! words come back in their layers: as the unfinished note, as marks, a child's words in their own
//! form; no form is opened again.

use std::time::Duration;

use super::App;
use crate::case::{Command, EraseRule};
use crate::desk::{Desk, Draft, DraftFor};
use crate::tui::effect::Message;
use crate::tui::overlay::Overlay;

const AFTER_PAUSE: u64 = 1_000;
const AT_LEAST_EVERY: u64 = 5_000;
/// How long stopping for a while waits for the disk.
const BEFORE_STOPPING: Duration = Duration::from_millis(500);

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
        self.note_change();
        if emptied {
            self.keep_draft();
        }
    }

    /// Looks whether words in the open forms changed; once they are filed or let go, the draft is
    /// the note's again at once.
    pub(super) fn look_into_forms(&mut self) {
        let words = self.words_in_forms();
        if words == self.model.half_typed {
            return;
        }
        let ended = words.is_empty();
        if self.model.half_typed.has(DraftFor::ChildWords) && ended {
            self.model.put_away.take(DraftFor::ChildWords);
        }
        self.model.half_typed = words;
        self.note_change();
        if ended {
            self.keep_draft();
        }
    }

    /// Has what is half-typed filed where it belongs, for its form is left by another way than its
    /// own and is not opened again; says where it waits.
    pub(super) fn file_half_typed(&mut self) {
        // A form that asked for this very leaving is gone already.
        self.model.half_typed = self.words_in_forms();
        let everything = self.everything_half_typed();
        self.model.half_typed = Draft::default();
        self.hold(everything);
        self.note_change();
        self.keep_draft();
        if let Some(desk) = &mut self.model.desk {
            let said = desk.file_half_typed();
            self.take_draft();
            self.say_all(&said);
        }
    }

    /// Takes the draft in again that the desk has filed, and says what became of it.
    pub(super) fn take_filed(&mut self, said: &[String]) {
        self.take_draft();
        self.say_all(said);
    }

    fn say_all(&mut self, said: &[String]) {
        if !said.is_empty() {
            self.say(Message::done(said.join(" ")));
        }
    }

    fn words_in_forms(&self) -> Draft {
        let overlays = self.overlays.iter().map(Overlay::layer);
        let layers = std::iter::once(self.screen.layer()).chain(overlays);
        Draft {
            parts: layers
                .filter_map(|layer| layer.half_typed_part(&self.model))
                .collect(),
            newer: Vec::new(),
        }
    }

    /// Takes in what the open case has kept, or that there is none.
    pub(super) fn take_draft(&mut self) {
        let kept = self.model.desk.as_ref().and_then(Desk::draft);
        let mut draft = Draft::read(kept.unwrap_or_default());
        // Once private time is over the desk files these.
        draft.take(DraftFor::Safety);
        draft.take(DraftFor::Board);
        self.hold(draft);
    }

    fn hold(&mut self, mut draft: Draft) {
        self.model.note_draft = draft.take(DraftFor::Note);
        self.model.put_away = draft;
    }

    /// Forgets half-typed words by the rule by which a command has erased others.
    pub(super) fn forget_by(&mut self, rule: EraseRule) {
        let mut everything = self.everything_half_typed();
        everything.forget(rule);
        self.model.half_typed = Draft::default();
        self.hold(everything);
        // At once, for words held ready for an end from outside are forgotten with it.
        self.note_change();
        self.keep_draft();
    }

    /// Puts what is half-typed in the open forms away, for they are closed without an answer; it
    /// comes back in its layers.
    pub(super) fn put_half_typed_away(&mut self) {
        let everything = self.everything_half_typed();
        self.model.half_typed = Draft::default();
        self.hold(everything);
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
        let nothing_typed = self.everything_half_typed().is_empty();
        let begins = |desk: &Desk| {
            // The rules are asked only where there is something to put away.
            let nothing = nothing_typed && desk.draft().is_none();
            !nothing && desk.begins_private_time(command)
        };
        if self.model.desk.as_ref().is_some_and(begins) {
            self.model.half_typed = Draft::default();
            self.draft.change(self.model.now.steady);
            self.keep_draft();
        }
    }

    /// Keeps half-typed words now.
    pub(super) fn keep_draft(&mut self) {
        let text = self.everything_half_typed().write();
        if self.draft.changed.take().is_some()
            && let Some(desk) = &mut self.model.desk
        {
            desk.keep_draft(&text);
        }
    }

    /// Takes in that half-typed words changed; until it is time to keep them they are held ready
    /// for an end from outside.
    fn note_change(&mut self) {
        self.draft.change(self.model.now.steady);
        if let Some(desk) = &self.model.desk {
            desk.hold_draft(&self.everything_half_typed().write());
        }
    }

    /// Keeps half-typed words before the program is stopped for a while, for it may never go on;
    /// waits for the disk a moment, for the writer is stopped too.
    pub fn keep_before_stopping(&mut self) {
        self.keep_draft();
        if let Some(flusher) = self.model.desk.as_ref().and_then(Desk::flusher) {
            // What is not saved by then is saved once the program goes on.
            flusher.flush(BEFORE_STOPPING);
            self.put_case_away();
        }
    }

    /// The note, what was put away, and what stands in the open forms.
    fn everything_half_typed(&self) -> Draft {
        let mut draft = Draft::default();
        draft.add(DraftFor::Note, &self.model.note_draft);
        let (away, open) = (&self.model.put_away, &self.model.half_typed);
        // A child's words that were put away stand in their form once it is open.
        let in_form = open.has(DraftFor::ChildWords);
        let away = away.parts.iter();
        let away = away.filter(|part| !in_form || part.meant_for != DraftFor::ChildWords);
        draft.parts.extend(away.chain(&open.parts).cloned());
        draft.newer.clone_from(&self.model.put_away.newer);
        draft
    }
}

#[cfg(test)]
mod tests;
