//! What is said when a case is opened: remarks, and reasons to show it only.

use std::path::PathBuf;

use super::line::Kind;
use super::scan::Fault;

/// Something to tell when a case is opened; it does not hinder the work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// The last line of the journal is incomplete.
    #[error(
        "The last entry was not completely written (power failure?). {complete} entries are complete."
    )]
    TornTail {
        /// How many entries are complete.
        complete: u64,
    },
    /// Lines of the notes cannot be read.
    #[error("Some notes cannot be read ({count}). All others are here.")]
    NotesUnreadable {
        /// How many.
        count: usize,
    },
    /// The journal goes on in a copy that was written after trouble with the disk.
    #[error("This case goes on in {path}, because the disk had a fault. The older file is kept.")]
    GoesOnIn {
        /// The copy.
        path: PathBuf,
    },
    /// Others on this computer may read the case.
    #[error(
        "Others on this computer can read {path}. Change the rights of the file so that only you can."
    )]
    ReadableByOthers {
        /// The file.
        path: PathBuf,
    },
    /// The home is protected, and this case of it is not.
    #[error(
        "This case is NOT PROTECTED, as the others of this home are: anybody with this computer's files can read it. Close it and use `talking-piece rekey REF`."
    )]
    NotSealed,
    /// A file that the case may go on in cannot be read.
    #[error(
        "{path} cannot be read as a record, and the case may go on in it: what is shown may be older, and words may have been taken out since."
    )]
    Unread {
        /// The file.
        path: PathBuf,
    },
    /// What was taken out of the record may still stand in a file of before.
    #[error(
        "Words were taken out of this record, and {path} still holds them. `talking-piece redact REF{} --delete-old` deletes it.", .kind.flag()
    )]
    OldRecord {
        /// The first file that holds them, or may hold them.
        path: PathBuf,
        /// Whether it is of a practice case, which the command has to be told.
        kind: Kind,
    },
    /// Words were taken out of the record, and what of the one before is still there is not known.
    #[error(
        "Words were taken out of this record, and whether a file of before still holds them cannot be told. {problem}"
    )]
    OldRecordUntold {
        /// Why not, and what to do.
        problem: String,
    },
    /// The drive has no locks.
    #[error("This drive cannot keep a second window out. Open the case in one window only.")]
    NoLock,
}

/// Why a case is shown and not continued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhyReadOnly {
    /// Something is missing or out of place.
    #[error("Parts of this case are damaged: {}. It can be read, and `talking-piece repair REF` makes a copy to go on with.", list(.0))]
    Damaged(Vec<Fault>),
    /// Fewer entries than were saved.
    #[error(
        "This file ends at entry {found}; this computer saved {acknowledged}. Look for a newer copy first; `talking-piece repair REF` makes a copy of what is here to go on with."
    )]
    Behind {
        /// The number that was reported as saved.
        acknowledged: u64,
        /// The last number in the file.
        found: u64,
    },
    /// Another history than the one that was saved.
    #[error(
        "Entry {acknowledged} is not the one that this computer saved. Look for the other copy first; `talking-piece repair REF` makes a copy of this one to go on with."
    )]
    Different {
        /// The number that was reported as saved.
        acknowledged: u64,
    },
    /// Two files of this case disagree.
    #[error(
        "There are two versions of this case, and they differ. Both are kept; `talking-piece repair REF` makes a copy of this one to go on with."
    )]
    TwoVersions(Vec<PathBuf>),
    /// A file that the case may go on in cannot be read.
    #[error(
        "{} cannot be read as a record, and the case may go on in it: what is shown may be older, and words may have been taken out since. Put back a copy of that file, or move it out of the folder to go on without it.", .0.display()
    )]
    Unread(PathBuf),
    /// A newer version went on with it.
    #[error("A newer version of the program went on with this case. It can be read here.")]
    MadeByNewer,
    /// The drive has no locks, and the case may be open in another window.
    #[error(
        "This drive cannot keep a second window out, and the case may be open in one. What is written out from the open case itself is noted down."
    )]
    NoLock,
    /// The journal is not a file that is safe to write to.
    #[error("{0}")]
    Unsafe(String),
}

fn list(faults: &[Fault]) -> String {
    faults
        .iter()
        .take(3)
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_delete_an_old_record_is_the_one_for_its_kind() {
        let told = |kind| {
            let path = PathBuf::from("journal");
            Remark::OldRecord { path, kind }.to_string()
        };
        let case = told(Kind::Case);
        assert!(case.contains("redact REF --delete-old"), "{case}");
        let practice = told(Kind::Practice);
        assert!(
            practice.contains("redact REF --practice --delete-old"),
            "{practice}"
        );
    }
}
