//! All cases at a glance, for the home screen: beginning and end of each journal,
//! without checking what lies between.

mod copies;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::case_folder::{CaseFolder, LEAVING_PREFIX, UNFINISHED_PREFIX};
use super::error::StoreError;
use super::home::Home;
use super::journal::{JOURNAL_NAME, Journal};
use super::line::{HeaderId, Kind, Line, parse, sealed_start_of};
use super::notes::{Notes, NotesScan};
use super::reference::Reference;
use super::scan::{Scan, ScanError, pieces, read_header};
use super::sealed::{Ring, Writing};
use super::storage::{NodeKind, Storage};
use super::versions::{REPAIRED_PREFIX, RESCUE_PREFIX};
use copies::mark_copies;

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
    /// A copy of another case: two folders with one identity, a name that a
    /// synchronizing program gave, or one that no case can have.
    ConflictCopy {
        /// The case that it is a copy of, where known.
        of: Option<String>,
    },
}

/// Lists all cases of one kind, sorted by reference, with `tail` bodies of each end.
///
/// An unreadable case is a row, not an error; a home without cases is an empty list. Of several
/// folders with one record, the one that the record names is the case, or else the first by name.
pub fn list_cases(
    storage: &dyn Storage,
    home: &Home,
    kind: Kind,
    tail: usize,
) -> Result<Vec<CaseListing>, StoreError> {
    let folder = home.cases(kind);
    let names = case_names(storage, home, kind)?.into_iter();
    let listed = names.filter_map(|name| {
        let path = folder.join(&name);
        list_one(storage, home.ring(), &path, kind, tail)
    });
    let mut listings: Vec<CaseListing> = listed.collect();
    mark_copies(&mut listings);
    Ok(listings)
}

/// Names in the folder of all cases of a kind, sorted: of cases, and of whatever else lies there.
/// A case that is just being created, or disposed of, is none of them; where there is no folder
/// there are none.
pub fn case_names(
    storage: &dyn Storage,
    home: &Home,
    kind: Kind,
) -> Result<Vec<String>, StoreError> {
    let folder = home.cases(kind);
    match storage.list(&folder) {
        Ok(mut names) => {
            let half = [UNFINISHED_PREFIX, LEAVING_PREFIX];
            names.retain(|name| !half.iter().any(|prefix| name.starts_with(prefix)));
            Ok(names)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(StoreError::system("list the cases", &folder)(error)),
    }
}

/// What a name in the folder of all cases stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Neither a case nor a copy of one.
    Nothing,
    /// A name that a synchronizing program gave, or a record under a name that no case can have.
    Copy {
        /// The case that it is a copy of, as the name tells it.
        of: Option<String>,
    },
    /// It cannot be looked into; the sentence says why.
    Closed(String),
    /// The folder of a case.
    Case {
        /// Copies of single files that a synchronizing program left in it.
        conflicts: Vec<String>,
        /// Whether a rescue or a repair went on in another file.
        continued: bool,
    },
}

impl Place {
    /// Looks at a name in the folder of all cases.
    pub fn of(storage: &dyn Storage, path: &Path, name: &str) -> Self {
        if Reference::new(name).is_err() {
            return if is_conflict_name(name) {
                let of = name.split(['.', ' ']).next().map(str::to_owned);
                Self::Copy { of }
            } else if storage.identity(&path.join(JOURNAL_NAME)).is_ok() {
                Self::Copy { of: named_in(name) }
            } else {
                Self::Nothing
            };
        }
        let names = match storage.list(path) {
            Ok(names) => names,
            Err(_)
                if storage
                    .identity(path)
                    .is_ok_and(|found| found.kind != NodeKind::Folder) =>
            {
                return Self::Nothing;
            }
            // It was removed since its name was read.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Self::Nothing,
            Err(error) => {
                let error = StoreError::system("look into the case", path)(error);
                return Self::Closed(error.to_string());
            }
        };
        let continued =
            |name: &String| name.starts_with(RESCUE_PREFIX) || name.starts_with(REPAIRED_PREFIX);
        Self::Case {
            continued: names.iter().any(continued),
            conflicts: names
                .into_iter()
                .filter(|name| is_conflict_name(name))
                .collect(),
        }
    }
}

