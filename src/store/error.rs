//! What can go wrong in the store: what happened, where, and what to do.

mod answers;
mod kinds;

use std::io;
use std::path::{Path, PathBuf};

pub(super) use self::answers::{advice, reason};
pub use self::kinds::FailureKind;
use super::scan::ScanError;
use super::sealed::{AgeError, IdentityError};

/// A request to the store that was not carried out.
///
/// No message ever carries a participant's words.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused an operation.
    #[error("{path}: could not {doing}, because {}. {}", reason(.source), advice(.source))]
    System {
        /// What was tried, to follow "could not".
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// The disk took the bytes and did not confirm that they are safe.
    #[error("{path}: the disk did not confirm that the entry is safe, because {}. {}", reason(.source), advice(.source))]
    NotConfirmed {
        /// Where.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// An entry has another number than the journal expects.
    #[error(
        "{path}: entry {found} came where {expected} was expected. This is a fault of the program; please report it."
    )]
    OutOfStep {
        /// Where.
        path: PathBuf,
        /// The number of the next entry.
        expected: u64,
        /// The number that was given.
        found: u64,
    },
    /// A file cannot be read as a journal.
    #[error("{path}: {problem}.")]
    Journal {
        /// Where.
        path: PathBuf,
        /// Why not.
        problem: ScanError,
    },
    /// A damaged journal was to be continued.
    #[error(
        "{path}: parts of this case are damaged. It can be read, and \"repair\" makes a new copy to go on with."
    )]
    Damaged {
        /// Where.
        path: PathBuf,
    },
    /// A journal of a newer version was to be continued.
    #[error(
        "{path}: a newer version of the program went on with this case. It can be read here, and continued with the newer version."
    )]
    ReadOnlyHere {
        /// Where.
        path: PathBuf,
    },
    /// A file is not of the kind that the program keeps in that place.
    #[error("{path}: {problem}. It can be read, but nothing will be written to it.")]
    Unsafe {
        /// Where.
        path: PathBuf,
        /// What is unusual about it.
        problem: &'static str,
    },
    /// An entry or a file would pass a limit.
    #[error("{path}: {limit}. Nothing was written; end this case and go on in a new one.")]
    Full {
        /// Where.
        path: PathBuf,
        /// Which limit.
        limit: &'static str,
    },
    /// A body is not one line.
    #[error(
        "{path}: an entry must be one line of text. This is a fault of the program; please report it."
    )]
    NotOneLine {
        /// Where.
        path: PathBuf,
    },
    /// An entry with a number already given out waits to be written.
    #[error("{path}: entry {number} is not yet saved. It must be saved before the next one.")]
    Unfinished {
        /// Where.
        path: PathBuf,
        /// Its number.
        number: u64,
    },
    /// Words were taken out of the case, and a file of before may still hold them.
    #[error(
        "{path}: words were taken out of this case, and this file still holds them. Delete it first, with `redact REF --delete-old`."
    )]
    OldRecord {
        /// The first file that holds them, or may hold them.
        path: PathBuf,
    },
    /// A record that was to be deleted went on after the words were taken out.
    #[error(
        "{path}: this older record goes on after the entry at which words were taken out, so that something would be lost with it. Nothing was deleted; copy it elsewhere and look what it has first."
    )]
    WentOn {
        /// Its journal.
        path: PathBuf,
    },
    /// What was to be deleted is not what somebody was told of.
    #[error(
        "{path}: other files are left of the record before than those that were named. Nothing was deleted; ask once more."
    )]
    OtherFiles {
        /// The folder of the case.
        path: PathBuf,
    },
    /// A later record of the case cannot be read.
    #[error(
        "{path}: this file cannot be read as a record, and the case may go on in it: words may have been taken out there that older files still hold. Put back a copy of it, or move it out of the folder to go on without it."
    )]
    Unread {
        /// The file.
        path: PathBuf,
    },
    /// The file at the journal's path is another one, or grew without us.
    #[error("{path}: another program changed this file while it was open. Both versions are kept.")]
    ChangedByOther {
        /// Where.
        path: PathBuf,
    },
    /// Another window has the case open.
    #[error(
        "{path}: this case is open in another window{holder}. Close it there, or only read it here with `talking-piece review REF`."
    )]
    LockHeld {
        /// The folder of the case.
        path: PathBuf,
        /// Who holds it, to follow "window"; may be empty.
        holder: Holder,
    },
    /// A reference cannot be the name of a folder on every computer.
    #[error(
        "\"{reference}\" cannot be a reference. Use up to 40 letters, digits and hyphens, such as RC-0412."
    )]
    BadReference {
        /// What was asked for.
        reference: String,
    },
    /// A case with that reference exists.
    #[error("{path}: there is a case with this reference already. Choose another one, or open it.")]
    Exists {
        /// The folder that is there.
        path: PathBuf,
    },
    /// There is no such case.
    #[error("{path}: there is no case here. Check the reference.")]
    NoCase {
        /// The folder looked for.
        path: PathBuf,
    },
    /// A practice case stands among real cases, or the other way round.
    #[error(
        "{path}: real and practice cases may not be mixed, and this one is in the wrong folder. Move the folder to where it belongs."
    )]
    WrongKind {
        /// The folder of the case.
        path: PathBuf,
    },
    /// The home is protected, and nothing was unlocked.
    #[error("{path}: the cases here are protected. Give the passphrase first.")]
    Locked {
        /// The file with the keys.
        path: PathBuf,
    },
    /// The home was to be protected, and is protected already.
    #[error(
        "{path}: the cases here are protected already. `rekey` seals what is not sealed yet, and `passphrase` changes the passphrase."
    )]
    Protected {
        /// The file with the keys.
        path: PathBuf,
    },
    /// A passphrase does not open the keys of the home.
    #[error("{path}: that passphrase does not open this identity. Try again; nothing was changed.")]
    WrongPassphrase {
        /// The file with the keys.
        path: PathBuf,
    },
    /// The file with the keys is damaged.
    #[error(
        "{path}: the file with your keys is damaged. Put a copy of it back, or let the service's key recover the cases."
    )]
    DamagedIdentity {
        /// The file with the keys.
        path: PathBuf,
    },
    /// The file with the keys asks for too much work, or for too little.
    #[error(
        "{path}: this identity was made at a cost of {cost}, and 14 to 20 are accepted: more needs too much memory, less is not safe. Put back the file that this program made."
    )]
    IdentityCost {
        /// The file with the keys.
        path: PathBuf,
        /// What it asks for, as a power of two.
        cost: u8,
    },
    /// There is no memory for what a passphrase takes.
    #[error(
        "this computer needs {megabytes} MB of free memory to unlock the cases, and it has less. Close other programs and try again; nothing was changed."
    )]
    LittleMemory {
        /// How much has to be free.
        megabytes: u64,
    },
    /// The file with the keys would be too long to be read again.
    #[error("{path}: there are too many readers for one file with keys. Remove one first.")]
    TooManyReaders {
        /// The file with the keys.
        path: PathBuf,
    },
    /// A newer version made the file with the keys.
    #[error("{path}: a newer version of the program made this identity. Nothing was changed.")]
    NewerIdentity {
        /// The file with the keys.
        path: PathBuf,
    },
    /// A file is sealed for others.
    #[error(
        "{path}: your key is not among the readers of this file. Ask somebody who can read it."
    )]
    NotForYou {
        /// Where.
        path: PathBuf,
    },
    /// A sealed file is damaged.
    #[error("{path}: this file is damaged. Use a copy of it if you have one.")]
    DamagedFile {
        /// Where.
        path: PathBuf,
    },
    /// Something in the way is not a folder.
    #[error(
        "{path}: a folder is needed here, but there is a file. Move it away or choose another place with --home."
    )]
    NotAFolder {
        /// Where.
        path: PathBuf,
    },
}

