//! What somebody takes back while the other side is in the room: on the telephone, or by word.
//!
//! A yes is taken back at any second, also while the facilitator sits with the other side. It is
//! recorded then, with its time, and nothing of it can be seen until that visit is over.

use super::events::CarryingEvent;
use super::message::Message;
use super::order::consent_missing;
use crate::case::{
    CarryingCommand, Case, Command, ConsentCommand, Event, Now, PersonId, Refusal, Willing,
    consenting, gathering,
};

type Answered = Result<Vec<Event>, Refusal>;

/// Answers what somebody takes back who is not of the side in the room, by the whole case; none
/// for any other command.
pub(in crate::case) fn taken_back_from_afar(
    case: &Case,
    command: &Command,
    now: Now,
) -> Option<Answered> {
    let elsewhere = |person: PersonId| case.person(person).is_some() && !case.may_be_here(person);
    if let Command::SayWilling(person, no @ Willing::Withdrawn) = command
        && elsewhere(*person)
    {
        return Some(gathering::say_willing(case, *person, *no));
    }
    if let Command::Consent(taken_back @ ConsentCommand::Withdraw { person, .. }) = command
        && elsewhere(*person)
    {
        return Some(consenting::decide(case, taken_back.clone(), now));
    }
    if let Command::Carrying(CarryingCommand::WithdrawAll(person)) = command {
        return Some(withdraw_all(case, *person));
    }
    None
}

/// Every yes of a sender that was not used yet.
pub(super) fn withdraw_all(case: &Case, person: PersonId) -> Answered {
    case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let waits = |message: &&Message| {
        let open = message.delivery.is_none() && message.closed.is_none();
        message.from == person && open && consent_missing(message).is_none()
    };
    let messages = case.carrying.messages.iter().filter(waits);
    let taken_back = messages.map(|message| {
        let message = message.id;
        CarryingEvent::ConsentWithdrawn { message }.into()
    });
    Ok(taken_back.collect())
}
