//! Takes scripts and practice cases off the shelf, whole: the shelf itself holds headings alone.

use std::borrow::Cow;

use super::output::remark;
use super::own_files::practice_folder;
use super::reading::read_file;
use crate::practice::PracticeCase;
use crate::problem::{Problem, ProblemKind};
use crate::script::Script;
use crate::script_file::{
    self, Broken, MAXIMUM_BYTES, SetAside, Shelved, ShelvedCase, read_case, read_shipped,
    read_shipped_case,
};
use crate::store::{Home, Storage};

/// A script that was read whole.
pub(super) struct Whole {
    /// The script.
    pub(super) script: Script,
    /// The exact text, to be copied into a case.
    pub(super) text: Cow<'static, str>,
}

/// Tells of files that cannot be used, and of those that another takes the place of.
pub(super) fn tell(broken: &[Broken], set_aside: &[SetAside]) {
    for broken in broken {
        remark(&broken.faults.to_string());
    }
    for aside in set_aside {
        remark(&aside.notice());
    }
}

/// Reads a script of the shelf whole. One of the service's own is read and checked as it is
/// now, for it may have been changed since the shelf was gathered.
pub(super) fn take(
    storage: &dyn Storage,
    home: &Home,
    shelved: &Shelved,
) -> Result<Whole, Problem> {
    if let Some(text) = shelved.shipped_text() {
        let script = read_shipped(text).ok_or_else(unreadable)?;
        let text = Cow::Borrowed(text);
        return Ok(Whole { script, text });
    }
    let path = home.scripts().join(&shelved.file);
    let bytes = read_file(storage, &path, MAXIMUM_BYTES)?;
    let read = script_file::read(&bytes, &shelved.file)?;
    if read.script.id != shelved.heading.id {
        let what = "Another script stands in this file now.";
        return Err(Problem::wrong_use(what, "See `talking-piece script list`.").at(path));
    }
    // What was read is UTF-8, so nothing is lost here.
    let text = Cow::Owned(String::from_utf8_lossy(&bytes).into_owned());
    let script = read.script;
    Ok(Whole { script, text })
}

/// Reads a practice case of the shelf whole, and holds it against its script.
pub(super) fn take_case(
    storage: &dyn Storage,
    home: &Home,
    shelved: &ShelvedCase,
    script: &Script,
) -> Result<PracticeCase, Problem> {
    if let Some(text) = shelved.shipped_text() {
        return read_shipped_case(text).ok_or_else(unreadable);
    }
    let path = practice_folder(home).join(&shelved.file);
    let bytes = read_file(storage, &path, MAXIMUM_BYTES)?;
    let find = |id: &crate::script::ScriptId| Some(script).filter(|script| script.id == *id);
    Ok(read_case(&bytes, &shelved.file, find)?.case)
}

/// The exact text of a practice case of the shelf, to be copied.
pub(super) fn case_text(
    storage: &dyn Storage,
    home: &Home,
    shelved: &ShelvedCase,
) -> Result<Cow<'static, str>, Problem> {
    if let Some(text) = shelved.shipped_text() {
        return Ok(Cow::Borrowed(text));
    }
    let path = practice_folder(home).join(&shelved.file);
    let bytes = read_file(storage, &path, MAXIMUM_BYTES)?;
    Ok(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
}

/// A test reads every shipped file, so this cannot happen in a built program.
fn unreadable() -> Problem {
    let what = "A file inside the program cannot be read.";
    Problem::new(ProblemKind::Damaged, what, "Please report this.")
}
