//! The closed agreement: what has to be so, what it holds, and opening it again.

use std::collections::BTreeMap;

use crate::case::closed::{LONGEST_AGREEMENT, json_length};
use crate::case::marking::reason_of;
use crate::case::{
    Answer, BroughtFrom, Case, ClosedAgreement, ClosedItem, ClosedRatification, Content, EraseRule,
    Erasure, Event, Item, ItemId, Now, PersonId, PlanField, RatifierDecision, Refusal, RefusedItem,
    Words, WordsId,
};

type Answered = Result<Vec<Event>, Refusal>;

/// Closes the agreement with every item on the board.
///
/// Each item has to be agreed (by the rule in [`agreed`](crate::case)), read back
/// to everybody in the meeting whose yes it needs, and decided on where somebody
/// ratifies; an item that is not has to be taken off the board first. An item
/// that whoever ratifies did not accept is no part of the plan and does not hold
/// it up: the decision, its reason and the family's answer are kept, its words
/// only where the script keeps differences. What the script requires of the plan
/// as a whole has to be there, if only as a stated "none".
pub(in crate::case) fn close(case: &Case) -> Answered {
    case.agreement_may_change()?;
    let (refused, items): (Vec<&Item>, Vec<&Item>) =
        case.board().partition(|item| case.is_refused(item));
    if items.is_empty() {
        return Err(match refused.as_slice() {
            [] => Refusal::NothingToClose,
            _ => Refusal::NothingAccepted,
        });
    }
    check_items(case, &items)?;
    check_plan(case)?;
    let agreed_only = case.keeps_agreed_only();
    let agreement = Box::new(ClosedAgreement {
        version: u16::try_from(case.agreement.closings.len() + 1).unwrap_or(u16::MAX),
        items: items
            .into_iter()
            .filter_map(|item| close_item(item, agreed_only))
            .collect(),
        not_agreed: differences(case, &refused),
        refused: refused
            .into_iter()
            .filter_map(|item| refused_item(item, agreed_only))
            .collect(),
        settled: settled(case),
        review: case.agreement.review,
        // Opened and closed again before anybody met, it is what was brought along still.
        brought: case.sessions().next().is_none(),
        from: brought_from(case),
        record: None,
    });
    if json_length(&agreement) > LONGEST_AGREEMENT {
        return Err(Refusal::AgreementTooLong);
    }
    let agreed: Vec<ItemId> = agreement.items.iter().map(|item| item.item).collect();
    let mut events = vec![Event::AgreementClosed { agreement }];
    if agreed_only {
        let count = u64::try_from(case.words_lost_by_closing(&agreed)).unwrap_or(u64::MAX);
        let erasure = Erasure::new(count, EraseRule::AgreedOnly);
        events.push(Event::WordsErased(erasure));
    }
    Ok(events)
}

/// The board as if all of it were agreed to and accepted: no closing can hold more.
pub(super) fn everything_on_the_board(case: &Case) -> ClosedAgreement {
    let refused = case.board().filter(|item| case.is_refused(item));
    ClosedAgreement {
        version: u16::MAX,
        items: case
            .board()
            .filter_map(|item| close_item(item, false))
            .collect(),
        not_agreed: differences(case, &[]),
        refused: refused
            .filter_map(|item| refused_item(item, false))
            .collect(),
        settled: settled(case),
        review: case.agreement.review,
        brought: false,
        from: brought_from(case),
        record: None,
    }
}

/// Where what is closed was brought from; in a meeting it becomes an agreement of this case.
fn brought_from(case: &Case) -> Option<BroughtFrom> {
    let from = case.agreement_brought_from();
    from.filter(|_| case.sessions().next().is_none()).cloned()
}

fn check_items(case: &Case, items: &[&Item]) -> Result<(), Refusal> {
    if items.iter().any(|item| item.draft().is_none()) {
        return Err(Refusal::ItemEmpty);
    }
    let not_agreed: Vec<(ItemId, Vec<PersonId>)> = items
        .iter()
        .filter(|item| !case.is_agreed(item))
        .map(|item| (item.id, case.yes_missing_from(item)))
        .collect();
    if !not_agreed.is_empty() {
        return Err(Refusal::NotAgreed(not_agreed));
    }
    let of = |wanted: &dyn Fn(&Item) -> bool| -> Vec<ItemId> {
        let found = items.iter().filter(|item| wanted(item));
        found.map(|item| item.id).collect()
    };
    let not_read_back = of(&|item| !case.read_back_missing_for(item).is_empty());
    if !not_read_back.is_empty() {
        return Err(Refusal::NotReadBack(not_read_back));
    }
    let ratifies = case.script.agreement.ratification.is_some();
    let not_ratified = of(&|item| ratifies && item.ratified.is_none());
    if not_ratified.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotRatified(not_ratified))
    }
}

fn check_plan(case: &Case) -> Result<(), Refusal> {
    let rules = &case.script.agreement;
    let questions = [
        (&rules.contingency, PlanField::Contingency),
        (&rules.lead, PlanField::Lead),
        (&rules.if_not_kept, PlanField::IfNotKept),
    ];
    for (question, field) in questions {
        let required = question.as_ref().filter(|question| question.required);
        if let Some(question) = required
            && !case.agreement.settled.contains_key(&field)
        {
            return Err(Refusal::PlanIncomplete(case.fill(&question.ask, None)));
        }
    }
    let review = rules.review.as_ref().filter(|review| review.required);
    if let Some(review) = review.filter(|_| case.agreement.review.is_none()) {
        return Err(Refusal::PlanIncomplete(case.fill(&review.ask, None)));
    }
    Ok(())
}

