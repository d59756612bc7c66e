//! `run`: begins a meeting or goes on with one.

use clap::Args;

use super::office::CabinetOffice;
use super::screen;
use super::world::World;
use crate::desk::{Cabinet, CabinetError};
use crate::problem::{Problem, ProblemKind};
use crate::script::ScriptId;
use crate::store::asks_for_protection;
use crate::tui::effect::{Door, NewCaseRequest};

/// Begin a meeting, or go on with one
///
/// With a reference that exists the case is opened where it stopped. With --script a
/// new case is begun, under the reference given or the next one that is free.
#[derive(Debug, Args)]
pub(super) struct Run {
    /// Reference of the case, such as RC-0412; never a name
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// The script to begin a new case with (see `script list`)
    #[arg(long, value_name = "ID")]
    script: Option<String>,
}

impl Run {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        screen::needs_terminal()?;
        if let Some(script) = &self.script {
            // Nobody types a passphrase only to hear that nothing can be begun.
            CabinetOffice::new(world.closed_cabinet()?).try_script(script)?;
        }
        let desk = match (&self.reference, &self.script) {
            // The screen asks for the passphrase itself.
            (None, None) => return screen::at_door(world, Door::Run),
            (None, Some(script)) => return begin(world, world.cabinet()?, None, script),
            (Some(reference), script) => {
                let cabinet = world.cabinet()?;
                let kind = world.kind(reference, false)?;
                let folder = cabinet.folder(kind, reference)?;
                // One without any entry is nothing to go on with, and can be begun anew.
                let is_unbegun = || {
                    let read = cabinet.read(kind, reference);
                    matches!(
                        read,
                        Err(CabinetError::Empty { .. } | CabinetError::CutOff { .. })
                    )
                };
                let is_there = cabinet.storage.identity(folder.path()).is_ok()
                    && !(script.is_some() && is_unbegun());
                match (is_there, script) {
                    (true, None) => cabinet.open(kind, reference)?,
                    (true, Some(_)) => return Err(has_a_script()),
                    (false, Some(script)) => {
                        return begin(world, cabinet, Some(reference), script);
                    }
                    (false, None) => return Err(not_there().at(folder.path())),
                }
            }
        };
        screen::with_case(world, desk)
    }
}

/// Begins a new case from a script that was tried. Before the first case of a home the screen proposes
/// to protect it, as it does for whoever begins one there.
fn begin(
    world: &World,
    cabinet: Cabinet,
    reference: Option<&str>,
    script: &str,
) -> Result<(), Problem> {
    let asks = asks_for_protection(cabinet.storage.as_ref(), &cabinet.home);
    let office = CabinetOffice::new(cabinet);
    if !asks {
        return screen::with_case(world, office.begin(reference, script)?);
    }
    let new = NewCaseRequest::Real {
        reference: reference.map(str::to_owned),
        script: ScriptId::new(script),
    };
    screen::beginning(world, new)
}

fn has_a_script() -> Problem {
    Problem::wrong_use(
        "There is a case with this reference, and it keeps its own script.",
        "Leave --script out to go on with it, or choose another reference.",
    )
}

fn not_there() -> Problem {
    Problem::new(
        ProblemKind::CannotReadOrWrite,
        "There is no case with this reference.",
        "Check it with `list`, or add --script ID to begin a new case.",
    )
}