/// Who holds a lock, as they wrote it into the lock file; shown after "another window".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process, if it could be read.
    pub process: Option<u32>,
    /// Local time since when, if it could be read.
    pub since: Option<chrono::DateTime<chrono::FixedOffset>>,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(since) = self.since {
            write!(formatter, " since {}", since.format("%H:%M"))?;
        }
        if let Some(process) = self.process {
            write!(formatter, " (process {process})")?;
        }
        Ok(())
    }
}

impl StoreError {
    /// Names what the system refused, for use with `map_err`.
    pub(super) fn system(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::System {
            doing,
            path,
            source,
        }
    }

    /// Why the file with the keys does not open.
    pub(super) fn identity(path: &Path, why: IdentityError) -> Self {
        let path = path.to_owned();
        match why {
            IdentityError::WrongPassphrase => Self::WrongPassphrase { path },
            IdentityError::Damaged => Self::DamagedIdentity { path },
            IdentityError::Cost(cost) => Self::IdentityCost { path, cost },
            IdentityError::Newer => Self::NewerIdentity { path },
        }
    }

    /// Says why a sealed file did not open.
    pub(super) fn unopened(path: &Path, why: AgeError) -> Self {
        let path = path.to_owned();
        match why {
            AgeError::Locked => Self::Locked { path },
            AgeError::NotForYou => Self::NotForYou { path },
            AgeError::Damaged => Self::DamagedFile { path },
        }
    }

