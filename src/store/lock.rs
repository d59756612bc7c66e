//! One writer for each case: the lock file of its folder.

use std::path::Path;

use chrono::DateTime;

use super::error::{Holder, StoreError};
use super::storage::{LockAttempt, LockGuard, Storage};
use crate::case::Now;

/// Name of the lock file in the folder of a case.
pub const LOCK_NAME: &str = ".lock";

/// The right to write to a case, held until it is dropped. The system takes it back
/// by itself when the program dies.
pub struct CaseLock {
    guard: Option<Box<dyn LockGuard>>,
}

impl CaseLock {
    /// Takes the lock of a case folder and writes into it who holds it since when.
    pub fn take(storage: &dyn Storage, folder: &Path, now: Now) -> Result<Self, StoreError> {
        let owner = format!("{} {}\n", std::process::id(), now.wall.to_rfc3339());
        let attempt = storage
            .try_lock(&folder.join(LOCK_NAME), &owner)
            .map_err(StoreError::system("lock the case", folder))?;
        match attempt {
            LockAttempt::Taken(guard) => Ok(Self { guard: Some(guard) }),
            LockAttempt::Unsupported => Ok(Self { guard: None }),
            LockAttempt::Busy(owner) => Err(StoreError::LockHeld {
                path: folder.to_owned(),
                holder: read_owner(&owner),
            }),
        }
    }

    /// Says whether the file system really keeps others out. If not, the facilitator
    /// must be warned to open the case in one window only.
    pub fn keeps_others_out(&self) -> bool {
        self.guard.is_some()
    }
}

fn read_owner(text: &str) -> Holder {
    let mut fields = text.split_whitespace();
    Holder {
        process: fields.next().and_then(|field| field.parse().ok()),
        since: fields
            .next()
            .and_then(|field| DateTime::parse_from_rfc3339(field).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Disk, MemoryDisk, testing};

    #[test]
    fn h01_a_second_window_is_told_who_has_the_case_open() {
        let folder = tempfile::tempdir().unwrap();
        let lock = CaseLock::take(&Disk, folder.path(), testing::now()).unwrap();
        let error = CaseLock::take(&Disk, folder.path(), testing::now())
            .err()
            .unwrap();
        let expected = format!(
            "another window since 14:03 (process {})",
            std::process::id()
        );
        assert!(error.to_string().contains(&expected), "{error}");
        drop(lock);
        assert!(
            CaseLock::take(&Disk, folder.path(), testing::now())
                .unwrap()
                .keeps_others_out()
        );
    }

    #[test]
    fn h02_a_lock_of_a_killed_program_is_taken_over_silently() {
        let disk = MemoryDisk::default();
        let lock = CaseLock::take(&disk, Path::new("/"), testing::now()).unwrap();
        disk.kill_program();
        assert!(CaseLock::take(&disk, Path::new("/"), testing::now()).is_ok());
        drop(lock);
    }

    #[test]
    fn h03_a_drive_without_locks_is_used_with_a_warning() {
        let disk = MemoryDisk::default();
        disk.without_locks();
        let lock = CaseLock::take(&disk, Path::new("/"), testing::now()).unwrap();
        assert!(!lock.keeps_others_out());
    }
}
