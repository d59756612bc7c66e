//! Protecting the cases, and opening them again, for the screen.

use super::told;
use crate::desk::Cabinet;
use crate::store::{self, Passphrase, Reader, StoreError};
use crate::tui::office::OfficeProblem;

pub(super) fn unlock(cabinet: &Cabinet, passphrase: &Passphrase) -> Result<(), OfficeProblem> {
    match store::unlock(cabinet.storage.as_ref(), &cabinet.home, passphrase) {
        Err(StoreError::WrongPassphrase { .. }) => Err(OfficeProblem {
            what: "That passphrase does not open this identity.".to_owned(),
            instead: String::new(),
        }),
        opened => {
            opened.map_err(told)?;
            // What it cannot judge is named by the next command that has the keys.
            cabinet.sweep_left_behind();
            Ok(())
        }
    }
}

pub(super) fn by_lot(cabinet: &Cabinet) -> Result<Passphrase, OfficeProblem> {
    Passphrase::by_lot(cabinet.storage.as_ref()).map_err(|_| OfficeProblem {
        what: "This computer gave no random numbers.".to_owned(),
        instead: "Try again later.".to_owned(),
    })
}

pub(super) fn decline(cabinet: &Cabinet) -> Result<(), OfficeProblem> {
    store::decline_protection(cabinet.storage.as_ref(), &cabinet.home).map_err(told)
}

pub(super) fn protect(
    cabinet: &Cabinet,
    passphrase: &Passphrase,
    cost: u8,
    service: Option<String>,
) -> Result<(), OfficeProblem> {
    let (storage, home) = (cabinet.storage.as_ref(), &cabinet.home);
    let readers = service.into_iter().map(|key| Reader {
        name: "Service".to_owned(),
        key,
        recovery: true,
    });
    store::protect(storage, home, passphrase, cost, readers.collect()).map_err(told)?;
    store::seal_answers(storage, home, home.ring()).map_err(told)
}
