//! Takes things out of copies: what a case no longer holds, and copies that nobody wants any more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::record::Record;
use crate::store::error::StoreError;
use crate::store::home::{Home, ensure_folder};
use crate::store::library::is_conflict_name;
use crate::store::reference::Reference;
use crate::store::removing::{kind_of, remove_file, remove_whole};
use crate::store::storage::{NodeKind, Storage, is_temporary, replace_file};

/// What a refusal says was tried.
const REMOVE: &str = "remove the copy of the case";

/// Where it is written down of which cases no copy is wanted any more: files of their own, which
/// whoever copies never writes over.
fn leaving(home: &Home) -> PathBuf {
    home.state().join("copies-to-remove")
}

/// Writes down that a case is to have no copy any more, without asking the share: the next start
/// removes it, or [`remove_copy`] does now. A copy may be in the making of which nothing is known yet.
pub fn no_copy_wanted(
    storage: &dyn Storage,
    home: &Home,
    reference: &Reference,
) -> Result<(), StoreError> {
    let place = leaving(home);
    ensure_folder(storage, &place)?;
    replace_file(storage, &place, reference.as_str(), b"")
        .map_err(StoreError::system(REMOVE, &place))
}

/// Whether a copy of a case was ever begun on a shared folder, and was not removed since.
pub fn has_copy(storage: &dyn Storage, home: &Home, reference: &str) -> bool {
    let reference = Reference::new(reference);
    reference.is_ok_and(|known| !Record::read(storage, home, &known).folder.is_empty())
}

/// Whether that is written down of a case.
pub(super) fn is_unwanted(storage: &dyn Storage, home: &Home, reference: &Reference) -> bool {
    storage
        .identity(&leaving(home).join(reference.as_str()))
        .is_ok()
}

/// The cases of which it is written down.
pub(super) fn unwanted(storage: &dyn Storage, home: &Home) -> Vec<Reference> {
    let names = storage.list(&leaving(home)).unwrap_or_default();
    let references = names.iter().filter_map(|name| Reference::new(name).ok());
    references.collect()
}

/// Removes the copy of a case from every shared folder that it was made in, with what synchronizing
/// programs made of it. For a case that is disposed of.
///
/// # Errors
/// A share refused or is gone; what was on the others is removed, and the rest at a next start.
pub fn remove_copy(
    storage: &dyn Storage,
    share: &dyn Storage,
    home: &Home,
    reference: &Reference,
) -> Result<(), StoreError> {
    remove_copy_early(storage, share, home, reference)?;
    Record::forget(storage, home, reference);
    // Where it stays, the copy is looked for once more, and is not there.
    let _ = storage.remove_file(&leaving(home).join(reference.as_str()));
    Ok(())
}

/// The same for somebody else than whoever copies: another window may be at the copy just now, so
/// that it stays written down, and is looked for once more at the next start.
///
/// # Errors
/// As with [`remove_copy`].
pub fn remove_copy_early(
    storage: &dyn Storage,
    share: &dyn Storage,
    home: &Home,
    reference: &Reference,
) -> Result<(), StoreError> {
    no_copy_wanted(storage, home, reference)?;
    let record = Record::read(storage, home, reference);
    let mut refused = None;
    let folders = record.former.iter().chain([&record.folder]);
    for copy in folders.filter(|folder| !folder.is_empty()) {
        if let Err(error) = remove_folder_of(share, Path::new(copy)) {
            refused = refused.or(Some(error));
        }
    }
    refused.map_or(Ok(()), Err)
}

/// Removes the folder of a copy, and what synchronizing programs made of it.
pub(super) fn remove_folder_of(share: &dyn Storage, copy: &Path) -> Result<(), StoreError> {
    // A drive that is not connected holds the copy still.
    let shared = copy.parent().unwrap_or(copy);
    let refused = |error| StoreError::system(REMOVE, shared)(error);
    share.list(shared).map_err(refused)?;
    remove_conflict_copies(share, copy)?;
    remove_either(share, copy)?;
    share.sync_folder(shared).map_err(refused)
}

/// Removes from a copy what is not among these names, and what an interrupted copy left. Hidden
/// files of others stay: programs that synchronize keep their own there.
pub(super) fn remove_others(
    share: &dyn Storage,
    copy: &Path,
    names: &BTreeSet<&str>,
) -> Result<(), StoreError> {
    remove_others_below(share, copy, "", names)
}

fn remove_others_below(
    share: &dyn Storage,
    folder: &Path,
    prefix: &str,
    names: &BTreeSet<&str>,
) -> Result<(), StoreError> {
    let found = share
        .list(folder)
        .map_err(StoreError::system(REMOVE, folder))?;
    for name in found.into_iter().filter(|name| !is_of_others(name)) {
        let path = folder.join(&name);
        let name = format!("{prefix}{name}");
        if names.contains(name.as_str()) {
            continue;
        }
        let below = format!("{name}/");
        if names.iter().any(|wanted| wanted.starts_with(&below)) {
            remove_others_below(share, &path, &below, names)?;
        } else {
            remove_either(share, &path)?;
        }
    }
    Ok(())
}

fn is_of_others(name: &str) -> bool {
    name.starts_with('.') && !is_temporary(name)
}

/// Removes what synchronizing programs made of a copy beside it: older words may stand there.
pub(super) fn remove_conflict_copies(share: &dyn Storage, copy: &Path) -> Result<(), StoreError> {
    let (Some(shared), Some(own)) = (copy.parent(), copy.file_name()) else {
        return Ok(());
    };
    let own = own.to_string_lossy();
    let names = share
        .list(shared)
        .map_err(StoreError::system(REMOVE, shared))?;
    for name in names {
        let rest = name.strip_prefix(&*own).unwrap_or_default();
        if rest.starts_with(['.', ' ']) && is_conflict_name(&name) {
            remove_either(share, &shared.join(&name))?;
        }
    }
    Ok(())
}

/// Removes a file, or a folder with everything in it; what is not there is gone already.
fn remove_either(share: &dyn Storage, path: &Path) -> Result<(), StoreError> {
    match kind_of(share, path)? {
        Some(NodeKind::Folder) => remove_whole(share, path),
        Some(NodeKind::File | NodeKind::Other) => remove_file(share, path),
        None => Ok(()),
    }
}
