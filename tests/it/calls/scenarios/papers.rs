//! Papers that are written over older ones.

use std::fs;
use std::path::Path;

use super::{Tried, case_folder, finished, names, wanted};
use crate::calls::tracer::files;

pub fn with_an_older_paper(folder: &Path) {
    finished(folder);
    fs::write(folder.join("paper"), "an older paper\n").expect("a file");
    fs::write(folder.join("newer"), "a newer paper\n".repeat(40)).expect("a file");
}

pub fn paper_is_old_or_new(tried: &Tried<'_>) -> Result<(), String> {
    let found = paper(tried.folder);
    let whole = [tried.before, tried.after].map(paper);
    wanted(
        whole.contains(&found),
        "the paper is neither the old one nor the new one",
    )?;
    wanted(
        nothing_is_lost(tried.before, tried.folder),
        "a file of the case was changed",
    )
}

/// Whether the case holds all that it held: that a paper was written may be noted behind it, and
/// whoever does so is named in its lock.
fn nothing_is_lost(before: &Path, now: &Path) -> bool {
    let now = files(&case_folder(now));
    files(&case_folder(before)).iter().all(|(path, was)| {
        let found = now.iter().find(|(other, _)| other == path);
        let changes = path.ends_with(".lock");
        let grows = path.ends_with("journal");
        found.is_some_and(|(_, is)| changes || is == was || grows && is.starts_with(was))
    })
}

pub fn paper_is_new(tried: &Tried<'_>) -> Result<(), String> {
    tried.once_more()?;
    let is_new = paper(tried.folder) == paper(tried.after);
    nothing_else_is_beside(tried, is_new)
}

/// The one that is made once more tells also that the one before was noted.
pub fn redaction_is_new(tried: &Tried<'_>) -> Result<(), String> {
    tried.once_more()?;
    let [found, expected] = [tried.folder, tried.after].map(paper);
    let lines = |paper: &[u8]| -> Vec<Vec<u8>> {
        let lines = paper.split_inclusive(|byte| *byte == b'\n').skip(1);
        lines.map(<[u8]>::to_vec).collect()
    };
    let is_new = lines(&found).starts_with(&lines(&expected));
    nothing_else_is_beside(tried, is_new)
}

fn nothing_else_is_beside(tried: &Tried<'_>, is_new: bool) -> Result<(), String> {
    wanted(is_new, "the paper is not the new one")?;
    let expected = names(tried.folder) == names(tried.after);
    wanted(expected, "something else lies beside the paper")
}

fn paper(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("paper")).unwrap_or_default()
}
