//! Words that may have to be forgotten.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Answer, ItemDraft, MarkKind, PersonId, WordsId};
use crate::script::counted;

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
    /// What was done once a meeting was over: who was told what, and why a day to get in touch was
    /// moved; part of the record of the case, which no rule forgets.
    Record,
    /// What the facilitator wrote for themselves once a meeting was over: nobody else's, and
    /// forgotten by a rule of its own.
    LookBack,
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
    /// What the facilitator wrote for themselves.
    LookBack,
}

/// The receipt of an erasure: what was erased, never a word of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// How many words.
    pub count: u64,
    /// Under which rule.
    pub rule: EraseRule,
    /// How many of each kind; nothing where an older version erased them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kinds: BTreeMap<ErasedKind, u64>,
}

impl Erasure {
    /// A receipt that tells no kinds.
    pub fn new(count: u64, rule: EraseRule) -> Self {
        Self {
            count,
            rule,
            kinds: BTreeMap::new(),
        }
    }
}

/// What kind of words were erased; a receipt counts each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasedKind {
    /// Words of a key point.
    KeyPoint,
    /// Words of an idea for the agreement.
    Idea,
    /// Words of a question to return to.
    Question,
    /// Notes.
    Note,
    /// Reasons for leaving something out or for going on without it.
    Reason,
    /// Concerns about what was on the board.
    Concern,
    /// Drafts of the agreement as it was being made.
    Board,
    /// Words of messages and letters.
    Message,
    /// Words of the preparation.
    Preparation,
    /// What the facilitator wrote for themselves.
    LookBack,
    /// Words about safety or of the record, which no rule erases by itself.
    Other,
}

impl ErasedKind {
    /// How many of them are called.
    pub fn counted(self, count: u64) -> String {
        let (one, several) = match self {
            Self::KeyPoint => ("key point", "key points"),
            Self::Idea => ("idea", "ideas"),
            Self::Question => ("question", "questions"),
            Self::Note => ("note", "notes"),
            Self::Reason => ("reason", "reasons"),
            Self::Concern => ("concern", "concerns"),
            Self::Board => ("draft of the agreement", "drafts of the agreement"),
            Self::Message => ("piece of a message", "pieces of messages"),
            Self::Preparation => ("word of preparation", "words of preparation"),
            Self::LookBack => ("look back", "looks back"),
            Self::Other => ("other", "others"),
        };
        counted(count, one, several)
    }

    /// The kind of words that stood with a mark.
    pub(super) fn of_mark(kind: MarkKind) -> Self {
        match kind {
            MarkKind::KeyPoint => Self::KeyPoint,
            MarkKind::Idea => Self::Idea,
            MarkKind::Question => Self::Question,
            MarkKind::Note => Self::Note,
            MarkKind::Safety => Self::Other,
        }
    }

    /// The kind of words that stood with no mark, by what they were for.
    pub(super) fn of_purpose(purpose: Option<Purpose>) -> Self {
        match purpose {
            Some(Purpose::Reason) => Self::Reason,
            Some(Purpose::Concern) => Self::Concern,
            Some(Purpose::Board) => Self::Board,
            Some(Purpose::Carried) => Self::Message,
            Some(Purpose::Preparation) => Self::Preparation,
            Some(Purpose::LookBack) => Self::LookBack,
            Some(Purpose::Mark) => Self::Note,
            Some(Purpose::Safety | Purpose::Record) | None => Self::Other,
        }
    }
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
