//! What can be done about a refusal of the system.

use std::io::ErrorKind;

use crate::store::error::StoreError;

/// What to do about a refusal of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Make room, then wait for more.
    Room,
    /// Try the same bytes once more, then go elsewhere.
    OnceMore,
    /// Go elsewhere.
    Elsewhere,
    /// Only waiting, or a person, can help.
    Wait,
}

impl Remedy {
    pub(super) fn of(error: &StoreError) -> Self {
        if let StoreError::NotConfirmed { .. } = error {
            return Self::OnceMore;
        }
        if let StoreError::ChangedByOther { .. } = error {
            return Self::Elsewhere;
        }
        match error.answer() {
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge) => {
                Self::Room
            }
            Some(
                ErrorKind::ReadOnlyFilesystem
                | ErrorKind::PermissionDenied
                | ErrorKind::StaleNetworkFileHandle
                | ErrorKind::NotFound,
            ) => Self::Elsewhere,
            Some(_) => Self::OnceMore,
            None => Self::Wait,
        }
    }
}
