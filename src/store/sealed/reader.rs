//! Who can read the cases beside their owner.

use age::x25519;
use serde::{Deserialize, Serialize};

/// Somebody who can read the cases beside their owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// What they are called, such as "Service manager".
    pub name: String,
    /// Their public key, `age1…`.
    pub key: String,
    /// Whether theirs is the key by which cases are opened when a passphrase was forgotten.
    #[serde(default)]
    pub recovery: bool,
}

/// Whether a text is the public key of a reader.
pub fn is_recipient(text: &str) -> bool {
    recipient(text).is_some()
}

pub(super) fn recipient(text: &str) -> Option<x25519::Recipient> {
    text.parse().ok()
}
