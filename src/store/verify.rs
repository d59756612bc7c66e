//! Reads every byte of a case and says what is unusual, and what its seals prove.

mod whose;

use std::path::PathBuf;

use super::case_folder::CaseFolder;
use super::error::StoreError;
use super::high_water::{HighWater, Standing};
use super::home::Home;
use super::notes::{Notes, NotesScan};
use super::old_record::{OldRecord, left_of_old};
use super::open_case::{is_open_to_others, unless_behind};
use super::scan::Scan;
use super::storage::{Storage, is_temporary};
use super::versions::Versions;

use whose::sealed_by;
pub use whose::{SealFinding, Whose};

/// What was found in the folder of a case.
#[derive(Debug)]
pub struct Findings {
    /// The journal that the case goes on with.
    pub journal_path: PathBuf,
    /// What that journal holds, with its condition and duplicates.
    pub scan: Scan,
    /// How it compares with what this computer reported as saved.
    pub standing: Standing,
    /// The seals of its closings, and whose they are.
    pub seals: Vec<SealFinding>,
    /// Other journals of the case that disagree with it.
    pub forked: Vec<PathBuf>,
    /// Other journals that cannot be read.
    pub broken: Vec<StoreError>,
    /// The notes, with their unreadable lines.
    pub notes: NotesScan,
    /// Whether the journal is of the kind that belongs into this folder.
    pub right_kind: bool,
    /// Files of a real case that others on this computer can read.
    pub readable_by_others: Vec<PathBuf>,
    /// Temporary files left by a crash; harmless.
    pub leftovers: Vec<PathBuf>,
    /// What still holds words that were taken out of the record.
    pub old_record: Option<OldRecord>,
}

impl Findings {
    /// Says whether all saved entries and notes are there and can be trusted.
    pub fn is_sound(&self) -> bool {
        let fits = |seal: &SealFinding| seal.by.is_some();
        self.standing.is_complete()
            && self.scan.is_whole()
            && self.seals.iter().all(fits)
            && self.right_kind
            && self.forked.is_empty()
            && self.broken.is_empty()
            && self.notes.unreadable == 0
    }

    /// Says whether a repair makes something better: it writes the record anew, and neither the notes
    /// nor the place of the case.
    pub fn can_be_repaired(&self) -> bool {
        let fits = |seal: &SealFinding| seal.by.is_some();
        let is_whole = self.standing.is_complete()
            && self.scan.is_whole()
            && self.seals.iter().all(fits)
            && self.forked.is_empty()
            && self.broken.is_empty();
        self.right_kind && !is_whole && self.scan.may_append()
    }
}

/// Checks a case without changing or locking anything, also while it is open.
///
/// Fails where no journal can be read at all, and where the system refuses something that lies beside
/// it: what was not looked at is never called sound.
pub fn verify(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
) -> Result<Findings, StoreError> {
    let check = || {
        let versions = Versions::check(storage, folder.path(), folder.ring())?;
        let mark = HighWater::of(&home.state(), versions.best.scan.header.id);
        let standing = mark.compare(storage, &versions.best.scan);
        Ok((versions, standing))
    };
    let (versions, standing) = unless_behind(check, |(_, standing)| *standing)?;
    let Versions {
        best,
        forked,
        broken,
        unread: _,
    } = versions;
    let notes = if best.scan.closed {
        // Nobody can tell what stands in them.
        NotesScan::default()
    } else {
        Notes::read(storage, folder.path(), &best.scan.writing)?
    };
    let names = storage
        .list(folder.path())
        .map_err(StoreError::system("look into the case", folder.path()))?;
    let paths = |wanted: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
        names
            .iter()
            .filter(|name| wanted(name))
            .map(|name| folder.path().join(name))
            .collect()
    };
    let kind = best.scan.header.kind;
    let is_open = |name: &str| is_open_to_others(storage, &folder.path().join(name), kind);
    let old_record = left_of_old(storage, folder.path(), &best)?;
    Ok(Findings {
        old_record,
        seals: sealed_by(storage, home, folder, &best.scan),
        right_kind: best.scan.header.kind == folder.kind(),
        readable_by_others: paths(&is_open),
        leftovers: paths(&is_temporary),
        journal_path: best.path,
        scan: best.scan,
        standing,
        forked,
        broken,
        notes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{batch, core, create, folder, home, sealed_home};
    use crate::store::{Condition, MemoryDisk};
    use std::sync::Arc;

    /// What is found of a sound case of a home whose record others can read, and where that lies.
    fn with_a_record_for_all(home: &Home) -> (Findings, PathBuf) {
        let disk = MemoryDisk::default();
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let mut core = core(&storage, home, create(&disk, home).unwrap());
        core.step(batch(1));
        let path = folder(home).path().join("journal");
        disk.disguise(&path, 0o644, 1).unwrap();
        (verify(&disk, home, &folder(home)).unwrap(), path)
    }

    #[test]
    fn a_sound_case_is_sound_and_files_that_others_can_read_are_named() {
        let (findings, path) = with_a_record_for_all(&sealed_home());
        assert!(findings.is_sound());
        assert_eq!(findings.readable_by_others, [path]);
        assert_eq!(findings.standing, Standing::Complete);
        assert_eq!(findings.scan.condition, Condition::Sound);
    }

    #[test]
    fn of_a_practice_case_no_file_has_to_be_kept_from_others() {
        let (findings, _) = with_a_record_for_all(&home());
        assert!(findings.is_sound() && findings.readable_by_others.is_empty());
    }
}
