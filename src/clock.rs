//! The only place that reads the time.

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
            wall: chrono::Local::now().fixed_offset(),
            steady: steady_milliseconds(),
        }
    }
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
