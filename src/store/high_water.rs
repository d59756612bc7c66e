//! The highest number that this computer reported as saved, for each case.
//!
//! By the file alone, a last line that was damaged later looks like one that was never
//! completely written. The mark, kept outside the case, tells them apart. It holds no
//! words and no reference.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::line::{HeaderId, LineHash};
use super::scan::Scan;
use super::storage::{Storage, replace_file, write_all};

/// What was last reported as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Number of the entry.
    pub number: u64,
    /// Hash of its line.
    pub hash: LineHash,
}

/// How a journal compares with the mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// This computer has no mark of the case: it was copied here, or is new.
    Unknown,
    /// Everything that was reported as saved is there.
    Complete,
    /// The file ends before the mark: it was cut or replaced by an older copy.
    Behind {
        /// The number that was reported as saved.
        acknowledged: u64,
        /// The last number in the file.
        found: u64,
    },
    /// The file has an entry of that number, and it is not the one that was saved.
    Different {
        /// The number that was reported as saved.
        acknowledged: u64,
    },
}

/// The file of a mark: JSON, so that a person can read it.
#[derive(Serialize, Deserialize)]
struct Stored {
    number: u64,
    hash: String,
}

/// The place where the mark of one case is kept.
#[derive(Debug, Clone)]
pub struct HighWater {
    folder: PathBuf,
    name: String,
}

impl HighWater {
    /// Names the mark of a case in the state folder of a home.
    pub fn of(state: &Path, id: HeaderId) -> Self {
        Self {
            folder: state.to_owned(),
            name: format!("{id}.json"),
        }
    }

    /// Reads the mark; an unreadable one counts as none.
    pub fn read(&self, storage: &dyn Storage) -> Option<Mark> {
        let bytes = storage.read(&self.folder.join(&self.name), 4096).ok()?;
        let stored: Stored = serde_json::from_slice(&bytes).ok()?;
        Some(Mark {
            number: stored.number,
            hash: LineHash::from_hex(&stored.hash)?,
        })
    }

    /// Compares a journal with the mark.
    pub fn compare(&self, storage: &dyn Storage, scan: &Scan) -> Standing {
        let Some(mark) = self.read(storage) else {
            return Standing::Unknown;
        };
        let (acknowledged, found) = (mark.number, scan.last_number());
        if found < acknowledged {
            return Standing::Behind {
                acknowledged,
                found,
            };
        }
        match scan.hash_at(acknowledged) {
            Some(hash) if hash != mark.hash => Standing::Different { acknowledged },
            // Where entries are missing before the mark, the scan itself says so.
            Some(_) | None => Standing::Complete,
        }
    }

    /// Moves the mark after a save. It is not synced: a mark that falls behind in a power
    /// cut only notices less.
    pub fn advance(&self, storage: &dyn Storage, mark: Mark) -> io::Result<()> {
        let (temporary, mut file) = storage.create_temporary(&self.folder)?;
        let result = write_all(file.as_mut(), &encode(mark))
            .1
            .and_then(|()| storage.rename_over(&temporary, &self.folder.join(&self.name)));
        if result.is_err() {
            // A left-over temporary file does no harm.
            let _ = storage.remove_file(&temporary);
        }
        result
    }

    /// Sets the mark for good: when a case is closed, or when the facilitator has been
    /// shown that entries are missing and goes on with what is there.
    pub fn settle(&self, storage: &dyn Storage, mark: Mark) -> Result<(), StoreError> {
        replace_file(storage, &self.folder, &self.name, &encode(mark)).map_err(StoreError::system(
            "note what was saved",
            &self.folder.join(&self.name),
        ))
    }
}

fn encode(mark: Mark) -> Vec<u8> {
    let stored = Stored {
        number: mark.number,
        hash: mark.hash.to_string(),
    };
    // A number and a string always have a JSON form.
    serde_json::to_vec(&stored).unwrap_or_default()
}
