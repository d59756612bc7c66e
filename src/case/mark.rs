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
    /// For whom they are kept, where they are.
    pub kept_for: KeptFor,
    /// For an idea: whether it became an item.
    pub used: bool,
    /// For a question: whether it was come back to. For a safety mark: whether it was followed up.
    pub settled: bool,
}

/// For whom the words of a mark are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptFor {
    /// For whoever runs the meetings of the case.
    #[default]
    Facilitator,
    /// For whoever looks after safety: no list of marks shows them any more.
    Restricted,
    /// To learn from, in supervision or training.
    Practice,
}

impl KeptFor {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Facilitator, Self::Restricted, Self::Practice];

    /// How a mark of it stands in a list.
    pub fn title(self) -> &'static str {
        match self {
            // In a later meeting others may see the list.
            Self::Facilitator | Self::Restricted => "kept",
            Self::Practice => "kept to learn from",
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for a reference"
    )]
    pub(super) fn is_for_the_facilitator(&self) -> bool {
        *self == Self::Facilitator
    }
}

impl Mark {
    /// Whether its words are for those alone who look after safety.
    pub fn is_about_safety(&self) -> bool {
        self.kind == MarkKind::Safety || (self.kept && self.kept_for == KeptFor::Restricted)
    }

    /// Its words as a list of marks shows them: none that are about safety, for others in the room
    /// may see the list.
    pub fn listed_words(&self) -> impl Iterator<Item = &str> {
        let hidden = self.is_about_safety();
        let words = self.words.iter().filter(move |_| !hidden);
        words.filter_map(Words::text)
    }
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
    /// Its name on screen. A safety mark has the name of a key point, so that nobody who sees the
    /// screen can tell them apart.
    pub fn title(self) -> &'static str {
        match self {
            Self::KeyPoint | Self::Safety => "Key point",
            Self::Idea => "Idea",
            Self::Question => "Question",
            Self::Note => "Note",
        }
    }
}
