//! Whether the key of the service opens the cases: tried by the command and behind the door Practise,
//! by this same code.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::reading::read_file;
use crate::desk::Cabinet;
use crate::problem::{Problem, ProblemKind};
use crate::store::{self, Keyring, Ring, Storage};

/// The largest file with a key, in bytes.
const LARGEST: usize = 64 << 10;

/// Reads the secret key of the service from a file as `age-keygen` makes it.
pub(super) fn service_key(storage: &dyn Storage, path: &Path) -> Result<Keyring, Problem> {
    let bytes = zeroize::Zeroizing::new(read_file(storage, path, LARGEST)?);
    let text = zeroize::Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned());
    let service = Keyring::of_identity(&text, storage).ok().flatten();
    service.ok_or_else(|| {
        let (what, instead) = if bytes.starts_with(b"age-encryption.org/") {
            let what = "This key is itself sealed by a passphrase.";
            (what, "Open it first: age -d -o key.txt FILE.")
        } else {
            let what = "There is no secret key of age in this file.";
            (what, "Check its name.")
        };
        Problem::new(ProblemKind::WrongKey, what, instead).at(path)
    })
}

/// What became of trying the key of the service on every case.
#[derive(Default)]
pub(super) struct Tried {
    /// How many cases are sealed.
    pub(super) sealed: u64,
    /// How many of those it opens.
    pub(super) opened: u64,
    /// The others, and why not.
    pub(super) refused: Vec<(String, Problem)>,
}

impl Tried {
    /// Tries it, and changes nothing, until it is told to stop.
    pub(super) fn on(
        cabinet: &Cabinet,
        service: &Ring,
        stop: &AtomicBool,
    ) -> Result<Self, Problem> {
        let storage = cabinet.storage.as_ref();
        let mut tried = Self::default();
        for folder in store::real_cases(storage, &cabinet.home)? {
            if stop.load(Ordering::Relaxed) {
                let what = "It was ended before every case was tried.";
                return Err(Problem::new(ProblemKind::InUse, what, "Try it again."));
            }
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

    /// What it opens, in a sentence.
    pub(super) fn in_words(&self) -> String {
        if self.sealed == 0 {
            return "No case here is sealed yet, so there was none to try it on.".to_owned();
        }
        match (self.opened, self.sealed) {
            (1, 1) => "It opens the one sealed case here.".to_owned(),
            (0, 1) => "It does not open the one sealed case here.".to_owned(),
            (opened, sealed) if opened == sealed => {
                format!("It opens all {sealed} sealed cases here.")
            }
            (opened, sealed) => format!("It opens {opened} of the {sealed} sealed cases here."),
        }
    }
}

/// What was done with a made-up case.
pub(super) const MADE_UP: &str =
    "A made-up case was sealed, its passphrase thrown away, and it opened again with this key.";

/// Tries whether the key of the service would help: on a made-up case, and on every case that there
/// is. No case is changed; the day of a try that succeeded is noted, so that nobody is reminded of it
/// for a quarter of a year.
pub(super) fn rehearse(
    cabinet: &Cabinet,
    service: Keyring,
    stop: &AtomicBool,
) -> Result<Tried, Problem> {
    let (storage, home) = (cabinet.storage.as_ref(), &cabinet.home);
    let now = cabinet.clock.now();
    // While the home is unlocked it is known for whom new cases are sealed, and which key stands
    // there as the service's: somebody else's who reads along may go any day.
    let known = home.ring().keyring().map(|keyring| {
        let mut readers = keyring.readers().iter();
        readers.any(|reader| reader.recovery && reader.key == service.public())
    });
    let service = Ring::holding(service);
    store::rehearse_recovery(now, &service)?;
    let tried = Tried::on(cabinet, &service, stop)?;
    if known == Some(false) && tried.refused.is_empty() {
        let what = format!(
            "{} It is not the one that stands here as the service's.",
            tried.in_words()
        );
        let instead = "Ask your service which key is theirs, or let this one in: `talking-piece readers \
                       add KEY --recovery`.";
        return Err(Problem::new(ProblemKind::WrongKey, what, instead));
    }
    if tried.refused.is_empty() && (tried.opened > 0 || known == Some(true)) {
        // Where it cannot be noted, the reminder stays; that is all.
        let _ = store::note_recovery_tried(storage, home, now.wall.date_naive());
    }
    Ok(tried)
}
