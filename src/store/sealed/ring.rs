//! Who has unlocked the home: the keys that open and begin its cases.

use std::io;
use std::sync::{Arc, PoisonError, RwLock};

use age::x25519;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::age_file::{self, AgeError};
use super::case_keys::{CaseKeys, FileKey};
use super::reader::{Reader, recipient};
use super::writing::Writing;
use crate::store::line::{CIPHER, Header, HeaderId, Kind, Mode};
use crate::store::storage::{Identity, Storage};

/// The place of the keys of a home. Clones share it: who locks one locks all.
#[derive(Clone, Default)]
pub struct Ring {
    keyring: Arc<RwLock<Option<Arc<Keyring>>>>,
    /// The file that they were read from, or written to.
    file: Arc<RwLock<Option<KeyFile>>>,
}

/// A file with keys.
#[derive(Debug, Clone, Copy)]
struct KeyFile {
    /// The hash of its bytes.
    sha256: [u8; 32],
    /// How it looked from outside when it held them; none until somebody looked.
    look: Option<Look>,
}

/// A file from outside. Another look may be another content; a program that copies folders, or a
/// drive that is connected anew, changes the look alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    place: (u64, u64),
    length: u64,
    modified: (i64, u32),
}

impl From<&Identity> for Look {
    fn from(found: &Identity) -> Self {
        Self {
            place: (found.device, found.inode),
            length: found.length,
            modified: (found.modified, found.modified_part),
        }
    }
}

/// Why a sealed file cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoKey {
    /// Nothing was unlocked.
    Locked,
    /// Whoever unlocked the home is not among the readers.
    NotForYou,
    /// The key in the file is another file's.
    Foreign,
    /// The key in the file is damaged.
    Damaged,
    /// It is sealed in a way of a newer version.
    Newer,
}

impl Ring {
    /// A ring that holds keys.
    pub fn holding(keyring: Keyring) -> Self {
        let ring = Self::default();
        ring.unlock(keyring);
        ring
    }

    /// Lets everybody who shares the ring use these keys.
    pub fn unlock(&self, keyring: Keyring) {
        let mut held = self.keyring.write().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Arc::new(keyring));
    }

    /// Remembers the bytes of the file that holds these keys, and how it looked before they were
    /// read; no look where they were written, for another window may have written since.
    pub(in crate::store) fn came_from(&self, bytes: &[u8], look: Option<&Identity>) {
        let mut known = self.file.write().unwrap_or_else(PoisonError::into_inner);
        *known = Some(KeyFile {
            sha256: Sha256::digest(bytes).into(),
            look: look.map(Look::from),
        });
    }

    /// Whether the file with the keys looks as it did when they were in it; also where nothing is
    /// known of it.
    pub(in crate::store) fn looks_the_same(&self, found: &Identity) -> bool {
        let known = self.file.read().unwrap_or_else(PoisonError::into_inner);
        known.is_none_or(|known| known.look == Some(found.into()))
    }

    /// Whether these are the bytes that the keys came from; then this look of the file, from before
    /// they were read, is remembered.
    pub(in crate::store) fn holds_the_same(&self, bytes: &[u8], found: &Identity) -> bool {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        let mut known = self.file.write().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = known.as_mut() else {
            return true;
        };
        let same = known.sha256 == sha256;
        if same {
            known.look = Some(found.into());
        }
        same
    }

    /// Takes the keys away from everybody; those of a case that is open stay with it.
    pub fn lock(&self) {
        let mut held = self.keyring.write().unwrap_or_else(PoisonError::into_inner);
        *held = None;
    }

    /// The keys, where the home is unlocked.
    pub fn keyring(&self) -> Option<Arc<Keyring>> {
        let held = self.keyring.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    /// How a journal is written, by its header and the further keys that stand in it.
    pub(in crate::store) fn writing_of(
        &self,
        header: &Header,
        further: &[Vec<u8>],
    ) -> Result<Writing, NoKey> {
        match header.mode {
            Mode::Plain => Ok(Writing::Plain),
            Mode::Sealed => {
                let keyring = self.keyring().ok_or(NoKey::Locked)?;
                let (key, readers) = (keyring.key_of(header, further)?, keyring.recipients());
                Ok(Writing::Sealed(Arc::new(CaseKeys::of(
                    &key, header.id, readers,
                ))))
            }
        }
    }

    /// Reads a file that is written as the plan of a case is.
    pub(in crate::store) fn open_written(
        &self,
        writing: &Writing,
        bytes: Vec<u8>,
    ) -> Result<Vec<u8>, AgeError> {
        match writing {
            Writing::Plain => Ok(bytes),
            Writing::Sealed(_) => self.open_file(&bytes),
        }
    }

    /// Opens an age file that is for whoever unlocked the home.
    pub(in crate::store) fn open_file(&self, bytes: &[u8]) -> Result<Vec<u8>, AgeError> {
        let keyring = self.keyring().ok_or(AgeError::Locked)?;
        age_file::unwrap(bytes, &keyring.identity)
    }

    /// Opens its first bytes alone, of which there may be no more.
    pub(in crate::store) fn open_start(
        &self,
        bytes: &[u8],
        most: usize,
    ) -> Result<Vec<u8>, AgeError> {
        let keyring = self.keyring().ok_or(AgeError::Locked)?;
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        age_file::unwrap_start(bytes, &keyring.identity, most)
    }

    /// Seals bytes for whoever unlocked the home and every reader of its cases; nothing while it
    /// is locked.
    pub(in crate::store) fn seal_for_readers(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        age_file::wrap(bytes, &self.keyring()?.recipients())
    }

    /// Seals bytes for whoever unlocked the home alone; nothing while it is locked.
    pub(in crate::store) fn seal_for_owner(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        age_file::wrap(bytes, &[self.keyring()?.identity.to_public()])
    }
}

