//! `script check`: every fault and warning of one's own scripts.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::cli::output::remark;
use crate::cli::world::{World, read_file};
use crate::problem::{Problem, ProblemKind};
use crate::script_file::{self, FaultKind, MAXIMUM_BYTES, Report};
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
        let mut first_problem = None;
        let mut rows = Vec::new();
        for path in &self.files {
            let (report, fault) = match check(&storage, path) {
                Ok(checked) => checked,
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

/// What was found in a file, and the kind of problem where it cannot be run.
fn check(
    storage: &dyn Storage,
    path: &std::path::Path,
) -> Result<(Report, Option<ProblemKind>), Problem> {
    let bytes = read_file(storage, path, MAXIMUM_BYTES)?;
    Ok(
        match script_file::read(&bytes, &path.display().to_string()) {
            Ok(read) => (read.warnings, None),
            Err(faults) => {
                let kind = match faults.kind {
                    FaultKind::Faulty => ProblemKind::WrongUse,
                    FaultKind::Newer => ProblemKind::MadeByNewer,
                };
                (faults.report, Some(kind))
            }
        },
    )
}
