//! Copies of a case that a program left which copies folders, each shown beside the case itself: what
//! one has that the other has not. Nothing is merged, and nothing is changed.

mod comparing;
mod telling;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use self::comparing::compare;
pub(super) use self::comparing::{KnownBy, is_one_case, known_by, side_by_side};
use super::cabinet::{Cabinet, CabinetError};
use super::draft::Draft;
use super::entry::time_of;
use crate::case::HiddenBy;
use crate::store::{
    self, CaseFolder, DRAFT_NAME, Entry, FILE_LIMIT, JOURNAL_NAME, Journal, Kind, NOTES_NAME,
    NodeKind, Notes, NotesScan, Scan, Versions, Writing, scan_notes,
};

/// A copy, and how it compares with the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedCopy {
    /// Where it lies: a folder beside that of the case, or a file in it.
    pub path: PathBuf,
    /// What was found.
    pub found: Comparison,
}

/// How a copy of a case, or of a file of it, compares with the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// The two records, side by side.
    Record(Box<SideBySide>),
    /// It is a copy of the notes alone, which hold typed words.
    Notes(NotesBeside),
    /// It is a copy of what was half-typed.
    HalfTyped,
    /// It is of another case.
    OtherCase,
    /// It is a copy of a file that is no record: the record tells more.
    NoRecord,
    /// It cannot be compared, for this reason.
    Unreadable(String),
    /// Of whoever is in the room not everybody may hear what stands in the case.
    Hidden(HiddenBy),
}

/// Entries by their number and time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// How many.
    pub entries: usize,
    /// When the first was made.
    pub from: Option<DateTime<FixedOffset>>,
    /// When the last was made.
    pub to: Option<DateTime<FixedOffset>>,
}

impl Span {
    fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let entries: Vec<&Entry> = entries.into_iter().collect();
        Self {
            entries: entries.len(),
            from: entries.first().and_then(|entry| time_of(entry)),
            to: entries.last().and_then(|entry| time_of(entry)),
        }
    }
}

/// Two records of one case. An entry is the same where its number and all that it says are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideBySide {
    /// Entries that both have.
    pub both: Span,
    /// Entries that only the case has, but for those that cannot be read in the copy.
    pub only_here: Span,
    /// Entries that only the copy has.
    pub only_there: Span,
    /// The number of the last entry before the first that only one of them has; 0 where there is none.
    pub up_to: u64,
    /// The number of the last entry of the case, where all that only the copy has comes after it.
    pub goes_on_after: Option<u64>,
    /// How many entries of the case cannot be read.
    pub unread_here: u64,
    /// How many entries of the copy cannot be read.
    pub unread_there: u64,
    /// Whether nothing but what is counted here can be in the record of the copy.
    pub is_whole: bool,
    /// The notes of the two.
    pub notes: NotesBeside,
    /// Whether half-typed words lie in the copy that do not lie in the case.
    pub is_typed: bool,
}

/// The notes of a case and of a copy. A note is the same where its number and its words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotesBeside {
    /// The copy is one of the record alone.
    Apart,
    /// Both were read.
    Compared {
        /// Notes that both have.
        both: usize,
        /// Notes that only the case has.
        only_here: usize,
        /// Notes that only the copy has.
        only_there: usize,
        /// How many lines of notes cannot be read, in either.
        unread: usize,
    },
    /// They are sealed, or cannot be read.
    Unknown,
}

impl Cabinet {
    /// Every copy of a case that lies in its folder or beside it, compared with its record as it was
    /// read. Where this home is locked, sealed records are compared by the chain of their lines alone.
    ///
    /// # Errors
    /// The folders cannot be looked into.
    pub fn compare_copies(
        &self,
        kind: Kind,
        reference: &str,
        here: &Scan,
    ) -> Result<Vec<ComparedCopy>, CabinetError> {
        let folder = self.folder(kind, reference)?;
        let storage = self.storage.as_ref();
        let copies = store::paths_of_copies(storage, &self.home, &folder, here.header.id)?;
        if copies.is_empty() {
            return Ok(Vec::new());
        }
        // Who is in the room only the whole case can tell.
        let read = self.read(kind, reference).ok();
        let hidden = read.and_then(|read| read.case.hidden_by());
        let found = copies.into_iter().map(|path| ComparedCopy {
            found: match hidden {
                Some(by) => Comparison::Hidden(by),
                None => self.beside(&folder, here, &path),
            },
            path,
        });
        Ok(found.collect())
    }

