//! How long cases are kept: the periods of a service as data, never as code.

use serde::{Deserialize, Serialize};

use super::{Outcome, RuleId, ScriptId};

/// The periods by which a service keeps its cases, and why.
///
/// Exactly one set is in force: the service's own, where there is one. The program tells the day
/// and the reason; a person disposes of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RetentionRules {
    /// Where an editor finds the schema; not used by the program.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the format of retention rules; now 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub format: u32,
    /// Version of these rules, for whoever looks up later by which a case was disposed of.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub version: u32,
    /// Title shown in lists.
    pub title: String,
    /// What they are for, in one or two sentences.
    pub summary: String,
    /// Where they come from, such as the schedule of the service, with the year.
    pub source: String,
    /// Who wrote the words.
    pub author: String,
    /// Under which licence the words may be used.
    pub licence: String,
    /// Working notes are gone through within so many days of the end of their meeting, each to be
    /// kept or erased; where it is left out no day stands for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(range(min = 1, max = 366)))]
    pub notes_within_days: Option<u16>,
    /// The periods in their order: the first that fits a case holds for it. The last one fits
    /// every case and catches what is left.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub periods: Vec<Period>,
}

/// One period, and the cases that it holds for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Name used in receipts, so that everybody can look up which period held.
    pub id: RuleId,
    /// The scripts that a case is run from; none means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scripts: Vec<ScriptId>,
    /// How the case came out; none means however.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<CameOut>,
    /// So many years.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(test, schemars(range(max = 100)))]
    pub years: u16,
    /// And so many months.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(test, schemars(range(max = 1200)))]
    pub months: u16,
    /// From when they are counted.
    pub from: KeptFrom,
    /// Why, in a sentence or two that can be read to whoever asks.
    pub because: String,
}

/// How a case came out; no two are ever one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CameOut {
    /// Something was agreed.
    Agreement,
    /// People said what they came to say and wanted nothing written.
    NoAgreementWanted,
    /// An agreement was wanted and not reached.
    NotReached,
    /// It stopped before its end.
    EndedEarly,
    /// A meeting was begun, and none has ended.
    Unfinished,
    /// No meeting was begun.
    NobodyMet,
}

impl CameOut {
    /// By the outcome of what has ended, and whether any meeting was begun.
    pub fn of(outcome: Option<Outcome>, met: bool) -> Self {
        match outcome {
            Some(Outcome::Agreement) => Self::Agreement,
            Some(Outcome::NoAgreementWanted) => Self::NoAgreementWanted,
            Some(Outcome::NotReached) => Self::NotReached,
            Some(Outcome::EndedEarly) => Self::EndedEarly,
            None if met => Self::Unfinished,
            None => Self::NobodyMet,
        }
    }
}

/// From when a period is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeptFrom {
    /// From the day on which the whole case was closed; one that is not closed is kept.
    CaseClosed,
    /// From the day of the last meeting; where nobody met, from the last entry.
    LastMeeting,
    /// From the day on which something was last recorded in it.
    LastEntry,
}

impl Period {
    /// Whether it holds for a case that was run from this script and came out so.
    pub fn fits(&self, script: &str, came_out: CameOut) -> bool {
        let scripts = &self.scripts;
        let of_script = scripts.is_empty() || scripts.iter().any(|one| one.as_str() == script);
        of_script && (self.outcomes.is_empty() || self.outcomes.contains(&came_out))
    }

    /// How long it is in months.
    pub fn in_months(&self) -> u32 {
        u32::from(self.years) * 12 + u32::from(self.months)
    }

    /// How long it is in words: `6 years`, `1 year and 3 months`.
    pub fn in_words(&self) -> String {
        let part = |count: u16, one: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {one}s")),
        };
        let parts = [part(self.years, "year"), part(self.months, "month")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" and ")
    }
}

impl RetentionRules {
    /// The period that holds for a case; always one in rules that were checked.
    pub fn period(&self, script: &str, came_out: CameOut) -> Option<&Period> {
        let mut periods = self.periods.iter();
        periods.find(|period| period.fits(script, came_out))
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the derived writer hands over a reference"
)]
fn is_zero(count: &u16) -> bool {
    *count == 0
}
