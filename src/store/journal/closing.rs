//! Sealing a journal when something was closed.

use super::Journal;
use crate::store::closing_seal::sealing_line;
use crate::store::error::StoreError;
use crate::store::seal_key::SealKey;
use crate::store::storage::Storage;

impl Journal {
    /// Seals everything that is on the disk so far; durable on return.
    ///
    /// An entry that waits to be written waits on, and is not covered. Where the seal of this
    /// very state is there already, nothing is written.
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
        if self.seal_lines.contains(&line) {
            return Ok(());
        }
        self.write_line(storage, &line)?;
        self.seal_lines.push(line);
        self.doubtful.clear();
        Ok(())
    }
}
