//! Who may take part.

use serde::{Deserialize, Serialize};

use super::RoleId;

/// A role that people of a case can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Name used inside the script.
    pub id: RoleId,
    /// What the rules need to know of the role.
    pub kind: RoleKind,
    /// Name on screen for one person, in neutral words.
    pub name: String,
    /// Name on screen for several.
    pub plural: String,
    /// How words speak of it where nobody here holds it, such as "the referrer"; its name, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// How many people the meeting needs in this role.
    #[serde(default)]
    pub at_least: u16,
    /// How many people the role can have; no limit when left out.
    #[cfg_attr(test, schemars(range(min = 1)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u16>,
    /// Whether each is asked in private at arrival whether they are still willing.
    #[serde(default = "yes")]
    pub asked_if_willing: bool,
    /// Whether they have turns when a prompt goes to each person; observers do not.
    #[serde(default = "yes")]
    pub speaks: bool,
    /// Whether they sign what was agreed. Left out, everybody with a voice does, and whoever runs
    /// the meeting, interprets or looks on does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signs: Option<bool>,
    /// Roles that a person of this role supports, so that the screen can ask whose supporter they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supports: Vec<RoleId>,
}

/// What the rules need to know of a role, whatever the script calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// Somebody who was harmed.
    Harmed,
    /// Somebody who did the harm or takes responsibility for it.
    Responsible,
    /// Somebody who takes part and is neither harmed nor responsible: a member of a circle or of a
    /// group, a colleague, a pupil.
    Participant,
    /// Somebody who came to support another person.
    Supporter,
    /// A member of the family or of its network.
    Family,
    /// The child or young person whom the meeting is about.
    Child,
    /// Somebody here for their work: referrer, information giver, advocate.
    Professional,
    /// Somebody who interprets.
    Interpreter,
    /// Somebody without a voice in the meeting.
    Observer,
    /// Somebody who runs the meeting.
    Facilitator,
}

impl RoleKind {
    /// Whether people of this kind are there for their work, whoever else is in the room.
    pub fn works_there(self) -> bool {
        match self {
            Self::Professional | Self::Interpreter | Self::Observer | Self::Facilitator => true,
            Self::Harmed
            | Self::Responsible
            | Self::Participant
            | Self::Supporter
            | Self::Family
            | Self::Child => false,
        }
    }

    /// Whether people of this kind are one of the two sides.
    pub fn is_a_side(self) -> bool {
        matches!(self, Self::Harmed | Self::Responsible)
    }
}

fn yes() -> bool {
    true
}

impl Role {
    /// Whether whoever holds it has a voice in the meeting.
    pub fn has_voice(&self) -> bool {
        self.speaks && self.kind != RoleKind::Facilitator
    }

    /// Whether whoever holds it is asked to sign what was agreed.
    pub fn is_to_sign(&self) -> bool {
        self.signs.unwrap_or(self.has_voice())
    }
}
