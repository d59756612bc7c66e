//! What was told of the keys of a home: who was last named as a reader, and when it was last tried
//! whether the key of the service opens the cases.
//!
//! None of it decides anything. Where it is missing, or somebody changed it, only what is said
//! differs: who can read the cases stands among the keys themselves.

use chrono::{Months, NaiveDate};

use crate::store::error::StoreError;
use crate::store::home::Home;
use crate::store::sealed::Reader;
use crate::store::storage::Storage;

/// Name of the sealed list of those who were last named as readers.
const READERS_NAME: &str = "readers-told.age";
/// Longest such list, in bytes: as many readers as a file with keys may hold, sealed.
const LONGEST_READERS: u64 = 128 << 10;
/// Name of the note of the day on which the key of the service was last tried.
const TRIED_NAME: &str = "recovery-tried";
/// A day takes ten bytes.
const LONGEST_DAY: u64 = 64;
/// After so many months it is to be tried again.
const TRIED_EVERY: Months = Months::new(3);

/// Who was last named as a reader; nothing where nobody was yet, or where the list cannot be opened
/// with the keys of today, as after a recovery.
pub fn readers_told(storage: &dyn Storage, home: &Home) -> Option<Vec<Reader>> {
    let sealed = storage.read(&home.state().join(READERS_NAME), LONGEST_READERS);
    let opened = home.ring().open_file(&sealed.ok()?).ok()?;
    serde_json::from_slice(&opened).ok()
}

/// Notes who was named as a reader, sealed for the owner of the home alone; a locked home is refused.
pub fn note_readers_told(
    storage: &dyn Storage,
    home: &Home,
    readers: &[Reader],
) -> Result<(), StoreError> {
    let path = home.state().join(READERS_NAME);
    let sealed = serde_json::to_vec(readers)
        .ok()
        .and_then(|list| home.ring().seal_for_owner(&list));
    let sealed = sealed.ok_or_else(|| StoreError::Locked { path: path.clone() })?;
    home.note(storage, READERS_NAME, &sealed)
}

/// On which day the key of the service was last tried with success.
pub fn recovery_tried(storage: &dyn Storage, home: &Home) -> Option<NaiveDate> {
    let noted = storage.read(&home.state().join(TRIED_NAME), LONGEST_DAY);
    String::from_utf8(noted.ok()?).ok()?.trim().parse().ok()
}

/// Notes that the key of the service was tried with success on a day.
pub fn note_recovery_tried(
    storage: &dyn Storage,
    home: &Home,
    on: NaiveDate,
) -> Result<(), StoreError> {
    home.note(storage, TRIED_NAME, format!("{on}\n").as_bytes())
}

/// Whether it is to be tried again: every quarter of a year. A day that is still to come was noted by
/// a clock that was wrong, and does not count.
pub fn recovery_is_due(tried: Option<NaiveDate>, today: NaiveDate) -> bool {
    let rests = |tried: NaiveDate| {
        let next = tried.checked_add_months(TRIED_EVERY);
        tried <= today && next.is_some_and(|next| today < next)
    };
    !tried.is_some_and(rests)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sealed::{Keyring, LEAST_COST, Passphrase};
    use crate::store::{MemoryDisk, change_identity, protect};

    const PASSPHRASE: &str = "river lantern apple stove mitten";

    fn reader(name: &str, disk: &MemoryDisk) -> Reader {
        let keyring = Keyring::generate(disk, Vec::new()).unwrap();
        Reader {
            name: name.to_owned(),
            key: keyring.public(),
            recovery: true,
        }
    }

    #[test]
    fn who_was_named_is_remembered_for_the_owner_alone() {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        let service = reader("Service manager", &disk);
        let passphrase = Passphrase::new(PASSPHRASE).0;
        protect(&disk, &home, &passphrase, LEAST_COST, vec![service.clone()]).unwrap();
        assert_eq!(readers_told(&disk, &home), None);
        note_readers_told(&disk, &home, std::slice::from_ref(&service)).unwrap();
        assert_eq!(readers_told(&disk, &home), Some(vec![service.clone()]));
        let written = disk.read(&home.state().join(READERS_NAME), LONGEST_READERS);
        let written = String::from_utf8_lossy(&written.unwrap()).into_owned();
        assert!(!written.contains("manager") && !written.contains(&service.key));
        // Other readers and another passphrase leave it open to the same owner.
        change_identity(&disk, &home, &passphrase, LEAST_COST, Vec::new()).unwrap();
        assert_eq!(readers_told(&disk, &home), Some(vec![service]));
        home.ring().lock();
        assert_eq!(readers_told(&disk, &home), None);
        assert!(note_readers_told(&disk, &home, &[]).is_err());
    }

    #[test]
    fn the_key_of_the_service_is_tried_every_quarter_of_a_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(recovery_is_due(None, day("2026-11-27")));
        let tried = Some(day("2026-11-30"));
        assert!(!recovery_is_due(tried, day("2026-11-30")));
        assert!(!recovery_is_due(tried, day("2027-02-27")));
        assert!(recovery_is_due(tried, day("2027-02-28")));
        assert!(recovery_is_due(tried, day("2026-11-29")), "a wrong clock");
        assert!(recovery_is_due(Some(NaiveDate::MAX), NaiveDate::MAX));
    }

    #[test]
    fn the_day_of_a_try_is_kept_and_nonsense_in_its_place_is_no_day() {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        assert_eq!(recovery_tried(&disk, &home), None);
        let day: NaiveDate = "2026-11-27".parse().unwrap();
        note_recovery_tried(&disk, &home, day).unwrap();
        assert_eq!(recovery_tried(&disk, &home), Some(day));
        disk.put(&home.state().join(TRIED_NAME), b"soon").unwrap();
        assert_eq!(recovery_tried(&disk, &home), None);
    }
}
