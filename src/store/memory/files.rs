//! The simulated disk as the store uses it.

use std::io;
use std::path::{Path, PathBuf};

use super::{MemoryDisk, Operation, State};
use crate::store::storage::{
    Drive, Identity, LockAttempt, LockGuard, OpenFile, Storage, TEMPORARY_PREFIX,
};

/// A file of the simulated disk, open for appending.
struct OpenMemoryFile {
    disk: MemoryDisk,
    number: u64,
    run: u64,
}

impl OpenMemoryFile {
    fn check_alive(&self, state: &State) -> io::Result<()> {
        if state.run == self.run {
            Ok(())
        } else {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
}

impl OpenFile for OpenMemoryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.disk.state();
        self.check_alive(&state)?;
        let fault = state.strike(Operation::Write);
        let mut taken = bytes.len().min(state.longest_write.unwrap_or(usize::MAX));
        let free = state
            .capacity
            .map_or(usize::MAX, |all| all.saturating_sub(state.nodes.used()));
        taken = taken
            .min(free)
            .min(fault.map_or(usize::MAX, |fault| fault.taken));
        state.nodes.touch(self.number);
        let file = state.nodes.file(self.number)?;
        file.data
            .extend_from_slice(bytes.get(..taken).unwrap_or_default());
        match fault {
            Some(fault) => Err(fault.error.into()),
            None if taken == 0 && !bytes.is_empty() => Err(io::ErrorKind::StorageFull.into()),
            None => Ok(taken),
        }
    }

    fn sync(&mut self) -> io::Result<()> {
        let state = self.disk.state();
        let waiting = self
            .disk
            .shared
            .released
            .wait_while(state, |state| state.hanging);
        let mut state = waiting.unwrap_or_else(std::sync::PoisonError::into_inner);
        self.check_alive(&state)?;
        if let Some(fault) = state.strike(Operation::Sync) {
            if fault.drops {
                state.nodes.file(self.number)?.drop_unsynced();
            }
            return Err(fault.error.into());
        }
        if !state.syncs_ignored {
            state.nodes.file(self.number)?.sync();
        }
        Ok(())
    }

    fn identity(&self) -> io::Result<Identity> {
        self.disk.begin(Operation::Read)?.describe(self.number)
    }
}

/// A lock of the simulated disk.
struct MemoryLock {
    disk: MemoryDisk,
    number: u64,
    run: u64,
}

impl LockGuard for MemoryLock {}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        let mut state = self.disk.state();
        if state.run == self.run
            && let Ok(file) = state.nodes.file(self.number)
        {
            file.locked = false;
        }
    }
}

impl Storage for MemoryDisk {
    fn open_append(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        let mut state = self.begin(Operation::Open)?;
        let number = state.nodes.find(path)?;
        state.nodes.file(number)?;
        Ok(Box::new(OpenMemoryFile {
            disk: self.clone(),
            number,
            run: state.run,
        }))
    }

    fn create_temporary(&self, folder: &Path) -> io::Result<(PathBuf, Box<dyn OpenFile>)> {
        let mut state = self.begin(Operation::Open)?;
        let path = folder.join(format!("{TEMPORARY_PREFIX}{:016}", state.counted));
        let number = state.nodes.create(&path, false)?;
        Ok((
            path,
            Box::new(OpenMemoryFile {
                disk: self.clone(),
                number,
                run: state.run,
            }),
        ))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut state = self.begin(Operation::Read)?;
        let number = state.nodes.find(path)?;
        let data = &state.nodes.file(number)?.data;
        if data.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(data.clone())
    }

    fn read_part(&self, path: &Path, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let bytes = self.read(path, u64::MAX)?;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        Ok(bytes.into_iter().skip(offset).take(length).collect())
    }

    fn identity(&self, path: &Path) -> io::Result<Identity> {
        let mut state = self.begin(Operation::Read)?;
        let number = state.nodes.find(path)?;
        state.describe(number)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.begin(Operation::SyncFolder)?;
        let number = state.nodes.find(folder)?;
        if !state.syncs_ignored {
            state.nodes.folder_mut(number)?.sync();
        }
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.begin(Operation::Rename)?.nodes.rename(from, to, false)
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.begin(Operation::Rename)?.nodes.rename(from, to, true)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.begin(Operation::Remove)?.nodes.remove(path, false)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.begin(Operation::Remove)?.nodes.remove(path, true)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.begin(Operation::Open)?
            .nodes
            .create(path, true)
            .map(|_| ())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let state = self.begin(Operation::Read)?;
        let number = state.nodes.find(folder)?;
        Ok(state.nodes.folder(number)?.names.keys().cloned().collect())
    }

    fn try_lock(&self, path: &Path, owner: &str) -> io::Result<LockAttempt> {
        let mut state = self.begin(Operation::Lock)?;
        if state.no_locks {
            return Ok(LockAttempt::Unsupported);
        }
        let number = match state.nodes.find(path) {
            Ok(number) => number,
            Err(_) => state.nodes.create(path, false)?,
        };
        let run = state.run;
        let file = state.nodes.file(number)?;
        if file.locked {
            return Ok(LockAttempt::Busy(
                String::from_utf8_lossy(&file.data).into_owned(),
            ));
        }
        file.locked = true;
        file.data = owner.as_bytes().to_vec();
        state.nodes.touch(number);
        Ok(LockAttempt::Taken(Box::new(MemoryLock {
            disk: self.clone(),
            number,
            run,
        })))
    }

    fn make_private(&self, path: &Path) -> io::Result<()> {
        let mut state = self.begin(Operation::Open)?;
        let number = state.nodes.find(path)?;
        state.nodes.file(number)?.mode = 0o600;
        Ok(())
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        let mut state = self.state();
        if state.no_randomness {
            return Err(io::ErrorKind::Other.into());
        }
        state.random = state.random.wrapping_add(1);
        let [low, ..] = state.random.to_le_bytes();
        let mut bytes = [low; 16];
        // The same never comes twice, for as long as any test runs.
        for (byte, high) in bytes.iter_mut().zip((state.random >> 8).to_le_bytes()) {
            *byte ^= high;
        }
        Ok(bytes)
    }
    fn drive(&self, _path: &Path) -> Drive {
        self.state().drive
    }
}
