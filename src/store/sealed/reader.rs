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

/// So many characters of a key are shown from its beginning, and so many from its end.
const SHOWN: (usize, usize) = (5, 4);

impl Reader {
    /// Their public key in short, to be told from another by eye: `age1q…7f3k`.
    pub fn key_in_short(&self) -> String {
        let letters: Vec<char> = self.key.chars().collect();
        let (first, last) = SHOWN;
        if letters.len() <= first + last {
            return self.key.clone();
        }
        let beginning = letters[..first].iter();
        let end = letters[letters.len() - last..].iter();
        beginning.chain(std::iter::once(&'…')).chain(end).collect()
    }
}

/// Whether a text is the public key of a reader.
pub fn is_recipient(text: &str) -> bool {
    recipient(text).is_some()
}

pub(super) fn recipient(text: &str) -> Option<x25519::Recipient> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_short_shows_how_it_begins_and_ends() {
        let reader = |key: &str| Reader {
            name: "Service manager".to_owned(),
            key: key.to_owned(),
            recovery: true,
        };
        let whole = "age1qz3k9l0000000000000000000000000000000000000000000000007f3k";
        assert_eq!(reader(whole).key_in_short(), "age1q…7f3k");
        assert_eq!(reader("age1q7f3k").key_in_short(), "age1q7f3k");
    }
}
