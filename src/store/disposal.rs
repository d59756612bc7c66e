//! Disposing of a case: every file of it goes, and a receipt stays.
//!
//! ```text
//! count → write down what is to be done → give the folder a name that nobody lists (it is gone now)
//!       → receipt → copies elsewhere, mark, index → its files → what was written down
//! ```
//! The new name is the moment that decides: before it the case is whole, after it nobody lists or
//! opens the case any more, and whatever a crash leaves is taken up again by
//! [`finish_disposals`] at the next start. Files are removed, not written over: on a disk that is
//! not encrypted, somebody with the right tools may still find traces for a while.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::case_folder::{CaseFolder, LEAVING_PREFIX, RESERVE_NAME, UNSEALED_NAME};
use super::error::StoreError;
use super::high_water::HighWater;
use super::home::{Home, ensure_folder, sweep_temporaries};
use super::index::IndexFile;
use super::library::{case_names, is_conflict_name};
use super::line::{HeaderId, Kind};
use super::lock::{CaseLock, LOCK_NAME};
use super::reference::Reference;
use super::removing::{kind_of, names_in, remove_file, remove_whole, sync};
use super::rescued::remove_rescued;
use super::shared_copy::no_copy_wanted;
use super::storage::{NodeKind, Storage, replace_file};
use super::versions::Versions;
use crate::case::Now;

/// What a refusal says was tried.
const DISPOSE: &str = "dispose of the case";
/// Longest note of what is to be done that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// What is to be done about a case that is disposed of.
pub struct Disposing<'a> {
    /// Its folder.
    pub folder: &'a CaseFolder,
    /// The right to write to it, taken before it was looked at for the last time.
    pub lock: CaseLock,
    /// Its identity, where its record can be read.
    pub id: Option<HeaderId>,
    /// The receipt, by how many files there are: JSON, with neither words nor names in it.
    pub receipt: &'a dyn Fn(u64) -> String,
}

/// What was written down before a case left.
#[derive(Debug, Serialize, Deserialize)]
struct Intent {
    /// The name of the receipt, without its ending.
    name: String,
    /// Whether it is a practice case.
    practice: bool,
    /// The identity of the case.
    id: Option<HeaderId>,
    /// Names of folders beside it that are copies of it.
    copies: Vec<String>,
    /// The receipt.
    receipt: String,
}

impl Intent {
    /// The folder of the case under the name that nobody lists.
    fn folder(&self, home: &Home) -> PathBuf {
        let cases = home.cases(Kind::of(self.practice));
        cases.join(format!("{LEAVING_PREFIX}{}", self.name))
    }

    /// What the case was called.
    fn reference(&self) -> Option<Reference> {
        let (reference, _) = self.name.rsplit_once('-')?;
        Reference::new(reference).ok()
    }
}

/// Disposes of a case and says where the receipt is.
///
/// # Errors
/// Before the folder has its new name nothing was changed, and the case stands as it was. After
/// that it is gone for everybody, and what resisted is removed at the next start.
pub fn dispose(
    storage: &dyn Storage,
    home: &Home,
    disposing: &Disposing<'_>,
) -> Result<PathBuf, StoreError> {
    let folder = disposing.folder;
    let path = folder.path();
    let system = |doing| StoreError::system(doing, path);
    // A link would lead to files that are somebody else's.
    if kind_of(storage, path)? != Some(NodeKind::Folder) {
        return Err(StoreError::NotAFolder {
            path: path.to_owned(),
        });
    }
    let random = storage.random().map_err(system(DISPOSE))?;
    let suffix = HeaderId(random).to_string();
    let suffix = suffix.get(..8).unwrap_or_default();
    let intent = Intent {
        name: format!("{}-{suffix}", folder.reference()),
        practice: folder.kind() == Kind::Practice,
        id: disposing.id,
        copies: copies_of(storage, home, folder, disposing.id)?,
        receipt: (disposing.receipt)(count_files(storage, path)?),
    };
    ensure_folder(storage, &home.receipts())?;
    ensure_folder(storage, &home.leaving())?;
    // Texts and numbers always have a JSON form.
    let text = serde_json::to_vec(&intent).unwrap_or_default();
    replace_file(storage, &home.leaving(), &intent.name, &text).map_err(system(DISPOSE))?;
    if let Err(error) = storage.rename_new(path, &intent.folder(home)) {
        // Where it has its old name still, nothing is to be done at the next start either, which
        // finds that out by itself should this fail.
        if storage.identity(path).is_ok() {
            let _ = storage.remove_file(&home.leaving().join(&intent.name));
        }
        return Err(system(DISPOSE)(error));
    }
    finish(storage, home, &intent)
}

/// Takes up disposals that a crash or a fault left half done; says which could not be finished.
///
/// Where nothing is left to do this is one look at a folder that is mostly not there. One that
/// another window is at is left to it.
pub fn finish_disposals(storage: &dyn Storage, home: &Home, now: Now) -> Vec<StoreError> {
    let mut names = storage.list(&home.leaving()).unwrap_or_default();
    names.retain(|name| !name.starts_with('.'));
    let mut failed = Vec::new();
    for name in names {
        if let Err(error) = take_up(storage, home, &name, now) {
            failed.push(error);
        }
    }
    sweep_temporaries(storage, &home.leaving(), now);
    failed
}

