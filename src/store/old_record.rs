//! What is left of a record that another one took the place of, because words were taken out.

use std::path::{Path, PathBuf};

use super::case_folder::{CaseFolder, JOURNAL_NAME, PLAN_NAME};
use super::draft::DRAFT_NAME;
use super::error::StoreError;
use super::high_water::HighWater;
use super::home::Home;
use super::journal::Journal;
use super::notes::NOTES_NAME;
use super::papers::{PAPERS_NAME, SEALED_ENDING};
use super::removing::{kind_of, names_in, remove_file, sync};
use super::sealed::{Ring, Writing};
use super::storage::{NodeKind, Storage};
use super::versions::{REPAIRED_PREFIX, RESCUE_PREFIX, Version, Versions};

/// How the name of a journal begins that was damaged, and kept sealed; the name that it had follows.
pub(super) const KEPT_PREFIX: &str = "damaged-";

/// What there is still of the record before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldRecord {
    /// The number of its last entry.
    pub after: u64,
    /// The hash of its last line, by which it is known.
    pub head: String,
    /// Files that hold the words that were taken out, or may hold them: its journals, what was
    /// kept of damaged ones, notes that were sealed with its key, and papers of before.
    pub files: Vec<PathBuf>,
}

/// What is still there of the record that this one took the place of; nothing where there was none,
/// or nothing of it is left.
pub fn old_record(
    storage: &dyn Storage,
    folder: &CaseFolder,
) -> Result<Option<OldRecord>, StoreError> {
    let best = Versions::check(storage, folder.path(), folder.ring())?.best;
    left_of_old(storage, folder.path(), &best)
}

pub(super) fn left_of_old(
    storage: &dyn Storage,
    place: &Path,
    best: &Version,
) -> Result<Option<OldRecord>, StoreError> {
    let header = &best.scan.header;
    let (Some(after), Some(head)) = (header.after_number, header.after.clone()) else {
        return Ok(None);
    };
    let names = names_in(storage, place)?;
    let is_old = |name: &&String| is_journal(name) && is_of_another(storage, place, name, best);
    let journals: Vec<&String> = names.iter().filter(is_old).collect();
    if journals.is_empty() {
        return Ok(None);
    }
    let writing = (!best.scan.closed).then_some(&best.scan.writing);
    let is_beside = |name: &&String| {
        is_kept(name) || writing.is_some_and(|writing| is_otherwise_written(name, writing))
    };
    let beside = names.iter().filter(is_beside);
    let mut files: Vec<PathBuf> = journals
        .into_iter()
        .chain(beside)
        .map(|name| place.join(name))
        .collect();
    files.extend(papers(storage, place)?);
    Ok(Some(OldRecord { after, head, files }))
}

/// Deletes what is left of the record before, and lets the new one have its usual name; gives what
/// was deleted. The lock of the case has to be held, and its notes to be settled.
///
/// Files are removed, not written over. After a crash the same request goes on.
pub fn delete_old_record(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
) -> Result<Option<OldRecord>, StoreError> {
    let place = folder.path();
    let best = Versions::read(storage, place, folder.ring())?.best;
    if !best.scan.is_whole() {
        return Err(StoreError::Damaged { path: best.path });
    }
    let Some(old) = left_of_old(storage, place, &best)? else {
        return Ok(None);
    };
    let usual = place.join(JOURNAL_NAME);
    // Journals last: as long as one is there, it is known that something is left.
    let (journals, others): (Vec<&PathBuf>, Vec<&PathBuf>) = old.files.iter().partition(|path| {
        path.file_name()
            .is_some_and(|name| is_journal(&name.to_string_lossy()))
    });
    for path in others {
        remove_file(storage, path)?;
    }
    if kind_of(storage, &place.join(PAPERS_NAME))? == Some(NodeKind::Folder) {
        sync(storage, &place.join(PAPERS_NAME))?;
    }
    for path in journals {
        let known = Journal::check(storage, path, folder.ring());
        if let Ok(scan) = known {
            remove_file(
                storage,
                &HighWater::of(&home.state(), scan.header.id).path(),
            )?;
        }
        if *path != usual {
            remove_file(storage, path)?;
        }
    }
    if best.path != usual {
        // In one step, so that there is never a case without a record.
        storage
            .rename_over(&best.path, &usual)
            .map_err(StoreError::system("delete the old record", &usual))?;
    }
    sync(storage, place)?;
    Ok(Some(old))
}

/// Whether a journal is of another identity than the one that the case goes on with, or cannot be
/// read any more.
fn is_of_another(storage: &dyn Storage, place: &Path, name: &str, best: &Version) -> bool {
    let path = place.join(name);
    let known = || Journal::check(storage, &path, &Ring::default());
    path != best.path && known().map_or(true, |scan| scan.header.id != best.scan.header.id)
}

/// Papers in the folder of a case.
fn papers(storage: &dyn Storage, place: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let folder = place.join(PAPERS_NAME);
    if kind_of(storage, &folder)? != Some(NodeKind::Folder) {
        return Ok(Vec::new());
    }
    let mut papers = Vec::new();
    for name in names_in(storage, &folder)? {
        let path = folder.join(name);
        if kind_of(storage, &path)? == Some(NodeKind::File) {
            papers.push(path);
        }
    }
    Ok(papers)
}

/// Whether a name is that of a journal of the case. Copies that other programs made, under names of
/// their own, are none.
pub(super) fn is_journal(name: &str) -> bool {
    let numbered = |prefix: &str| {
        let number = name.strip_prefix(prefix);
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    name == JOURNAL_NAME || numbered(RESCUE_PREFIX) || numbered(REPAIRED_PREFIX)
}

/// Whether a name is that of a damaged journal that was kept, sealed.
pub(super) fn is_kept(name: &str) -> bool {
    name.starts_with(KEPT_PREFIX) && name.ends_with(SEALED_ENDING)
}

/// Whether a file holds notes, half-typed words or a plan, written in another way than this one, or
/// was never finished. Copies that other programs made, under names of their own, are none of these.
pub(super) fn is_otherwise_written(name: &str, new: &Writing) -> bool {
    let is = |plain: &str| {
        let id = name.strip_prefix(plain).and_then(|id| id.strip_prefix('-'));
        let is_id = |id: &str| id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        (name == plain || id.is_some_and(is_id)) && name != new.name(plain)
    };
    is(NOTES_NAME)
        || is(DRAFT_NAME)
        || (name == PLAN_NAME && new.plan_name(PLAN_NAME) != PLAN_NAME)
        || name.starts_with(".tmp-")
}
