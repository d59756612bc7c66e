//! `script check`: every fault and warning of what a service writes.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::gathered;
use super::named::{Source, sources};
use crate::cli::config;
use crate::cli::output::remark;
use crate::cli::own_files::{evaluation_shelf, own_files, rule_shelf};
use crate::cli::reading::read_named_file;
use crate::cli::shelved;
use crate::cli::world::World;
use crate::problem::{Problem, ProblemKind};
use crate::script::{Evaluation, EvaluationId, RuleSet, RuleSetId, Script, ScriptId};
use crate::script_file::{
    self, EvaluationShelf, FaultKind, FileKind, MAXIMUM_BYTES, Report, RuleShelf, ScriptFaults,
    first_id, read_case, read_case_alone, read_evaluation, read_retention, read_rules,
    script_named_in,
};
use crate::store::{Disk, Home};

/// Check scripts, practice cases, rule sets, evaluation forms and retention rules, and tell every
/// fault with its line
///
/// A file named `config.json`, or one with the fields of it, is checked as the settings of this
/// program. Named by its id, a
/// script is checked together with its practice case. With nothing named, everything is checked:
/// what is inside the program, and your own. A practice case is held against its script: one that
/// is checked beside it, or else the one that it would be run from. The exit code is 0 where a
/// file can be used, even if there are warnings.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files, or names of scripts; everything when left out
    #[arg(value_name = "FILE|ID")]
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
        let mut take = |read: Result<File, Problem>| match read {
            Ok(file) => files.push(file),
            Err(problem) if first_problem.is_some() => remark(&problem.to_string()),
            // The command ends with it, and tells it then.
            Err(problem) => first_problem = Some(problem),
        };
        if self.files.is_empty() {
            everything(world).for_each(&mut take);
        }
        for name in &self.files {
            named(world, name).into_iter().for_each(&mut take);
        }
        let mut names = HashSet::new();
        files.retain(|file| names.insert(file.name.clone()));
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

/// The file of this name; of a script named by its id, its practice case as well.
fn named(world: &World, name: &Path) -> Vec<Result<File, Problem>> {
    match sources(world, name) {
        Ok(sources) => sources.into_iter().map(read).collect(),
        Err(problem) => vec![Err(problem)],
    }
}

/// Everything that a case can be begun from: what is inside the program, and the service's own.
fn everything(world: &World) -> impl Iterator<Item = Result<File, Problem>> {
    let shipped = script_file::shipped_files();
    let shipped = shipped.map(|(file, text)| Source::Shipped(file, text));
    let own = world
        .home()
        .map_or_else(|_| Vec::new(), |home| own_files(&Disk, &home));
    shipped.chain(own.into_iter().map(Source::File)).map(read)
}

fn read(source: Source) -> Result<File, Problem> {
    let (name, bytes) = match source {
        Source::Shipped(file, text) => {
            let bytes = text.as_bytes().to_vec();
            (format!("{}{file}", folder_of(&bytes)), bytes)
        }
        Source::File(path) => {
            let bytes = read_named_file(&path, MAXIMUM_BYTES)?;
            (path.display().to_string(), bytes)
        }
    };
    // Any field of settings may be left out or mistyped, so that their name tells as well.
    let kind = if Path::new(&name).ends_with(config::NAME) {
        FileKind::Settings
    } else {
        script_file::kind_of(&bytes)
    };
    Ok(File { name, bytes, kind })
}

/// In which folder beside the scripts a file of this kind lies, for its name alone may say nothing.
fn folder_of(bytes: &[u8]) -> &'static str {
    match script_file::kind_of(bytes) {
        FileKind::Script | FileKind::Settings => "",
        FileKind::PracticeCase => "practice/",
        FileKind::RuleSet => "rules/",
        FileKind::Evaluation => "evaluations/",
        FileKind::Retention => "retention/",
    }
}

