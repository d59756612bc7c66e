//! `rules check`: every fault of one's own rule sets, and how their examples come out.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::gathered;
use crate::cli::output::{Output, remark};
use crate::cli::reading::read_named_file;
use crate::cli::world::World;
use crate::problem::{Problem, ProblemKind};
use crate::script::{RuleSet, Weighed};
use crate::script_file::{MAXIMUM_BYTES, ScriptFaults, read_rules};

/// Check rule sets, and show how their worked examples come out
///
/// Without a file it shows the examples of every set that there is. The exit code is 0
/// where the sets can be used, even if there are warnings.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The files
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let mut rows = Vec::new();
        let mut first_problem = None;
        if self.files.is_empty() {
            let shelf = gathered(world);
            for broken in &shelf.broken {
                first_problem.get_or_insert(told(&broken.faults));
                remark(&broken.faults.to_string());
            }
            for shelved in &shelf.sets {
                self.show(&shelved.file, &shelved.set, &mut world.output, &mut rows)?;
            }
        }
        for path in &self.files {
            match read_named_file(path, MAXIMUM_BYTES) {
                Ok(bytes) => {
                    let checked = self.check(path, &bytes, &mut world.output, &mut rows);
                    if let Err(problem) = checked {
                        first_problem.get_or_insert(problem);
                    }
                }
                Err(problem) if first_problem.is_some() => remark(&problem.to_string()),
                // The command ends with it, and tells it then.
                Err(problem) => first_problem = Some(problem),
            }
        }
        if self.json {
            world.output.json(&rows)?;
        }
        first_problem.map_or(Ok(()), Err)
    }

    fn check(
        &self,
        path: &Path,
        bytes: &[u8],
        output: &mut Output,
        rows: &mut Vec<Value>,
    ) -> Result<(), Problem> {
        let name = path.display().to_string();
        match read_rules(bytes, &name) {
            Ok(read) => {
                if !self.json && !read.warnings.is_empty() {
                    output.line(&read.warnings.to_string())?;
                }
                self.show(&name, &read.set, output, rows)
            }
            Err(faults) if self.json => {
                rows.push(json!({ "file": name, "ok": false, "findings": faults.report }));
                Err(told(&faults))
            }
            Err(faults) => {
                output.line(&faults.report.to_string())?;
                Err(told(&faults))
            }
        }
    }

    /// Shows how each example comes out, with the rule that decides.
    fn show(
        &self,
        file: &str,
        set: &RuleSet,
        output: &mut Output,
        rows: &mut Vec<Value>,
    ) -> Result<(), Problem> {
        let decided = set.examples.iter().filter_map(|example| {
            let Weighed::Decided(rule) = set.weigh(&example.answers) else {
                return None;
            };
            Some((example, rule))
        });
        if self.json {
            let examples: Vec<Value> = decided
                .map(|(example, rule)| {
                    json!({ "name": example.name, "result": rule.result, "rule": rule.id })
                })
                .collect();
            rows.push(json!({
                "file": file, "ok": true, "id": set.id, "version": set.version, "examples": examples,
            }));
            return Ok(());
        }
        output.line(&format!(
            "{file}: no faults ({}, version {})",
            set.id, set.version
        ))?;
        for (example, rule) in decided {
            output.line(&format!("  {}", example.name))?;
            let approval = rule
                .approved_by
                .as_ref()
                .map(|who| format!(" ({who})"))
                .unwrap_or_default();
            output.line(&format!(
                "    {}{approval}: rule `{}`",
                rule.result.in_words(),
                rule.id
            ))?;
        }
        Ok(())
    }
}

fn told(faults: &ScriptFaults) -> Problem {
    Problem::new(
        ProblemKind::from(faults.kind),
        "Not every rule set can be used.",
        "Each fault is told above with its line.",
    )
}
