//! The folder that holds everything the program keeps.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::line::Kind;
use super::sealed::Ring;
use super::storage::{NodeKind, Storage, is_temporary, replace_file};
use crate::case::Now;

/// Name of the file with the keys of a protected home.
const IDENTITY_NAME: &str = "identity.age";
/// Longest file with keys that is read, in bytes.
pub(super) const LONGEST_IDENTITY: u64 = 64 << 10;

/// The root of all that the program keeps, the names under it, and the keys to it once it is
/// unlocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
    ring: Ring,
}

impl Home {
    /// Names a home without touching it.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            ring: Ring::default(),
        }
    }

    /// Where its keys lie once it is unlocked; shared by all clones of this home.
    pub fn ring(&self) -> &Ring {
        &self.ring
    }

    /// The file with the keys of a protected home, itself protected by a passphrase.
    pub fn identity_file(&self) -> PathBuf {
        self.root.join(IDENTITY_NAME)
    }

    /// Whether real cases are sealed here, unlocked or not.
    pub fn is_protected(&self, storage: &dyn Storage) -> bool {
        self.ring.keyring().is_some() || storage.identity(&self.identity_file()).is_ok()
    }

    /// Whether another window has changed the keys since they were unlocked here: the passphrase,
    /// who reads the cases, or the keys themselves. One look at their file, which is read only where
    /// it looks otherwise; where it cannot be seen or read nothing has changed.
    pub fn keys_changed(&self, storage: &dyn Storage) -> bool {
        let path = self.identity_file();
        let found = || storage.identity(&path).ok();
        let Some(found) = self.ring.keyring().and_then(|_| found()) else {
            return false;
        };
        if self.ring.looks_the_same(&found) {
            return false;
        }
        let bytes = storage.read(&path, LONGEST_IDENTITY);
        bytes.is_ok_and(|bytes| !self.ring.holds_the_same(&bytes, &found))
    }

    /// The same home with these keys to it.
    pub fn with_ring(self, ring: Ring) -> Self {
        Self { ring, ..self }
    }

    /// The root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of all cases of one kind.
    pub fn cases(&self, kind: Kind) -> PathBuf {
        match kind {
            Kind::Case => self.root.join("cases"),
            Kind::Practice => self.root.join("practice"),
        }
    }

    /// The service's own scripts and rule sets.
    pub fn scripts(&self) -> PathBuf {
        self.root.join("scripts")
    }

    /// Schemas for the editors of those who write scripts.
    pub fn schemas(&self) -> PathBuf {
        self.root.join("schemas")
    }

    /// High-water marks, which hold no words, and copies of cases that had to be saved outside
    /// their folder.
    pub fn state(&self) -> PathBuf {
        self.root.join("state")
    }

    /// The service's own rules by which cases are kept.
    pub fn retention(&self) -> PathBuf {
        self.root.join("retention.json")
    }

    /// Receipts of cases that were disposed of: references, days and numbers.
    pub fn receipts(&self) -> PathBuf {
        self.root.join("receipts")
    }

    /// Notes of cases whose disposal was begun and is not finished; mostly not there.
    pub(super) fn leaving(&self) -> PathBuf {
        self.root.join("leaving")
    }

    /// The settings.
    pub fn config(&self) -> PathBuf {
        self.root.join("config.json")
    }

    /// Where a case is saved when its own folder cannot be written to, best first.
    ///
    /// The last resort is the system's folder for temporary files, which may be
    /// emptied at the next start; the file is still readable by its owner alone.
    pub fn rescue_places(&self) -> Vec<PathBuf> {
        vec![self.state().join("rescue"), std::env::temp_dir()]
    }

    /// Creates the home and its folders where they are missing.
    pub fn prepare(&self, storage: &dyn Storage) -> Result<(), StoreError> {
        ensure_folder(storage, &self.root)?;
        for folder in [
            self.cases(Kind::Case),
            self.cases(Kind::Practice),
            self.scripts(),
            self.state(),
        ] {
            ensure_folder(storage, &folder)?;
        }
        Ok(())
    }

    /// Creates one folder of the home, and those above it, where they are missing.
    pub fn prepare_folder(&self, storage: &dyn Storage, folder: &Path) -> Result<(), StoreError> {
        ensure_folder(storage, folder)
    }

    /// Notes something in a file of its own beside the marks, in place of what it held before.
    pub(super) fn note(
        &self,
        storage: &dyn Storage,
        name: &str,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let state = self.state();
        ensure_folder(storage, &state)?;
        replace_file(storage, &state, name, bytes)
            .map_err(StoreError::system("note what was said", &state.join(name)))
    }

    /// Says whether something stands where the home should be.
    pub fn exists(&self, storage: &dyn Storage) -> bool {
        storage.identity(&self.root).is_ok()
    }
}

