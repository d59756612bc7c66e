//! Files and folders of the simulated disk: what programs see, and what would be
//! left after a power cut.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Component, Path};

use memchr::memmem::Finder;

use super::{PowerLoss, Tail};

type Names = BTreeMap<String, u64>;

/// All files and folders, by the number of their node; node 0 is the root folder.
#[derive(Debug, Clone)]
pub(super) struct Nodes {
    all: BTreeMap<u64, Node>,
    next: u64,
    /// When each was last changed; a power cut changes no such time.
    changed: BTreeMap<u64, (i64, u32)>,
    /// The time of changes from now on, and how many there were.
    time: (i64, u32),
}

#[derive(Debug, Clone)]
pub(super) enum Node {
    File(FileNode),
    Folder(FolderNode),
}

#[derive(Debug, Clone, Default)]
pub(super) struct FileNode {
    pub(super) data: Vec<u8>,
    /// What is on the platter: the data at the last sync.
    synced: Vec<u8>,
    /// Bytes that a failed sync dropped: readable until the power goes, then zeros.
    lost: Vec<Range<usize>>,
    pub(super) mode: u32,
    pub(super) links: u64,
    pub(super) locked: bool,
    pub(super) of_others: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct FolderNode {
    pub(super) names: Names,
    /// The names on the platter, followed by the names after each later change.
    history: Vec<Names>,
}

impl Default for Nodes {
    fn default() -> Self {
        let root = FolderNode {
            names: Names::new(),
            history: vec![Names::new()],
        };
        Self {
            all: BTreeMap::from([(0, Node::Folder(root))]),
            next: 1,
            changed: BTreeMap::new(),
            time: (0, 0),
        }
    }
}

impl FileNode {
    pub(super) fn sync(&mut self) {
        self.synced.clone_from(&self.data);
        for range in &self.lost {
            if let Some(bytes) = self.synced.get_mut(range.clone()) {
                bytes.fill(0);
            }
        }
    }

    /// A sync failed: the system drops the bytes and believes them written.
    pub(super) fn drop_unsynced(&mut self) {
        let start = self.synced.len().min(self.data.len());
        self.lost.push(start..self.data.len());
    }

    fn lose_power(&mut self, tail: Tail) {
        let unsynced = self.data.len().saturating_sub(self.synced.len());
        let mut left = std::mem::take(&mut self.synced);
        let rest = self.data.get(left.len()..).unwrap_or_default();
        match tail {
            Tail::Nothing => {}
            Tail::Everything => left.extend_from_slice(rest),
            Tail::Part(percent) => {
                let kept = unsynced * usize::from(percent.min(100)) / 100;
                left.extend_from_slice(rest.get(..kept).unwrap_or_default());
            }
            Tail::Zeros => left.resize(left.len() + unsynced, 0),
            Tail::Garbage(seed) => {
                let noise = (0..unsynced).map(|index| noise(seed, index));
                left.extend(noise);
            }
            Tail::Hole => {
                // The first half never reached the disk, the second half did.
                let half = unsynced / 2;
                left.resize(left.len() + half, 0);
                left.extend_from_slice(rest.get(half..).unwrap_or_default());
            }
        }
        self.synced.clone_from(&left);
        self.data = left;
        self.lost.clear();
        self.locked = false;
    }
}

fn noise(seed: u64, index: usize) -> u8 {
    let mut value = seed
        .wrapping_add(index as u64)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^= value >> 29;
    value.wrapping_mul(0xbf58_476d_1ce4_e5b9).to_be_bytes()[1]
}

impl FolderNode {
    pub(super) fn sync(&mut self) {
        self.history = vec![self.names.clone()];
    }

    fn change(&mut self, edit: impl FnOnce(&mut Names)) {
        edit(&mut self.names);
        self.history.push(self.names.clone());
    }

    fn lose_power(&mut self, kept_changes: usize) {
        let kept = kept_changes.min(self.history.len().saturating_sub(1));
        self.names = self.history.get(kept).cloned().unwrap_or_default();
        self.history = vec![self.names.clone()];
    }
}

impl Nodes {
    /// Finds the number of the node at a path.
    pub(super) fn find(&self, path: &Path) -> io::Result<u64> {
        let mut number = 0;
        for name in names(path) {
            number = *self
                .folder(number)?
                .names
                .get(&name)
                .ok_or(io::ErrorKind::NotFound)?;
        }
        Ok(number)
    }

