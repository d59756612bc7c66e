//! All cases at a glance, for the home screen: beginning and end of each journal,
//! without checking what lies between.

use std::collections::HashMap;
use std::path::Path;

use super::case_folder::{JOURNAL_NAME, Reference, UNFINISHED_PREFIX};
use super::error::StoreError;
use super::home::Home;
use super::journal::Journal;
use super::line::{HeaderId, Kind, Line, parse};
use super::scan::{ScanError, pieces, read_header};
use super::storage::{NodeKind, Storage};
use super::versions::{REPAIRED_PREFIX, RESCUE_PREFIX};

/// How much is read of the beginning of a journal, in bytes: its header and first entry.
const BEGINNING: usize = 4 << 10;
/// How much is read of its end, in bytes: some thirty entries.
const END: usize = 8 << 10;

/// One row of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseListing {
    /// Name of the folder; a valid [`Reference`] unless it is a conflict copy.
    pub reference: String,
    /// Real or practice, by the place of the folder.
    pub kind: Kind,
    /// What can be said about it.
    pub state: Listed,
    /// Copies of single files that a synchronizing program left in the folder.
    pub conflicts: Vec<String>,
}

/// What can be said about a case without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// It can be opened.
    Readable {
        /// Identity of the case.
        id: HeaderId,
        /// How many entries it has.
        entries: u64,
        /// Body of the first entry; empty without entries.
        first: String,
        /// Body of the last entry; empty without entries.
        last: String,
        /// Bodies of the last entries, as many as were asked for, oldest first.
        tail: Vec<String>,
    },
    /// It cannot be read; the sentence says why.
    Broken(String),
    /// A copy of another case: two folders with one identity, or a name that a
    /// synchronizing program gave.
    ConflictCopy {
        /// The case that it is a copy of, where known.
        of: Option<String>,
    },
}

/// Lists all cases of one kind, sorted by reference, with `tail` bodies of each end.
///
/// An unreadable case is a row, not an error; a home without cases is an empty list.
pub fn list_cases(
    storage: &dyn Storage,
    home: &Home,
    kind: Kind,
    tail: usize,
) -> Result<Vec<CaseListing>, StoreError> {
    let folder = home.cases(kind);
    let names = match storage.list(&folder) {
        Ok(names) => names,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::system("list the cases", &folder)(error)),
    };
    let mut listings = Vec::new();
    let mut seen: HashMap<HeaderId, String> = HashMap::new();
    for name in names {
        if name.starts_with(UNFINISHED_PREFIX) {
            continue;
        }
        let Some(mut listing) = list_one(storage, &folder.join(&name), &name, kind, tail) else {
            continue;
        };
        if let Listed::Readable { id, .. } = &listing.state {
            if let Some(original) = seen.get(id) {
                listing.state = Listed::ConflictCopy {
                    of: Some(original.clone()),
                };
            } else {
                seen.insert(*id, name);
            }
        }
        listings.push(listing);
    }
    Ok(listings)
}

