//! Half-typed words on their way to be kept.

use super::{Desk, Keeping};
use crate::store::{Batch, DraftChange};

impl Desk {
    /// Holds half-typed text ready to be kept, should the program be ended from outside before
    /// [`Desk::keep_draft`] is called for it; never while private time lasts.
    pub fn hold_draft(&self, text: &str) {
        if let Keeping::Disk(writer, _) = &self.keeping {
            writer.hold_draft(self.newer_draft(text));
        }
    }

    /// Keeps half-typed text, so that it is there after a crash; empty text clears it.
    ///
    /// While private time lasts nothing is kept: a draft has to be put away before.
    pub fn keep_draft(&mut self, text: &str) {
        // What was held ready is older than this, or the same.
        self.hold_draft(text);
        if let Some(change) = self.set_draft(text) {
            self.hand_over(Batch {
                draft: Some(change),
                ..Batch::default()
            });
        }
    }

    /// Makes this text the draft; says what is to be saved for it.
    pub(super) fn set_draft(&mut self, text: &str) -> Option<DraftChange> {
        let change = self.newer_draft(text)?;
        self.draft = (!text.is_empty()).then(|| text.to_owned());
        Some(change)
    }

    /// What is to become of the draft, where this text is not what is kept.
    fn newer_draft(&self, text: &str) -> Option<DraftChange> {
        let known = self.draft.as_deref().unwrap_or_default();
        if known == text || self.case.is_private() {
            return None;
        }
        Some(if text.is_empty() {
            DraftChange::Clear
        } else {
            DraftChange::Keep(text.to_owned())
        })
    }

    /// Half-typed text that was kept; see [`super::Draft::read`].
    pub fn draft(&self) -> Option<&str> {
        self.draft.as_deref()
    }
}
