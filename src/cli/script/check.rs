//! `script check`: every fault and warning of one's own scripts.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::cli::output::remark;
use crate::cli::world::{World, read_file, rule_shelf};
use crate::problem::{Problem, ProblemKind};
use crate::script::RuleSetId;
use crate::script_file::{self, FaultKind, MAXIMUM_BYTES, Report, RuleShelf};
use crate::store::{Disk, Storage};

/// Check script files and tell every fault with its line
///
/// The exit code is 0 where a script can be run, even if there are warnings.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let storage = Disk;
        let shelf = match world.cabinet() {
            Ok(cabinet) => rule_shelf(cabinet.storage.as_ref(), &cabinet.home, |_| {}),
            Err(_) => RuleShelf::gather([]),
        };
        let mut first_problem = None;
        let mut rows = Vec::new();
        for path in &self.files {
            let (report, fault) = match check(&storage, path) {
                Ok((report, fault, sets)) => {
                    for set in sets.iter().filter(|set| shelf.set(set.as_str()).is_none()) {
                        let file = report.source_name();
                        remark(&format!(
                            "{file}: there is no set of rules named `{set}`. See `rules list`."
                        ));
                    }
                    (report, fault)
                }
                Err(problem) => {
                    remark(&problem.to_string());
                    first_problem.get_or_insert(problem);
                    continue;
                }
            };
            if self.json {
                let file = report.source_name();
                rows.push(json!({ "file": file, "ok": fault.is_none(), "findings": report }));
            } else if report.is_empty() {
                world
                    .output
                    .line(&format!("{}: no faults", report.source_name()))?;
            } else {
                world.output.line(&report.to_string())?;
            }
            if let Some(kind) = fault {
                let told = Problem::new(
                    kind,
                    "Not every script can be run.",
                    "Each fault is told above with its line.",
                );
                first_problem.get_or_insert(told);
            }
        }
        if self.json {
            world.output.json(&rows)?;
        }
        first_problem.map_or(Ok(()), Err)
    }
}

/// What was found in a file, the kind of problem where it cannot be run, and the sets of rules
/// that it names.
type Checked = (Report, Option<ProblemKind>, Vec<RuleSetId>);

fn check(storage: &dyn Storage, path: &std::path::Path) -> Result<Checked, Problem> {
    let bytes = read_file(storage, path, MAXIMUM_BYTES)?;
    Ok(
        match script_file::read(&bytes, &path.display().to_string()) {
            Ok(read) => (read.warnings, None, read.script.rules),
            Err(faults) => {
                let kind = match faults.kind {
                    FaultKind::Faulty => ProblemKind::WrongUse,
                    FaultKind::Newer => ProblemKind::MadeByNewer,
                };
                (faults.report, Some(kind), Vec::new())
            }
        },
    )
}
