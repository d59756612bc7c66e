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
use super::storage::{OpenFile, Storage, replace_file, write_all};

/// The file of a mark is begun anew before it is longer than this, in bytes.
const LONGEST: usize = 4096;

/// What was last reported as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Number of the entry.
    pub number: u64,
    /// Hash of its line.
    pub hash: LineHash,
}

impl Mark {
    /// The mark of a journal of which everything is saved.
    pub(super) fn at_the_end_of(scan: &Scan) -> Self {
        Self {
            number: scan.last_number(),
            hash: scan.last_hash,
        }
    }
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

impl Standing {
    /// Whether nothing is known to be missing of what this computer reported as saved.
    pub fn is_complete(self) -> bool {
        match self {
            Self::Unknown | Self::Complete => true,
            Self::Behind { .. } | Self::Different { .. } => false,
        }
    }
}

/// One line of the file of a mark: JSON, so that a person can read it.
#[derive(Serialize, Deserialize)]
struct Stored {
    number: u64,
    hash: String,
}

/// The place where the mark of one case is kept.
///
/// Each save adds a line, and the last one counts: a file that is made anew for each would
/// have the next sync wait for it.
pub struct HighWater {
    folder: PathBuf,
    name: String,
    /// The file, once a line was written, and its length.
    open: Option<(Box<dyn OpenFile>, usize)>,
}

impl HighWater {
    /// Names the mark of a case in the state folder of a home.
    pub fn of(state: &Path, id: HeaderId) -> Self {
        Self {
            folder: state.to_owned(),
            name: format!("{id}.json"),
            open: None,
        }
    }

    /// Where its file stands.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// Reads the mark; an unreadable one counts as none.
    pub fn read(&self, storage: &dyn Storage) -> Option<Mark> {
        let bytes = storage.read(&self.path(), LONGEST as u64).ok()?;
        bytes.rsplit(|byte| *byte == b'\n').find_map(decode)
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
    pub fn advance(&mut self, storage: &dyn Storage, mark: Mark) -> io::Result<()> {
        let line = encode(mark);
        if let Some((mut file, length)) = self.open.take()
            && length + line.len() < LONGEST
        {
            let line = [b"\n", line.as_slice()].concat();
            write_all(file.as_mut(), &line).1?;
            self.open = Some((file, length + line.len()));
            return Ok(());
        }
        let (temporary, mut file) = storage.create_temporary(&self.folder)?;
        let result = write_all(file.as_mut(), &line)
            .1
            .and_then(|()| storage.rename_over(&temporary, &self.folder.join(&self.name)));
        if result.is_err() {
            // A left-over temporary file does no harm.
            let _ = storage.remove_file(&temporary);
        } else {
            self.open = Some((file, line.len()));
        }
        result
    }

    /// Sets the mark for good: when a case is closed, or goes on in a repaired copy.
    pub fn settle(&mut self, storage: &dyn Storage, mark: Mark) -> Result<(), StoreError> {
        // It is about to be another file.
        self.open = None;
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

fn decode(line: &[u8]) -> Option<Mark> {
    let stored: Stored = serde_json::from_slice(line).ok()?;
    Some(Mark {
        number: stored.number,
        hash: LineHash::from_hex(&stored.hash)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryDisk;

    fn mark(number: u64) -> Mark {
        Mark {
            number,
            hash: LineHash::of(number.to_string()),
        }
    }

    #[test]
    fn the_last_mark_counts_however_many_there_were() {
        let disk = MemoryDisk::default();
        let state = Path::new("/");
        let mut high_water = HighWater::of(state, HeaderId([1; 16]));
        for number in 1..=200 {
            high_water.advance(&disk, mark(number)).unwrap();
            assert_eq!(high_water.read(&disk), Some(mark(number)));
        }
        high_water.settle(&disk, mark(200)).unwrap();
        assert_eq!(high_water.read(&disk), Some(mark(200)));
        let mut again = HighWater::of(state, HeaderId([1; 16]));
        again.advance(&disk, mark(201)).unwrap();
        assert_eq!(high_water.read(&disk), Some(mark(201)));
    }

    #[test]
    fn a_mark_that_was_cut_off_leaves_the_one_before() {
        let disk = MemoryDisk::default();
        let mut high_water = HighWater::of(Path::new("/"), HeaderId([1; 16]));
        high_water.advance(&disk, mark(1)).unwrap();
        high_water.advance(&disk, mark(2)).unwrap();
        let path = Path::new("/").join(&high_water.name);
        let whole = disk.read(&path, u64::MAX).unwrap();
        disk.put(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(high_water.read(&disk), Some(mark(1)));
    }
}
