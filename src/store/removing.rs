//! Removing files and folders of a case.
//!
//! What is gone already is removed, so that each step can be done twice. A disk that does not answer
//! is an error: what is overlooked would stay.

use std::io;
use std::path::Path;

use super::error::StoreError;
use super::journal::JOURNAL_NAME;
use super::lock::LOCK_NAME;
use super::storage::{NodeKind, Storage};

/// No folder of a case is deeper than this.
const DEEPEST: usize = 8;

/// What stands at a path; nothing where nothing does.
pub(super) fn kind_of(storage: &dyn Storage, path: &Path) -> Result<Option<NodeKind>, StoreError> {
    match storage.identity(path) {
        Ok(found) => Ok(Some(found.kind)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::system("look at the case", path)(error)),
    }
}

/// The names in a folder; none where there is no such folder.
pub(super) fn names_in(storage: &dyn Storage, folder: &Path) -> Result<Vec<String>, StoreError> {
    match storage.list(folder) {
        Ok(names) => Ok(names),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(StoreError::system("look into the folder", folder)(error)),
    }
}

/// Removes a folder with everything in it; one that is not there is gone already.
pub(super) fn remove_whole(storage: &dyn Storage, folder: &Path) -> Result<(), StoreError> {
    empty_folder(storage, folder, 0)?;
    // The lock goes last, so that nobody else takes this up meanwhile.
    remove_file(storage, &folder.join(LOCK_NAME))?;
    remove_folder(storage, folder)
}

/// Removes everything in a folder but the lock. No link is followed.
fn empty_folder(storage: &dyn Storage, folder: &Path, depth: usize) -> Result<(), StoreError> {
    let mut names = names_in(storage, folder)?;
    // Last of all what tells, after a cut, of which case the rest is.
    names.sort_by_key(|name| name.starts_with(JOURNAL_NAME));
    for name in names {
        let path = folder.join(&name);
        let kind = kind_of(storage, &path)?;
        if kind == Some(NodeKind::Folder) && depth < DEEPEST {
            empty_folder(storage, &path, depth + 1)?;
            remove_folder(storage, &path)?;
        } else if depth > 0 || name != LOCK_NAME {
            remove_file(storage, &path)?;
        }
    }
    Ok(())
}

/// Has it kept, even if the power goes, that something is gone from a folder.
pub(super) fn sync(storage: &dyn Storage, folder: &Path) -> Result<(), StoreError> {
    storage
        .sync_folder(folder)
        .map_err(StoreError::system("make it safe that it is gone", folder))
}

/// Removes a file; one that is not there is gone already.
pub(super) fn remove_file(storage: &dyn Storage, path: &Path) -> Result<(), StoreError> {
    match storage.remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::system("remove the file", path)(error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn remove_folder(storage: &dyn Storage, path: &Path) -> Result<(), StoreError> {
    match storage.remove_folder(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::system("remove the folder", path)(error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
