//! `script check`: every fault and warning of what a service writes.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::gathered;
use super::named::file_of;
use crate::cli::config;
use crate::cli::output::remark;
use crate::cli::shelved;
use crate::cli::world::{World, read_file, rule_shelf};
use crate::problem::{Problem, ProblemKind};
use crate::script::{RuleSet, RuleSetId, Script, ScriptId};
use crate::script_file::{
    self, FaultKind, FileKind, MAXIMUM_BYTES, Report, RuleShelf, ScriptFaults, read_case,
    read_rules, script_named_in,
};
use crate::store::Disk;

/// Check scripts, practice cases and rule sets, and tell every fault with its line
///
/// A file named `config.json` is checked as the settings of this program.
///
/// A practice case is held against its script: one that is checked beside it, or else the one
/// that it would be run from. The exit code is 0 where a file can be used, even if there are
/// warnings.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The files, or the names of your own scripts
    #[arg(value_name = "FILE|ID", required = true)]
    files: Vec<PathBuf>,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

/// One file, as it was read.
struct File {
    /// What messages call it.
    name: String,
    bytes: Vec<u8>,
    kind: FileKind,
}

impl Check {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let mut first_problem = None;
        let mut files = Vec::new();
        for name in &self.files {
            match read(world, name) {
                Ok(file) => files.push(file),
                Err(problem) => {
                    remark(&problem.to_string());
                    first_problem.get_or_insert(problem);
                }
            }
        }
        let mut rows = Vec::new();
        for file in &files {
            let (report, fault) = match check(world, file, &files) {
                Ok(warnings) => (warnings, None),
                Err(ScriptFaults { kind, report }) => (report, Some(kind)),
            };
            if self.json {
                let name = report.source_name();
                rows.push(json!({ "file": name, "ok": fault.is_none(), "findings": report }));
            } else if report.is_empty() {
                world
                    .output
                    .line(&format!("{}: no faults", report.source_name()))?;
            } else {
                world.output.line(&report.to_string())?;
            }
            if let Some(kind) = fault {
                first_problem.get_or_insert(told(kind));
            }
        }
        if self.json {
            world.output.json(&rows)?;
        }
        first_problem.map_or(Ok(()), Err)
    }
}

fn read(world: &World, name: &Path) -> Result<File, Problem> {
    let path = file_of(world, name)?;
    let bytes = read_file(&Disk, &path, MAXIMUM_BYTES)?;
    Ok(File {
        name: path.display().to_string(),
        kind: script_file::kind_of(&bytes),
        bytes,
    })
}

/// What an author should look at in a file that can be used; else all of its faults.
fn check(world: &World, file: &File, beside: &[File]) -> Result<Report, ScriptFaults> {
    let (bytes, name) = (file.bytes.as_slice(), file.name.as_str());
    // Settings are known by their name alone: any of their fields may be left out or mistyped.
    if Path::new(name).ends_with(config::NAME) {
        return config::check(bytes, name).map(|_| Report::none(name));
    }
    match file.kind {
        FileKind::Script => {
            let read = script_file::read(bytes, name)?;
            tell_unknown_rules(world, &read.script.rules, file, beside);
            Ok(read.warnings)
        }
        FileKind::RuleSet => Ok(read_rules(bytes, name)?.warnings),
        FileKind::PracticeCase => {
            let script = script_named_in(bytes).and_then(|id| script_of(world, &id, beside));
            Ok(read_case(bytes, name, |_| script.as_ref())?.warnings)
        }
    }
}

/// Sets of rules that are neither on the shelf nor checked beside the script that names them.
fn tell_unknown_rules(world: &World, named: &[RuleSetId], file: &File, beside: &[File]) {
    if named.is_empty() {
        return;
    }
    let shelf = match world.cabinet() {
        Ok(cabinet) => rule_shelf(cabinet.storage.as_ref(), &cabinet.home, |_| {}),
        Err(_) => RuleShelf::gather([]),
    };
    let beside = beside.iter().filter(|file| file.kind == FileKind::RuleSet);
    let beside: Vec<RuleSet> = beside.filter_map(parsed).collect();
    for set in named {
        let known = shelf.set(set.as_str()).is_some() || beside.iter().any(|own| own.id == *set);
        if !known {
            let name = &file.name;
            remark(&format!(
                "{name}: there is no set of rules named `{set}`. See `rules list`."
            ));
        }
    }
}

/// The script that a practice case is run from.
fn script_of(world: &World, id: &ScriptId, beside: &[File]) -> Option<Script> {
    let scripts = beside.iter().filter(|file| file.kind == FileKind::Script);
    let mut scripts = scripts.filter_map(parsed::<Script>);
    scripts.find(|script| script.id == *id).or_else(|| {
        let shelf = gathered(world);
        let home = world.home().ok()?;
        let whole = shelved::take(&Disk, &home, shelf.script(id.as_str())?);
        whole.ok().map(|whole| whole.script)
    })
}

/// A file in order. Read as text, as everywhere: to read bytes, the whole reader of scripts would
/// stand in the program once more.
fn parsed<T: DeserializeOwned>(file: &File) -> Option<T> {
    let text = std::str::from_utf8(&file.bytes).ok()?;
    serde_json::from_str(text).ok()
}

fn told(kind: FaultKind) -> Problem {
    let kind = ProblemKind::from(kind);
    let what = "Not every file can be used.";
    Problem::new(kind, what, "Each fault is told above with its line.")
}
