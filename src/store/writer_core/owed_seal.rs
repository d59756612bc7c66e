//! A seal whose key cannot be had, while everything that it would seal is safe.
//!
//! It keeps nobody waiting: it is no change that could be lost. It is made as soon as the key can be
//! had, while the case is open or when it is next opened, and covers what was saved meanwhile.

use std::path::Path;

use super::{Listener, RETRY_AFTER, WriterCore};
use crate::store::batch::Report;
use crate::store::case_folder::UNSEALED_NAME;
use crate::store::error::StoreError;
use crate::store::storage::{Storage, replace_file};

/// When the next try is due for a seal that was owed before the case was opened; nothing where
/// none is.
pub(super) fn left_before(storage: &dyn Storage, folder: &Path) -> Option<u64> {
    storage
        .identity(&folder.join(UNSEALED_NAME))
        .is_ok()
        .then_some(0)
}

impl WriterCore {
    /// Whether a seal was refused for want of its key, and not by the disk that has the entries: no
    /// other place for them would help.
    pub(super) fn lacks_key(&self, refused: &StoreError) -> bool {
        refused.path() != Some(self.case.journal.path())
    }

    /// Takes a seal out of what waits; it is tried by itself from now on.
    pub(super) fn put_off_seal(&mut self) -> Report {
        self.seal_owed = Some(0);
        // Where that cannot be written down it is owed while this window is open, and no longer.
        let _ = replace_file(self.storage.as_ref(), &self.folder, UNSEALED_NAME, b"");
        Report::SealPutOff
    }

    /// Makes a seal that is owed, unless an entry waits that it has to cover as well.
    pub(super) fn seal_what_is_owed(&mut self, listener: Listener<'_>) {
        if self.seal_owed.is_none() || self.case.journal.pending().is_some() {
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
                self.seal_owed = Some(self.clock.now().steady + RETRY_AFTER);
                let problem = error.to_string();
                listener(Report::NotSealed { problem });
            }
        }
    }

    /// No seal is owed any more.
    pub(super) fn is_sealed(&mut self) {
        if self.seal_owed.take().is_some() {
            // Where it stays, the same is sealed once more.
            let _ = self.storage.remove_file(&self.folder.join(UNSEALED_NAME));
        }
    }
}
