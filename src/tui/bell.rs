//! Wakes the loop from another thread, so that it need not ask again and again.

use std::sync::{Arc, OnceLock};

use super::ear::Teller;
use super::input::Incoming;

/// Rings in the loop. Before the loop listens, ringing does nothing.
#[derive(Debug, Clone, Default)]
pub struct Bell {
    listener: Arc<OnceLock<Teller>>,
}

impl Bell {
    /// Lets the loop look at what others have done.
    pub fn ring(&self) {
        if let Some(listener) = self.listener.get() {
            listener.tell(Incoming::Rung);
        }
    }

    /// From now on ringing is heard; it rings once for what was not heard before.
    pub(super) fn connect(&self, listener: Teller) {
        // Whoever was connected first stays connected.
        let _ = self.listener.set(listener);
        self.ring();
    }
}
