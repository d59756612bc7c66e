//! The files of a finished case, beside those in the repository; and whole folders.

use std::fs;
use std::path::{Path, PathBuf};

use talking_piece::desk::Cabinet;
use talking_piece::store::{Kind, NodeKind};

use crate::rig::readable::readable;

/// Every file of a case but its lock and reserve, by its path inside the home.
pub fn files_of(cabinet: &Cabinet, kind: Kind, reference: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = cabinet.folder(kind, reference).expect("a folder");
    let mut files = Vec::new();
    let mut folders = vec![folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for name in cabinet.storage.list(&folder).expect("names") {
            let path = folder.join(&name);
            let kind = cabinet.storage.identity(&path).expect("a file").kind;
            match kind {
                NodeKind::Folder => folders.push(path),
                NodeKind::File if name.starts_with('.') => {}
                NodeKind::File => {
                    let bytes = cabinet
                        .storage
                        .read(&path, u64::MAX)
                        .expect("a readable file");
                    let inside = path
                        .strip_prefix(cabinet.home.root())
                        .expect("a path inside the home");
                    files.push((inside.to_owned(), bytes));
                }
                NodeKind::Other => panic!("{} is no file", path.display()),
            }
        }
    }
    files.sort();
    files
}

/// Asserts that the files stand in a folder of the repository just so; with `UPDATE=1` writes them.
pub fn assert_kept(files: &[(PathBuf, Vec<u8>)], folder: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for (path, bytes) in files {
        let kept = root.join(path);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder to make");
            fs::write(&kept, bytes).expect("a file to write");
        }
        let found = fs::read(&kept).unwrap_or_default();
        assert!(
            found == *bytes,
            "{} is not current; run the tests once with UPDATE=1",
            kept.display()
        );
    }
}

/// Every file below a folder, with its bytes.
pub fn every_file(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for node in fs::read_dir(folder).expect("a folder") {
            let path = node.expect("a name").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                files.push((path, bytes));
            }
        }
    }
    files
}

/// Says what can be read in the files below a folder, and where: one of these words, or an entry at
/// all. In a sealed case nothing can.
pub fn readable_below(folder: &Path, words: &[&str]) -> Option<String> {
    every_file(folder).into_iter().find_map(|(path, bytes)| {
        let found = readable(&bytes, words)?;
        Some(format!("{found} can be read in {}", path.display()))
    })
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
