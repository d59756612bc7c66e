//! What is asked and looked at before people meet.

use serde::{Deserialize, Serialize};

use super::{ConsentId, RoleId};

/// Something that people are asked to agree to before they take part, each by themselves.
///
/// It is their agreement to take part and to what comes with it, as a history: given, taken
/// back, given again. It is no legal basis for holding data and is never called one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Name used in records.
    pub id: ConsentId,
    /// What is agreed to, as it stands after "agreed to", such as "take part in the meeting".
    pub purpose: String,
    /// The question in full words, put to one person.
    pub ask: String,
    /// Its easy-read form.
    pub easy: String,
    /// Roles whose people are asked.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub of: Vec<RoleId>,
    /// Whether a meeting cannot count while somebody in it has not agreed to this.
    #[serde(default)]
    pub required: bool,
}
