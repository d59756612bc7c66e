//! Which key opens which step, and why it can do nothing now.

use super::asked::Step;
use crate::case::{
    CarryingCommand, Case, Command, Extent, Message, NextStep, Party, Passing, PersonId,
};
use crate::tui::action::Action;

/// The place of the one that is to be looked after first: what can be passed on here, oldest
/// first, or else the latest for which something can be done.
pub(super) fn first_due(case: &Case) -> usize {
    let messages = &case.carrying.messages;
    let arrives = |message: &Message| {
        matches!(
            case.next_step(message),
            NextStep::OfferToReceiver | NextStep::Deliver
        )
    };
    let is_due = |message: &Message| {
        !matches!(
            case.next_step(message),
            NextStep::Wait | NextStep::Closed | NextStep::NotKnownHere | NextStep::OnFile
        )
    };
    let latest = || messages.iter().rposition(is_due);
    let place = messages.iter().position(arrives).or_else(latest);
    place.unwrap_or(messages.len().saturating_sub(1))
}

/// The step that an action opens.
pub(super) fn step_of(action: Action) -> Option<Step> {
    Some(match action {
        Action::Change => Step::Word,
        Action::AgreeWording => Step::Agree,
        Action::GoThroughList => Step::List,
        Action::LookAtWords => Step::Look,
        Action::Consent => Step::Consent,
        Action::TakeBackConsent => Step::TakeBack,
        Action::OfferLetter => Step::Offer,
        Action::PassOn => Step::Deliver,
        Action::NoteReaction => Step::React,
        Action::WantsReply => Step::Reply,
        Action::ClosingTalk => Step::Talk,
        Action::CloseMessage => Step::Close,
        _ => return None,
    })
}

/// A command as a step would ask for it at its simplest, so that its key says why it can do
/// nothing now.
pub(super) fn probe(step: Step, message: &Message, case: &Case) -> Command {
    let id = message.id;
    let checks = case.letter_checks(message).len();
    let here = |person: &PersonId| case.may_be_here(*person);
    let command = match step {
        Step::Word => CarryingCommand::Word {
            message: id,
            text: "words".to_owned(),
            helped_by: None,
        },
        Step::Agree => CarryingCommand::AgreeWording(id),
        Step::List => CarryingCommand::GoThroughList(id, vec![true; checks]),
        Step::Look => CarryingCommand::Check {
            message: id,
            checked_by: Party::Other("somebody else".to_owned()),
            passed: true,
            wrong: None,
        },
        Step::Consent if message.is_passed_on_in_part() => {
            CarryingCommand::Consent(id, Extent::All, None)
        }
        // Somebody may say no to any wording.
        Step::Consent => CarryingCommand::Consent(id, Extent::Nothing, None),
        Step::TakeBack => CarryingCommand::Withdraw(id),
        Step::Offer => CarryingCommand::AskReceiver {
            message: id,
            wants: true,
            tell: true,
        },
        Step::Deliver => CarryingCommand::Deliver {
            message: id,
            how: Passing::ReadAloud,
            present: Vec::new(),
            tell: true,
        },
        Step::React => CarryingCommand::NoteReaction {
            message: id,
            text: "words".to_owned(),
            agreed: true,
            tell: false,
        },
        Step::Reply => CarryingCommand::WantReply(id, true),
        Step::Talk => {
            let person = [message.from, message.to].into_iter().find(here);
            CarryingCommand::Talk(id, person.unwrap_or(message.from))
        }
        Step::Close => CarryingCommand::Close(id),
    };
    Command::Carrying(command)
}

/// Whether a step is for letters alone.
pub(super) fn is_for_letters(action: Action) -> bool {
    matches!(
        action,
        Action::GoThroughList | Action::OfferLetter | Action::ClosingTalk
    )
}
