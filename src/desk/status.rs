//! How saving stands, as the screen shows it.

use std::path::PathBuf;

use crate::case::Now;
use crate::store::{CopyStanding, Report};

/// How saving stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveStatus {
    /// The last event that is known to be on the disk, and when it got there.
    pub saved: Option<(u64, Now)>,
    /// Events that were handed over and not confirmed yet.
    pub waiting: usize,
    /// Since when the oldest of them waits.
    pub waiting_since: Option<Now>,
    /// What is wrong and what to do, while something could not be saved.
    pub problem: Option<String>,
    /// Why something that was closed has no seal yet, while that is so; all of it is saved.
    pub unsealed: Option<MissingSeal>,
    /// When half-typed text was last kept.
    pub draft_kept: Option<Now>,
    /// Where a rescue copy was written, if one had to be.
    pub rescued_to: Option<PathBuf>,
    /// How the copy on a shared folder stands, where one is made.
    pub copy: Option<CopyStanding>,
}

/// That something that was closed has no seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingSeal {
    /// Why, and what to do.
    pub problem: String,
    /// Whether it is made when the case is next opened; otherwise the next closing makes one.
    pub is_noted: bool,
}

impl SaveStatus {
    /// Whether nothing waits to be saved, and nothing could not be.
    pub fn is_saved(&self) -> bool {
        self.waiting == 0 && self.problem.is_none()
    }

    /// Takes in what the writer reported.
    pub(super) fn take_in(&mut self, report: Report) {
        match report {
            Report::Saved { number, at } => self.saved = Some((number, at)),
            Report::DraftKept { at } => self.draft_kept = Some(at),
            Report::NotSaved {
                waiting,
                problem,
                advice,
            } => {
                self.waiting = waiting;
                self.problem = Some(format!("{problem} {advice}"));
            }
            Report::Crowded { waiting } => {
                self.waiting = waiting;
            }
            Report::Rescued { to } => {
                self.problem = None;
                self.rescued_to = Some(to);
            }
            Report::Recovered => self.problem = None,
            Report::NotSealed { problem, is_noted } => {
                self.unsealed = Some(MissingSeal { problem, is_noted });
            }
            Report::Sealed | Report::SealedLater => self.unsealed = None,
            Report::WordsSaved { .. }
            | Report::Erased { .. }
            | Report::SealPutOff
            | Report::PlanSaved
            | Report::ScriptSaved { .. } => {}
        }
    }
}

impl super::Desk {
    /// How saving stands.
    pub fn status(&self) -> &SaveStatus {
        &self.status
    }

    /// Whether what is typed into it is saved in plain files, sealed for nobody.
    pub fn is_plain(&self) -> bool {
        self.plain
    }
}

#[cfg(test)]
impl super::Desk {
    /// Lets saving stand as a test of the screen needs it.
    pub fn set_status_for_test(&mut self, status: SaveStatus) {
        self.status = status;
    }

    /// Lets a meeting stand at a turn as a test of the screen needs it, whatever the rules say.
    pub fn stand_at_for_test(&mut self, to: crate::case::TurnKey) {
        let now = self.clock.now();
        self.take(vec![crate::case::Event::Moved { to }], now);
    }
}
