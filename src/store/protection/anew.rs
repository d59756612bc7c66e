//! A case sealed anew, with another key: when it was plain, and when a reader is taken away.

use std::path::Path;

use crate::case::Now;
use crate::store::case_folder::{CaseFolder, JOURNAL_NAME, PLAN_NAME, write_plan};
use crate::store::draft::{DRAFT_NAME, read_draft, write_draft};
use crate::store::error::StoreError;
use crate::store::high_water::{HighWater, Mark, Standing};
use crate::store::home::Home;
use crate::store::journal::Journal;
use crate::store::line::{Header, HeaderId, LineHash, header_line};
use crate::store::lock::CaseLock;
use crate::store::notes::{NOTES_NAME, Notes};
use crate::store::papers::seal_papers;
use crate::store::scan::Scan;
use crate::store::sealed::Writing;
use crate::store::storage::{Storage, create_file};
use crate::store::versions::{REPAIRED_PREFIX, RESCUE_PREFIX, Versions, next_name};

/// Seals a case with a new key for the readers of its home, under a new identity; the header
/// tells the hash of the last line of the file that it took the place of, which is removed.
///
/// After a crash at any moment the case is whole: the old one, or the new one. A damaged case is
/// refused, for nothing of it may be thrown away. People who could read it may have kept a copy.
pub fn seal_anew(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    now: Now,
) -> Result<(), StoreError> {
    let place = folder.path();
    let _lock = CaseLock::take(storage, place, now)?;
    let versions = Versions::read(storage, place, folder.ring())?;
    let (old, old_path) = (versions.best.scan, versions.best.path);
    let damaged = || StoreError::Damaged {
        path: old_path.clone(),
    };
    let standing = HighWater::of(&home.state(), old.header.id).compare(storage, &old);
    let complete = matches!(standing, Standing::Unknown | Standing::Complete);
    let notes = Notes::read(storage, place, &old.writing)?;
    if !old.is_whole() || !versions.forked.is_empty() || !complete || notes.unreadable > 0 {
        return Err(damaged());
    }
    let keyring = home.ring().keyring().ok_or_else(|| StoreError::Locked {
        path: home.identity_file(),
    })?;
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
    if let Some(text) = read_draft(storage, place, &old.writing)? {
        write_draft(storage, place, &writing, &text)?;
    }
    if let Some(plan) = folder.plan(storage, &old.writing)? {
        write_plan(storage, place, &writing, &plan)?;
    }
    seal_papers(storage, folder, folder.ring())?;
    let (text, hash) = journal_text(storage, place, &header, &writing, &old)?;
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
        return Err(damaged());
    }
    remove_old(storage, place, &old.writing, &name)
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
    let mut last = LineHash::of(&first);
    let mut text = first + "\n";
    for entry in &old.entries {
        let line = writing.entry(storage, entry.number, last, &entry.body);
        let line = line.map_err(StoreError::system("seal the entries", &path))?;
        last = LineHash::of(&line);
        text.push_str(&line);
        text.push('\n');
    }
    Ok((text, last))
}

/// Removes everything that the old key opens, and lets the new journal have its usual name.
fn remove_old(
    storage: &dyn Storage,
    place: &Path,
    old: &Writing,
    name: &str,
) -> Result<(), StoreError> {
    let failed = |error| StoreError::system("remove what was written before", place)(error);
    for there in storage.list(place).map_err(failed)? {
        let is_journal = there == JOURNAL_NAME
            || there.starts_with(RESCUE_PREFIX)
            || there.starts_with(REPAIRED_PREFIX);
        let is_old = (is_journal && there != name)
            || there == old.name(NOTES_NAME)
            || there == old.name(DRAFT_NAME)
            || (!old.is_sealed() && there == PLAN_NAME);
        if is_old {
            storage.remove_file(&place.join(there)).map_err(failed)?;
        }
    }
    storage
        .rename_new(&place.join(name), &place.join(JOURNAL_NAME))
        .and_then(|()| storage.sync_folder(place))
        .map_err(failed)
}
