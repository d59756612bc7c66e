//! The only place that reads the time.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike as _, FixedOffset, Local, TimeDelta, Utc};

use crate::case::Now;

/// A source of time, handed to everything that needs it.
pub trait Clock: Send + Sync {
    /// Reads both clocks.
    fn now(&self) -> Now;
}

/// The computer's own clocks.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the time"
    )]
    fn now(&self) -> Now {
        Now {
            wall: local(SystemTime::now()),
            steady: steady_milliseconds(),
        }
    }
}

/// A time of the computer's clock as it is called where the computer is. A clock may be set to any
/// time: to one before 1970, or to one of a year that no calendar has, which counts as the beginning
/// of 1970, for nothing is said by it.
fn local(at: SystemTime) -> DateTime<FixedOffset> {
    let since = match at.duration_since(UNIX_EPOCH) {
        Ok(after) => TimeDelta::from_std(after),
        Err(before) => TimeDelta::from_std(before.duration()).map(|before| -before),
    };
    let since = since.ok();
    let at = since.and_then(|since| DateTime::<Utc>::UNIX_EPOCH.checked_add_signed(since));
    let at = at.filter(|at| (1..=9999).contains(&at.year()));
    let at = at.unwrap_or(DateTime::UNIX_EPOCH);
    at.with_timezone(&Local).fixed_offset()
}

/// Reads a clock that goes on while the computer sleeps, so that private time
/// shows the time that really passed.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn steady_milliseconds() -> u64 {
    #[cfg(target_os = "linux")]
    let clock = rustix::time::ClockId::Boottime;
    // Apple's goes on in sleep under this name; the clock of the standard library does not.
    #[cfg(target_vendor = "apple")]
    let clock = rustix::time::ClockId::Monotonic;
    let time = rustix::time::clock_gettime(clock);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanoseconds = u64::try_from(time.tv_nsec).unwrap_or(0);
    seconds * 1000 + nanoseconds / 1_000_000
}

/// Elsewhere the steady clock of the standard library stands in; it may not
/// count sleep, which the wall clock then shows.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the time"
)]
fn steady_milliseconds() -> u64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    u64::try_from(START.get_or_init(Instant::now).elapsed().as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_is_set_to_any_time_is_read() {
        let hours = Duration::from_hours(2);
        let before = UNIX_EPOCH.checked_sub(hours).unwrap();
        assert_eq!(local(before).timestamp(), -7_200);
        let after = UNIX_EPOCH.checked_add(hours).unwrap();
        assert_eq!(local(after).timestamp(), 7_200);
        let endless = Duration::from_secs(1 << 62);
        for far in [
            UNIX_EPOCH.checked_add(endless),
            UNIX_EPOCH.checked_sub(endless),
        ] {
            assert_eq!(far.map_or(0, |far| local(far).timestamp()), 0);
        }
    }
}
