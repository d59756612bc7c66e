//! The folder of a case that another copy of the program made, read as foreign: nothing in it is
//! followed, trusted or changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::case_folder::{PLAN_NAME, RESERVE_NAME, SCRIPTS_NAME, SEALED_PLAN_NAME, UNSEALED_NAME};
use super::error::{FailureKind, StoreError};
use super::journal::JOURNAL_NAME;
use super::lock::LOCK_NAME;
use super::notes::{NOTES_NAME, Notes, NotesScan};
use super::papers::PAPERS_NAME;
use super::scan::{Condition, FILE_LIMIT, Fault, Scan};
use super::sealed::Ring;
use super::storage::{NodeKind, Storage, is_temporary};
use super::versions::{REPAIRED_PREFIX, RESCUE_PREFIX, Versions};

/// Most names in the folder of a case, and in that of its scripts.
const MOST_NAMES: usize = 1_000;
/// Longest script, in bytes; whoever reads it has a limit of their own.
const SCRIPT_LIMIT: u64 = 1 << 20;

/// A case as it stands in a folder that is not of this home.
#[derive(Debug)]
pub struct ForeignCase {
    /// The folder.
    pub path: PathBuf,
    /// Its record, whole.
    pub scan: Scan,
    /// Its notes, all of them readable.
    pub notes: NotesScan,
    /// The text of each script that lies beside it, by its name without the ending.
    pub scripts: BTreeMap<String, String>,
    /// Names of what is left behind: nothing of it is read.
    pub left: Vec<String>,
}

/// Why a folder is not brought in as a case.
#[derive(Debug, thiserror::Error)]
pub enum ForeignError {
    /// There is no record in it.
    #[error(
        "{path}: there is no case in this folder. Name the folder of one case, which has a file `journal`, or a saved plan."
    )]
    NotACase {
        /// The folder.
        path: PathBuf,
    },
    /// A link, a device or a pipe.
    #[error(
        "{path}: this is a link or a device. A case is brought in from plain files alone; make a copy that has no links, and import that."
    )]
    NotPlain {
        /// What it is.
        path: PathBuf,
    },
    /// More than a case can have.
    #[error("{path}: {limit}. Check that it is the right folder.")]
    TooLarge {
        /// Where.
        path: PathBuf,
        /// Which limit.
        limit: &'static str,
    },
    /// The record or the notes are not whole.
    #[error(
        "{path}: parts of this case are damaged ({what}). Use `repair` where it was made, and import it then."
    )]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What is wrong, without anybody's words.
        what: String,
    },
    /// Two files of it disagree.
    #[error(
        "{path}: there are two versions of this case in one folder, and they disagree. Open it where it was made and choose one; then import that."
    )]
    TwoVersions {
        /// The other version.
        path: PathBuf,
    },
    /// A newer version of the program wrote in it.
    #[error(
        "{path}: a newer version of the program went on with this case. Nothing was changed; update this one, and import it then."
    )]
    Newer {
        /// Where.
        path: PathBuf,
    },
    /// It cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ForeignError {
    /// Says what kind of failure it is.
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::NotACase { .. } | Self::NotPlain { .. } | Self::TooLarge { .. } => {
                FailureKind::CannotReadOrWrite
            }
            Self::Damaged { .. } | Self::TwoVersions { .. } => FailureKind::Damaged,
            Self::Newer { .. } => FailureKind::MadeByNewer,
            Self::Store(error) => error.kind(),
        }
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::NotACase { path }
            | Self::NotPlain { path }
            | Self::TooLarge { path, .. }
            | Self::Damaged { path, .. }
            | Self::TwoVersions { path }
            | Self::Newer { path } => Some(path),
            Self::Store(error) => error.path(),
        }
    }
}

/// Reads a case from a folder outside the home: every byte of its record, its notes and its
/// scripts, and nothing else of it. Nothing is written there, and no link is followed. A sealed
/// one is opened with the keys on the ring.
pub fn read_foreign_case(
    storage: &dyn Storage,
    path: &Path,
    ring: &Ring,
) -> Result<ForeignCase, ForeignError> {
    let names = plain_names(storage, path)?;
    if !names.iter().any(|name| is_record(name)) {
        return Err(ForeignError::NotACase {
            path: path.to_owned(),
        });
    }
    let Versions {
        best,
        forked,
        broken,
        unread,
    } = Versions::read(storage, path, ring)?;
    if let Some(path) = forked.into_iter().next() {
        return Err(ForeignError::TwoVersions { path });
    }
    // A repair was the answer to what cannot be read beside it.
    let name = best.path.file_name().map(|name| name.to_string_lossy());
    let repaired = name.is_some_and(|name| name.starts_with(REPAIRED_PREFIX));
    let answered = repaired && unread.is_empty();
    if let Some(error) = broken.into_iter().next().filter(|_| !answered) {
        return Err(error.into());
    }
    let scan = best.scan;
    if let Condition::Damaged(faults) = &scan.condition {
        let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
        return Err(ForeignError::Damaged {
            path: best.path,
            what: told.join("; "),
        });
    }
    if !scan.may_append() {
        return Err(ForeignError::Newer { path: best.path });
    }
    let notes = Notes::read(storage, path, &scan.writing)?;
    if notes.unreadable > 0 {
        return Err(ForeignError::Damaged {
            path: path.join(scan.writing.name(NOTES_NAME)),
            what: "some of its notes cannot be read".to_owned(),
        });
    }
    Ok(ForeignCase {
        path: path.to_owned(),
        scripts: scripts(storage, path, &names)?,
        left: names.into_iter().filter(|name| is_left(name)).collect(),
        scan,
        notes,
    })
}

