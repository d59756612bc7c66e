//! Whether somebody is there: when nobody was for long, or the computer slept, a protected home is
//! locked, and in the last half minute before that it says so.

use crate::case::Now;

use super::App;

#[cfg(test)]
mod tests;

/// A protected home is looked at so often, in milliseconds, so that sleep is noticed.
const LOOK_EVERY: u64 = 20_000;
/// So many milliseconds beyond that, or between the two clocks, mean that the computer slept.
const SLEPT: u64 = 60_000;
/// So many milliseconds before nobody was there for long enough it is said that it locks.
const SAID_BEFORE: u64 = 30_000;

/// When somebody was last there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Presence {
    /// The last key, or the last paste.
    key: Now,
    /// The last look.
    look: Now,
}

impl Presence {
    pub(super) fn since(now: Now) -> Self {
        Self {
            key: now,
            look: now,
        }
    }
}

/// The larger of what two clocks say, in milliseconds, and by how much they differ.
fn passed(from: Now, to: Now) -> (u64, u64) {
    let steady = to.steady.saturating_sub(from.steady);
    let wall = (to.wall - from.wall).num_milliseconds().unsigned_abs();
    (steady.max(wall), steady.abs_diff(wall))
}

impl App {
    /// Looks whether nobody was there for long, or the computer slept.
    pub(super) fn lock_if_left_alone(&mut self) {
        let now = self.model.now;
        let (looked, apart) = passed(self.presence.look, now);
        self.presence.look = now;
        if self.gate.is_some() || !self.model.protected {
            return;
        }
        if self.left_before_lock() == 0 || looked > LOOK_EVERY + SLEPT || apart > SLEPT {
            self.lock();
        }
    }

    /// Takes in that somebody is there; what was said of locking goes.
    pub(super) fn note_presence(&mut self) {
        self.changed |= self.locks_in().is_some();
        self.presence.key = self.model.now;
    }

    /// In how many milliseconds the home is locked unless somebody is there.
    fn left_before_lock(&self) -> u64 {
        let (alone, _) = passed(self.presence.key, self.model.now);
        self.lock_after.saturating_sub(alone)
    }

    /// In how many seconds the home is locked unless a key is pressed, once that is to be said. Behind
    /// the curtain it is not: a curtain is for everybody to see, and stays as it is.
    pub fn locks_in(&self) -> Option<u64> {
        if self.gate.is_some() || !self.model.protected || self.model.curtain.is_some() {
            return None;
        }
        let left = self.left_before_lock();
        (left <= SAID_BEFORE).then(|| left.div_ceil(1_000).max(1))
    }

    /// After how many milliseconds it has to be looked again whether somebody is there.
    ///
    /// While a clock on the picture goes on each second, what is said of locking goes on with it;
    /// behind the curtain nothing is said, so that nothing wakes for it.
    pub(super) fn presence_due_in(&self) -> Option<u64> {
        if !self.model.protected {
            return None;
        }
        let left = self.left_before_lock();
        let next = match left.checked_sub(SAID_BEFORE) {
            _ if self.model.curtain.is_some() => left,
            Some(before) if before > 0 => before,
            Some(_) | None if self.shows_clock() => left,
            Some(_) | None => match left % 1_000 {
                0 => 1_000,
                part => part,
            },
        };
        Some(next.clamp(1, LOOK_EVERY))
    }
}
