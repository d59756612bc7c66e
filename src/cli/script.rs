//! `script`: what there is to run, and whether one's own is right.

mod check;
mod list;
mod named;
mod new;
mod print;
mod schema;
mod show;
mod watching;

use clap::{Args, Subcommand};

use super::output::remark;
use super::own_files::shelf;
use super::world::World;
use crate::problem::Problem;
use crate::script_file::{Origin, Shelf, Shelved};

/// List, show, check, print and copy scripts
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Script {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    New(new::New),
    Show(show::Show),
    Check(check::Check),
    Print(print::Print),
    Schema(schema::Schema),
}

impl Script {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        match &self.command {
            Command::List(list) => list.run(world),
            Command::New(new) => new.run(world),
            Command::Show(show) => show.run(world),
            Command::Check(check) => check.run(world),
            Command::Print(print) => print.run(world),
            Command::Schema(schema) => schema.run(world),
        }
    }
}

/// Every script; the shipped ones even where there is no home.
fn gathered(world: &World) -> Shelf {
    match world.closed_cabinet() {
        Ok(cabinet) => shelf(cabinet.storage.as_ref(), &cabinet.home, |problem| {
            remark(&problem.to_string());
        }),
        Err(_) => Shelf::gather([], []),
    }
}

fn find<'a>(shelf: &'a Shelf, id: &str) -> Result<&'a Shelved, Problem> {
    shelf.script(id).ok_or_else(|| {
        let known: Vec<&str> = shelf
            .scripts
            .iter()
            .map(|shelved| shelved.heading.id.as_str())
            .collect();
        Problem::wrong_use(
            "There is no script of that name.",
            format!("There are: {}.", known.join(", ")),
        )
    })
}

/// Whose a file is, in a word.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Shipped => "shipped",
        Origin::Own => "own",
    }
}
