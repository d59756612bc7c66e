//! A simulated disk in memory, for tests: every operation can be made to fail, and
//! the power can be cut at any moment.

mod files;
mod nodes;

use std::io;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use self::nodes::{Node, Nodes};
use super::storage::{Drive, Identity, NodeKind};

/// The simulated disk. Clones share one disk; `/` exists from the start.
#[derive(Debug, Clone, Default)]
pub struct MemoryDisk {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    released: Condvar,
}

#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fault of its own, and any combination can be planted"
)]
struct State {
    nodes: Nodes,
    faults: Vec<DiskFault>,
    counted: u64,
    longest_write: Option<usize>,
    capacity: Option<usize>,
    hanging: bool,
    reads_hanging: bool,
    syncs_ignored: bool,
    no_locks: bool,
    drive: Drive,
    /// Counts restarts; a file opened before the last one is dead.
    run: u64,
    random: u64,
    no_randomness: bool,
}

/// An operation that can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Opening for appending, and creating a temporary file or a folder.
    Open,
    /// Reading, listing and looking at a file.
    Read,
    /// Writing bytes.
    Write,
    /// Syncing a file.
    Sync,
    /// Syncing a folder.
    SyncFolder,
    /// Renaming.
    Rename,
    /// Removing.
    Remove,
    /// Taking a lock.
    Lock,
}

/// A planned failure.
#[derive(Debug, Clone, Copy)]
pub struct DiskFault {
    /// Which operation fails, counted from 1 when the fault is planted.
    pub at: u64,
    /// Counts operations of this kind only.
    pub only: Option<Operation>,
    /// Whether all later ones fail too.
    pub for_ever: bool,
    /// The answer of the system.
    pub error: io::ErrorKind,
    /// How many bytes a failing write takes before it fails.
    pub taken: usize,
    /// Whether a failing sync drops the bytes that it did not write, as Linux does.
    pub drops: bool,
}

impl DiskFault {
    /// Plans one failure of the `at`-th operation with a general disk error.
    pub fn once(at: u64) -> Self {
        Self {
            at,
            only: None,
            for_ever: false,
            error: io::ErrorKind::Other,
            taken: 0,
            drops: false,
        }
    }

    /// Plans failure from the `at`-th operation on, for ever.
    pub fn from(at: u64) -> Self {
        Self {
            for_ever: true,
            ..Self::once(at)
        }
    }
}

/// What a power cut leaves.
#[derive(Debug, Clone, Copy)]
pub struct PowerLoss {
    /// What is left of bytes that were written and not synced.
    pub tail: Tail,
    /// How many changes of names in each folder since its last sync are kept.
    pub kept_changes: usize,
}

/// What a power cut leaves of the bytes that were not synced.
#[derive(Debug, Clone, Copy)]
pub enum Tail {
    /// Nothing.
    Nothing,
    /// All of them.
    Everything,
    /// So many percent from the front.
    Part(u8),
    /// Zeros in their place.
    Zeros,
    /// Noise in their place.
    Garbage(u64),
    /// Zeros for the first half, the real bytes for the second.
    Hole,
}

impl MemoryDisk {
    /// Plants a fault; several may be planted.
    pub fn fail(&self, mut fault: DiskFault) {
        let mut state = self.state();
        fault.at += if fault.only.is_none() {
            state.counted
        } else {
            0
        };
        state.faults.push(fault);
    }

    /// Takes all faults back.
    pub fn heal(&self) {
        self.state().faults.clear();
    }

    /// How many operations were asked for so far.
    pub fn counted(&self) -> u64 {
        self.state().counted
    }

    /// Lets one write take at most so many bytes.
    pub fn shorten_writes(&self, longest: usize) {
        self.state().longest_write = Some(longest);
    }

    /// Gives the disk a size in bytes, or takes the limit away.
    pub fn set_capacity(&self, capacity: Option<usize>) {
        self.state().capacity = capacity;
    }

    /// Bytes in use.
    pub fn used(&self) -> usize {
        self.state().nodes.used()
    }

    /// Makes every sync wait until this is called with `false`.
    pub fn hang_syncs(&self, hang: bool) {
        self.state().hanging = hang;
        self.shared.released.notify_all();
    }

    /// Makes every look at a file and every read wait until this is called with `false`.
    pub fn hang_reads(&self, hang: bool) {
        self.state().reads_hanging = hang;
        self.shared.released.notify_all();
    }

    /// Makes syncs succeed without doing anything: a rig whose tests still pass then
    /// tests nothing.
    pub fn ignore_syncs(&self) {
        self.state().syncs_ignored = true;
    }

    /// Lets it have no randomness to give, as on a system that is starved of it.
    pub fn without_randomness(&self) {
        self.state().no_randomness = true;
    }