    /// Whether another window has the case.
    pub(super) fn is_open_elsewhere(&self) -> bool {
        matches!(self, Self::LockHeld { .. })
    }

    /// What the system answered, where it was the system that refused.
    pub(super) fn answer(&self) -> Option<io::ErrorKind> {
        match self {
            Self::System { source, .. } | Self::NotConfirmed { source, .. } => Some(source.kind()),
            Self::OutOfStep { .. }
            | Self::Journal { .. }
            | Self::Damaged { .. }
            | Self::ReadOnlyHere { .. }
            | Self::Unsafe { .. }
            | Self::Full { .. }
            | Self::NotOneLine { .. }
            | Self::Unfinished { .. }
            | Self::ChangedByOther { .. }
            | Self::LockHeld { .. }
            | Self::OldRecord { .. }
            | Self::Unread { .. }
            | Self::WentOn { .. }
            | Self::OtherFiles { .. }
            | Self::BadReference { .. }
            | Self::Exists { .. }
            | Self::NoCase { .. }
            | Self::WrongKind { .. }
            | Self::Locked { .. }
            | Self::Protected { .. }
            | Self::WrongPassphrase { .. }
            | Self::DamagedIdentity { .. }
            | Self::IdentityCost { .. }
            | Self::LittleMemory { .. }
            | Self::TooManyReaders { .. }
            | Self::NewerIdentity { .. }
            | Self::NotForYou { .. }
            | Self::DamagedFile { .. }
            | Self::NotAFolder { .. } => None,
        }
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::System { path, .. }
            | Self::NotConfirmed { path, .. }
            | Self::OutOfStep { path, .. }
            | Self::Journal { path, .. }
            | Self::Damaged { path }
            | Self::ReadOnlyHere { path }
            | Self::Unsafe { path, .. }
            | Self::Full { path, .. }
            | Self::NotOneLine { path }
            | Self::Unfinished { path, .. }
            | Self::ChangedByOther { path }
            | Self::LockHeld { path, .. }
            | Self::OldRecord { path }
            | Self::Unread { path }
            | Self::WentOn { path }
            | Self::OtherFiles { path }
            | Self::Exists { path }
            | Self::NoCase { path }
            | Self::WrongKind { path }
            | Self::Locked { path }
            | Self::Protected { path }
            | Self::WrongPassphrase { path }
            | Self::DamagedIdentity { path }
            | Self::IdentityCost { path, .. }
            | Self::TooManyReaders { path }
            | Self::NewerIdentity { path }
            | Self::NotForYou { path }
            | Self::DamagedFile { path }
            | Self::NotAFolder { path } => Some(path),
            Self::BadReference { .. } | Self::LittleMemory { .. } => None,
        }
    }
}
