//! Words that may have to be forgotten: the notes file of a case.
//!
//! One line a note: its number, the opaque body and a CRC-32C, as in
//! `{"id":7,"for":"mark",…} 1a2b3c4d`. Unlike the journal, the file is rewritten when
//! notes are erased, so that nothing of them stays in it. In a sealed case a line is
//! `n1 7 <base64url of the sealed body> <crc>`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::StoreError;
use super::line::{with_sum, without_sum};
use super::scan::{FILE_LIMIT, LINE_LIMIT, pieces};
use super::sealed::Writing;
use super::storage::{Identity, OpenFile, Storage, replace_file, write_all};

/// Name of the notes file in the folder of a case.
pub const NOTES_NAME: &str = "notes";

/// One note: words that belong to an event of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldWords {
    /// What the journal knows the note by.
    pub id: u64,
    /// A JSON object on one line whose `id` is the same number.
    pub body: String,
}

/// What a notes file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotesScan {
    /// All notes that can be read; the last version of each counts.
    pub notes: BTreeMap<u64, String>,
    /// How many lines in the middle of the file cannot be read.
    pub unreadable: usize,
    /// Whether the last line is incomplete, as after a power cut.
    pub torn_tail: bool,
    /// Whether the file ends with a line feed (an empty file counts as if it did).
    pub ends_with_newline: bool,
}

/// The open notes file of a case; it is created with the first note.
pub struct Notes {
    folder: PathBuf,
    name: String,
    writing: Writing,
    held: BTreeMap<u64, String>,
    /// The file, and what it was known by when it was opened.
    file: Option<(Box<dyn OpenFile>, Identity)>,
    length: u64,
    /// Set while the file may differ from `held`: then it is written anew.
    suspect: bool,
    /// Set when another program changed the file: its notes are taken over first.
    changed: bool,
    /// Notes erased since opening, so that none comes back from another program.
    erased: BTreeSet<u64>,
}

