//! Every rule of what is carried between people.

use super::events::{CarriedKind, CarryingCommand, CarryingEvent};
use super::from_afar::withdraw_all;
use super::message::Message;
use super::passing::{
    ask_receiver, check, consent, deliver, hold, note_reaction, passed_on, withdraw,
};
use super::refusal::CarryingRefusal as Why;
use super::writing::{Offer, agree_wording, go_through_list, offered, word};
use crate::case::{Case, Event, MessageId, PersonId, Refusal};

type Answered = Result<Vec<Event>, Refusal>;

/// Answers a command about a message or letter, of those that may be seen now.
pub(in crate::case) fn decide(case: &Case, command: CarryingCommand) -> Answered {
    match command {
        CarryingCommand::Offer {
            kind,
            from,
            to,
            answers,
            item,
            text,
            helped_by,
        } => {
            let offer = Offer {
                kind,
                from,
                to,
                answers,
                helped_by,
            };
            offered(case, &offer, item, text)
        }
        CarryingCommand::Word {
            message,
            text,
            helped_by,
        } => word(case, open(case, message)?, text, helped_by),
        CarryingCommand::AgreeWording(message) => agree_wording(case, open(case, message)?),
        CarryingCommand::GoThroughList(message, so) => {
            go_through_list(case, open(case, message)?, &so)
        }
        CarryingCommand::Consent(message, extent, text) => {
            consent(case, open_or_in_part(case, message)?, extent, text)
        }
        CarryingCommand::Withdraw(message) => withdraw(open(case, message)?),
        CarryingCommand::WithdrawAll(person) => withdraw_all(case, person),
        CarryingCommand::Check {
            message,
            checked_by,
            passed,
            wrong,
        } => check(case, open(case, message)?, checked_by, passed, wrong),
        CarryingCommand::AskReceiver {
            message,
            wants,
            tell,
        } => ask_receiver(case, open(case, message)?, wants, tell),
        CarryingCommand::Hold(message) => hold(open(case, message)?),
        CarryingCommand::Deliver {
            message,
            how,
            present,
            tell,
        } => deliver(case, open(case, message)?, how, present, tell),
        CarryingCommand::NoteReaction {
            message,
            text,
            agreed,
            tell,
        } => note_reaction(case, open(case, message)?, text, agreed, tell),
        CarryingCommand::WantReply(message, wanted) => want_reply(open(case, message)?, wanted),
        CarryingCommand::Talk(message, person) => talk(case, open(case, message)?, person),
        CarryingCommand::Close(message) => close(case, open(case, message)?),
    }
}

/// A message or letter that may be seen now and is not closed.
fn open(case: &Case, message: MessageId) -> Result<&Message, Refusal> {
    let message = case.carrying.message(message).ok_or(Why::NoSuchMessage)?;
    if message.closed.is_some() {
        return Err(Why::Closed.into());
    }
    Ok(message)
}

/// The same, or one of which a part was passed on: its sender may let the rest go at any time.
fn open_or_in_part(case: &Case, message: MessageId) -> Result<&Message, Refusal> {
    let known = case.carrying.message(message);
    match known.filter(|known| known.is_passed_on_in_part()) {
        Some(known) => Ok(known),
        None => open(case, message),
    }
}

fn want_reply(message: &Message, wanted: bool) -> Answered {
    passed_on(message)?;
    if message.reply == Some(wanted) {
        return Ok(Vec::new());
    }
    let message = message.id;
    Ok(vec![CarryingEvent::ReplyWanted { message, wanted }.into()])
}

fn talk(case: &Case, message: &Message, person: PersonId) -> Answered {
    case.is_of_this_side(person)?;
    if message.kind != CarriedKind::Letter {
        return Err(Refusal::NotAskedByScript);
    }
    if person != message.from && person != message.to {
        return Err(Refusal::NoSuchPerson);
    }
    let message = message.id;
    Ok(vec![CarryingEvent::TalkHeld { message, person }.into()])
}

fn close(case: &Case, message: &Message) -> Answered {
    if case.talk_missing(message).is_some() {
        return Err(Why::TalkFirst.into());
    }
    let message = message.id;
    Ok(vec![CarryingEvent::Closed { message }.into()])
}

impl From<CarryingEvent> for Event {
    fn from(event: CarryingEvent) -> Self {
        Self::Carrying(event)
    }
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Self {
        Self::Carrying(why)
    }
}
