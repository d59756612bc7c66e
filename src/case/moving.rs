//! Moving to a turn: what has to be so before, and what comes with it.

use super::{Case, Event, PauseKind, Person, PersonId, Refusal, Session, TurnKey, Willing};

type Answered = Result<Vec<Event>, Refusal>;

/// Moving needs a running session, no pause, nobody who just withdrew, nobody in the room who is
/// not willing to be there, and nobody gone without whom the meeting has no sense.
pub(super) fn able_to_move(case: &Case) -> Result<&Session, Refusal> {
    let session = case.running()?;
    if let Some(pause) = &session.pause {
        return Err(match pause.kind {
            PauseKind::Break => Refusal::OnBreak,
            PauseKind::TimeOut => Refusal::InTimeOut,
        });
    }
    if let Some(person) = session.withdrawal {
        return Err(Refusal::WithdrawalOpen(person));
    }
    let unwilling =
        |person: &&Person| person.is_here() && person.is_willing() == Willing::Withdrawn;
    if let Some(person) = case.people.iter().find(unwilling) {
        return Err(Refusal::NotWilling(person.id));
    }
    case.pass_taken_back()?;
    // The last of them all, for a redo may pass over it and over nothing else.
    match case.who_is_missed() {
        Some(person) => Err(Refusal::PrincipalLeft(person)),
        None => Ok(session),
    }
}

impl Case {
    /// Without whom a meeting that is held waits, until it is settled how it goes on.
    pub fn waits_for(&self) -> Option<PersonId> {
        match able_to_move(self) {
            Err(
                Refusal::WithdrawalOpen(person)
                | Refusal::NotWilling(person)
                | Refusal::PrincipalLeft(person),
            ) => Some(person),
            Ok(_) | Err(_) => None,
        }
    }
}

pub(super) fn move_to(case: &Case, to: TurnKey) -> Answered {
    let position = case.position();
    let leaving =
        position.is_none_or(|position| position.stage != to.stage || position.round != to.round);
    if let Some(position) = position {
        if leaving {
            case.pass_gates_of_script(position)?;
        } else {
            case.pass_gates(position)?;
        }
    }
    if let Some(position) = position.filter(|_| leaving) {
        case.pass_legal_gates_between(position, &to)?;
    }
    if leaving {
        if !case.people.iter().any(Person::is_here) {
            return Err(Refusal::NobodyHere);
        }
        case.pass_gates(&to)?;
    }
    Ok(arrive(case, to))
}

/// Going to a stage of private time begins it.
pub(super) fn arrive(case: &Case, to: TurnKey) -> Vec<Event> {
    let private = case.is_private_turn(&to);
    let stage = to.stage.clone();
    let moved = Event::Moved { to };
    // In this order a crash between the two leaves the lock on, never off.
    if private {
        vec![Event::PrivateTimeStarted { stage }, moved]
    } else {
        vec![moved]
    }
}
