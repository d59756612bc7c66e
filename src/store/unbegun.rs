//! A case of which nothing was ever saved: its folder was made, and a crash came before its first
//! entry. Nobody knows what it is, and its reference is given to whoever asks for it anew.

use std::path::Path;

use super::case_folder::{CaseFolder, UNFINISHED_PREFIX, has_nothing_more};
use super::error::StoreError;
use super::high_water::HighWater;
use super::home::Home;
use super::line::HeaderId;
use super::lock::CaseLock;
use super::removing::remove_file;
use super::rescued::rescued_beyond;
use super::storage::Storage;
use super::versions::Versions;
use crate::case::Now;

/// Takes the reference away from a case of which nothing was ever saved, and says whether it was one.
/// Its folder then counts as one that never came into being, which is swept away after a day.
///
/// # Errors
/// The system refuses; the case is then as it was, or has no name any more.
pub fn give_up_unbegun(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    now: Now,
) -> Result<bool, StoreError> {
    let place = folder.path();
    // One that somebody has open is being begun in this very moment; where locks do not work,
    // nobody can tell.
    let lock = CaseLock::take(storage, place, now);
    let Some(_lock) = lock.ok().filter(CaseLock::keeps_others_out) else {
        return Ok(false);
    };
    let Some(id) = unbegun(storage, home, folder) else {
        return Ok(false);
    };
    let failed =
        |error| StoreError::system("take the place of a case without entries", place)(error);
    let name = HeaderId(storage.random().map_err(failed)?);
    let parent = place.parent().unwrap_or(Path::new("."));
    let aside = parent.join(format!("{UNFINISHED_PREFIX}{name}"));
    storage.rename_new(place, &aside).map_err(failed)?;
    storage.sync_folder(parent).map_err(failed)?;
    remove_file(storage, &HighWater::of(&home.state(), id).path())?;
    Ok(true)
}

/// Whether nothing was ever written in a case, as far as its record and what this computer saved of it
/// tell: not even the beginning of an entry.
pub fn never_held_anything(storage: &dyn Storage, home: &Home, folder: &CaseFolder) -> bool {
    let Ok(versions) = Versions::check(storage, folder.path(), folder.ring()) else {
        return false;
    };
    let scan = &versions.best.scan;
    let saved = HighWater::of(&home.state(), scan.header.id).read(storage);
    scan.holds_nothing()
        && scan.unreadable == 0
        && versions.forked.is_empty()
        && versions.broken.is_empty()
        && saved.is_none_or(|mark| mark.number == 0)
}

