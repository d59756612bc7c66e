//! `recover`: cases opened again with the key of the service.

use std::path::PathBuf;

use clap::Args;

use super::each_case::each_case;
use super::output::{counted, remark};
use super::protect::new_passphrase;
use super::readers::SERVICE;
use super::world::{World, read_file};
use crate::desk::Cabinet;
use crate::problem::{Problem, ProblemKind};
use crate::store::{self, Keyring, PASSPHRASE_COST, Reader, Ring};

/// Open the cases again when the passphrase was forgotten
///
/// Needs the secret key of the service, a file as `age-keygen` makes it. Sets the old keys aside,
/// makes new ones with a new passphrase, and lets them open every case. The key is tried on every
/// case first: where it opens none, nothing is changed. Try it before you need it, with --practice:
/// once now, and then each quarter of a year.
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
        let public = service.public();
        let service = Ring::holding(service);
        if self.practice {
            return rehearse(world, &cabinet, &service);
        }
        let tried = Tried::on(&cabinet, &service)?;
        if tried.sealed == 0 && !cabinet.home.is_protected(storage) {
            return Err(Problem::wrong_use(
                "The cases here are not protected.",
                "There is nothing to recover; they open without a passphrase.",
            ));
        }
        if tried.sealed > 0 && tried.opened == 0 {
            tried.tell();
            return Err(Problem::new(
                ProblemKind::WrongKey,
                "This key opens none of the sealed cases here. Nothing was changed.",
                "Ask your service for the key that was named when these cases were protected.",
            ));
        }
        let readers = vec![Reader {
            name: SERVICE.to_owned(),
            key: public,
            recovery: true,
        }];
        let passphrase = new_passphrase(world)?;
        let home = &cabinet.home;
        let aside = store::begin_recovery(storage, home, &passphrase, PASSPHRASE_COST, readers)?;
        hand_over(world, &cabinet, &service, aside)
    }
}

/// Lets the new keys open every case, and says what came of it.
fn hand_over(
    world: &mut World,
    cabinet: &Cabinet,
    service: &Ring,
    aside: Option<PathBuf>,
) -> Result<(), Problem> {
    let storage = cabinet.storage.as_ref();
    let done = each_case(cabinet, service, |folder| {
        store::recover_case(storage, folder, cabinet.clock.now(), service)
    })?;
    let mut told = format!(
        "{} can be opened again.",
        counted(done.cases, "case", "cases")
    );
    if let Some(aside) = aside {
        told = format!("{told}\nThe old keys lie in {}.", aside.display());
    }
    // Who the readers were stands among the keys that nobody can open.
    let told = format!("{told}\n{WHO_READS}");
    match done.wrong {
        None => world.output.line(&told),
        Some(kind) => Err(Problem::new(
            kind,
            told.replace('\n', " "),
            "Those named above still cannot.",
        )),
    }
}

const WHO_READS: &str = "What is written from now on opens for you and your service alone. Whoever \
    else was among the readers is one no longer for new cases: add each with `readers add KEY \
    --name NAME`.";

/// What became of trying the key of the service on every case.
#[derive(Default)]
struct Tried {
    /// How many cases are sealed.
    sealed: u64,
    /// How many of those it opens.
    opened: u64,
    /// The others, and why not.
    refused: Vec<(String, Problem)>,
}

impl Tried {
    /// Tries it, and changes nothing.
    fn on(cabinet: &Cabinet, service: &Ring) -> Result<Self, Problem> {
        let storage = cabinet.storage.as_ref();
        let mut tried = Self::default();
        for folder in store::real_cases(storage, &cabinet.home)? {
            match store::opens_with(storage, &folder, service) {
                Ok(true) => (tried.sealed, tried.opened) = (tried.sealed + 1, tried.opened + 1),
                Ok(false) => {}
                Err(error) => {
                    tried.sealed += 1;
                    let reference = folder.reference().to_string();
                    tried.refused.push((reference, Problem::from(error)));
                }
            }
        }
        Ok(tried)
    }

    fn tell(&self) {
        for (reference, problem) in &self.refused {
            remark(&format!("{reference}: {problem}"));
        }
    }
}

/// Tells whether the key of the service would help, and changes nothing.
fn rehearse(world: &mut World, cabinet: &Cabinet, service: &Ring) -> Result<(), Problem> {
    store::rehearse_recovery(cabinet.clock.now(), service)?;
    world.output.line(
        "A made-up case was sealed, its passphrase thrown away, and it opened again with this key.",
    )?;
    let tried = Tried::on(cabinet, service)?;
    tried.tell();
    let (opened, sealed) = (tried.opened, tried.sealed);
    let told = format!("It opens {opened} of the {sealed} sealed cases here. Nothing was changed.");
    match tried.refused.first() {
        None => world.output.line(&told),
        Some((_, problem)) => Err(Problem::new(
            problem.kind,
            told,
            "Add the key for those named above: `readers add KEY --recovery`.",
        )),
    }
}
