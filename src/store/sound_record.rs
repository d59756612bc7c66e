//! A record that is whole, from which another one is to be made.

use std::path::PathBuf;

use super::case_folder::CaseFolder;
use super::error::StoreError;
use super::home::Home;
use super::notes::{Notes, NotesScan};
use super::rescued::{remove_rescued, rescued_beyond, take_in_rescue};
use super::scan::Scan;
use super::storage::Storage;
use super::versions::{Version, Versions};

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

/// Reads a case as it is, with everything that a rescue wrote outside its folder, which is taken in
/// and removed there; its lock has to be held.
///
/// # Errors
/// A case of which something would be lost; nothing of it is touched then.
pub fn sound_record(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
) -> Result<SoundRecord, StoreError> {
    let place = folder.path();
    let mut versions = Versions::read(storage, place, folder.ring())?;
    if take_in_rescue(storage, home, folder, &versions)? {
        versions = Versions::read(storage, place, folder.ring())?;
    }
    let Version { path, scan } = versions.surely_newest(storage, home)?;
    let notes = Notes::read(storage, place, &scan.writing)?;
    if notes.unreadable > 0 {
        return Err(StoreError::Damaged { path });
    }
    if let Some(path) = rescued_beyond(storage, home, &scan) {
        return Err(StoreError::Damaged { path });
    }
    remove_rescued(storage, home, scan.header.id)?;
    Ok(SoundRecord { path, scan, notes })
}
