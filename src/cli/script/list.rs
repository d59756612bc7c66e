//! `script list`: every script that a case can be begun from.

use clap::Args;
use serde_json::json;

use super::{gathered, origin};
use crate::cli::output::remark;
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
        for broken in &scripts.broken {
            remark(&broken.faults.to_string());
        }
        for aside in &scripts.set_aside {
            remark(&aside.notice());
        }
        if self.json {
            let rows: Vec<_> = scripts
                .scripts
                .iter()
                .map(|shelved| {
                    json!({
                        "id": shelved.script.id,
                        "version": shelved.script.version,
                        "title": shelved.script.title,
                        "language": shelved.script.language,
                        "origin": origin(shelved.origin),
                        "summary": shelved.script.summary,
                    })
                })
                .collect();
            return world.output.json(&rows);
        }
        for shelved in &scripts.scripts {
            let script = &shelved.script;
            world.output.line(&format!(
                "{:<28} {} (version {}, {}, {})",
                script.id.as_str(),
                script.title,
                script.version,
                script.language,
                origin(shelved.origin)
            ))?;
        }
        Ok(())
    }
}
