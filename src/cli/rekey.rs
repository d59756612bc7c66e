//! `rekey`: cases sealed anew with other keys.

use clap::Args;

use super::output::counted;
use super::protect::seal_all;
use super::world::World;
use crate::problem::Problem;
use crate::store::{self, Kind};

/// Seal cases anew with new keys, for the readers of today
///
/// What was written before is removed once the new file is safe. People who could read a case may
/// have kept a copy.
#[derive(Debug, Args)]
pub(super) struct Rekey {
    /// Reference of the case, such as RC-0412; all real cases when left out
    #[arg(value_name = "REF")]
    reference: Option<String>,
}

impl Rekey {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.protected_cabinet()?;
        let sealed = match &self.reference {
            Some(reference) => {
                let folder = cabinet.folder(world.kind(reference, false)?, reference)?;
                if folder.kind() == Kind::Practice {
                    return Err(Problem::wrong_use(
                        "Practice cases are not sealed.",
                        "Name a real case.",
                    ));
                }
                let storage = cabinet.storage.as_ref();
                store::seal_anew(storage, &cabinet.home, &folder, cabinet.clock.now())?;
                1
            }
            None => seal_all(world)?,
        };
        let sealed = counted(sealed, "case was", "cases were");
        world.output.line(&format!("{sealed} sealed anew."))
    }
}
