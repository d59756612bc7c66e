//! Words that may have to be forgotten.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Answer, ItemDraft, PersonId, WordsId};

/// Words as an event refers to them: the journal keeps only their number, the
/// erasable notes keep what was said.
///
/// Content is there while the program runs and after the notes were read; it is
/// gone for good once the words were erased.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WordsId", into = "WordsId")]
pub struct Words {
    /// Their number in the notes.
    pub id: WordsId,
    /// What was said, unless it was erased.
    pub content: Option<Content>,
}

/// What can stand in the notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Free words: of a mark, a note, a reason, a concern, a follow-up.
    Text(String),
    /// One wording of an item.
    Item(Box<ItemDraft>),
    /// One person's answer to an item.
    Answer {
        /// Who.
        person: PersonId,
        /// What they answered.
        answer: Answer,
        /// What would have to change for their yes, where they said it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<String>,
    },
}

/// What words are for: it decides which rule forgets them, and how they come back
/// when a crash took the event that refers to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Words of a mark: forgotten as a working note, unless the mark is kept.
    Mark,
    /// Words about safety, in the restricted layer: no rule forgets them.
    Safety,
    /// What was found out while a case was prepared, in the facilitator's layer: it outlives a
    /// meeting, for a case may hold several, and is forgotten by a rule of its own.
    Preparation,
    /// Why a check was passed over or a turn left out: forgotten with the working notes.
    Reason,
    /// The agreement as it is being made, and why it was opened again: forgotten at closing,
    /// or with the working notes where nothing was closed, if agreed items only are kept.
    Board,
    /// What worried the facilitator about an item: theirs alone, forgotten with the working notes;
    /// where agreed items only are kept, at closing already unless the item was agreed.
    Concern,
    /// Words of a message or letter: forgotten with the working notes once nothing more is to
    /// be done about it.
    Carried,
}

/// Under which rule words were erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EraseRule {
    /// What was not agreed, and who differed, at closing an agreement that keeps agreed items only.
    AgreedOnly,
    /// Working notes that nobody promoted, when the case was finished.
    WorkingNotes,
    /// What was found out while the case was prepared.
    Preparation,
    /// What was carried between people, when the whole case was closed.
    Carried,
}

impl Words {
    /// Makes words that are about to be kept.
    pub fn new(id: WordsId, content: Content) -> Self {
        Self {
            id,
            content: Some(content),
        }
    }

    /// The free words, where that is what they are and they were not erased.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Some(Content::Text(text)) => Some(text),
            Some(Content::Item(_) | Content::Answer { .. }) | None => None,
        }
    }
}

impl From<WordsId> for Words {
    fn from(id: WordsId) -> Self {
        Self { id, content: None }
    }
}

impl From<Words> for WordsId {
    fn from(words: Words) -> Self {
        words.id
    }
}

/// Shows the number only, so that no log or panic can carry anybody's words.
impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.content.is_some() {
            "kept"
        } else {
            "erased"
        };
        write!(formatter, "Words({}, {state})", self.id.0)
    }
}
