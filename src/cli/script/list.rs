//! `script list`: every script that a case can be begun from.

use clap::Args;
use serde_json::json;

use super::{gathered, origin};
use crate::cli::shelved;
use crate::cli::world::World;
use crate::problem::Problem;

/// List the scripts: the shipped ones and your own
#[derive(Debug, Args)]
pub(super) struct List {
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let scripts = gathered(world);
        shelved::tell(&scripts.broken, &scripts.set_aside);
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
