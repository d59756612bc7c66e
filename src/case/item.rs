//! Items of an agreement.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BottomLineId, HoursRow, ItemId, MarkId, Now, PersonId, QuestionId, Words};
use crate::script::{ItemField, ItemKind};

/// One item as it stands on the agreement board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number for ever; the place in the list may differ.
    pub id: ItemId,
    /// The idea it came from.
    pub parked_from: Option<MarkId>,
    /// Every wording, oldest first; the last one stands.
    pub versions: Vec<(Now, Words)>,
    /// Each person's answer to the wording that stands.
    pub answers: BTreeMap<PersonId, Answer>,
    /// What would have to change for somebody's yes, in the facilitator's words; forgotten as the
    /// answer is.
    pub changes: BTreeMap<PersonId, String>,
    /// What each person to whom the standing wording was read back says of it since: their
    /// latest answer, wherever it was given.
    pub read_back: BTreeMap<PersonId, Answer>,
    /// Whether it was closed with the yeses alone, so that other answers to the wording that stands
    /// are no longer known, not even whether there were any.
    ///
    /// It is told by the events and not by comparing wordings with the closings: in a journal that
    /// lost an entry their numbers no longer tell which wording was closed.
    pub others_forgotten: bool,
    /// Whether the wording that stands was agreed elsewhere and brought along, so that it is agreed
    /// with no answer of anybody; one that is given here counts all the same.
    pub brought: bool,
    /// What the facilitator was worried about, and what was done.
    pub concern: Option<Words>,
    /// What the person who ratifies decided.
    pub ratified: Option<RatifierDecision>,
    /// Whether it was taken off the board.
    pub removed: bool,
}

/// One wording of an item, as asked in spoken questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemDraft {
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// What exactly, in the words of whoever offered it.
    pub text: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owner: Vec<Party>,
    /// For whom.
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub for_whom: Vec<Party>,
    /// Who helps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub helped_by: Vec<Party>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<SpokenDate>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<SpokenDate>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<String>,
    /// How much money, or how many hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// How many hours in which month, or on which day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<HoursRow>,
    /// How everybody will know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Who checks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checked_by: Vec<Party>,
    /// What help is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
    /// What could stop it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<String>,
    /// What happens if it does not happen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_not: Option<String>,
    /// Who is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_to: Vec<Party>,
    /// Bottom lines it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meets: Vec<BottomLineId>,
    /// Agreed questions it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<QuestionId>,
}

/// Somebody named in an item: a person of the case, or somebody else in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// A person of the case.
    Person(PersonId),
    /// Somebody who is not part of the case: an agency, a neighbour.
    Other(String),
}

/// A date together with how it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SpokenDate {
    /// The date that was meant.
    pub on: NaiveDate,
    /// How it was said, such as "in two weeks".
    pub said: String,
}

/// One person's answer to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes to this wording.
    Yes,
    /// Yes, if something changes.
    Change,
    /// Not yet.
    NotYet,
    /// Does not want to answer; does not stand in the way.
    Abstains,
}

/// What the person who ratifies decided about an item, recorded that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatifierDecision {
    /// Who decided.
    pub by: PersonId,
    /// What they decided.
    pub verdict: Verdict,
    /// Their reason or condition, in words.
    pub reason: Option<Words>,
    /// What the family answered.
    pub family_answer: Option<Words>,
}

/// A decision about an item as an event holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRatified {
    /// Which item.
    pub item: ItemId,
    /// What was decided, beside the item in the same entry.
    #[serde(flatten)]
    pub decision: RatifierDecision,
}

/// What can be decided about an item by the person who ratifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Accepted.
    Agreed,
    /// Accepted on a condition, which is the reason.
    AgreedIf,
    /// Not accepted, for a reason given at once.
    NotAgreed,
}

impl Item {
    /// Whether nobody has heard its words: it was not read out, and whoever answers on the board
    /// has heard it.
    pub fn is_unheard(&self) -> bool {
        self.read_back.is_empty() && self.answers.is_empty()
    }

