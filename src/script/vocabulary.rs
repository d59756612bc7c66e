//! The words a process uses, and the four ways in which a session can end.

use serde::{Deserialize, Serialize};

/// The words this process uses on screen and paper, so that a new process needs no Rust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What a meeting is called, such as "conference".
    pub session: String,
    /// What is agreed, such as "agreement" or "family plan".
    pub agreement: String,
    /// One line of it, such as "item" or "step".
    pub item: String,
    /// Who runs the meeting, such as "facilitator" or "coordinator".
    pub facilitator: String,
    /// Everybody who takes part, as spoken of in the room, such as "the circle".
    pub everyone: String,
    /// Time without the facilitator, such as "private family time".
    pub private_time: String,
}

/// Wording that a service sets for itself in its configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// What the wording is for.
    pub about: String,
    /// The wording used until the service sets its own.
    pub value: String,
}

/// The question asked of each person in private when they arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Willingness {
    /// The question in full words.
    pub ask: String,
    /// Its easy-read form.
    pub easy: String,
    /// What helps the facilitator to ask it.
    pub hint: String,
}

/// The four ways in which a session can end; no count ever merges any two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Something was agreed.
    Agreement,
    /// People said what they came to say and wanted nothing written; an honourable end.
    NoAgreementWanted,
    /// An agreement was wanted and not reached.
    NotReached,
    /// The meeting stopped before its end; an honourable end.
    EndedEarly,
}

impl Outcome {
    /// All four, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Agreement,
        Self::NoAgreementWanted,
        Self::NotReached,
        Self::EndedEarly,
    ];

    /// How the outcome is named on screen and paper.
    pub fn title(self) -> &'static str {
        match self {
            Self::Agreement => "Agreement",
            Self::NoAgreementWanted => "No agreement wanted",
            Self::NotReached => "Not reached",
            Self::EndedEarly => "Ended early",
        }
    }
}
