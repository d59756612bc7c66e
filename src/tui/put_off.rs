//! By what a meeting is put off.

use crate::case::PersonId;
use crate::script::{DecisionId, OutcomeId};

/// By what a meeting is put off to another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutOff {
    /// Whoever runs it chose so.
    ByItself,
    /// Somebody no longer wants to take part, or left whom it is about.
    ByWithdrawal(PersonId),
    /// It was decided at a cue of the script.
    ByDecision {
        /// The decision.
        decision: DecisionId,
        /// What was decided.
        outcome: OutcomeId,
        /// Whose choice it was.
        by: Option<PersonId>,
    },
}
