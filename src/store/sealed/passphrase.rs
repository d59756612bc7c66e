//! Passphrases: five words by lot, or one's own.

use std::io;

use secrecy::SecretString;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::guessable::{is_soon_guessed, repeats_itself};
use crate::store::storage::Storage;

/// A passphrase of one's own has at least so many letters.
pub const LEAST_LETTERS: usize = 12;
/// Longest passphrase, in bytes; so much room is kept from the start, so that no copy is left
/// behind while it grows.
const LONGEST: usize = 1024;
/// How many words by lot, of 7,776 each: some 64 bits.
const WORDS: usize = 5;

/// A passphrase; wiped from memory when it is let go.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase {
    text: Zeroizing<String>,
}

/// Why a passphrase cannot be taken for protecting something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassphrase {
    /// It has too few letters.
    #[error("A passphrase of your own needs at least {LEAST_LETTERS} letters.")]
    Short,
    /// It is one letter, or one short piece, again and again.
    #[error("A passphrase of few different letters, or of one piece repeated, is soon guessed.")]
    Monotonous,
    /// It is made of what many people use.
    #[error(
        "A passphrase of a few words, names, numbers or rows of keys that many people use is soon guessed."
    )]
    Common,
}

impl Default for Passphrase {
    fn default() -> Self {
        Self {
            text: Zeroizing::new(String::with_capacity(LONGEST)),
        }
    }
}

impl Passphrase {
    /// Takes what was typed, spaces and all; `false` in the pair where it was too long and the
    /// rest was left out.
    pub fn new(typed: &str) -> (Self, bool) {
        let mut passphrase = Self::default();
        let whole = typed.chars().all(|letter| passphrase.push(letter));
        (passphrase, whole)
    }

    /// Draws five words by lot.
    pub fn by_lot(storage: &dyn Storage) -> io::Result<Self> {
        let list = &diceware_wordlists::EFF_LONG_WORDLIST;
        let mut passphrase = Self::default();
        let mut drawn = 0;
        while drawn < WORDS {
            for pair in storage.random()?.chunks_exact(2) {
                let Ok(pair) = <[u8; 2]>::try_from(pair) else {
                    continue;
                };
                // Numbers beyond a whole multiple would make some words likelier.
                let number = usize::from(u16::from_le_bytes(pair));
                let fair = number < usize::from(u16::MAX) / list.len() * list.len();
                if let Some(word) = list.get(number % list.len()).filter(|_| fair)
                    && drawn < WORDS
                {
                    if drawn > 0 {
                        passphrase.push(' ');
                    }
                    word.chars().for_each(|letter| {
                        passphrase.push(letter);
                    });
                    drawn += 1;
                }
            }
        }
        Ok(passphrase)
    }

    /// Adds a letter; `false` where there is no room for it.
    pub fn push(&mut self, letter: char) -> bool {
        let fits = self.text.len() + letter.len_utf8() <= LONGEST;
        if fits {
            self.text.push(letter);
        }
        fits
    }

    /// Takes the last letter away.
    pub fn pop(&mut self) {
        self.text.pop();
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How many letters a field shows for it.
    pub fn letters(&self) -> usize {
        self.text.graphemes(true).count()
    }

    /// Whether it may protect anything: long enough, and not what whoever guesses begins with.
    pub fn check(&self) -> Result<(), WeakPassphrase> {
        if self.letters() < LEAST_LETTERS {
            return Err(WeakPassphrase::Short);
        }
        let mut different = Zeroizing::new(Vec::with_capacity(self.text.len()));
        different.extend(self.text.chars());
        different.sort_unstable();
        different.dedup();
        if different.len() < 5 || repeats_itself(&self.text, LEAST_LETTERS) {
            return Err(WeakPassphrase::Monotonous);
        }
        if is_soon_guessed(&self.text) {
            return Err(WeakPassphrase::Common);
        }
        Ok(())
    }

    /// The words themselves, to be shown once to whoever has to learn them.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// As it protects: composed letters are one letter, however they were typed.
    pub(super) fn secret(&self) -> SecretString {
        let mut composed = String::with_capacity(LONGEST);
        composed.extend(self.text.nfc());
        SecretString::from(composed)
    }

    /// How it may have been meant: composed, and as it was typed where that differs.
    pub(super) fn spellings(&self) -> Vec<SecretString> {
        let mut spellings = vec![self.secret()];
        if !unicode_normalization::is_nfc(&self.text) {
            spellings.push(SecretString::from(self.text.as_str().to_owned()));
        }
        spellings
    }
}

/// Says how long it is, and nothing of it.
impl std::fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "[passphrase of {} letters]", self.letters())
    }
}
