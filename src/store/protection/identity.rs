//! The file with the keys of a home.

use std::io;
use std::path::PathBuf;

use crate::store::answers::AnswerBox;
use crate::store::error::StoreError;
use crate::store::home::Home;
use crate::store::index::IndexFile;
use crate::store::library::case_names;
use crate::store::line::Kind;
use crate::store::sealed::{Keyring, Passphrase, Reader, Ring, decode_identity, encode_identity};
use crate::store::storage::{Storage, create_file, replace_file};

/// Longest file with keys that is read, in bytes.
const LONGEST: u64 = 64 << 10;
/// Name of an empty file among the marks: protection was declined.
const DECLINED_NAME: &str = "not-protected";

/// Protects a home: makes keys, protects them by a passphrase at a cost of `2^cost`, and unlocks
/// the home with them. Real cases that are begun from now on are sealed, and what is kept of all
/// cases together is sealed at once.
///
/// A home that is protected already is refused, and whatever fails leaves it as it was.
pub fn protect(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
    cost: u8,
    readers: Vec<Reader>,
) -> Result<(), StoreError> {
    make_keys(storage, home, passphrase, cost, readers)?;
    seal_answers(storage, home, home.ring())
}

fn make_keys(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
    cost: u8,
    readers: Vec<Reader>,
) -> Result<(), StoreError> {
    home.prepare(storage)?;
    let path = home.identity_file();
    let keyring = Keyring::generate(storage, readers);
    let keyring = keyring.map_err(StoreError::system("make keys", &path))?;
    let bytes = encoded(home, &keyring, passphrase, cost)?;
    let name = name_of(&path);
    create_file(storage, home.root(), &name, &bytes).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            StoreError::Protected { path: path.clone() }
        } else {
            StoreError::system("keep the keys", &path)(error)
        }
    })?;
    // The words of the cases stand in it, and it can be made anew at any time.
    IndexFile::of(home, Kind::Case).remove(storage)?;
    home.ring().unlock(keyring);
    Ok(())
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
    home.prepare(storage)?;
    let path = home.state().join(DECLINED_NAME);
    replace_file(storage, &home.state(), DECLINED_NAME, b"").map_err(StoreError::system(
        "note that protection was declined",
        &path,
    ))
}

/// Unlocks a home for everybody who shares it. At the usual cost it takes a second or two.
pub fn unlock(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
) -> Result<(), StoreError> {
    let path = home.identity_file();
    let bytes = storage
        .read(&path, LONGEST)
        .map_err(StoreError::system("read the keys", &path))?;
    let keyring = decode_identity(&bytes, passphrase);
    home.ring()
        .unlock(keyring.map_err(|why| StoreError::identity(&path, why))?);
    Ok(())
}

/// Writes the keys anew, with another passphrase or other readers: this one small file, the old
/// one or the new one whole whatever happens.
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
    let is_for_others = keyring.readers() != readers;
    let changed = keyring.with_readers(readers);
    let bytes = encoded(home, &changed, passphrase, cost)?;
    replace_file(storage, home.root(), &name_of(&path), &bytes)
        .map_err(StoreError::system("keep the keys", &path))?;
    home.ring().unlock(changed);
    if is_for_others {
        seal_answers(storage, home, home.ring())?;
    }
    Ok(())
}

/// Sets keys aside that nobody can open any more, and protects the home with new ones. The cases
/// open with them once the key of the service has handed each over.
///
/// Returns where the old keys lie.
pub fn begin_recovery(
    storage: &dyn Storage,
    home: &Home,
    passphrase: &Passphrase,
    cost: u8,
    readers: Vec<Reader>,
) -> Result<PathBuf, StoreError> {
    let path = home.identity_file();
    let mut aside = (1..).map(|number| home.root().join(format!("{}.old{number}", name_of(&path))));
    let aside = aside
        .find(|aside| storage.identity(aside).is_err())
        .unwrap_or_else(|| path.clone());
    let moved = storage.rename_new(&path, &aside);
    moved
        .and_then(|()| storage.sync_folder(home.root()))
        .map_err(StoreError::system("set the old keys aside", &path))?;
    make_keys(storage, home, passphrase, cost, readers)?;
    Ok(aside)
}

fn encoded(
    home: &Home,
    keyring: &Keyring,
    passphrase: &Passphrase,
    cost: u8,
) -> Result<Vec<u8>, StoreError> {
    encode_identity(keyring, passphrase, cost).ok_or_else(|| StoreError::IdentityCost {
        path: home.identity_file(),
        cost,
    })
}

fn name_of(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
