//! A moment, as the case needs it: both clocks at once.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// One reading of both clocks, handed to every rule that depends on time.
///
/// The wall clock may step (summer time, correction, a flat battery); the steady
/// clock may not, and it counts the time that the computer slept. Durations come
/// from the steady clock as long as one program run lasts, and from the wall
/// clock across runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    /// Local time with its offset from UTC.
    pub wall: DateTime<FixedOffset>,
    /// Milliseconds on the steady clock, counted from an arbitrary start.
    pub steady: u64,
}

impl Now {
    /// Milliseconds since an earlier moment of the same program run; never negative.
    pub fn milliseconds_since(self, earlier: Self) -> u64 {
        self.steady.saturating_sub(earlier.steady)
    }

    /// Milliseconds since an earlier moment by the wall clock, for moments of
    /// different program runs; nothing where the clock was set back.
    pub fn wall_milliseconds_since(self, earlier: Self) -> u64 {
        u64::try_from((self.wall - earlier.wall).num_milliseconds()).unwrap_or(0)
    }
}
