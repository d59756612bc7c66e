//! A whole journal that is written at once: its text, its seals, and whether all of it can be read,
//! before any file has it.

use super::case_folder::CaseFolder;
use super::closing_seal::{FoundSeal, SealStanding, sealing_line};
use super::error::StoreError;
use super::home::Home;
use super::line::{Header, HeaderId, Kind, header_line};
use super::scan::{Entry, Scan, scan};
use super::seal_key::SealKey;
use super::sealed::Writing;
use super::storage::Storage;

/// The first line of a journal.
pub(super) fn first_line(folder: &CaseFolder, header: &Header) -> Result<String, StoreError> {
    header_line(header).map_err(|_| StoreError::NotOneLine {
        path: folder.path().to_owned(),
    })
}

/// The text of a journal with this first line and these entries.
pub(super) fn journal_text(
    storage: &dyn Storage,
    folder: &CaseFolder,
    first: String,
    writing: &Writing,
    entries: &[Entry],
) -> Result<String, StoreError> {
    let entries = entries.iter();
    let entries = entries.map(|entry| (entry.number, entry.body.as_str()));
    writing
        .journal(storage, first, entries)
        .map_err(StoreError::system("seal the entries", folder.path()))
}

/// The seals of a journal that a key of this home made: nobody here can say for others what they
/// closed.
pub(super) fn own_seals<'a>(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    scan: &'a Scan,
) -> Result<Vec<&'a FoundSeal>, StoreError> {
    if scan.seals.is_empty() {
        return Ok(Vec::new());
    }
    let keys = [folder.kind(), Kind::Practice];
    let keys: Vec<Option<[u8; 32]>> = keys
        .into_iter()
        .map(|kind| SealKey::of(home, kind).public(storage))
        .collect::<Result<_, _>>()?;
    let is_own = |seal: &&FoundSeal| {
        let mut known = keys.iter().flatten();
        known.any(|key| seal.standing(scan.header.id) == SealStanding::Holds(*key))
    };
    Ok(scan.seals.iter().filter(is_own).collect())
}

/// Seals a text with the key of this home, under its identity, up to the end of each of these
/// entries.
pub(super) fn seal_up_to(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    (id, text): (HeaderId, &mut String),
    ends: &[u64],
) -> Result<(), StoreError> {
    if ends.is_empty() {
        return Ok(());
    }
    let key = SealKey::of(home, folder.kind()).signing(storage)?;
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let seal = |end: &u64| {
        let count = usize::try_from(*end).unwrap_or(usize::MAX);
        sealing_line(&key, id, first, lines.clone().take(count)) + "\n"
    };
    let seals: String = ends.iter().map(seal).collect();
    text.push_str(&seals);
    Ok(())
}

/// What a text holds as a journal, which has to be exactly these entries: otherwise nobody could read
/// it, and no file may have it.
pub(super) fn checked(
    folder: &CaseFolder,
    text: &str,
    entries: &[Entry],
) -> Result<Scan, StoreError> {
    let path = || folder.path().to_owned();
    let made = scan(text.as_bytes(), folder.ring()).map_err(|problem| StoreError::Journal {
        path: path(),
        problem,
    })?;
    if made.header.kind != folder.kind() {
        return Err(StoreError::WrongKind { path: path() });
    }
    if !made.is_whole() || made.entries != entries {
        return Err(StoreError::Full {
            path: path(),
            limit: "a case can have at most 100,000 entries and 64 MiB",
        });
    }
    Ok(made)
}
