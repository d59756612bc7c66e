//! Everything the store asks of a file system, as one trait, so that a test can
//! make each single operation fail.

mod drive;

use std::io;
use std::path::{Path, PathBuf};

pub use drive::Drive;

/// A file system as the store sees it; [`super::Disk`] is the real one and
/// [`super::MemoryDisk`] the simulated one.
///
/// No method follows a link in the last part of a path, and every file or folder
/// is created readable by its owner alone.
pub trait Storage: Send + Sync {
    /// Opens an existing regular file so that every write goes to its end.
    fn open_append(&self, path: &Path) -> io::Result<Box<dyn OpenFile>>;

    /// Creates an empty file in `folder`, with a random name that begins as `is_temporary` knows it.
    fn create_temporary(&self, folder: &Path) -> io::Result<(PathBuf, Box<dyn OpenFile>)>;

    /// Reads a whole regular file of at most `limit` bytes.
    ///
    /// A longer file is refused with [`io::ErrorKind::FileTooLarge`] before more
    /// than `limit` bytes are held in memory.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Reads at most `length` bytes from `offset`; fewer at the end of the file.
    fn read_part(&self, path: &Path, offset: u64, length: usize) -> io::Result<Vec<u8>>;

    /// Describes what stands at `path`, without following a link.
    fn identity(&self, path: &Path) -> io::Result<Identity>;

    /// Makes the names in a folder durable: files created, renamed or removed there.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Gives a file or folder another name and fails with
    /// [`io::ErrorKind::AlreadyExists`] where that name is taken.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name and replaces what stood there, in one step.
    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Creates one folder; its parent must exist and the name must be free.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Lists the names in a folder, sorted. Names that are not Unicode are left out:
    /// the store never makes such a name.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// Tries to take the lock of the file at `path`, which is created when missing.
    ///
    /// On success the file holds `owner`, for whoever finds it taken.
    fn try_lock(&self, path: &Path, owner: &str) -> io::Result<LockAttempt>;

    /// Takes the right to read a file away from everybody but its owner.
    fn make_private(&self, path: &Path) -> io::Result<()>;

    /// Gives sixteen random bytes.
    fn random(&self) -> io::Result<[u8; 16]>;

    /// On which kind of drive something lies, as far as the system tells.
    fn drive(&self, _path: &Path) -> Drive {
        Drive::Own
    }
}

/// How the name of a file begins that is not finished yet.
pub(super) const TEMPORARY_PREFIX: &str = ".tmp-";

/// Whether a name is that of a file that is not finished yet, or that a crash left so.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY_PREFIX)
}

/// A file opened for writing at its end.
pub trait OpenFile: Send {
    /// Hands bytes to the system in one write and returns how many it took.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Returns once everything written so far survives a power cut.
    fn sync(&mut self) -> io::Result<()>;

    /// Describes the open file itself, whatever its path names by now.
    fn identity(&self) -> io::Result<Identity>;
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// A file, a folder or something else.
    pub kind: NodeKind,
    /// Number of the device; 0 where the system gives none.
    pub device: u64,
    /// Number of the file on its device; 0 where the system gives none.
    pub inode: u64,
    /// Length in bytes.
    pub length: u64,
    /// How many names the file has.
    pub hard_links: u64,
    /// Unix permission bits, such as `0o600`; `None` on other systems.
    pub mode: Option<u32>,
    /// Whether the file belongs to who runs the program.
    pub own: bool,
    /// Time of the last change, in seconds since 1970 (UTC); 0 where unknown.
    pub modified: i64,
    /// The part of a second after that, in nanoseconds; 0 where unknown.
    pub modified_part: u32,
}

impl Identity {
    /// Says whether two descriptions are of one and the same file.
    pub fn is_same_file(&self, other: &Self) -> bool {
        self.device == other.device && self.inode == other.inode
    }

    /// Says whether others on this computer may read the file.
    pub fn is_readable_by_others(&self) -> bool {
        self.mode.is_some_and(|mode| mode & 0o077 != 0)
    }
}

/// What kind of thing a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, a device, a pipe: nothing the store would touch.
    Other,
}

/// How an attempt to take a lock ended.
pub enum LockAttempt {
    /// The lock is ours until the guard is dropped.
    Taken(Box<dyn LockGuard>),
    /// Somebody else has it; the text is what they wrote into the file.
    Busy(String),
    /// This file system has no locks.
    Unsupported,
}

