//! The board and the messages as one side may see them.

use std::collections::BTreeSet;

use super::events::Extent;
use super::message::{Consent, Message, SafetyCheck, Wording};
use super::of_board;
use crate::case::{Case, Item, Party, PersonId, Words};

/// Puts on the board what may be seen of it; what may not be seen leaves its number behind,
/// so that no other comes to stand under it.
pub(super) fn board(case: &Case, seen: &mut Case, side: &[PersonId]) {
    let rebuilt = std::mem::take(&mut seen.agreement.items);
    let mut theirs = BTreeSet::new();
    for item in &case.agreement.items {
        let known = rebuilt.iter().find(|known| known.id == item.id);
        let known = known.filter(|known| known.draft() == item.draft());
        let carried = of_board::is_carried_here(case, item, side);
        let mut shown = match known {
            Some(known) => known.clone(),
            None if carried => {
                theirs.insert(item.id);
                standing_alone(item)
            }
            None => {
                let mut nothing = Item::new(item.id);
                nothing.removed = true;
                nothing
            }
        };
        if known.is_some() || carried {
            shown.removed = item.removed;
            let answers = item.answers.iter().filter(|(person, _)| {
                side.contains(person) || of_board::is_yes_carried(case, item, **person, side)
            });
            shown
                .answers
                .extend(answers.map(|(id, answer)| (*id, *answer)));
            let nods = item.read_back.iter().filter(|(person, _)| {
                side.contains(person) || of_board::is_nod_carried(case, item, **person, side)
            });
            shown
                .read_back
                .extend(nods.map(|(id, answer)| (*id, *answer)));
        }
        seen.agreement.items.push(shown);
    }
    // A concern is the facilitator's own, and closing puts it beside what was agreed.
    for (_, closed) in &mut seen.agreement.closings {
        for item in &mut closed.items {
            item.concern = None;
        }
    }
    seen.carrying.theirs = theirs;
}

/// What stands on the board of somebody else, with nothing that was said to it.
fn standing_alone(item: &Item) -> Item {
    let mut alone = Item::new(item.id);
    // As many as there were, so that an answer to it is one to this wording.
    let count = item.versions.len();
    alone.versions = item
        .versions
        .last()
        .map_or_else(Vec::new, |standing| vec![standing.clone(); count]);
    alone
}

/// Leaves the messages of this side, and of those to it what may be passed on.
///
/// `seen` holds the messages as its own events make them.
pub(super) fn messages(case: &Case, seen: &mut Case, side: &[PersonId]) {
    let rebuilt = std::mem::take(&mut seen.carrying.messages);
    let shown = case.carrying.messages.iter().filter_map(|message| {
        let received = side.contains(&message.to)
            && (message.can_be_passed_on() || message.delivery.is_some());
        match (side.contains(&message.from), received) {
            (true, true) => Some(message.clone()),
            (true, false) => rebuilt.iter().find(|known| known.id == message.id).cloned(),
            (false, true) => Some(as_received(message)),
            (false, false) => None,
        }
    });
    seen.carrying.messages = shown.collect();
    seen.carrying.given = case.messages_given();
    seen.carrying.is_what_may_be_seen = true;
}

/// A message as its receiver may see it: what is passed on, as if it had never been otherwise.
fn as_received(message: &Message) -> Message {
    let mut received = message.clone();
    let standing = message.wordings.last().map(|wording| {
        let consented = message.consent().and_then(|consent| consent.words.clone());
        let words: Words = consented.unwrap_or_else(|| wording.words.clone());
        Wording {
            words,
            helped_by: None,
            at: wording.at,
            version: wording.version,
            fingerprint: wording.fingerprint.clone(),
        }
    });
    received.consents = message
        .consents
        .last()
        .map(|consent| Consent {
            extent: Some(Extent::All),
            words: None,
            at: consent.at,
            version: consent.version,
        })
        .into_iter()
        .collect();
    received.check = message.check.as_ref().map(|check| SafetyCheck {
        checked_by: Party::Other(String::new()),
        wrong: None,
        at: check.at,
        version: check.version,
        passed: check.passed,
    });
    received.wordings = standing.into_iter().collect();
    received.as_received = true;
    if received.waits_for_its_reader() {
        for wording in &mut received.wordings {
            wording.words.content = None;
        }
    }
    received
}
