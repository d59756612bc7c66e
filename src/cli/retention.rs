//! `retention`: how long cases are kept, which are due to go, and by which rules.

mod check;
mod copies;
mod dispose;
mod list;
mod rules;

use clap::{Args, Subcommand};

use super::reading::read_file;
use super::world::World;
use crate::desk::library::{Looking, drop_index, read_library, refresh};
use crate::desk::{Cabinet, CabinetError};
use crate::problem::{Problem, ProblemKind};
use crate::script::RetentionRules;
use crate::script_file::{MAXIMUM_BYTES, OWN_RETENTION, read_retention, shipped_retention};
use crate::store::{self, Home, Kind, Storage};

pub(super) use dispose::Dispose;

/// List until when cases are kept, and check the rules for it
///
/// The rules are those in `retention.json` in the home, or else the ones inside the program.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Retention {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    Rules(rules::Rules),
    Check(check::Check),
}

impl Retention {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        match &self.command {
            Command::List(list) => list.run(world),
            Command::Rules(rules) => rules.run(world),
            Command::Check(check) => check.run(world),
        }
    }
}

/// The rules in force: the service's own, where there are some. Own ones that cannot be used are
/// no reason to go by others, for a case could go before its day.
pub(super) fn in_force(storage: &dyn Storage, home: &Home) -> Result<RetentionRules, Problem> {
    let path = home.retention();
    if storage.identity(&path).is_err() {
        return shipped_retention().map_err(|faults| unusable(ProblemKind::from(faults.kind)));
    }
    let bytes = read_file(storage, &path, MAXIMUM_BYTES)?;
    let read = read_retention(&bytes, OWN_RETENTION);
    let read = read.map_err(|faults| unusable(ProblemKind::from(faults.kind)).at(path))?;
    Ok(read.rules)
}

fn unusable(kind: ProblemKind) -> Problem {
    Problem::new(
        kind,
        "How long cases are kept cannot be said: the rules cannot be used.",
        "`talking-piece retention check` says why; until then nothing is due to go.",
    )
}

/// Said of a copy that a share holds still.
pub(super) const COPY_GOES: &str = "Its copy on the shared folder goes at the next start.";

/// A case that was disposed of.
pub(super) struct Gone {
    /// That it is gone, and where its receipt is.
    pub(super) said: String,
    /// Whether a copy of it was made on a shared folder.
    pub(super) copied: bool,
}

/// Disposes of a case, has the library made anew without it, and says where the receipt is.
pub(super) fn disposed(
    cabinet: &Cabinet,
    kind: Kind,
    reference: &str,
) -> Result<Gone, CabinetError> {
    let rules = in_force(cabinet.storage.as_ref(), &cabinet.home).ok();
    let known = read_library(cabinet, kind);
    let storage = cabinet.storage.as_ref();
    let copied = kind == Kind::Case && store::has_copy(storage, &cabinet.home, reference);
    let receipt = cabinet.dispose(kind, reference, rules.as_ref())?;
    if known.is_some() {
        let looking = Looking {
            threads: "index",
            always_keep: true,
            stop: &std::sync::atomic::AtomicBool::new(false),
            tell: &|_, _| (),
        };
        // Without an index the library is made anew when it is next asked for.
        if refresh(cabinet, kind, known, &looking).is_err() {
            let _ = drop_index(cabinet, kind);
        }
    }
    let name = receipt.file_name().unwrap_or_default().to_string_lossy();
    let said = format!("{reference} is gone. Its receipt is receipts/{name}.");
    Ok(Gone { said, copied })
}
