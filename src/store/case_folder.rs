//! The folder of one case: what stands in it, and how it comes into being.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::home::{Home, ensure_folder};
use super::journal::{JOURNAL_NAME, Journal};
use super::line::{Header, HeaderId, Kind};
use super::lock::{CaseLock, LOCK_NAME};
use super::reference::Reference;
use super::removing::remove_whole;
use super::scan::FILE_LIMIT;
use super::sealed::{Ring, Writing};
use super::storage::{Storage, create_file, replace_file};
use crate::case::Now;

/// Name of the saved plan.
pub const PLAN_NAME: &str = "plan.json";
/// Name of the saved plan of a sealed case; other programs tell by it how to open it.
pub const SEALED_PLAN_NAME: &str = "plan.json.age";
/// Name of the folder with the scripts that were run.
pub const SCRIPTS_NAME: &str = "scripts";
/// Name of the file that is given up first when the disk is full.
pub const RESERVE_NAME: &str = ".reserve";
/// Size of that file in bytes.
pub const RESERVE_SIZE: usize = 256 << 10;
/// Name of an empty file that is there while a closing waits for its seal.
pub(super) const UNSEALED_NAME: &str = ".unsealed";
/// How the name of a case that is just being created begins.
pub(super) const UNFINISHED_PREFIX: &str = ".new-";
/// How the name of a case begins that is being disposed of.
pub(super) const LEAVING_PREFIX: &str = ".leaving-";

/// The folder of a case, by its place; nothing is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFolder {
    path: PathBuf,
    reference: Reference,
    kind: Kind,
    ring: Ring,
    identity_file: PathBuf,
}