    /// Lets its randomness begin elsewhere: what was written on one disk may go on on another, and
    /// nothing random may come twice in it.
    pub fn with_randomness_from(self, start: u32) -> Self {
        self.state().random = u64::from(start) << 32;
        self
    }

    /// Makes locks unsupported, as on some network drives.
    pub fn without_locks(&self) {
        self.state().no_locks = true;
    }

    /// Lets everything on it lie on another kind of drive.
    pub fn lie_on(&self, drive: Drive) {
        self.state().drive = drive;
    }

    /// Sets the time that changes from now on are stamped with, in seconds since 1970.
    pub fn set_time(&self, seconds: i64) {
        self.state().nodes.set_time(seconds);
    }

    /// Writes out whatever waits for it, as a system does by itself after half a minute.
    pub fn settle(&self) {
        self.state().nodes.settle();
    }

    /// Cuts the power: what was not synced is damaged, locks and faults are gone.
    pub fn lose_power(&self, loss: PowerLoss) {
        let mut state = self.state();
        state.nodes.lose_power(loss);
        state.faults.clear();
        state.run += 1;
    }

    /// Kills the program: all bytes stay, locks and faults are gone.
    pub fn kill_program(&self) {
        let mut state = self.state();
        state.nodes.release_locks();
        state.faults.clear();
        state.run += 1;
    }

    /// Gives a second disk that holds now what this one holds, as the platter of a computer that
    /// stops at this moment; a program at work on this one goes on without touching it.
    ///
    /// Faults stay here, a limit of its size goes with it.
    pub fn copy(&self) -> Self {
        let state = self.state();
        let copied = State {
            nodes: state.nodes.clone(),
            capacity: state.capacity,
            syncs_ignored: state.syncs_ignored,
            no_locks: state.no_locks,
            no_randomness: state.no_randomness,
            random: state.random,
            // Files that are open here are not open there.
            run: state.run + 1,
            ..State::default()
        };
        let shared = Shared {
            state: Mutex::new(copied),
            released: Condvar::new(),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Puts a file of another program at a path, under a new identity.
    pub fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        if state.nodes.find(path).is_ok() {
            state.nodes.remove(path, false)?;
        }
        let number = state.nodes.create(path, false)?;
        state.nodes.file(number)?.data = bytes.to_vec();
        state.nodes.file(number)?.sync();
        let parent = state.nodes.find(path.parent().unwrap_or(Path::new("/")))?;
        state.nodes.folder_mut(parent)?.sync();
        Ok(())
    }

    /// Whether these bytes stand anywhere on it: in a name, in any file, also in one that has no name
    /// any more, and in what the platter holds of it.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.state().nodes.hold(bytes)
    }

    /// Sets the permission bits and the number of names of a file.
    pub fn disguise(&self, path: &Path, mode: u32, links: u64) -> io::Result<()> {
        let mut state = self.state();
        let number = state.nodes.find(path)?;
        let file = state.nodes.file(number)?;
        (file.mode, file.links) = (mode, links);
        Ok(())
    }

    /// Lets a file belong to another user of the computer.
    pub fn give_away(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let number = state.nodes.find(path)?;
        state.nodes.file(number)?.of_others = true;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared
            .state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Counts an operation and fails it where a fault was planted.
    fn begin(&self, operation: Operation) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        if operation == Operation::Read {
            let released = &self.shared.released;
            let waiting = released.wait_while(state, |state| state.reads_hanging);
            state = waiting.unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        match state.strike(operation) {
            Some(fault) => Err(fault.error.into()),
            None => Ok(state),
        }
    }
}

impl State {
    fn strike(&mut self, operation: Operation) -> Option<DiskFault> {
        self.counted += 1;
        let counted = self.counted;
        self.faults.iter_mut().find_map(|fault| {
            let due = match fault.only {
                None => counted == fault.at || (fault.for_ever && counted > fault.at),
                Some(only) if only == operation => {
                    let due = fault.at == 1 || (fault.for_ever && fault.at == 0);
                    fault.at = fault.at.saturating_sub(1);
                    due
                }
                Some(_) => false,
            };
            due.then_some(*fault)
        })
    }

    fn describe(&mut self, number: u64) -> io::Result<Identity> {
        let (kind, length, hard_links, mode, own) = match self.nodes.node(number)? {
            Node::File(file) => (
                NodeKind::File,
                file.data.len() as u64,
                file.links,
                file.mode,
                !file.of_others,
            ),
            Node::Folder(_) => (NodeKind::Folder, 0, 1, 0o700, true),
        };
        let device = 1;
        let (modified, modified_part) = self.nodes.changed_at(number);
        Ok(Identity {
            kind,
            device,
            inode: number,
            length,
            hard_links,
            mode: Some(mode),
            own,
            modified,
            modified_part,
        })
    }
}
