//! Cases that were being brought in when the program was stopped: nobody lists them, and each may
//! be a whole case with everything that people said in it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::case_folder::{PLAN_NAME, UNFINISHED_PREFIX, has_nothing_more};
use super::error::StoreError;
use super::home::Home;
use super::journal::{JOURNAL_NAME, Journal};
use super::library::case_names;
use super::line::Kind;
use super::notes::{NOTES_NAME, Notes};
use super::removing::{names_in, remove_whole};
use super::sealed::Ring;
use super::storage::{NodeKind, Storage};
use super::versions::Versions;
use crate::case::Now;

/// What nobody can judge: whether it may be thrown away.
#[derive(Debug)]
pub enum LeftBehind {
    /// A folder that was never given its name, and that may be the only copy of a case.
    Case {
        /// The folder.
        path: PathBuf,
        /// How many entries it has; nothing where its record cannot be read.
        entries: Option<u64>,
    },
    /// A copy to which a case was saved while its folder could not be written to, where no case of
    /// this home is that one any more.
    Rescued {
        /// The folder.
        path: PathBuf,
        /// Its reference, where the record can be read and says it.
        reference: Option<String>,
    },
    /// What the system refuses to be looked into.
    Unread(StoreError),
}

impl LeftBehind {
    /// What it is and what to do, in a sentence each.
    pub fn told(&self) -> String {
        let (path, entries) = match self {
            Self::Rescued { path, reference } => {
                let case = reference.as_deref().unwrap_or("a case");
                return format!(
                    "{}: a copy of {case} was saved here while its own folder could not be written \
                     to, and no case here that can be read is the same. Bring that folder back to \
                     where it was and open the case, which takes this copy in; do not delete it before.",
                    path.display()
                );
            }
            Self::Case { path, entries } => (path.display(), *entries),
            Self::Unread(error) => {
                return format!(
                    "{error} A case may have been left there that was being brought in."
                );
            }
        };
        let what = match entries {
            Some(1) => " with 1 entry".to_owned(),
            Some(entries) => format!(" with {entries} entries"),
            None => String::new(),
        };
        format!(
            "{path}: a case{what} was left here when bringing it in was cut off. Copy the folder to \
             somewhere outside the home and `import` that; then delete this one."
        )
    }
}

fn is_no_folder(error: &StoreError) -> bool {
    matches!(error, StoreError::System { source, .. } if source.kind() == ErrorKind::NotADirectory)
}

/// Removes what was left so a day ago or more, and is provably not the only copy: nothing that anybody
/// said is in it, or a case of this home holds all of its entries and notes. Names what it cannot
/// judge. A younger one may be at work.
///
/// Where nothing was left this is one look at each folder of cases, which takes its time where there
/// are very many.
pub fn sweep_left_behind(storage: &dyn Storage, home: &Home, now: Now) -> Vec<LeftBehind> {
    let mut unjudged = Vec::new();
    for kind in [Kind::Case, Kind::Practice] {
        let cases = home.cases(kind);
        let names = names_in(storage, &cases).unwrap_or_else(|error| {
            // Where no folder is, nothing was left in it.
            if !is_no_folder(&error) {
                unjudged.push(LeftBehind::Unread(error));
            }
            Vec::new()
        });
        for name in names {
            let path = cases.join(&name);
            if !name.starts_with(UNFINISHED_PREFIX) {
                continue;
            }
            match is_old_folder(storage, &path, now) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(error) => {
                    unjudged.push(LeftBehind::Unread(error));
                    continue;
                }
            }
            if may_be_swept(storage, &path, home.ring()) {
                // What resists stays: it is not listed, and looked at once more at the next start.
                let _ = remove_whole(storage, &path);
                continue;
            }
            match Versions::check(storage, &path, home.ring()) {
                Ok(left) if stands_elsewhere(storage, home, kind, (&path, &left)) => {
                    let _ = remove_whole(storage, &path);
                }
                Ok(left) => unjudged.push(LeftBehind::Case {
                    entries: Some(left.best.scan.last_number()),
                    path,
                }),
                Err(_) => unjudged.push(LeftBehind::Case {
                    path,
                    entries: None,
                }),
            }
        }
    }
    unjudged
}

