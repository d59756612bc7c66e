//! An agreement that was made elsewhere, brought into a case that looks back on it.

use std::collections::BTreeMap;

use crate::case::closed::{LONGEST_AGREEMENT, json_length};
use crate::case::{
    Case, ClosedAgreement, ClosedItem, Event, ItemDraft, ItemId, Now, Refusal, agreement,
};

type Answered = Result<Vec<Event>, Refusal>;

/// Enters what was agreed elsewhere as the agreement that stands, before anything is held in
/// this case. Nobody's answer comes with it, for nobody gave one here; closing it is no session's,
/// so there is no plan of it until it is closed again in one.
pub(in crate::case) fn bring(case: &Case, drafts: &[ItemDraft], now: Now) -> Answered {
    if case.sessions().next().is_some() {
        return Err(Refusal::BroughtTooLate);
    }
    if case.agreement.closed || !case.agreement.closings.is_empty() {
        return Err(Refusal::AgreementClosed);
    }
    if drafts.is_empty() {
        return Err(Refusal::NothingToClose);
    }
    let mut items = Vec::new();
    for (id, draft) in (1..).map(ItemId).zip(drafts) {
        agreement::check_draft(case, draft, None, now)?;
        items.push(ClosedItem {
            item: id,
            version: 1,
            draft: draft.clone(),
            answers: BTreeMap::new(),
            read_back: BTreeMap::new(),
            ratified: None,
            concern: None,
        });
    }
    let agreement = Box::new(ClosedAgreement {
        version: 1,
        items,
        not_agreed: Vec::new(),
        refused: Vec::new(),
        settled: BTreeMap::new(),
        review: None,
        brought: true,
    });
    if json_length(&agreement) > LONGEST_AGREEMENT {
        return Err(Refusal::AgreementTooLong);
    }
    Ok(vec![Event::AgreementClosed { agreement }])
}
