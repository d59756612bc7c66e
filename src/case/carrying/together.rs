//! What may be seen where both sides sit in one room, after the facilitator met one of them alone.
//!
//! What somebody said alone with the facilitator is theirs to say here, or not. Of a sitting with
//! one side nothing is seen: no note, mark or idea, no wording, no decision. What is seen:
//! - what happened where everybody was, and what was settled between two meetings but notes;
//! - of a message, what was passed on where its sender may know that it was, and what they let go
//!   where it waits to be passed on: never how it came to that;
//! - of the board, what was written where everybody was, what was carried so in the wording that
//!   stands, and what was agreed and closed; an answer that was given here, carried, or closed;
//! - who takes part, what was prepared, and what somebody needs to be here at all.

use super::as_seen;
use super::message::Message;
use super::of_board::{self, Room};
use crate::case::{Case, Item, MessageId};

/// Whether a message may be known where its sender and its receiver sit together.
pub(super) fn is_told(message: &Message) -> bool {
    match &message.delivery {
        Some(delivery) => delivery.tell,
        None => message.closed.is_none() && message.can_be_passed_on(),
    }
}

/// Puts on the board what may be seen of it; what may not leaves its number behind.
pub(super) fn board(case: &Case, seen: &mut Case) {
    let rebuilt = std::mem::take(&mut seen.agreement.items);
    for item in &case.agreement.items {
        let known = rebuilt.iter().find(|known| known.id == item.id);
        let known = known.filter(|known| known.draft() == item.draft());
        let shown = match known {
            Some(known) => with_answers(case, item, known.clone()),
            None if is_closed(case, item)
                || of_board::is_carried_here(case, item, Room::Together) =>
            {
                with_answers(case, item, as_seen::standing_alone(item))
            }
            None => {
                let mut nothing = Item::new(item.id);
                nothing.removed = true;
                nothing
            }
        };
        seen.agreement.items.push(shown);
    }
}

/// Leaves the answers that still stand, and adds those that were carried or stand on everybody's
/// paper.
fn with_answers(case: &Case, item: &Item, mut shown: Item) -> Item {
    shown.removed = item.removed;
    shown
        .answers
        .retain(|person, answer| item.answers.get(person) == Some(answer));
    shown
        .read_back
        .retain(|person, answer| item.read_back.get(person) == Some(answer));
    let closed = is_closed(case, item);
    for (person, answer) in &item.answers {
        if closed || of_board::is_yes_carried(case, item, *person, Room::Together) {
            shown.answers.insert(*person, *answer);
        }
    }
    for (person, answer) in &item.read_back {
        if closed || of_board::is_nod_carried(case, item, *person, Room::Together) {
            shown.read_back.insert(*person, *answer);
        }
    }
    shown
}

/// Whether an item stands in the agreement as it was closed last, in the wording that stands.
fn is_closed(case: &Case, item: &Item) -> bool {
    let closing = case.agreement.closings.last();
    closing.is_some_and(|(_, closed)| {
        let mut items = closed.items.iter();
        items.any(|closed| closed.item == item.id && Some(&closed.draft) == item.draft())
    })
}

/// Leaves the messages that were offered here and have not been changed elsewhere, and of the
/// others what is passed on.
///
/// `seen` holds the messages as its own events make them.
pub(super) fn messages(case: &Case, seen: &mut Case) {
    let rebuilt = std::mem::take(&mut seen.carrying.messages);
    let mut shown: Vec<Message> = Vec::new();
    for message in &case.carrying.messages {
        if rebuilt.contains(message) {
            shown.push(message.clone());
        } else if is_told(message) {
            shown.push(as_told(case, message));
        }
    }
    let known: Vec<MessageId> = shown.iter().map(|message| message.id).collect();
    for message in &mut shown {
        message.answers = message.answers.filter(|answered| known.contains(answered));
    }
    shown.sort_by_key(|message| case.carrying.first_of(message.id));
    seen.carrying.messages = shown;
    seen.carrying.is_what_may_be_seen = true;
    let people = case.people.iter().map(|person| person.id);
    seen.carrying.spoken_of = people.filter(|person| case.is_mentioned(*person)).collect();
}

/// A message as its receiver may see it, without what its sender may not know.
fn as_told(case: &Case, message: &Message) -> Message {
    let mut told = as_seen::as_received(case, message, &[]);
    told.asked = told.asked.filter(|asked| asked.tell);
    told.reaction = told.reaction.filter(|(_, tell)| *tell);
    told.reply = None;
    told.held = None;
    if let Some(delivery) = &mut told.delivery {
        delivery.present.clear();
    }
    told
}
