//! What may be asked: a process as data, without files, time or screen.
//!
//! A [`Script`] declares its roles, the kinds of session it can run, the stages
//! of each and the prompts of each stage. Everything here is plain data that a
//! service writes as JSON; [`check`] finds what the shape alone cannot rule out.

mod agreement;
pub mod check;
mod condition;
mod decision;
mod evaluation;
mod id;
mod letters;
mod line;
pub mod placeholder;
mod preparation;
mod prompt;
mod retention;
mod role;
mod rules;
mod session_kind;
mod stage;
mod vocabulary;

pub use agreement::{
    AgreementRules, CopyForm, FollowUp, ItemField, ItemKind, ItemQuestion, Keeping, PlanQuestion,
    Ratification, ReviewRule,
};
pub use condition::{Choice, Condition};
pub use decision::{Claim, Decision, DecisionOutcome, Then};
pub use evaluation::{EarlierShare, Evaluation, Measure, OpenQuestion, Scale, Statement, Ticked};
pub use id::{
    AnswerId, ConsentId, DecisionId, EvaluationId, GateId, MeasureId, OpenQuestionId, OutcomeId,
    PromptId, RoleId, RuleAnswerId, RuleId, RuleQuestionId, RuleSetId, ScriptId, SessionKindId,
    StageId, StatementId,
};
pub use letters::LetterRules;
pub use line::{capitalized, counted, in_a_row, in_one_line};
pub use preparation::Consent;
pub use prompt::{Addressee, OwnAnswer, Prompt, PromptKind, RecordKind, Translation, Weight};
pub use retention::{CameOut, KeptFrom, Period, RetentionRules};
pub use role::{Role, RoleKind};
pub use rules::{
    Judgement, Rule, RuleAnswer, RuleAnswers, RuleExample, RuleQuestion, RuleResult, RuleSet, Test,
    Weighed,
};
pub use session_kind::{Agreeing, EndReason, HELD_TO_ITS_END, SessionKind};
pub use stage::{
    CONSENT_CHECK, Gate, IN_ROOM_CHECK, Minutes, OUT_OF_ROOM_CHECK, Optional, PrivateTime, Quorum,
    Recording, Room, Severity, Stage, TurnPattern,
};
pub use vocabulary::{Outcome, Variable, Vocabulary, Willingness};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The script format that this program reads and writes.
pub const FORMAT: u32 = 1;

/// A process as data: who takes part, what is asked in which order, what may be
/// recorded, and what an agreement holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Where an editor finds the schema; not used by the program.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the script format; now 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub format: u32,
    /// Short name used on the command line and in journals, such as `restorative-conference`.
    pub id: ScriptId,
    /// Version of this script; a higher number replaces a lower one of the same id.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub version: u32,
    /// Title shown in lists.
    pub title: String,
    /// What the process is for, in one or two sentences.
    pub summary: String,
    /// Who wrote the words.
    pub author: String,
    /// Under which licence the words may be used.
    pub licence: String,
    /// Language of the words as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// Other languages that prompts carry, by BCP 47 tag and name in that language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: BTreeMap<String, String>,
    /// The words this process uses on screen and paper.
    pub vocabulary: Vocabulary,
    /// Wording that differs from service to service, filled into `{braces}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, Variable>,
    /// Who takes part.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub roles: Vec<Role>,
    /// The private question at arrival.
    pub willingness: Willingness,
    /// The kinds of session that a case of this script can hold; the first is the usual one.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub sessions: Vec<SessionKind>,
    /// What an agreement holds and how it is agreed.
    pub agreement: AgreementRules,
    /// When somebody gets in touch afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
    /// What people are asked to agree to before they take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// Rule sets by which it is found out whether the process may be offered at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleSetId>,
    /// Forms on which people say afterwards how it was for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<EvaluationId>,
    /// What is looked after on the day, in the order in which it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<String>,
    /// How letters are written and checked, where the process has letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters: Option<LetterRules>,
}

impl Script {
    /// Finds a role by its id.
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| &role.id == id)
    }

    /// Finds what people are asked to agree to, by its id.
    pub fn consent(&self, id: &ConsentId) -> Option<&Consent> {
        self.consents.iter().find(|consent| &consent.id == id)
    }

    /// Finds a kind of session by its id.
    pub fn session(&self, id: &SessionKindId) -> Option<&SessionKind> {
        self.sessions.iter().find(|session| &session.id == id)
    }
}