/// Whether this is a folder that was last changed more than a day ago. A link is none: it may lead to
/// a case, or anywhere; and one that has its name by now is not there any more.
fn is_old_folder(storage: &dyn Storage, path: &Path, now: Now) -> Result<bool, StoreError> {
    const DAY: i64 = 24 * 60 * 60;
    match storage.identity(path) {
        Ok(found) => {
            let is_old = found.modified + DAY < now.wall.timestamp();
            Ok(found.kind == NodeKind::Folder && is_old)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreError::system("look at the folder", path)(error)),
    }
}

/// Whether a folder that was never a case, or was one of which nothing was saved, may be thrown away:
/// without a record it never came into being, since that is written last, and a record without
/// entries holds nobody's words. Where that cannot be told, it may not.
fn may_be_swept(storage: &dyn Storage, folder: &Path, ring: &Ring) -> bool {
    let Ok(names) = storage.list(folder) else {
        return false;
    };
    if !names.iter().any(|name| name.starts_with(JOURNAL_NAME)) {
        return true;
    }
    let journal = Journal::check(storage, &folder.join(JOURNAL_NAME), ring);
    let is_empty = journal.is_ok_and(|scan| scan.holds_nothing() && scan.unreadable <= 1);
    has_nothing_more(&names) && is_empty
}

