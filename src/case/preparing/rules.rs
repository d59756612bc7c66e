//! The rules of preparing a case.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::weighing::{Decided, weigh};
use super::{AssessmentKind, ContactHow, Need, PreparingEvent, PreparingRefusal, Referral, Slot};
use crate::case::marking::{name_or, words_if_any};
use crate::case::{Case, EraseRule, Event, LONGEST_NAME, Now, PersonId, Refusal, Words};
use crate::script::{RuleAnswers, RuleSet};

/// What can be asked for while a case is prepared. Words may have 1,000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreparingCommand {
    /// Record how the case came to the service.
    Refer(Referral),
    /// Record a contact, or correct an earlier one.
    Contact {
        /// Which earlier one it corrects.
        corrects: Option<u64>,
        /// With whom.
        person: Option<PersonId>,
        /// On which day.
        on: NaiveDate,
        /// How.
        how: ContactHow,
        /// What came of it; empty for nothing.
        words: String,
    },
    /// Take a contact off the list, with its words.
    RemoveContact(u64),
    /// Record that something was assessed, or correct it.
    Assess {
        /// Which earlier one it corrects.
        corrects: Option<u64>,
        /// Whether it is about suitability or about risk.
        kind: AssessmentKind,
        /// Whom it is about; the whole case where nobody is named.
        person: Option<PersonId>,
        /// Who assessed it.
        by: String,
        /// On which day.
        on: NaiveDate,
        /// Until when it holds.
        until: Option<NaiveDate>,
        /// What has to be done or avoided in the room; empty for nothing.
        measures: String,
    },
    /// Take an assessment off the list, with its words.
    RemoveAssessment(u64),
    /// Record what somebody needs, hopes for or wants answered; empty takes it off.
    SayNeed(PersonId, Need, String),
    /// Settle for whom somebody interprets; nobody takes it off.
    Interpret(PersonId, Vec<PersonId>),
    /// Settle when somebody comes and goes.
    SetSlot(PersonId, Slot),
    /// Tick an entry of the list for the day, from 1, or no longer.
    Tick(u16, bool),
    /// Set the order of the seats, from the chair opposite the door on.
    Seat(Vec<PersonId>),
    /// Decide by a set of rules.
    Weigh {
        /// The set.
        set: Box<RuleSet>,
        /// What was answered to its questions.
        answers: RuleAnswers,
        /// What somebody decided.
        decided: Decided,
    },
    /// Erase what was found out, once no meeting goes on; facts and what was assessed stay.
    Forget,
}

type Answered = Result<Vec<Event>, Refusal>;

/// Answers what is asked for while a case is prepared.
pub(in crate::case) fn decide(case: &Case, command: PreparingCommand, now: Now) -> Answered {
    match command {
        PreparingCommand::Refer(referral) => refer(case, referral, now),
        PreparingCommand::Contact {
            corrects,
            person,
            on,
            how,
            words,
        } => {
            known_contact(case, corrects)?;
            who_and_when(case, person, on, now)?;
            let words = words_if_any(case, words)?;
            Ok(prepared(PreparingEvent::Contacted {
                corrects,
                person,
                on,
                how,
                words,
            }))
        }
        PreparingCommand::RemoveContact(contact) => {
            known_contact(case, Some(contact))?;
            Ok(prepared(PreparingEvent::ContactRemoved { contact }))
        }
        PreparingCommand::Assess {
            corrects,
            kind,
            person,
            by,
            on,
            until,
            measures,
        } => {
            known_assessment(case, corrects)?;
            who_and_when(case, person, on, now)?;
            let by = name_or(Refusal::NameEmpty, &by)?;
            if until.is_some_and(|until| until < on) {
                return Err(Refusal::Preparing(PreparingRefusal::UntilBefore));
            }
            let measures = words_if_any(case, measures)?;
            Ok(prepared(PreparingEvent::Assessed {
                corrects,
                kind,
                person,
                by,
                on,
                until,
                measures,
            }))
        }
        PreparingCommand::RemoveAssessment(assessment) => {
            known_assessment(case, Some(assessment))?;
            Ok(prepared(PreparingEvent::AssessmentRemoved { assessment }))
        }
        PreparingCommand::SayNeed(person, need, words) => say_need(case, person, need, words),
        PreparingCommand::Interpret(interpreter, people) => interpret(case, interpreter, people),
        PreparingCommand::SetSlot(person, slot) => set_slot(case, person, slot),
        PreparingCommand::Tick(entry, done) => tick(case, entry, done, now),
        PreparingCommand::Seat(seats) => seat(case, seats),
        PreparingCommand::Weigh {
            set,
            answers,
            decided,
        } => weigh(case, &set, answers, decided),
        PreparingCommand::Forget => forget(case),
    }
}

fn refer(case: &Case, referral: Referral, now: Now) -> Answered {
    let Referral {
        source,
        agency,
        on,
        begun_by,
    } = referral;
    let (source, agency) = (source.trim().to_owned(), agency.trim().to_owned());
    if source.is_empty() && agency.is_empty() {
        return Err(Refusal::Preparing(PreparingRefusal::SourceMissing));
    }
    let too_long = |text: &String| text.chars().count() > LONGEST_NAME;
    if too_long(&source) || too_long(&agency) {
        return Err(Refusal::NameTooLong);
    }
    not_in_the_future(on, now)?;
    let referral = Referral {
        source,
        agency,
        on,
        begun_by,
    };
    if case.preparing.referral.as_ref() == Some(&referral) {
        return Ok(Vec::new());
    }
    Ok(prepared(PreparingEvent::Referred { referral }))
}