fn take_up(storage: &dyn Storage, home: &Home, name: &str, now: Now) -> Result<(), StoreError> {
    let path = home.leaving().join(name);
    let bytes = match storage.read(&path, LONGEST) {
        Ok(bytes) => bytes,
        // Another window has just finished it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StoreError::system("read what is to be done", &path)(error)),
    };
    let intent: Intent = serde_json::from_slice(&bytes).map_err(|_| StoreError::Unsafe {
        path: path.clone(),
        problem: "this note of a case that was to be disposed of cannot be understood",
    })?;
    let folder = intent.folder(home);
    if kind_of(storage, &folder)?.is_none() {
        return forget_undecided(storage, home, &intent, now);
    }
    unless_held(storage, &folder, now, || {
        finish(storage, home, &intent).map(drop)
    })
}

/// Does something to the folder of a case under its lock; one that another window has is left to it.
fn unless_held(
    storage: &dyn Storage,
    folder: &Path,
    now: Now,
    work: impl FnOnce() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    match CaseLock::take(storage, folder, now) {
        Ok(_lock) => work(),
        Err(error) if error.is_open_elsewhere() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Forgets a disposal that was never decided, or of which everything but the note is gone; not one
/// that another window is about to decide, which holds the case until then.
fn forget_undecided(
    storage: &dyn Storage,
    home: &Home,
    intent: &Intent,
    now: Now,
) -> Result<(), StoreError> {
    let cases = home.cases(Kind::of(intent.practice));
    let case = intent.reference().map(|known| cases.join(known.as_str()));
    let Some(case) = case.filter(|case| storage.identity(case).is_ok()) else {
        return forget(storage, home, intent);
    };
    unless_held(storage, &case, now, || forget(storage, home, intent))
}

/// Does what is left of a disposal, from whichever point on; each step can be done twice.
fn finish(storage: &dyn Storage, home: &Home, intent: &Intent) -> Result<PathBuf, StoreError> {
    let cases = home.cases(Kind::of(intent.practice));
    // Else a power cut could bring the old name back over what is left of its files.
    sync(storage, &cases)?;
    let name = format!("{}.json", intent.name);
    let receipt = home.receipts().join(&name);
    ensure_folder(storage, &home.receipts())?;
    replace_file(storage, &home.receipts(), &name, intent.receipt.as_bytes())
        .map_err(StoreError::system("write the receipt", &receipt))?;
    remove_elsewhere(storage, home, intent)?;
    for copy in &intent.copies {
        remove_whole(storage, &cases.join(copy))?;
    }
    remove_whole(storage, &intent.folder(home))?;
    sync(storage, &cases)?;
    forget(storage, home, intent)?;
    Ok(receipt)
}

/// Removes what there is of the case outside the folder of cases.
fn remove_elsewhere(storage: &dyn Storage, home: &Home, intent: &Intent) -> Result<(), StoreError> {
    if let Some(id) = intent.id {
        remove_rescued(storage, home, id)?;
        remove_file(storage, &HighWater::of(&home.state(), id).path())?;
    }
    if let Some(reference) = intent.reference().filter(|_| !intent.practice) {
        // A share may hang, so that its copy goes at the next start at which one is set.
        no_copy_wanted(storage, home, &reference)?;
    }
    // It holds words of what was agreed, and is made anew from the cases that are left.
    IndexFile::of(home, Kind::of(intent.practice)).remove(storage)?;
    match kind_of(storage, &home.state())? {
        Some(_) => sync(storage, &home.state()),
        None => Ok(()),
    }
}

/// Removes the note of what was to be done; last of all, for without it nothing is taken up.
fn forget(storage: &dyn Storage, home: &Home, intent: &Intent) -> Result<(), StoreError> {
    remove_file(storage, &home.leaving().join(&intent.name))?;
    sync(storage, &home.leaving())
}

/// Folders beside a case that are copies of it: by a name that a program gave that copies folders,
/// or by the identity in their record, where their name begins as the case's does.
pub(super) fn copies_of(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    id: Option<HeaderId>,
) -> Result<Vec<String>, StoreError> {
    let reference = folder.reference().as_str();
    let cases = home.cases(folder.kind());
    let mut copies = Vec::new();
    for name in case_names(storage, home, folder.kind())? {
        let path = cases.join(&name);
        let Some(rest) = name.strip_prefix(reference).filter(|rest| !rest.is_empty()) else {
            continue;
        };
        if kind_of(storage, &path)? != Some(NodeKind::Folder) {
            continue;
        }
        let is_named_so = rest.starts_with(['.', ' ']) && is_conflict_name(&name);
        if is_named_so || (id.is_some() && id_of(storage, home, &path)? == id) {
            copies.push(name);
        }
    }
    Ok(copies)
}

/// The identity in a folder's record; none where there is no record that can be read as one.
fn id_of(
    storage: &dyn Storage,
    home: &Home,
    folder: &Path,
) -> Result<Option<HeaderId>, StoreError> {
    match Versions::check(storage, folder, home.ring()) {
        Ok(read) => Ok(Some(read.best.scan.header.id)),
        Err(error @ StoreError::System { .. }) if !is_gone(&error) => Err(error),
        Err(_) => Ok(None),
    }
}

fn is_gone(error: &StoreError) -> bool {
    let StoreError::System { source, .. } = error else {
        return false;
    };
    source.kind() == io::ErrorKind::NotFound
}

/// How many files of the case there are, without those that only the program needs.
fn count_files(storage: &dyn Storage, folder: &Path) -> Result<u64, StoreError> {
    let mut count = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for name in names_in(storage, &folder)? {
            let path = folder.join(&name);
            match kind_of(storage, &path)? {
                Some(NodeKind::Folder) => folders.push(path),
                Some(NodeKind::File | NodeKind::Other) => {
                    let ours = [LOCK_NAME, RESERVE_NAME, UNSEALED_NAME];
                    count += u64::from(!ours.contains(&name.as_str()));
                }
                None => {}
            }
        }
    }
    Ok(count)
}
