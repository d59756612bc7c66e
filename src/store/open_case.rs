//! Opening a case: for writing where that is safe, else read-only with the reason.

use std::path::{Path, PathBuf};

use super::case_folder::{CaseFolder, ScriptCopy};
use super::draft::read_draft;
use super::error::StoreError;
use super::high_water::{HighWater, Mark, Standing};
use super::home::{Home, sweep_temporaries};
use super::journal::Journal;
use super::line::Kind;
use super::lock::CaseLock;
use super::notes::{Notes, NotesScan};
use super::old_record::left_of_old;
use super::reasons::{Remark, WhyReadOnly};
use super::rescued::take_in_rescue;
use super::scan::Scan;
use super::seal_key::SealKey;
use super::storage::Storage;
use super::versions::{RESCUE_PREFIX, Version, Versions};
use crate::case::Now;

/// What a case holds, as read from its folder.
#[derive(Debug)]
pub struct CaseContent {
    /// The folder.
    pub folder: CaseFolder,
    /// The journal that was read.
    pub journal_path: PathBuf,
    /// The entries.
    pub scan: Scan,
    /// The notes.
    pub notes: NotesScan,
    /// Half-typed text, if any was left.
    pub draft: Option<String>,
    /// How the journal compares with what this computer reported as saved.
    pub standing: Standing,
    /// Everything unusual that should be said once.
    pub remarks: Vec<Remark>,
}

/// A case open for writing; handed to the writer, which takes the parts it needs.
pub struct OpenCase {
    /// What was read.
    pub content: CaseContent,
    /// The journal, at its end.
    pub journal: Journal,
    /// The notes.
    pub notes: Notes,
    /// The mark to move after each save.
    pub high_water: HighWater,
    /// What seals it when something is closed.
    pub seal_key: SealKey,
    /// The number of the last entry that closed something, where there is one. The store does not
    /// read what entries say: it is told by whoever does, before the writer is started, and makes no
    /// seal that was owed before where it is not.
    pub last_closing: Option<u64>,
    /// Keeps other windows out.
    pub lock: CaseLock,
}

/// How opening ended.
pub enum Opened {
    /// The case can be continued.
    Writable(Box<OpenCase>),
    /// The case can be looked at.
    ReadOnly(Box<CaseContent>, WhyReadOnly),
}

impl OpenCase {
    /// Creates a case and opens it.
    pub fn create(
        storage: &dyn Storage,
        home: &Home,
        folder: &CaseFolder,
        now: Now,
        scripts: &[ScriptCopy<'_>],
    ) -> Result<Box<Self>, StoreError> {
        let lock = folder.create(storage, now, scripts)?;
        match open_locked(storage, home, folder, lock)? {
            Opened::Writable(mut case) => {
                let mark = Mark {
                    number: 0,
                    hash: case.journal.last_hash(),
                };
                // From now on every entry is known as acknowledged or not; without the
                // mark, less is noticed.
                let _ = case.high_water.advance(storage, mark);
                Ok(case)
            }
            Opened::ReadOnly(content, _) => Err(StoreError::Damaged {
                path: content.journal_path,
            }),
        }
    }
}

/// Opens a case for writing, or read-only where writing could do harm.
///
/// Recovers by itself whatever a crash can leave. [`StoreError::LockHeld`] means that
/// another window has it; [`read_case`] still works then.
pub fn open_case(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    now: Now,
) -> Result<Opened, StoreError> {
    let lock = CaseLock::take(storage, folder.path(), now);
    open_taken(storage, home, folder, now, lock)
}

/// The same for whoever adds a line and goes: on a drive without locks the case may be open in
/// another window, which nobody is there to be warned of, so that it is read-only then and nothing
/// of it was touched.
pub fn open_case_alone(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    now: Now,
) -> Result<Opened, StoreError> {
    match CaseLock::take(storage, folder.path(), now) {
        Ok(lock) if !lock.keeps_others_out() => {
            let content = read_case(storage, home, folder)?;
            Ok(Opened::ReadOnly(Box::new(content), WhyReadOnly::NoLock))
        }
        lock => open_taken(storage, home, folder, now, lock),
    }
}

fn open_taken(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    now: Now,
    lock: Result<CaseLock, StoreError>,
) -> Result<Opened, StoreError> {
    match lock {
        Ok(lock) => {
            sweep_temporaries(storage, folder.path(), now);
            sweep_temporaries(storage, &home.state(), now);
            open_locked(storage, home, folder, lock)
        }
        Err(error) if error.is_open_elsewhere() => Err(error),
        // A folder that cannot even hold a lock can still be shown.
        Err(error) => {
            let content = read_case(storage, home, folder)?;
            Ok(Opened::ReadOnly(
                Box::new(content),
                WhyReadOnly::Unsafe(error.to_string()),
            ))
        }
    }
}

/// Reads a case without locking or changing anything, also while it is open elsewhere.
pub fn read_case(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
) -> Result<CaseContent, StoreError> {
    let read = || {
        let versions = Versions::read(storage, folder.path(), folder.ring())?;
        content_of(storage, home, folder, versions.best, &versions.unread)
    };
    unless_behind(read, |content: &CaseContent| content.standing)
}

/// Reads a case that another window may be writing. What was saved between the reading of the journal
/// and the look at what was saved is not missing: it is read again, and stands there then.
pub(super) fn unless_behind<Found>(
    read: impl Fn() -> Result<Found, StoreError>,
    standing: impl Fn(&Found) -> Standing,
) -> Result<Found, StoreError> {
    const TIMES: u32 = 2;
    for _ in 0..TIMES {
        let found = read()?;
        if !matches!(standing(&found), Standing::Behind { .. }) {
            return Ok(found);
        }
    }
    read()
}

fn content_of(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    version: Version,
    unread: &[PathBuf],
) -> Result<CaseContent, StoreError> {
    let Version { path, scan } = &version;
    if scan.header.kind != folder.kind() {
        return Err(StoreError::WrongKind {
            path: folder.path().to_owned(),
        });
    }
    let notes = Notes::read(storage, folder.path(), &scan.writing)?;
    // Half-typed text is not worth refusing a case.
    let draft = read_draft(storage, folder.path(), &scan.writing).unwrap_or_default();
    let standing = HighWater::of(&home.state(), scan.header.id).compare(storage, scan);
    let mut remarks = remarks(storage, path, scan, &notes);
    let is_unread = |path: &PathBuf| Remark::Unread { path: path.clone() };
    remarks.extend(unread.iter().map(is_unread));
    remarks.extend(of_old_record(storage, folder, &version));
    let is_real = folder.kind() == Kind::Case;
    if is_real && !scan.writing.is_sealed() && home.is_protected(storage) {
        remarks.push(Remark::NotSealed);
    }
    let Version { path, scan } = version;
    Ok(CaseContent {
        folder: folder.clone(),
        journal_path: path,
        scan,
        notes,
        draft,
        standing,
        remarks,
    })
}

/// What is to be said of the record that this one took the place of, where it did.
fn of_old_record(storage: &dyn Storage, folder: &CaseFolder, version: &Version) -> Option<Remark> {
    match left_of_old(storage, folder.path(), version) {
        Ok(old) => {
            let path = old?.files.into_iter().next()?;
            let kind = folder.kind();
            Some(Remark::OldRecord { path, kind })
        }
        Err(error) => {
            let problem = error.to_string();
            Some(Remark::OldRecordUntold { problem })
        }
    }
}

fn remarks(storage: &dyn Storage, path: &Path, scan: &Scan, notes: &NotesScan) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if scan.condition == super::scan::Condition::TornTail {
        remarks.push(Remark::TornTail {
            complete: scan.last_number(),
        });
    }
    if notes.unreadable > 0 {
        remarks.push(Remark::NotesUnreadable {
            count: notes.unreadable,
        });
    }
    if path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(RESCUE_PREFIX))
    {
        remarks.push(Remark::GoesOnIn {
            path: path.to_owned(),
        });
    }
    if is_open_to_others(storage, path, scan.header.kind) {
        remarks.push(Remark::ReadableByOthers {
            path: path.to_owned(),
        });
    }
    remarks
}