fn say_need(case: &Case, person: PersonId, need: Need, text: String) -> Answered {
    known_people(case, &[person])?;
    let standing = case.preparing.needs.get(&(person, need));
    let said = standing.and_then(Words::text).unwrap_or_default();
    let nothing = text.trim().is_empty();
    if (said == text.trim() && standing.is_some_and(|words| words.content.is_some()))
        || (nothing && standing.is_none())
    {
        return Ok(Vec::new());
    }
    let words = words_if_any(case, text)?;
    Ok(prepared(PreparingEvent::NeedSaid {
        person,
        need,
        words,
    }))
}

fn interpret(case: &Case, interpreter: PersonId, people: Vec<PersonId>) -> Answered {
    known_people(case, &[interpreter])?;
    known_people(case, &people)?;
    let once: BTreeSet<&PersonId> = people.iter().collect();
    if people.contains(&interpreter) {
        return Err(Refusal::Preparing(PreparingRefusal::InterpretsWrongly));
    }
    if once.len() < people.len() {
        return Err(Refusal::Preparing(PreparingRefusal::InterpretsTwice));
    }
    let standing = case.preparing.interpreting.get(&interpreter);
    if standing.map_or(&[][..], Vec::as_slice) == people.as_slice() {
        return Ok(Vec::new());
    }
    Ok(prepared(PreparingEvent::Interprets {
        interpreter,
        people,
    }))
}

fn set_slot(case: &Case, person: PersonId, slot: Slot) -> Answered {
    known_people(case, &[person])?;
    let backwards = slot.arrives.zip(slot.leaves);
    if backwards.is_some_and(|(arrives, leaves)| leaves < arrives) {
        return Err(Refusal::Preparing(PreparingRefusal::LeavesBefore));
    }
    let standing = case.preparing.slots.get(&person).copied();
    if standing.unwrap_or_default() == slot {
        return Ok(Vec::new());
    }
    Ok(prepared(PreparingEvent::SlotSet { person, slot }))
}

fn tick(case: &Case, entry: u16, done: bool, now: Now) -> Answered {
    let entries = case.script.checklist.len();
    if entry == 0 || usize::from(entry) > entries {
        return Err(Refusal::Preparing(PreparingRefusal::NoSuchEntry));
    }
    let today = now.wall.date_naive();
    if case.preparing.is_ticked(entry, today) == done {
        return Ok(Vec::new());
    }
    Ok(prepared(PreparingEvent::Ticked { entry, done }))
}

fn seat(case: &Case, seats: Vec<PersonId>) -> Answered {
    known_people(case, &seats)?;
    let once: BTreeSet<&PersonId> = seats.iter().collect();
    if once.len() < seats.len() {
        return Err(Refusal::Preparing(PreparingRefusal::SeatedTwice));
    }
    if case.preparing.seats == seats {
        return Ok(Vec::new());
    }
    Ok(prepared(PreparingEvent::Seated { seats }))
}

fn forget(case: &Case) -> Answered {
    if case.running().is_ok() {
        return Err(Refusal::Preparing(PreparingRefusal::StillNeeded));
    }
    Ok(case.receipt(EraseRule::Preparation).into_iter().collect())
}

fn prepared(event: PreparingEvent) -> Vec<Event> {
    vec![Event::Prepared(event)]
}

fn known_people(case: &Case, people: &[PersonId]) -> Result<(), Refusal> {
    if people.iter().all(|id| case.person(*id).is_some()) {
        Ok(())
    } else {
        Err(Refusal::NoSuchPerson)
    }
}

/// Whom something is about is on the list, and the day of it has come.
fn who_and_when(
    case: &Case,
    person: Option<PersonId>,
    on: NaiveDate,
    now: Now,
) -> Result<(), Refusal> {
    known_people(case, person.as_slice())?;
    not_in_the_future(on, now)
}

fn known_contact(case: &Case, asked: Option<u64>) -> Result<(), Refusal> {
    let known = case.preparing.contacts.iter();
    known_entry(known.map(|contact| contact.id), asked)
}

fn known_assessment(case: &Case, asked: Option<u64>) -> Result<(), Refusal> {
    let known = case.preparing.assessments.iter();
    known_entry(known.map(|assessment| assessment.id), asked)
}

fn known_entry(mut known: impl Iterator<Item = u64>, asked: Option<u64>) -> Result<(), Refusal> {
    match asked {
        Some(asked) if !known.any(|id| id == asked) => {
            Err(Refusal::Preparing(PreparingRefusal::NoSuchEntry))
        }
        Some(_) | None => Ok(()),
    }
}

fn not_in_the_future(on: NaiveDate, now: Now) -> Result<(), Refusal> {
    if on > now.wall.date_naive() {
        Err(Refusal::Preparing(PreparingRefusal::DayInTheFuture))
    } else {
        Ok(())
    }
}
