//! The copy of a real case on a shared folder.
//!
//! The case on this computer decides: a copy is made from it, is never read as a case, and nothing
//! of two copies is ever merged. Each file is written whole under another name, read back, and only
//! then gets its name, so that the copy holds an old file or the new one and never half of one. What
//! the case no longer holds is taken out of the copy as well.
//!
//! Nothing here is quick: a share may take half a minute for a single answer. [`super::Copier`] does
//! it in a thread of its own.

mod error;
mod parts;
mod record;
mod removing;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};

use super::case_folder::CaseFolder;
use super::error::StoreError;
use super::hexadecimal::hex;
use super::home::Home;
use super::journal::JOURNAL_NAME;
use super::library::case_names;
use super::line::{HeaderId, Kind, Line, parse};
use super::reference::Reference;
use super::scan::{FILE_LIMIT, pieces, read_header};
use super::storage::{NodeKind, Storage, replace_read_back};
use crate::case::Now;

use parts::{Part, Parts};
use record::Record;
use removing::{is_unwanted, remove_conflict_copies, remove_folder_of, remove_others, unwanted};

pub use error::CopyError;
pub use removing::{has_copy, no_copy_wanted, remove_copy, remove_copy_early};

/// What a refusal says was tried.
const COPY: &str = "make the copy of the case";
const LOOK: &str = "look at the copy of the case";

/// A folder elsewhere that gets a copy of every real case.
#[derive(Clone)]
pub struct SharedFolder {
    /// The disk of this computer.
    pub storage: Arc<dyn Storage>,
    /// What the folder is reached through; apart from the other for tests.
    pub share: Arc<dyn Storage>,
    /// Where the cases are.
    pub home: Home,
    /// The folder. It is never made: where it is missing, a drive is not connected.
    pub path: PathBuf,
}

impl SharedFolder {
    /// When the copy of a case was last whole here.
    pub fn last_whole(&self, reference: &Reference) -> Option<DateTime<FixedOffset>> {
        let record = Record::read(self.storage.as_ref(), &self.home, reference);
        record.is_in(&self.path).then_some(record.whole).flatten()
    }

    /// Every case that may have to be copied, or whose copy is to be removed.
    pub fn references(&self) -> Vec<Reference> {
        let storage = self.storage.as_ref();
        let unwanted = unwanted(storage, &self.home);
        let names = case_names(storage, &self.home, Kind::Case).unwrap_or_default();
        let cases = names.iter().filter_map(|name| Reference::new(name).ok());
        let all: BTreeSet<Reference> = unwanted.into_iter().chain(cases).collect();
        all.into_iter().collect()
    }

    /// Makes the copy what the case is, or removes it where no copy is wanted any more; says since
    /// when it is whole.
    ///
    /// Where nothing changed since the last copy, no more than a look at the share is taken.
    ///
    /// # Errors
    /// The copy is as it was, or a part of its files is newer; a further try goes on from there.
    pub fn bring_up_to_date(
        &self,
        reference: &Reference,
        now: Now,
    ) -> Result<Option<DateTime<FixedOffset>>, CopyError> {
        let storage = self.storage.as_ref();
        if is_unwanted(storage, &self.home, reference) {
            remove_copy(storage, self.share.as_ref(), &self.home, reference)?;
        }
        let mut record = Record::read(storage, &self.home, reference);
        let folder = CaseFolder::locate(&self.home, Kind::Case, reference);
        if storage.identity(folder.path()).is_err() {
            return Ok(None);
        }
        let parts = Parts::of(storage, &self.home, &folder)?;
        if !parts.is_sealed && self.home.is_protected(storage) {
            return Err(CopyError::NotSealedYet);
        }
        let copy = self.path.join(copy_name(reference, parts.id));
        if !record.is_of(&copy) {
            record = record.followed_by(&copy);
        }
        if record.stamp == parts.stamp && self.is_there(&copy, &record) {
            return Ok(record.whole);
        }
        record.stamp.clear();
        // Nothing may lie on the share of which nobody knows here: it could never be taken away.
        record.write(storage, &self.home, reference)?;
        let brought = self.bring_over(&parts, &copy, &mut record);
        if brought.is_ok() {
            record.stamp = parts.stamp;
            record.whole = Some(now.wall);
        }
        // Without it the next start looks at every file of the copy once more.
        let _ = record.write(storage, &self.home, reference);
        if is_unwanted(storage, &self.home, reference) {
            // The case was disposed of meanwhile.
            remove_copy(storage, self.share.as_ref(), &self.home, reference)?;
            return Ok(None);
        }
        brought.map(|()| record.whole)
    }

