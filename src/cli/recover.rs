//! `recover`: cases opened again with the key of the service.

use std::path::PathBuf;

use clap::Args;

use super::output::{counted, remark};
use super::protect::new_passphrase;
use super::world::{World, read_file};
use crate::desk::Cabinet;
use crate::problem::{Problem, ProblemKind};
use crate::store::{self, Keyring, PASSPHRASE_COST, Reader, Ring};

/// Open the cases again when the passphrase was forgotten
///
/// Needs the secret key of the service, a file as `age-keygen` makes it. Sets the old keys aside,
/// makes new ones with a new passphrase, and lets them open every case. Try it before you need it,
/// with --practice: once now, and then each quarter of a year.
#[derive(Debug, Args)]
pub(super) struct Recover {
    /// The file with the service's secret key (AGE-SECRET-KEY-1...)
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// Try it: with a made-up case, and whether the key opens every case here; changes nothing
    #[arg(long)]
    practice: bool,
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
            let (what, instead) = if bytes.starts_with(b"age-encryption.org/") {
                let what = "This key is itself sealed by a passphrase.";
                (what, "Open it first: age -d -o key.txt FILE.")
            } else {
                let what = "There is no secret key of age in this file.";
                (what, "Check its name.")
            };
            Problem::new(ProblemKind::WrongKey, what, instead).at(&self.identity)
        })?;
        if self.practice {
            return try_it(world, &cabinet, &Ring::holding(service));
        }
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
        if let Err(error) = store::seal_answers(storage, home, &service) {
            let problem = Problem::from(error);
            remark(&format!("answers on evaluation forms: {problem}"));
            worst = worst.or(Some(problem.kind));
        }
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

/// Tells whether the key of the service would help, and changes nothing.
fn try_it(world: &mut World, cabinet: &Cabinet, service: &Ring) -> Result<(), Problem> {
    store::rehearse_recovery(cabinet.clock.now(), service)?;
    world.output.line(
        "A made-up case was sealed, its passphrase thrown away, and it opened again with this key.",
    )?;
    let storage = cabinet.storage.as_ref();
    let (mut sealed, mut opened, mut worst) = (0, 0, None);
    for folder in store::real_cases(storage, &cabinet.home)? {
        match store::opens_with(storage, &folder, service) {
            Ok(true) => (sealed, opened) = (sealed + 1, opened + 1),
            Ok(false) => {}
            Err(error) => {
                let problem = Problem::from(error);
                remark(&format!("{}: {problem}", folder.reference()));
                sealed += 1;
                worst = worst.or(Some(problem.kind));
            }
        }
    }
    let told = format!("It opens {opened} of the {sealed} sealed cases here. Nothing was changed.");
    match worst {
        None => world.output.line(&told),
        Some(kind) => Err(Problem::new(
            kind,
            told,
            "Add the key for those named above: `readers add KEY --recovery`.",
        )),
    }
}
