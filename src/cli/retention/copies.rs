//! The copy of a case that was disposed of, on a shared folder: it goes at once where that answers.

use std::sync::mpsc::channel;
use std::thread::Builder;
use std::time::Duration;

use crate::desk::Cabinet;
use crate::store::{Reference, remove_copy_early};

/// So long a share is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Removes the copy in a thread of its own, for a share may hang; says whether it is gone. What is
/// left goes at the next start.
pub(super) fn remove_copy_now(cabinet: &Cabinet, reference: &str) -> bool {
    let Ok(reference) = Reference::new(reference) else {
        return false;
    };
    let (storage, home) = (cabinet.storage.clone(), cabinet.home.clone());
    let (sender, done) = channel();
    let work = move || {
        let storage = storage.as_ref();
        let removed = remove_copy_early(storage, storage, &home, &reference);
        // Nobody listens any more where it took too long.
        let _ = sender.send(removed.is_ok());
    };
    let begun = Builder::new().name("copies".to_owned()).spawn(work);
    begun.is_ok() && done.recv_timeout(PATIENCE).unwrap_or(false)
}
