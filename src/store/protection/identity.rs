//! The file with the keys of a home.

use std::io;
use std::path::PathBuf;

use crate::store::answers::AnswerBox;
use crate::store::error::StoreError;
use crate::store::home::{Home, LONGEST_IDENTITY};
use crate::store::index::IndexFile;
use crate::store::library::case_names;
use crate::store::line::Kind;
use crate::store::sealed::{
    Keyring, Passphrase, Reader, Ring, cost_of, decode_identity, encode_identity,
};
use crate::store::spare_memory::check_memory;
use crate::store::storage::{Storage, create_file, replace_file};

/// Longest file that is set aside as old keys, in bytes: whatever lies there is kept.
const LONGEST_ASIDE: u64 = 16 << 20;
/// Name of an empty file among the marks: protection was declined.
const DECLINED_NAME: &str = "not-protected";

/// Protects a home: makes keys, protects them by a passphrase at a cost of `2^cost`, and unlocks
/// the home with them. Real cases that are begun from now on are sealed; those that are there are
/// sealed by [`seal_anew`](super::seal_anew), and what is kept of all together by [`seal_answers`].
///
/// A home that is protected already is refused, and whatever fails leaves it as it was, but for the
/// index of its cases, which is made anew.
pub fn protect(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
    cost: u8,
    readers: Vec<Reader>,
) -> Result<(), StoreError> {
    home.prepare(storage)?;
    let path = home.identity_file();
    let (keyring, bytes) = new_keys(storage, home, passphrase, cost, readers)?;
    // The words of the cases stand in it, and it can be made anew at any time.
    IndexFile::of(home, Kind::Case).remove(storage)?;
    let name = name_of(&path);
    create_file(storage, home.root(), &name, &bytes).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            StoreError::Protected { path: path.clone() }
        } else {
            StoreError::system("keep the keys", &path)(error)
        }
    })?;
    hold(home, keyring, &bytes);
    Ok(())
}

/// Unlocks the home with the keys that were just written, in these bytes. The file is not looked at:
/// by now it may be what another window wrote, which is to be noticed.
fn hold(home: &Home, keyring: Keyring, bytes: &[u8]) {
    home.ring().came_from(bytes, None);
    home.ring().unlock(keyring);
}

/// Makes keys, and the bytes of the file that they are kept in.
fn new_keys(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
    cost: u8,
    readers: Vec<Reader>,
) -> Result<(Keyring, Vec<u8>), StoreError> {
    let keyring = Keyring::generate(storage, readers);
    let keyring = keyring.map_err(StoreError::system("make keys", &home.identity_file()))?;
    let bytes = encoded(storage, home, &keyring, passphrase, cost)?;
    Ok((keyring, bytes))
}

/// Seals what is kept of all cases together for the readers of today. `with` are the keys that
/// open it: those of the home, or of the service after they were lost.
pub fn seal_answers(storage: &dyn Storage, home: &Home, with: &Ring) -> Result<(), StoreError> {
    AnswerBox::of(home).seal_anew(storage, with)
}

/// Whether it is to be asked, before a real case is begun, if the home is to be protected: before
/// the first one, and not once that was declined.
pub fn asks_for_protection(storage: &dyn Storage, home: &Home) -> bool {
    let names = case_names(storage, home, Kind::Case);
    !home.is_protected(storage)
        && names.is_ok_and(|names| names.is_empty())
        && storage.identity(&home.state().join(DECLINED_NAME)).is_err()
}

/// Notes that protection was declined, so that nobody is asked again. It can be had at any time.
pub fn decline_protection(storage: &dyn Storage, home: &Home) -> Result<(), StoreError> {
    home.note(storage, DECLINED_NAME, b"")
}

/// Unlocks a home for everybody who shares it. At the usual cost it takes a second or two.
pub fn unlock(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
) -> Result<(), StoreError> {
    let path = home.identity_file();
    // Before it is read, so that no change after that goes unnoticed.
    let found = storage.identity(&path);
    let bytes = storage
        .read(&path, LONGEST_IDENTITY)
        .map_err(StoreError::system("read the keys", &path))?;
    if let Some(cost) = cost_of(&bytes) {
        check_memory(storage, cost)?;
    }
    let keyring = decode_identity(&bytes, passphrase);
    let keyring = keyring.map_err(|why| StoreError::identity(&path, why))?;
    home.ring().came_from(&bytes, found.as_ref().ok());
    home.ring().unlock(keyring);
    Ok(())
}

/// Writes the keys anew, with another passphrase or other readers: this one small file, the old
/// one or the new one whole whatever happens. For other readers [`seal_answers`] has to follow.
pub fn change_identity(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
    cost: u8,
    readers: Vec<Reader>,
) -> Result<(), StoreError> {
    let path = home.identity_file();
    let keyring = home.ring().keyring();
    let keyring = keyring.ok_or_else(|| StoreError::Locked { path: path.clone() })?;
    let changed = keyring.with_readers(readers);
    let bytes = encoded(storage, home, &changed, passphrase, cost)?;
    replace_file(storage, home.root(), &name_of(&path), &bytes)
        .map_err(StoreError::system("keep the keys", &path))?;
    hold(home, changed, &bytes);
    Ok(())
}

/// Sets keys aside that nobody can open any more, and protects the home with new ones. The cases
/// open with them once the key of the service has handed each over.
///
/// Returns where the old keys lie; nothing where there were none. At every moment there is a file
/// with keys, the old one or the new one whole: without one a home would count as not protected.
pub fn begin_recovery(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
    cost: u8,
    readers: Vec<Reader>,
) -> Result<Option<PathBuf>, StoreError> {
    home.prepare(storage)?;
    let path = home.identity_file();
    let (keyring, bytes) = new_keys(storage, home, passphrase, cost, readers)?;
    let aside = set_aside(storage, home)?;
    IndexFile::of(home, Kind::Case).remove(storage)?;
    replace_file(storage, home.root(), &name_of(&path), &bytes)
        .map_err(StoreError::system("keep the keys", &path))?;
    hold(home, keyring, &bytes);
    Ok(aside)
}

/// Copies the keys that are there under another name; the copy of a try that was cut is used again.
fn set_aside(storage: &dyn Storage, home: &Home) -> Result<Option<PathBuf>, StoreError> {
    let path = home.identity_file();
    let failed = |error| StoreError::system("set the old keys aside", &path)(error);
    let old = match storage.read(&path, LONGEST_ASIDE) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(failed)?,
    };
    let mut number = 1_u32;
    loop {
        let name = format!("{}.old{number}", name_of(&path));
        let aside = home.root().join(&name);
        match storage.read(&aside, LONGEST_ASIDE) {
            Ok(there) if there == old => return Ok(Some(aside)),
            Ok(_) => number += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                create_file(storage, home.root(), &name, &old).map_err(failed)?;
                return Ok(Some(aside));
            }
            Err(error) => return Err(failed(error)),
        }
    }
}

fn encoded(
    storage: &dyn Storage,
    home: &Home,
    keyring: &Keyring,
    passphrase: &Passphrase,
    cost: u8,
) -> Result<Vec<u8>, StoreError> {
    let path = home.identity_file();
    check_memory(storage, cost)?;
    let bytes = encode_identity(keyring, passphrase, cost);
    let bytes = bytes.ok_or_else(|| StoreError::IdentityCost {
        path: path.clone(),
        cost,
    })?;
    // Whatever is longer could never be read again.
    if bytes.len() as u64 > LONGEST_IDENTITY {
        return Err(StoreError::TooManyReaders { path });
    }
    Ok(bytes)
}

fn name_of(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
