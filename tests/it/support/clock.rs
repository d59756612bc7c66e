//! A clock that goes on by itself, one second at each look.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Duration, FixedOffset};
use talking_piece::case::Now;
use talking_piece::clock::Clock;

/// A clock that goes on one second at each look, from a fixed Monday morning.
#[derive(Debug, Default)]
pub struct StepClock {
    seconds: AtomicU64,
}

impl Clock for StepClock {
    fn now(&self) -> Now {
        let seconds = self.seconds.fetch_add(1, Ordering::SeqCst);
        let start: DateTime<FixedOffset> = "2026-03-02T10:00:00+00:00".parse().expect("a time");
        let wall = start + Duration::seconds(i64::try_from(seconds).expect("a short story"));
        Now {
            wall,
            steady: seconds * 1000,
        }
    }
}