/// Whether others on this computer can read a file that is to be kept from them: of what is made up,
/// nothing is.
pub(super) fn is_open_to_others(storage: &dyn Storage, path: &Path, kind: Kind) -> bool {
    let found = storage.identity(path);
    kind == Kind::Case && found.is_ok_and(|found| found.is_readable_by_others())
}

fn open_locked(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    lock: CaseLock,
) -> Result<Opened, StoreError> {
    let mut versions = Versions::read(storage, folder.path(), folder.ring())?;
    if take_in_rescue(storage, home, folder, &versions)? {
        versions = Versions::read(storage, folder.path(), folder.ring())?;
    }
    let Versions {
        best,
        forked,
        unread,
        ..
    } = versions;
    let mut content = content_of(storage, home, folder, best, &unread)?;
    if let Some(why) = why_read_only(&content, forked, unread) {
        return Ok(Opened::ReadOnly(Box::new(content), why));
    }
    let high_water = HighWater::of(&home.state(), content.scan.header.id);
    let acknowledged = high_water.read(storage).map(|mark| mark.number);
    let journal = match Journal::open(storage, &content.journal_path, acknowledged, folder.ring()) {
        Ok((journal, _)) => journal,
        Err(error) => {
            let why = WhyReadOnly::Unsafe(error.to_string());
            return Ok(Opened::ReadOnly(Box::new(content), why));
        }
    };
    let (notes, _) = Notes::open(storage, folder.path(), journal.writing())?;
    if !lock.keeps_others_out() {
        content.remarks.push(Remark::NoLock);
    }
    Ok(Opened::Writable(Box::new(OpenCase {
        content,
        journal,
        notes,
        high_water,
        seal_key: SealKey::of(home, folder.kind()),
        last_closing: None,
        lock,
    })))
}

fn why_read_only(
    content: &CaseContent,
    forked: Vec<PathBuf>,
    unread: Vec<PathBuf>,
) -> Option<WhyReadOnly> {
    if let Some(path) = unread.into_iter().next() {
        return Some(WhyReadOnly::Unread(path));
    }
    if let super::scan::Condition::Damaged(faults) = &content.scan.condition {
        return Some(WhyReadOnly::Damaged(faults.clone()));
    }
    if !content.scan.may_append() {
        return Some(WhyReadOnly::MadeByNewer);
    }
    if !forked.is_empty() {
        return Some(WhyReadOnly::TwoVersions(forked));
    }
    match content.standing {
        Standing::Unknown | Standing::Complete => None,
        Standing::Behind {
            acknowledged,
            found,
        } => Some(WhyReadOnly::Behind {
            acknowledged,
            found,
        }),
        Standing::Different { acknowledged } => Some(WhyReadOnly::Different { acknowledged }),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_was_saved_while_the_journal_was_read_is_not_called_missing() {
        let behind = Standing::Behind {
            acknowledged: 5,
            found: 4,
        };
        let read_as = |standings: &[Standing]| {
            let times = Cell::new(0);
            let read = || {
                let standing = standings.get(times.get()).or(standings.last());
                times.set(times.get() + 1);
                Ok(*standing.unwrap())
            };
            unless_behind(read, |standing| *standing).unwrap()
        };
        assert_eq!(read_as(&[behind, Standing::Complete]), Standing::Complete);
        assert_eq!(read_as(&[behind]), behind);
    }
}
