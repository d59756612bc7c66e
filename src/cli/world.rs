//! What commands work in: the home, the cases in it, and the output.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};

use crate::case::Case;
use crate::clock::SystemClock;
use crate::desk::{Cabinet, ReadCase};
use crate::problem::{Problem, ProblemKind};
use crate::script_file::{EvaluationShelf, MAXIMUM_BYTES, RuleShelf, Shelf};
use crate::store::{Disk, Home, Kind, Storage};
use crate::tui::bell::Bell;

use super::output::{Output, remark};

const HOME_VARIABLE: &str = "TALKING_PIECE_HOME";

/// What commands work in.
pub(super) struct World {
    asked_home: Option<PathBuf>,
    pub(super) output: Output,
    /// Rings on the screen, if there is one, when something was saved.
    pub(super) bell: Bell,
    /// Whether disposals that were left half done were taken up again.
    taken_up: Once,
}

impl World {
    pub(super) fn new(asked_home: Option<PathBuf>, output: Output) -> Self {
        Self {
            asked_home,
            output,
            bell: Bell::default(),
            taken_up: Once::new(),
        }
    }

    /// Where cases are kept.
    pub(super) fn cabinet(&self) -> Result<Cabinet, Problem> {
        let bell = self.bell.clone();
        let cabinet = Cabinet {
            storage: Arc::new(Disk),
            clock: Arc::new(SystemClock),
            home: self.home()?,
            waker: Arc::new(move || bell.ring()),
        };
        // Whoever disposed of a case was told that it is gone, also where the power went then.
        self.taken_up.call_once(|| {
            for error in cabinet.finish_disposals() {
                remark(&Problem::from(error).to_string());
            }
        });
        Ok(cabinet)
    }

    /// Found when it is needed, for some commands work without any home.
    pub(super) fn home(&self) -> Result<Home, Problem> {
        let asked = self
            .asked_home
            .clone()
            .or_else(|| std::env::var_os(HOME_VARIABLE).map(PathBuf::from));
        let root = match asked {
            Some(root) if root.as_os_str().is_empty() => None,
            Some(root) => std::path::absolute(root).ok(),
            None => directories::ProjectDirs::from("", "", "talking-piece")
                .map(|folders| folders.data_dir().to_owned()),
        };
        root.map(Home::at).ok_or_else(|| {
            Problem::wrong_use(
                "There is no folder to keep cases in.",
                format!("Name one with --home DIR, or set {HOME_VARIABLE}."),
            )
        })
    }

    /// Which kind of case a reference means. A practice case is refused unless
    /// practice was asked for, so that it can never pass for a real one.
    pub(super) fn kind(&self, reference: &str, practice: bool) -> Result<Kind, Problem> {
        let cabinet = self.cabinet()?;
        let is_there = |kind| -> Result<bool, Problem> {
            let folder = cabinet.folder(kind, reference)?;
            Ok(cabinet.storage.identity(folder.path()).is_ok())
        };
        let wanted = Kind::of(practice);
        if wanted == Kind::Case && !is_there(Kind::Case)? && is_there(Kind::Practice)? {
            return Err(Problem::wrong_use(
                "That is a practice case, not a real one.",
                "Use `practise` to go on with it, or --practice where a command has it.",
            ));
        }
        Ok(wanted)
    }

    /// Reads a case without changing anything, and tells what is unusual about it. While a
    /// meeting with one side alone goes on, or one of both after such meetings, it is the case as
    /// it may be seen there: what is printed may be on a screen or a paper in that room.
    pub(super) fn read(&self, reference: &str, practice: bool) -> Result<ReadCase, Problem> {
        let kind = self.kind(reference, practice)?;
        let mut read = self.cabinet()?.read(kind, reference)?;
        for text in &read.remarks {
            remark(text);
        }
        let seen = match read.case.seen() {
            Cow::Borrowed(_) => None,
            Cow::Owned(seen) => Some(seen),
        };
        if let Some(seen) = seen {
            remark(if seen.is_one_sided() {
                "A meeting with one side alone is going on; the other side is left out."
            } else {
                "A meeting of both sides is going on; what one side alone said is left out."
            });
            read.case = seen;
        }
        Ok(read)
    }
}

/// Refuses what tells of every entry, by its time and number, while a meeting goes on in which not
/// everything may be told.
pub(super) fn tells_of_both(case: &Case, what: &str) -> Result<(), Problem> {
    if !case.is_partly_hidden() {
        return Ok(());
    }
    let who = if case.is_one_sided() {
        "A meeting with one side alone is going on"
    } else {
        "A meeting is going on after others with one side alone"
    };
    Err(Problem::new(
        ProblemKind::InUse,
        format!("{who}, and {what} tells of both sides."),
        format!("End it or put it off first; then {what} is whole."),
    ))
}

/// Whether a meeting goes on in a case in which not everything may be told, so that not even how
/// many entries it has is. A case is read whole only where a script of it can hold such meetings; one that
/// cannot be read is none.
pub(super) fn is_with_one_side(cabinet: &Cabinet, kind: Kind, reference: &str) -> bool {
    let Ok(folder) = cabinet.folder(kind, reference) else {
        return false;
    };
    let scripts = folder.path().join("scripts");
    let names = json_files(cabinet.storage.as_ref(), &scripts);
    let can = names.iter().any(|name| {
        let text = read_file(cabinet.storage.as_ref(), &scripts.join(name), MAXIMUM_BYTES);
        text.is_ok_and(|text| holds(&text, b"\"with\""))
    });
    can && cabinet
        .read(kind, reference)
        .is_ok_and(|read| read.case.is_partly_hidden())
}

fn holds(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted)
}

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
fn json_files(storage: &dyn Storage, folder: &Path) -> Vec<String> {
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
