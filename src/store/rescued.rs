//! Copies of a case outside its folder, to which a rescue went while the folder could not be
//! written to.

use std::io;
use std::path::{Path, PathBuf};

use super::case_folder::{CaseFolder, UNSEALED_NAME};
use super::draft::{clear_draft, read_draft, write_draft};
use super::error::StoreError;
use super::home::Home;
use super::journal::Journal;
use super::line::HeaderId;
use super::notes::{NOTES_NAME, Notes};
use super::removing::{names_in, remove_whole, sync};
use super::scan::Scan;
use super::storage::{NodeKind, Storage, replace_file};
use super::versions::{RESCUE_PREFIX, Version, Versions, agree, next_name};

/// Brings back what was saved outside the folder while the folder could not be written to.
///
/// The journal copy outside is left; its notes and half-typed text are removed once they are
/// in the case, so that a later erasure finds all of them.
pub(super) fn take_in_rescue(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    versions: &Versions,
) -> Result<bool, StoreError> {
    if versions.broken.iter().any(|one| one.answer().is_some()) {
        // What cannot be read at this moment may be newer than everything elsewhere.
        return Ok(false);
    }
    if versions.surely_of_this_record().is_err() {
        // The notes elsewhere may hold words that were taken out.
        return Ok(false);
    }
    let best = &versions.best.scan;
    let Some((place, rescued)) = find_rescue(storage, home, best.header.id, best) else {
        return Ok(false);
    };
    let (mut journal, _) = Journal::open(storage, &rescued.path, None, folder.ring())?;
    let writing = journal.writing().clone();
    let (mut notes, _) = Notes::open(storage, folder.path(), &writing)?;
    // The copy held all notes when it was made, and later erasures took place in it. Where it has
    // none any more, they were taken in before, and those in the folder are newer.
    let outside = place.join(writing.name(NOTES_NAME));
    match storage.identity(&outside) {
        Ok(_) => notes.replace_all(storage, Notes::read(storage, &place, &writing)?.notes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(StoreError::system("find the notes", &outside)(error)),
    }
    // Half-typed text that was kept there is newer than what the folder has.
    if let Some(text) = read_draft(storage, &place, &writing)? {
        write_draft(storage, folder.path(), &writing, &text)?;
    }
    let owed = place.join(UNSEALED_NAME);
    if storage.identity(&owed).is_ok() {
        replace_file(storage, folder.path(), UNSEALED_NAME, b"").map_err(StoreError::system(
            "note that a seal is missing",
            &folder.path().join(UNSEALED_NAME),
        ))?;
    }
    let name = next_name(&names_in(storage, folder.path())?, RESCUE_PREFIX);
    journal.move_to(storage, folder.path(), &name)?;
    // Should this fail, the words stay where only their owner can read them.
    let _ = storage.remove_file(&outside);
    let _ = clear_draft(storage, &place, &writing);
    let _ = storage.remove_file(&owed);
    Ok(true)
}

/// Finds the longest copy outside the folder that continues the journal, or that has
/// notes which were not taken in yet.
///
/// The last of these places is shared with other people, so a copy counts only if it
/// belongs to who runs the program.
fn find_rescue(
    storage: &dyn Storage,
    home: &Home,
    id: HeaderId,
    best: &Scan,
) -> Option<(PathBuf, Version)> {
    let mut found: Option<(PathBuf, Version)> = None;
    for place in rescued_folders(storage, home, id) {
        let Ok(versions) = Versions::read(storage, &place, home.ring()) else {
            continue;
        };
        let scan = &versions.best.scan;
        let has_words = storage
            .identity(&place.join(scan.writing.name(NOTES_NAME)))
            .is_ok();
        let longest = found
            .as_ref()
            .map_or(best.last_number(), |(_, one)| one.scan.last_number());
        let newer = scan.last_number() > longest || (scan.last_number() == longest && has_words);
        if newer && scan.is_whole() && agree(best, scan) {
            found = Some((place, versions.best));
        }
    }
    found
}

/// Every folder of this case in the places to which rescues go.
pub(super) fn rescued_folders(storage: &dyn Storage, home: &Home, id: HeaderId) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for place in home.rescue_places() {
        let names = storage.list(&place).unwrap_or_default().into_iter();
        let of_case = names.filter(|name| name.starts_with(&id.to_string()));
        let of_case = of_case.map(|name| place.join(name));
        folders.extend(of_case.filter(|folder| is_own_folder(storage, folder).unwrap_or(false)));
    }
    folders
}

