//! One case as a list of many shows it.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::case::Waiting;

/// One case in a list: numbers and times, no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSummary {
    /// Its pseudonymous reference.
    pub reference: String,
    /// Whether it is a practice case.
    pub practice: bool,
    /// Whether it is sealed on the disk.
    pub protected: bool,
    /// Where it stands.
    pub standing: Standing,
    /// What is missing from it, though it can be opened; nothing where it is whole or that is not
    /// known yet.
    pub missing: Option<String>,
    /// When it was begun, where that can be read.
    pub opened: Option<DateTime<FixedOffset>>,
    /// When something was last recorded in it.
    pub last_words: Option<DateTime<FixedOffset>>,
    /// More of it, once somebody looked into it.
    pub details: Option<CaseDetails>,
}

/// What only a case that was read whole can tell: numbers, no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDetails {
    /// Title of its script.
    pub script: String,
    /// People.
    pub people: usize,
    /// Marks and notes.
    pub marks: usize,
    /// Items on its board.
    pub items: usize,
    /// What was left for later once its last meeting was over.
    pub waiting: Waiting,
    /// Whether a half-typed note waits in it.
    pub draft: bool,
    /// Until when it is kept, in a sentence; nothing of a practice case.
    pub kept: Option<String>,
}

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// No meeting has begun.
    Prepared,
    /// A meeting is going on, or was interrupted.
    Running,
    /// Its meeting goes on another day, where known.
    Adjourned(Option<NaiveDate>),
    /// Its meeting ended; how that is called.
    Ended(&'static str),
    /// One of its meetings ended, and the next one is still to come; how the ending is called.
    Between(&'static str),
    /// The whole case is closed; how it came out is called.
    Closed(&'static str),
    /// Its meeting ended, and working notes of it wait to be kept or erased.
    NotesWait(&'static str),
    /// It cannot be opened, and what to do about that.
    Unreadable(String),
}

impl Standing {
    /// Whether somebody may still want to go on with it, if only to go through its notes.
    pub fn is_unfinished(&self) -> bool {
        match self {
            Self::Prepared
            | Self::Running
            | Self::Adjourned(_)
            | Self::NotesWait(_)
            | Self::Unreadable(_) => true,
            Self::Ended(_) | Self::Between(_) | Self::Closed(_) => false,
        }
    }

    /// Whether people meet again in it, though nothing of it stopped half way.
    pub fn is_between(&self) -> bool {
        matches!(self, Self::Between(_))
    }
}

/// A case that is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete {
    /// Its reference.
    pub reference: String,
    /// Whether it is a practice case.
    pub practice: bool,
    /// What is missing.
    pub missing: String,
}