/// The names in a folder, each of a plain file or folder that is not too large to be read.
fn plain_names(storage: &dyn Storage, folder: &Path) -> Result<Vec<String>, ForeignError> {
    let is_folder = |path: &Path| {
        let found = storage.identity(path);
        found.is_ok_and(|found| found.kind == NodeKind::Folder)
    };
    if !is_folder(folder) {
        return Err(ForeignError::NotPlain {
            path: folder.to_owned(),
        });
    }
    let names = storage
        .list(folder)
        .map_err(StoreError::system("look into the folder", folder))?;
    if names.len() > MOST_NAMES {
        return Err(ForeignError::TooLarge {
            path: folder.to_owned(),
            limit: "this folder has more than 1,000 files",
        });
    }
    for name in &names {
        let path = folder.join(name);
        let found = storage
            .identity(&path)
            .map_err(StoreError::system("look at the file", &path))?;
        let should_be_file = is_record(name) || is_notes(name);
        match found.kind {
            NodeKind::Other => return Err(ForeignError::NotPlain { path }),
            NodeKind::Folder if should_be_file => return Err(ForeignError::NotPlain { path }),
            NodeKind::File if should_be_file && found.length > FILE_LIMIT => {
                return Err(ForeignError::TooLarge {
                    path,
                    limit: "this file is larger than 64 MiB, which is the limit of one case",
                });
            }
            NodeKind::File | NodeKind::Folder => {}
        }
    }
    Ok(names)
}

fn scripts(
    storage: &dyn Storage,
    folder: &Path,
    names: &[String],
) -> Result<BTreeMap<String, String>, ForeignError> {
    let mut scripts = BTreeMap::new();
    if !names.iter().any(|name| name == SCRIPTS_NAME) {
        return Ok(scripts);
    }
    let folder = folder.join(SCRIPTS_NAME);
    for name in plain_names(storage, &folder)? {
        let Some(id) = name.strip_suffix(".json") else {
            continue;
        };
        let path = folder.join(&name);
        let found = storage
            .identity(&path)
            .map_err(StoreError::system("look at the script", &path))?;
        if found.length > SCRIPT_LIMIT {
            return Err(ForeignError::TooLarge {
                path,
                limit: "this script is larger than 1 MiB",
            });
        }
        let bytes = storage
            .read(&path, SCRIPT_LIMIT)
            .map_err(StoreError::system("read the script", &path))?;
        let text = String::from_utf8(bytes).map_err(|_| ForeignError::Damaged {
            path,
            what: "a script of it is not text".to_owned(),
        })?;
        scripts.insert(id.to_owned(), text);
    }
    Ok(scripts)
}

/// Whether a name is of the record, or of a copy with which it went on after trouble.
fn is_record(name: &str) -> bool {
    name == JOURNAL_NAME || name.starts_with(RESCUE_PREFIX) || name.starts_with(REPAIRED_PREFIX)
}

/// Whether a name is of notes, plain or sealed.
fn is_notes(name: &str) -> bool {
    let rest = name.strip_prefix(NOTES_NAME);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether a name is of something that is lost by leaving it behind: what every case has, or what
/// is made anew, is not.
fn is_left(name: &str) -> bool {
    let made_anew = [
        SCRIPTS_NAME,
        PLAN_NAME,
        SEALED_PLAN_NAME,
        PAPERS_NAME,
        RESERVE_NAME,
        LOCK_NAME,
        UNSEALED_NAME,
    ];
    !is_record(name) && !is_notes(name) && !made_anew.contains(&name) && !is_temporary(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_anew_is_not_told_as_left_and_what_is_lost_is() {
        for name in [
            "plan.json",
            ".lock",
            ".unsealed",
            ".tmp-0a",
            "notes-1a2b3c4d",
        ] {
            assert!(!is_left(name), "{name}");
        }
        for name in ["draft", "damaged-journal.age", "letter.pdf"] {
            assert!(is_left(name), "{name}");
        }
    }
}
