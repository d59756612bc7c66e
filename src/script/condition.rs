//! When a stage, a prompt or a gate belongs to a session.

use serde::{Deserialize, Serialize};

use super::{DecisionId, OutcomeId, RoleId};

/// Says when a part of a script applies; every field that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Somebody in this role is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<RoleId>,
    /// Nobody in this role is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<RoleId>,
    /// This was chosen at a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Choice>,
    /// This was not chosen at a decision, or the decision is still open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_chosen: Option<Choice>,
}

/// One outcome of one decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The decision.
    pub decision: DecisionId,
    /// Its outcome.
    pub outcome: OutcomeId,
}
