//! A seal whose key cannot be had, while everything that it would seal is safe.
//!
//! It keeps nobody waiting: it is no change that could be lost. It is made as soon as the key can be
//! had, while the case is open or when it is next opened, and covers what was saved meanwhile.

use super::{Listener, RETRY_AFTER, WriterCore};
use crate::store::batch::Report;
use crate::store::case_folder::UNSEALED_NAME;
use crate::store::closing_seal::{FoundSeal, SealStanding};
use crate::store::error::StoreError;
use crate::store::open_case::OpenCase;
use crate::store::storage::{Storage, replace_file};

/// A seal that is owed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owed {
    /// When it is tried again.
    pub(super) at: u64,
    /// Whether it is written down, so that the next opening of the case knows of it.
    is_noted: bool,
}

/// What is owed since before the case was opened; nothing where none is.
///
/// The note alone proves nothing: it may be older than the seal, or somebody put it there, and what
/// nobody closed is not sealed.
pub(super) fn left_before(storage: &dyn Storage, case: &OpenCase) -> Option<Owed> {
    let note = case.content.folder.path().join(UNSEALED_NAME);
    storage.identity(&note).ok()?;
    let scan = &case.content.scan;
    let holds = |seal: &&FoundSeal| seal.standing(scan.header.id) != SealStanding::DoesNotFit;
    let sealed = scan.seals.iter().filter(holds).map(|seal| seal.number);
    if case.last_closing > sealed.max() {
        let is_noted = true;
        return Some(Owed { at: 0, is_noted });
    }
    // Where it stays, the same is found out at the next opening.
    let _ = storage.remove_file(&note);
    None
}

impl WriterCore {
    /// Whether a seal was refused for want of its key, and not by the disk that has the entries: no
    /// other place for them would help.
    pub(super) fn lacks_key(&self, refused: &StoreError) -> bool {
        refused.path() != Some(self.case.journal.path())
    }

    /// Takes a seal out of what waits; it is tried by itself from now on.
    pub(super) fn put_off_seal(&mut self) -> Report {
        let is_noted = self.note_owed();
        self.seal_owed = Some(Owed { at: 0, is_noted });
        Report::SealPutOff
    }

    /// Writes down that a seal is owed: in the case's own folder or, where that fails, beside the copy
    /// that the case goes on in. `false` where it is owed while this window is open, and no longer.
    fn note_owed(&self) -> bool {
        let folders = [self.case.content.folder.path(), &self.folder];
        folders
            .into_iter()
            .any(|folder| replace_file(self.storage.as_ref(), folder, UNSEALED_NAME, b"").is_ok())
    }

    /// Makes a seal that is owed, unless an entry waits that it has to cover as well.
    pub(super) fn seal_what_is_owed(&mut self, listener: Listener<'_>) {
        let Some(owed) = self.seal_owed else {
            return;
        };
        let at = self.clock.now().steady + RETRY_AFTER;
        if self.case.journal.pending().is_some() {
            self.seal_owed = Some(Owed { at, ..owed });
            return;
        }
        let storage = self.storage.clone();
        match self
            .case
            .journal
            .seal(storage.as_ref(), &self.case.seal_key)
        {
            Ok(()) => {
                self.is_sealed();
                listener(Report::SealedLater);
            }
            Err(error) => {
                let is_noted = owed.is_noted || self.note_owed();
                self.seal_owed = Some(Owed { at, is_noted });
                let problem = error.to_string();
                listener(Report::NotSealed { problem, is_noted });
            }
        }
    }

    /// No seal is owed any more.
    pub(super) fn is_sealed(&mut self) {
        if self.seal_owed.take().is_some() {
            for folder in [self.case.content.folder.path(), &self.folder] {
                // Where it stays, the next opening finds that it is owed no more.
                let _ = self.storage.remove_file(&folder.join(UNSEALED_NAME));
            }
        }
    }
}
