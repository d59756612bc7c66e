//! The smaller parts of a saved plan.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ReferrerDecision;
use crate::case::{Attendance, BottomLineId, ItemId, PersonId, QuestionId, Signing};
use crate::script::{CopyForm, RoleId, ScriptId, SessionKindId};

/// What kind of plan it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// What people agreed after harm was done.
    OutcomeAgreement,
    /// What a family decided, held against bottom lines, questions or the child's words.
    FamilyPlan,
}

/// Whether a closed agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgreementState {
    /// It stands.
    Closed,
    /// It was opened again and not closed since.
    Reopened,
}

/// The script that was run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanScript {
    /// Its id.
    pub id: ScriptId,
    /// Its version.
    pub version: u32,
    /// Language of its words, as a BCP 47 tag.
    pub language: String,
}

/// The meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanSession {
    /// Its number in the case, from 1.
    pub number: u16,
    /// Its kind.
    pub kind: SessionKindId,
    /// On how many days it was held so far.
    pub sittings: u16,
    /// When it began.
    pub started: DateTime<FixedOffset>,
    /// When it ended; nothing while it goes on.
    pub ended: Option<DateTime<FixedOffset>>,
}

/// Somebody who took part or is named in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanPerson {
    /// Pseudonymous number.
    pub id: PersonId,
    /// The name they chose to be called in the room.
    pub called: String,
    /// The roles they hold, by the script's names.
    pub roles: Vec<RoleId>,
    /// Whom they came to support.
    pub supports: Option<PersonId>,
    /// How they take part.
    pub mode: Attendance,
    /// Whether they were in the meeting at some time.
    pub took_part: bool,
}

/// When somebody gets in touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FollowUpDate {
    /// The day.
    pub on: NaiveDate,
    /// What is asked or done then.
    pub what: String,
}

/// How somebody signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanSignature {
    /// Who.
    pub who: PersonId,
    /// How.
    pub how: Signing,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// Who gets which copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanCopy {
    /// Who.
    pub to: PersonId,
    /// In which form; nothing where they want no copy.
    pub form: Option<CopyForm>,
    /// Whether it holds only what names them; left out where it holds the whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_part: bool,
    /// Items that are left out of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_items: Vec<ItemId>,
    /// Words of the agreement that are left out of it, such as an address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_words: Vec<String>,
}

impl PlanCopy {
    /// Whether nothing is left out of it.
    pub fn is_whole(&self) -> bool {
        !self.own_part && self.without_items.is_empty() && self.without_words.is_empty()
    }
}

/// One closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Closing {
    /// Its number, from 1.
    pub version: u16,
    /// When.
    pub closed: DateTime<FixedOffset>,
}

/// One time a closed agreement was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reopening {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Why; left out where the script keeps agreed items only, for a reason may say who differed.
    pub reason: Option<String>,
}

/// A child's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChildVoice {
    /// The child.
    pub child: PersonId,
    /// Their words, exactly.
    pub words: String,
    /// How they were given: spoken, a letter, a drawing, by an advocate.
    pub given: String,
    /// Whether the child wants them read out: always so, for a plan leaves out all others.
    pub read_out: bool,
}

/// An item that whoever ratifies did not accept: the decision, never the words of the item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RefusedPlanItem {
    /// Its number.
    pub id: ItemId,
    /// The decision, its reason, and what the family answered.
    pub referrer_decision: ReferrerDecision,
}

/// What a safe plan must contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BottomLine {
    /// Its number.
    pub id: BottomLineId,
    /// What must be there.
    pub text: String,
    /// The items that meet it; nothing does, when empty.
    pub met_by: Vec<ItemId>,
}

/// A question that was agreed beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Question {
    /// Its number.
    pub id: QuestionId,
    /// The question.
    pub text: String,
    /// The items that answer it; nothing does, when empty.
    pub answered_by: Vec<ItemId>,
}

/// Time without the facilitator: when, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PrivateTime {
    /// When it began.
    pub start: DateTime<FixedOffset>,
    /// When it ended.
    pub end: Option<DateTime<FixedOffset>>,
    /// Each time somebody was called back in.
    pub called_back: Vec<DateTime<FixedOffset>>,
}

/// How much was carried between people who did not meet: numbers, and nothing of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// Messages that were passed on, with the sender's yes and the receiver's to its being known.
    pub messages: usize,
    /// Letters, in the same way.
    pub letters: usize,
}
