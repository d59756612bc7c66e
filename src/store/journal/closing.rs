//! Sealing a journal when something was closed.

use super::Journal;
use crate::store::closing_seal::sealing_line;
use crate::store::error::StoreError;
use crate::store::scan::Scan;
use crate::store::seal_key::SealKey;
use crate::store::storage::Storage;

/// A seal of a journal that is open.
pub(super) struct WrittenSeal {
    pub(super) line: String,
    /// Whether it is known to be on the disk: what was found may stand in the cache alone.
    is_safe: bool,
}

/// The seals that were found in a journal.
pub(super) fn as_found(scan: &Scan) -> Vec<WrittenSeal> {
    let seals = scan.seals.iter().map(|seal| WrittenSeal {
        line: seal.line.clone(),
        is_safe: false,
    });
    seals.collect()
}

impl Journal {
    /// Seals everything that is on the disk so far; durable on return.
    ///
    /// Refused while an entry waits to be written. Where the seal of this very state is known to
    /// be there already, nothing is written.
    pub fn seal(&mut self, storage: &dyn Storage, key: &SealKey) -> Result<(), StoreError> {
        if let Some(number) = self.pending() {
            let path = self.path.clone();
            return Err(StoreError::Unfinished { path, number });
        }
        if self.lines.is_empty() {
            return Ok(());
        }
        let key = key.signing(storage)?;
        let lines = self.lines.iter().map(AsRef::as_ref);
        let line = sealing_line(&key, self.id, &self.header_line, lines);
        let known = self.seals.iter().position(|seal| seal.line == line);
        if known.is_some_and(|known| self.seals[known].is_safe) {
            return Ok(());
        }
        self.write_line(storage, &line)?;
        if let Some(known) = known {
            self.seals.remove(known);
        }
        let is_safe = true;
        self.seals.push(WrittenSeal { line, is_safe });
        self.doubtful.clear();
        Ok(())
    }
}