    pub(super) fn node(&self, number: u64) -> io::Result<&Node> {
        self.all
            .get(&number)
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    pub(super) fn file(&mut self, number: u64) -> io::Result<&mut FileNode> {
        match self.all.get_mut(&number) {
            Some(Node::File(file)) => Ok(file),
            Some(Node::Folder(_)) => Err(io::ErrorKind::InvalidInput.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    pub(super) fn set_time(&mut self, seconds: i64) {
        self.time.0 = seconds;
    }

    /// Notes that a node was changed now; no two changes have the same time.
    pub(super) fn touch(&mut self, number: u64) {
        self.time.1 += 1;
        self.changed.insert(number, self.time);
    }

    /// When a node was last changed, in seconds and parts of one.
    pub(super) fn changed_at(&self, number: u64) -> (i64, u32) {
        self.changed.get(&number).copied().unwrap_or_default()
    }

    pub(super) fn settle(&mut self) {
        for node in self.all.values_mut() {
            match node {
                Node::File(file) => file.sync(),
                Node::Folder(folder) => folder.sync(),
            }
        }
    }

    pub(super) fn folder(&self, number: u64) -> io::Result<&FolderNode> {
        match self.node(number)? {
            Node::Folder(folder) => Ok(folder),
            Node::File(_) => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    pub(super) fn folder_mut(&mut self, number: u64) -> io::Result<&mut FolderNode> {
        match self.all.get_mut(&number) {
            Some(Node::Folder(folder)) => Ok(folder),
            Some(Node::File(_)) => Err(io::ErrorKind::NotADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Creates a node under a free name.
    pub(super) fn create(&mut self, path: &Path, is_folder: bool) -> io::Result<u64> {
        let (parent, name) = self.parent(path)?;
        if self.folder(parent)?.names.contains_key(&name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let number = self.next;
        self.next += 1;
        let node = if is_folder {
            Node::Folder(FolderNode {
                names: Names::new(),
                history: vec![Names::new()],
            })
        } else {
            Node::File(FileNode {
                mode: 0o600,
                links: 1,
                ..FileNode::default()
            })
        };
        self.all.insert(number, node);
        self.touch(number);
        self.touch(parent);
        self.folder_mut(parent)?.change(|names| {
            names.insert(name, number);
        });
        Ok(number)
    }

    pub(super) fn remove(&mut self, path: &Path, is_folder: bool) -> io::Result<()> {
        let number = self.find(path)?;
        match (self.node(number)?, is_folder) {
            (Node::Folder(folder), true) if folder.names.is_empty() => {}
            (Node::Folder(_), true) => return Err(io::ErrorKind::DirectoryNotEmpty.into()),
            (Node::File(_), false) => {}
            (Node::Folder(_), false) => return Err(io::ErrorKind::IsADirectory.into()),
            (Node::File(_), true) => return Err(io::ErrorKind::NotADirectory.into()),
        }
        let (parent, name) = self.parent(path)?;
        self.touch(parent);
        self.folder_mut(parent)?.change(|names| {
            names.remove(&name);
        });
        Ok(())
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path, replace: bool) -> io::Result<()> {
        let number = self.find(from)?;
        if !replace && self.find(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let (old_parent, old_name) = self.parent(from)?;
        let (new_parent, new_name) = self.parent(to)?;
        self.touch(old_parent);
        self.touch(new_parent);
        if old_parent == new_parent {
            self.folder_mut(old_parent)?.change(|names| {
                names.remove(&old_name);
                names.insert(new_name, number);
            });
            return Ok(());
        }
        self.folder_mut(new_parent)?.change(|names| {
            names.insert(new_name, number);
        });
        self.folder_mut(old_parent)?.change(|names| {
            names.remove(&old_name);
        });
        Ok(())
    }

    /// Bytes in all files that still have a name.
    pub(super) fn used(&self) -> usize {
        let named: Vec<u64> = self
            .all
            .values()
            .filter_map(|node| match node {
                Node::Folder(folder) => Some(folder.names.values().copied()),
                Node::File(_) => None,
            })
            .flatten()
            .collect();
        let length = |number: &u64| match self.all.get(number) {
            Some(Node::File(file)) => file.data.len(),
            Some(Node::Folder(_)) | None => 0,
        };
        named.iter().map(length).sum()
    }

    /// Whether these bytes stand in any name or any file, as programs see it or on the platter.
    pub(super) fn hold(&self, bytes: &[u8]) -> bool {
        let wanted = Finder::new(bytes);
        let is_in = |text: &[u8]| wanted.find(text).is_some();
        self.all.values().any(|node| match node {
            Node::File(file) => {
                let platter = &file.synced;
                is_in(&file.data) || (!file.data.starts_with(platter) && is_in(platter))
            }
            Node::Folder(folder) => {
                let names = folder.history.iter().chain([&folder.names]);
                names
                    .flat_map(Names::keys)
                    .any(|name| is_in(name.as_bytes()))
            }
        })
    }

    pub(super) fn lose_power(&mut self, loss: PowerLoss) {
        for node in self.all.values_mut() {
            match node {
                Node::File(file) => file.lose_power(loss.tail),
                Node::Folder(folder) => folder.lose_power(loss.kept_changes),
            }
        }
    }

    pub(super) fn release_locks(&mut self) {
        for node in self.all.values_mut() {
            match node {
                Node::File(file) => file.locked = false,
                Node::Folder(_) => {}
            }
        }
    }

    fn parent(&self, path: &Path) -> io::Result<(u64, String)> {
        let name = names(path).last().ok_or(io::ErrorKind::InvalidInput)?;
        let parent = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        Ok((self.find(parent)?, name))
    }
}

fn names(path: &Path) -> impl Iterator<Item = String> {
    path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
            None
        }
    })
}
