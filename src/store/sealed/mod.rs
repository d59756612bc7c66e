//! Sealing: who can read a case, and how its lines are made unreadable for everybody else.
//!
//! Each case has a key of its own ([`CaseKeys`]); it lies in the journal, wrapped in the age
//! format for every reader. Who has unlocked the home holds a [`Keyring`] that opens them; the
//! [`Ring`] is the one place in which it lies, so that locking empties it for everybody.

mod age_file;
#[cfg(test)]
mod around_tests;
mod case_keys;
mod guessable;
mod identity;
mod passphrase;
mod reader;
mod ring;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vector_tests;
mod writing;

pub use age_file::{AgeError, open_age_file};
pub use case_keys::{CaseKeys, NONCE};
pub use identity::{
    IdentityError, LEAST_COST, PASSPHRASE_COST, cost_of, decode_identity, encode_identity,
    is_accepted_cost,
};
pub use passphrase::{LEAST_LETTERS, Passphrase, WeakPassphrase};
pub use reader::{Reader, is_recipient};
pub use ring::{Keyring, NoKey, Ring};
pub use writing::Writing;
