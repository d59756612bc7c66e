//! A record that is written anew because words were taken out of it.
//!
//! ```text
//! read whole → notes under a new name → the new journal gets its name (it is the record now)
//!            → notes and plan → … → the old record is deleted, by a request of its own
//! ```
//! The name of the new journal is the moment that decides: before it the case is the old one, whole,
//! and after it the new one. It has an identity of its own, its header names the last line of the
//! journal before, and its chain starts afresh. The old journal stays beside it until somebody has it
//! deleted: nothing that was recorded goes in silence.
//!
//! Which words go, this room does not know.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::case_folder::{CaseFolder, write_plan};
use super::closing_seal::{FoundSeal, SealStanding, sealing_line};
use super::disposal::copies_of;
use super::error::StoreError;
use super::high_water::{HighWater, Mark};
use super::home::Home;
use super::index::IndexFile;
use super::journal::Journal;
use super::library::is_conflict_name;
use super::line::{HeaderId, Kind, header_line};
use super::notes::{Notes, NotesScan};
use super::protection::gathered;
use super::removing::{kind_of, names_in, remove_file, sync};
use super::scan::{Entry, Scan};
use super::seal_key::SealKey;
use super::sealed::Writing;
use super::storage::{Storage, create_file};
use super::versions::{REPAIRED_PREFIX, is_journal, next_name};

/// A record that is whole, with everything that a rescue wrote elsewhere taken in.
#[derive(Debug)]
pub struct SoundRecord {
    /// Its journal.
    pub path: PathBuf,
    /// What that holds.
    pub scan: Scan,
    /// Its notes, all of them readable.
    pub notes: NotesScan,
}

/// What is to stand in its place.
#[derive(Debug)]
pub struct NewRecord {
    /// Its entries, numbered from 1.
    pub entries: Vec<Entry>,
    /// Its notes, by their numbers.
    pub notes: BTreeMap<u64, String>,
}

/// A record that was written anew.
#[derive(Debug)]
pub struct NewRecordMade {
    /// Its journal.
    pub path: PathBuf,
    /// How the files of the case are written from now on.
    pub writing: Writing,
    /// Whether the old one has seals, and none of a key of this home: they do not carry over.
    pub seals_left: bool,
    /// What failed once it had its name: it stands, and nobody could read it once more.
    pub unconfirmed: Option<StoreError>,
}

/// Reads a case of which a new record is to be written; its lock has to be held.
///
/// # Errors
/// [`StoreError::Damaged`] where something of it would be lost.
pub fn sound_record(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
) -> Result<SoundRecord, StoreError> {
    let (path, scan, notes) = gathered(storage, home, folder)?;
    Ok(SoundRecord { path, scan, notes })
}

/// Copies of the case, or of a file of it, that a program left which copies folders.
pub fn paths_of_copies(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    id: HeaderId,
) -> Result<Vec<PathBuf>, StoreError> {
    let place = folder.path();
    let mut copies: Vec<PathBuf> = names_in(storage, place)?
        .into_iter()
        .filter(|name| is_conflict_name(name) && !is_journal(name))
        .map(|name| place.join(name))
        .collect();
    let cases = home.cases(folder.kind());
    let beside = copies_of(storage, home, folder, Some(id))?.into_iter();
    copies.extend(beside.map(|name| cases.join(name)));
    Ok(copies)
}

