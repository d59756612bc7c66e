//! Whose seals were found in a case.

use crate::store::case_folder::CaseFolder;
use crate::store::closing_seal::SealStanding;
use crate::store::home::Home;
use crate::store::line::Kind;
use crate::store::scan::Scan;
use crate::store::seal_key::SealKey;
use crate::store::storage::Storage;

/// A seal of a closing, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealFinding {
    /// The last entry that it seals.
    pub number: u64,
    /// Whose it is; nothing where it does not fit what stands before it.
    pub by: Option<Whose>,
}

/// Whose key made a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The one of this home, which its passphrase protects.
    Protected,
    /// The one of this home that lies in a file without a passphrase.
    Open,
    /// Nobody can tell before the home is unlocked.
    Locked,
    /// Somebody else's.
    Unknown,
    /// Nobody can tell now: the disk refused the one of this home.
    Unread,
}

/// Checks all seals of a journal.
pub(super) fn sealed_by(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    scan: &Scan,
) -> Vec<SealFinding> {
    if scan.seals.is_empty() {
        return Vec::new();
    }
    let own = SealKey::of(home, Kind::Case);
    let read = [
        own.public(storage),
        SealKey::of(home, Kind::Practice).public(storage),
    ];
    let is_unread = read.iter().any(Result::is_err);
    let [protected, open] = read.map(|key| key.ok().flatten());
    let protected = protected.filter(|_| own.is_protected());
    let is_locked = folder.kind() == Kind::Case && folder.is_sealed(storage).is_err();
    let whose = |key: [u8; 32]| match key {
        key if Some(key) == protected => Whose::Protected,
        key if Some(key) == open => Whose::Open,
        _ if is_locked => Whose::Locked,
        _ if is_unread => Whose::Unread,
        _ => Whose::Unknown,
    };
    let seals = scan.seals.iter();
    seals
        .map(|seal| SealFinding {
            number: seal.number,
            by: match seal.standing(scan.header.id) {
                SealStanding::Holds(key) => Some(whose(key)),
                SealStanding::DoesNotFit => None,
            },
        })
        .collect()
}
