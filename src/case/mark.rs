//! Marks: one silent key each, stamped with the time.

use serde::{Deserialize, Serialize};

use super::{MarkId, Now, PersonId, TurnKey, Words};

/// One mark, and the words added to it later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The number of the event that made it.
    pub id: MarkId,
    /// When it was made.
    pub at: Now,
    /// What it marks.
    pub kind: MarkKind,
    /// Which turn it was made in.
    pub turn: Option<TurnKey>,
    /// Who was speaking, or who it is about.
    pub person: Option<PersonId>,
    /// Words, in the order in which they were added.
    pub words: Vec<Words>,
    /// For a safety mark: what was done, who was told and when. For whoever looks after
    /// safety alone, so no list of marks shows it.
    pub follow_up: Option<Words>,
    /// Whether its words are kept when working notes are erased.
    pub kept: bool,
    /// For an idea: whether it became an item.
    pub used: bool,
    /// For a question: whether it was come back to. For a safety mark: whether it was followed up.
    pub settled: bool,
}

/// What a mark can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Something that matters.
    KeyPoint,
    /// Somebody offered something for the agreement.
    Idea,
    /// Something to come back to.
    Question,
    /// Something about safety; looks like any other mark until the room is empty.
    Safety,
    /// A note, typed on the note line.
    Note,
}

impl MarkKind {
    /// Its name on screen; the safety mark's is as plain as any other.
    pub fn title(self) -> &'static str {
        match self {
            Self::KeyPoint => "Key point",
            Self::Idea => "Idea",
            Self::Question => "Question",
            Self::Safety => "Point",
            Self::Note => "Note",
        }
    }
}
