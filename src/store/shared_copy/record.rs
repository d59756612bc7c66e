//! What this computer knows of the copy of a case: where it is, what was put there, and when it was
//! last whole. No words and no names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::COPY;
use crate::store::error::StoreError;
use crate::store::home::{Home, ensure_folder};
use crate::store::reference::Reference;
use crate::store::storage::{Storage, replace_file};

/// Longest record that is read, in bytes.
const LONGEST: u64 = 16 << 20;

/// What is known of the copy of one case.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    /// The folder of the copy.
    pub(super) folder: String,
    /// Folders of copies under an identity that the case had before it was sealed anew.
    pub(super) former: Vec<String>,
    /// When it was last whole.
    pub(super) whole: Option<DateTime<FixedOffset>>,
    /// What the files of the case looked like then; empty where a copy is half made.
    pub(super) stamp: String,
    /// The files of the copy, as they were read back.
    pub(super) files: BTreeMap<String, Copied>,
}

/// A file of a copy.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Copied {
    /// SHA-256 of it, in hex.
    pub(super) hash: String,
    /// Its length in bytes.
    pub(super) length: u64,
}

fn place(home: &Home) -> PathBuf {
    home.state().join("copies")
}

impl Record {
    /// Of a copy that was not begun yet, after this one.
    pub(super) fn followed_by(self, copy: &Path) -> Self {
        let mut former = self.former;
        former.extend(Some(self.folder).filter(|folder| !folder.is_empty()));
        Self {
            folder: copy.to_string_lossy().into_owned(),
            former,
            ..Self::default()
        }
    }

    /// Reads what is known; nothing is known where that cannot be read, and the copy is made anew.
    pub(super) fn read(storage: &dyn Storage, home: &Home, reference: &Reference) -> Self {
        let path = place(home).join(reference.as_str());
        let bytes = storage.read(&path, LONGEST).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    pub(super) fn write(
        &self,
        storage: &dyn Storage,
        home: &Home,
        reference: &Reference,
    ) -> Result<(), StoreError> {
        let place = place(home);
        ensure_folder(storage, &place)?;
        // Texts and numbers always have a JSON form.
        let text = serde_json::to_vec(self).unwrap_or_default();
        replace_file(storage, &place, reference.as_str(), &text)
            .map_err(StoreError::system(COPY, &place))
    }

    /// Forgets all that is known.
    pub(super) fn forget(storage: &dyn Storage, home: &Home, reference: &Reference) {
        // Where it stays, the copy is looked for once more, and is not there.
        let _ = storage.remove_file(&place(home).join(reference.as_str()));
    }

    /// Whether it is about this folder.
    pub(super) fn is_of(&self, copy: &Path) -> bool {
        Path::new(&self.folder) == copy
    }

    /// Whether it is about a copy in this shared folder.
    pub(super) fn is_in(&self, shared: &Path) -> bool {
        Path::new(&self.folder).parent() == Some(shared)
    }

    /// Notes a file that was written and read back.
    pub(super) fn note(&mut self, name: &str, hash: String, length: u64) {
        self.files.insert(name.to_owned(), Copied { hash, length });
    }
}
