//! The world outside the screen: where cases and scripts come from.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::desk::Desk;
use crate::script::{Outcome, ScriptId};

use super::effect::NewCaseRequest;

/// Lists, begins and opens cases for the screen.
pub trait Office {
    /// Begins to look for what the home screen lists, and does not wait for it.
    fn look_around(&mut self);
    /// What was found since this was last asked.
    fn found(&mut self) -> Vec<Found>;
    /// Reads one case whole, to say more of it than a glance tells.
    fn look_into(&self, reference: &str, practice: bool) -> Result<CaseDetails, OfficeProblem>;
    /// Every script that a case can be begun from.
    fn scripts(&self) -> Result<Vec<ScriptSummary>, OfficeProblem>;
    /// What to say where a case is begun, of files of the service's own that cannot be used.
    fn script_trouble(&self) -> Option<String> {
        None
    }
    /// Begins a case; a fictional one with its people filled in.
    fn create(&mut self, request: &NewCaseRequest) -> Result<Desk, OfficeProblem>;
    /// Opens a case to go on with it.
    fn open(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem>;
    /// Opens a case that every command but reading is refused on.
    fn open_to_read(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem>;
    /// A reference that is not taken, such as `RC-0413`.
    fn suggest_reference(&self) -> String;
    /// Whether real cases are sealed on the disk; else the screen says NOT PROTECTED.
    fn is_protected(&self) -> bool;
}

/// What went wrong outside the screen, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeProblem {
    /// What went wrong, in one sentence.
    pub what: String,
    /// What to do, in one sentence.
    pub instead: String,
}

impl fmt::Display for OfficeProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.what, self.instead)
    }
}

impl std::error::Error for OfficeProblem {}

/// Something that the office found while it looked around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Every case, real and fictional, the one with the latest words first; or why they
    /// cannot be listed.
    Cases(Result<Vec<CaseSummary>, OfficeProblem>),
    /// Every fictional case that can be practised; told after the cases.
    PracticeCases(Vec<PracticeSummary>),
}

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
    /// When it was begun.
    pub opened: DateTime<FixedOffset>,
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
    /// Whether a half-typed note waits in it.
    pub draft: bool,
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
    /// Its meeting ended.
    Ended(Outcome),
    /// It cannot be opened, and what to do about that.
    Unreadable(String),
}

impl Standing {
    /// Whether somebody may still want to go on with it.
    pub fn is_unfinished(&self) -> bool {
        match self {
            Self::Prepared | Self::Running | Self::Adjourned(_) | Self::Unreadable(_) => true,
            Self::Ended(_) => false,
        }
    }
}

/// One script in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptSummary {
    /// Its short name.
    pub id: ScriptId,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// Where it is the service's own: which file, and which shipped one stands back behind it.
    pub own: Option<String>,
}

/// One fictional case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeSummary {
    /// Its short name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Title of its script.
    pub script: String,
    /// What happened.
    pub story: String,
}
