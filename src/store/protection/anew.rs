//! A case sealed anew, with another key: when it was plain, and when a reader is taken away.

use std::path::{Path, PathBuf};

use super::kept::{keep_damaged, seal_kept};
use super::passed_over;
use crate::case::Now;
use crate::store::case_folder::{CaseFolder, write_plan};
use crate::store::closing_seal::{FoundSeal, SealStanding, sealing_line};
use crate::store::draft::{read_draft, write_draft};
use crate::store::error::StoreError;
use crate::store::high_water::{HighWater, Mark, Standing};
use crate::store::home::Home;
use crate::store::journal::{JOURNAL_NAME, Journal};
use crate::store::line::{Header, HeaderId, Kind, LineHash, header_line};
use crate::store::lock::CaseLock;
use crate::store::notes::{Notes, NotesScan};
use crate::store::old_record::{is_otherwise_written, old_record};
use crate::store::papers::seal_papers;
use crate::store::rescued::{remove_rescued, rescued_beyond, take_in_rescue};
use crate::store::scan::Scan;
use crate::store::seal_key::SealKey;
use crate::store::sealed::Writing;
use crate::store::storage::{Storage, create_file};
use crate::store::versions::{REPAIRED_PREFIX, Versions, is_journal, next_name};

/// Seals a case with a new key for the readers of its home, under a new identity; the header
/// tells the hash of the last line of the file that it took the place of, which is removed.
///
/// After a crash at any moment the case is whole: the old one, or the new one; to seal it once more
/// removes what was left of the old one. A damaged case is refused, for nothing of it may be thrown
/// away, and what a repair left is kept beside it. People who could read it may have kept a copy.
///
/// Says what beside the journal could not be opened, and is as it was.
pub fn seal_anew(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    now: Now,
) -> Result<Vec<StoreError>, StoreError> {
    let place = folder.path();
    let _lock = CaseLock::take(storage, place, now)?;
    let keyring = home.ring().keyring().ok_or_else(|| StoreError::Locked {
        path: home.identity_file(),
    })?;
    if let Some(still) = old_record(storage, folder)? {
        // It is deleted by whoever asks for that, and never on the way.
        let path = still.files.into_iter().next().unwrap_or_default();
        return Err(StoreError::OldRecord { path });
    }
    let (old_path, old, notes) = gathered(storage, home, folder)?;
    let unmade = |error| StoreError::system("make a key for the case", place)(error);
    let id = HeaderId(storage.random().map_err(unmade)?);
    let made = keyring.new_case(storage, id, folder.kind());
    let (mut header, writing) = made.map_err(unmade)?;
    header.after = Some(old.last_hash.to_string());

    // Under the new names first: until the new journal stands, nothing of it counts.
    if !notes.notes.is_empty() {
        let (mut sealed, _) = Notes::open(storage, place, &writing)?;
        sealed.replace_all(storage, notes.notes)?;
    }
    let left = write_beside(storage, folder, &old.writing, &writing)?;
    keep_damaged(storage, folder, (&old_path, &old))?;
    let (mut text, hash) = journal_text(storage, place, &header, &writing, &old)?;
    let key = SealKey::of(home, folder.kind());
    let in_file = SealKey::of(home, Kind::Practice);
    let own = [key.public(storage), in_file.public(storage)];
    let ours = old.seals.iter().filter(|seal| {
        // Nobody here can say for others what they closed.
        own.into_iter()
            .flatten()
            .any(|known| seal.standing(old.header.id) == SealStanding::Holds(known))
    });
    text.push_str(&seals_anew(storage, &key, (id, &text), ours.collect())?);
    let mark = Mark {
        number: old.last_number(),
        hash,
    };
    HighWater::of(&home.state(), id).settle(storage, mark)?;
    let name = next_name(storage, place, REPAIRED_PREFIX);
    create_file(storage, place, &name, text.as_bytes()).map_err(StoreError::system(
        "write the sealed case",
        &place.join(&name),
    ))?;
    if !Journal::read(storage, &place.join(&name), folder.ring())?.is_whole() {
        return Err(StoreError::Damaged { path: old_path });
    }
    remove_old(storage, place, &writing, &name)?;
    Ok(left)
}

