//! `man`: the manual page.

use clap::{Args, CommandFactory as _};

use super::Cli;
use super::world::World;
use crate::problem::Problem;

/// Print the manual page, in the form that `man` reads
#[derive(Debug, Args)]
pub(super) struct Man {}

impl Man {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let Self {} = self;
        let mut bytes = Vec::new();
        clap_mangen::Man::new(Cli::command())
            .render(&mut bytes)
            .map_err(|error| Problem::output(&error))?;
        world.output.document(&String::from_utf8_lossy(&bytes))
    }
}
