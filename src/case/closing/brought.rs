//! An agreement that was made elsewhere, brought into a case that looks back on it.

use std::collections::BTreeMap;

use crate::case::closed::{LONGEST_AGREEMENT, json_length};
use crate::case::marking::check_length;
use crate::case::{
    Brought, Case, ClosedAgreement, ClosedItem, Event, ItemId, Now, Refusal, agreement,
};

type Answered = Result<Vec<Event>, Refusal>;

/// Enters what was agreed elsewhere as the agreement that stands, before anything is held in
/// this case. Nobody's answer comes with it, for nobody gave one here; closing it is no session's,
/// so there is no plan of it until it is closed again in one. A day in it may have passed: that is
/// why people look back.
pub(in crate::case) fn bring(case: &Case, brought: Brought, now: Now) -> Answered {
    if case.sessions().next().is_some() {
        return Err(Refusal::BroughtTooLate);
    }
    if case.agreement.closed || !case.agreement.closings.is_empty() {
        return Err(Refusal::AgreementClosed);
    }
    if brought.items.is_empty() {
        return Err(Refusal::NothingToClose);
    }
    for text in brought.settled.values() {
        check_length(text)?;
    }
    let mut items = Vec::new();
    for (id, draft) in (1..).map(ItemId).zip(brought.items) {
        agreement::check_draft(case, &draft, Some(&draft), now)?;
        items.push(ClosedItem {
            item: id,
            version: 1,
            draft,
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
        settled: brought.settled,
        review: brought.review,
        brought: true,
        from: brought.from,
        record: None,
    });
    if json_length(&agreement) > LONGEST_AGREEMENT {
        return Err(Refusal::AgreementTooLong);
    }
    Ok(vec![Event::AgreementClosed { agreement }])
}