    /// An item without a wording yet.
    pub(super) fn new(id: ItemId) -> Self {
        Self {
            id,
            parked_from: None,
            versions: Vec::new(),
            answers: BTreeMap::new(),
            changes: BTreeMap::new(),
            read_back: BTreeMap::new(),
            others_forgotten: false,
            brought: false,
            concern: None,
            ratified: None,
            removed: false,
        }
    }

    /// The wording that stands, unless its words were erased.
    pub fn draft(&self) -> Option<&ItemDraft> {
        self.versions.last().and_then(|(_, words)| words.item())
    }
}

impl ItemDraft {
    /// A wording with nothing but its words.
    pub fn new(kind: ItemKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            owner: Vec::new(),
            for_whom: Vec::new(),
            helped_by: Vec::new(),
            start: None,
            due: None,
            repeat: None,
            amount: None,
            hours: Vec::new(),
            evidence: None,
            checked_by: Vec::new(),
            support: None,
            obstacle: None,
            if_not: None,
            told_to: Vec::new(),
            meets: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// What was said to each question about it that is answered in words.
    pub fn said(&self) -> impl Iterator<Item = &String> {
        let answers = [
            &self.repeat,
            &self.amount,
            &self.evidence,
            &self.support,
            &self.obstacle,
            &self.if_not,
        ];
        answers.into_iter().flatten()
    }

    /// Whether another draft has the same words, whatever bottom lines and agreed questions either
    /// is ticked for: what people say yes to is the words.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let unticked = |draft: &Self| Self {
            meets: Vec::new(),
            answers: Vec::new(),
            ..draft.clone()
        };
        unticked(self) == unticked(other)
    }

    /// Whether the day on which it is due lies before the one on which it begins.
    pub fn is_due_before_it_begins(&self) -> bool {
        match (&self.start, &self.due) {
            (Some(start), Some(due)) => due.on < start.on,
            (None, _) | (_, None) => false,
        }
    }

    /// Whether a field has an answer.
    pub fn has(&self, field: ItemField) -> bool {
        match field {
            ItemField::Text => !self.text.trim().is_empty(),
            ItemField::Owner => !self.owner.is_empty(),
            ItemField::For => !self.for_whom.is_empty(),
            ItemField::HelpedBy => !self.helped_by.is_empty(),
            ItemField::Start => self.start.is_some(),
            ItemField::Due => self.due.is_some(),
            ItemField::Repeat => self.repeat.is_some(),
            ItemField::Amount => self.amount.is_some(),
            // "Two days" says when, and not for how long.
            ItemField::Hours => self.hours.iter().any(|row| row.minutes.is_some()),
            ItemField::Evidence => self.evidence.is_some(),
            ItemField::CheckedBy => !self.checked_by.is_empty(),
            ItemField::Support => self.support.is_some(),
            ItemField::Obstacle => self.obstacle.is_some(),
            ItemField::IfNot => self.if_not.is_some(),
            ItemField::ToldTo => !self.told_to.is_empty(),
        }
    }

    /// Everybody whom it names, in whatever part.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        [
            &self.owner,
            &self.for_whom,
            &self.helped_by,
            &self.checked_by,
            &self.told_to,
        ]
        .into_iter()
        .flatten()
    }

    /// Whether it names a person of the case.
    pub fn names(&self, id: PersonId) -> bool {
        self.parties().any(|party| *party == Party::Person(id))
    }
}

impl Words {
    /// The wording of an item, where that is what they are and they were not erased.
    pub fn item(&self) -> Option<&ItemDraft> {
        match &self.content {
            Some(super::Content::Item(draft)) => Some(draft),
            Some(super::Content::Text(_) | super::Content::Answer { .. }) | None => None,
        }
    }

    /// Who answered and what, where that is what they are and they were not erased.
    pub fn answer(&self) -> Option<(PersonId, Answer)> {
        match &self.content {
            Some(super::Content::Answer { person, answer, .. }) => Some((*person, *answer)),
            Some(super::Content::Text(_) | super::Content::Item(_)) | None => None,
        }
    }

    /// What would have to change for somebody's yes, where they are an answer that says so.
    pub fn change(&self) -> Option<&str> {
        match &self.content {
            Some(super::Content::Answer { change, .. }) => change.as_deref(),
            Some(super::Content::Text(_) | super::Content::Item(_)) | None => None,
        }
    }
}
