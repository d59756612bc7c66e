//! A journal that is open for appending.
//!
//! Rule R1: the number and the bytes of an entry are fixed before its first write.
//! Whatever the disk answers, only the identical bytes are ever written under that
//! number, so a reader may treat a second copy as harmless.

mod closing;

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::line::{Header, HeaderId, LineHash, header_line, keys_line};
use super::scan::{
    Condition, ENTRY_LIMIT, FILE_LIMIT, LINE_LIMIT, Scan, ScanError, scan, scan_closed, scan_lines,
};
use super::sealed::{Ring, Writing};
use super::storage::{Identity, NodeKind, OpenFile, Storage, create_file, write_all};

/// Name of the journal, in the folder of its case.
pub const JOURNAL_NAME: &str = "journal";

/// An open journal: appends entries, and remembers all lines for a rescue, as they were written:
/// sealed ones stay sealed.
pub struct Journal {
    path: PathBuf,
    file: Box<dyn OpenFile>,
    identity: Identity,
    length: u64,
    id: HeaderId,
    header_line: String,
    key_lines: Vec<String>,
    seals: Vec<closing::WrittenSeal>,
    writing: Writing,
    lines: Vec<Box<str>>,
    last_hash: LineHash,
    /// Set while bytes of unknown fate may stand at the end of the file.
    needs_newline: bool,
    /// Entries that were read at opening but never acknowledged: they go out once
    /// more with the next write, for what is read may stand in the cache alone.
    doubtful: Vec<String>,
    pending: Option<Pending>,
}

/// An entry whose number and bytes are fixed and that is not yet on the disk.
struct Pending {
    body: String,
    line: String,
}

impl Journal {
    /// Creates a journal with its first line at `folder/name`, durable on return.
    ///
    /// A failure leaves at most a temporary file, which hinders nobody.
    pub fn create(
        storage: &dyn Storage,
        folder: &Path,
        name: &str,
        header: &Header,
    ) -> Result<(), StoreError> {
        let path = folder.join(name);
        let line =
            header_line(header).map_err(|_| StoreError::NotOneLine { path: path.clone() })?;
        create_file(storage, folder, name, format!("{line}\n").as_bytes())
            .map_err(StoreError::system("create the case", &path))
    }

    /// Reads a journal without changing or locking anything.
    pub fn read(storage: &dyn Storage, path: &Path, ring: &Ring) -> Result<Scan, StoreError> {
        scan(&bytes_of(storage, path)?, ring).map_err(unreadable(path))
    }

    /// Checks a journal like [`Self::read`]; where the ring has no key for it, the bodies of
    /// its entries stay closed and are empty.
    pub fn check(storage: &dyn Storage, path: &Path, ring: &Ring) -> Result<Scan, StoreError> {
        scan_closed(&bytes_of(storage, path)?, ring).map_err(unreadable(path))
    }

    /// Opens a journal for appending, and gives what it holds.
    ///
    /// `acknowledged` is the highest number that this computer reported as saved, if
    /// known. A damaged journal, one of a newer version, one with a second name and
    /// one that belongs to somebody else are refused: they can be read only.
    pub fn open(
        storage: &dyn Storage,
        path: &Path,
        acknowledged: Option<u64>,
        ring: &Ring,
    ) -> Result<(Self, Scan), StoreError> {
        let file = storage
            .open_append(path)
            .map_err(StoreError::system("open the case for writing", path))?;
        let identity = file
            .identity()
            .map_err(StoreError::system("look at the case", path))?;
        check_node(path, &identity)?;
        let bytes = bytes_of(storage, path)?;
        let (scan, lines) = scan_lines(&bytes, ring).map_err(unreadable(path))?;
        let lines = lines.into_iter().map(String::from_utf8_lossy);
        let lines = lines.map(|line| line.into_owned().into_boxed_str());
        let path = path.to_owned();
        match scan.condition {
            Condition::Sound | Condition::TornTail => {}
            Condition::Damaged(_) => return Err(StoreError::Damaged { path }),
        }
        if !scan.may_append() {
            return Err(StoreError::ReadOnlyHere { path });
        }
        let mut journal = Self {
            path,
            file,
            identity,
            length: identity.length,
            id: scan.header.id,
            header_line: scan.header_line.clone(),
            key_lines: scan.key_lines.clone(),
            seals: closing::as_found(&scan),
            writing: scan.writing.clone(),
            lines: lines.collect(),
            last_hash: scan.last_hash,
            needs_newline: !scan.ends_with_newline || scan.condition != Condition::Sound,
            doubtful: Vec::new(),
            pending: None,
        };
        if let Some(acknowledged) = acknowledged {
            let known = usize::try_from(acknowledged).unwrap_or(usize::MAX);
            let doubtful = journal.lines.iter().skip(known);
            journal.doubtful = doubtful.map(|line| line.as_ref().to_owned()).collect();
            // The line feed that is read at the end may be as doubtful as the line.
            journal.needs_newline |= !journal.doubtful.is_empty();
        }
        Ok((journal, scan))
    }

