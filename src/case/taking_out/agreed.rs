//! The words of an agreement as it was closed, and of one wording of an item.

use super::piece::{Piece, Take, Whose};
use crate::case::{
    ClosedAgreement, ClosedItem, ClosedRatification, ItemDraft, Party, RefusedItem, SpokenDate,
};

/// What was agreed is everybody's. An idea that nobody agreed to is whoever's it was, and so is a
/// reason of whoever decided.
pub(super) fn of_agreement(agreement: &mut ClosedAgreement, take: &mut Take<'_>) {
    let ClosedAgreement {
        version: _,
        items,
        not_agreed,
        refused,
        settled,
        review: _,
        brought: _,
        from: _,
        record: _,
    } = agreement;
    for item in items {
        of_item(item, Whose::Nobody, take);
    }
    for item in not_agreed {
        let idea = Whose::Idea(item.item);
        of_item(item, idea, take);
    }
    for RefusedItem { item: _, ratified } in refused {
        of_ratification(ratified, take);
    }
    for text in settled.values_mut() {
        take(Whose::Nobody, Piece::Text(text));
    }
}

fn of_item(item: &mut ClosedItem, whose: Whose, take: &mut Take<'_>) {
    let ClosedItem {
        item: _,
        version: _,
        draft,
        answers: _,
        read_back: _,
        ratified,
        concern,
    } = item;
    texts_of_draft(draft, &mut |text| take(whose, Piece::Text(text)));
    if let Some(ratified) = ratified {
        of_ratification(ratified, take);
    }
    if let Some(concern) = concern {
        take(Whose::Nobody, Piece::Text(concern));
    }
}

fn of_ratification(ratified: &mut ClosedRatification, take: &mut Take<'_>) {
    let ClosedRatification {
        by,
        verdict: _,
        reason,
        family_answer,
    } = ratified;
    if let Some(reason) = reason {
        take(Whose::Of(*by), Piece::Text(reason));
    }
    if let Some(answer) = family_answer {
        take(Whose::Nobody, Piece::Text(answer));
    }
}

/// Every text of a wording; what it is, when, and who of the case is in it are none.
pub(super) fn texts_of_draft(draft: &mut ItemDraft, change: &mut dyn FnMut(&mut String)) {
    let ItemDraft {
        kind: _,
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
        meets: _,
        answers: _,
    } = draft;
    change(text);
    let said = [repeat, amount, evidence, support, obstacle, if_not];
    said.into_iter().flatten().for_each(&mut *change);
    for SpokenDate { on: _, said } in [start, due].into_iter().flatten() {
        change(said);
    }
    for row in hours {
        change(&mut row.when);
    }
    let lists = [owner, for_whom, helped_by, checked_by, told_to];
    for party in lists.into_iter().flatten() {
        match party {
            Party::Other(name) => change(name),
            Party::Person(_) => {}
        }
    }
}