    /// Whether every file of the copy stands on the share as long as it was written.
    fn is_there(&self, copy: &Path, record: &Record) -> bool {
        let mut files = record.files.iter();
        files.all(|(name, file)| self.stands_as(&copy.join(name), file.length))
    }

    fn stands_as(&self, path: &Path, length: u64) -> bool {
        let found = self.share.identity(path);
        found.is_ok_and(|found| found.kind == NodeKind::File && found.length == length)
    }

    fn bring_over(&self, parts: &Parts, copy: &Path, record: &mut Record) -> Result<(), CopyError> {
        let share = self.share.as_ref();
        self.refuse_to_lose(parts, copy, record)?;
        self.prepare(copy)?;
        for part in &parts.files {
            self.put(part, copy, record)?;
        }
        let names: BTreeSet<&str> = parts.files.iter().map(|part| part.name.as_str()).collect();
        record.files.retain(|name, _| names.contains(name.as_str()));
        remove_others(share, copy, &names)?;
        remove_conflict_copies(share, copy)?;
        if parts.goes_on {
            self.remove_former(copy, record)?;
        }
        Ok(())
    }

    /// Removes copies that were made before the case was sealed, or sealed anew: they are plain, or
    /// open for somebody who was shut out. One that goes further than the new one stays.
    fn remove_former(&self, copy: &Path, record: &mut Record) -> Result<(), CopyError> {
        let share = self.share.as_ref();
        let goes_no_further = |path: &Path| -> Result<bool, StoreError> {
            Ok(self.furthest(path)? <= self.furthest(copy)?)
        };
        let former = std::mem::take(&mut record.former);
        for (index, folder) in former.iter().enumerate() {
            let path = Path::new(folder);
            let is_here = path.parent() == copy.parent();
            let removed = match is_here.then(|| goes_no_further(path)) {
                Some(Ok(true)) => remove_folder_of(share, path),
                Some(Ok(false)) | None => {
                    record.former.push(folder.clone());
                    Ok(())
                }
                Some(Err(error)) => Err(error),
            };
            if let Err(error) = removed {
                record.former.extend(former.iter().skip(index).cloned());
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Makes a folder of the copy, but never the shared folder itself.
    fn prepare(&self, folder: &Path) -> Result<(), StoreError> {
        match self.share.create_folder(folder) {
            Ok(()) => {
                let parent = folder.parent().unwrap_or(&self.path);
                let synced = self.share.sync_folder(parent);
                synced.map_err(StoreError::system(COPY, folder))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let found = self.share.identity(folder);
                match found.map_err(StoreError::system(COPY, folder))?.kind {
                    NodeKind::Folder => Ok(()),
                    NodeKind::File | NodeKind::Other => Err(StoreError::NotAFolder {
                        path: folder.to_owned(),
                    }),
                }
            }
            Err(error) => Err(StoreError::system(COPY, folder)(error)),
        }
    }

    /// Copies one file, where the copy has not the same already.
    fn put(&self, part: &Part, copy: &Path, record: &mut Record) -> Result<(), CopyError> {
        let bytes = part.read(self.storage.as_ref())?;
        let length = bytes.len() as u64;
        let hash = hex(&Sha256::digest(&bytes));
        let path = copy.join(&part.name);
        let known = record.files.get(&part.name);
        let known = known.filter(|file| self.stands_as(&path, file.length));
        if known.is_some_and(|file| file.hash == hash) {
            return Ok(());
        }
        let (folder, name) = match part.name.rsplit_once('/') {
            Some((folder, name)) => (copy.join(folder), name),
            None => (copy.to_owned(), part.name.as_str()),
        };
        self.prepare_below(copy, &folder)?;
        record.files.remove(&part.name);
        replace_read_back(self.share.as_ref(), &folder, name, &bytes)
            .map_err(StoreError::system(COPY, &path))?;
        record.note(&part.name, hash, length);
        Ok(())
    }

    /// Makes the folders of the copy down to this one.
    fn prepare_below(&self, copy: &Path, folder: &Path) -> Result<(), StoreError> {
        if folder == copy {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.prepare_below(copy, parent)?;
        }
        self.prepare(folder)
    }

    /// Refuses to put an older record, or that of another case, in the place of a newer one, before
    /// anything is written: an old backup may have come back here, and the copy may be all that is
    /// left of the days since, under whichever name the case went on.
    fn refuse_to_lose(&self, parts: &Parts, copy: &Path, record: &Record) -> Result<(), CopyError> {
        // What this computer wrote there itself is known, and no further on than the case.
        let mut unknown = self.journals(copy)?;
        unknown.retain(|(name, path)| {
            let known = record.files.get(name);
            !known.is_some_and(|file| self.stands_as(path, file.length))
        });
        if unknown.is_empty() {
            return Ok(());
        }
        let mut ours = 0;
        for part in parts.files.iter().filter(|part| part.is_journal()) {
            ours = ours.max(last_number(&part.read(self.storage.as_ref())?));
        }
        for (_, path) in unknown {
            let there = self.journal(&path)?;
            if id_of(&there).is_some_and(|found| found != parts.id) {
                return Err(CopyError::OtherCase { path });
            }
            if last_number(&there) > ours {
                return Err(CopyError::GoesFurther { path });
            }
        }
        Ok(())
    }

    /// Every record in the folder of a copy, by its name; none where there is no such folder.
    fn journals(&self, copy: &Path) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let names = match self.share.list(copy) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::system(LOOK, copy)(error)),
        };
        let journals = names
            .into_iter()
            .filter(|name| name.starts_with(JOURNAL_NAME));
        let with_place = |name: String| {
            let path = copy.join(&name);
            (name, path)
        };
        Ok(journals.map(with_place).collect())
    }

