//! On which kind of drive the cases lie: on one behind a network, what was written may wait, and a
//! second window may not be kept out.

use super::home::Home;
use super::storage::{Drive, Storage};

/// Name of an empty file among the marks: it was said on which kind of drive the cases lie.
const TOLD_NAME: &str = "drive-told";

/// On which kind of drive the home lies, where that has to be said and was not yet; from then on it
/// counts as said.
pub fn drive_to_tell(storage: &dyn Storage, home: &Home) -> Option<Drive> {
    let mut places = home.root().ancestors();
    // A home that was never used lies where its folder will.
    let place = places.find(|place| storage.identity(place).is_ok())?;
    let drive = storage.drive(place);
    let told = home.state().join(TOLD_NAME);
    if drive == Drive::Own || storage.identity(&told).is_ok() {
        return None;
    }
    if home.exists(storage) {
        // Where it cannot be noted it is said once more.
        let _ = home.note(storage, TOLD_NAME, b"");
    }
    Some(drive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Disk, MemoryDisk};

    #[test]
    fn h03_a_home_on_a_drive_of_another_computer_is_told_once() {
        let disk = MemoryDisk::default();
        let home = Home::at("/media/service/home");
        home.prepare(&disk).unwrap();
        assert_eq!(drive_to_tell(&disk, &home), None);
        disk.lie_on(Drive::Network);
        assert_eq!(drive_to_tell(&disk, &home), Some(Drive::Network));
        assert_eq!(drive_to_tell(&disk, &home), None);
    }

    #[test]
    fn a_home_that_was_never_used_is_not_made_by_being_looked_at() {
        let disk = MemoryDisk::default();
        disk.lie_on(Drive::Provided);
        let home = Home::at("/home");
        assert_eq!(drive_to_tell(&disk, &home), Some(Drive::Provided));
        assert!(!home.exists(&disk));
    }

    #[test]
    fn the_folder_of_this_very_program_lies_on_some_drive() {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(Disk.drive(&here.join("nowhere")), Drive::Own);
        // Whatever it is, to ask does no harm.
        Disk.drive(here);
    }
}