    fn beside(&self, folder: &CaseFolder, here: &Scan, path: &Path) -> Comparison {
        let storage = self.storage.as_ref();
        let kind = storage.identity(path).map(|found| found.kind);
        let there = match kind {
            Ok(NodeKind::Folder) => return self.folder_beside(folder, here, path),
            Ok(NodeKind::File) if is_of(path, JOURNAL_NAME) => {
                Journal::check(storage, path, folder.ring())
            }
            Ok(NodeKind::File) if is_of(path, NOTES_NAME) => {
                return Comparison::Notes(self.notes_beside(folder, here, path));
            }
            Ok(NodeKind::File) if is_of(path, DRAFT_NAME) => return Comparison::HalfTyped,
            Ok(NodeKind::File) => return Comparison::NoRecord,
            Ok(NodeKind::Other) => {
                return Comparison::Unreadable("it is a link or a device".to_owned());
            }
            Err(error) => return Comparison::Unreadable(error.to_string()),
        };
        match there {
            Ok(there) => compare(here, &there),
            Err(error) => Comparison::Unreadable(error.to_string()),
        }
    }

    /// A copy of the whole folder: its notes and what is half-typed in it are looked at as well.
    fn folder_beside(&self, folder: &CaseFolder, here: &Scan, path: &Path) -> Comparison {
        let storage = self.storage.as_ref();
        let versions = match Versions::check(storage, path, folder.ring()) {
            Ok(versions) => versions,
            Err(error) => return Comparison::Unreadable(error.to_string()),
        };
        let there = &versions.best.scan;
        let mut found = compare(here, there);
        if let Comparison::Record(record) = &mut found {
            record.is_whole &= versions.forked.is_empty() && versions.broken.is_empty();
            let is_open = !here.closed && !there.closed;
            let notes = |place: &Path, scan: &Scan| {
                let read = Notes::read(storage, place, &scan.writing);
                read.ok().filter(|_| is_open)
            };
            record.notes = compare_notes(notes(folder.path(), here), notes(path, there));
            let typed = |place: &Path, scan: &Scan| {
                let draft = store::read_draft(storage, place, &scan.writing);
                draft.ok().flatten().filter(|_| is_open)
            };
            record.is_typed = typed(path, there)
                .filter(|text| !Draft::read(text).is_empty())
                .is_some_and(|text| typed(folder.path(), here) != Some(text));
        }
        found
    }

    /// A copy of the notes alone, of which nothing but the words themselves says how they are written.
    fn notes_beside(&self, folder: &CaseFolder, here: &Scan, path: &Path) -> NotesBeside {
        if here.closed {
            return NotesBeside::Unknown;
        }
        let storage = self.storage.as_ref();
        let ours = Notes::read(storage, folder.path(), &here.writing);
        let theirs = storage.read(path, FILE_LIMIT).map(|bytes| {
            let as_here = scan_notes(&bytes, &here.writing);
            if as_here.notes.is_empty() {
                scan_notes(&bytes, &Writing::Plain)
            } else {
                as_here
            }
        });
        compare_notes(ours.ok(), theirs.ok())
    }
}

/// Whether a file is a copy of one of this name, plain or sealed.
fn is_of(path: &Path, name: &str) -> bool {
    let file = path.file_name().unwrap_or_default();
    file.to_string_lossy().starts_with(name)
}

/// Notes side by side; nothing is judged of what cannot be read at all.
pub(super) fn compare_notes(ours: Option<NotesScan>, theirs: Option<NotesScan>) -> NotesBeside {
    let unread = |scan: &NotesScan| scan.unreadable + usize::from(scan.torn_tail);
    let is_read = |scan: &NotesScan| unread(scan) == 0 || !scan.notes.is_empty();
    let (Some(ours), Some(theirs)) = (ours.filter(is_read), theirs.filter(is_read)) else {
        return NotesBeside::Unknown;
    };
    let same = |(id, body): (&u64, &String)| theirs.notes.get(id) == Some(body);
    let both = ours.notes.iter().filter(|note| same(*note)).count();
    NotesBeside::Compared {
        both,
        only_here: ours.notes.len() - both,
        only_there: theirs.notes.len() - both,
        unread: unread(&ours) + unread(&theirs),
    }
}
