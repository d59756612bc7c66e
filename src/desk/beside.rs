//! Copies of a case that a program left which copies folders, each shown beside the case itself: what
//! one has that the other has not. Nothing is merged, and nothing is changed.

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::cabinet::{Cabinet, CabinetError};
use super::importing::Span;
use crate::store::{
    self, CaseFolder, JOURNAL_NAME, Journal, Kind, NodeKind, Scan, StoreError, Versions,
};

/// A copy, and how it compares with the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyBeside {
    /// Where it lies: a folder beside that of the case, or a file in it.
    pub path: PathBuf,
    /// What was found.
    pub found: Beside,
}

/// How a copy of a case compares with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// The two records, side by side.
    Record {
        /// Entries that both have, from the first one on.
        both: Span,
        /// Entries that only the case has.
        only_here: Span,
        /// Entries that only the copy has.
        only_there: Span,
    },
    /// It is of another case.
    OtherCase,
    /// It is a copy of a file that is no record: the record tells more.
    NoRecord,
    /// It cannot be compared, for this reason.
    Unreadable(String),
    /// One side alone is in the room, so that nothing is told that counts the other.
    Hidden,
}

impl Cabinet {
    /// Every copy of a case that lies in its folder or beside it, compared with it. Where this home is
    /// locked, sealed records are compared by the chain of their lines alone.
    ///
    /// # Errors
    /// The case itself cannot be read.
    pub fn copies_beside(
        &self,
        kind: Kind,
        reference: &str,
    ) -> Result<Vec<CopyBeside>, CabinetError> {
        let folder = self.folder(kind, reference)?;
        let storage = self.storage.as_ref();
        let here = Versions::check(storage, folder.path(), folder.ring())?
            .best
            .scan;
        let copies = store::copies_beside(storage, &self.home, &folder, here.header.id)?;
        if copies.is_empty() {
            return Ok(Vec::new());
        }
        let read = self.read(kind, reference);
        let hidden = read.is_ok_and(|read| read.case.is_partly_hidden());
        let found = copies.into_iter().map(|path| CopyBeside {
            found: if hidden {
                Beside::Hidden
            } else {
                self.beside(&folder, &here, &path)
            },
            path,
        });
        Ok(found.collect())
    }

    fn beside(&self, folder: &CaseFolder, here: &Scan, path: &Path) -> Beside {
        let storage = self.storage.as_ref();
        let kind = storage.identity(path).map(|found| found.kind);
        let there: Result<Scan, StoreError> = match kind {
            Ok(NodeKind::Folder) => {
                Versions::check(storage, path, folder.ring()).map(|versions| versions.best.scan)
            }
            Ok(NodeKind::File) if is_record(path) => Journal::check(storage, path, folder.ring()),
            Ok(NodeKind::File) => return Beside::NoRecord,
            Ok(NodeKind::Other) => {
                return Beside::Unreadable("it is a link or a device".to_owned());
            }
            Err(error) => return Beside::Unreadable(error.to_string()),
        };
        match there {
            Ok(there) => compare(here, &there),
            Err(error) => Beside::Unreadable(error.to_string()),
        }
    }
}

/// Whether a file is a copy of a record, by its name.
fn is_record(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().starts_with(JOURNAL_NAME)
}

/// A case that was sealed, sealed anew or begun anew has another identity than its older copies, and
/// the same first entry: its reference and the moment in which it was begun.
fn compare(here: &Scan, there: &Scan) -> Beside {
    let same_file = here.header_line == there.header_line;
    if (here.closed || there.closed) && !same_file {
        let is_other = here.header.id != there.header.id && !(here.closed && there.closed);
        return if is_other && here.header.after.is_none() && there.header.after.is_none() {
            Beside::OtherCase
        } else {
            Beside::Unreadable("it is sealed; unlock this home to compare it".to_owned())
        };
    }
    let (ours, theirs) = (&here.entries, &there.entries);
    let begun_alike = !ours.is_empty() && ours.first() == theirs.first();
    if here.header.id != there.header.id && !begun_alike {
        return Beside::OtherCase;
    }
    let both = if same_file {
        // By the lines themselves, which can be told apart where nobody can open them.
        let pairs = here.hashes.iter().zip(&there.hashes);
        pairs.take_while(|(one, other)| one == other).count()
    } else {
        let pairs = ours.iter().zip(theirs);
        pairs.take_while(|(one, other)| one == other).count()
    };
    Beside::Record {
        both: Span::of(&ours[..both]),
        only_here: Span::of(&ours[both..]),
        only_there: Span::of(&theirs[both..]),
    }
}

impl CopyBeside {
    /// How it compares, in a sentence that begins with its name.
    pub fn told(&self) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let Beside::Record {
            both,
            only_here,
            only_there,
        } = &self.found
        else {
            return format!("{name}: {}", self.found.why_not());
        };
        let same = both.entries;
        match (only_here.entries, only_there.entries) {
            (0, 0) => format!(
                "{name}: the same {}; nothing is lost with it.",
                counted(same)
            ),
            (_, 0) => format!(
                "{name}: an older copy. What it holds ({}) stands in the case as well, which has {}.",
                counted(same),
                more(only_here)
            ),
            (0, _) => format!(
                "{name}: a longer copy. The case ends at entry {same}, and the copy has {}.",
                more(only_there)
            ),
            (_, _) => format!(
                "{name}: two versions of one case, the same up to entry {same}. Only in the case: {}; \
                 only in the copy: {}. They are never merged.",
                span(only_here),
                span(only_there)
            ),
        }
    }
}

impl Beside {
    fn why_not(&self) -> String {
        match self {
            Self::Record { .. } => String::new(),
            Self::OtherCase => "a copy of another case.".to_owned(),
            Self::NoRecord => "a copy of a file that is no record.".to_owned(),
            Self::Unreadable(why) => format!("it cannot be compared: {why}"),
            Self::Hidden => {
                "one side alone is in the room, so that no more is told of it.".to_owned()
            }
        }
    }
}

fn counted(entries: usize) -> String {
    if entries == 1 {
        "1 entry".to_owned()
    } else {
        format!("{entries} entries")
    }
}

fn more(span: &Span) -> String {
    format!("{} more{}", span.entries, times(span))
}

fn span(span: &Span) -> String {
    format!("{}{}", counted(span.entries), times(span))
}

fn times(span: &Span) -> String {
    let at = |at: DateTime<FixedOffset>| at.format("%-d %B %Y, %H:%M").to_string();
    match (span.from.map(at), span.to.map(at)) {
        (Some(from), Some(to)) if from == to => format!(" ({from})"),
        (Some(from), Some(to)) => format!(" ({from} to {to})"),
        (Some(_) | None, Some(_) | None) => String::new(),
    }
}
