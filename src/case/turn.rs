//! Turns: one prompt put to one participant.

use serde::{Deserialize, Serialize};

use super::PersonId;
use crate::script::{PromptId, StageId};

/// Names one turn of a session, the same one for ever, whatever the order of speaking becomes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TurnKey {
    /// Which time round: 1, and one more each time people decided to go to an earlier stage again.
    pub round: u16,
    /// The stage.
    pub stage: StageId,
    /// The prompt.
    pub prompt: PromptId,
    /// Whom it is put to; nobody in particular when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// A turn as the session stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Which turn it is.
    pub key: TurnKey,
    /// Whether the person is here; always so where nobody in particular is asked.
    pub here: bool,
    /// Place of the stage among the stages that are held, from 1.
    pub stage_number: usize,
}

/// Why a turn was not put to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The person passed, which is their right.
    Passed,
    /// It was already answered.
    AlreadyAnswered,
    /// It does not fit here.
    DoesNotFit,
    /// There is no time for it.
    NoTime,
    /// It is left for later in the meeting.
    Later,
    /// Another reason, in the facilitator's words.
    Other,
}
