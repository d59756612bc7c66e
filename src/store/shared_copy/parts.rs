//! What belongs to a case, and goes into its copy.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::COPY;
use crate::store::case_folder::{CaseFolder, SCRIPTS_NAME};
use crate::store::draft::DRAFT_NAME;
use crate::store::error::StoreError;
use crate::store::hexadecimal::hex;
use crate::store::home::Home;
use crate::store::journal::JOURNAL_NAME;
use crate::store::library::is_conflict_name;
use crate::store::line::{HeaderId, Mode};
use crate::store::notes::NOTES_NAME;
use crate::store::papers::SEALED_ENDING;
use crate::store::rescued::rescued_folders;
use crate::store::scan::{FILE_LIMIT, pieces, read_header};
use crate::store::storage::{Identity, NodeKind, Storage};

/// Folders within the folder of a case are no deeper than this.
const DEEPEST: usize = 2;
/// How much is read of a record to find its first line, in bytes; keys for many readers stand in it.
const BEGINNING: usize = 64 << 10;
/// Where in the copy lies what was saved outside the folder of the case.
const RESCUED: &str = "saved-elsewhere";

/// The files of a case, in the order in which they are copied: what may have been erased first,
/// and the record after the words and scripts that it refers to.
pub(super) struct Parts {
    /// The identity of the case.
    pub(super) id: HeaderId,
    /// Whether every word in it is sealed; references, scripts and numbers never are.
    pub(super) is_sealed: bool,
    /// Whether it goes on from a record that had another identity: it was sealed, or sealed anew.
    pub(super) goes_on: bool,
    /// Its files.
    pub(super) files: Vec<Part>,
    /// Changes whenever a file does.
    pub(super) stamp: String,
}

/// One file of a case.
pub(super) struct Part {
    /// Its name in the copy, with `/` between folders.
    pub(super) name: String,
    path: PathBuf,
}

impl Part {
    /// Whether it is a record: the file grows by whole lines, and another program may be writing one.
    pub(super) fn is_journal(&self) -> bool {
        let name = self.name.rsplit('/').next();
        name.is_some_and(|name| name.starts_with(JOURNAL_NAME))
    }

    /// Reads it whole; of a record, the lines that are whole.
    pub(super) fn read(&self, storage: &dyn Storage) -> Result<Vec<u8>, StoreError> {
        let mut bytes = storage
            .read(&self.path, FILE_LIMIT)
            .map_err(StoreError::system("read a file of the case", &self.path))?;
        if self.is_journal() {
            let whole = bytes.iter().rposition(|byte| *byte == b'\n');
            bytes.truncate(whole.map_or(0, |end| end + 1));
        }
        Ok(bytes)
    }

    /// Whether it looks like a file of a sealed case; of records the first line tells.
    fn is_sealed(&self) -> bool {
        let mut parts = self.name.rsplit('/');
        let name = parts.next().unwrap_or_default();
        parts.next() == Some(SCRIPTS_NAME)
            || self.is_journal()
            || name.ends_with(SEALED_ENDING)
            || name
                .strip_prefix(NOTES_NAME)
                .is_some_and(|id| id.starts_with('-'))
    }

    fn rank(&self) -> u8 {
        if self.name.starts_with(NOTES_NAME) {
            0
        } else if self.name.starts_with(SCRIPTS_NAME) {
            1
        } else if self.is_journal() {
            2
        } else {
            3
        }
    }
}

impl Parts {
    /// Looks what there is, without reading more than the first line of the record.
    pub(super) fn of(
        storage: &dyn Storage,
        home: &Home,
        folder: &CaseFolder,
    ) -> Result<Self, StoreError> {
        let path = folder.path().join(JOURNAL_NAME);
        let record = storage
            .read_part(&path, 0, BEGINNING)
            .map_err(StoreError::system("read the case", &path))?;
        let mut lines = pieces(&record);
        let first = lines.next().unwrap_or_default();
        let header =
            read_header(first, lines).map_err(|problem| StoreError::Journal { path, problem })?;
        let mut found = Vec::new();
        look(storage, folder.path(), "", 0, &mut found)?;
        for rescued in rescued_folders(storage, home, header.id) {
            let name = rescued.file_name().unwrap_or_default().to_string_lossy();
            look(
                storage,
                &rescued,
                &format!("{RESCUED}/{name}/"),
                1,
                &mut found,
            )?;
        }
        let mut sum = Sha256::new();
        for (part, identity) in &found {
            sum.update(format!(
                "{} {} {} {} {}\n",
                part.name,
                identity.length,
                identity.inode,
                identity.modified,
                identity.modified_part
            ));
        }
        let mut files: Vec<Part> = found.into_iter().map(|(part, _)| part).collect();
        files.sort_by_key(Part::rank);
        Ok(Self {
            id: header.id,
            is_sealed: header.mode == Mode::Sealed && files.iter().all(Part::is_sealed),
            goes_on: header.after.is_some(),
            files,
            stamp: hex(&sum.finalize()),
        })
    }
}

/// Gathers the files of a folder. Left out are those that only the program needs, half-typed words,
/// links, and what a synchronizing program made of a file beside it.
fn look(
    storage: &dyn Storage,
    folder: &Path,
    prefix: &str,
    depth: usize,
    found: &mut Vec<(Part, Identity)>,
) -> Result<(), StoreError> {
    let names = storage
        .list(folder)
        .map_err(StoreError::system(COPY, folder))?;
    for name in names {
        if name.starts_with('.') || is_draft(&name) || is_conflict_name(&name) {
            continue;
        }
        let path = folder.join(&name);
        let identity = storage
            .identity(&path)
            .map_err(StoreError::system(COPY, &path))?;
        let name = format!("{prefix}{name}");
        match identity.kind {
            NodeKind::File => found.push((Part { name, path }, identity)),
            NodeKind::Folder if depth < DEEPEST => {
                look(storage, &path, &format!("{name}/"), depth + 1, found)?;
            }
            NodeKind::Folder | NodeKind::Other => {}
        }
    }
    Ok(())
}

/// Plain or sealed; see `Writing::name`.
fn is_draft(name: &str) -> bool {
    let rest = name.strip_prefix(DRAFT_NAME);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
