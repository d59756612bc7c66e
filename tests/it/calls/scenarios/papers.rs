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
    let same = files(&case_folder(tried.folder)) == files(&case_folder(tried.before));
    wanted(same, "a file of the case was changed")
}

pub fn paper_is_new(tried: &Tried<'_>) -> Result<(), String> {
    tried.once_more()?;
    let is_new = paper(tried.folder) == paper(tried.after);
    wanted(is_new, "the paper is not the new one")?;
    let expected = names(tried.folder) == names(tried.after);
    wanted(expected, "something else lies beside the paper")
}

fn paper(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("paper")).unwrap_or_default()
}
