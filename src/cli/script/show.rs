//! `script show`: one script as a page.

use clap::Args;

use super::{find, gathered};
use crate::cli::world::World;
use crate::document::script_page;
use crate::problem::Problem;

/// Show a script as a page: stages, prompts, checks and choices
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The script (see `script list`)
    #[arg(value_name = "ID")]
    id: String,
    /// Print it as JSON, exactly as it stands
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let scripts = gathered(world);
        let shelved = find(&scripts, &self.id)?;
        if self.json {
            return world.output.json_text(&shelved.text);
        }
        world.output.document(&script_page::show(&shelved.script))
    }
}