/// Writes a new record beside the old one and has the case go on with it; its lock has to be held.
///
/// An error means that the case goes on with the old one, or that the disk does not even tell which
/// of both stands.
///
/// Where the old one was sealed by this home when something was closed, the new one is sealed up to
/// its end: what was sealed then is not what stands there now.
pub fn begin_new_record(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    old: &SoundRecord,
    new: &NewRecord,
) -> Result<NewRecordMade, StoreError> {
    let place = folder.path();
    let system = |doing| StoreError::system(doing, place);
    let id = HeaderId(storage.random().map_err(system("begin a new record"))?);
    let (mut header, writing) = folder.header(storage, id)?;
    header.after = Some(old.scan.last_hash.to_string());
    header.after_number = Some(old.scan.last_number());
    if writing.is_sealed() && !new.notes.is_empty() {
        // Under a name of their own, so that nothing of it counts yet.
        let (mut notes, _) = Notes::open(storage, place, &writing)?;
        notes.replace_all(storage, new.notes.clone())?;
    }
    let path = place.join(next_name(storage, place, REPAIRED_PREFIX));
    let first = header_line(&header).map_err(|_| StoreError::NotOneLine { path: path.clone() })?;
    let entries = new.entries.iter();
    let entries = entries.map(|entry| (entry.number, entry.body.as_str()));
    let (mut text, hash) = writing
        .journal(storage, first, entries)
        .map_err(system("seal the entries"))?;
    let key = SealKey::of(home, folder.kind());
    let is_ours = was_sealed_here(storage, home, &key, &old.scan);
    let seals_left = !is_ours && !old.scan.seals.is_empty();
    if is_ours {
        text.push_str(&sealed_to_its_end(storage, &key, id, &text)?);
    }
    let mark = Mark {
        number: new.entries.last().map_or(0, |last| last.number),
        hash,
    };
    HighWater::of(&home.state(), id).settle(storage, mark)?;
    // It holds words of what was agreed, and is made anew from what is there then.
    IndexFile::of(home, folder.kind()).remove(storage)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unconfirmed = create_file(storage, place, &name, text.as_bytes())
        .map_err(StoreError::system("write the new record", &path))
        .and_then(|()| {
            let made = Journal::read(storage, &path, folder.ring())?;
            if made.is_whole() && made.entries == new.entries {
                return Ok(());
            }
            // The case goes on with the old one, as if nothing had been asked.
            remove_file(storage, &path)?;
            sync(storage, place)?;
            Err(StoreError::Damaged { path: path.clone() })
        })
        .err();
    if let Some(error) = unconfirmed {
        // A name says which record stands, whatever failed after it was given.
        return match kind_of(storage, &path) {
            Ok(Some(_)) => Ok(NewRecordMade {
                path,
                writing,
                seals_left,
                unconfirmed: Some(error),
            }),
            Ok(None) | Err(_) => Err(error),
        };
    }
    Ok(NewRecordMade {
        path,
        writing,
        seals_left,
        unconfirmed,
    })
}

/// Puts these notes, and the plan, in the place of those that hold what was taken out. Done as soon
/// as the new record stands; what a crash has left undone is done when the case is opened.
pub fn settle_new_record(
    storage: &dyn Storage,
    folder: &CaseFolder,
    writing: &Writing,
    notes: BTreeMap<u64, String>,
    plan: Option<&[u8]>,
) -> Result<(), StoreError> {
    if !notes.is_empty() {
        let (mut open, _) = Notes::open(storage, folder.path(), writing)?;
        open.reword(storage, notes)?;
    }
    match plan {
        Some(plan) => write_plan(storage, folder.path(), writing, plan),
        None => Ok(()),
    }
}

/// Whether a key of this home sealed the record when something was closed.
fn was_sealed_here(storage: &dyn Storage, home: &Home, key: &SealKey, old: &Scan) -> bool {
    let in_file = SealKey::of(home, Kind::Practice);
    let own = [key.public(storage), in_file.public(storage)];
    let is_ours = |seal: &FoundSeal| {
        let mut own = own.into_iter().flatten();
        own.any(|known| seal.standing(old.header.id) == SealStanding::Holds(known))
    };
    old.seals.iter().any(is_ours)
}

fn sealed_to_its_end(
    storage: &dyn Storage,
    key: &SealKey,
    id: HeaderId,
    written: &str,
) -> Result<String, StoreError> {
    let key = key.signing(storage)?;
    let mut lines = written.lines();
    let first = lines.next().unwrap_or_default();
    Ok(sealing_line(&key, id, first, lines) + "\n")
}
