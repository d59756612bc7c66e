//! What is due in the cases of somebody.

use std::sync::Arc;

use super::{MemoryOffice, StepClock, World};
use crate::tui::app::Start;
use crate::tui::effect::Door;
use crate::tui::office::{DueLeads, DueRow};

impl World {
    /// The home screen of somebody in whose cases something is due.
    pub fn due() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::with_due(clock.clone()));
        Self::begin(clock, office, Start::Door(Door::Run))
    }
}

/// What is said of a case that was kept long enough.
const DISPOSE: &str = "It was to be kept until 20 November 2026. Dispose of it, or hold it.";

/// Two weeks around 23 November 2026.
pub(super) fn due() -> Vec<DueRow> {
    let row = |on: &str, reference: &str, what: &str| DueRow {
        on: on.parse().expect("a day"),
        reference: reference.to_owned(),
        practice: reference.starts_with("PR"),
        what: what.to_owned(),
        leads: match (reference, what) {
            ("RC-0409", _) => DueLeads::Meeting,
            (_, DISPOSE) => DueLeads::CasePage,
            (_, _) => DueLeads::FollowUp,
        },
    };
    let ring = "Ring both sides. Ask what has been started, what help is needed, and whether \
        anybody has second thoughts. Tell those who were harmed how things stand, if they wish.";
    vec![
        row("2026-11-02", "RC-0388", "Item 2 is due."),
        row("2026-11-20", "RC-0101", DISPOSE),
        row("2026-11-22", "RC-0412", ring),
        row("2026-11-23", "PR-0003", "Item 1 is due."),
        row("2026-12-01", "RC-0409", "The meeting goes on."),
        row(
            "2027-02-20",
            "RC-0388",
            "What was agreed is looked at again.",
        ),
    ]
}
