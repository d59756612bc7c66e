//! `protect`: seals the cases of a home with keys that a passphrase opens.

use clap::Args;

use super::each_case::each_case;
use super::output::{counted, remark};
use super::world::World;
use crate::clean::{Shape, clean};
use crate::problem::{Problem, ProblemKind};
use crate::store::{self, PASSPHRASE_COST, Passphrase, Reader, StoreError, is_recipient};

/// Protect the cases here with a passphrase
///
/// Makes keys and protects them by a passphrase: five words drawn by lot, or one of your own of
/// at least 12 letters. Real cases that are there already are sealed too. With the key of your
/// service they can be opened again when the passphrase was forgotten; without one, nobody can.
#[derive(Debug, Args)]
pub(super) struct Protect {
    /// Public key of your service (age1...), by which cases are recovered
    #[arg(long, value_name = "KEY")]
    recovery: Option<String>,
    /// What the holder of that key is called
    #[arg(long, value_name = "NAME", default_value = "Service")]
    name: String,
    /// Go without: a forgotten passphrase then loses every record
    #[arg(long, conflicts_with = "recovery")]
    without_recovery: bool,
}

impl Protect {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.closed_cabinet()?;
        let storage = cabinet.storage.as_ref();
        if cabinet.home.is_protected(storage) {
            let path = cabinet.home.identity_file();
            return Err(StoreError::Protected { path }.into());
        }
        let readers = match &self.recovery {
            Some(key) => vec![Reader {
                name: reader_name(&self.name)?,
                key: public_key(key)?,
                recovery: true,
            }],
            None if self.without_recovery => Vec::new(),
            None => {
                return Err(Problem::wrong_use(
                    "Without a key of your service a forgotten passphrase loses every record.",
                    "Give one with --recovery KEY, or accept that with --without-recovery.",
                ));
            }
        };
        let passphrase = new_passphrase(world)?;
        store::protect(
            storage,
            &cabinet.home,
            &passphrase,
            PASSPHRASE_COST,
            readers,
        )?;
        // From here on the cases that are begun are sealed; the rest can be gone on with by `rekey`.
        let sealed = seal_all(world)?;
        let cases = counted(sealed, "case is", "cases are");
        world
            .output
            .line(&format!("Protected. {cases} sealed; new ones will be."))
    }
}

/// The most characters in what a reader is called.
const LONGEST_NAME: usize = 120;

/// What a reader is called, cleaned as every name is.
pub(super) fn reader_name(name: &str) -> Result<String, Problem> {
    let cleaned = clean(name, Shape::Line).text;
    let name = cleaned.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Problem::wrong_use(
            format!("A reader's name has 1 to {LONGEST_NAME} characters; nothing was changed."),
            "Give a shorter one with --name, such as \"Service manager\".",
        ));
    }
    Ok(name.to_owned())
}

/// Checks a public key.
pub(super) fn public_key(key: &str) -> Result<String, Problem> {
    if is_recipient(key) {
        return Ok(key.to_owned());
    }
    Err(Problem::wrong_use(
        "That is not a public key of age.",
        "It begins with age1 and is what `age-keygen` prints; check that it is whole.",
    ))
}

/// Seals every real case anew, and what is kept of all together, and says how many cases; whatever
/// could not be sealed is told, and is as it was.
pub(super) fn seal_all(world: &World) -> Result<u64, Problem> {
    let cabinet = world.cabinet()?;
    let (storage, home) = (cabinet.storage.as_ref(), &cabinet.home);
    let done = each_case(&cabinet, home.ring(), |folder| {
        store::seal_anew(storage, home, folder, cabinet.clock.now())
    })?;
    match done.wrong {
        None => Ok(done.cases),
        Some(kind) => Err(Problem::new(
            kind,
            format!(
                "{} sealed; those named above are as they were.",
                counted(done.cases, "case was", "cases were")
            ),
            "Close them where they are open, or repair them; then use `rekey`.",
        )),
    }
}

/// Asks for a new passphrase: from the descriptor one line; at the keyboard twice, by lot where
/// nothing is typed.
pub(super) fn new_passphrase(world: &World) -> Result<Passphrase, Problem> {
    let weak = |why: store::WeakPassphrase| {
        let instead = "Choose another, or let five words be drawn by lot: at the keyboard, press Enter \
                       alone where the new one is asked for.";
        Problem::wrong_use(why.to_string(), instead)
    };
    let secrets = &world.secrets;
    if !secrets.is_asked() {
        let passphrase = secrets.next("")?;
        return passphrase.check().map(|()| passphrase).map_err(weak);
    }
    let typed = secrets.next("New passphrase (Enter alone draws five words by lot): ")?;
    let passphrase = if typed.is_empty() {
        let drawn = Passphrase::by_lot(&store::Disk).map_err(|_| {
            let what = "This computer gave no random numbers; nothing was changed.";
            Problem::new(ProblemKind::CannotReadOrWrite, what, "Try again later.")
        })?;
        remark("Write these words down, and keep them away from this computer:");
        remark(&format!("    {}", drawn.reveal()));
        drawn
    } else {
        typed
    };
    passphrase.check().map_err(weak)?;
    if secrets.next("The same once more: ")? != passphrase {
        return Err(Problem::wrong_use(
            "These are two different passphrases; nothing was changed.",
            "Try again.",
        ));
    }
    Ok(passphrase)
}
