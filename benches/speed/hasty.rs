//! The real disk without its waiting, to make many cases in little time.

use std::io;
use std::path::{Path, PathBuf};

use talking_piece::store::{Disk, Identity, LockAttempt, OpenFile, Storage};

/// The real disk, but nothing is ever synced. Only for making what is then measured.
pub struct HastyDisk;

struct HastyFile(Box<dyn OpenFile>);

impl OpenFile for HastyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn identity(&self) -> io::Result<Identity> {
        self.0.identity()
    }
}

impl Storage for HastyDisk {
    fn open_append(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        Ok(Box::new(HastyFile(Disk.open_append(path)?)))
    }

    fn create_temporary(&self, folder: &Path) -> io::Result<(PathBuf, Box<dyn OpenFile>)> {
        let (path, file) = Disk.create_temporary(folder)?;
        Ok((path, Box::new(HastyFile(file))))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        Disk.read(path, limit)
    }

    fn read_part(&self, path: &Path, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        Disk.read_part(path, offset, length)
    }

    fn identity(&self, path: &Path) -> io::Result<Identity> {
        Disk.identity(path)
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename_new(from, to)
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename_over(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        Disk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        Disk.remove_folder(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        Disk.create_folder(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        Disk.list(folder)
    }

    fn try_lock(&self, path: &Path, owner: &str) -> io::Result<LockAttempt> {
        Disk.try_lock(path, owner)
    }

    fn make_private(&self, path: &Path) -> io::Result<()> {
        Disk.make_private(path)
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        Disk.random()
    }
}