impl Notes {
    /// Reads the notes of a case without changing anything; no file means no notes.
    pub fn read(
        storage: &dyn Storage,
        folder: &Path,
        writing: &Writing,
    ) -> Result<NotesScan, StoreError> {
        let path = folder.join(writing.name(NOTES_NAME));
        match storage.read(&path, FILE_LIMIT) {
            Ok(bytes) => Ok(scan_notes(&bytes, writing)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(NotesScan {
                ends_with_newline: true,
                ..NotesScan::default()
            }),
            Err(error) => Err(StoreError::system("read the notes", &path)(error)),
        }
    }

    /// Opens the notes of a case for writing.
    pub fn open(
        storage: &dyn Storage,
        folder: &Path,
        writing: &Writing,
    ) -> Result<(Self, NotesScan), StoreError> {
        let scan = Self::read(storage, folder, writing)?;
        let name = writing.name(NOTES_NAME);
        let path = folder.join(&name);
        let length = storage
            .identity(&path)
            .map_or(0, |identity| identity.length);
        let notes = Self {
            folder: folder.to_owned(),
            name,
            writing: writing.clone(),
            held: scan.notes.clone(),
            file: None,
            length,
            // A torn line is closed off, never mended: it may be all that is left of a note.
            suspect: false,
            changed: false,
            erased: BTreeSet::new(),
        };
        Ok((notes, scan))
    }

    /// The notes as they should stand on the disk.
    pub fn all(&self) -> &BTreeMap<u64, String> {
        &self.held
    }

    /// Adds notes, durable on return. After a failure the same call may be repeated.
    pub fn add(&mut self, storage: &dyn Storage, words: &[HeldWords]) -> Result<(), StoreError> {
        let path = self.folder.join(&self.name);
        let mut text = String::from("\n");
        for HeldWords { id, body } in words {
            if body.contains(['\n', '\r']) || note_id(body) != Some(*id) {
                return Err(StoreError::NotOneLine { path });
            }
            if body.len() > LINE_LIMIT {
                return Err(StoreError::Full {
                    path,
                    limit: "one note can have at most 1 MiB",
                });
            }
            text.push_str(&self.line(storage, *id, body)?);
            text.push('\n');
        }
        if self.length + text.len() as u64 > FILE_LIMIT {
            return Err(StoreError::Full {
                path,
                limit: "the notes of a case can have at most 64 MiB",
            });
        }
        for HeldWords { id, body } in words {
            self.held.insert(*id, body.clone());
        }
        let exists = self.length > 0 || storage.identity(&path).is_ok();
        if self.suspect || !exists {
            return self.rewrite(storage);
        }
        self.suspect = true;
        self.append(storage, &path, &text)?;
        self.suspect = false;
        Ok(())
    }

    /// Removes notes for good: the file is written anew without them.
    pub fn erase(&mut self, storage: &dyn Storage, ids: &[u64]) -> Result<(), StoreError> {
        self.held.retain(|id, _| !ids.contains(id));
        self.erased.extend(ids);
        self.rewrite(storage)
    }

    /// Puts other bodies in the place of these notes: the file is written anew without the old ones.
    pub fn reword(
        &mut self,
        storage: &dyn Storage,
        notes: BTreeMap<u64, String>,
    ) -> Result<(), StoreError> {
        self.held.extend(notes);
        self.rewrite(storage)
    }

    /// Writes the notes of a record that is written as a whole: no file where there are none.
    pub(super) fn write_whole(
        storage: &dyn Storage,
        folder: &Path,
        writing: &Writing,
        notes: BTreeMap<u64, String>,
    ) -> Result<(), StoreError> {
        if notes.is_empty() {
            return Ok(());
        }
        let (mut file, _) = Self::open(storage, folder, writing)?;
        file.replace_all(storage, notes)
    }

    /// Makes the file hold exactly these notes.
    pub(super) fn replace_all(
        &mut self,
        storage: &dyn Storage,
        notes: BTreeMap<u64, String>,
    ) -> Result<(), StoreError> {
        self.held = notes;
        self.rewrite(storage)
    }

    /// Writes all notes to another folder and goes on there.
    pub fn move_to(&mut self, storage: &dyn Storage, folder: &Path) -> Result<(), StoreError> {
        folder.clone_into(&mut self.folder);
        self.changed = false;
        self.rewrite(storage)
    }

    /// Goes back to a folder after [`Self::move_to`] or what follows it has failed.
    pub(super) fn stay_in(&mut self, folder: &Path) {
        folder.clone_into(&mut self.folder);
        self.file = None;
        self.suspect = true;
    }

    /// Replaces the file by one that holds exactly the notes in memory.
    pub(super) fn rewrite(&mut self, storage: &dyn Storage) -> Result<(), StoreError> {
        self.suspect = true;
        self.file = None;
        if self.changed {
            for (id, body) in Self::read(storage, &self.folder, &self.writing)?.notes {
                if !self.erased.contains(&id) {
                    self.held.entry(id).or_insert(body);
                }
            }
            self.changed = false;
        }
        let mut text = String::new();
        for (id, body) in &self.held {
            text.push_str(&self.line(storage, *id, body)?);
            text.push('\n');
        }
        replace_file(storage, &self.folder, &self.name, text.as_bytes()).map_err(
            StoreError::system("save the notes", &self.folder.join(&self.name)),
        )?;
        self.length = text.len() as u64;
        self.suspect = false;
        Ok(())
    }

    fn line(&self, storage: &dyn Storage, id: u64, body: &str) -> Result<String, StoreError> {
        let sealed = self.writing.note(storage, id, body);
        let sealed = sealed.map_err(StoreError::system(
            "seal the notes",
            &self.folder.join(&self.name),
        ))?;
        Ok(sealed.unwrap_or_else(|| with_sum(body.to_owned())))
    }

    fn append(&mut self, storage: &dyn Storage, path: &Path, text: &str) -> Result<(), StoreError> {
        let refused = StoreError::system("save the notes", path);
        let open = match self.file.take() {
            Some(open) => Ok(open),
            None => storage.open_append(path).and_then(|file| {
                let identity = file.identity()?;
                Ok((file, identity))
            }),
        };
        let (file, identity) = match open {
            Ok(open) => self.file.insert(open),
            Err(error) => return Err(refused(error)),
        };
        let (count, result) = write_all(file.as_mut(), text.as_bytes());
        self.length += count as u64;
        let there = result
            .and_then(|()| file.sync())
            .and_then(|()| storage.identity(path));
        match there {
            Ok(there) if there.is_same_file(identity) && there.length == self.length => Ok(()),
            Ok(_) => Err(StoreError::ChangedByOther {
                path: path.to_owned(),
            }),
            Err(error) => Err(refused(error)),
        }
    }
}

/// Reads the bytes of a notes file. A line that is written in another way is not readable.
pub fn scan_notes(bytes: &[u8], writing: &Writing) -> NotesScan {
    let mut scan = NotesScan {
        ends_with_newline: bytes.is_empty() || bytes.ends_with(b"\n"),
        ..NotesScan::default()
    };
    let mut last_is_bad = false;
    for piece in pieces(bytes) {
        let line = (piece.len() <= 2 * LINE_LIMIT).then(|| std::str::from_utf8(piece).ok());
        let body = line.flatten().and_then(|line| match writing {
            Writing::Plain => without_sum(line).map(str::to_owned),
            Writing::Sealed(_) => writing.open_note(line),
        });
        let note = body.and_then(|body| Some((note_id(&body)?, body)));
        last_is_bad = note.is_none();
        if let Some((id, body)) = note {
            scan.notes.insert(id, body);
        } else {
            scan.unreadable += 1;
        }
    }
    if last_is_bad {
        scan.torn_tail = true;
        scan.unreadable -= 1;
    }
    scan
}

fn note_id(body: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: u64,
    }
    serde_json::from_str::<OnlyId>(body)
        .ok()
        .map(|note| note.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{DiskFault, MemoryDisk, Operation};

    fn words(id: u64) -> HeldWords {
        HeldWords {
            id,
            body: format!(r#"{{"id":{id},"text":"words of {id}"}}"#),
        }
    }

    #[test]
    fn an_erased_note_leaves_no_byte_behind() {
        let disk = MemoryDisk::default();
        let (mut notes, _) = Notes::open(&disk, Path::new("/"), &Writing::Plain).unwrap();
        notes.add(&disk, &[words(1), words(2)]).unwrap();
        notes.add(&disk, &[words(3)]).unwrap();
        notes.erase(&disk, &[2]).unwrap();
        notes.add(&disk, &[words(4)]).unwrap();
        let bytes = disk.read(Path::new("/notes"), FILE_LIMIT).unwrap();
        assert!(
            !String::from_utf8(bytes.clone())
                .unwrap()
                .contains("words of 2")
        );
        assert_eq!(
            scan_notes(&bytes, &Writing::Plain)
                .notes
                .keys()
                .copied()
                .collect::<Vec<_>>(),
            [1, 3, 4]
        );
    }

    #[test]
    fn notes_cut_at_any_byte_keep_every_note_before_the_cut() {
        let disk = MemoryDisk::default();
        let (mut notes, _) = Notes::open(&disk, Path::new("/"), &Writing::Plain).unwrap();
        for id in 1..=5 {
            notes.add(&disk, &[words(id)]).unwrap();
        }
        let bytes = disk.read(Path::new("/notes"), FILE_LIMIT).unwrap();
        for cut in 0..bytes.len() {
            disk.put(Path::new("/notes"), &bytes[..cut]).unwrap();
            let (mut notes, before) = Notes::open(&disk, Path::new("/"), &Writing::Plain).unwrap();
            notes.add(&disk, &[words(9)]).unwrap();
            let after = Notes::read(&disk, Path::new("/"), &Writing::Plain).unwrap();
            let mut expected = before.notes.clone();
            expected.insert(9, words(9).body);
            assert_eq!(after.notes, expected, "cut at {cut}");
        }
    }

    #[test]
    fn a_note_whose_sync_failed_is_written_anew() {
        let disk = MemoryDisk::default();
        let (mut notes, _) = Notes::open(&disk, Path::new("/"), &Writing::Plain).unwrap();
        notes.add(&disk, &[words(1)]).unwrap();
        disk.fail(DiskFault {
            only: Some(Operation::Sync),
            drops: true,
            ..DiskFault::once(1)
        });
        notes.add(&disk, &[words(2)]).unwrap_err();
        notes.add(&disk, &[words(2)]).unwrap();
        let loss = crate::store::PowerLoss {
            tail: crate::store::Tail::Nothing,
            kept_changes: 0,
        };
        disk.lose_power(loss);
        let scan = Notes::read(&disk, Path::new("/"), &Writing::Plain).unwrap();
        assert_eq!(scan.notes.len(), 2);
        assert_eq!(scan.unreadable, 0);
    }
}
