//! What commands work in: the home, the cases in it, and the output.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::sync::{Arc, Once};

use crate::case::Case;
use crate::clock::SystemClock;
use crate::desk::{Cabinet, ReadCase};
use crate::problem::{Problem, ProblemKind};
use crate::script_file::MAXIMUM_BYTES;
use crate::store::{self, Disk, Home, Kind, Passphrase, Reader, Ring, StoreError};
use crate::tui::bell::Bell;

use super::output::{Output, remark};
use super::own_files::json_files;
use super::reading::read_file;
use super::secret::Secrets;

const HOME_VARIABLE: &str = "TALKING_PIECE_HOME";
/// How often somebody at a keyboard may try a passphrase before the command gives up.
const TRIES: usize = 3;

/// What commands work in.
pub(super) struct World {
    asked_home: Option<PathBuf>,
    pub(super) output: Output,
    /// Rings on the screen, if there is one, when something was saved.
    pub(super) bell: Bell,
    /// Whether disposals that were left half done were taken up again.
    taken_up: Once,
    /// Whether what an import left was looked for.
    swept: Cell<bool>,
    pub(super) secrets: Secrets,
    /// The keys of the home, once it is unlocked.
    ring: Ring,
    /// What unlocked it.
    passphrase: RefCell<Option<Passphrase>>,
}

impl World {
    pub(super) fn new(
        asked_home: Option<PathBuf>,
        passphrase_fd: Option<u32>,
        output: Output,
    ) -> Self {
        Self {
            asked_home,
            output,
            bell: Bell::default(),
            taken_up: Once::new(),
            swept: Cell::default(),
            secrets: Secrets::from(passphrase_fd),
            ring: Ring::default(),
            passphrase: RefCell::default(),
        }
    }

    /// Where cases are kept; where they are protected the passphrase is asked for.
    pub(super) fn cabinet(&self) -> Result<Cabinet, Problem> {
        let cabinet = self.closed_cabinet()?;
        self.unlock(&cabinet)?;
        self.name_left_behind(&cabinet);
        Ok(cabinet)
    }

    /// The same for cases of one kind: practice cases need no passphrase.
    pub(super) fn cabinet_for(&self, kind: Kind) -> Result<Cabinet, Problem> {
        match kind {
            Kind::Case => self.cabinet(),
            Kind::Practice => self.closed_cabinet(),
        }
    }

    /// The same for what can be told without a key too: where nobody can be asked, or whoever
    /// is asked gives nothing, the cases stay closed.
    pub(super) fn cabinet_as_it_is(&self) -> Result<Cabinet, Problem> {
        let cabinet = self.closed_cabinet()?;
        if self.secrets.can_be_had() {
            match self.unlock(&cabinet) {
                Err(problem)
                    if problem.kind == ProblemKind::WrongKey && self.secrets.is_asked() => {}
                unlocked => unlocked?,
            }
        }
        self.name_left_behind(&cabinet);
        Ok(cabinet)
    }

    /// The same where it has to be protected.
    pub(super) fn protected_cabinet(&self) -> Result<Cabinet, Problem> {
        let cabinet = self.cabinet()?;
        if !cabinet.home.is_protected(cabinet.storage.as_ref()) {
            return Err(Problem::wrong_use(
                "The cases here are not protected.",
                "`talking-piece protect` does that.",
            ));
        }
        Ok(cabinet)
    }

    /// Who reads the cases beside their owner.
    pub(super) fn readers(&self) -> Vec<Reader> {
        let keyring = self.ring.keyring();
        keyring.map_or_else(Vec::new, |keyring| keyring.readers().to_vec())
    }

    /// The passphrase that unlocked the home.
    pub(super) fn passphrase(&self) -> Result<Passphrase, Problem> {
        let known = self.passphrase.borrow().clone();
        known.ok_or_else(|| {
            let what = "The passphrase was not given.";
            Problem::new(ProblemKind::WrongKey, what, "Try again.")
        })
    }

    /// Forgets the passphrase, where no command needs it any more: a screen may be locked later,
    /// and nothing that opens it may be left then.
    pub(super) fn forget_passphrase(&self) {
        *self.passphrase.borrow_mut() = None;
    }

