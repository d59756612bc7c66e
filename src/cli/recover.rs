//! `recover`: cases opened again with the key of the service.

use std::path::PathBuf;

use clap::Args;

use super::output::{counted, remark};
use super::protect::new_passphrase;
use super::world::{World, read_file};
use crate::problem::{Problem, ProblemKind};
use crate::store::{self, Keyring, PASSPHRASE_COST, Reader, Ring};

/// Open the cases again when the passphrase was forgotten
///
/// Needs the secret key of the service, a file as `age-keygen` makes it. Sets the old keys aside,
/// makes new ones with a new passphrase, and lets them open every case. Try it before you need it:
/// in a home with a case that is made up.
#[derive(Debug, Args)]
pub(super) struct Recover {
    /// The file with the service's secret key (AGE-SECRET-KEY-1...)
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
}

/// The largest file with a key, in bytes.
const LARGEST: usize = 64 << 10;

impl Recover {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.closed_cabinet()?;
        let storage = cabinet.storage.as_ref();
        let bytes = read_file(storage, &self.identity, LARGEST)?;
        let text = zeroize::Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned());
        let service = Keyring::of_identity(&text, storage).ok().flatten();
        let service = service.ok_or_else(|| {
            let what = "There is no secret key of age in this file.";
            Problem::new(ProblemKind::WrongKey, what, "Check its name.").at(&self.identity)
        })?;
        if !cabinet.home.is_protected(storage) {
            return Err(Problem::wrong_use(
                "The cases here are not protected.",
                "There is nothing to recover; they open without a passphrase.",
            ));
        }
        let readers = vec![Reader {
            name: "Service".to_owned(),
            key: service.public(),
            recovery: true,
        }];
        let passphrase = new_passphrase(world)?;
        let home = &cabinet.home;
        let aside = store::begin_recovery(storage, home, &passphrase, PASSPHRASE_COST, readers)?;
        let service = Ring::holding(service);
        let (mut opened, mut worst) = (0, None);
        for folder in store::real_cases(storage, home)? {
            match store::recover_case(storage, &folder, cabinet.clock.now(), &service) {
                Ok(()) => opened += 1,
                Err(error) => {
                    let problem = Problem::from(error);
                    remark(&format!("{}: {problem}", folder.reference()));
                    worst = worst.or(Some(problem.kind));
                }
            }
        }
        let told = format!("{} can be opened again.", counted(opened, "case", "cases"));
        let kept = format!("The old keys lie in {}.", aside.display());
        match worst {
            None => world.output.line(&format!("{told}\n{kept}")),
            Some(kind) => Err(Problem::new(
                kind,
                format!("{told} {kept}"),
                "Those named above still cannot.",
            )),
        }
    }
}
