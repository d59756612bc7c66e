//! What makes whatever is open safe, here and on a shared folder, from any thread.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::desk::{CabinetError, Desk};
use crate::store::{Copier, Flusher, Reference, StoreError};

/// How often, and how far apart, a case is tried that this program itself still holds.
const TRIES: usize = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// Makes whatever is open safe, from any thread.
#[derive(Clone, Default)]
pub struct Flushers {
    open: Arc<Mutex<Vec<Flusher>>>,
    /// Copies cases to a shared folder, where one is set.
    copier: Option<Copier>,
}

impl Flushers {
    /// The same, with something that copies what is opened.
    pub fn copying(self, copier: Option<Copier>) -> Self {
        Self { copier, ..self }
    }

    /// Looks after a case that was opened.
    pub fn watch(&self, desk: &mut Desk) {
        if let Some(copier) = &self.copier {
            desk.copied_by(copier);
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.extend(desk.flusher());
    }

    /// Does something with a case that this program may just have put away, and then holds for a
    /// moment longer.
    pub(super) fn once_let_go<T>(
        &self,
        work: impl Fn() -> Result<T, CabinetError>,
    ) -> Result<T, CabinetError> {
        for _ in 0..TRIES {
            self.let_go();
            match work() {
                Err(CabinetError::Store(StoreError::LockHeld { holder, .. }))
                    if holder.process == Some(std::process::id()) =>
                {
                    std::thread::sleep(BETWEEN_TRIES);
                }
                done => return done,
            }
        }
        work()
    }

    /// Has the copy of a case brought up to date in the background, or removed where the case was
    /// disposed of; false where nobody copies.
    pub(super) fn copy(&self, reference: &str) -> bool {
        let known = Reference::new(reference).ok();
        let Some((copier, reference)) = self.copier.as_ref().zip(known) else {
            return false;
        };
        copier.ask(&reference);
        true
    }

    /// Copies what was changed, waiting no longer than `patience`; says whether something is left
    /// for the next start.
    pub fn copy_last(&self, patience: Duration) -> bool {
        let copier = self.copier.as_ref();
        copier.is_some_and(|copier| copier.leave(patience))
    }

    /// Lets go of cases that have nothing left to save, so that they can be opened again.
    pub(super) fn let_go(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|flusher| flusher.waiting() > 0);
    }

    /// Waits at most so long for everything to be safe; says how much is not.
    pub fn flush(&self, patience: Duration) -> usize {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let each = patience / u32::try_from(open.len().max(1)).unwrap_or(1);
        open.iter().map(|flusher| flusher.flush(each)).sum()
    }
}
