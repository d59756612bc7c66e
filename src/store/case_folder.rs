//! The folder of one case: what stands in it, and how it comes into being.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::home::{Home, ensure_folder};
use super::journal::Journal;
use super::line::{Header, HeaderId, Kind};
use super::lock::CaseLock;
use super::scan::FILE_LIMIT;
use super::storage::{Storage, create_file, replace_file};
use crate::case::Now;

/// Name of the journal.
pub const JOURNAL_NAME: &str = "journal";
/// Name of the saved plan.
pub const PLAN_NAME: &str = "plan.json";
/// Name of the folder with the scripts that were run.
pub const SCRIPTS_NAME: &str = "scripts";
/// Name of the file that is given up first when the disk is full.
pub const RESERVE_NAME: &str = ".reserve";
/// Size of that file in bytes.
pub const RESERVE_SIZE: usize = 256 << 10;
/// How the name of a case that is just being created begins.
pub(super) const UNFINISHED_PREFIX: &str = ".new-";
/// How the name of a case begins that is being disposed of.
pub(super) const LEAVING_PREFIX: &str = ".leaving-";

/// The name of a case: 1 to 40 letters, digits and hyphens, such as `RC-0412`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl Reference {
    /// Checks a reference: it must be a folder's name on every system, so names that
    /// Windows keeps for devices and a hyphen in front are refused.
    pub fn new(text: &str) -> Result<Self, StoreError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let lower = text.to_ascii_lowercase();
        let device = matches!(lower.as_str(), "con" | "prn" | "aux" | "nul")
            || (lower.len() == 4
                && (lower.starts_with("com") || lower.starts_with("lpt"))
                && lower.ends_with(|letter: char| letter.is_ascii_digit()));
        let good = (1..=40).contains(&text.len())
            && text.bytes().all(allowed)
            && !text.starts_with('-')
            && !device;
        if good {
            Ok(Self(text.to_owned()))
        } else {
            // What was typed is shown back only in part: it may be a name or a sentence.
            let reference = text
                .chars()
                .filter(|letter| !letter.is_control())
                .take(40)
                .collect();
            Err(StoreError::BadReference { reference })
        }
    }

    /// The text of the reference.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The folder of a case, by its place; nothing is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFolder {
    path: PathBuf,
    reference: Reference,
    kind: Kind,
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
        self.place(storage, now, |unfinished| {
            self.fill(storage, unfinished, id, scripts)
        })?;
        CaseLock::take(storage, &self.path, now)
    }

    /// Makes the folder under another name first, filled by `fill`, and then renames it. A crash
    /// half way leaves a folder that nobody lists and that hinders no further try.
    pub(super) fn place(
        &self,
        storage: &dyn Storage,
        now: Now,
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
        sweep_unfinished(storage, parent, now);
        let system = |doing| StoreError::system(doing, &self.path);
        let name = HeaderId(storage.random().map_err(system("create the case"))?);
        let unfinished = parent.join(format!("{UNFINISHED_PREFIX}{name}"));
        if let Err(error) = fill(&unfinished) {
            remove_unfinished(storage, &unfinished);
            return Err(error);
        }
        if let Err(error) = storage.rename_new(&unfinished, &self.path) {
            remove_unfinished(storage, &unfinished);
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
        self.lay_out(storage, folder, scripts)?;
        Journal::create(storage, folder, JOURNAL_NAME, &Header::plain(id, self.kind))
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

    /// Reads the saved plan; `None` before the first closing.
    pub fn plan(&self, storage: &dyn Storage) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path.join(PLAN_NAME);
        match storage.read(&path, FILE_LIMIT) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::system("read the plan", &path)(error)),
        }
    }
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

/// Removes what crashes left more than a day ago; a younger one may be at work.
fn sweep_unfinished(storage: &dyn Storage, parent: &Path, now: Now) {
    const DAY: i64 = 24 * 60 * 60;
    for name in storage.list(parent).unwrap_or_default() {
        let path = parent.join(&name);
        let old = || {
            let found = storage.identity(&path);
            found.is_ok_and(|found| found.modified + DAY < now.wall.timestamp())
        };
        if name.starts_with(UNFINISHED_PREFIX) && old() {
            remove_unfinished(storage, &path);
        }
    }
}

/// Removes a case that never came into being. Whatever resists stays: it is not listed.
fn remove_unfinished(storage: &dyn Storage, folder: &Path) {
    let scripts = folder.join(SCRIPTS_NAME);
    for inner in [&scripts, folder] {
        for name in storage.list(inner).unwrap_or_default() {
            let _ = storage.remove_file(&inner.join(name));
        }
        let _ = storage.remove_folder(inner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_folder_name_on_every_system() {
        for good in ["RC-0412", "a", "2026-03-20-7", &"x".repeat(40)] {
            assert!(Reference::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "..",
            "a/b",
            "a b",
            "CON",
            "com1",
            "ärger",
            "a.b",
            &"x".repeat(41),
        ] {
            assert!(Reference::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_script_id_cannot_lead_out_of_the_case() {
        for bad in ["../journal", "", ".lock", "a/b", "a\\b"] {
            assert!(script_name(bad).is_err(), "{bad}");
        }
    }
}
