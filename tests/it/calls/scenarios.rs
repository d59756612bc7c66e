//! The commands that are ended at their calls, and what has to hold of each however far it came.

mod cases;
mod papers;
mod protecting;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use talking_piece::case::Case;
use talking_piece::clock::SystemClock;
use talking_piece::desk::Cabinet;
use talking_piece::store::{Disk, Home, Kind, Passphrase, unlock};

use super::tracer::{Run, copy};
use crate::cli::world::World;
use cases::{
    case_is_gone_with_its_receipt, case_is_here_once, case_is_here_whole_or_not,
    damaged_case_is_repaired, damaged_case_is_untouched, with_a_case_on_a_stick,
    with_a_damaged_case,
};
use papers::{paper_is_new, paper_is_old_or_new, redaction_is_new, with_an_older_paper};
use protecting::{
    case_is_protected, case_opens_protected_or_not, one_of_two_passphrases_opens, protected,
    sealed_case_is_as_it_was, sealed_case_is_sealed_anew,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");
/// What opens a protected home before.
const OLD: &str = "quagga lantern apple stove mitten";

/// A command, and what has to hold of it.
pub struct Scenario {
    /// How it is told.
    pub name: &'static str,
    /// What is run; the program, but for the control.
    pub program: &'static str,
    /// Its arguments; `@` stands for the folder in which it is run.
    pub arguments: &'static [&'static str],
    /// What it reads: passphrases, or a reference.
    pub input: &'static str,
    /// Makes what is there before.
    pub before: fn(&Path),
    /// What holds right after it was ended somewhere.
    pub holds: fn(&Tried<'_>) -> Result<(), String>,
    /// What holds at the next start, and once the same was asked for again.
    pub again: fn(&Tried<'_>) -> Result<(), String>,
    /// Whether the program works for a second at each run, so that few of them are tried in the
    /// short form, and none before a file is changed.
    pub is_slow: bool,
}

/// A folder in which the command was ended, beside one in which it never ran and one in which it
/// came to its end.
pub struct Tried<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Where it was ended.
    pub folder: &'a Path,
    /// As it was before.
    pub before: &'a Path,
    /// As it is when nothing disturbs.
    pub after: &'a Path,
}

/// Every command that is tried.
pub const ALL: [Scenario; 8] = [
    Scenario {
        name: "export",
        arguments: &[
            "export", "RC-0001", "--format", "txt", "--out", "@/paper", "--force",
        ],
        before: with_an_older_paper,
        holds: paper_is_old_or_new,
        again: paper_is_new,
        ..PLAIN
    },
    Scenario {
        name: "redact",
        arguments: &[
            "redact",
            "RC-0001",
            "--without",
            "P2",
            "--out",
            "@/paper",
            "--force",
        ],
        before: with_an_older_paper,
        holds: paper_is_old_or_new,
        again: redaction_is_new,
        ..PLAIN
    },
    Scenario {
        name: "repair",
        arguments: &["repair", "RC-0001"],
        before: with_a_damaged_case,
        holds: damaged_case_is_untouched,
        again: damaged_case_is_repaired,
        ..PLAIN
    },
    Scenario {
        name: "import",
        arguments: &["import", "@/stick/RC-0001"],
        before: with_a_case_on_a_stick,
        holds: case_is_here_whole_or_not,
        again: case_is_here_once,
        ..PLAIN
    },
    Scenario {
        name: "dispose",
        arguments: &["dispose", "RC-0001"],
        input: "RC-0001\n",
        holds: |_| Ok(()),
        again: case_is_gone_with_its_receipt,
        ..PLAIN
    },
    Scenario {
        name: "rekey",
        arguments: &["rekey", "--passphrase-fd", "0"],
        input: "quagga lantern apple stove mitten\n",
        before: protected,
        holds: sealed_case_is_as_it_was,
        again: sealed_case_is_sealed_anew,
        ..PLAIN
    },
    Scenario {
        name: "passphrase",
        arguments: &["passphrase", "--passphrase-fd", "0"],
        input: "quagga lantern apple stove mitten\nwalrus gravel hinge pollen drift\n",
        before: protected,
        holds: one_of_two_passphrases_opens,
        again: |_| Ok(()),
        is_slow: true,
        ..PLAIN
    },
    Scenario {
        name: "protect",
        arguments: &["protect", "--without-recovery", "--passphrase-fd", "0"],
        input: "quagga lantern apple stove mitten\n",
        holds: case_opens_protected_or_not,
        again: case_is_protected,
        is_slow: true,
        ..PLAIN
    },
];

/// What copies over the old file instead of taking its place: ended in the middle there is neither.
pub const BROKEN: Scenario = Scenario {
    name: "a copy over the old file",
    program: "dd",
    arguments: &["if=@/newer", "of=@/paper", "bs=64", "status=none"],
    before: with_an_older_paper,
    holds: paper_is_old_or_new,
    ..PLAIN
};

const PLAIN: Scenario = Scenario {
    name: "",
    program: PROGRAM,
    arguments: &[],
    input: "",
    before: finished,
    holds: |_| Ok(()),
    again: |_| Ok(()),
    is_slow: false,
};

impl Scenario {
    /// The command in this folder.
    pub fn run<'a>(&'a self, folder: &'a Path) -> Run<'a> {
        Run {
            folder,
            program: self.program,
            arguments: self.arguments,
            input: self.input,
        }
    }
}

impl Tried<'_> {
    /// Asks the program something in the folder; it has to be done.
    fn told(&self, arguments: &[&str], input: &str) -> Result<String, String> {
        let run = Run {
            folder: self.folder,
            program: PROGRAM,
            arguments,
            input,
        };
        let ended = run.undisturbed();
        if ended.code == Some(0) {
            Ok(ended.out + &ended.err)
        } else {
            let (out, err) = (ended.out, ended.err);
            Err(format!(
                "{arguments:?} ended with {:?}: {out}{err}",
                ended.code
            ))
        }
    }

    /// The same command once more.
    fn once_more(&self) -> Result<String, String> {
        self.told(self.scenario.arguments, self.scenario.input)
    }
}

fn wanted(holds: bool, what: impl Into<String>) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.into()) }
}

fn finished(folder: &Path) {
    copy(&World::with_clean_names().home(), &home(folder));
}

fn home(folder: &Path) -> PathBuf {
    folder.join("home")
}

fn case_folder(folder: &Path) -> PathBuf {
    home(folder).join("cases/RC-0001")
}

/// The case as it can be read, with the keys of a passphrase where there is one.
fn case(folder: &Path, passphrase: Option<&str>) -> Result<Case, String> {
    let home = Home::at(home(folder));
    if let Some(words) = passphrase {
        unlock(&Disk, &home, &Passphrase::new(words).0).map_err(|error| error.to_string())?;
    }
    let cabinet = Cabinet {
        storage: Arc::new(Disk),
        clock: Arc::new(SystemClock),
        home,
        waker: Arc::new(|| ()),
    };
    let read = cabinet.read(Kind::Case, "RC-0001");
    Ok(read.map_err(|error| error.to_string())?.case)
}

fn is_same(folder: &Path, passphrase: Option<&str>, tried: &Tried<'_>) -> Result<(), String> {
    let was = case(tried.before, None).or_else(|_| case(tried.before, Some(OLD)))?;
    let same = case(folder, passphrase)? == was;
    wanted(same, "the case is another one")
}

/// The names in a folder but for what crashes may leave there, which hinders nobody.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}
