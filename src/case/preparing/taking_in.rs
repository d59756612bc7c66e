//! Takes in what happened while a case was prepared.

use super::{Assessment, Contact, Preparing, PreparingEvent, Slot};
use crate::case::{Case, Event, Words, WordsId};

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

pub(in crate::case) fn taken_in(case: &mut Case, number: u64, event: &PreparingEvent) {
    let preparing = &mut case.preparing;
    match event {
        PreparingEvent::Referred { referral } => preparing.referral = Some(referral.clone()),
        PreparingEvent::Contacted {
            corrects,
            person,
            on,
            how,
            words,
        } => {
            let id = corrects.unwrap_or(number);
            let contact = Contact {
                id,
                person: *person,
                on: *on,
                how: *how,
                words: words.clone(),
            };
            match preparing.contacts.iter_mut().find(|known| known.id == id) {
                Some(known) => *known = contact,
                None => preparing.contacts.push(contact),
            }
        }
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
        } => {
            let id = corrects.unwrap_or(number);
            let assessment = Assessment {
                id,
                kind: *kind,
                person: *person,
                by: by.clone(),
                on: *on,
                until: *until,
                measures: measures.clone(),
            };
            match preparing.assessments.iter_mut().find(|known| known.id == id) {
                Some(known) => *known = assessment,
                None => preparing.assessments.push(assessment),
            }
        }
        PreparingEvent::AssessmentRemoved { assessment } => {
            preparing.assessments.retain(|known| known.id != *assessment);
        }
        PreparingEvent::NeedSaid {
            person,
            need,
            words,
        } => {
            preparing.needs.remove(&(*person, *need));
            if let Some(words) = words {
                preparing.needs.insert((*person, *need), words.clone());
            }
        }
        PreparingEvent::Interprets {
            interpreter,
            people,
        } => {
            preparing.interpreting.remove(interpreter);
            if !people.is_empty() {
                preparing.interpreting.insert(*interpreter, people.clone());
            }
        }
        PreparingEvent::SlotSet { person, slot } => {
            preparing.slots.remove(person);
            if *slot != Slot::default() {
                preparing.slots.insert(*person, *slot);
            }
        }
        PreparingEvent::Ticked { entry, done: true } => {
            preparing.ticked.insert(*entry);
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