    fn unlock(&self, cabinet: &Cabinet) -> Result<(), Problem> {
        let storage = cabinet.storage.as_ref();
        if self.ring.keyring().is_some() || !cabinet.home.is_protected(storage) {
            return Ok(());
        }
        for tried in 1.. {
            let passphrase = self.secrets.next("Passphrase: ")?;
            if passphrase.is_empty() && self.secrets.is_asked() {
                let what = "No passphrase was given.";
                let instead = "Try again, and type it then.";
                return Err(Problem::new(ProblemKind::WrongKey, what, instead));
            }
            match store::unlock(storage, &cabinet.home, &passphrase) {
                Ok(()) => {
                    *self.passphrase.borrow_mut() = Some(passphrase);
                    break;
                }
                Err(StoreError::WrongPassphrase { .. })
                    if self.secrets.is_asked() && tried < TRIES =>
                {
                    remark("That passphrase does not open this identity.");
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Where cases are kept, with whatever was unlocked so far.
    pub(super) fn closed_cabinet(&self) -> Result<Cabinet, Problem> {
        let bell = self.bell.clone();
        let cabinet = Cabinet {
            storage: Arc::new(Disk),
            clock: Arc::new(SystemClock),
            home: self.home()?,
            waker: Arc::new(move || bell.ring()),
        };
        // Whoever disposed of a case was told that it is gone, also where the power went then.
        self.taken_up.call_once(|| {
            for error in cabinet.finish_disposals() {
                remark(&Problem::from(error).to_string());
            }
        });
        Ok(cabinet)
    }

    /// Sweeps once what an import left that was cut off, and names what nobody can judge. The screen
    /// does so for itself, once its first picture is there.
    pub(super) fn name_left_behind(&self, cabinet: &Cabinet) {
        if self.swept.get() {
            return;
        }
        if let Some(left) = cabinet.sweep_left_behind() {
            self.swept.set(true);
            for left in left {
                remark(&left.told());
            }
        }
    }

    /// Found when it is needed, for some commands work without any home.
    pub(super) fn home(&self) -> Result<Home, Problem> {
        let root = match &self.asked_home {
            Some(root) if root.as_os_str().is_empty() => None,
            Some(root) => std::path::absolute(root).ok(),
            None => usual_root(),
        };
        let home = |root| Home::at(root).with_ring(self.ring.clone());
        root.map(home).ok_or_else(|| {
            Problem::wrong_use(
                "There is no folder to keep cases in.",
                format!("Name one with --home DIR, or set {HOME_VARIABLE}."),
            )
        })
    }

    /// Which kind of case a reference means. A practice case is refused unless
    /// practice was asked for, so that it can never pass for a real one.
    pub(super) fn kind(&self, reference: &str, practice: bool) -> Result<Kind, Problem> {
        let cabinet = self.closed_cabinet()?;
        let is_there = |kind| -> Result<bool, Problem> {
            let folder = cabinet.folder(kind, reference)?;
            Ok(cabinet.storage.identity(folder.path()).is_ok())
        };
        let wanted = Kind::of(practice);
        if wanted == Kind::Case && !is_there(Kind::Case)? && is_there(Kind::Practice)? {
            return Err(Problem::wrong_use(
                "That is a practice case, not a real one.",
                "Use `practise` to go on with it, or --practice where a command has it.",
            ));
        }
        Ok(wanted)
    }

    /// Reads a case without changing anything, and tells what is unusual about it. While a
    /// meeting with one side alone goes on, or one of both after such meetings, it is the case as
    /// it may be seen there: what is printed may be on a screen or a paper in that room.
    pub(super) fn read(&self, reference: &str, practice: bool) -> Result<ReadCase, Problem> {
        let kind = self.kind(reference, practice)?;
        let mut read = self.cabinet_for(kind)?.read(kind, reference)?;
        for text in &read.remarks {
            remark(text);
        }
        let seen = match read.case.seen() {
            Cow::Borrowed(_) => None,
            Cow::Owned(seen) => Some(seen),
        };
        if let Some(seen) = seen {
            remark(if seen.is_one_sided() {
                "A meeting with one side alone is going on; the other side is left out."
            } else {
                "A meeting of both sides is going on; what one side alone said is left out."
            });
            read.case = seen;
        }
        Ok(read)
    }
}

/// The folder of everything where `--home` names none.
pub(super) fn usual_root() -> Option<PathBuf> {
    match std::env::var_os(HOME_VARIABLE) {
        Some(root) if root.is_empty() => None,
        Some(root) => std::path::absolute(root).ok(),
        None => directories::ProjectDirs::from("", "", "talking-piece")
            .map(|folders| folders.data_dir().to_owned()),
    }
}

/// Refuses what tells of every entry, by its time and number, while a meeting goes on in which not
/// everything may be told.
pub(super) fn tells_of_both(case: &Case, what: &str) -> Result<(), Problem> {
    if !case.is_partly_hidden() {
        return Ok(());
    }
    let who = if case.is_one_sided() {
        "A meeting with one side alone is going on"
    } else {
        "A meeting is going on after others with one side alone"
    };
    Err(Problem::new(
        ProblemKind::InUse,
        format!("{who}, and {what} tells of both sides."),
        format!("End it or put it off first; then {what} is whole."),
    ))
}

/// Whether a meeting goes on in a case in which not everything may be told, so that not even how
/// many entries it has is. A case is read whole only where a script of it can hold such meetings; one that
/// cannot be read is none.
pub(super) fn is_with_one_side(cabinet: &Cabinet, kind: Kind, reference: &str) -> bool {
    let Ok(folder) = cabinet.folder(kind, reference) else {
        return false;
    };
    let scripts = folder.path().join("scripts");
    let names = json_files(cabinet.storage.as_ref(), &scripts);
    let can = names.iter().any(|name| {
        let text = read_file(cabinet.storage.as_ref(), &scripts.join(name), MAXIMUM_BYTES);
        text.is_ok_and(|text| holds(&text, b"\"with\""))
    });
    can && cabinet
        .read(kind, reference)
        .is_ok_and(|read| read.case.is_partly_hidden())
}

fn holds(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted)
}
