//! The people of a case.

use serde::{Deserialize, Serialize};

use super::{Now, PersonId};
use crate::script::RoleId;

/// Somebody who takes part, by the name they chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Pseudonymous number used in files.
    pub id: PersonId,
    /// What the person is called in the room, and how.
    pub details: PersonDetails,
    /// Where they are.
    pub presence: Presence,
    /// Each time they said whether they are willing, oldest first; never overwritten.
    /// A sitting after a yes adds that they were not asked yet.
    pub willing: Vec<(Now, Willing)>,
    /// Each arrival, leaving and return, and each word that they are not coming, oldest first.
    pub comings_and_goings: Vec<(Now, Presence)>,
    /// How much of both is of sittings that are over.
    pub earlier: Earlier,
}

/// How much of what is recorded of somebody is of sittings that are over: a number of entries,
/// for a meeting that is entered later ended at a time before it was typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Of their comings and goings.
    pub comings: usize,
    /// Of what they said of being willing.
    pub said: usize,
}

impl Person {
    /// Whether they stay at home, and a letter, a message or somebody else speaks for them.
    pub fn sends_word(&self) -> bool {
        match self.details.attends {
            Attendance::Message | Attendance::Represented => true,
            Attendance::Room | Attendance::Video | Attendance::Phone => false,
        }
    }

    /// Whether they take part from another place, by a screen or a line.
    pub fn is_far_away(&self) -> bool {
        match self.details.attends {
            Attendance::Video | Attendance::Phone => true,
            Attendance::Room | Attendance::Message | Attendance::Represented => false,
        }
    }

    /// Whether they are not in the meeting, and a letter, a message or somebody else speaks for
    /// them: nothing can be read to them there, and nobody signs for them.
    pub fn is_spoken_for(&self) -> bool {
        self.sends_word() && !self.is_in_the_meeting()
    }

    /// What they last said of being willing; nothing in this sitting yet means not asked.
    pub fn is_willing(&self) -> Willing {
        self.willing
            .last()
            .map_or(Willing::NotAsked, |(_, willing)| *willing)
    }

    /// Whether they are in the meeting now.
    pub fn is_here(&self) -> bool {
        self.presence == Presence::Here
    }

    /// Whether they belong to the meeting: somebody who stepped out for a moment still does.
    pub fn is_in_the_meeting(&self) -> bool {
        match self.presence {
            Presence::Here | Presence::Out => true,
            Presence::Expected | Presence::Left | Presence::Away => false,
        }
    }

    /// Whether they came to this sitting, if only for a while.
    pub fn has_come(&self) -> bool {
        self.presence.has_come()
    }

    /// Whether they ever came, to this sitting or to one before.
    pub fn ever_came(&self) -> bool {
        let mut moves = self.comings_and_goings.iter();
        moves.any(|(_, presence)| presence.has_come())
    }
}

/// What is known of a person before the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDetails {
    /// The name they chose to be called in the room, at most 120 characters.
    pub name: String,
    /// The roles they hold; several where harm was mutual.
    pub roles: Vec<RoleId>,
    /// Whom they came to support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports: Option<PersonId>,
    /// How the name is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_as: Option<String>,
    /// How they take part.
    #[serde(default)]
    pub attends: Attendance,
}

/// How somebody takes part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// In the room.
    #[default]
    Room,
    /// By video.
    Video,
    /// By telephone.
    Phone,
    /// By a letter or a message read out.
    Message,
    /// Through somebody who speaks for them.
    Represented,
}

impl Attendance {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Room,
        Self::Video,
        Self::Phone,
        Self::Message,
        Self::Represented,
    ];

    /// What it is called on screen and paper.
    pub fn title(self) -> &'static str {
        match self {
            Self::Room => "in the room",
            Self::Video => "by video",
            Self::Phone => "by telephone",
            Self::Message => "by a letter or message",
            Self::Represented => "through somebody who speaks for them",
        }
    }
}

/// Where somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Not come yet.
    Expected,
    /// In the meeting.
    Here,
    /// Stepped out and may return.
    Out,
    /// Left for the day.
    Left,
    /// Not coming today, and not waited for; may come all the same.
    Away,
}

impl Presence {
    /// Whether it means that somebody came, if only for a while.
    pub fn has_come(self) -> bool {
        match self {
            Self::Here | Self::Out | Self::Left => true,
            Self::Expected | Self::Away => false,
        }
    }
}

/// Whether somebody is willing to take part, as they said it in private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Willing {
    /// Not asked yet.
    NotAsked,
    /// They said yes.
    Given,
    /// They said no, or took their yes back.
    Withdrawn,
}