fn close_item(item: &Item, yes_only: bool) -> Option<ClosedItem> {
    let answers = |given: &BTreeMap<PersonId, Answer>| -> BTreeMap<PersonId, Answer> {
        let given = given.iter().map(|(person, answer)| (*person, *answer));
        given
            .filter(|(_, answer)| !yes_only || *answer == Answer::Yes)
            .collect()
    };
    Some(ClosedItem {
        item: item.id,
        version: u16::try_from(item.versions.len()).unwrap_or(u16::MAX),
        draft: item.draft()?.clone(),
        answers: answers(&item.answers),
        read_back: answers(&item.read_back),
        ratified: item.ratified.as_ref().map(ratification),
        // A concern is the facilitator's working word and stays in the notes, which can forget it.
        concern: None,
    })
}

/// Items that were not agreed, where differences are kept: refused by whoever
/// ratifies, or taken off after somebody had answered.
fn differences(case: &Case, refused: &[&Item]) -> Vec<ClosedItem> {
    if case.keeps_agreed_only() {
        return Vec::new();
    }
    let closed_before = |item: &Item| {
        let closings = case.agreement.closings.iter();
        closings
            .flat_map(|(_, closed)| &closed.not_agreed)
            .any(|closed| closed.item == item.id)
    };
    let wanted = |item: &&Item| {
        let taken_off = item.removed && (!item.answers.is_empty() || closed_before(item));
        taken_off || refused.iter().any(|refused| refused.id == item.id)
    };
    let items = case.agreement.items.iter().filter(wanted);
    items.filter_map(|item| close_item(item, false)).collect()
}

/// An item that was not accepted. The decision with its reason is the agency's own and is
/// kept; where only what was agreed is kept, what the family answered is not: it would tell
/// who differed.
fn refused_item(item: &Item, agreed_only: bool) -> Option<RefusedItem> {
    let mut ratified = ratification(item.ratified.as_ref()?);
    ratified.family_answer = ratified.family_answer.filter(|_| !agreed_only);
    Some(RefusedItem {
        item: item.id,
        ratified,
    })
}

fn ratification(decision: &RatifierDecision) -> ClosedRatification {
    ClosedRatification {
        by: decision.by,
        verdict: decision.verdict,
        reason: text(decision.reason.as_ref()),
        family_answer: text(decision.family_answer.as_ref()),
    }
}

fn settled(case: &Case) -> BTreeMap<PlanField, String> {
    let settled = case.agreement.settled.iter();
    settled
        .filter_map(|(field, words)| Some((*field, words.text()?.to_owned())))
        .collect()
}

fn text(words: Option<&Words>) -> Option<String> {
    words.and_then(Words::text).map(str::to_owned)
}

pub(in crate::case) fn reopen(case: &Case, reason: String) -> Answered {
    if !case.agreement.closed {
        return Err(Refusal::AgreementOpen);
    }
    let reason = reason_of(case, Some(reason))?.ok_or(Refusal::ReasonMissing)?;
    Ok(vec![Event::AgreementReopened { reason }])
}

/// Puts on the board what was closed, word for word, so that a journal whose
/// notes were erased shows the same as the program did on the day.
pub(in crate::case) fn closed(case: &mut Case, at: Now, agreement: &ClosedAgreement) {
    let agreed_only = case.keeps_agreed_only();
    let board = &mut case.agreement;
    for item in &mut board.items {
        item.removed |= !agreement.items.iter().any(|closed| closed.item == item.id);
    }
    for closed in &agreement.items {
        if !board.items.iter().any(|item| item.id == closed.item) {
            board.items.push(Item::new(closed.item));
        }
        let found = board.items.iter_mut().find(|item| item.id == closed.item);
        if let Some(item) = found {
            item.brought |= agreement.brought;
            put_on_board(item, closed, agreed_only, at);
        }
    }
    let mut noted = std::mem::take(&mut board.settled);
    let settled = agreement.settled.iter();
    board.settled = settled
        .map(|(field, text)| {
            let words = filled(noted.remove(field), Content::Text(text.clone()));
            (*field, words)
        })
        .collect();
    board.review = agreement.review;
    // Signatures stand for the text that was signed, so a further version is signed anew.
    board.signatures.clear();
    board.closed = true;
    board.closings.push((at, agreement.clone()));
}

fn put_on_board(item: &mut Item, closed: &ClosedItem, agreed_only: bool, at: Now) {
    let (worded, words) = item
        .versions
        .pop()
        .map_or((at, None), |(worded, words)| (worded, Some(words)));
    let draft = Content::Item(Box::new(closed.draft.clone()));
    item.versions.push((worded, filled(words, draft)));
    item.answers.clone_from(&closed.answers);
    item.read_back.clone_from(&closed.read_back);
    item.others_forgotten = agreed_only;
    let said = |noted: Option<Words>, text: Option<&String>| {
        text.map(|text| filled(noted, Content::Text(text.clone())))
    };
    let decided = item.ratified.take();
    item.ratified = closed.ratified.as_ref().map(|ratified| {
        let (reason, family_answer) = decided.map_or((None, None), |decided| {
            (decided.reason, decided.family_answer)
        });
        RatifierDecision {
            by: ratified.by,
            verdict: ratified.verdict,
            reason: said(reason, ratified.reason.as_ref()),
            family_answer: said(family_answer, ratified.family_answer.as_ref()),
        }
    });
}

/// Words as closed, under the number they had in the notes; 0 where they never stood there.
fn filled(noted: Option<Words>, content: Content) -> Words {
    Words::new(noted.map_or(WordsId(0), |words| words.id), content)
}

/// What was closed stands until it is closed anew, and so does what was signed of it.
pub(in crate::case) fn reopened(case: &mut Case, at: Now, reason: &Words) {
    case.agreement.closed = false;
    case.agreement.reopenings.push((at, reason.clone()));
}
