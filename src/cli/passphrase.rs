//! `passphrase`: another passphrase for the same keys.

use clap::Args;

use super::protect::new_passphrase;
use super::world::World;
use crate::problem::Problem;
use crate::store::{self, PASSPHRASE_COST};

/// Change the passphrase
///
/// Writes one small file anew and touches no case. It does not help where the file with your keys
/// and the old passphrase were both taken: then use `rekey` as well.
#[derive(Debug, Args)]
pub(super) struct Passphrase {}

impl Passphrase {
    #[expect(clippy::unused_self, reason = "as every command is called")]
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.protected_cabinet()?;
        let readers = world.readers();
        let new = new_passphrase(world)?;
        let storage = cabinet.storage.as_ref();
        store::change_identity(storage, &cabinet.home, &new, PASSPHRASE_COST, readers)?;
        world
            .output
            .line("The passphrase was changed. No case was touched.")
    }
}
