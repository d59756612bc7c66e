//! `index`: what the library is found by, which can be made anew at any time.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::output::counted;
use super::world::World;
use crate::desk::Cabinet;
use crate::desk::library::{Library, Looking, Refreshed, drop_index, refresh};
use crate::problem::Problem;
use crate::store::Kind;

/// Make the index anew by which the library is searched
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Index {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Rebuild(Rebuild),
}

/// Throw the index away and make it anew from the cases
///
/// Real cases and practice cases have one each. The cases are only read; nothing in them changes.
#[derive(Debug, Args)]
struct Rebuild {
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

/// What an index was made of: numbers alone.
#[derive(Debug, Serialize)]
struct Made {
    practice: bool,
    cases: usize,
    not_to_be_opened: usize,
}

impl Index {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        match &self.command {
            Command::Rebuild(rebuild) => rebuild.run(world),
        }
    }
}

impl Rebuild {
    fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.cabinet()?;
        let mut made = Vec::new();
        for kind in [Kind::Case, Kind::Practice] {
            drop_index(&cabinet, kind)?;
            let Refreshed {
                library, unkept, ..
            } = looked_through(&cabinet, kind, true)?;
            // Without it every case is read again each time, which is what a rebuild is to spare.
            if let Some(error) = unkept {
                return Err(error.into());
            }
            made.push(Made::of(&library));
        }
        if self.json {
            return world.output.json(&made);
        }
        for made in made {
            world.output.line(&made.told())?;
        }
        Ok(())
    }
}

/// A library as it stands now; its index is written where there are many cases, or always.
pub(super) fn library(
    cabinet: &Cabinet,
    kind: Kind,
    always_keep: bool,
) -> Result<Arc<Library>, Problem> {
    Ok(looked_through(cabinet, kind, always_keep)?.library)
}

fn looked_through(cabinet: &Cabinet, kind: Kind, always_keep: bool) -> Result<Refreshed, Problem> {
    let known = crate::desk::library::read_library(cabinet, kind);
    let looking = Looking {
        threads: "index",
        always_keep: always_keep && cabinet.home.exists(cabinet.storage.as_ref()),
        stop: &AtomicBool::new(false),
        tell: &|_, _| (),
    };
    Ok(refresh(cabinet, kind, known, &looking)?)
}

impl Made {
    fn of(library: &Library) -> Self {
        let closed = library.rows().iter().filter(|row| row.stands().is_none());
        Self {
            practice: library.kind() == Kind::Practice,
            cases: library.rows().len(),
            not_to_be_opened: closed.count(),
        }
    }

    fn told(&self) -> String {
        let (one, many) = if self.practice {
            ("practice case", "practice cases")
        } else {
            ("case", "cases")
        };
        let cases = counted(self.cases as u64, one, many);
        if self.not_to_be_opened == 0 {
            return format!("The index of {cases} was made anew.");
        }
        let closed = self.not_to_be_opened;
        format!(
            "The index of {cases} was made anew; {closed} of them cannot be opened, see `list`."
        )
    }
}
