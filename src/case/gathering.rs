//! People: who they are, whether they are willing, who is here.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::carrying::all_taken_back;
use super::closing::ended_by;
use super::gates::room::came_or_went;
use super::leaving::is_principal;
use super::sitting::pause_end;
use super::{
    Case, Earlier, Event, MethodStep, Now, Person, PersonDetails, PersonId, Presence, Refusal,
    SessionStatus, Willing, leaving,
};
use crate::script::Outcome;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;
/// The most people a case can have.
pub const MOST_PEOPLE: usize = 60;

type Answered = Result<Vec<Event>, Refusal>;

pub(super) fn add(case: &Case, details: PersonDetails) -> Answered {
    if case.people.len() >= MOST_PEOPLE {
        return Err(Refusal::TooManyPeople);
    }
    check_details(case, None, &details)?;
    Ok(vec![Event::PersonAdded {
        person: case.next_person(),
        details,
    }])
}

pub(super) fn change(case: &Case, person: PersonId, details: PersonDetails) -> Answered {
    let known = case.person(person).ok_or(Refusal::NoSuchPerson)?;
    check_details(case, Some(person), &details)?;
    if known.details == details {
        return Ok(Vec::new());
    }
    Ok(vec![Event::PersonChanged { person, details }])
}

pub(super) fn remove(case: &Case, person: PersonId) -> Answered {
    let known = case.person(person).ok_or(Refusal::NoSuchPerson)?;
    if known.ever_came() {
        return Err(Refusal::TookPart(person));
    }
    if !known.willing.is_empty() || case.is_mentioned(person) {
        return Err(Refusal::IsRecorded(person));
    }
    Ok(vec![Event::PersonRemoved { person }])
}

/// Whoever no longer takes part has nothing further passed on.
pub(super) fn say_willing(case: &Case, person: PersonId, willing: Willing) -> Answered {
    let known = case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let mut events = Vec::new();
    if case.of_today(known).1 != willing {
        events.push(Event::WillingnessSaid { person, willing });
    }
    if willing == Willing::Withdrawn {
        events.extend(all_taken_back(case, person));
    }
    Ok(events)
}

pub(super) fn set_presence(case: &Case, person: PersonId, presence: Presence) -> Answered {
    let known = case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let before = case.of_today(known).0;
    // Whoever was asked out, and comes in before the stage lets them in again, is here once more.
    let comes_in = presence == Presence::Here && case.is_outside(person);
    if before == presence && !comes_in {
        return Ok(Vec::new());
    }
    if presence == Presence::Away && before.has_come() {
        return Err(Refusal::CameToday(person));
    }
    Ok(vec![Event::PresenceChanged { person, presence }])
}

pub(super) fn answer_withdrawal(
    case: &Case,
    person: PersonId,
    step: MethodStep,
    until: Option<NaiveDate>,
) -> Answered {
    let session = case.running()?;
    // Somebody who said no before the meeting and is here all the same is asked about as well.
    let unwilling = case.person(person).is_some_and(|person| {
        person.is_in_the_meeting() && person.is_willing() == Willing::Withdrawn
    });
    let left =
        !unwilling && session.withdrawal != Some(person) && case.who_is_missed() == Some(person);
    if session.withdrawal != Some(person) && !unwilling && !left {
        return Err(Refusal::NobodyWithdrew);
    }
    let answered = Event::WithdrawalAnswered { person, step };
    let stopped_by = |stop: Event| {
        let mut events = vec![answered.clone()];
        events.extend(pause_end(session.pause.as_ref()));
        events.push(stop);
        events
    };
    Ok(match step {
        MethodStep::GoOnWithout => {
            // Whoever left may have said that the others can go on; nobody says it for somebody
            // who no longer wants to take part.
            if !left && is_principal(case, person) {
                return Err(Refusal::PrincipalWithdrew(person));
            }
            let mut events = vec![answered.clone()];
            let presence = case.person(person).map(|person| person.presence);
            if matches!(presence, Some(Presence::Here | Presence::Out)) {
                events.push(Event::PresenceChanged {
                    person,
                    presence: Presence::Left,
                });
            }
            events
        }
        MethodStep::Stop => stopped_by(Event::SessionAdjourned { until }),
        MethodStep::ChangeMethod => stopped_by(ended_by(case, Outcome::EndedEarly, true)),
        MethodStep::End => stopped_by(ended_by(case, Outcome::EndedEarly, false)),
    })
}

