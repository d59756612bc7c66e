//! A named part of a session.

use serde::{Deserialize, Serialize};

use super::{Claim, Condition, GateId, Prompt, RoleId, StageId};

/// A named part of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Name used inside the script.
    pub id: StageId,
    /// Name on screen.
    pub title: String,
    /// What the stage is for, in one sentence.
    pub purpose: String,
    /// How long it is planned to take.
    pub minutes: Minutes,
    /// Who must be in or out of the room.
    #[serde(default)]
    pub room: Room,
    /// What may be recorded.
    #[serde(default)]
    pub recording: Recording,
    /// How turns go round.
    #[serde(default)]
    pub turns: TurnPattern,
    /// A stage that is only held if people want it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optional: Option<Optional>,
    /// Time without the facilitator, for one side or for the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateTime>,
    /// When it applies; always, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Checks before the stage begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// Whether people have a break in it, so that no schedule plans another near it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub rest: bool,
    /// What is said, asked, checked, recorded and decided, in order.
    pub prompts: Vec<Prompt>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// How long a stage is planned to take, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// Minutes that it takes at the least.
    #[cfg_attr(test, schemars(range(min = 1, max = 600)))]
    pub min: u16,
    /// Minutes that it usually takes.
    #[cfg_attr(test, schemars(range(min = 1, max = 600)))]
    pub typical: u16,
    /// Minutes that it takes at the most.
    #[cfg_attr(test, schemars(range(min = 1, max = 600)))]
    pub max: u16,
}

impl Stage {
    /// Whether somebody with these roles is not there for it: it sends them out, or it is a time
    /// that others have to themselves.
    pub fn is_without(&self, roles: &[RoleId]) -> bool {
        match &self.private {
            Some(private) => !roles.iter().any(|role| private.roles.contains(role)),
            None => self.room.sends_out(roles),
        }
    }
}

/// Who must be in or out of the room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Roles of whom at least one person must be here.
    #[serde(rename = "in", default, skip_serializing_if = "Vec::is_empty")]
    pub inside: Vec<RoleId>,
    /// Roles who must be out of the room.
    #[serde(rename = "out", default, skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<RoleId>,
}

impl Room {
    /// Whether somebody with these roles must be out of the room; with one role that
    /// may stay, as where harm was mutual, they may stay.
    pub fn sends_out(&self, roles: &[RoleId]) -> bool {
        !roles.is_empty() && roles.iter().all(|role| self.outside.contains(role))
    }
}

/// What may be recorded during a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Recording {
    /// Marks and notes.
    #[default]
    Notes,
    /// Marks without words, and no notes; a prompt of the kind `record` still opens what it records.
    Marks,
    /// Only its start, its end and each time somebody was called back in.
    Private,
}

/// How turns go round in a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TurnPattern {
    /// One question goes to everybody it is meant for before the next question.
    #[default]
    ByQuestion,
    /// One person hears all their questions before the next person.
    ByPerson,
    /// A talking piece goes round; everybody may pass, and no reason is asked.
    Round,
}

/// A stage that is only held if people want it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Optional {
    /// The question that decides it, asked while the meeting is set up.
    pub ask: String,
    /// Whether it is held unless somebody says otherwise.
    pub included: bool,
}

/// Time without the facilitator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PrivateTime {
    /// Whose time it is; everybody else leaves.
    #[serde(rename = "for")]
    pub roles: Vec<RoleId>,
    /// How people call the facilitator back in.
    pub call: String,
}

/// A check before something may go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Name used inside the script.
    pub id: GateId,
    /// How strict it is.
    #[serde(default)]
    pub severity: Severity,
    /// Whether the session does not count without it even where it ended before the stage was
    /// reached, as where a standard asks for an outcome; only with the severity `legal`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needed: bool,
    /// What must be so.
    pub check: String,
    /// What to do where it is not.
    pub hint: String,
    /// When it applies; always, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Whether it is asked again each time people come round to its stage. Left out, its answer
    /// holds for the sitting: it is asked again in a new session, and where people go on after
    /// an adjournment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_round: bool,
    /// Whether it is asked of people alone, as whether they are afraid of somebody. The screen then
    /// says only that something is to be asked, until whoever runs the meeting looks at it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked_alone: bool,
    /// What a yes says is so, where the record can bear it out: while it does not, a yes is not
    /// taken, and it is said where that is put down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<Claim>,
    /// How many people have to be here for a yes, by their roles: while they are not recorded as
    /// being here, a yes is not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub here: Option<Quorum>,
}

/// How many people of some roles have to be here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// The roles that count; somebody who holds several of them counts once.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub roles: Vec<RoleId>,
    /// How many of them have to be here at the least.
    #[cfg_attr(test, schemars(range(min = 1, max = 60)))]
    pub at_least: u16,
}

/// How the program's own check begins that somebody agreed to something.
pub const CONSENT_CHECK: &str = "consent-";
/// How the program's own check begins that those are in the room who have to be.
pub const IN_ROOM_CHECK: &str = "in-room-";
/// How the program's own check begins that everybody is out of the room who has to be.
pub const OUT_OF_ROOM_CHECK: &str = "out-of-room-";

/// How strict a gate is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Shown, never in the way.
    Info,
    /// May be overridden with a reason.
    #[default]
    Confirm,
    /// The session does not count without it; going on needs who decided so and why.
    Legal,
}
