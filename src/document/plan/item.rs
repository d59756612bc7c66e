//! One item of a saved plan.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::case::{
    Answer, BottomLineId, ClosedItem, ClosedRatification, HoursRow, ItemDraft, ItemId, Party,
    PersonId, QuestionId, SpokenDate, Verdict,
};
use crate::script::{ItemKind, Keeping};

/// One item, with the wording that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanItem {
    /// Place in the list, from 1.
    pub n: u16,
    /// Its number for ever.
    pub id: ItemId,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// What exactly, in the words of whoever offered it.
    pub text: String,
    /// Who does it.
    pub owner: Vec<Party>,
    /// For whom.
    #[serde(rename = "for")]
    pub for_whom: Vec<Party>,
    /// Who helps.
    pub helped_by: Vec<Party>,
    /// From when.
    pub start: Option<SpokenDate>,
    /// By when.
    pub due: Option<SpokenDate>,
    /// How often.
    pub repeat: Option<String>,
    /// How much money, or how many hours.
    pub amount: Option<String>,
    /// How many hours in which month, or on which day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<HoursRow>,
    /// How everybody will know.
    pub evidence: Option<String>,
    /// Who checks.
    pub checked_by: Vec<Party>,
    /// What help is needed.
    pub support: Option<String>,
    /// What could stop it.
    pub obstacle: Option<String>,
    /// What happens if it does not happen.
    pub if_not: Option<String>,
    /// Who is told.
    pub told_to: Vec<Party>,
    /// Bottom lines it meets.
    pub meets: Vec<BottomLineId>,
    /// Agreed questions it answers.
    pub answers: Vec<QuestionId>,
    /// How many wordings it had.
    pub wordings: u16,
    /// When it was first put into words.
    pub proposed: Option<DateTime<FixedOffset>>,
    /// Each person's answer; only yeses where the script keeps agreed items only.
    pub consent: BTreeMap<PersonId, Answer>,
    /// Each person's answer when it was read back; only yeses under the same rule.
    pub read_back: BTreeMap<PersonId, Answer>,
    /// What the person who ratifies decided that day.
    pub referrer_decision: Option<ReferrerDecision>,
}

/// What the person who ratifies decided about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReferrerDecision {
    /// Who decided.
    pub by: PersonId,
    /// What.
    pub verdict: Verdict,
    /// The reason or condition.
    pub reason: Option<String>,
    /// What the family answered.
    pub family_answer: Option<String>,
}

impl From<ClosedRatification> for ReferrerDecision {
    fn from(decision: ClosedRatification) -> Self {
        let ClosedRatification {
            by,
            verdict,
            reason,
            family_answer,
        } = decision;
        Self {
            by,
            verdict,
            reason,
            family_answer,
        }
    }
}

impl PlanItem {
    /// Takes an item as it was closed, without what the recording rule forbids.
    pub(super) fn of(
        closed: &ClosedItem,
        n: u16,
        rule: Keeping,
        proposed: Option<DateTime<FixedOffset>>,
    ) -> Self {
        // Named field by field: a new one has to be decided on here. The
        // facilitator's concern is not for the people who get this plan.
        let ClosedItem {
            item,
            version,
            draft,
            answers: consent,
            read_back,
            ratified,
            concern: _,
        } = closed.clone();
        let ItemDraft {
            kind,
            text,
            owner,
            for_whom,
            helped_by,
            start,
            due,
            repeat,
            amount,
            hours,
            evidence,
            checked_by,
            support,
            obstacle,
            if_not,
            told_to,
            meets,
            answers,
        } = draft;
        Self {
            n,
            id: item,
            kind,
            text,
            owner,
            for_whom,
            helped_by,
            start,
            due,
            repeat,
            amount,
            hours,
            evidence,
            checked_by,
            support,
            obstacle,
            if_not,
            told_to,
            meets,
            answers,
            wordings: version,
            proposed,
            consent: allowed(consent, rule),
            read_back: allowed(read_back, rule),
            referrer_decision: ratified.map(ReferrerDecision::from),
        }
    }

    /// Everybody of the case whom the item names.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        let parties = [
            &self.owner,
            &self.for_whom,
            &self.helped_by,
            &self.checked_by,
            &self.told_to,
        ];
        let named = parties
            .into_iter()
            .flatten()
            .filter_map(|party| match party {
                Party::Person(id) => Some(*id),
                Party::Other(_) => None,
            });
        let answered = self.consent.keys().chain(self.read_back.keys()).copied();
        let decided = self.referrer_decision.iter().map(|decision| decision.by);
        named.chain(answered).chain(decided)
    }
}

fn allowed(answers: BTreeMap<PersonId, Answer>, rule: Keeping) -> BTreeMap<PersonId, Answer> {
    match rule {
        Keeping::WithDifferences => answers,
        Keeping::AgreedOnly => {
            let yes = |answer: &Answer| *answer == Answer::Yes;
            answers
                .into_iter()
                .filter(|(_, answer)| yes(answer))
                .collect()
        }
    }
}
