//! Clocks of tests: one that goes on by itself at each look, and one that stands until it is moved.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Duration, FixedOffset, TimeDelta};
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

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct ManualClock {
    now: Mutex<Now>,
}

impl ManualClock {
    /// A clock that stands at a date and time.
    pub fn at(text: &str) -> Self {
        let wall: DateTime<FixedOffset> = text.parse().expect("a date and time");
        Self {
            now: Mutex::new(Now {
                wall,
                steady: 1_000_000,
            }),
        }
    }

    /// Lets so many milliseconds pass.
    pub fn pass(&self, milliseconds: u64) {
        let mut now = self.now.lock().expect("a clock");
        now.steady += milliseconds;
        now.wall += TimeDelta::milliseconds(i64::try_from(milliseconds).expect("a short story"));
    }

    /// Sets the wall clock alone by seconds, as a person or a server of times does.
    pub fn step(&self, seconds: i64) {
        self.now.lock().expect("a clock").wall += TimeDelta::seconds(seconds);
    }

    /// Goes to another zone of time, so many hours from the meridian of Greenwich.
    pub fn travel(&self, hours: i32) {
        let zone = FixedOffset::east_opt(hours * 3_600).expect("a zone");
        let mut now = self.now.lock().expect("a clock");
        now.wall = now.wall.with_timezone(&zone);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Now {
        *self.now.lock().expect("a clock")
    }
}
