//! A record that is written anew because words were taken out of it.
//!
//! ```text
//! read whole → the new text, checked as a whole → notes under a new name
//!            → the new journal, read back → its name (it is the record now)
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
use super::disposal::copies_of;
use super::error::StoreError;
use super::high_water::{HighWater, Mark};
use super::home::Home;
use super::index::IndexFile;
use super::library::is_conflict_name;
use super::line::HeaderId;
use super::notes::Notes;
use super::removing::{kind_of, names_in};
use super::scan::Entry;
use super::sealed::Writing;
use super::sound_record::SoundRecord;
use super::storage::{Storage, create_read_back};
use super::versions::{REPAIRED_PREFIX, is_journal, next_name};
use super::whole_journal::{checked, first_line, journal_text, own_seals, seal_up_to};

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
/// What nobody could read is refused before anything is written, and what the disk does not give back
/// as it was written never has its name. An error means that the case goes on with the old one, or
/// that the disk does not even tell which of both stands.
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
    let first = first_line(folder, &header)?;
    let mut text = journal_text(storage, folder, first, &writing, &new.entries)?;
    let is_ours = !own_seals(storage, home, folder, &old.scan)?.is_empty();
    if is_ours {
        let end = new.entries.last().map_or(0, |last| last.number);
        seal_up_to(storage, home, folder, (id, &mut text), &[end])?;
    }
    let made = checked(folder, &text, &new.entries)?;
    if writing.is_sealed() {
        // Under a name of their own, so that nothing of it counts yet.
        Notes::write_whole(storage, place, &writing, new.notes.clone())?;
    }
    HighWater::of(&home.state(), id).settle(storage, Mark::at_the_end_of(&made))?;
    // It holds words of what was agreed, and is made anew from what is there then.
    IndexFile::of(home, folder.kind()).remove(storage)?;
    let name = next_name(&names_in(storage, place)?, REPAIRED_PREFIX);
    let path = place.join(&name);
    let named = create_read_back(storage, place, &name, text.as_bytes())
        .map_err(StoreError::system("write the new record", &path));
    let unconfirmed = match named {
        // A name says which record stands, whatever failed after it was given.
        Err(error) if !matches!(kind_of(storage, &path), Ok(Some(_))) => return Err(error),
        named => named.err(),
    };
    Ok(NewRecordMade {
        path,
        writing,
        seals_left: !is_ours && !old.scan.seals.is_empty(),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::store::scan::ENTRY_LIMIT;
    use crate::store::sound_record;
    use crate::store::testing::{batch, body, core, create, folder, home, reopen, sealed_home};
    use crate::store::versions::Versions;
    use crate::store::{Batch, DiskFault, MemoryDisk, Operation, read_case};

    /// A case of two entries.
    fn begun(home: &Home) -> MemoryDisk {
        let disk = MemoryDisk::default();
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut core = core(&storage, home, create(&disk, home).unwrap());
        core.step(batch(1));
        core.step(batch(2));
        core.finish();
        disk
    }

    fn without_words(last: u64) -> NewRecord {
        let entry = |number| Entry {
            number,
            body: body(number),
        };
        NewRecord {
            entries: (1..=last).map(entry).collect(),
            notes: BTreeMap::from([(1, r#"{"id":1,"text":"blank"}"#.to_owned())]),
        }
    }

    fn written(
        disk: &MemoryDisk,
        home: &Home,
        new: &NewRecord,
        fault: Option<DiskFault>,
    ) -> Result<NewRecordMade, StoreError> {
        let old = sound_record(disk, home, &folder(home)).unwrap();
        if let Some(fault) = fault {
            disk.fail(fault);
        }
        let made = begin_new_record(disk, home, &folder(home), &old, new);
        disk.heal();
        made
    }

    fn unreadable(at: u64) -> DiskFault {
        DiskFault {
            only: Some(Operation::Read),
            ..DiskFault::once(at)
        }
    }

    #[test]
    fn a_new_record_that_is_too_long_to_be_read_is_never_written() {
        let home = home();
        let disk = begun(&home);
        let before = disk.list(folder(&home).path()).unwrap();
        let made = written(&disk, &home, &without_words(ENTRY_LIMIT + 1), None);
        assert!(matches!(made, Err(StoreError::Journal { .. })), "{made:?}");
        assert_eq!(disk.list(folder(&home).path()).unwrap(), before);
        let read = read_case(&disk, &home, &folder(&home)).unwrap();
        assert_eq!(read.scan.last_number(), 2);
    }

    #[test]
    fn whatever_cannot_be_read_meanwhile_no_record_stands_that_was_not_read_back() {
        for home in [home(), sealed_home()] {
            let mut refused = 0;
            for at in 1..20 {
                let disk = begun(&home);
                let made = written(&disk, &home, &without_words(3), Some(unreadable(at)));
                let versions = Versions::read(&disk, folder(&home).path(), home.ring()).unwrap();
                let number = versions.best.scan.last_number();
                if let Ok(made) = made {
                    assert!(made.unconfirmed.is_none(), "{at}");
                    assert_eq!((versions.best.path, number), (made.path, 3), "{at}");
                } else {
                    assert_eq!(number, 2, "{at}");
                    refused += 1;
                }
            }
            assert!(refused > 1, "{refused} faults were told");
        }
    }

    #[test]
    fn where_the_names_in_the_folder_cannot_be_read_no_older_record_is_taken_for_the_new_one() {
        let home = home();
        let disk = begun(&home);
        let first = written(&disk, &home, &without_words(3), None).unwrap();
        for at in 1..20 {
            let made = written(&disk, &home, &without_words(4), Some(unreadable(at)));
            if let Ok(made) = made {
                assert_ne!(made.path, first.path, "{at}");
            }
        }
    }

    #[test]
    fn where_the_key_of_this_home_cannot_be_read_no_sealed_record_makes_way_for_one_without_a_seal()
    {
        let home = home();
        let disk = begun(&home);
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut core = core(&storage, &home, reopen(&disk, &home));
        core.step(Batch {
            seal: true,
            ..batch(3)
        });
        core.finish();
        let key = home.state().join("seal-key");
        disk.remove_file(&key).unwrap();
        disk.create_folder(&key).unwrap();
        let before = disk.list(folder(&home).path()).unwrap();
        let made = written(&disk, &home, &without_words(4), None);
        assert!(matches!(made, Err(StoreError::System { .. })), "{made:?}");
        assert_eq!(disk.list(folder(&home).path()).unwrap(), before);
    }

    #[test]
    fn that_nobody_can_tell_what_the_record_before_still_holds_is_said() {
        let home = home();
        let disk = begun(&home);
        written(&disk, &home, &without_words(3), None).unwrap();
        let remarks = || {
            let read = read_case(&disk, &home, &folder(&home)).unwrap();
            let told: Vec<String> = read.remarks.iter().map(ToString::to_string).collect();
            told.join("\n")
        };
        assert!(remarks().contains("still holds them"), "{}", remarks());
        let old = folder(&home).path().join("journal");
        disk.remove_file(&old).unwrap();
        // As a file that another program holds.
        disk.create_folder(&old).unwrap();
        let told = remarks();
        assert!(told.contains("cannot be told"), "{told}");
        assert!(told.contains("Words were taken out"), "{told}");
    }
}
