//! The saved plan: what was agreed, as JSON that other programs may rely on.
//!
//! A [`Plan`] is a promise. Its schema has a version, its keys stand in one
//! order, and plans of every released version stay readable. It is made from the
//! last closed agreement alone: drafts, working notes and the facilitator's
//! concerns have no field here, so they cannot slip in.

mod build;
mod item;
mod parts;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

pub use build::plan_of;
pub use item::{PlanItem, ReferrerDecision};
pub use parts::{
    AgreementState, BottomLine, Carried, ChildVoice, Closing, FollowUpDate, PlanCopy, PlanKind,
    PlanPerson, PlanScript, PlanSession, PlanSignature, PrivateTime, Question, RefusedPlanItem,
    Reopening,
};

use super::sheet::line;
use crate::case::{BottomLineId, Case, Party, QuestionId};
use crate::script::{Keeping, Outcome, RoleId};

/// Name and version of the shape that this program writes.
pub const SCHEMA: &str = "talking-piece/plan/1";
/// Text of the published schema of saved plans.
pub const PLAN_SCHEMA: &str = include_str!("../../schemas/plan.schema.json");

const SCHEMA_NAME: &str = "talking-piece/plan/";
const NEWEST: u32 = 1;

/// A plan as it is saved: what was agreed, and who may rely on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Plan {
    /// Name and version of this shape.
    #[cfg_attr(test, schemars(regex(pattern = "^talking-piece/plan/1$")))]
    pub schema: String,
    /// What kind of plan it is.
    pub kind: PlanKind,
    /// Whether the case is fictional; such a plan counts nowhere.
    pub practice: bool,
    /// Pseudonymous reference of the case.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The reference that the case had when this was agreed, where it has another one since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_as: Option<String>,
    /// Title on the paper.
    pub title: String,
    /// What the plan is in law, such as "voluntary; not a court order".
    pub standing: String,
    /// What was said about who may read it.
    pub confidentiality: String,
    /// The script that was run.
    pub script: PlanScript,
    /// The meeting in which it was closed.
    pub session: PlanSession,
    /// How the meeting ended; nothing while it goes on.
    pub outcome: Option<Outcome>,
    /// What the script allows to be kept.
    pub record_rule: Keeping,
    /// Which closing this is, from 1.
    pub version: u16,
    /// When it was closed.
    pub closed: DateTime<FixedOffset>,
    /// Whether it stands, or was opened again since.
    pub state: AgreementState,
    /// What it is for, in the people's own words.
    pub purpose: Option<String>,
    /// Everybody who took part or is named in the plan.
    pub people: Vec<PlanPerson>,
    /// What was agreed, in the order in which it is read.
    pub items: Vec<PlanItem>,
    /// What was not agreed, where the script keeps differences; else empty.
    pub not_agreed: Vec<PlanItem>,
    /// Items that whoever ratifies did not accept, with the reason given that day.
    pub refused: Vec<RefusedPlanItem>,
    /// Roles without whose yes nothing is agreed; everybody who answered, when empty.
    pub veto_roles: Vec<RoleId>,
    /// What happens if it does not work; a stated "none" is an answer.
    pub contingency: Option<String>,
    /// Who leads or keeps an eye on it.
    pub lead: Option<String>,
    /// Who is told if something is not kept, and how.
    pub who_is_told: Option<String>,
    /// When it is looked at again.
    pub review: Option<NaiveDate>,
    /// When somebody gets in touch, by the script's rules.
    pub follow_ups: Vec<FollowUpDate>,
    /// How each person signed.
    pub signatures: Vec<PlanSignature>,
    /// Who gets which copy.
    pub copies: Vec<PlanCopy>,
    /// Every closing, oldest first; the last one is this plan.
    pub versions: Vec<Closing>,
    /// Each time a closed agreement was opened again, oldest first.
    pub reopenings: Vec<Reopening>,
    /// The child's own words; in a family plan only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_voice: Option<Vec<ChildVoice>>,
    /// What a safe plan must contain, and what meets it; in a family plan only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bottom_lines: Option<Vec<BottomLine>>,
    /// The questions agreed beforehand, and what answers them; in a family plan only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<Vec<Question>>,
    /// Times without the facilitator: when, and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_time: Option<Vec<PrivateTime>>,
    /// How much was carried between people who did not meet, as far as both agreed that this
    /// may be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// SHA-256 of everything that was recorded before this was closed, as hexadecimal digits: the
    /// code of the plan covers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

