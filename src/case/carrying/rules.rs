//! Every rule of what is carried between people.

use super::events::{CarriedKind, CarryingCommand, CarryingEvent};
use super::message::Message;
use super::passing::{
    ask_receiver, check, consent, deliver, hold, note_reaction, passed_on, withdraw,
};
use super::refusal::CarryingRefusal as Why;
use super::writing::{Offer, agree_wording, go_through_list, offered, word};
use crate::case::{Case, Event, PersonId, Refusal};

type Answered = Result<Vec<Event>, Refusal>;

/// Answers a command about a message or letter, of those that may be seen now.
pub(in crate::case) fn decide(case: &Case, command: CarryingCommand) -> Answered {
    let named = command.message();
    if let CarryingCommand::Offer {
        kind,
        from,
        to,
        answers,
        item,
        text,
        helped_by,
    } = command
    {
        let offer = Offer {
            kind,
            from,
            to,
            answers,
            helped_by,
        };
        return offered(case, &offer, item, text);
    }
    let message = named.and_then(|id| case.carrying.message(id));
    let message = message.ok_or(Why::NoSuchMessage)?;
    if message.closed.is_some() {
        return Err(Why::Closed.into());
    }
    match command {
        CarryingCommand::Offer { .. } => Ok(Vec::new()),
        CarryingCommand::Word {
            message: _,
            text,
            helped_by,
        } => word(case, message, text, helped_by),
        CarryingCommand::AgreeWording(_) => agree_wording(case, message),
        CarryingCommand::GoThroughList(_, so) => go_through_list(case, message, &so),
        CarryingCommand::Consent(_, extent, text) => consent(case, message, extent, text),
        CarryingCommand::Withdraw(_) => withdraw(message),
        CarryingCommand::Check {
            message: _,
            checked_by,
            passed,
            wrong,
        } => check(case, message, checked_by, passed, wrong),
        CarryingCommand::AskReceiver {
            message: _,
            wants,
            tell,
        } => ask_receiver(case, message, wants, tell),
        CarryingCommand::Hold(_) => hold(message),
        CarryingCommand::Deliver {
            message: _,
            how,
            present,
            tell,
        } => deliver(case, message, how, present, tell),
        CarryingCommand::NoteReaction {
            message: _,
            text,
            agreed,
            tell,
        } => note_reaction(case, message, text, agreed, tell),
        CarryingCommand::WantReply(_, wanted) => want_reply(message, wanted),
        CarryingCommand::Talk(_, person) => talk(case, message, person),
        CarryingCommand::Close(_) => close(case, message),
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
