//! One line of a journal.

use super::{Event, Now};

/// One line of a journal: when something happened, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number in the journal, from 1.
    pub number: u64,
    /// Number of the first event of the same command; they are taken back together.
    pub command: u64,
    /// When it happened.
    pub at: Now,
    /// What happened.
    pub event: Event,
}
