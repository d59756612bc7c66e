//! What the system answers, in plain words.

use std::io;

use crate::store::held::is_held;

/// Says in plain words what the system answered.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are not ours, and most of them mean the same to a reader"
)]
pub(in crate::store) fn reason(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => "the disk is full",
        Kind::FileTooLarge => "the file would be too large",
        _ if is_held(error) => "another program has it to itself",
        Kind::ReadOnlyFilesystem => "the disk cannot be written to",
        Kind::PermissionDenied => "it is not permitted",
        Kind::NotFound | Kind::StaleNetworkFileHandle => "it is no longer there",
        Kind::AlreadyExists => "the name is taken",
        Kind::NotADirectory | Kind::IsADirectory | Kind::InvalidInput => {
            "something else is in its place"
        }
        _ => "the disk did not answer as it should",
    }
}

/// Says what the reader can do about it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are not ours, and most of them mean the same to a reader"
)]
pub(in crate::store) fn advice(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => "Free some space.",
        _ if is_held(error) => "Wait until it has done, and try again.",
        Kind::ReadOnlyFilesystem | Kind::PermissionDenied => {
            "Ask who looks after this computer for the right to write there."
        }
        Kind::NotFound | Kind::StaleNetworkFileHandle => {
            "Check that the folder was not moved and the drive is connected."
        }
        _ => "Try again, and keep a copy on another drive.",
    }
}