/// Creates a folder and those above it where missing, each durable.
pub(super) fn ensure_folder(storage: &dyn Storage, folder: &Path) -> Result<(), StoreError> {
    match storage.list(folder) {
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) if is_something_else(storage, folder, &error) => {
            return Err(StoreError::NotAFolder {
                path: folder.to_owned(),
            });
        }
        Err(error) => return Err(StoreError::system("open the folder", folder)(error)),
    }
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        ensure_folder(storage, parent)?;
    }
    match storage.create_folder(folder) {
        Ok(()) => {}
        // Another window may have made it in this very moment.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(StoreError::system("create the folder", folder)(error)),
    }
    match parent {
        Some(parent) => storage.sync_folder(parent).map_err(StoreError::system(
            "make the new folder safe on the disk",
            parent,
        )),
        None => Ok(()),
    }
}

/// Removes temporary files that crashes left in a folder more than a day ago; a younger
/// one may be at work. Whatever resists stays: it does no harm.
pub(super) fn sweep_temporaries(storage: &dyn Storage, folder: &Path, now: Now) {
    const DAY: i64 = 24 * 60 * 60;
    for name in storage.list(folder).unwrap_or_default() {
        let path = folder.join(&name);
        let is_old = || {
            let found = storage.identity(&path);
            found.is_ok_and(|found| found.modified + DAY < now.wall.timestamp())
        };
        if is_temporary(&name) && is_old() {
            let _ = storage.remove_file(&path);
        }
    }
}

fn is_something_else(storage: &dyn Storage, folder: &Path, error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotADirectory
        || storage
            .identity(folder)
            .is_ok_and(|found| found.kind == NodeKind::File)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Disk, DiskFault, MemoryDisk};

    #[test]
    fn a_home_is_made_with_all_its_folders_and_making_it_again_changes_nothing() {
        let disk = MemoryDisk::default();
        let home = Home::at("/data/talking-piece");
        home.prepare(&disk).unwrap();
        home.prepare(&disk).unwrap();
        assert_eq!(
            disk.list(home.root()).unwrap(),
            ["cases", "practice", "scripts", "state"]
        );
    }

    #[test]
    fn a_file_in_place_of_the_home_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("home");
        std::fs::write(&path, "not a folder").unwrap();
        let error = Home::at(&path).prepare(&Disk).unwrap_err();
        assert!(matches!(error, StoreError::NotAFolder { .. }), "{error}");
        assert!(error.to_string().contains("--home"));
    }

    #[test]
    fn a_home_that_cannot_be_written_to_is_told_in_plain_words() {
        let disk = MemoryDisk::default();
        disk.fail(DiskFault {
            error: io::ErrorKind::ReadOnlyFilesystem,
            ..DiskFault::from(4)
        });
        let error = Home::at("/data/home").prepare(&disk).unwrap_err();
        assert!(matches!(error, StoreError::System { .. }), "{error}");
    }

    #[test]
    fn f18_a_temporary_file_of_an_old_crash_is_swept_away() {
        let disk = MemoryDisk::default();
        drop(disk.create_temporary(Path::new("/")).unwrap());
        disk.put(Path::new("/journal"), b"stays").unwrap();
        sweep_temporaries(&disk, Path::new("/"), crate::store::testing::now());
        assert_eq!(disk.list(Path::new("/")).unwrap(), ["journal"]);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_the_home() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        home.prepare(&Disk).unwrap();
        for path in [home.root().to_owned(), home.cases(Kind::Case), home.state()] {
            assert_eq!(
                Disk.identity(&path).unwrap().mode,
                Some(0o700),
                "{}",
                path.display()
            );
        }
    }
}