/// The reference in the name of a folder that somebody copied, such as "Copy of RC-0412" or
/// "RC-0412_old": what ends with a digit, as those do that the program gives.
fn named_in(name: &str) -> Option<String> {
    let mut parts = name.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let is_one = |part: &&str| {
        let ends = part.ends_with(|letter: char| letter.is_ascii_digit());
        ends && part.starts_with(|letter: char| letter.is_ascii_alphabetic())
    };
    parts.find(is_one).map(str::to_owned)
}

/// Reads the record and the notes of a case whole, and nothing else of it: neither what this
/// computer saved of it nor half-typed words. `continued` is what [`Place`] says.
pub fn skim_case(
    storage: &dyn Storage,
    folder: &CaseFolder,
    continued: bool,
) -> Result<(Scan, NotesScan), StoreError> {
    let path = folder.path();
    let scan = if continued {
        let versions = super::versions::Versions::read(storage, path, folder.ring())?;
        versions.surely_of_this_record()?;
        versions.best.scan
    } else {
        Journal::read(storage, &path.join(JOURNAL_NAME), folder.ring())?
    };
    if scan.header.kind != folder.kind() {
        return Err(StoreError::WrongKind {
            path: path.to_owned(),
        });
    }
    let notes = Notes::read(storage, path, &scan.writing)?;
    Ok((scan, notes))
}

/// How it is found out what a copy of a case has that the case has not: a copy that lies in the home
/// is neither opened nor compared there.
pub const COMPARE_A_COPY: &str = "Copy its folder to somewhere outside the home and `import` that: \
    it says what each of both has.";

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
    ring: &Ring,
    path: &Path,
    kind: Kind,
    tail: usize,
) -> Option<CaseListing> {
    let name = path.file_name()?.to_str()?;
    let listing = |state, conflicts| {
        Some(CaseListing {
            reference: name.to_owned(),
            kind,
            state,
            conflicts,
        })
    };
    let (conflicts, continued) = match Place::of(storage, path, name) {
        Place::Nothing => return None,
        Place::Copy { of } => return listing(Listed::ConflictCopy { of }, Vec::new()),
        Place::Closed(why) => return listing(Listed::Broken(why), Vec::new()),
        Place::Case {
            conflicts,
            continued,
        } => (conflicts, continued),
    };
    let state = if continued {
        // Trouble is rare, and then the choice among the files matters more than speed.
        super::versions::Versions::read(storage, path, ring).and_then(|versions| {
            versions.surely_of_this_record()?;
            Ok(Glance::of_scan(versions.best.scan))
        })
    } else {
        glance(storage, ring, &path.join(JOURNAL_NAME))
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
    fn of_scan(scan: Scan) -> Self {
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

fn glance(storage: &dyn Storage, ring: &Ring, path: &Path) -> Result<Glance, StoreError> {
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
    if head.len() == BEGINNING && !head.contains(&b'\n') {
        // A first line with keys for many readers.
        return Ok(Glance::of_scan(Journal::read(storage, path, ring)?));
    }
    let header = read_header(first_line, lines.clone()).map_err(refused)?;
    let Ok(writing) = ring.writing_of(&header, &[]) else {
        // The key may stand further on; else the whole journal tells best why it is closed.
        return Ok(Glance::of_scan(Journal::read(storage, path, ring)?));
    };
    let entry = |piece: &[u8]| match (parse(piece), &writing) {
        (Some(Line::Plain { number, body, .. }), Writing::Plain) => Some((number, body)),
        (Some(Line::Sealed { number, sealed, .. }), Writing::Sealed(keys)) => {
            Some((number, keys.open_entry(sealed_start_of(piece)?, &sealed)?))
        }
        (Some(_) | None, _) => None,
    };
    let first = lines.find_map(entry).filter(|(number, _)| *number == 1);
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
    let mut found: Vec<(u64, String)> = pieces(end).filter_map(entry).collect();
    found.dedup_by_key(|(number, _)| *number);
    // A window without a whole entry, or entries out of their order: only a scan can tell.
    let ordered = found.is_sorted_by(|(one, _), (next, _)| one + 1 == *next);
    if !ordered || (!whole && (found.is_empty() || first.is_none())) {
        return Ok(Glance::of_scan(Journal::read(storage, path, ring)?));
    }
    Ok(Glance {
        id: header.id,
        kind: header.kind,
        entries: found.last().map_or(0, |(number, _)| *number),
        first: first.map(|(_, body)| body).unwrap_or_default(),
        bodies: found.into_iter().map(|(_, body)| body).collect(),
    })
}
