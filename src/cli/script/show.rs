//! `script show`: one script as a page, once or each time that it is saved.

use std::path::PathBuf;

use clap::Args;

use super::named::named;
use super::watching;
use crate::cli::world::World;
use crate::document::script_page;
use crate::problem::Problem;

/// Show a script as a page: stages, prompts, checks and choices
///
/// What stands behind a bar is what the room sees; the rest is for whoever runs the meeting.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The script (see `script list`), or its file
    #[arg(value_name = "ID|FILE")]
    script: PathBuf,
    /// Print it as JSON, exactly as it stands
    #[arg(long)]
    json: bool,
    /// Stay, and show what changed each time that the file is saved; Ctrl-C ends
    #[arg(long, conflicts_with = "json")]
    watch: bool,
}

impl Show {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        if self.watch {
            return watching::watch(world, &self.script);
        }
        let whole = named(world, &self.script)?.whole;
        if self.json {
            return world.output.json_text(&whole.text);
        }
        world.output.document(&script_page::show(&whole.script))
    }
}
