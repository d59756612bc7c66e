//! What somebody takes back: every yes of theirs at once, wherever they are.
//!
//! A yes is taken back at any second, also while the facilitator sits with the other side. It is
//! recorded then, with its time, and nothing of it can be seen until that visit is over. Whoever
//! takes part no longer, or takes back what a meeting needs of them, has nothing further passed on:
//! the yes that each of their messages had goes with it, and has to be given anew.

use super::events::CarryingEvent;
use super::message::Message;
use super::order::consent_missing;
use crate::case::{
    CarryingCommand, Case, Command, ConsentCommand, Event, PersonId, Refusal, Willing,
};

type Answered = Result<Vec<Event>, Refusal>;

/// Whether somebody takes something back who is not of the side in the room, or who said it where
/// the others were not: that is decided by the whole case, and not by what of it may be seen.
pub(in crate::case) fn is_taken_back_from_afar(case: &Case, command: &Command) -> bool {
    let (Command::SayWilling(person, Willing::Withdrawn)
    | Command::Consent(ConsentCommand::Withdraw { person, .. })
    | Command::Carrying(CarryingCommand::WithdrawAll(person))) = command
    else {
        return false;
    };
    let unseen = !case.may_be_here(*person) || case.is_together_after_visits();
    case.person(*person).is_some() && unseen
}

/// Every yes of a sender that was not used yet.
pub(super) fn withdraw_all(case: &Case, person: PersonId) -> Answered {
    case.person(person).ok_or(Refusal::NoSuchPerson)?;
    Ok(all_taken_back(case, person))
}

/// Every yes of a sender that was not used as far as they may know is taken back; none where
/// nothing of theirs waits.
pub(in crate::case) fn all_taken_back(case: &Case, person: PersonId) -> Vec<Event> {
    let messages = case.carrying.messages.iter().filter(|message| {
        message.from == person && consent_missing(message).is_none() && waits(case, message)
    });
    let taken_back = messages.map(|message| {
        let message = message.id;
        CarryingEvent::ConsentWithdrawn { message }.into()
    });
    taken_back.collect()
}

/// Whether a message was not passed on yet as far as its sender may know. One that was, and they
/// may not know, counts as well: it stays passed on, and a yes that alone stood afterwards would
/// tell them.
fn waits(case: &Case, message: &Message) -> bool {
    let mut messages = case.carrying.messages.iter();
    let goes_on = messages.any(|further| further.instead_of == Some(message.id));
    match &message.delivery {
        Some(delivery) => !delivery.tell && !goes_on,
        None => message.closed.is_none(),
    }
}