/// The identity of a case that has nothing but what every case is made with.
fn unbegun(storage: &dyn Storage, home: &Home, folder: &CaseFolder) -> Option<HeaderId> {
    let place = folder.path();
    let names = storage.list(place).ok()?;
    let versions = Versions::check(storage, place, folder.ring()).ok()?;
    let scan = &versions.best.scan;
    let id = scan.header.id;
    let saved = HighWater::of(&home.state(), id).read(storage);
    let nothing_saved = match saved {
        // What a crash left of a first entry was never said to be saved.
        Some(mark) => mark.number == 0 && scan.unreadable <= 1,
        None => scan.unreadable == 0,
    };
    let is_unbegun = has_nothing_more(&names)
        && nothing_saved
        && scan.holds_nothing()
        && versions.forked.is_empty()
        && rescued_beyond(storage, home, scan).is_none();
    is_unbegun.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::journal::JOURNAL_NAME;
    use crate::store::testing::{batch, core, create, folder, home, now, sealed_home};
    use crate::store::{DiskFault, MemoryDisk, sweep_left_behind};
    use std::sync::Arc;

    #[test]
    fn f02_a_case_without_an_entry_gives_its_reference_to_one_that_is_begun_anew() {
        for home in [home(), sealed_home()] {
            let disk = MemoryDisk::default();
            drop(create(&disk, &home).unwrap());
            assert!(create(&disk, &home).is_err(), "its name is taken");
            assert!(give_up_unbegun(&disk, &home, &folder(&home), now()).unwrap());
            assert!(disk.identity(folder(&home).path()).is_err());
            create(&disk, &home).unwrap();
        }
    }

    #[test]
    fn a_case_with_anything_in_it_keeps_its_reference() {
        let (disk, home) = (Arc::new(MemoryDisk::default()), home());
        let storage: Arc<dyn Storage> = disk.clone();
        let case = create(disk.as_ref(), &home).unwrap();
        let given_up = || give_up_unbegun(disk.as_ref(), &home, &folder(&home), now()).unwrap();
        assert!(!given_up(), "somebody has it open");
        let mut writer = core(&storage, &home, case);
        writer.step(batch(1));
        writer.finish();
        assert!(!given_up(), "an entry was saved");
        let journal = folder(&home).path().join(JOURNAL_NAME);
        let whole = disk.read(&journal, u64::MAX).unwrap();
        let first = whole.iter().position(|byte| *byte == b'\n').unwrap();
        disk.put(&journal, &whole[..=first]).unwrap();
        assert!(!given_up(), "this computer saved an entry that is gone");
    }

    #[test]
    fn where_locks_do_not_work_a_case_is_left_alone() {
        let (disk, home) = (MemoryDisk::default(), home());
        disk.without_locks();
        drop(create(&disk, &home).unwrap());
        assert!(!give_up_unbegun(&disk, &home, &folder(&home), now()).unwrap());
        assert!(disk.identity(folder(&home).path()).is_ok());
    }

    #[test]
    fn one_line_that_cannot_be_read_is_what_a_crash_left_and_more_of_them_are_not() {
        for (torn, given_up) in [("e1 half", true), ("e1 half\ne1 half", false)] {
            let (disk, home) = (MemoryDisk::default(), home());
            drop(create(&disk, &home).unwrap());
            let journal = folder(&home).path().join(JOURNAL_NAME);
            let mut bytes = disk.read(&journal, u64::MAX).unwrap();
            bytes.extend(torn.as_bytes());
            disk.put(&journal, &bytes).unwrap();
            let said = give_up_unbegun(&disk, &home, &folder(&home), now()).unwrap();
            assert_eq!(said, given_up, "{torn}");
        }
    }

    #[test]
    fn what_has_no_name_is_swept_away_after_a_day_unless_something_was_saved_in_it() {
        for entries in [0, 1] {
            let (disk, home) = (Arc::new(MemoryDisk::default()), home());
            let storage: Arc<dyn Storage> = disk.clone();
            let mut writer = core(&storage, &home, create(disk.as_ref(), &home).unwrap());
            if entries > 0 {
                writer.step(batch(1));
            }
            writer.finish();
            let nameless = folder(&home).path().with_file_name(".new-0a");
            disk.rename_new(folder(&home).path(), &nameless).unwrap();
            let mut later = now();
            later.wall += chrono::Duration::days(100_000);
            let named = sweep_left_behind(disk.as_ref(), &home, later);
            assert_eq!(named.len(), entries);
            assert_eq!(disk.identity(&nameless).is_ok(), entries > 0);
        }
    }

    #[test]
    fn whatever_fails_the_case_has_its_name_or_its_name_is_free() {
        for failing in 1..20 {
            let (disk, home) = (MemoryDisk::default(), home());
            drop(create(&disk, &home).unwrap());
            disk.fail(DiskFault::once(failing));
            let given_up = give_up_unbegun(&disk, &home, &folder(&home), now());
            disk.heal();
            let is_free = disk.identity(folder(&home).path()).is_err();
            assert!(is_free || !matches!(given_up, Ok(true)), "{failing}");
            assert!(is_free || give_up_unbegun(&disk, &home, &folder(&home), now()).unwrap());
            create(&disk, &home).unwrap();
        }
    }
}
