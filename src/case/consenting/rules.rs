//! The rules of consents.

use super::{ConsentCommand, ConsentEvent, ConsentRefusal, ConsentStanding, Said};
use crate::case::carrying::all_taken_back;
use crate::case::marking::name_or;
use crate::case::{Case, Event, Now, PersonId, Refusal};
use crate::script::ConsentId;

type Answered = Result<Vec<Event>, Refusal>;

/// Answers what is asked for about a consent. What was agreed to can be agreed to once more,
/// as when a paper is signed after a word that was given on the telephone.
pub(in crate::case) fn decide(case: &Case, command: ConsentCommand, now: Now) -> Answered {
    let event = match command {
        ConsentCommand::Give {
            person,
            consent,
            said,
            review,
        } => {
            let Said { how, on, by } = checked(case, person, &consent, said, now)?;
            if review.is_some_and(|review| review <= on) {
                return Err(Refusal::Consent(ConsentRefusal::ReviewBefore));
            }
            ConsentEvent::Given {
                person,
                consent,
                how,
                on,
                by,
                review,
                settles: None,
            }
        }
        ConsentCommand::Withdraw {
            person,
            consent,
            said,
        } => {
            let Said { how, on, by } = checked(case, person, &consent, said, now)?;
            if case.consent_standing(person, &consent) == ConsentStanding::Withdrawn {
                return Ok(no_longer_carried(case, person, &consent));
            }
            ConsentEvent::Withdrawn {
                person,
                consent,
                how,
                on,
                by,
                stops: None,
            }
        }
    };
    let known = case
        .consent_history(event.person(), event.consent())
        .next_back()
        .is_some_and(|last| last.event.says_the_same_as(&event));
    if known {
        return Ok(Vec::new());
    }
    Ok(recorded(case, event))
}

/// What somebody said of a consent, with what follows from it for the meeting and for the messages
/// of theirs that wait to be passed on.
pub(super) fn recorded(case: &Case, event: ConsentEvent) -> Vec<Event> {
    let carried = match &event {
        ConsentEvent::Given { .. } => Vec::new(),
        ConsentEvent::Withdrawn {
            person, consent, ..
        } => no_longer_carried(case, *person, consent),
    };
    let mut events = vec![Event::Consent(event.with_what_follows(case))];
    events.extend(carried);
    events
}

/// Whoever takes back what a meeting needs of them has nothing further passed on.
fn no_longer_carried(case: &Case, person: PersonId, consent: &ConsentId) -> Vec<Event> {
    let asked = case.script.consent(consent);
    if asked.is_some_and(|asked| asked.required) {
        all_taken_back(case, person)
    } else {
        Vec::new()
    }
}

fn checked(
    case: &Case,
    person: PersonId,
    consent: &ConsentId,
    said: Said,
    now: Now,
) -> Result<Said, Refusal> {
    let person = case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let asked = case.consents_of(person);
    if !asked.iter().any(|asked| &asked.id == consent) {
        return Err(Refusal::Consent(ConsentRefusal::NotAsked));
    }
    let by = name_or(Refusal::Consent(ConsentRefusal::AskerMissing), &said.by)?;
    if said.on > now.wall.date_naive() {
        return Err(Refusal::Consent(ConsentRefusal::DayInTheFuture));
    }
    // A paper of last week does not overrule what was said since.
    let last = case.consent_history(person.id, consent).next_back();
    if last.is_some_and(|last| said.on < last.event.on()) {
        return Err(Refusal::Consent(ConsentRefusal::SaidSince));
    }
    Ok(Said { by, ..said })
}
