//! The key that seals closings: whose it is, and where it lies.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use super::error::StoreError;
use super::home::{Home, ensure_folder};
use super::line::{Kind, with_sum, without_sum};
use super::storage::{Storage, create_file, replace_file};

/// Name of the file with the key of a home that has no passphrase, and of practice cases.
const NAME: &str = "seal-key";
/// The longest such file, in bytes.
const LONGEST: u64 = 4096;

type Seed = Zeroizing<[u8; 32]>;

/// The key with which a case is sealed when something is closed.
///
/// Real cases of a protected home are sealed with the key in its identity. All others have one in
/// the state folder, made when it is first needed: a file that its owner alone can read, and that
/// no passphrase protects.
pub struct SealKey {
    /// From the identity, held from when the case was opened.
    held: Option<Seed>,
    state: PathBuf,
}

impl SealKey {
    /// The key for cases of this kind.
    pub fn of(home: &Home, kind: Kind) -> Self {
        let keyring = home.ring().keyring().filter(|_| kind == Kind::Case);
        Self {
            held: keyring.map(|keyring| keyring.seed().clone()),
            state: home.state(),
        }
    }

    /// Whether it lies under a passphrase.
    pub fn is_protected(&self) -> bool {
        self.held.is_some()
    }

    /// The public key, by which its seals are known; nothing where none was made yet. What the
    /// disk refuses is not nothing: a seal of this home would pass for somebody else's.
    pub fn public(&self, storage: &dyn Storage) -> Result<Option<[u8; 32]>, StoreError> {
        let seed = match &self.held {
            Some(seed) => Some(seed.clone()),
            None => self.in_file(storage).map_err(StoreError::system(
                "read the key that seals closings",
                &self.state.join(NAME),
            ))?,
        };
        Ok(seed.map(|seed| SigningKey::from_bytes(&seed).verifying_key().to_bytes()))
    }

    /// The key itself, made now where there is none.
    pub(super) fn signing(&self, storage: &dyn Storage) -> Result<SigningKey, StoreError> {
        if let Some(seed) = &self.held {
            return Ok(SigningKey::from_bytes(seed));
        }
        // Of a home that came out of a copy nothing may be there but its cases.
        ensure_folder(storage, &self.state)?;
        let seed = self.found_or_made(storage);
        seed.map(|seed| SigningKey::from_bytes(&seed))
            .map_err(StoreError::system(
                "make the key that seals closings",
                &self.state.join(NAME),
            ))
    }

    fn found_or_made(&self, storage: &dyn Storage) -> io::Result<Seed> {
        if let Some(seed) = self.in_file(storage)? {
            return Ok(seed);
        }
        let mut seed = Zeroizing::new([0; 32]);
        for half in seed.chunks_mut(16) {
            half.copy_from_slice(&storage.random()?);
        }
        let text = Zeroizing::new(URL_SAFE_NO_PAD.encode(seed.as_slice()));
        let line = Zeroizing::new(with_sum(format!("seal1 {}", text.as_str())) + "\n");
        match create_file(storage, &self.state, NAME, line.as_bytes()) {
            Ok(()) => Ok(seed),
            // Another window was faster, or what lies there is damaged.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if let Some(seed) = self.in_file(storage)? {
                    return Ok(seed);
                }
                replace_file(storage, &self.state, NAME, line.as_bytes())?;
                Ok(seed)
            }
            Err(error) => Err(error),
        }
    }

    /// The key in the file; nothing where there is none that can be understood.
    fn in_file(&self, storage: &dyn Storage) -> io::Result<Option<Seed>> {
        let bytes = match storage.read(&self.state.join(NAME), LONGEST) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let line = std::str::from_utf8(&bytes).ok().map(str::trim_end);
        let encoded = line.and_then(|line| without_sum(line)?.strip_prefix("seal1 "));
        let seed = encoded.and_then(|encoded| URL_SAFE_NO_PAD.decode(encoded).ok());
        let seed = seed.map(Zeroizing::new);
        Ok(seed.and_then(|seed| seed.as_slice().try_into().map(Zeroizing::new).ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryDisk;

    #[test]
    fn a_key_is_made_when_it_is_first_needed_and_kept_for_its_owner_alone() {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        home.prepare(&disk).unwrap();
        let key = SealKey::of(&home, Kind::Practice);
        assert_eq!(key.public(&disk).unwrap(), None);
        let made = key.signing(&disk).unwrap().verifying_key().to_bytes();
        let again = SealKey::of(&home, Kind::Case).public(&disk);
        assert_eq!(again.unwrap(), Some(made));
        let path = home.state().join("seal-key");
        let mode = disk.identity(&path).unwrap().mode;
        assert_eq!(mode, Some(0o600));
        // A damaged one is no key, and another takes its place.
        disk.put(&path, b"seal1 half").unwrap();
        assert_eq!(key.public(&disk).unwrap(), None);
        let other = key.signing(&disk).unwrap().verifying_key().to_bytes();
        assert_ne!(other, made);
        assert_eq!(key.public(&disk).unwrap(), Some(other));
    }

    #[test]
    fn a_home_of_which_only_the_cases_were_kept_gets_its_key_too() {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        disk.create_folder(home.root()).unwrap();
        let key = SealKey::of(&home, Kind::Case);
        let made = key.signing(&disk).unwrap().verifying_key().to_bytes();
        assert_eq!(key.public(&disk).unwrap(), Some(made));
    }

    #[test]
    fn without_randomness_nothing_is_sealed_with_a_key_of_zeros() {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        home.prepare(&disk).unwrap();
        disk.without_randomness();
        assert!(SealKey::of(&home, Kind::Case).signing(&disk).is_err());
    }
}