/// Says whether a name is one that a synchronizing program gives to a second version.
pub fn is_conflict_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let lower = lower.strip_suffix(".json").unwrap_or(&lower);
    let numbered = |open: &str, close: &str| {
        let inner = lower
            .strip_suffix(close)
            .and_then(|rest| rest.rsplit_once(open));
        inner.is_some_and(|(_, number)| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    lower.contains(".sync-conflict-")
        || lower.contains("conflicted copy")
        || lower.contains("conflict copy")
        || numbered(" (", ")")
        || numbered(" ", "")
        || lower.strip_prefix("journal-").is_some_and(|rest| {
            !name.starts_with(RESCUE_PREFIX)
                && !name.starts_with(REPAIRED_PREFIX)
                && !rest.is_empty()
        })
}

/// Describes one folder; `None` for what is neither a case nor a copy of one.
fn list_one(
    storage: &dyn Storage,
    path: &Path,
    name: &str,
    kind: Kind,
    tail: usize,
) -> Option<CaseListing> {
    let listing = |state, conflicts| {
        Some(CaseListing {
            reference: name.to_owned(),
            kind,
            state,
            conflicts,
        })
    };
    if Reference::new(name).is_err() {
        let of = name.split(['.', ' ']).next().map(str::to_owned);
        let copied = is_conflict_name(name);
        return copied
            .then(|| listing(Listed::ConflictCopy { of }, Vec::new()))
            .flatten();
    }
    let names = match storage.list(path) {
        Ok(names) => names,
        Err(_)
            if storage
                .identity(path)
                .is_ok_and(|found| found.kind != NodeKind::Folder) =>
        {
            return None;
        }
        Err(error) => {
            let error = StoreError::system("look into the case", path)(error);
            return listing(Listed::Broken(error.to_string()), Vec::new());
        }
    };
    let conflicts = names
        .iter()
        .filter(|name| is_conflict_name(name))
        .cloned()
        .collect();
    let continued =
        |name: &String| name.starts_with(RESCUE_PREFIX) || name.starts_with(REPAIRED_PREFIX);
    let state = if names.iter().any(continued) {
        // Trouble is rare, and then the choice among the files matters more than speed.
        super::versions::Versions::read(storage, path)
            .map(|versions| Glance::of_scan(versions.best.scan))
    } else {
        glance(storage, &path.join(JOURNAL_NAME))
    };
    let state = match state {
        Ok(glance) if glance.kind != kind => Listed::Broken(
            StoreError::WrongKind {
                path: path.to_owned(),
            }
            .to_string(),
        ),
        Ok(glance) => glance.into_listed(tail),
        Err(error) => Listed::Broken(error.to_string()),
    };
    listing(state, conflicts)
}

/// The beginning and the end of a journal.
struct Glance {
    id: HeaderId,
    kind: Kind,
    entries: u64,
    first: String,
    bodies: Vec<String>,
}

impl Glance {
    fn of_scan(scan: super::scan::Scan) -> Self {
        let entries = scan.last_number();
        let bodies: Vec<String> = scan.entries.into_iter().map(|entry| entry.body).collect();
        let first = bodies.first().cloned().unwrap_or_default();
        Self {
            id: scan.header.id,
            kind: scan.header.kind,
            entries,
            first,
            bodies,
        }
    }

    fn into_listed(self, tail: usize) -> Listed {
        let last = self.bodies.last().cloned().unwrap_or_default();
        let skipped = self.bodies.len().saturating_sub(tail);
        let tail = self.bodies.into_iter().skip(skipped).collect();
        Listed::Readable {
            id: self.id,
            entries: self.entries,
            first: self.first,
            last,
            tail,
        }
    }
}

fn glance(storage: &dyn Storage, path: &Path) -> Result<Glance, StoreError> {
    let refused = |problem| StoreError::Journal {
        path: path.to_owned(),
        problem,
    };
    let read = |offset, length| {
        storage
            .read_part(path, offset, length)
            .map_err(StoreError::system("read the case", path))
    };
    let head = read(0, BEGINNING)?;
    let mut lines = pieces(&head);
    let first_line = lines.next().ok_or(refused(ScanError::Empty))?;
    let header = read_header(first_line, lines.clone()).map_err(refused)?;
    let plain = |piece: &[u8]| match parse(piece) {
        Some(Line::Plain { number, body, .. }) => Some((number, body)),
        Some(Line::Header(_) | Line::Unknown(_)) | None => None,
    };
    let first = lines.find_map(plain).filter(|(number, _)| *number == 1);
    let whole = head.len() < BEGINNING;
    let later;
    let end: &[u8] = if whole {
        &head
    } else {
        let identity = storage
            .identity(path)
            .map_err(StoreError::system("read the case", path))?;
        later = read(identity.length.saturating_sub(END as u64), END)?;
        &later
    };
    let mut found: Vec<(u64, String)> = pieces(end).filter_map(plain).collect();
    found.dedup_by_key(|(number, _)| *number);
    // A window without a whole entry, or entries out of their order: only a scan can tell.
    let ordered = found.is_sorted_by(|(one, _), (next, _)| one + 1 == *next);
    if !ordered || (!whole && (found.is_empty() || first.is_none())) {
        return Ok(Glance::of_scan(Journal::read(storage, path)?));
    }
    Ok(Glance {
        id: header.id,
        kind: header.kind,
        entries: found.last().map_or(0, |(number, _)| *number),
        first: first.map(|(_, body)| body).unwrap_or_default(),
        bodies: found.into_iter().map(|(_, body)| body).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{batch, body, core, create, folder, home};
    use crate::store::{MemoryDisk, verify};
    use std::sync::Arc;

    fn case_with(entries: u64) -> MemoryDisk {
        let disk = MemoryDisk::default();
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut core = core(&storage, &home(), create(&disk, &home()).unwrap());
        for number in 1..=entries {
            core.step(batch(number));
        }
        core.finish();
        disk
    }

    fn only(disk: &MemoryDisk) -> CaseListing {
        let mut listed = list_cases(disk, &home(), Kind::Practice, 2).unwrap();
        assert_eq!(listed.len(), 1, "{listed:?}");
        listed.remove(0)
    }

    #[test]
    fn a_case_is_listed_with_its_first_and_last_entries_however_long_it_is() {
        for entries in [1, 2, 900] {
            let Listed::Readable {
                entries: count,
                first,
                last,
                tail,
                ..
            } = only(&case_with(entries)).state
            else {
                panic!("not readable");
            };
            assert_eq!((count, first, last), (entries, body(1), body(entries)));
            assert_eq!(tail.last(), Some(&body(entries)));
            assert_eq!(tail.len(), 2.min(usize::try_from(entries).unwrap()));
        }
    }

    #[test]
    fn a_home_without_cases_is_an_empty_list() {
        assert_eq!(
            list_cases(&MemoryDisk::default(), &home(), Kind::Case, 0).unwrap(),
            []
        );
    }

    #[test]
    fn a_case_that_cannot_be_read_is_a_row_with_a_reason() {
        let disk = case_with(1);
        disk.put(&folder(&home()).path().join("journal"), b"")
            .unwrap();
        let Listed::Broken(reason) = only(&disk).state else {
            panic!("not broken")
        };
        assert!(reason.contains("this file is empty"), "{reason}");
    }

    #[test]
    fn a_practice_case_among_real_cases_is_refused() {
        let disk = case_with(1);
        let there = home().cases(Kind::Case).join("RC-0412");
        disk.rename_new(folder(&home()).path(), &there).unwrap();
        let listed = list_cases(&disk, &home(), Kind::Case, 0).unwrap();
        assert!(
            matches!(&listed[0].state, Listed::Broken(reason) if reason.contains("may not be mixed"))
        );
    }

    #[test]
    fn a_copied_folder_is_recognized_by_its_identity_or_its_name() {
        let disk = case_with(1);
        let cases = home().cases(Kind::Practice);
        let journal = disk.read(&cases.join("RC-0412/journal"), u64::MAX).unwrap();
        for copy in ["RC-0412-LAPTOP", "RC-0412 (1)"] {
            disk.create_folder(&cases.join(copy)).unwrap();
            disk.put(&cases.join(copy).join("journal"), &journal)
                .unwrap();
        }
        let listed = list_cases(&disk, &home(), Kind::Practice, 0).unwrap();
        let copies = listed.iter().filter(|case| {
            case.state
                == Listed::ConflictCopy {
                    of: Some("RC-0412".to_owned()),
                }
        });
        assert_eq!((listed.len(), copies.count()), (3, 2), "{listed:?}");
    }

    #[test]
    fn a_conflict_copy_inside_a_case_is_flagged_and_never_opened() {
        let disk = case_with(1);
        let name = "journal.sync-conflict-20260320-140307-ABCDEF7";
        disk.put(&folder(&home()).path().join(name), b"older")
            .unwrap();
        assert_eq!(only(&disk).conflicts, [name]);
        let findings = verify(&disk, &home(), &folder(&home())).unwrap();
        assert!(findings.is_sound());
        assert_eq!(findings.conflict_copies.len(), 1);
    }

    #[test]
    fn names_given_by_synchronizing_programs_are_known() {
        for name in [
            "journal (1)",
            "notes 2",
            "plan (1).json",
            "journal-LAPTOP7",
            "a (X's conflicted copy 2026-03-01)",
        ] {
            assert!(is_conflict_name(name), "{name}");
        }
        for name in [
            "journal",
            "journal-rescue1",
            "journal-repaired2",
            "plan.json",
            ".lock",
            "notes",
        ] {
            assert!(!is_conflict_name(name), "{name}");
        }
    }
}
