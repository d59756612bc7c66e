//! `recover`: cases opened again with the key of the service.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::each_case::each_case;
use super::output::{counted, remark};
use super::protect::new_passphrase;
use super::readers::SERVICE;
use super::recovery::{self, Tried, service_key};
use super::world::World;
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
    /// Try it: with a made-up case, and whether the key opens every case here; changes no case
    #[arg(long)]
    practice: bool,
}

impl Recover {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.closed_cabinet()?;
        let storage = cabinet.storage.as_ref();
        let service = service_key(storage, &self.identity)?;
        if self.practice {
            return rehearse(world, &cabinet, service);
        }
        let public = service.public();
        let service = Ring::holding(service);
        let tried = Tried::on(&cabinet, &service, &AtomicBool::new(false))?;
        if tried.sealed == 0 && !cabinet.home.is_protected(storage) {
            return Err(Problem::wrong_use(
                "The cases here are not protected.",
                "There is nothing to recover; they open without a passphrase.",
            ));
        }
        if tried.sealed > 0 && tried.opened == 0 {
            tell(&tried);
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

/// Tells of the cases that the key of the service does not open.
fn tell(tried: &Tried) {
    for (reference, problem) in &tried.refused {
        remark(&format!("{reference}: {problem}"));
    }
}

/// Tells whether the key of the service would help, and changes no case.
fn rehearse(world: &mut World, cabinet: &Cabinet, service: Keyring) -> Result<(), Problem> {
    let tried = recovery::rehearse(cabinet, service, &AtomicBool::new(false))?;
    tell(&tried);
    let told = format!("{} No case was changed.", tried.in_words());
    match tried.refused.first() {
        // That a made-up case opened is so with any key: it counts where the others open as well.
        None => {
            world.output.line(recovery::MADE_UP)?;
            world.output.line(&told)
        }
        Some((_, problem)) => Err(Problem::new(
            problem.kind,
            told,
            "If it is your service's key, let it in: `readers add KEY --recovery`. If it is not, ask for theirs.",
        )),
    }
}
