//! The real file system.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::held::once_let_go;
use super::storage::{
    Drive, Identity, LockAttempt, LockGuard, NodeKind, OpenFile, Storage, TEMPORARY_PREFIX,
};

/// The computer's own file system.
#[derive(Debug, Default, Clone, Copy)]
pub struct Disk;

impl Disk {
    /// Where a link leads; the path itself where it is none, or leads nowhere.
    ///
    /// For what a person names in order to have it read, such as a script in a shared folder.
    /// Nothing that is kept here is ever reached through a link.
    pub fn followed(path: &Path) -> PathBuf {
        fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
    }
}

/// A lock file held open; the system lets go of the lock when it is closed, even
/// if the program is killed.
struct HeldFile(#[expect(dead_code, reason = "held only to be closed")] File);

impl LockGuard for HeldFile {}

impl Storage for Disk {
    fn open_append(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        let mut options = OpenOptions::new();
        options.append(true);
        Ok(Box::new(open_regular(&mut options, path)?))
    }

    fn create_temporary(&self, folder: &Path) -> io::Result<(PathBuf, Box<dyn OpenFile>)> {
        let name = self.random()?.map(|byte| format!("{byte:02x}")).concat();
        let path = folder.join(format!("{TEMPORARY_PREFIX}{name}"));
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        let file = open_regular(&mut options, &path)?;
        Ok((path, Box::new(file)))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let file = open_regular(OpenOptions::new().read(true), path)?;
        let expected = file.metadata()?.len().min(limit);
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
            Ok(bytes)
        } else {
            Err(io::ErrorKind::FileTooLarge.into())
        }
    }

    fn read_part(&self, path: &Path, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut file = open_regular(OpenOptions::new().read(true), path)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn identity(&self, path: &Path) -> io::Result<Identity> {
        fs::symlink_metadata(path).map(|metadata| describe(&metadata))
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network file systems cannot sync a folder and do without.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            result => result,
        }
    }

    /// Windows makes names durable by itself and offers nothing to ask for it.
    #[cfg(not(unix))]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        fs::metadata(folder).map(|_| ())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        retry(|| rename_without_replacing(from, to))
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        retry(|| fs::rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        retry(|| fs::remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        retry(|| fs::remove_dir(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        retry(|| builder.create(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = retry(|| names_in(folder))?;
        names.sort_unstable();
        Ok(names)
    }

    fn try_lock(&self, path: &Path, owner: &str) -> io::Result<LockAttempt> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = open_regular(&mut options, path)?;
        let locked = loop {
            match file.try_lock() {
                Err(TryLockError::Error(error)) if is_interrupted(&error) => {}
                locked => break locked,
            }
        };
        match locked {
            Ok(()) => {
                file.set_len(0)?;
                file.write_all(owner.as_bytes())?;
                Ok(LockAttempt::Taken(Box::new(HeldFile(file))))
            }
            Err(TryLockError::WouldBlock) => {
                let mut written = String::new();
                // Windows does not let others read a locked file: then nobody is named.
                let _ = (&file).take(200).read_to_string(&mut written);
                Ok(LockAttempt::Busy(written))
            }
            Err(TryLockError::Error(error)) if has_no_locks(&error) => Ok(LockAttempt::Unsupported),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    #[cfg(unix)]
    fn make_private(&self, path: &Path) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let mode = if fs::symlink_metadata(path)?.is_dir() {
            0o700
        } else {
            0o600
        };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
    }

    #[cfg(not(unix))]
    fn make_private(&self, _path: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(bytes)
    }

    #[cfg(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64")
    ))]
    fn drive(&self, path: &Path) -> Drive {
        use std::os::unix::fs::MetadataExt;
        let (Ok(system), Ok(metadata)) = (rustix::fs::statfs(path), fs::metadata(path)) else {
            return Drive::Own;
        };
        // What lies on no device of this computer has a number without a driver.
        let on_device = rustix::fs::major(metadata.dev()) != 0;
        Drive::of(system.f_type, on_device)
    }
}

impl OpenFile for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Write::write(self, bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        match retry(|| self.sync_data()) {
            // A share that cannot flush the disk behind it still takes the plain sync.
            #[cfg(target_vendor = "apple")]
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                rustix::fs::fsync(&*self).map_err(io::Error::from)
            }
            result => result,
        }
    }

    fn identity(&self) -> io::Result<Identity> {
        self.metadata().map(|metadata| describe(&metadata))
    }
}

/// Opens a regular file, never through a link; a pipe or a device is refused
/// without waiting for its other end.
fn open_regular(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    let file = once_let_go(|| retry(|| options.open(path))).map_err(|error| {
        if is_link(&error) {
            io::Error::new(io::ErrorKind::InvalidInput, "a link instead of a file")
        } else {
            error
        }
    })?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ))
    }
}

/// The names in a folder, in whichever order.
fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        if let Ok(name) = entry?.file_name().into_string() {
            names.push(name);
        }
    }
    Ok(names)
}

/// Does something again that a signal interrupted before it began. On a drive behind a network any
/// operation may be, and the standard library repeats some of them only.
fn retry<T>(mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match operation() {
            Err(error) if is_interrupted(&error) => {}
            result => return result,
        }
    }
}

fn is_interrupted(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Interrupted
}

/// Recognizes the refusal to open a link.
fn is_link(error: &io::Error) -> bool {
    #[cfg(unix)]
    return error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
    #[cfg(not(unix))]
    false
}

fn has_no_locks(error: &io::Error) -> bool {
    if error.kind() == io::ErrorKind::Unsupported {
        return true;
    }
    #[cfg(unix)]
    return error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error());
    #[cfg(not(unix))]
    false
}

fn describe(metadata: &fs::Metadata) -> Identity {
    let kind = if metadata.is_file() {
        NodeKind::File
    } else if metadata.is_dir() {
        NodeKind::Folder
    } else {
        NodeKind::Other
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Identity {
            kind,
            device: metadata.dev(),
            inode: metadata.ino(),
            length: metadata.len(),
            hard_links: metadata.nlink(),
            mode: Some(metadata.mode() & 0o777),
            own: metadata.uid() == rustix::process::geteuid().as_raw(),
            modified: metadata.mtime(),
            modified_part: u32::try_from(metadata.mtime_nsec()).unwrap_or(0),
        }
    }
    #[cfg(not(unix))]
    let since = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    #[cfg(not(unix))]
    Identity {
        kind,
        device: 0,
        inode: 0,
        length: metadata.len(),
        hard_links: 1,
        mode: None,
        own: true,
        modified: since
            .and_then(|since| i64::try_from(since.as_secs()).ok())
            .unwrap_or(0),
        modified_part: since.map_or(0, |since| since.subsec_nanos()),
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn rename_without_replacing(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => rename_if_free(from, to),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn rename_without_replacing(from: &Path, to: &Path) -> io::Result<()> {
    rename_if_free(from, to)
}

/// Reads what was put into an open descriptor of this program, such as a passphrase: 8 KiB at most.
pub fn read_descriptor(number: u32) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(8 << 10);
    if number == 0 {
        io::stdin().take(8 << 10).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(format!("/dev/fd/{number}"))?;
        file.take(8 << 10).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Stands in where the system cannot rename without replacing; a second program
/// that takes the name in the same instant would be replaced.
fn rename_if_free(from: &Path, to: &Path) -> io::Result<()> {
    match fs::symlink_metadata(to) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::rename(from, to),
        Err(error) => Err(error),
    }
}
