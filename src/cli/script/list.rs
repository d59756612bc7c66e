//! `script list`: every script that a case can be begun from.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::Path;

use clap::Args;
use serde_json::json;

use super::{gathered, origin};
use crate::cli::output::{counted, remark};
use crate::cli::world::World;
use crate::problem::Problem;
use crate::script_file::Broken;

/// List the scripts: the shipped ones and your own
#[derive(Debug, Args)]
pub(super) struct List {
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

/// One line for a file that cannot be used, and how to see why.
pub(super) fn unusable(broken: &Broken) -> String {
    let count = u64::try_from(broken.faults.report.findings().len()).unwrap_or(u64::MAX);
    let faults = counted(count, "fault", "faults");
    let file = &broken.file;
    let name = Path::new(file).file_stem().and_then(OsStr::to_str);
    let name = name.unwrap_or(file);
    format!("{file} cannot be used: {faults}. See `talking-piece script check {name}`.")
}

impl List {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let scripts = gathered(world);
        // A practice case of a faulty script is called as that is, and mended with it.
        let mut told = HashSet::new();
        for broken in scripts.broken.iter().filter(|one| told.insert(&one.file)) {
            remark(&unusable(broken));
        }
        for aside in &scripts.set_aside {
            remark(&aside.notice());
        }
        if self.json {
            let rows: Vec<_> = scripts
                .scripts
                .iter()
                .map(|shelved| {
                    let heading = &shelved.heading;
                    json!({
                        "id": heading.id,
                        "version": heading.version,
                        "title": heading.title,
                        "language": heading.language,
                        "origin": origin(shelved.origin),
                        "summary": heading.summary,
                    })
                })
                .collect();
            return world.output.json(&rows);
        }
        let ids = scripts
            .scripts
            .iter()
            .map(|shelved| shelved.heading.id.as_str().len());
        let longest = ids.max().unwrap_or(0);
        for shelved in &scripts.scripts {
            let heading = &shelved.heading;
            world.output.line(&format!(
                "{:<longest$}  {} (version {}, {}, {})",
                heading.id.as_str(),
                heading.title,
                heading.version,
                heading.language,
                origin(shelved.origin)
            ))?;
        }
        Ok(())
    }
}
