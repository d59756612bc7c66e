//! Which cases a service takes on: its rules as data, never as code.

mod weigh;

pub use weigh::Weighed;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{RuleAnswerId, RuleId, RuleQuestionId, RuleSetId};

/// What was answered to the questions of a rule set.
pub type RuleAnswers = BTreeMap<RuleQuestionId, RuleAnswerId>;

/// The rules by which a service finds out whether it may offer restorative work in a case.
///
/// The program asks and shows which rule decided; a person decides. Rules age and differ
/// from service to service, so each set names its source and its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Where an editor finds the schema; not used by the program.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the rule-set format; now 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub format: u32,
    /// Short name used on the command line and in journals.
    pub id: RuleSetId,
    /// Version of this set; a higher number replaces a lower one of the same id.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub version: u32,
    /// Title shown in lists.
    pub title: String,
    /// What the rules decide, in one or two sentences.
    pub summary: String,
    /// Where the rules come from, with the year.
    pub source: String,
    /// Who wrote the words.
    pub author: String,
    /// Under which licence the words may be used.
    pub licence: String,
    /// What is asked, each question at most once and only while its answer can still matter.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub questions: Vec<RuleQuestion>,
    /// The rules in their order: the first whose tests are all met decides. The last one has
    /// no tests and catches what is left.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub rules: Vec<Rule>,
    /// What a person weighs last, whatever the rules say.
    pub judgement: Judgement,
    /// Worked examples; each is tried whenever the set is checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<RuleExample>,
}

/// One question of a rule set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleQuestion {
    /// Name used inside the set.
    pub id: RuleQuestionId,
    /// The question.
    pub ask: String,
    /// What helps to answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What can be answered; exactly one is chosen.
    #[cfg_attr(test, schemars(length(min = 2)))]
    pub answers: Vec<RuleAnswer>,
}

/// One answer that a question offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleAnswer {
    /// Name used inside the set.
    pub id: RuleAnswerId,
    /// What is shown to choose.
    pub label: String,
}

/// One rule: where all its tests are met, it decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name used in records, so that everybody can look up which rule decided.
    pub id: RuleId,
    /// What must have been answered; none for the rule that catches what is left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Test>,
    /// What follows.
    pub result: RuleResult,
    /// Why, in one sentence that can be read to whoever asks.
    pub because: String,
    /// Who may approve an exception or who decides instead, with `exceptional_approval` and `refer_up`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
}

/// One test of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The question whose answer is looked at.
    pub question: RuleQuestionId,
    /// The answers that meet the test.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub is: Vec<RuleAnswerId>,
}

/// What follows from a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleResult {
    /// It can be offered.
    Eligible,
    /// It cannot be offered here; another way may fit.
    NotEligible,
    /// It is ruled out.
    Excluded,
    /// Only if somebody with the right to do so approves an exception.
    ExceptionalApproval,
    /// Somebody else decides, or another service takes it on.
    ReferUp,
}

impl RuleResult {
    /// The result in words, as it stands in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::NotEligible => "not eligible",
            Self::Excluded => "excluded",
            Self::ExceptionalApproval => "exceptional approval",
            Self::ReferUp => "for somebody else to decide",
        }
    }

    /// Whether a rule with this result has to say who approves or decides.
    pub fn needs_approval(self) -> bool {
        match self {
            Self::ExceptionalApproval | Self::ReferUp => true,
            Self::Eligible | Self::NotEligible | Self::Excluded => false,
        }
    }
}

/// What a person weighs last, whatever the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The question that no rule answers.
    pub ask: String,
    /// What helps to weigh it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// A worked example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleExample {
    /// The case, in a few words.
    pub name: String,
    /// What is answered, by the id of each question.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, RuleAnswerId>"))]
    pub answers: RuleAnswers,
    /// The rule that has to decide.
    pub rule: RuleId,
}

impl RuleSet {
    /// Finds a question by its id.
    pub fn question(&self, id: &RuleQuestionId) -> Option<&RuleQuestion> {
        self.questions.iter().find(|question| &question.id == id)
    }

    /// Finds a rule by its id.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| &rule.id == id)
    }
}
