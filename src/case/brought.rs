//! What was brought in from elsewhere: a whole case of another copy of the program, or what was
//! agreed in one, of which nobody here can say more than what the file says.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Case, Event, ItemDraft, PlanField};

/// That a case came here from another copy of the program. What stands before it was recorded
/// there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseBrought {
    /// Its reference from then on, such as `RC-0412`: the one it had, or another one where that
    /// was taken.
    pub reference: String,
}

/// An agreement that was made elsewhere, to be entered before anything is held in a case. Answers
/// of people are no part of it: nobody gave one here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brought {
    /// What was agreed, in the order in which it is read.
    pub items: Vec<ItemDraft>,
    /// What was settled about the whole.
    pub settled: BTreeMap<PlanField, String>,
    /// When it is looked at again.
    pub review: Option<NaiveDate>,
    /// The saved plan that it was read from, if it was.
    pub from: Option<BroughtFrom>,
}

impl From<Vec<ItemDraft>> for Brought {
    fn from(items: Vec<ItemDraft>) -> Self {
        Self {
            items,
            ..Self::default()
        }
    }
}

/// A saved plan of another case, as it speaks of itself. A file can say anything, so nothing of
/// this is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BroughtFrom {
    /// The reference of the case that it was made in.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Which closing it was there, from 1.
    pub version: u16,
    /// When it was closed there.
    pub closed: DateTime<FixedOffset>,
    /// The code that its papers carry.
    pub fingerprint: String,
}

impl Case {
    /// The reference that the case had when its agreement was closed last, where it has another
    /// one since: papers of that day carry it, and their code covers it.
    pub fn agreed_as(&self) -> Option<&str> {
        let mut reference = None;
        let mut agreed = None;
        for recorded in &self.history {
            if let Event::CaseOpened { reference: to, .. }
            | Event::CaseBrought(CaseBrought { reference: to }) = &recorded.event
            {
                reference = Some(to.as_str());
            }
            if matches!(recorded.event, Event::AgreementClosed { .. }) {
                agreed = reference;
            }
        }
        agreed.filter(|agreed| *agreed != self.reference)
    }

    /// The plan of another case that the agreement which stands was read from; nothing once it
    /// was closed in a meeting of this one.
    pub fn agreement_brought_from(&self) -> Option<&BroughtFrom> {
        let (_, closed) = self.agreement.closings.last()?;
        closed.from.as_ref()
    }
}