/// Homes are told apart by their place, locked or not.
impl PartialEq for Ring {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Ring {}

impl std::fmt::Debug for Ring {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self.keyring() {
            Some(_) => "unlocked",
            None => "no keys",
        })
    }
}

/// The secret key of whoever unlocked the home, and who else reads its cases.
pub struct Keyring {
    identity: x25519::Identity,
    /// Seed of the key that closes cases with a seal.
    seed: Zeroizing<[u8; 32]>,
    readers: Vec<Reader>,
}

impl Keyring {
    /// Makes new keys, with these readers beside their owner.
    ///
    /// Nothing comes of a computer that has no randomness to give.
    pub fn generate(storage: &dyn Storage, readers: Vec<Reader>) -> io::Result<Self> {
        Ok(Self {
            identity: x25519::Identity::generate(),
            seed: thirty_two(storage)?,
            readers,
        })
    }

    pub(super) fn from_parts(
        identity: x25519::Identity,
        seed: Zeroizing<[u8; 32]>,
        readers: Vec<Reader>,
    ) -> Self {
        Self {
            identity,
            seed,
            readers,
        }
    }

    /// The keys of somebody who has an identity as age itself writes it: the service, that
    /// opens cases when a passphrase was forgotten. Nothing where the text holds none.
    pub fn of_identity(text: &str, storage: &dyn Storage) -> io::Result<Option<Self>> {
        let mut lines = text.lines().map(str::trim);
        let key = lines.find_map(|line| line.parse::<x25519::Identity>().ok());
        let Some(identity) = key else {
            return Ok(None);
        };
        let (seed, readers) = (thirty_two(storage)?, Vec::new());
        Ok(Some(Self::from_parts(identity, seed, readers)))
    }

    /// The same with other readers.
    pub fn with_readers(&self, readers: Vec<Reader>) -> Self {
        Self::from_parts(self.identity.clone(), self.seed.clone(), readers)
    }

    /// The public key of the owner, to be given to others: `age1…`.
    pub fn public(&self) -> String {
        self.identity.to_public().to_string()
    }

