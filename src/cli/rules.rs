//! `rules`: which rule sets there are, and whether one's own is right.

mod check;
mod list;

use clap::{Args, Subcommand};

use super::output::remark;
use super::own_files::rule_shelf;
use super::world::World;
use crate::problem::Problem;
use crate::script_file::RuleShelf;

/// List and check the rules by which a service takes cases on
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Rules {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    Check(check::Check),
}

impl Rules {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        match &self.command {
            Command::List(list) => list.run(world),
            Command::Check(check) => check.run(world),
        }
    }
}

/// Every rule set; the shipped ones even where there is no home.
fn gathered(world: &World) -> RuleShelf {
    match world.closed_cabinet() {
        Ok(cabinet) => rule_shelf(cabinet.storage.as_ref(), &cabinet.home, |problem| {
            remark(&problem.to_string());
        }),
        Err(_) => RuleShelf::gather([]),
    }
}
