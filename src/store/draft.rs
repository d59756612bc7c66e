//! Half-typed text of a case, kept so that a crash does not cost it.

use std::io;
use std::path::Path;

use super::error::StoreError;
use super::sealed::Writing;
use super::storage::{Storage, replace_file};

/// Name of the draft file in the folder of a case.
pub const DRAFT_NAME: &str = "draft";
/// Longest draft, in bytes.
pub const DRAFT_LIMIT: u64 = 1 << 20;

/// What happened to half-typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftChange {
    /// This is what stands in the input fields now.
    Keep(String),
    /// It was filed or thrown away.
    Clear,
}

/// Replaces the draft; durable on return, and never half of it.
pub fn write_draft(
    storage: &dyn Storage,
    folder: &Path,
    writing: &Writing,
    text: &str,
) -> Result<(), StoreError> {
    let name = writing.name(DRAFT_NAME);
    let path = folder.join(&name);
    if text.len() as u64 > DRAFT_LIMIT {
        return Err(StoreError::Full {
            path,
            limit: "half-typed text can have at most 1 MiB",
        });
    }
    let written = writing.draft(storage, text);
    written
        .and_then(|text| replace_file(storage, folder, &name, text.as_bytes()))
        .map_err(StoreError::system("keep the half-typed text", &path))
}

/// Reads the draft; `None` when there is none or it is not text.
pub fn read_draft(
    storage: &dyn Storage,
    folder: &Path,
    writing: &Writing,
) -> Result<Option<String>, StoreError> {
    let path = folder.join(writing.name(DRAFT_NAME));
    // Sealed text is longer than what was typed.
    match storage.read(&path, 4 * DRAFT_LIMIT) {
        Ok(bytes) => Ok(String::from_utf8(bytes)
            .ok()
            .and_then(|text| writing.open_draft(text))
            .filter(|text| !text.is_empty())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::system("read the half-typed text", &path)(error)),
    }
}

/// Removes the draft; a draft that is not there is as good as removed.
pub fn clear_draft(
    storage: &dyn Storage,
    folder: &Path,
    writing: &Writing,
) -> Result<(), StoreError> {
    let path = folder.join(writing.name(DRAFT_NAME));
    match storage.remove_file(&path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(StoreError::system("remove the half-typed text", &path)(
                error,
            ));
        }
    }
    storage
        .sync_folder(folder)
        .map_err(StoreError::system("remove the half-typed text", &path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{DiskFault, MemoryDisk};

    #[test]
    fn a_failure_at_any_moment_leaves_the_old_or_the_new_draft() {
        for at in 1.. {
            let disk = MemoryDisk::default();
            let folder = Path::new("/");
            write_draft(&disk, folder, &Writing::Plain, "old").unwrap();
            let before = disk.counted();
            disk.fail(DiskFault::from(at));
            let result = write_draft(&disk, folder, &Writing::Plain, "new");
            let tried = disk.counted() - before;
            disk.heal();
            let draft = read_draft(&disk, folder, &Writing::Plain).unwrap().unwrap();
            assert!(draft == "old" || draft == "new", "{draft}");
            if result.is_ok() {
                assert!(tried < at);
                return;
            }
        }
    }

    #[test]
    fn a_cleared_draft_is_gone_and_clearing_again_is_harmless() {
        let disk = MemoryDisk::default();
        write_draft(&disk, Path::new("/"), &Writing::Plain, "half a sent").unwrap();
        clear_draft(&disk, Path::new("/"), &Writing::Plain).unwrap();
        clear_draft(&disk, Path::new("/"), &Writing::Plain).unwrap();
        assert_eq!(
            read_draft(&disk, Path::new("/"), &Writing::Plain).unwrap(),
            None
        );
    }
}