    fn journal(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let read = self.share.read(path, FILE_LIMIT);
        read.map_err(StoreError::system(LOOK, path))
    }

    /// The last entry of any record in the folder of a copy.
    fn furthest(&self, copy: &Path) -> Result<u64, StoreError> {
        let mut furthest = 0;
        for (_, path) in self.journals(copy)? {
            furthest = furthest.max(last_number(&self.journal(&path)?));
        }
        Ok(furthest)
    }
}

/// The folder of a copy: the reference and a part of the identity, for two computers may give the
/// same reference to two cases.
fn copy_name(reference: &Reference, id: HeaderId) -> String {
    let id = id.to_string();
    format!("{reference}-{}", id.get(..8).unwrap_or_default())
}

fn id_of(journal: &[u8]) -> Option<HeaderId> {
    let mut lines = pieces(journal);
    let first = lines.next()?;
    read_header(first, lines).ok().map(|header| header.id)
}

/// The highest number of an entry; it can be read without any key.
fn last_number(journal: &[u8]) -> u64 {
    let number = |piece| {
        let Some(Line::Plain { number, .. } | Line::Sealed { number, .. }) = parse(piece) else {
            return None;
        };
        Some(number)
    };
    pieces(journal).filter_map(number).max().unwrap_or(0)
}
