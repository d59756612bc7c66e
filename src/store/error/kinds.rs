//! What kind of failure each is, for the exit code of the program.

use super::StoreError;
use crate::store::scan::ScanError;

/// What kind of failure it is, for the exit code of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The request itself was wrong (exit code 2).
    WrongUse,
    /// Something cannot be read or written (3).
    CannotReadOrWrite,
    /// The data are damaged (4).
    Damaged,
    /// A newer version made it (6).
    MadeByNewer,
    /// It takes another key, or a passphrase (5).
    WrongKey,
    /// It is in use elsewhere (7).
    InUse,
}

impl StoreError {
    /// Says what kind of failure it is.
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::System { .. }
            | Self::NotConfirmed { .. }
            | Self::OutOfStep { .. }
            | Self::Unsafe { .. }
            | Self::Full { .. }
            | Self::NotOneLine { .. }
            | Self::Unfinished { .. }
            | Self::ChangedByOther { .. }
            | Self::NotAFolder { .. }
            | Self::IdentityCost { .. }
            | Self::LittleMemory { .. }
            | Self::NoCase { .. } => FailureKind::CannotReadOrWrite,
            Self::Journal { problem, .. } => problem.kind(),
            Self::Damaged { .. }
            | Self::Unread { .. }
            | Self::WrongKind { .. }
            | Self::DamagedIdentity { .. }
            | Self::DamagedFile { .. } => FailureKind::Damaged,
            Self::Locked { .. } | Self::WrongPassphrase { .. } | Self::NotForYou { .. } => {
                FailureKind::WrongKey
            }
            Self::ReadOnlyHere { .. } | Self::NewerIdentity { .. } => FailureKind::MadeByNewer,
            Self::LockHeld { .. } => FailureKind::InUse,
            Self::BadReference { .. }
            | Self::Exists { .. }
            | Self::OldRecord { .. }
            | Self::WentOn { .. }
            | Self::OtherFiles { .. }
            | Self::TooManyReaders { .. }
            | Self::Protected { .. } => FailureKind::WrongUse,
        }
    }
}

impl ScanError {
    /// Says what kind of failure it is.
    pub fn kind(self) -> FailureKind {
        match self {
            Self::Empty | Self::HeaderDamaged | Self::ForeignKeys | Self::DamagedKeys => {
                FailureKind::Damaged
            }
            Self::NotAJournal | Self::TooLarge | Self::TooManyEntries => {
                FailureKind::CannotReadOrWrite
            }
            Self::MadeByNewer => FailureKind::MadeByNewer,
            Self::Sealed | Self::NotForYou => FailureKind::WrongKey,
        }
    }
}