/// Reads the case as it was, with everything that a rescue wrote outside its folder, which is taken
/// in and removed there. Nothing is touched of a case of which something would be lost.
pub(in crate::store) fn gathered(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
) -> Result<(PathBuf, Scan, NotesScan), StoreError> {
    let place = folder.path();
    let mut versions = Versions::read(storage, place, folder.ring())?;
    if take_in_rescue(storage, home, folder, &versions)? {
        versions = Versions::read(storage, place, folder.ring())?;
    }
    if let Some(path) = versions.unread.into_iter().next() {
        return Err(StoreError::Unread { path });
    }
    let (old, path) = (versions.best.scan, versions.best.path);
    let standing = HighWater::of(&home.state(), old.header.id).compare(storage, &old);
    let complete = matches!(standing, Standing::Unknown | Standing::Complete);
    let notes = Notes::read(storage, place, &old.writing)?;
    let misfit = |seal: &FoundSeal| seal.standing(old.header.id) == SealStanding::DoesNotFit;
    let sound = old.is_whole() && complete && !old.seals.iter().any(misfit);
    if !sound || !versions.forked.is_empty() || notes.unreadable > 0 {
        return Err(StoreError::Damaged { path });
    }
    if let Some(path) = rescued_beyond(storage, home, &old) {
        return Err(StoreError::Damaged { path });
    }
    remove_rescued(storage, home, old.header.id)?;
    Ok((path, old, notes))
}

/// Writes what lies beside the journal and its notes in the new way.
fn write_beside(
    storage: &dyn Storage,
    folder: &CaseFolder,
    old: &Writing,
    new: &Writing,
) -> Result<Vec<StoreError>, StoreError> {
    let place = folder.path();
    if let Some(text) = read_draft(storage, place, old)? {
        write_draft(storage, place, new, &text)?;
    }
    let mut left = seal_papers(storage, folder, folder.ring())?;
    match folder.plan(storage, old) {
        Ok(Some(plan)) => write_plan(storage, place, new, &plan)?,
        Ok(None) => {}
        Err(error) => left.push(passed_over(error)?),
    }
    left.extend(seal_kept(storage, folder, folder.ring())?);
    Ok(left)
}

fn journal_text(
    storage: &dyn Storage,
    place: &Path,
    header: &Header,
    writing: &Writing,
    old: &Scan,
) -> Result<(String, LineHash), StoreError> {
    let path = place.join(JOURNAL_NAME);
    let first = header_line(header).map_err(|_| StoreError::NotOneLine { path: path.clone() })?;
    let entries = old.entries.iter();
    let entries = entries.map(|entry| (entry.number, entry.body.as_str()));
    writing
        .journal(storage, first, entries)
        .map_err(StoreError::system("seal the entries", &path))
}

/// Seals a journal that was written anew, under its identity, up to where each of these seals was.
fn seals_anew(
    storage: &dyn Storage,
    key: &SealKey,
    (id, written): (HeaderId, &str),
    seals: Vec<&FoundSeal>,
) -> Result<String, StoreError> {
    if seals.is_empty() {
        return Ok(String::new());
    }
    let key = key.signing(storage)?;
    let mut lines = written.lines();
    let header_line = lines.next().unwrap_or_default();
    let sealed = seals.into_iter().map(|seal| {
        let count = usize::try_from(seal.number).unwrap_or(usize::MAX);
        sealing_line(&key, id, header_line, lines.clone().take(count)) + "\n"
    });
    Ok(sealed.collect())
}

/// Removes everything that is not written with the new key, whatever an earlier try left included,
/// and lets the new journal have its usual name.
fn remove_old(
    storage: &dyn Storage,
    place: &Path,
    new: &Writing,
    name: &str,
) -> Result<(), StoreError> {
    let failed = |error| StoreError::system("remove what was written before", place)(error);
    for there in storage.list(place).map_err(failed)? {
        let is_old = (is_journal(&there) && there != name) || is_otherwise_written(&there, new);
        if is_old {
            storage.remove_file(&place.join(there)).map_err(failed)?;
        }
    }
    storage
        .rename_new(&place.join(name), &place.join(JOURNAL_NAME))
        .and_then(|()| storage.sync_folder(place))
        .map_err(failed)
}
