//! One thing to say, ask, check, record or decide.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AnswerId, Claim, Condition, Decision, PromptId, RoleId};

/// One thing to say, ask, check, record or decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Name used inside the script.
    pub id: PromptId,
    /// What is done with it.
    pub kind: PromptKind,
    /// To whom it goes: a role, `room` (everybody at once), `each` (everybody in
    /// turn) or `me` (whoever runs the meeting, silently).
    pub to: Addressee,
    /// How much it matters that it is not left out.
    pub weight: Weight,
    /// What can be read at a glance: one to three short lines.
    #[cfg_attr(test, schemars(length(min = 1, max = 3)))]
    pub cue: Vec<String>,
    /// The full words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The same in easy-read form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub easy: Option<String>,
    /// What helps the facilitator; never shown to the circle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The prompt in other languages of the script, by language tag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: BTreeMap<String, Translation>,
    /// When it applies; always, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What is recorded here, with the kind `record`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordKind>,
    /// What each person can answer, alone, with `"record": "own_answers"`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<OwnAnswer>,
    /// What is decided here, with the kind `decide`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// What is done with a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PromptKind {
    /// Said to people.
    Say,
    /// Asked of people.
    Ask,
    /// Done or looked after by whoever runs the meeting.
    Check,
    /// Written down with the people in the room.
    Record,
    /// Decided by people.
    Decide,
}

/// What a prompt of the kind `record` opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Who is here, and whether each is still willing.
    Arrivals,
    /// The order of speaking.
    Order,
    /// Ground rules that were agreed.
    GroundRules,
    /// How the family wished to open.
    Opening,
    /// What a safe plan must contain.
    BottomLines,
    /// The questions that the plan has to answer.
    AgreedQuestions,
    /// The child's own words.
    ChildWords,
    /// Ideas and items of the agreement.
    Agreement,
    /// Which bottom lines and questions are met by which item.
    Coverage,
    /// The decision of the person who ratifies, item by item.
    Ratification,
    /// What happens if the plan does not work.
    Contingency,
    /// Who looks after the plan, and when it is looked at again.
    Review,
    /// Each item read out and answered by each person.
    ReadBack,
    /// What became of each thing that was agreed.
    Progress,
    /// An answer of each person's own, asked alone: one of the prompt's `answers`.
    OwnAnswers,
    /// Who makes up for which session that they missed.
    CatchUp,
    /// How each person signed, who gets which copy, and who is still here.
    Signatures,
    /// Messages that are carried from one side to the other.
    Messages,
    /// Letters that are written, checked and passed on.
    Letters,
}

/// Where what a claim says is put down once it is so.
impl From<Claim> for RecordKind {
    fn from(claim: Claim) -> Self {
        match claim {
            Claim::Written => Self::Agreement,
            Claim::PassedOn | Claim::ToPassOn | Claim::Ready => Self::Messages,
            Claim::LookedAt => Self::Progress,
            Claim::ReadOut => Self::ReadBack,
            Claim::Decided => Self::Ratification,
            Claim::FarAwayFirst => Self::Order,
        }
    }
}

/// One answer that a person can give for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnAnswer {
    /// Name used in the record.
    pub id: AnswerId,
    /// What is shown to choose.
    pub label: String,
}

/// How much it matters that a prompt is not left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Leaving it out needs a reason.
    Must,
    /// Usually done.
    Should,
    /// Done where it helps.
    May,
}

/// A prompt in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// One to three short lines.
    #[cfg_attr(test, schemars(length(min = 1, max = 3)))]
    pub cue: Vec<String>,
    /// The full words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The easy-read form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub easy: Option<String>,
}

impl Prompt {
    /// Whether it is the facilitator's own task: something to look after or to write down in
    /// silence, which is for nobody else to read.
    pub fn is_own_task(&self) -> bool {
        self.to == Addressee::Facilitator
    }
}

/// To whom a prompt goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(with = "String"))]
#[serde(from = "String", into = "String")]
pub enum Addressee {
    /// Everybody at once; one turn.
    Room,
    /// Everybody who speaks, one after the other.
    Each,
    /// Whoever runs the meeting; one turn, nobody is spoken to.
    Facilitator,
    /// Everybody in one role, one after the other.
    Role(RoleId),
}

impl From<String> for Addressee {
    fn from(text: String) -> Self {
        match text.as_str() {
            "room" => Self::Room,
            "each" => Self::Each,
            "me" => Self::Facilitator,
            _ => Self::Role(RoleId::new(text)),
        }
    }
}

impl From<Addressee> for String {
    fn from(addressee: Addressee) -> Self {
        addressee.to_string()
    }
}

impl fmt::Display for Addressee {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Room => formatter.write_str("room"),
            Self::Each => formatter.write_str("each"),
            Self::Facilitator => formatter.write_str("me"),
            Self::Role(role) => formatter.write_str(role.as_str()),
        }
    }
}