/// Holds a lock until it is dropped.
pub trait LockGuard: Send + Sync {}

/// Writes all bytes, going on after a short write or an interruption.
///
/// Returns how many bytes the system took, and the error that stopped it, if any:
/// both are needed, for a failed write may have left a part behind.
pub(super) fn write_all(file: &mut dyn OpenFile, bytes: &[u8]) -> (usize, io::Result<()>) {
    let mut done = 0;
    while let Some(rest) = bytes.get(done..).filter(|rest| !rest.is_empty()) {
        match file.write(rest) {
            Ok(0) => return (done, Err(io::ErrorKind::WriteZero.into())),
            Ok(count) => done += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (done, Err(error)),
        }
    }
    (done, Ok(()))
}

/// Writes a whole file so that a power cut leaves the old or the new, never a half.
///
/// What a cut can still cost: between rename and the folder's sync the old content
/// may come back.
pub(super) fn replace_file(
    storage: &dyn Storage,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> io::Result<()> {
    let path = folder.join(name);
    place_file(storage, folder, bytes, |temporary| {
        storage.rename_over(temporary, &path)
    })?;
    Ok(())
}

/// Writes a whole file like [`replace_file`], and gives it its name only once it was read back as
/// it was written: for a drive behind a network.
pub(super) fn replace_read_back(
    storage: &dyn Storage,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> io::Result<()> {
    let path = folder.join(name);
    place_file(storage, folder, bytes, |temporary| {
        read_back(storage, temporary, bytes)?;
        storage.rename_over(temporary, &path)
    })?;
    Ok(())
}

/// Makes sure that a file holds what was written to it.
fn read_back(storage: &dyn Storage, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if storage.read(path, bytes.len() as u64)? == bytes {
        Ok(())
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}

/// Writes a whole new file like [`replace_file`], and refuses a name that is taken.
pub(super) fn create_file(
    storage: &dyn Storage,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> io::Result<()> {
    create_once(storage, folder, name, bytes, |_| Ok(()))
}

/// Writes a whole new file like [`create_file`], and gives it its name only once it was read back as
/// it was written: for a file that takes the place of another by its name.
pub(super) fn create_read_back(
    storage: &dyn Storage,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> io::Result<()> {
    create_once(storage, folder, name, bytes, |temporary| {
        read_back(storage, temporary, bytes)
    })
}

/// Writes a whole new file, and gives it its name once `is_good` finds nothing wrong with it; one
/// whose name is not durable is taken away.
fn create_once(
    storage: &dyn Storage,
    folder: &Path,
    name: &str,
    bytes: &[u8],
    is_good: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let path = folder.join(name);
    let placed = place_file(storage, folder, bytes, |temporary| {
        is_good(temporary)?;
        storage.rename_new(temporary, &path)
    });
    match placed {
        Err(Unplaced::Nameless(error)) => {
            // Else every further try would leave one more copy.
            let _ = storage.remove_file(&path);
            Err(error)
        }
        Err(Unplaced::Unwritten(error)) => Err(error),
        Ok(()) => Ok(()),
    }
}

/// How far a file came that could not be placed.
enum Unplaced {
    /// It does not have its name.
    Unwritten(io::Error),
    /// It has its name, but the name is not durable.
    Nameless(io::Error),
}

impl From<Unplaced> for io::Error {
    fn from(unplaced: Unplaced) -> Self {
        match unplaced {
            Unplaced::Unwritten(error) | Unplaced::Nameless(error) => error,
        }
    }
}

fn place_file(
    storage: &dyn Storage,
    folder: &Path,
    bytes: &[u8],
    rename: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<(), Unplaced> {
    let (temporary, mut file) = storage
        .create_temporary(folder)
        .map_err(Unplaced::Unwritten)?;
    let placed = write_all(file.as_mut(), bytes)
        .1
        .and_then(|()| file.sync())
        .and_then(|()| rename(&temporary));
    drop(file);
    if let Err(error) = placed {
        // A left-over temporary file does no harm, so a failure here is not worth a word.
        let _ = storage.remove_file(&temporary);
        return Err(Unplaced::Unwritten(error));
    }
    storage.sync_folder(folder).map_err(Unplaced::Nameless)
}
