//! What a service wrote itself: its scripts, practice cases, rule sets and evaluation forms, gathered
//! with the shipped ones.

use std::path::{Path, PathBuf};

use crate::problem::Problem;
use crate::script_file::{EvaluationShelf, MAXIMUM_BYTES, RuleShelf, Shelf};
use crate::store::{Home, Storage};

use super::reading::read_file;

/// Gathers the shipped scripts and those in the home's own folders; `tell` hears of files
/// that cannot be read.
pub(super) fn shelf(storage: &dyn Storage, home: &Home, tell: impl Fn(&Problem)) -> Shelf {
    let (folder, practice) = (home.scripts(), practice_folder(home));
    Shelf::gather(own(storage, &folder, &tell), own(storage, &practice, &tell))
}

/// The service's own practice cases.
pub(super) fn practice_folder(home: &Home) -> PathBuf {
    home.scripts().join("practice")
}

/// Gathers the shipped rule sets and those in the home's own folder; `tell` hears of files
/// that cannot be read.
pub(super) fn rule_shelf(storage: &dyn Storage, home: &Home, tell: impl Fn(&Problem)) -> RuleShelf {
    RuleShelf::gather(own(storage, &rule_folder(home), &tell))
}

/// Gathers the shipped evaluation forms and those in the home's own folder; `tell` hears of files
/// that cannot be read.
pub(super) fn evaluation_shelf(
    storage: &dyn Storage,
    home: &Home,
    tell: impl Fn(&Problem),
) -> EvaluationShelf {
    EvaluationShelf::gather(own(storage, &evaluation_folder(home), &tell))
}

fn evaluation_folder(home: &Home) -> PathBuf {
    home.scripts().join("evaluations")
}

fn rule_folder(home: &Home) -> PathBuf {
    home.scripts().join("rules")
}

/// Every file that a service wrote: scripts, practice cases, rule sets, evaluation forms, and how
/// long its cases are kept.
pub(super) fn own_files(storage: &dyn Storage, home: &Home) -> Vec<PathBuf> {
    let folders = [
        home.scripts(),
        practice_folder(home),
        rule_folder(home),
        evaluation_folder(home),
    ];
    let files = folders.into_iter().flat_map(|folder| {
        let names = json_files(storage, &folder);
        names.into_iter().map(move |name| folder.join(name))
    });
    let retention = Some(home.retention()).filter(|path| storage.identity(path).is_ok());
    files.chain(retention).collect()
}

/// The names of the JSON files of a folder, in their order.
pub(super) fn json_files(storage: &dyn Storage, folder: &Path) -> Vec<String> {
    let mut names = storage.list(folder).unwrap_or_default();
    names.retain(|name| {
        let ending = Path::new(name).extension();
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
    });
    names
}

/// The JSON files of a folder in the order of their names, each read when it is asked for;
/// one that cannot be read hides no other.
fn own(
    storage: &dyn Storage,
    folder: &Path,
    tell: &impl Fn(&Problem),
) -> impl Iterator<Item = (String, Vec<u8>)> {
    let files = json_files(storage, folder).into_iter();
    files.filter_map(
        move |name| match read_file(storage, &folder.join(&name), MAXIMUM_BYTES) {
            Ok(bytes) => Some((name, bytes)),
            Err(problem) => {
                tell(&problem);
                None
            }
        },
    )
}
