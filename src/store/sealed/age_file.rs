//! The age format: keys for several readers, the saved plan, and the index of a library.

use std::io::{Read, Write};
use std::iter;

use age::x25519;
use age::{DecryptError, Decryptor, Encryptor};

/// Why an age file could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeError {
    /// Nothing was unlocked.
    Locked,
    /// It is for other readers.
    NotForYou,
    /// It is damaged, or no age file.
    Damaged,
}

/// Seals bytes for readers; any of them can open the file, with other programs too.
///
/// `None` where there is no reader.
pub(super) fn wrap(bytes: &[u8], readers: &[x25519::Recipient]) -> Option<Vec<u8>> {
    let readers = readers.iter().map(|reader| reader as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(readers).ok()?;
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file).ok()?;
    writer.write_all(bytes).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// Opens an age file with any kind of key.
pub(super) fn unwrap(file: &[u8], key: &dyn age::Identity) -> Result<Vec<u8>, AgeError> {
    unwrap_start(file, key, u64::MAX)
}

/// Opens the first bytes of an age file, of which the end may be missing.
pub(super) fn unwrap_start(
    file: &[u8],
    key: &dyn age::Identity,
    most: u64,
) -> Result<Vec<u8>, AgeError> {
    let reader = Decryptor::new(file)
        .and_then(|decryptor| decryptor.decrypt(iter::once(key)))
        .map_err(|error| told(&error))?;
    let mut bytes = Vec::new();
    let read = reader.take(most).read_to_end(&mut bytes);
    read.map_err(|_| AgeError::Damaged)?;
    Ok(bytes)
}

/// Opens an age file with an identity as age itself writes it (`AGE-SECRET-KEY-1…`), comments
/// and empty lines around it; for whoever keeps the key of a service.
pub fn open_age_file(file: &[u8], identity: &str) -> Result<Vec<u8>, AgeError> {
    let mut lines = identity.lines().map(str::trim);
    let key = lines.find_map(|line| line.parse::<x25519::Identity>().ok());
    let key = key.ok_or(AgeError::NotForYou)?;
    unwrap(file, &key)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the errors are not ours, and whatever else they say the file cannot be used"
)]
fn told(error: &DecryptError) -> AgeError {
    match error {
        // The second is what a wrong passphrase gives.
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed => AgeError::NotForYou,
        _ => AgeError::Damaged,
    }
}