    /// Where the journal is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The highest number that is known to be on the disk.
    pub fn number(&self) -> u64 {
        self.lines.len() as u64
    }

    /// How the files of the case are written.
    pub fn writing(&self) -> &Writing {
        &self.writing
    }

    /// Hash of the last line that is known to be on the disk.
    pub fn last_hash(&self) -> LineHash {
        self.last_hash
    }

    /// The number of the entry that waits to be written, if one does.
    pub fn pending(&self) -> Option<u64> {
        self.pending.as_ref().map(|_| self.number() + 1)
    }

    /// Fixes the number and the bytes of the next entry, without writing it.
    ///
    /// Refuses a body of several lines, one that passes a limit, and a second entry
    /// while the first is not written.
    pub fn prepare(&mut self, storage: &dyn Storage, body: &str) -> Result<u64, StoreError> {
        let path = || self.path.clone();
        if let Some(number) = self.pending() {
            return Err(StoreError::Unfinished {
                path: path(),
                number,
            });
        }
        if body.contains(['\n', '\r']) {
            return Err(StoreError::NotOneLine { path: path() });
        }
        let number = self.number() + 1;
        let line = self
            .writing
            .entry(storage, number, self.last_hash, body)
            .map_err(StoreError::system("seal the entry", &self.path))?;
        if line.len() > LINE_LIMIT {
            return Err(StoreError::Full {
                path: path(),
                limit: "one entry can have at most 1 MiB",
            });
        }
        if number > ENTRY_LIMIT || self.length + line.len() as u64 + 2 > FILE_LIMIT {
            let limit = "a case can have at most 100,000 entries and 64 MiB";
            return Err(StoreError::Full {
                path: path(),
                limit,
            });
        }
        let body = body.to_owned();
        self.pending = Some(Pending { body, line });
        Ok(number)
    }

    /// Writes the prepared entry; on success it is durable and its number is returned.
    ///
    /// After a failure it may be called again: the same bytes go out once more.
    pub fn write_pending(&mut self, storage: &dyn Storage) -> Result<u64, StoreError> {
        let Some(pending) = self.pending.take() else {
            return Ok(self.number());
        };
        let written = self.write_line(storage, &pending.line);
        if let Err(error) = written {
            self.pending = Some(pending);
            return Err(error);
        }
        self.take_in(pending.line);
        self.doubtful.clear();
        Ok(self.number())
    }

    /// Appends one entry: [`Self::prepare`] and [`Self::write_pending`] in one.
    ///
    /// After a failure the same body may be given again, and no other.
    pub fn append(&mut self, storage: &dyn Storage, body: &str) -> Result<u64, StoreError> {
        let again = self
            .pending
            .as_ref()
            .is_some_and(|pending| pending.body == body);
        if !again {
            self.prepare(storage, body)?;
        }
        self.write_pending(storage)
    }

    /// Writes a complete copy, the waiting entry included, to a new file and goes on there.
    ///
    /// Returns the new path. The old file is left as it is.
    pub fn move_to(
        &mut self,
        storage: &dyn Storage,
        folder: &Path,
        name: &str,
    ) -> Result<PathBuf, StoreError> {
        let path = folder.join(name);
        let waiting = self.pending.as_ref().map(|pending| pending.line.as_str());
        let first = std::iter::once(self.header_line.as_str());
        let mut text = String::new();
        for line in first
            .chain(self.key_lines.iter().map(String::as_str))
            .chain(self.lines.iter().map(AsRef::as_ref))
            .chain(self.seals.iter().map(|seal| seal.line.as_str()))
            .chain(waiting)
        {
            text.push_str(line);
            text.push('\n');
        }
        create_file(storage, folder, name, text.as_bytes()).map_err(StoreError::system(
            "write a complete copy of the case",
            &path,
        ))?;
        let file = storage
            .open_append(&path)
            .map_err(StoreError::system("open the copy of the case", &path))?;
        self.identity = file
            .identity()
            .map_err(StoreError::system("look at the copy of the case", &path))?;
        self.length = self.identity.length;
        self.file = file;
        self.path.clone_from(&path);
        self.needs_newline = false;
        self.doubtful.clear();
        if let Some(pending) = self.pending.take() {
            self.take_in(pending.line);
        }
        Ok(path)
    }

