//! The file of the library's index, and how it is noticed that a case changed.
//!
//! In a protected home the index of real cases is an age file for whoever unlocked it; while the
//! home is locked none is read or written. Practice cases are plain, and so is their index.
//!
//! What stands in the index is opaque to this room. It can be thrown away at any time: the
//! journals hold everything, and whoever finds no index, or a damaged one, makes it anew.

use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::case_folder::SCRIPTS_NAME;
use super::error::StoreError;
use super::home::Home;
use super::journal::JOURNAL_NAME;
use super::line::Kind;
use super::notes::NOTES_NAME;
use super::storage::{Identity, Storage, replace_file};

/// Longest index that is read, in bytes.
const LONGEST: u64 = 1 << 30;
/// A sealed file is sealed in pieces of so many bytes, and its beginning opens without its end.
const CHUNK: usize = 64 << 10;

/// The index of the cases of one kind: real ones and practice cases never share one.
#[derive(Debug, Clone)]
pub struct IndexFile {
    folder: PathBuf,
    name: &'static str,
    cases: PathBuf,
    kind: Kind,
    home: Home,
}

impl IndexFile {
    /// Names the index of a home without touching it.
    pub fn of(home: &Home, kind: Kind) -> Self {
        Self {
            folder: home.state(),
            name: match kind {
                Kind::Case => "index-cases",
                Kind::Practice => "index-practice",
            },
            cases: home.cases(kind),
            kind,
            home: home.clone(),
        }
    }

    /// Where it stands.
    pub fn path(&self) -> PathBuf {
        self.folder.join(self.name)
    }

    /// Says whether there is one.
    pub fn exists(&self, storage: &dyn Storage) -> bool {
        storage.identity(&self.path()).is_ok()
    }

    /// Reads it whole.
    pub fn read(&self, storage: &dyn Storage) -> io::Result<Vec<u8>> {
        let bytes = storage.read(&self.path(), LONGEST)?;
        if !self.is_sealed(storage) {
            return Ok(bytes);
        }
        let opened = self.home.ring().open_file(&bytes);
        opened.map_err(|_| io::ErrorKind::PermissionDenied.into())
    }

    fn is_sealed(&self, storage: &dyn Storage) -> bool {
        self.kind == Kind::Case && self.home.is_protected(storage)
    }

    /// Reads its first bytes, at most so many.
    pub fn read_start(&self, storage: &dyn Storage, length: usize) -> io::Result<Vec<u8>> {
        if !self.is_sealed(storage) {
            return storage.read_part(&self.path(), 0, length);
        }
        let chunks = length / CHUNK + 2;
        let bytes = storage.read_part(&self.path(), 0, chunks * (CHUNK + 16))?;
        let opened = self.home.ring().open_start(&bytes, length);
        opened.map_err(|_| io::ErrorKind::PermissionDenied.into())
    }

    /// Puts another one in its place: after a crash, and where two programs do so at once, it
    /// is one of them whole.
    pub fn write(&self, storage: &dyn Storage, bytes: &[u8]) -> Result<(), StoreError> {
        let sealed;
        let bytes = if self.is_sealed(storage) {
            let locked = || StoreError::Locked {
                path: self.home.identity_file(),
            };
            sealed = self.home.ring().seal_for_owner(bytes).ok_or_else(locked)?;
            &sealed
        } else {
            bytes
        };
        replace_file(storage, &self.folder, self.name, bytes).map_err(StoreError::system(
            "write the index of the library",
            &self.path(),
        ))
    }

    /// Throws it away; one that is not there is gone already.
    pub fn remove(&self, storage: &dyn Storage) -> Result<(), StoreError> {
        match storage.remove_file(&self.path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::system(
                "throw the index of the library away",
                &self.path(),
            )(error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Tells the folder of these cases from any other, a copy of it on another disk too.
    pub fn place(&self, storage: &dyn Storage) -> [u8; 16] {
        let mut digest = Sha256::new();
        digest.update(self.cases.as_os_str().as_encoded_bytes());
        if let Ok(found) = storage.identity(&self.cases) {
            digest.update(found.device.to_le_bytes());
            digest.update(found.inode.to_le_bytes());
        }
        let digest: [u8; 32] = digest.finalize().into();
        let mut start = [0; 16];
        start.copy_from_slice(&digest[..16]);
        start
    }
}

/// How the files of a case stood when it was read; it differs once one of them was changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseStamp {
    /// Made from the lengths, the times and the numbers of the files.
    pub files: u64,
    /// When the last of them was changed, in seconds since 1970; 0 where unknown.
    pub modified: i64,
}

impl CaseStamp {
    /// Looks at the folder of a case, its journal and its notes, and at its copy of a script
    /// where what is known of the case hangs on it. Nothing is opened.
    pub fn of(storage: &dyn Storage, path: &Path, script: Option<&str>) -> Self {
        let mut stamp = Sum::default();
        stamp.add(storage.identity(path));
        stamp.add(storage.identity(&path.join(JOURNAL_NAME)));
        stamp.add(storage.identity(&path.join(NOTES_NAME)));
        if let Some(script) = script {
            let name = format!("{script}.json");
            stamp.add(storage.identity(&path.join(SCRIPTS_NAME).join(name)));
        }
        Self {
            files: stamp.hasher.finish(),
            modified: stamp.modified,
        }
    }

    /// Whether the files might have changed since without a trace, where they were read at this
    /// time: the clock of a disk is coarse, and in a power cut what was written in the last half
    /// minute can turn into something else of the same length.
    pub fn is_doubtful(&self, read: i64) -> bool {
        const WRITTEN_OUT_AFTER: i64 = 60;
        self.modified + WRITTEN_OUT_AFTER > read
    }
}

#[derive(Default)]
struct Sum {
    hasher: std::hash::DefaultHasher,
    modified: i64,
}

impl Sum {
    fn add(&mut self, found: io::Result<Identity>) {
        let Ok(found) = found else {
            self.hasher.write_u8(0);
            return;
        };
        self.hasher.write_u64(found.inode);
        self.hasher.write_u64(found.length);
        self.hasher.write_i64(found.modified);
        self.hasher.write_u32(found.modified_part);
        self.modified = self.modified.max(found.modified);
    }
}
