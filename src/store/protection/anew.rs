//! A case sealed anew, with another key: when it was plain, and when a reader is taken away.

use std::path::Path;

use super::kept::{keep_damaged, seal_kept};
use super::passed_over;
use crate::case::Now;
use crate::store::case_folder::{CaseFolder, write_plan};
use crate::store::draft::{read_draft, write_draft};
use crate::store::error::StoreError;
use crate::store::high_water::{HighWater, Mark};
use crate::store::home::Home;
use crate::store::journal::JOURNAL_NAME;
use crate::store::line::HeaderId;
use crate::store::lock::CaseLock;
use crate::store::notes::Notes;
use crate::store::old_record::{is_otherwise_written, old_record};
use crate::store::papers::seal_papers;
use crate::store::removing::names_in;
use crate::store::sealed::Writing;
use crate::store::sound_record::sound_record;
use crate::store::storage::{Storage, create_read_back};
use crate::store::versions::{REPAIRED_PREFIX, is_journal, next_name};
use crate::store::whole_journal::{checked, first_line, journal_text, own_seals, seal_up_to};

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
    let record = sound_record(storage, home, folder)?;
    let old = record.scan;
    let unmade = |error| StoreError::system("make a key for the case", place)(error);
    let id = HeaderId(storage.random().map_err(unmade)?);
    let made = keyring.new_case(storage, id, folder.kind());
    let (mut header, writing) = made.map_err(unmade)?;
    header.after = Some(old.last_hash.to_string());
    let first = first_line(folder, &header)?;
    let mut text = journal_text(storage, folder, first, &writing, &old.entries)?;
    let own = own_seals(storage, home, folder, &old)?;
    let ends: Vec<u64> = own.iter().map(|seal| seal.number).collect();
    seal_up_to(storage, home, folder, (id, &mut text), &ends)?;
    let made = checked(folder, &text, &old.entries)?;

    // Under the new names first: until the new journal stands, nothing of it counts.
    Notes::write_whole(storage, place, &writing, record.notes.notes)?;
    let left = write_beside(storage, folder, &old.writing, &writing)?;
    keep_damaged(storage, folder, (&record.path, &old))?;
    HighWater::of(&home.state(), id).settle(storage, Mark::at_the_end_of(&made))?;
    let name = next_name(&names_in(storage, place)?, REPAIRED_PREFIX);
    create_read_back(storage, place, &name, text.as_bytes()).map_err(StoreError::system(
        "write the sealed case",
        &place.join(&name),
    ))?;
    remove_old(storage, place, &writing, &name)?;
    Ok(left)
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