/// Whether a case of this home holds everything that one which was left holds. What cannot be read
/// proves nothing, and neither does a file that no import makes.
fn stands_elsewhere(
    storage: &dyn Storage,
    home: &Home,
    kind: Kind,
    (place, found): (&Path, &Versions),
) -> bool {
    let left = &found.best.scan;
    let is_sound = found.forked.is_empty() && found.broken.is_empty();
    if left.closed || !left.is_whole() || !is_sound {
        return false;
    }
    let written = [
        left.writing.name(NOTES_NAME),
        left.writing.plan_name(PLAN_NAME),
    ];
    let Ok(mut others) = storage.list(place) else {
        return false;
    };
    others.retain(|name| !written.contains(name));
    if !has_nothing_more(&others) {
        return false;
    }
    let Ok(notes) = Notes::read(storage, place, &left.writing) else {
        return false;
    };
    let cases = home.cases(kind);
    let Ok(names) = case_names(storage, home, kind) else {
        return false;
    };
    names.iter().any(|name| {
        let case = cases.join(name);
        let Ok(known) = Versions::read(storage, &case, home.ring()) else {
            return false;
        };
        let known = known.best.scan;
        let is_same = known.header.id == left.header.id && known.is_whole();
        if !is_same || !known.entries.starts_with(&left.entries) {
            return false;
        }
        let Ok(there) = Notes::read(storage, &case, &known.writing) else {
            return false;
        };
        // Of a note that is not there nobody here can tell whether it was erased.
        let mut left = notes.notes.iter();
        notes.unreadable == 0 && left.all(|(id, body)| there.notes.get(id) == Some(body))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::Duration;

    use super::*;
    use crate::store::testing::{batch, core, create, folder, home, kind, now, sealed_home};
    use crate::store::{DiskFault, MemoryDisk, Operation};

    /// A home with a case of two entries, and a copy of it that was left a day and more ago.
    fn left(home: &Home) -> (MemoryDisk, PathBuf, Now) {
        let disk = MemoryDisk::default();
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut core = core(&storage, home, create(&disk, home).unwrap());
        core.step(batch(1));
        core.step(batch(2));
        drop(core.finish());
        let place = home.cases(kind(home)).join(".new-0a0b");
        copy(&disk, folder(home).path(), &place);
        let mut later = now();
        later.wall += Duration::days(40_000);
        (disk, place, later)
    }

    fn copy(disk: &MemoryDisk, from: &Path, to: &Path) {
        disk.create_folder(to).unwrap();
        for name in disk.list(from).unwrap() {
            let path = from.join(&name);
            if disk.identity(&path).unwrap().kind == NodeKind::Folder {
                copy(disk, &path, &to.join(&name));
            } else {
                let bytes = disk.read(&path, 1 << 20).unwrap();
                disk.put(&to.join(&name), &bytes).unwrap();
            }
        }
    }

    #[test]
    fn what_a_case_here_holds_all_of_is_swept_and_what_is_younger_than_a_day_is_not() {
        for home in [home(), sealed_home()] {
            let (disk, place, later) = left(&home);
            let young = disk.identity(&place).unwrap().modified;
            let mut soon = later;
            soon.wall = chrono::DateTime::from_timestamp(young, 0)
                .unwrap()
                .fixed_offset();
            assert!(sweep_left_behind(&disk, &home, soon).is_empty());
            assert!(disk.identity(&place).is_ok(), "it may be at work");
            assert!(sweep_left_behind(&disk, &home, later).is_empty());
            assert!(disk.identity(&place).is_err());
            assert!(disk.identity(folder(&home).path()).is_ok());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_neither_swept_nor_followed() {
        use std::fs;
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let cases = home.cases(Kind::Practice);
        let (case, elsewhere) = (cases.join("PR-0001"), folder.path().join("elsewhere"));
        let left = cases.join(".new-0a0b");
        for place in [&case, &elsewhere, &left] {
            fs::create_dir_all(place).unwrap();
        }
        for place in [&case, &elsewhere] {
            fs::write(place.join("words"), "kept").unwrap();
        }
        symlink(&case, cases.join(".new-link")).unwrap();
        symlink(&elsewhere, cases.join(".new-far")).unwrap();
        symlink(&elsewhere, left.join("scripts")).unwrap();
        let mut later = now();
        later.wall += Duration::days(40_000);
        assert!(sweep_left_behind(&crate::store::Disk, &home, later).is_empty());
        assert!(case.join("words").exists());
        assert!(elsewhere.join("words").exists());
        assert!(!left.exists(), "it holds nothing of a case");
    }

    #[test]
    fn what_holds_a_file_that_no_import_makes_stays_and_is_named() {
        let home = home();
        let (disk, place, later) = left(&home);
        disk.put(&place.join("draft"), b"half a word").unwrap();
        assert_eq!(sweep_left_behind(&disk, &home, later).len(), 1);
        assert!(disk.identity(&place.join("draft")).is_ok());
    }

    #[test]
    fn what_may_be_the_only_copy_stays_and_is_named() {
        let home = home();
        let (disk, place, later) = left(&home);
        disk.rename_new(folder(&home).path(), Path::new("/elsewhere"))
            .unwrap();
        let named = sweep_left_behind(&disk, &home, later);
        let is_it = |left: &LeftBehind, read: Option<u64>| matches!(left, LeftBehind::Case { path, entries } if *path == place && *entries == read);
        assert_eq!(named.len(), 1);
        assert!(is_it(&named[0], Some(2)));
        assert!(named[0].told().contains("2 entries"), "{}", named[0].told());
        assert!(disk.identity(&place.join("journal")).is_ok());
        disk.put(&place.join("journal"), b"damaged").unwrap();
        let named = sweep_left_behind(&disk, &home, later);
        assert!(is_it(&named[0], None));
        assert!(disk.identity(&place.join("journal")).is_ok());
    }

    #[test]
    fn what_cannot_be_looked_into_is_named_and_stays_and_nobody_is_told_to_delete_it() {
        let home = home();
        let cases = home.cases(kind(&home));
        // The folders of both kinds of cases, and what was left in one of them.
        for (at, named_path) in [(1, home.cases(Kind::Case)), (2, cases.clone()), (3, cases)] {
            let (disk, place, later) = left(&home);
            disk.fail(DiskFault {
                only: Some(Operation::Read),
                ..DiskFault::once(at)
            });
            let named = sweep_left_behind(&disk, &home, later);
            disk.heal();
            let told: Vec<String> = named.iter().map(LeftBehind::told).collect();
            let path = named_path.display().to_string();
            let is_named = |told: &String| told.starts_with(&path) && !told.contains("delete");
            assert_eq!(
                told.iter().filter(|told| is_named(told)).count(),
                1,
                "{told:?}"
            );
            // What lies elsewhere is swept as ever.
            assert_eq!(disk.identity(&place).is_ok(), at > 1, "{at}");
        }
    }
}
