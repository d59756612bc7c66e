//! How the files of a case are written.

use std::io;
use std::sync::Arc;

use super::case_keys::CaseKeys;
use crate::store::hexadecimal::hex;
use crate::store::line::{LineHash, entry_line};
use crate::store::storage::Storage;

/// How the files of a case are written: to be read by whoever has them, or by its readers alone.
#[derive(Debug, Clone, Default)]
pub enum Writing {
    /// Plain.
    #[default]
    Plain,
    /// Sealed with the keys of the case.
    Sealed(Arc<CaseKeys>),
}

impl Writing {
    /// Whether the files are sealed.
    pub fn is_sealed(&self) -> bool {
        matches!(self, Self::Sealed(_))
    }

    /// Writes one entry of the journal, without a line feed. A sealed one is never the same
    /// twice, so whoever may have to write it again keeps it.
    pub(in crate::store) fn entry(
        &self,
        storage: &dyn Storage,
        number: u64,
        previous: LineHash,
        body: &str,
    ) -> io::Result<String> {
        match self {
            Self::Plain => Ok(entry_line(number, previous, body)),
            Self::Sealed(keys) => done(keys.entry(number, previous, body, nonce(storage)?)),
        }
    }

    /// Writes a whole journal: its first line, and entries with their numbers after it.
    pub(in crate::store) fn journal<'a>(
        &self,
        storage: &dyn Storage,
        first: String,
        entries: impl Iterator<Item = (u64, &'a str)>,
    ) -> io::Result<String> {
        let mut last = LineHash::of(&first);
        let mut text = first + "\n";
        for (number, body) in entries {
            let line = self.entry(storage, number, last, body)?;
            last = LineHash::of(&line);
            text.push_str(&line);
            text.push('\n');
        }
        Ok(text)
    }

    /// Writes one line of the notes that is not plain; nothing where it is.
    pub(in crate::store) fn note(
        &self,
        storage: &dyn Storage,
        id: u64,
        body: &str,
    ) -> io::Result<Option<String>> {
        match self {
            Self::Plain => Ok(None),
            Self::Sealed(keys) => done(keys.note(id, body, nonce(storage)?)).map(Some),
        }
    }

    /// Opens one line of notes that are not plain.
    pub(in crate::store) fn open_note(&self, line: &str) -> Option<String> {
        match self {
            Self::Plain => None,
            Self::Sealed(keys) => keys.open_note(line),
        }
    }

    /// Writes half-typed text.
    pub(in crate::store) fn draft(&self, storage: &dyn Storage, text: &str) -> io::Result<String> {
        match self {
            Self::Plain => Ok(text.to_owned()),
            Self::Sealed(keys) => done(keys.half_typed(text, nonce(storage)?)),
        }
    }

    /// Reads half-typed text.
    pub(in crate::store) fn open_draft(&self, text: String) -> Option<String> {
        match self {
            Self::Plain => Some(text),
            Self::Sealed(keys) => keys.open_half_typed(&text),
        }
    }

    /// Writes the plan, or any file that all readers of the case may open.
    pub(in crate::store) fn file(&self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Plain => Ok(bytes.to_owned()),
            Self::Sealed(keys) => done(keys.file(bytes)),
        }
    }

    /// The name of a file: a sealed one carries the beginning of the identity of its case, so
    /// that a file that is sealed anew lies beside the old one until both are whole.
    pub(in crate::store) fn name(&self, plain: &str) -> String {
        match self {
            Self::Plain => plain.to_owned(),
            Self::Sealed(keys) => {
                let id = keys.id();
                format!("{plain}-{}", hex(id.0.get(..4).unwrap_or_default()))
            }
        }
    }

    /// The name of the saved plan; other programs tell by it how to open it.
    pub(in crate::store) fn plan_name(&self, plain: &str) -> String {
        match self {
            Self::Plain => plain.to_owned(),
            Self::Sealed(_) => format!("{plain}.age"),
        }
    }
}

/// Two ways of writing are one where the same case is written alike.
impl PartialEq for Writing {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain, Self::Plain) => true,
            (Self::Sealed(one), Self::Sealed(other)) => one.id() == other.id(),
            (Self::Plain, Self::Sealed(_)) | (Self::Sealed(_), Self::Plain) => false,
        }
    }
}

impl Eq for Writing {}

/// Twenty-four random bytes: so many that none ever comes twice, an old copy of the file that
/// was put back and written on included.
fn nonce(storage: &dyn Storage) -> io::Result<[u8; 24]> {
    let (one, other) = (storage.random()?, storage.random()?);
    let mut nonce = [0; 24];
    nonce[..16].copy_from_slice(&one);
    nonce[16..].copy_from_slice(&other[..8]);
    Ok(nonce)
}

/// Sealing can fail only for texts far beyond every limit.
fn done<T>(sealed: Option<T>) -> io::Result<T> {
    sealed.ok_or_else(|| io::ErrorKind::FileTooLarge.into())
}