/// What an author should look at in a file that can be used; else all of its faults.
fn check(world: &World, file: &File, beside: &[File]) -> Result<Report, ScriptFaults> {
    let (bytes, name) = (file.bytes.as_slice(), file.name.as_str());
    match file.kind {
        FileKind::Settings => {
            let home = world.home().ok();
            let variables = variables(world, beside);
            Ok(config::check(bytes, name, home.as_ref(), Some(&variables))?.warnings)
        }
        FileKind::Script => {
            let known = known_rules(world, beside);
            let forms = known_forms(world, beside);
            let is_known = |set: &RuleSetId| known.contains(set);
            let read =
                script_file::read_knowing(bytes, name, is_known, |form| forms.contains(form))?;
            Ok(read.warnings)
        }
        FileKind::RuleSet => Ok(read_rules(bytes, name)?.warnings),
        FileKind::Evaluation => Ok(read_evaluation(bytes, name)?.warnings),
        FileKind::Retention => Ok(read_retention(bytes, name)?.warnings),
        FileKind::PracticeCase => {
            let named = script_named_in(bytes);
            let script = named.as_ref().and_then(|id| script_of(world, id, beside));
            // Its own fault is told already, and it is there once that is mended.
            if script.is_none() && named.is_some_and(|id| is_beside(&id, beside)) {
                return Ok(read_case_alone(bytes, name)?.warnings);
            }
            Ok(read_case(bytes, name, |_| script.as_ref())?.warnings)
        }
    }
}

/// The names of the variables of every script: those that a case can be begun from, and those that
/// are checked beside the settings.
fn variables(world: &World, beside: &[File]) -> BTreeSet<String> {
    let shelf = gathered(world);
    let home = world.home().unwrap_or_else(|_| Home::at(""));
    let shelved = shelf.scripts.iter();
    let whole = shelved.filter_map(|shelved| shelved::take(&Disk, &home, shelved).ok());
    let whole = whole.map(|whole| whole.script);
    let beside = beside.iter().filter(|file| file.kind == FileKind::Script);
    let scripts = whole.chain(beside.filter_map(parsed::<Script>));
    scripts
        .flat_map(|script| script.variables.into_keys())
        .collect()
}

/// The sets of rules that are on the shelf, or checked beside a script that names them.
fn known_rules(world: &World, beside: &[File]) -> HashSet<RuleSetId> {
    let shelf = match world.closed_cabinet() {
        Ok(cabinet) => rule_shelf(cabinet.storage.as_ref(), &cabinet.home, |_| {}),
        Err(_) => RuleShelf::gather([]),
    };
    let beside = beside.iter().filter(|file| file.kind == FileKind::RuleSet);
    let beside = beside.filter_map(parsed::<RuleSet>);
    let shelved = shelf.sets.into_iter().map(|shelved| shelved.set);
    shelved.chain(beside).map(|set| set.id).collect()
}

/// The evaluation forms that are on the shelf, or checked beside a script that names them.
fn known_forms(world: &World, beside: &[File]) -> HashSet<EvaluationId> {
    let shelf = match world.closed_cabinet() {
        Ok(cabinet) => evaluation_shelf(cabinet.storage.as_ref(), &cabinet.home, |_| {}),
        Err(_) => EvaluationShelf::gather([]),
    };
    let beside = beside
        .iter()
        .filter(|file| file.kind == FileKind::Evaluation);
    let beside = beside.filter_map(parsed::<Evaluation>);
    let shelved = shelf.forms.into_iter().map(|shelved| shelved.form);
    shelved.chain(beside).map(|form| form.id).collect()
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

/// Whether a script of this name is checked as well, with faults or without.
fn is_beside(id: &ScriptId, beside: &[File]) -> bool {
    let mut scripts = beside.iter().filter(|file| file.kind == FileKind::Script);
    scripts.any(|file| first_id(&file.bytes) == Some(id.as_str()))
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
