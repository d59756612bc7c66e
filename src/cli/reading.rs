//! Reading a file whole, or saying in a sentence why not.

use std::io::ErrorKind;
use std::path::Path;

use crate::problem::{Problem, ProblemKind};
use crate::store::{Disk, Storage};

/// Reads a file that was named in order to be read, such as a script; a link to it serves as well.
pub(super) fn read_named_file(path: &Path, limit: usize) -> Result<Vec<u8>, Problem> {
    read_file(&Disk, &Disk::followed(path), limit).map_err(|problem| problem.at(path))
}

/// Reads a file of at most so many bytes.
pub(super) fn read_file(
    storage: &dyn Storage,
    path: &Path,
    limit: usize,
) -> Result<Vec<u8>, Problem> {
    let told = |what: &str, instead: &str| {
        Problem::new(ProblemKind::CannotReadOrWrite, what, instead).at(path)
    };
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    storage.read(path, most).map_err(|error| {
        let kind = error.kind();
        if kind == ErrorKind::NotFound {
            told("I cannot find this file.", "Check its name and folder.")
        } else if kind == ErrorKind::FileTooLarge {
            let what = format!("This file is larger than {} KiB.", limit >> 10);
            told(&what, "Check that it is the right file.")
        } else if kind == ErrorKind::PermissionDenied {
            told(
                "This file may not be read.",
                "Ask its owner for the right to read it.",
            )
        } else {
            told("This is not a normal file.", "Check its name and folder.")
        }
    })
}
