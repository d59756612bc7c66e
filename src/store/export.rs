//! Writes a document to where a person wants it, outside the home.

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::line::{Line, parse};
use super::papers::SEALED_ENDING;
use super::sealed::Writing;
use super::storage::{NodeKind, Storage, create_file, replace_file};
use super::written_file::WrittenFile;

/// How much of a file is looked at to see whether it is a journal, in bytes.
const HEADER_WINDOW: usize = 16 << 10;

/// Why a document was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Something with this name is there, and replacing it was not asked for.
    #[error("{path}: there is a file with this name already. Choose another name, or add --force.")]
    Taken {
        /// The file.
        path: PathBuf,
    },
    /// A folder, a link or a device has this name.
    #[error("{path}: this is not the name of a file. Choose a name for the file itself.")]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// The folder that the file is to stand in does not exist.
    #[error("{path}: there is no such folder. Make it first, or choose another one.")]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file is the record of a case.
    #[error("{path}: this is the record of a case; it is never written over. Choose another name.")]
    Journal {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a whole document of a case for the readers of that case alone: an age file, that the key
/// of any of them opens. A plain case has none, and its documents are plain.
///
/// `path` gets the ending of such files where it lacks it.
pub fn export_sealed(
    storage: &dyn Storage,
    path: &Path,
    bytes: &[u8],
    replace: bool,
    writing: &Writing,
) -> Result<WrittenFile, ExportError> {
    let mut path = path.to_owned();
    let name = path.file_name().map(|name| name.to_string_lossy());
    if writing.is_sealed() && !name.is_some_and(|name| name.ends_with(SEALED_ENDING)) {
        path.as_mut_os_string().push(SEALED_ENDING);
    }
    let bytes = writing.file(bytes);
    let bytes = bytes.map_err(StoreError::system("seal the document", &path))?;
    export(storage, &path, &bytes, replace)?;
    Ok(WrittenFile::new(path, &bytes))
}

/// Writes a whole document: after a power cut the old one is there or the new one,
/// never a half. The record of a case is never replaced, whatever `replace` says.
pub fn export(
    storage: &dyn Storage,
    path: &Path,
    bytes: &[u8],
    replace: bool,
) -> Result<(), ExportError> {
    let not_a_file = || ExportError::NotAFile {
        path: path.to_owned(),
    };
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(not_a_file)?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    if storage.list(folder).is_err() {
        return Err(ExportError::NoFolder {
            path: folder.to_owned(),
        });
    }
    match storage.identity(path).map(|found| found.kind) {
        Err(_) => {}
        Ok(NodeKind::File) if is_journal(storage, path) => {
            return Err(ExportError::Journal {
                path: path.to_owned(),
            });
        }
        Ok(NodeKind::File) if replace => {}
        Ok(NodeKind::File) => {
            return Err(ExportError::Taken {
                path: path.to_owned(),
            });
        }
        Ok(NodeKind::Folder | NodeKind::Other) => return Err(not_a_file()),
    }
    let written = if replace {
        replace_file(storage, folder, name, bytes)
    } else {
        create_file(storage, folder, name, bytes)
    };
    Ok(written.map_err(StoreError::system("write the file", path))?)
}

fn is_journal(storage: &dyn Storage, path: &Path) -> bool {
    let Ok(start) = storage.read_part(path, 0, HEADER_WINDOW) else {
        return false;
    };
    let first = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    matches!(parse(first), Some(Line::Header(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{DiskFault, Header, HeaderId, Kind, MemoryDisk, header_line};

    #[test]
    fn a_document_is_written_and_only_replaced_when_asked() {
        let disk = MemoryDisk::default();
        let path = Path::new("/plan.txt");
        export(&disk, path, b"one", false).unwrap();
        let again = export(&disk, path, b"two", false);
        assert!(matches!(again, Err(ExportError::Taken { .. })));
        export(&disk, path, b"two", true).unwrap();
        assert_eq!(disk.read(path, 10).unwrap(), b"two");
        assert_eq!(disk.list(Path::new("/")).unwrap(), ["plan.txt"]);
    }

    #[test]
    fn folders_and_missing_folders_are_told_apart() {
        let disk = MemoryDisk::default();
        disk.create_folder(Path::new("/papers")).unwrap();
        let folder = export(&disk, Path::new("/papers"), b"", true);
        assert!(matches!(folder, Err(ExportError::NotAFile { .. })));
        let missing = export(&disk, Path::new("/none/plan.txt"), b"", true);
        assert!(matches!(missing, Err(ExportError::NoFolder { .. })));
        assert!(matches!(
            export(&disk, Path::new("/"), b"", true),
            Err(ExportError::NotAFile { .. })
        ));
    }

    #[test]
    fn i06_the_record_of_a_case_is_never_written_over() {
        let disk = MemoryDisk::default();
        let header = header_line(&Header::plain(HeaderId([7; 16]), Kind::Case)).unwrap();
        disk.put(Path::new("/journal"), format!("{header}\n").as_bytes())
            .unwrap();
        let refused = export(&disk, Path::new("/journal"), b"", true);
        assert!(matches!(refused, Err(ExportError::Journal { .. })));
    }

    #[test]
    fn whatever_fails_the_old_document_is_there_or_the_new_one() {
        let disk = MemoryDisk::default();
        let path = Path::new("/plan.txt");
        export(&disk, path, b"old", false).unwrap();
        for failing in 1..12 {
            disk.fail(DiskFault::once(failing));
            let written = export(&disk, path, b"new", true);
            disk.heal();
            let kept = disk.read(path, 10).unwrap();
            assert!(kept == b"old" || kept == b"new");
            assert!(written.is_err() || kept == b"new");
            export(&disk, path, b"old", true).unwrap();
        }
    }
}
