//! An agreement that was made elsewhere, brought into a case that looks back on it.

use std::collections::BTreeMap;

use crate::case::closed::{LONGEST_AGREEMENT, json_length};
use crate::case::{
    Answer, Case, ClosedAgreement, ClosedItem, Content, Event, Item, ItemDraft, ItemId, Now,
    PersonId, Refusal, Words, WordsId, agreement,
};

type Answered = Result<Vec<Event>, Refusal>;

/// Enters what was agreed elsewhere as the agreement that stands, before anything is held in
/// this case. Whoever has to say yes to an item had said it when it was agreed.
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
        let yes = said_yes(case, id, draft, now);
        items.push(ClosedItem {
            item: id,
            version: 1,
            draft: draft.clone(),
            answers: yes.clone(),
            read_back: yes,
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
    });
    if json_length(&agreement) > LONGEST_AGREEMENT {
        return Err(Refusal::AgreementTooLong);
    }
    Ok(vec![Event::AgreementClosed { agreement }])
}

fn said_yes(case: &Case, id: ItemId, draft: &ItemDraft, now: Now) -> BTreeMap<PersonId, Answer> {
    let mut item = Item::new(id);
    let words = Words::new(WordsId(0), Content::Item(Box::new(draft.clone())));
    item.versions.push((now, words));
    let needed = case.asked_about(&item).into_iter();
    needed.map(|person| (person.id, Answer::Yes)).collect()
}
