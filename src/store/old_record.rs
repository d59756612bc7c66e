//! What is left of a record that another one took the place of, because words were taken out.

use std::path::{Path, PathBuf};

use super::case_folder::{CaseFolder, PLAN_NAME};
use super::draft::DRAFT_NAME;
use super::error::StoreError;
use super::high_water::HighWater;
use super::home::Home;
use super::journal::{JOURNAL_NAME, Journal};
use super::notes::NOTES_NAME;
use super::papers::{PAPERS_NAME, SEALED_ENDING};
use super::removing::{kind_of, names_in, remove_file, sync};
use super::scan::ScanError;
use super::sealed::{Ring, Writing};
use super::storage::{NodeKind, Storage, is_temporary};
use super::versions::{Version, Versions, is_journal};

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
    let mut files = Vec::new();
    for name in names.iter().filter(|name| is_journal(name)) {
        let path = place.join(name);
        if path != best.path && is_of_another(storage, &path, best)? {
            files.push(path);
        }
    }
    // The other files go before the journals do, papers and unfinished files too: where no journal
    // is left, these are of today.
    let is_whole = !files.is_empty();
    let writing = (!best.scan.closed).then_some(&best.scan.writing);
    let is_beside = |name: &&String| {
        is_kept(name)
            || ((is_whole || !is_temporary(name))
                && writing.is_some_and(|writing| is_otherwise_written(name, writing)))
    };
    let beside = names.iter().filter(is_beside);
    files.extend(beside.map(|name| place.join(name)));
    if is_whole {
        files.extend(papers(storage, place)?);
    }
    Ok((!files.is_empty()).then_some(OldRecord { after, head, files }))
}

/// Deletes what is left of the record before, and lets the new one have its usual name. `named` is
/// what somebody was told of and wants deleted; `settle` writes the notes of the new record as they
/// are to be, before anything goes. The lock of the case has to be held.
///
/// Files are removed, not written over.
///
/// # Errors
/// A new record that is not whole, or is not all that this computer saved of it; files of which nobody
/// can tell that they are old; a record that went on after the words were taken out; other files than
/// those that were named: nothing was deleted then. Where the disk refuses something on the way, as
/// after a crash, some of the files may be gone, and a request for those that are left goes on.
pub fn delete_old_record(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    named: &OldRecord,
    settle: impl FnOnce() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let place = folder.path();
    let versions = Versions::read(storage, place, folder.ring())?;
    let best = versions.surely_newest(storage, home)?;
    let old = left_of_old(storage, place, &best)?;
    if old.as_ref() != Some(named) {
        return Err(StoreError::OtherFiles {
            path: place.to_owned(),
        });
    }
    let usual = place.join(JOURNAL_NAME);
    // Journals last: as long as one is there, it is known that something is left.
    let (journals, others): (Vec<&PathBuf>, Vec<&PathBuf>) = named.files.iter().partition(|path| {
        path.file_name()
            .is_some_and(|name| is_journal(&name.to_string_lossy()))
    });
    let mut ids = Vec::new();
    for path in &journals {
        let scan = match Journal::check(storage, path, folder.ring()) {
            Ok(scan) => scan,
            Err(error) if error.answer().is_some() => return Err(error),
            // Of one that is damaged nobody can tell how far it went.
            Err(_) => continue,
        };
        if scan.last_number() > named.after {
            let path = (*path).clone();
            return Err(StoreError::WentOn { path });
        }
        ids.push(scan.header.id);
    }
    settle()?;
    for path in others {
        remove_file(storage, path)?;
    }
    if kind_of(storage, &place.join(PAPERS_NAME))? == Some(NodeKind::Folder) {
        sync(storage, &place.join(PAPERS_NAME))?;
    }
    sync(storage, place)?;
    for id in ids {
        remove_file(storage, &HighWater::of(&home.state(), id).path())?;
    }
    for path in journals {
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
    sync(storage, place)
}

/// Whether a journal is of another identity than the one that the case goes on with, or is damaged
/// so that it cannot be read any more. One that cannot be read for another reason is an error.
fn is_of_another(storage: &dyn Storage, path: &Path, best: &Version) -> Result<bool, StoreError> {
    match Journal::check(storage, path, &Ring::default()) {
        Ok(scan) => Ok(scan.header.id != best.scan.header.id),
        Err(StoreError::Journal {
            problem: ScanError::Empty | ScanError::NotAJournal | ScanError::HeaderDamaged,
            ..
        }) => Ok(true),
        Err(error) => Err(error),
    }
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
        || is_temporary(name)
}
