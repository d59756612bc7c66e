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

use super::case_folder::{CaseFolder, JOURNAL_NAME};
use super::error::StoreError;
use super::home::Home;
use super::library::case_names;
use super::line::{HeaderId, Kind, Line, hex, parse};
use super::reference::Reference;
use super::scan::{FILE_LIMIT, pieces, read_header};
use super::storage::{NodeKind, Storage, replace_read_back};
use crate::case::Now;

use parts::{Part, Parts};
use record::Record;
use removing::{remove_conflict_copies, remove_folder_of, remove_others};

pub use error::CopyError;
pub use removing::{no_copy_wanted, remove_copy};

/// What a refusal says was tried.
const COPY: &str = "make the copy of the case";

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
        let unwanted = Record::unwanted(storage, &self.home);
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
        let mut record = Record::read(storage, &self.home, reference);
        if record.unwanted {
            remove_copy(storage, self.share.as_ref(), &self.home, reference)?;
            record = Record::default();
        }
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
        let brought = self.bring_over(&parts, &copy, &mut record);
        if brought.is_ok() {
            record.stamp = parts.stamp;
            record.whole = Some(now.wall);
        }
        // Without it the next start looks at every file of the copy once more.
        let _ = record.write(storage, &self.home, reference);
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
        self.prepare(copy)?;
        for part in &parts.files {
            self.put(part, parts.id, copy, record)?;
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
        let entries = |copy: &Path| {
            let journal = share.read(&copy.join(JOURNAL_NAME), FILE_LIMIT);
            journal.map_or(0, |journal| last_number(&journal))
        };
        let former = std::mem::take(&mut record.former);
        for (index, folder) in former.iter().enumerate() {
            let path = Path::new(folder);
            let removed = if path.parent() != copy.parent() || entries(path) > entries(copy) {
                record.former.push(folder.clone());
                Ok(())
            } else {
                remove_folder_of(share, path)
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
    fn put(
        &self,
        part: &Part,
        id: HeaderId,
        copy: &Path,
        record: &mut Record,
    ) -> Result<(), CopyError> {
        let bytes = part.read(self.storage.as_ref())?;
        let length = bytes.len() as u64;
        let hash = hex(&Sha256::digest(&bytes));
        let path = copy.join(&part.name);
        // What this computer wrote there itself is known, and no further on than the case.
        let known = record.files.get(&part.name);
        let known = known.filter(|file| self.stands_as(&path, file.length));
        if known.is_some_and(|file| file.hash == hash) {
            return Ok(());
        }
        if known.is_none() && part.is_journal() {
            self.refuse_to_lose(&path, id, &bytes)?;
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

    /// Refuses to put an older record, or that of another case, in the place of a newer one: an old
    /// backup may have come back here, and the copy may be all that is left of the days since.
    fn refuse_to_lose(&self, path: &Path, id: HeaderId, ours: &[u8]) -> Result<(), CopyError> {
        let there = match self.share.read(path, FILE_LIMIT) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(StoreError::system("look at the copy", path)(error).into()),
        };
        let path = path.to_owned();
        if id_of(&there).is_some_and(|found| found != id) {
            Err(CopyError::OtherCase { path })
        } else if last_number(&there) > last_number(ours) {
            Err(CopyError::GoesFurther { path })
        } else {
            Ok(())
        }
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
