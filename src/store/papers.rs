//! Papers of a case, to be printed and handed over: the one place that writes them into its folder.

use std::path::Path;

use super::case_folder::CaseFolder;
use super::error::StoreError;
use super::home::{ensure_folder, sweep_temporaries};
use super::scan::FILE_LIMIT;
use super::sealed::{AgeError, Ring};
use super::storage::{NodeKind, Storage, replace_file};
use super::written_file::WrittenFile;
use crate::case::Now;

/// Name of the folder of papers within the folder of a case.
pub const PAPERS_NAME: &str = "papers";

/// How the name of a sealed file ends; other programs tell by it how to open it.
pub const SEALED_ENDING: &str = ".age";

/// A paper as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// Its name with its ending: the reference, numbers and plain words, and nobody's name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Writes papers into the folder of their case, readable by its owner alone, and says where each
/// is. Those that are to be sealed are age files for the readers of the cases of its home; see
/// [`CaseFolder::is_sealed`].
///
/// A paper that is there already is replaced: after a power cut the old one is there or the new
/// one, never a half. Where one cannot be written, those before it are. The record of the case
/// lies beside this folder and is never touched.
pub fn keep_papers(
    storage: &dyn Storage,
    folder: &CaseFolder,
    now: Now,
    papers: &[PaperFile],
    is_sealed: bool,
) -> Result<Vec<WrittenFile>, StoreError> {
    if storage.identity(folder.path()).is_err() {
        return Err(StoreError::NoCase {
            path: folder.path().to_owned(),
        });
    }
    let place = folder.path().join(PAPERS_NAME);
    // A link there could lead out of the home, to where others read.
    match storage.identity(&place).map(|found| found.kind) {
        Ok(NodeKind::Folder) => sweep_temporaries(storage, &place, now),
        Ok(NodeKind::File | NodeKind::Other) => {
            return Err(StoreError::NotAFolder { path: place });
        }
        Err(_) => ensure_folder(storage, &place)?,
    }
    papers
        .iter()
        .map(|paper| {
            if !is_sealed {
                let path = place.join(&paper.name);
                replace_file(storage, &place, &paper.name, &paper.bytes)
                    .map_err(StoreError::system("write the paper", &path))?;
                return Ok(WrittenFile::new(path, &paper.bytes));
            }
            seal(storage, folder.ring(), &place, &paper.name, &paper.bytes)
        })
        .collect()
}

/// Seals every paper of a case anew for the readers of today, plain ones too; `with` are the keys
/// that open it. After a crash each is there at least once. Says which could not be opened, and are
/// as they were.
pub(super) fn seal_papers(
    storage: &dyn Storage,
    folder: &CaseFolder,
    with: &Ring,
) -> Result<Vec<StoreError>, StoreError> {
    let place = folder.path().join(PAPERS_NAME);
    let mut left = Vec::new();
    for name in storage.list(&place).unwrap_or_default() {
        let path = place.join(&name);
        let found = storage.identity(&path);
        if name.starts_with('.') || !found.is_ok_and(|found| found.kind == NodeKind::File) {
            continue;
        }
        let bytes = storage
            .read(&path, FILE_LIMIT)
            .map_err(StoreError::system("read the paper", &path))?;
        if let Some(plain) = name.strip_suffix(SEALED_ENDING) {
            match with.open_file(&bytes) {
                Ok(opened) => {
                    seal(storage, folder.ring(), &place, plain, &opened)?;
                }
                Err(AgeError::Locked) => return Err(StoreError::Locked { path }),
                Err(why) => left.push(StoreError::unopened(&path, why)),
            }
        } else {
            seal(storage, folder.ring(), &place, &name, &bytes)?;
            storage
                .remove_file(&path)
                .and_then(|()| storage.sync_folder(&place))
                .map_err(StoreError::system("remove the plain paper", &path))?;
        }
    }
    Ok(left)
}

