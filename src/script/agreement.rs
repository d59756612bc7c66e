//! What an agreement holds and how it is agreed.

use serde::{Deserialize, Serialize};

use super::{RoleId, SessionKindId};

/// What an agreement holds and how it is agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreementRules {
    /// Title on the paper.
    pub title: String,
    /// One line that says what the agreement is in law, such as "voluntary; not a court order".
    pub standing: String,
    /// What is said about who may read it.
    pub confidentiality: String,
    /// Whether what was not agreed may be kept.
    pub keeps: Keeping,
    /// The kinds of item it can hold; the first is the usual one.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub item_kinds: Vec<ItemKind>,
    /// Roles without whose yes an item is not agreed; everybody who answers counts when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub veto: Vec<RoleId>,
    /// Roles who answer each item; everybody with a voice when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered_by: Vec<RoleId>,
    /// The questions that make an item, asked aloud in this order.
    pub questions: Vec<ItemQuestion>,
    /// Whether the plan has to meet bottom lines set beforehand.
    #[serde(default)]
    pub bottom_lines: bool,
    /// Whether the plan has to answer questions agreed beforehand.
    #[serde(default)]
    pub agreed_questions: bool,
    /// Whether the plan carries the child's own words.
    #[serde(default)]
    pub child_words: bool,
    /// Who has to accept each item that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratification: Option<Ratification>,
    /// What happens if it does not work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contingency: Option<PlanQuestion>,
    /// Who leads or keeps an eye on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<PlanQuestion>,
    /// Who is told if something is not done, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_not_kept: Option<PlanQuestion>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewRule>,
    /// The forms in which copies can be given.
    pub copies: Vec<CopyForm>,
}

/// Whether what was not agreed may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// Only what was agreed; the rest and who differed is erased at closing.
    AgreedOnly,
    /// What was not agreed and who differed is kept as well.
    WithDifferences,
}

/// What kind of thing an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Something done once or several times.
    Action,
    /// A way of behaving from now on.
    Undertaking,
    /// Something said or acknowledged; needs no date.
    Statement,
    /// Money.
    Payment,
    /// Work or repair for somebody.
    Reparation,
    /// A letter.
    Letter,
    /// What happens if people meet, or write to each other.
    ContactRule,
    /// Help that somebody gives or arranges.
    Support,
    /// Who does what in the family.
    FamilyArrangement,
    /// Something that repeats on set days or hours.
    Schedule,
}

/// A question that fills one field of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemQuestion {
    /// The field it fills.
    pub field: ItemField,
    /// The question as spoken.
    pub ask: String,
    /// Kinds of item for which a missing answer is pointed out; none when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected_for: Vec<ItemKind>,
}

/// A field of an item that a question can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemField {
    /// What exactly, in the words of whoever offered it.
    Text,
    /// Who does it.
    Owner,
    /// For whom it is done.
    For,
    /// Who helps.
    HelpedBy,
    /// From when.
    Start,
    /// By when.
    Due,
    /// How often.
    Repeat,
    /// How much money, or how many hours.
    Amount,
    /// How many hours in which month, or on which day.
    Hours,
    /// How everybody will know it is done.
    Evidence,
    /// Who checks.
    CheckedBy,
    /// What help is needed.
    Support,
    /// What could stop it.
    Obstacle,
    /// What happens if it does not happen.
    IfNot,
    /// Who is told.
    ToldTo,
}

/// A question about the plan as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanQuestion {
    /// The question as spoken.
    pub ask: String,
    /// Whether it must be answered, if only with a stated "none".
    #[serde(default)]
    pub required: bool,
}

/// Who has to accept each item that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ratification {
    /// The role that decides.
    pub by: RoleId,
    /// The question as spoken.
    pub ask: String,
}

/// When a plan is looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    /// The question as spoken.
    pub ask: String,
    /// Weeks after the meeting that are suggested.
    #[cfg_attr(test, schemars(range(min = 1, max = 104)))]
    pub after_weeks: u16,
    /// Whether a date must be set.
    #[serde(default)]
    pub required: bool,
}

/// A form in which a copy can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CopyForm {
    /// On paper.
    Print,
    /// On paper in large letters.
    LargePrint,
    /// In easy-read words.
    EasyRead,
    /// In another language.
    Translated,
    /// Read out, with nothing handed over.
    ReadAloud,
}

/// When somebody gets in touch afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Days after the meeting.
    #[cfg_attr(test, schemars(range(min = 1, max = 730)))]
    pub after_days: u16,
    /// What is asked or done then.
    pub what: String,
    /// Whether it is due after each meeting, also between the visits or weeks of one process;
    /// left out, once something was agreed or each kind of meeting was held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each_time: bool,
    /// Kinds of meeting that leave nothing of it to be done, once one of them was held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless_held: Vec<SessionKindId>,
    /// Roles of whom each person is spoken to: of those who came, one who was not leaves the day
    /// open. Left out, the first conversation settles it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<RoleId>,
}