/// The copies of cases that went elsewhere within this home, each with what can be read of it.
pub fn rescued_in_home(storage: &dyn Storage, home: &Home) -> Vec<(PathBuf, Option<Scan>)> {
    let places = home.rescue_places();
    let Some(place) = places.first() else {
        return Vec::new();
    };
    // The other places are shared with other homes, and a copy there may be of one of theirs.
    let names = storage.list(place).unwrap_or_default().into_iter();
    let folders = names.map(|name| place.join(name));
    let own = folders.filter(|folder| is_own_folder(storage, folder).unwrap_or(false));
    own.filter_map(|folder| {
        let is_left = storage.list(&folder).is_ok_and(|names| !names.is_empty());
        let read = Versions::read(storage, &folder, home.ring());
        is_left.then(|| (folder, read.ok().map(|versions| versions.best.scan)))
    })
    .collect()
}

/// A copy outside the folder that holds what a journal does not: then neither may be thrown away.
pub(super) fn rescued_beyond(storage: &dyn Storage, home: &Home, best: &Scan) -> Option<PathBuf> {
    let mut places = rescued_folders(storage, home, best.header.id).into_iter();
    places.find(|place| match Versions::read(storage, place, home.ring()) {
        Ok(versions) => {
            let there = &versions.best.scan;
            let all_here = there.last_number() <= best.last_number() && agree(best, there);
            !all_here || !versions.forked.is_empty()
        }
        // Nothing is left of one that was being removed.
        Err(_) => storage.list(place).map_or(true, |names| !names.is_empty()),
    })
}

/// Removes the copies of a case that are outside its folder: once all of them stands in it, or as
/// the case itself goes. A place that cannot be looked into is an error, for a copy in it would stay.
pub(super) fn remove_rescued(
    storage: &dyn Storage,
    home: &Home,
    id: HeaderId,
) -> Result<(), StoreError> {
    for place in home.rescue_places() {
        let mut names = names_in(storage, &place)?;
        names.retain(|name| name.starts_with(&id.to_string()));
        for name in &names {
            let folder = place.join(name);
            if is_own_folder(storage, &folder)? {
                remove_whole(storage, &folder)?;
            }
        }
        if !names.is_empty() {
            sync(storage, &place)?;
        }
    }
    Ok(())
}

/// Whether a copy is one of ours. The last of the places is shared with other people: what belongs
/// to one of them, or leads elsewhere, is none.
fn is_own_folder(storage: &dyn Storage, folder: &Path) -> Result<bool, StoreError> {
    match storage.identity(folder) {
        Ok(found) => Ok(found.kind == NodeKind::Folder && found.own),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreError::system("look at a copy of the case", folder)(
            error,
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::store::journal::JOURNAL_NAME;
    use crate::store::testing::{batch, core, create, folder, home, now, reopen};
    use crate::store::{MemoryDisk, Opened, WhyReadOnly, open_case};

    #[test]
    fn nothing_is_taken_in_while_the_first_journal_is_refused() {
        let (disk, home) = (MemoryDisk::default(), home());
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut core = core(&storage, &home, create(&disk, &home).unwrap());
        core.step(batch(1));
        // The folder is away for a moment, and the case goes on elsewhere.
        let place = folder(&home).path().to_owned();
        let away = place.with_file_name("away");
        disk.rename_new(&place, &away).unwrap();
        core.step(batch(2));
        drop(core);
        disk.kill_program();
        disk.rename_new(&away, &place).unwrap();
        // A rescue in the folder can be read, and the journal before it is held by another program.
        let journal = place.join(JOURNAL_NAME);
        let bytes = disk.read(&journal, u64::MAX).unwrap();
        disk.put(&place.join("journal-rescue1"), &bytes).unwrap();
        disk.remove_file(&journal).unwrap();
        disk.create_folder(&journal).unwrap();
        let opened = open_case(&disk, &home, &folder(&home), now()).unwrap();
        assert!(matches!(
            opened,
            Opened::ReadOnly(_, WhyReadOnly::Behind { .. })
        ));
        disk.remove_folder(&journal).unwrap();
        disk.put(&journal, &bytes).unwrap();
        assert_eq!(reopen(&disk, &home).content.scan.last_number(), 2);
    }
}
