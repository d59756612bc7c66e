//! `rules list`: every rule set, the shipped ones and the service's own.

use clap::Args;
use serde_json::json;

use super::gathered;
use crate::cli::script::origin;
use crate::cli::shelved;
use crate::cli::world::World;
use crate::problem::Problem;

/// List the rule sets: the shipped ones and your own
#[derive(Debug, Args)]
pub(super) struct List {
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let shelf = gathered(world);
        shelved::tell(&shelf.broken, &shelf.set_aside);
        if self.json {
            let rows: Vec<_> = shelf
                .sets
                .iter()
                .map(|shelved| {
                    json!({
                        "id": shelved.set.id,
                        "version": shelved.set.version,
                        "title": shelved.set.title,
                        "source": shelved.set.source,
                        "origin": origin(shelved.origin),
                        "rules": shelved.set.rules,
                    })
                })
                .collect();
            return world.output.json(&rows);
        }
        for shelved in &shelf.sets {
            let set = &shelved.set;
            world.output.line(&format!(
                "{:<28} {} (version {}, {})",
                set.id.as_str(),
                set.title,
                set.version,
                origin(shelved.origin)
            ))?;
        }
        Ok(())
    }
}
