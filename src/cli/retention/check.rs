//! `retention check`: every fault of the service's own rules.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::cli::reading::read_file;
use crate::cli::world::World;
use crate::problem::{Problem, ProblemKind};
use crate::script_file::{MAXIMUM_BYTES, read_retention, shipped_retention_text};
use crate::store::{Disk, Storage as _};

/// Check retention rules, and tell every fault with its line
///
/// Without a file it checks `retention.json` in the home, or, where there is none, the rules inside
/// the program, which hold then.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The file
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl Check {
    /// What is checked, with its name: the file, or else what holds in this home.
    fn named(&self, world: &World) -> Result<(String, Vec<u8>), Problem> {
        let path = match &self.file {
            Some(path) => path.clone(),
            None => world.home()?.retention(),
        };
        if self.file.is_none() && Disk.identity(&path).is_err() {
            let shipped = shipped_retention_text().as_bytes().to_vec();
            return Ok(("The rules inside the program".to_owned(), shipped));
        }
        let bytes = read_file(&Disk, &path, MAXIMUM_BYTES)?;
        Ok((path.display().to_string(), bytes))
    }

    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let (name, bytes) = self.named(world)?;
        let (report, fault) = match read_retention(&bytes, &name) {
            Ok(read) => (read.warnings, None),
            Err(faults) => (faults.report, Some(faults.kind)),
        };
        if self.json {
            let row = json!({ "file": name, "ok": fault.is_none(), "findings": report });
            world.output.json(&row)?;
        } else if report.is_empty() {
            world.output.line(&format!("{name}: no faults"))?;
        } else {
            world.output.line(&report.to_string())?;
        }
        let Some(kind) = fault else {
            return Ok(());
        };
        let what = "These rules cannot be used.";
        Err(Problem::new(
            ProblemKind::from(kind),
            what,
            "Each fault is told above with its line.",
        ))
    }
}