/// Why a plan could not be read.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The text is JSON of something else, or no JSON.
    #[error("This is not a plan of Talking Piece.")]
    NotAPlan,
    /// A newer program wrote it.
    #[error(
        "This plan was made by a newer version of Talking Piece (plan {0}; this version reads up to {NEWEST})."
    )]
    Newer(u32),
    /// It begins as a plan and is not all there.
    #[error("This plan is cut off: it ends within line {0}.")]
    CutOff(usize),
    /// It calls itself a plan and does not have the shape of one.
    #[error("This plan is damaged: line {line}, column {column} cannot be understood.")]
    Damaged {
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, from 1.
        column: usize,
    },
}

impl PlanError {
    fn damaged(error: &serde_json::Error) -> Self {
        Self::Damaged {
            line: error.line(),
            column: error.column(),
        }
    }
}

/// Whether a text that is not all JSON begins as every plan does, with its shape.
fn begins_as_plan(bytes: &[u8]) -> bool {
    let parts = ["{", "\"schema\"", ":", "\"", SCHEMA_NAME];
    let mut rest = bytes;
    parts.into_iter().all(|part| {
        let after = rest.trim_ascii_start().strip_prefix(part.as_bytes());
        rest = after.unwrap_or_default();
        after.is_some()
    })
}

#[derive(Deserialize)]
struct AnyPlan {
    schema: String,
}

impl Plan {
    /// Reads a plan that this program or an older one has saved.
    ///
    /// Messages carry the place of a fault and never the text around it.
    pub fn read(bytes: &[u8]) -> Result<Self, PlanError> {
        let any: AnyPlan = serde_json::from_slice(bytes).map_err(|error| {
            if !begins_as_plan(bytes) {
                PlanError::NotAPlan
            } else if error.is_eof() {
                PlanError::CutOff(error.line())
            } else {
                PlanError::damaged(&error)
            }
        })?;
        let version: u32 = any
            .schema
            .strip_prefix(SCHEMA_NAME)
            .and_then(|number| number.parse().ok())
            .ok_or(PlanError::NotAPlan)?;
        if version > NEWEST {
            return Err(PlanError::Newer(version));
        }
        serde_json::from_slice(bytes).map_err(|error| PlanError::damaged(&error))
    }

    /// The plan as it is saved: UTF-8, LF, two spaces a level, one line end at the end.
    pub fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The parts in which another plan is not this one, by the names that they have in the file.
    pub fn parts_unlike(&self, other: &Self) -> Vec<String> {
        let [one, other] = [self, other].map(|plan| {
            let value = serde_json::to_value(plan).unwrap_or_default();
            value.as_object().cloned().unwrap_or_default()
        });
        let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        let unlike = names
            .into_iter()
            .filter(|name| one.get(*name) != other.get(*name));
        unlike.map(|name| format!("\"{name}\"")).collect()
    }

    /// The name somebody of the plan is called by, or their number where it is not known.
    pub fn name(&self, id: crate::case::PersonId) -> String {
        self.people
            .iter()
            .find(|person| person.id == id)
            .map_or_else(|| id.to_string(), |person| person.called.clone())
    }

    /// The names of those whom an item names in one of its answers, one after the other.
    pub(super) fn named(&self, parties: &[Party]) -> String {
        let names: Vec<String> = parties
            .iter()
            .map(|party| match party {
                Party::Person(id) => line(&self.name(*id)),
                Party::Other(name) => line(name),
            })
            .collect();
        names.join(", ")
    }

    fn meets(&self, line: BottomLineId) -> Vec<crate::case::ItemId> {
        let meeting = self.items.iter().filter(|item| item.meets.contains(&line));
        meeting.map(|item| item.id).collect()
    }

    fn answers(&self, question: QuestionId) -> Vec<crate::case::ItemId> {
        let answering = self
            .items
            .iter()
            .filter(|item| item.answers.contains(&question));
        answering.map(|item| item.id).collect()
    }
}

/// Writes the last closed agreement of a case; an error where none was closed.
pub fn write(case: &Case, practice: bool) -> serde_json::Result<Vec<u8>> {
    plan_of(case, practice)
        .ok_or_else(|| serde::ser::Error::custom("no agreement was closed"))?
        .to_bytes()
}
