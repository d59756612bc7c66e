//! An agreement as it was closed: what the journal and the plan keep.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Answer, BroughtFrom, ItemDraft, ItemId, PersonId, Verdict};

/// The longest closed agreement, in bytes of JSON. A line of the journal holds a
/// mebibyte; the rest is for its base64 and for the other parts of the line.
pub(super) const LONGEST_AGREEMENT: usize = 700_000;

/// How many bytes something takes as JSON; what has no JSON form fits nowhere.
pub(super) fn json_length(value: &impl Serialize) -> usize {
    serde_json::to_string(value).map_or(LONGEST_AGREEMENT + 1, |text| text.len())
}

/// An agreement as it was closed, with every word that was agreed and none that was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ClosedAgreement {
    /// 1 for the first closing, one more for each after a reopening.
    pub version: u16,
    /// The agreed items, in the order in which they are read.
    pub items: Vec<ClosedItem>,
    /// Items that were not agreed, where the script keeps differences; else empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_agreed: Vec<ClosedItem>,
    /// Items that whoever ratifies did not accept: the decision, never the words of the item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedItem>,
    /// Things that were settled about the plan as a whole.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settled: BTreeMap<PlanField, String>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
    /// Whether it was agreed elsewhere and brought along, before any meeting of this case: who said
    /// yes to it then is not known here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub brought: bool,
    /// The saved plan of another case that it was read from, where it was brought so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<BroughtFrom>,
    /// SHA-256 of every entry before the closing, as hexadecimal digits, so that the code of the
    /// agreement is one of the record as well. Told by whoever keeps the record; closings of older
    /// versions do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

impl ClosedAgreement {
    /// Whether it speaks of a person of the case.
    pub fn names(&self, id: PersonId) -> bool {
        let of_items = self.items.iter().chain(&self.not_agreed).any(|item| {
            let decided = item.ratified.as_ref().map(|ratified| ratified.by);
            item.draft.names(id)
                || item.answers.contains_key(&id)
                || item.read_back.contains_key(&id)
                || decided == Some(id)
        });
        of_items || self.refused.iter().any(|refused| refused.ratified.by == id)
    }
}

/// One item as it was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ClosedItem {
    /// Which item.
    pub item: ItemId,
    /// How many wordings it had.
    pub version: u16,
    /// The wording that was agreed.
    pub draft: ItemDraft,
    /// Who agreed to it; only yeses where the script keeps agreed items only.
    pub answers: BTreeMap<PersonId, Answer>,
    /// Who said yes when it was read back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub read_back: BTreeMap<PersonId, Answer>,
    /// The decision of whoever ratifies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratified: Option<ClosedRatification>,
    /// The facilitator's concern, in journals of old; a closing no longer keeps it, and no copy of
    /// the agreement may show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern: Option<String>,
}

/// An item that whoever ratifies did not accept; it is no part of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RefusedItem {
    /// Which item.
    pub item: ItemId,
    /// The decision, its reason, and what the family answered.
    pub ratified: ClosedRatification,
}

/// The decision of whoever ratifies, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ClosedRatification {
    /// Who decided.
    pub by: PersonId,
    /// What.
    pub verdict: Verdict,
    /// The reason or condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the family answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_answer: Option<String>,
}

/// Something that is settled about the plan as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanField {
    /// What it is for, in the people's own words.
    Purpose,
    /// What happens if it does not work.
    Contingency,
    /// Who leads or keeps an eye on it.
    Lead,
    /// Who is told if something is not kept, and how.
    IfNotKept,
}

/// How somebody signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Signing {
    /// On paper.
    Paper,
    /// By typing their name.
    TypedName,
    /// By saying so.
    Voice,
    /// They chose not to sign.
    Declined,
}
