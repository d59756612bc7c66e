//! What of the board a message carries: an item in one wording, whole, and with it what its
//! sender had answered to that when they said that it may be passed on.

use super::events::{About, CarryingEvent};
use super::message::{Consent, Message};
use crate::case::{Answer, Case, Content, Event, Item, ItemId, MessageId, PersonId, Words};

/// Who is in the room.
#[derive(Clone, Copy)]
pub(super) enum Room<'a> {
    /// These people alone.
    Side(&'a [PersonId]),
    /// Everybody.
    Together,
}

impl Room<'_> {
    /// Whether a message that was passed on may be known here: by those it went to, and by everybody
    /// where its sender may know of it too.
    fn knows(self, message: &Message) -> bool {
        match self {
            Self::Side(side) => side.contains(&message.to),
            Self::Together => message.may_be_counted(),
        }
    }
}

/// Whether an item was carried to the people in the room in the wording that stands.
pub(super) fn is_carried_here(case: &Case, item: &Item, room: Room) -> bool {
    carrying(case, item).any(|message| room.knows(message))
}

/// Whether somebody had it carried to this side that they agree to the wording that stands.
///
/// A yes that they said later is carried by nothing yet.
pub(super) fn is_yes_carried(case: &Case, item: &Item, from: PersonId, room: Room) -> bool {
    item.answer_of(from) == Some(Answer::Yes)
        && carries(case, item, from, room, answered(case, item.id, from))
}

/// Whether what somebody said as the item was read back was carried to this side.
pub(super) fn is_nod_carried(case: &Case, item: &Item, from: PersonId, room: Room) -> bool {
    let nodded = last_of(case, |event| {
        matches!(event, Event::ReadBackAnswered { item: of, words }
            if *of == item.id && is_by(words, from))
    });
    carries(case, item, from, room, nodded)
}

impl Case {
    /// Whether somebody who is visited says yes to an item as it stands, and none of them has offered
    /// to have it taken to the other side: who is not there knows of neither.
    pub fn waits_to_be_offered(&self, item: &Item) -> bool {
        let mut answers = item.answers.iter();
        let says_yes =
            answers.any(|(person, answer)| *answer == Answer::Yes && self.may_be_here(*person));
        let mut messages = self.carrying.messages.iter();
        let offered = messages.any(|message| {
            let stands = |about: About| {
                about.item == item.id && usize::from(about.wordings) == item.versions.len()
            };
            self.may_be_here(message.from) && message.about.is_some_and(stands)
        });
        says_yes && !offered
    }

    /// Whether the sender answered to what a message carries from the board since they said that
    /// it may be passed on, so that they have to be asked about that once more.
    pub(super) fn answered_since(&self, message: &Message, consent: &Consent) -> bool {
        let Some(about) = message.about else {
            return false;
        };
        let consented = consented(self, message.id);
        consent.version == message.version() && answered(self, about.item, message.from) > consented
    }
}

/// Whether something that somebody said is in what was carried here for them.
fn carries(case: &Case, item: &Item, from: PersonId, room: Room, said: Option<u64>) -> bool {
    said.is_some_and(|said| {
        carrying(case, item).any(|message| {
            let carried = message.from == from && room.knows(message);
            carried && consented(case, message.id).is_some_and(|consented| said < consented)
        })
    })
}

/// The messages that carried an item, whole and in the wording that stands, to their receiver.
fn carrying<'a>(case: &'a Case, item: &Item) -> impl Iterator<Item = &'a Message> {
    let (id, wordings): (ItemId, usize) = (item.id, item.versions.len());
    case.carrying.messages.iter().filter(move |message| {
        let about = message
            .about
            .is_some_and(|about| about.item == id && usize::from(about.wordings) == wordings);
        // Whoever lets a part of a message go, or other words, does not let the wording go.
        about && message.goes_whole() && message.delivery.is_some()
    })
}

/// The number of the event in which somebody answered to an item last.
fn answered(case: &Case, item: ItemId, person: PersonId) -> Option<u64> {
    last_of(case, |event| {
        matches!(event, Event::ItemAnswered { item: of, words }
            if *of == item && is_by(words, person))
    })
}

/// The number of the event in which the sender last said that a message may be passed on.
fn consented(case: &Case, message: MessageId) -> Option<u64> {
    last_of(case, |event| {
        matches!(event, Event::Carrying(CarryingEvent::ConsentGiven { message: of, .. })
            if *of == message)
    })
}

fn is_by(words: &Words, by: PersonId) -> bool {
    matches!(&words.content, Some(Content::Answer { person, .. }) if *person == by)
}

fn last_of(case: &Case, wanted: impl Fn(&Event) -> bool) -> Option<u64> {
    let mut history = case.history.iter().rev();
    let last =
        history.find(|recorded| wanted(&recorded.event) && !case.undone.contains(&recorded.number));
    last.map(|recorded| recorded.number)
}