/// A script that is copied into a case before anything else happens in it.
#[derive(Debug, Clone, Copy)]
pub struct ScriptCopy<'a> {
    /// Its id; the file is `scripts/<id>.json`.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl CaseFolder {
    /// Names the folder of a case without touching it.
    pub fn locate(home: &Home, kind: Kind, reference: &Reference) -> Self {
        let path = home.cases(kind).join(reference.as_str());
        Self {
            path,
            reference: reference.clone(),
            kind,
            ring: home.ring().clone(),
            identity_file: home.identity_file(),
        }
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The reference, which is the folder's name.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// A real case or a practice case, by the place of the folder.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Where the keys of its home lie once that is unlocked.
    pub fn ring(&self) -> &Ring {
        &self.ring
    }

    /// Whether what is written here from now on is sealed: real cases are where the home is
    /// protected, practice cases never.
    ///
    /// # Errors
    /// A real case of a protected home that nobody unlocked.
    pub fn is_sealed(&self, storage: &dyn Storage) -> Result<bool, StoreError> {
        match (self.kind, self.ring.keyring()) {
            (Kind::Case, Some(_)) => Ok(true),
            (Kind::Case, None) if storage.identity(&self.identity_file).is_ok() => {
                Err(StoreError::Locked {
                    path: self.identity_file.clone(),
                })
            }
            (Kind::Case, None) | (Kind::Practice, _) => Ok(false),
        }
    }

    /// The first line of a new journal and how the others are written.
    pub(super) fn header(
        &self,
        storage: &dyn Storage,
        id: HeaderId,
    ) -> Result<(Header, Writing), StoreError> {
        let keyring = self.ring.keyring();
        match keyring.filter(|_| self.kind == Kind::Case) {
            Some(keyring) => keyring
                .new_case(storage, id, self.kind)
                .map_err(StoreError::system("make a key for the case", &self.path)),
            None => self
                .is_sealed(storage)
                .map(|_| (Header::plain(id, self.kind), Writing::Plain)),
        }
    }

    /// Creates a case whole, with its scripts, its reserve and a journal without entries.
    ///
    /// Returns with the lock taken.
    pub fn create(
        &self,
        storage: &dyn Storage,
        now: Now,
        scripts: &[ScriptCopy<'_>],
    ) -> Result<CaseLock, StoreError> {
        let random = storage.random();
        let id = HeaderId(random.map_err(StoreError::system("create the case", &self.path))?);
        let mut lock = None;
        self.place(storage, |unfinished| {
            self.fill(storage, unfinished, id, scripts)?;
            // Held before it has its name, else another window that begins one at this very moment
            // takes it for what a crash left. Windows renames no folder with an open file in it.
            if cfg!(not(windows)) {
                lock = Some(CaseLock::take(storage, unfinished, now)?);
            }
            Ok(())
        })?;
        lock.map_or_else(|| CaseLock::take(storage, &self.path, now), Ok)
    }

    /// Makes the folder under another name first, filled by `fill`, and then renames it. A crash
    /// half way leaves a folder that nobody lists and that hinders no further try.
    pub(super) fn place(
        &self,
        storage: &dyn Storage,
        fill: impl FnOnce(&Path) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let exists = || StoreError::Exists {
            path: self.path.clone(),
        };
        if storage.identity(&self.path).is_ok() {
            return Err(exists());
        }
        let parent = self.path.parent().unwrap_or(Path::new("."));
        ensure_folder(storage, parent)?;
        let system = |doing| StoreError::system(doing, &self.path);
        let name = HeaderId(storage.random().map_err(system("create the case"))?);
        let unfinished = parent.join(format!("{UNFINISHED_PREFIX}{name}"));
        if let Err(error) = fill(&unfinished) {
            let _ = remove_whole(storage, &unfinished);
            return Err(error);
        }
        if let Err(error) = storage.rename_new(&unfinished, &self.path) {
            let _ = remove_whole(storage, &unfinished);
            let taken = error.kind() == io::ErrorKind::AlreadyExists;
            return Err(if taken {
                exists()
            } else {
                system("create the case")(error)
            });
        }
        storage
            .sync_folder(parent)
            .map_err(system("make the new case safe on the disk"))
    }

    fn fill(
        &self,
        storage: &dyn Storage,
        folder: &Path,
        id: HeaderId,
        scripts: &[ScriptCopy<'_>],
    ) -> Result<(), StoreError> {
        let (header, _) = self.header(storage, id)?;
        self.lay_out(storage, folder, scripts)?;
        Journal::create(storage, folder, JOURNAL_NAME, &header)
    }

    /// Makes what every case has beside its journal.
    pub(super) fn lay_out(
        &self,
        storage: &dyn Storage,
        folder: &Path,
        scripts: &[ScriptCopy<'_>],
    ) -> Result<(), StoreError> {
        let system = |doing| StoreError::system(doing, &self.path);
        storage
            .create_folder(folder)
            .map_err(system("create the case"))?;
        let script_folder = folder.join(SCRIPTS_NAME);
        storage
            .create_folder(&script_folder)
            .map_err(system("create the case"))?;
        for script in scripts {
            write_script(storage, folder, script.id, script.text)?;
        }
        // The reserve is a comfort, and a disk too full for it may still take the case.
        let _ = write_reserve(storage, folder);
        Ok(())
    }

    /// Keeps the copy of a further script, whole or not at all.
    pub fn add_script(
        &self,
        storage: &dyn Storage,
        script: &ScriptCopy<'_>,
    ) -> Result<(), StoreError> {
        write_script(storage, &self.path, script.id, script.text)
    }

    /// Reads the copy of a script that was run in this case.
    pub fn script(&self, storage: &dyn Storage, id: &str) -> Result<String, StoreError> {
        let path = self.path.join(SCRIPTS_NAME).join(script_name(id)?);
        let bytes = storage
            .read(&path, FILE_LIMIT)
            .map_err(StoreError::system("read the script of the case", &path))?;
        String::from_utf8(bytes).map_err(|_| StoreError::Unsafe {
            path,
            problem: "this script is not text",
        })
    }

    /// The copy of the script that the case was opened with, by name: the only one that has not the
    /// name of a script which a case went over to. Nothing where several may be it.
    pub fn first_script(&self, storage: &dyn Storage) -> Option<String> {
        let names = storage.list(&self.path.join(SCRIPTS_NAME)).ok()?;
        // A dot stands in the names of all later copies, and of what other programs leave.
        let mut first = names.iter().filter_map(|name| {
            let id = name.strip_suffix(".json")?;
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            (!id.is_empty() && id.bytes().all(allowed)).then_some(id)
        });
        let only = first.next()?;
        first.next().is_none().then(|| only.to_owned())
    }

    /// Reads the saved plan; `None` before the first closing.
    pub fn plan(
        &self,
        storage: &dyn Storage,
        writing: &Writing,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.plan_with(storage, writing, &self.ring)
    }

    /// Where the saved plan lies.
    pub fn plan_path(&self, writing: &Writing) -> PathBuf {
        self.path.join(writing.plan_name(PLAN_NAME))
    }

    /// The same, opened with other keys.
    pub(super) fn plan_with(
        &self,
        storage: &dyn Storage,
        writing: &Writing,
        ring: &Ring,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.plan_path(writing);
        match storage.read(&path, FILE_LIMIT) {
            Ok(bytes) => ring
                .open_written(writing, bytes)
                .map(Some)
                .map_err(|why| StoreError::unopened(&path, why)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::system("read the plan", &path)(error)),
        }
    }
}

/// Replaces the plan in the folder of a case; a sealed one opens for every reader of the case.
pub(super) fn write_plan(
    storage: &dyn Storage,
    folder: &Path,
    writing: &Writing,
    plan: &[u8],
) -> Result<(), StoreError> {
    let name = writing.plan_name(PLAN_NAME);
    let path = folder.join(&name);
    let written = writing.file(plan);
    written
        .and_then(|bytes| replace_file(storage, folder, &name, &bytes))
        .map_err(StoreError::system("save the plan", &path))
}

/// Writes a script into the folder of a case.
pub(super) fn write_script(
    storage: &dyn Storage,
    folder: &Path,
    id: &str,
    text: &str,
) -> Result<(), StoreError> {
    let script_folder = folder.join(SCRIPTS_NAME);
    replace_file(storage, &script_folder, &script_name(id)?, text.as_bytes()).map_err(
        StoreError::system("copy the script into the case", &script_folder),
    )
}

/// Writes the file that is given up first when the disk is full.
pub(super) fn write_reserve(storage: &dyn Storage, folder: &Path) -> io::Result<()> {
    // Not zeros: a file system that packs or skips them would reserve nothing.
    let mut bytes = Vec::with_capacity(RESERVE_SIZE);
    for index in 0..RESERVE_SIZE as u64 / 8 {
        let mixed = index.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bytes.extend_from_slice(&(mixed ^ (mixed >> 29)).to_le_bytes());
    }
    create_file(storage, folder, RESERVE_NAME, &bytes)
}

fn script_name(id: &str) -> Result<String, StoreError> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let good = (1..=80).contains(&id.len()) && id.bytes().all(allowed) && !id.starts_with('.');
    if good {
        Ok(format!("{id}.json"))
    } else {
        Err(StoreError::Unsafe {
            path: PathBuf::from(SCRIPTS_NAME),
            problem: "the id of this script cannot be the name of a file",
        })
    }
}

/// Whether these are names of nothing but what every case is made with.
pub(super) fn has_nothing_more(names: &[String]) -> bool {
    let ours = [JOURNAL_NAME, SCRIPTS_NAME, RESERVE_NAME, LOCK_NAME];
    names.iter().all(|name| ours.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_id_cannot_lead_out_of_the_case() {
        for bad in ["../journal", "", ".lock", "a/b", "a\\b"] {
            assert!(script_name(bad).is_err(), "{bad}");
        }
    }
}
