//! `completions`: lets a shell complete commands and options.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::Cli;
use super::world::World;
use crate::problem::Problem;

/// Print a file that lets your shell complete commands and options
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let mut bytes = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "talking-piece", &mut bytes);
        world.output.document(&String::from_utf8_lossy(&bytes))
    }
}