fn seal(
    storage: &dyn Storage,
    ring: &Ring,
    place: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<WrittenFile, StoreError> {
    let name = format!("{name}{SEALED_ENDING}");
    let path = place.join(&name);
    let sealed = ring.seal_for_readers(bytes);
    let sealed = sealed.ok_or_else(|| StoreError::Locked { path: path.clone() })?;
    replace_file(storage, place, &name, &sealed)
        .map_err(StoreError::system("write the paper", &path))?;
    Ok(WrittenFile::new(path, &sealed))
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::store::testing::now;
    use crate::store::{Disk, DiskFault, Home, Kind, MemoryDisk, Reference};

    fn paper(bytes: &[u8]) -> PaperFile {
        PaperFile {
            name: "RC-0412-version-1.pdf".to_owned(),
            bytes: bytes.to_owned(),
        }
    }

    fn case(storage: &dyn Storage, home: &Home) -> CaseFolder {
        home.prepare(storage).unwrap();
        let folder = CaseFolder::locate(home, Kind::Case, &Reference::new("RC-0412").unwrap());
        drop(folder.create(storage, now(), &[]).unwrap());
        folder
    }

    #[test]
    fn papers_lie_in_the_folder_of_their_case_and_newer_ones_take_the_place_of_older() {
        let disk = MemoryDisk::default();
        let folder = case(&disk, &Home::at("/home"));
        for bytes in [b"one", b"two"] {
            let kept = keep_papers(&disk, &folder, now(), &[paper(bytes)], false).unwrap();
            let place = Path::new("/home/cases/RC-0412/papers/RC-0412-version-1.pdf");
            let paths: Vec<&Path> = kept.iter().map(|kept| kept.path.as_path()).collect();
            assert_eq!(paths, [place]);
            assert_eq!(disk.read(place, 10).unwrap(), bytes);
        }
    }

    #[test]
    fn whatever_fails_the_old_paper_is_there_or_the_new_one_and_the_record_is_untouched() {
        let disk = MemoryDisk::default();
        let folder = case(&disk, &Home::at("/home"));
        let journal = folder.path().join("journal");
        let record = disk.read(&journal, 1 << 20).unwrap();
        let kept = keep_papers(&disk, &folder, now(), &[paper(b"old")], false).unwrap();
        for error in [
            io::ErrorKind::StorageFull,
            io::ErrorKind::ReadOnlyFilesystem,
        ] {
            for failing in 1..14 {
                disk.fail(DiskFault {
                    error,
                    ..DiskFault::once(failing)
                });
                let written = keep_papers(&disk, &folder, now(), &[paper(b"new")], false);
                disk.heal();
                let there = disk.read(&kept[0].path, 10).unwrap();
                assert!(there == b"old" || there == b"new");
                assert!(written.is_err() || there == b"new");
                assert_eq!(disk.read(&journal, 1 << 20).unwrap(), record);
                keep_papers(&disk, &folder, now(), &[paper(b"old")], false).unwrap();
            }
        }
    }

    #[test]
    fn something_else_in_the_place_of_papers_is_named_and_stays() {
        let disk = MemoryDisk::default();
        let folder = case(&disk, &Home::at("/home"));
        let place = folder.path().join(PAPERS_NAME);
        disk.put(&place, b"a file").unwrap();
        let refused = keep_papers(&disk, &folder, now(), &[paper(b"new")], false);
        assert!(matches!(refused, Err(StoreError::NotAFolder { .. })));
        assert_eq!(disk.read(&place, 10).unwrap(), b"a file");
        let gone = CaseFolder::locate(
            &Home::at("/home"),
            Kind::Case,
            &Reference::new("RC-9999").unwrap(),
        );
        let refused = keep_papers(&disk, &gone, now(), &[paper(b"new")], false);
        assert!(matches!(refused, Err(StoreError::NoCase { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_a_paper_and_a_link_leads_none_out_of_the_home() {
        let outside = tempfile::tempdir().unwrap();
        let home = Home::at(outside.path().join("home"));
        let folder = case(&Disk, &home);
        let kept = keep_papers(&Disk, &folder, now(), &[paper(b"one")], false).unwrap();
        assert_eq!(Disk.identity(&kept[0].path).unwrap().mode, Some(0o600));
        let place = folder.path().join(PAPERS_NAME);
        assert_eq!(Disk.identity(&place).unwrap().mode, Some(0o700));
        std::fs::remove_dir_all(&place).unwrap();
        let elsewhere = outside.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &place).unwrap();
        assert!(keep_papers(&Disk, &folder, now(), &[paper(b"two")], false).is_err());
        assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
