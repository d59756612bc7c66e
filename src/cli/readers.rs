//! `readers`: who can open the cases.

use clap::{Args, Subcommand};

use super::each_case::each_case;
use super::output::counted;
use super::protect::{public_key, reader_name, seal_all};
use super::world::World;
use crate::problem::{Problem, ProblemKind};
use crate::store::{self, PASSPHRASE_COST, Reader};

/// What whoever recovers cases is called, where nothing else is given.
pub(super) const SERVICE: &str = "Service";

/// List, add and remove those who can open the cases
#[derive(Debug, Args)]
pub(super) struct Readers {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Let somebody open every case, old ones too
    Add {
        /// Their public key, age1...
        #[arg(value_name = "KEY")]
        key: String,
        /// What they are called here; "Service" with --recovery, where nothing else is given
        #[arg(long, value_name = "NAME", required_unless_present = "recovery")]
        name: Option<String>,
        /// Theirs is the key of the service, by which cases are recovered
        #[arg(long)]
        recovery: bool,
    },
    /// Seal every case anew without somebody; they may have kept a copy
    Remove {
        /// Their public key, age1...
        #[arg(value_name = "KEY")]
        key: String,
    },
}

impl Readers {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        match &self.what {
            None => list(world),
            Some(What::Add {
                key,
                name,
                recovery,
            }) => add(world, key, name.as_deref().unwrap_or(SERVICE), *recovery),
            Some(What::Remove { key }) => remove(world, key),
        }
    }
}

fn list(world: &mut World) -> Result<(), Problem> {
    let cabinet = world.protected_cabinet()?;
    let own = cabinet.home.ring().keyring();
    let own = own.map_or_else(String::new, |keyring| keyring.public());
    let mut lines = vec![format!("{own}  you")];
    for reader in world.readers() {
        let service = if reader.recovery {
            " (recovers cases)"
        } else {
            ""
        };
        lines.push(format!("{}  {}{service}", reader.key, reader.name));
    }
    lines.iter().try_for_each(|line| world.output.line(line))
}

fn add(world: &mut World, key: &str, name: &str, recovery: bool) -> Result<(), Problem> {
    let key = public_key(key)?;
    let cabinet = world.protected_cabinet()?;
    let mut readers = world.readers();
    let storage = cabinet.storage.as_ref();
    // Once more, for those cases that an earlier try did not come to.
    if readers.iter().all(|reader| reader.key != key) {
        readers.push(Reader {
            name: reader_name(name)?,
            key: key.clone(),
            recovery,
        });
        let passphrase = world.passphrase()?;
        store::change_identity(
            storage,
            &cabinet.home,
            &passphrase,
            PASSPHRASE_COST,
            readers,
        )?;
    }
    let done = each_case(&cabinet, cabinet.home.ring(), |folder| {
        store::let_in(
            storage,
            folder,
            cabinet.clock.now(),
            std::slice::from_ref(&key),
        )
    })?;
    if let Some(kind) = done.wrong {
        return Err(Problem::new(
            kind,
            "They open new cases, and not yet the records of those named above; plans and papers that are written from now on they can read.",
            "Close these where they are open, and give the same command again.",
        ));
    }
    let cases = counted(done.cases, "case", "cases");
    world
        .output
        .line(&format!("They can open {cases} now, and every new one."))
}

fn remove(world: &mut World, key: &str) -> Result<(), Problem> {
    let cabinet = world.protected_cabinet()?;
    let mut readers = world.readers();
    let before = readers.len();
    readers.retain(|reader| reader.key != key);
    if readers.len() == before {
        return Err(Problem::new(
            ProblemKind::WrongUse,
            "There is no reader with that key.",
            "`readers` lists them; where taking somebody away was cut off, `rekey` seals every case anew without them.",
        ));
    }
    let passphrase = world.passphrase()?;
    let storage = cabinet.storage.as_ref();
    store::change_identity(
        storage,
        &cabinet.home,
        &passphrase,
        PASSPHRASE_COST,
        readers,
    )?;
    let sealed = counted(seal_all(world)?, "case was", "cases were");
    world.output.line(&format!(
        "{sealed} sealed anew without them. They may have kept a copy of what they could read."
    ))
}