    /// Lets further readers in, by a line that holds the key of the case for them; durable on
    /// return. While an entry waits to be written it has to wait as well.
    pub fn add_keys(&mut self, storage: &dyn Storage, age_file: &[u8]) -> Result<(), StoreError> {
        if let Some(number) = self.pending() {
            let path = self.path.clone();
            return Err(StoreError::Unfinished { path, number });
        }
        let line = keys_line(age_file);
        self.write_line(storage, &line)?;
        self.key_lines.push(line);
        self.doubtful.clear();
        Ok(())
    }

    fn take_in(&mut self, line: String) {
        self.last_hash = LineHash::of(&line);
        self.lines.push(line.into_boxed_str());
    }

    /// Writes a line behind whatever is there.
    ///
    /// What was left is closed off first, and what is in doubt is written again, each safe before
    /// the next: in one write a power cut could keep this line and lose the end of the one before.
    fn write_line(&mut self, storage: &dyn Storage, line: &str) -> Result<(), StoreError> {
        if self.needs_newline {
            self.write_safely("\n")?;
        }
        if !self.doubtful.is_empty() {
            let again = self.doubtful.join("\n") + "\n";
            self.write_safely(&again)?;
        }
        self.write_safely(&format!("{line}\n"))?;
        self.needs_newline = true;
        self.check_unchanged(storage)?;
        self.needs_newline = false;
        Ok(())
    }

    /// Writes bytes that end a line, and returns once the disk has them.
    fn write_safely(&mut self, text: &str) -> Result<(), StoreError> {
        self.needs_newline = true;
        let (count, result) = write_all(self.file.as_mut(), text.as_bytes());
        self.length += count as u64;
        result.map_err(StoreError::system("write to the case", &self.path))?;
        self.file.sync().map_err(StoreError::system(
            "make the case safe on the disk",
            &self.path,
        ))?;
        self.needs_newline = false;
        Ok(())
    }

    /// Notices a file that was replaced, moved or written to by another program:
    /// what was written may then stand where nobody will look for it.
    fn check_unchanged(&self, storage: &dyn Storage) -> Result<(), StoreError> {
        let there = storage
            .identity(&self.path)
            .map_err(StoreError::system("find the case again", &self.path))?;
        if there.is_same_file(&self.identity) && there.length == self.length {
            Ok(())
        } else {
            Err(StoreError::ChangedByOther {
                path: self.path.clone(),
            })
        }
    }
}

fn bytes_of(storage: &dyn Storage, path: &Path) -> Result<Vec<u8>, StoreError> {
    storage
        .read(path, FILE_LIMIT)
        .map_err(StoreError::system("read the case", path))
}

fn unreadable(path: &Path) -> impl FnOnce(ScanError) -> StoreError {
    let path = path.to_owned();
    move |problem| StoreError::Journal { path, problem }
}

fn check_node(path: &Path, identity: &Identity) -> Result<(), StoreError> {
    let problem = if identity.kind != NodeKind::File {
        "this is not a plain file"
    } else if identity.hard_links > 1 {
        "this file has a second name somewhere else"
    } else if !identity.own {
        "this file belongs to another user of this computer"
    } else {
        return Ok(());
    };
    Err(StoreError::Unsafe {
        path: path.to_owned(),
        problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Disk, Kind};

    #[test]
    fn what_was_appended_is_read_back_after_opening_again() {
        let home = tempfile::tempdir().unwrap();
        let header = Header::plain(HeaderId([1; 16]), Kind::Practice);
        Journal::create(&Disk, home.path(), "journal", &header).unwrap();
        let path = home.path().join("journal");
        for (number, body) in [(1, r#"{"t":"a"}"#), (2, r#"{"t":"b"}"#)] {
            let (mut journal, _) = Journal::open(&Disk, &path, None, &Ring::default()).unwrap();
            assert_eq!(journal.append(&Disk, body).unwrap(), number);
        }
        let scan = Journal::read(&Disk, &path, &Ring::default()).unwrap();
        assert_eq!(scan.header, header);
        assert_eq!(scan.condition, Condition::Sound);
        let bodies: Vec<_> = scan
            .entries
            .iter()
            .map(|entry| entry.body.as_str())
            .collect();
        assert_eq!(bodies, [r#"{"t":"a"}"#, r#"{"t":"b"}"#]);
    }
}