fn check_details(
    case: &Case,
    person: Option<PersonId>,
    details: &PersonDetails,
) -> Result<(), Refusal> {
    if details.name.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    let names = [Some(&details.name), details.said_as.as_ref()];
    let too_long = |name: &String| name.chars().count() > LONGEST_NAME;
    if names.into_iter().flatten().any(too_long) {
        return Err(Refusal::NameTooLong);
    }
    let roles: BTreeSet<_> = details.roles.iter().collect();
    if roles.len() < details.roles.len() {
        return Err(Refusal::RoleFull);
    }
    if details.roles.is_empty() {
        return Err(Refusal::RoleMissing);
    }
    for id in &details.roles {
        let role = case.script.role(id).ok_or(Refusal::RoleMissing)?;
        let holders = case
            .people
            .iter()
            .filter(|other| Some(other.id) != person && other.details.roles.contains(id))
            .count();
        if role
            .at_most
            .is_some_and(|most| holders >= usize::from(most))
        {
            return Err(Refusal::RoleFull);
        }
    }
    if details
        .supports
        .is_some_and(|supported| case.person(supported).is_none())
    {
        return Err(Refusal::NoSuchPerson);
    }
    Ok(())
}

pub(super) fn added(case: &mut Case, person: PersonId, details: &PersonDetails) {
    if case.person(person).is_some() {
        return;
    }
    case.people.push(Person {
        id: person,
        details: details.clone(),
        presence: Presence::Expected,
        willing: Vec::new(),
        comings_and_goings: Vec::new(),
        earlier: Earlier::default(),
    });
    case.people_added = case.people_added.max(person.0);
}

pub(super) fn changed(case: &mut Case, person: PersonId, details: &PersonDetails) {
    if let Some(known) = case.person_mut(person) {
        known.details = details.clone();
    }
    let session = case.session.as_mut();
    let going_on = session.filter(|session| session.status == SessionStatus::Running);
    // Corrected while it lasts it holds for the whole of it.
    if let Some(part) = going_on.and_then(|session| session.taking_part.get_mut(&person)) {
        part.roles.clone_from(&details.roles);
    }
}

pub(super) fn removed(case: &mut Case, person: PersonId) {
    case.people.retain(|known| known.id != person);
    for other in &mut case.people {
        if other.details.supports == Some(person) {
            other.details.supports = None;
        }
    }
    if let Some(session) = &mut case.session {
        session.order.retain(|known| *known != person);
    }
}

pub(super) fn willingness_said(case: &mut Case, at: Now, person: PersonId, willing: Willing) {
    let Some(known) = case.person_mut(person) else {
        return;
    };
    known.willing.push((at, willing));
    // Whoever says so from afar while the other side is met stops nothing there.
    let concerned = case.may_be_here(person);
    let Some(session) = &mut case.session else {
        return;
    };
    let running = session.status == SessionStatus::Running;
    if willing == Willing::Withdrawn && running && concerned {
        session.withdrawal = session.withdrawal.or(Some(person));
    } else if !case.took_back(person) {
        withdrawal_settled(case, person);
    }
}

/// Goes over to the next person who withdrew and is still in the meeting, if any.
pub(super) fn withdrawal_settled(case: &mut Case, person: PersonId) {
    let waits = |other: &&Person| {
        let present = matches!(other.presence, Presence::Here | Presence::Out);
        other.id != person && present && case.has_said_no(other)
    };
    let next = case.people.iter().find(waits).map(|other| other.id);
    if let Some(session) = &mut case.session
        && session.withdrawal == Some(person)
    {
        session.withdrawal = next;
    }
}

pub(super) fn presence_changed(case: &mut Case, at: Now, person: PersonId, presence: Presence) {
    if let Some(known) = case.person_mut(person) {
        known.presence = presence;
        known.comings_and_goings.push((at, presence));
    }
    came_or_went(case, person);
    leaving::came_or_went(case, person, presence);
    if presence == Presence::Here && case.running().is_ok() {
        case.take_in_part_of(person);
    }
}

pub(super) fn withdrawal_answered(case: &mut Case, person: PersonId, step: MethodStep) {
    withdrawal_settled(case, person);
    leaving::answered(case, person, step);
}
