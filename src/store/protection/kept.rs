//! Journals that a repair promised to leave as they were. Where a case is sealed anew they are kept
//! beside it, each as an age file for the readers of today.

use std::path::Path;

use super::passed_over;
use crate::store::case_folder::CaseFolder;
use crate::store::error::StoreError;
use crate::store::journal::Journal;
use crate::store::old_record::{KEPT_PREFIX, is_kept};
use crate::store::papers::SEALED_ENDING;
use crate::store::scan::{FILE_LIMIT, Scan};
use crate::store::sealed::Ring;
use crate::store::storage::{Storage, replace_file};
use crate::store::versions::{agree, is_journal};

/// Keeps every journal of a case, sealed, that holds what does not stand in the best one.
pub(super) fn keep_damaged(
    storage: &dyn Storage,
    folder: &CaseFolder,
    best: (&Path, &Scan),
) -> Result<(), StoreError> {
    let place = folder.path();
    let names = storage
        .list(place)
        .map_err(StoreError::system("look into the case", place))?;
    let others = names
        .into_iter()
        .filter(|name| is_journal(name) && place.join(name) != best.0);
    let mut others: Vec<(String, Option<Scan>)> = others
        .map(|name| {
            let scan = Journal::read(storage, &place.join(&name), folder.ring());
            (name, scan.ok())
        })
        .collect();
    // A sealing that a power cut ended has left what its new journal took the place of.
    let mut replaced: Vec<String> = best.1.header.after.iter().cloned().collect();
    loop {
        let before = replaced.len();
        others.retain(|(_, scan)| {
            let Some(scan) = scan.as_ref().filter(|scan| scan.is_whole()) else {
                return true;
            };
            let all_there = scan.last_number() <= best.1.last_number() && agree(best.1, scan);
            let stands = !all_there && !replaced.contains(&scan.last_hash.to_string());
            if !stands {
                replaced.extend(scan.header.after.iter().cloned());
            }
            stands
        });
        if replaced.len() == before {
            break;
        }
    }
    others
        .iter()
        .try_for_each(|(name, _)| keep(storage, folder, name))
}

fn keep(storage: &dyn Storage, folder: &CaseFolder, name: &str) -> Result<(), StoreError> {
    let path = folder.path().join(name);
    let bytes = storage
        .read(&path, FILE_LIMIT)
        .map_err(StoreError::system("read the damaged journal", &path))?;
    let mut number = 1_u32;
    loop {
        let more = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let kept = format!("{KEPT_PREFIX}{name}{more}{SEALED_ENDING}");
        let there = folder.path().join(&kept);
        if storage.identity(&there).is_err() {
            return seal(storage, folder, &kept, &bytes);
        }
        // One of a try that a power cut ended.
        let is_same = storage
            .read(&there, 2 * FILE_LIMIT)
            .is_ok_and(|file| folder.ring().open_file(&file).as_ref() == Ok(&bytes));
        if is_same {
            return Ok(());
        }
        number += 1;
    }
}

/// Seals what was kept anew for the readers of today; `with` are the keys that open it. Says what
/// could not be opened, and is as it was.
pub(super) fn seal_kept(
    storage: &dyn Storage,
    folder: &CaseFolder,
    with: &Ring,
) -> Result<Vec<StoreError>, StoreError> {
    let place = folder.path();
    let mut left = Vec::new();
    for name in storage.list(place).unwrap_or_default() {
        if !is_kept(&name) {
            continue;
        }
        let path = place.join(&name);
        let bytes = storage
            .read(&path, 2 * FILE_LIMIT)
            .map_err(StoreError::system("read the damaged journal", &path))?;
        match with.open_file(&bytes) {
            Ok(bytes) => seal(storage, folder, &name, &bytes)?,
            Err(why) => left.push(passed_over(StoreError::unopened(&path, why))?),
        }
    }
    Ok(left)
}

fn seal(
    storage: &dyn Storage,
    folder: &CaseFolder,
    name: &str,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let path = folder.path().join(name);
    let sealed = folder.ring().seal_for_readers(bytes);
    let sealed = sealed.ok_or_else(|| StoreError::Locked { path: path.clone() })?;
    replace_file(storage, folder.path(), name, &sealed)
        .map_err(StoreError::system("keep the damaged journal", &path))
}
