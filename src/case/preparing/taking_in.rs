//! Takes in what happened while a case was prepared.

use std::collections::BTreeMap;

use super::{Assessment, Contact, Preparing, PreparingEvent, Slot};
use crate::case::{Case, Event, Now, Words, WordsId};

/// The words that an event will put others in the place of, or take off with what they belong
/// to: corrected words are forgotten at once.
pub(in crate::case) fn replaced_by(preparing: &Preparing, event: &Event) -> Vec<WordsId> {
    let Event::Prepared(event) = event else {
        return Vec::new();
    };
    let contact = |id: u64| {
        let known = preparing.contacts.iter().find(|known| known.id == id);
        known.and_then(|known| known.words.as_ref())
    };
    let assessment = |id: u64| {
        let known = preparing.assessments.iter().find(|known| known.id == id);
        known.and_then(|known| known.measures.as_ref())
    };
    let words: Option<&Words> = match event {
        PreparingEvent::Contacted { corrects, .. } => corrects.and_then(contact),
        PreparingEvent::ContactRemoved { contact: id } => contact(*id),
        PreparingEvent::Assessed { corrects, .. } => corrects.and_then(assessment),
        PreparingEvent::AssessmentRemoved { assessment: id } => assessment(*id),
        PreparingEvent::NeedSaid { person, need, .. } => preparing.needs.get(&(*person, *need)),
        PreparingEvent::Referred { .. }
        | PreparingEvent::Interprets { .. }
        | PreparingEvent::SlotSet { .. }
        | PreparingEvent::Ticked { .. }
        | PreparingEvent::Seated { .. }
        | PreparingEvent::Weighed { .. } => None,
    };
    words.map(|words| words.id).into_iter().collect()
}

/// Takes one event in; `number` is that of the journal, by which it can be corrected.
#[expect(
    clippy::too_many_lines,
    reason = "one table: every event and what it changes"
)]
pub(in crate::case) fn taken_in(case: &mut Case, number: u64, at: Now, event: &PreparingEvent) {
    let preparing = &mut case.preparing;
    match event {
        PreparingEvent::Referred { referral } => preparing.referral = Some(referral.clone()),
        PreparingEvent::Contacted {
            corrects,
            person,
            on,
            how,
            words,
        } => contacted(
            preparing,
            Contact {
                id: corrects.unwrap_or(number),
                person: *person,
                on: *on,
                how: *how,
                words: words.clone(),
            },
        ),
        PreparingEvent::ContactRemoved { contact } => {
            preparing.contacts.retain(|known| known.id != *contact);
        }
        PreparingEvent::Assessed {
            corrects,
            kind,
            person,
            by,
            on,
            until,
            measures,
        } => assessed(
            preparing,
            Assessment {
                id: corrects.unwrap_or(number),
                kind: *kind,
                person: *person,
                by: by.clone(),
                on: *on,
                until: *until,
                measures: measures.clone(),
            },
        ),
        PreparingEvent::AssessmentRemoved { assessment } => {
            preparing
                .assessments
                .retain(|known| known.id != *assessment);
        }
        PreparingEvent::NeedSaid {
            person,
            need,
            words,
        } => set_or_remove(&mut preparing.needs, (*person, *need), words.clone()),
        PreparingEvent::Interprets {
            interpreter,
            people,
        } => {
            let people = (!people.is_empty()).then(|| people.clone());
            set_or_remove(&mut preparing.interpreting, *interpreter, people);
        }
        PreparingEvent::SlotSet { person, slot } => {
            let slot = (*slot != Slot::default()).then_some(*slot);
            set_or_remove(&mut preparing.slots, *person, slot);
        }
        PreparingEvent::Ticked { entry, done: true } => {
            preparing.ticked.insert(*entry, at.wall.date_naive());
        }
        PreparingEvent::Ticked { entry, done: false } => {
            preparing.ticked.remove(entry);
        }
        PreparingEvent::Seated { seats } => preparing.seats.clone_from(seats),
        PreparingEvent::Weighed { weighing } => {
            preparing.weighings.push(weighing.as_ref().clone());
        }
    }
}

/// Adds a contact, or puts it in the place of the one that it corrects.
fn contacted(preparing: &mut Preparing, contact: Contact) {
    let mut known = preparing.contacts.iter_mut();
    match known.find(|known| known.id == contact.id) {
        Some(known) => *known = contact,
        None => preparing.contacts.push(contact),
    }
}

/// Adds an assessment, or puts it in the place of the one that it corrects.
fn assessed(preparing: &mut Preparing, assessment: Assessment) {
    let mut known = preparing.assessments.iter_mut();
    match known.find(|known| known.id == assessment.id) {
        Some(known) => *known = assessment,
        None => preparing.assessments.push(assessment),
    }
}

fn set_or_remove<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}