    /// The secret key as age itself writes it, for whoever has to write it down.
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(self.secret().expose_secret().to_owned())
    }

    /// Who reads the cases beside the owner.
    pub fn readers(&self) -> &[Reader] {
        &self.readers
    }

    /// The seed of the key that seals closed cases.
    pub fn seed(&self) -> &Zeroizing<[u8; 32]> {
        &self.seed
    }

    pub(super) fn secret(&self) -> SecretString {
        self.identity.to_string()
    }

    fn recipients(&self) -> Vec<x25519::Recipient> {
        let own = std::iter::once(self.identity.to_public());
        let readers = self.readers.iter();
        own.chain(readers.filter_map(|reader| recipient(&reader.key)))
            .collect()
    }

    /// Makes the header and the keys of a new sealed journal.
    pub(in crate::store) fn new_case(
        &self,
        storage: &dyn Storage,
        id: HeaderId,
        kind: Kind,
    ) -> io::Result<(Header, Writing)> {
        let key = thirty_two(storage)?;
        let wrapped = age_file::wrap(key.as_slice(), &self.recipients());
        let wrapped = wrapped.ok_or(io::ErrorKind::InvalidInput)?;
        let keys = CaseKeys::of(&key, id, self.recipients());
        let header = Header::sealed(id, kind, keys.commit(), &wrapped);
        Ok((header, Writing::Sealed(Arc::new(keys))))
    }

    /// The key of a journal once more, for others: an age file that their public keys open.
    pub(in crate::store) fn hand_over(
        &self,
        header: &Header,
        further: &[Vec<u8>],
        to: &[String],
    ) -> Result<Vec<u8>, NoKey> {
        let key = self.key_of(header, further)?;
        let to: Vec<x25519::Recipient> = to.iter().filter_map(|key| recipient(key)).collect();
        age_file::wrap(key.as_slice(), &to).ok_or(NoKey::Damaged)
    }

    /// Finds the key of a journal in its header or in the further keys.
    fn key_of(&self, header: &Header, further: &[Vec<u8>]) -> Result<FileKey, NoKey> {
        if header.cipher.as_deref() != Some(CIPHER) {
            return Err(NoKey::Newer);
        }
        let in_header = header.keys.as_deref().unwrap_or_default();
        let in_header = URL_SAFE_NO_PAD.decode(in_header).unwrap_or_default();
        let mut worst = NoKey::NotForYou;
        for file in std::iter::once(&in_header).chain(further) {
            match self.unwrap(file) {
                Ok(key) => {
                    let keys = CaseKeys::of(&key, header.id, Vec::new());
                    if Some(keys.commit()) == header.commit {
                        return Ok(key);
                    }
                    worst = NoKey::Foreign;
                }
                Err(AgeError::Damaged) if worst == NoKey::NotForYou => worst = NoKey::Damaged,
                Err(AgeError::Locked | AgeError::NotForYou | AgeError::Damaged) => {}
            }
        }
        Err(worst)
    }

    fn unwrap(&self, file: &[u8]) -> Result<FileKey, AgeError> {
        let mut bytes = age_file::unwrap(file, &self.identity)?;
        let key = bytes.as_slice().try_into().map(Zeroizing::new);
        bytes.zeroize();
        key.map_err(|_| AgeError::Damaged)
    }
}

/// Says whose keys they are, and nothing secret.
impl std::fmt::Debug for Keyring {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "keys of {}", self.public())
    }
}

impl PartialEq for Keyring {
    fn eq(&self, other: &Self) -> bool {
        self.secret().expose_secret() == other.secret().expose_secret()
            && self.seed == other.seed
            && self.readers == other.readers
    }
}

fn thirty_two(storage: &dyn Storage) -> io::Result<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    for half in bytes.chunks_mut(16) {
        half.copy_from_slice(&storage.random()?);
    }
    Ok(bytes)
}
