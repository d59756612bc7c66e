//! `keys`: the key table on a card.

use clap::Args;

use super::config;
use super::world::World;
use crate::problem::Problem;
use crate::tui::keymap::{card, markdown, named_keys, names};

/// Print all keys on a card, to be laid beside the machine
#[derive(Debug, Args)]
pub(super) struct Keys {
    /// Print Markdown
    #[arg(long)]
    markdown: bool,
    /// Print what `config.json` calls each row, and its keys as they are written there
    #[arg(long, conflicts_with_all = ["markdown", "json"])]
    names: bool,
    /// Print JSON for programs
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
}

impl Keys {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.closed_cabinet()?;
        let config = config::read(cabinet.storage.as_ref(), &cabinet.home)?;
        let keymap = config.keymap()?;
        if self.json {
            return world.output.json(&named_keys(&keymap));
        }
        let text = if self.markdown {
            markdown(&keymap)
        } else if self.names {
            names(&keymap)
        } else {
            card(&keymap)
        };
        world.output.document(&text)
    }
}
