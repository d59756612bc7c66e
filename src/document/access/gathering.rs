//! What is held about one person, part by part.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{HeldEntry, HeldPart};
use crate::case::{
    AfterwardsEvent, Answer, CarriedKind, CarryingEvent, Case, Event, KeptFor, MarkKind, Message,
    Party, Person, PersonId, Words, item_details,
};
use crate::document::redacted::{Layer, layer_of, mentions, names_person};
use crate::document::timeline::timeline;
use crate::script::in_a_row;

/// Every part, those without entries as well.
pub(super) fn parts(case: &Case, practice: bool, person: &Person) -> Vec<HeldPart> {
    let id = person.id;
    let part = |heading, entries| HeldPart { heading, entries };
    vec![
        part("Who they are in this case", who(case, person)),
        part("What they need and hope for", needs(case, id)),
        part("Contacts with them", contacts(case, id)),
        part("Their own words", own_words(case, id)),
        part("What was agreed that names them", agreed(case, id)),
        part("Messages and letters", carried(case, id)),
        part("What became of it, as they said", became(case, id)),
        part(
            "Notes made while they spoke, or about them",
            notes(case, id),
        ),
        part("What they were told afterwards", told(case, id)),
        part(
            "Everything that names them, in its order",
            facts(case, practice, id),
        ),
    ]
}

fn who(case: &Case, person: &Person) -> Vec<HeldEntry> {
    let details = &person.details;
    let roles = details.roles.iter().map(|id| {
        let role = case.script.role(id);
        role.map_or_else(|| id.to_string(), |role| role.name.clone())
    });
    let roles: Vec<String> = roles.collect();
    let mut entries = vec![
        HeldEntry::fact("Called", details.name.clone()),
        HeldEntry::fact("Role", in_a_row(&roles)),
        HeldEntry::fact("Takes part", details.attends.title()),
    ];
    let said_as = details.said_as.clone();
    entries.extend(said_as.map(|said| HeldEntry::fact("The name is said", said)));
    let supports = details.supports.map(|id| id.to_string());
    entries.extend(supports.map(|id| HeldEntry::fact("Came to support", id)));
    entries
}

fn needs(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let needs = case.preparing.needs.iter();
    let ours = needs.filter(|((person, _), _)| *person == id);
    ours.filter_map(|((_, need), words)| Some(HeldEntry::words(need.title(), words.text()?)))
        .collect()
}

fn contacts(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let contacts = case.preparing.contacts.iter();
    contacts
        .filter(|contact| contact.person == Some(id))
        .map(|contact| {
            let label = format!("{}, {}", day(contact.on), contact.how.title());
            match contact.words.as_ref().and_then(Words::text) {
                Some(words) => HeldEntry::words(label, words),
                None => HeldEntry::fact(label, "Nothing is written down, or it was erased."),
            }
        })
        .collect()
}

/// What they said for the record, and what they answered to what was agreed.
fn own_words(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let spoken = case.child_words.iter().filter(|spoken| spoken.child == id);
    let spoken = spoken.map(|spoken| {
        HeldEntry::words(
            format!("{}, {}", when(spoken.at.wall), spoken.given),
            &spoken.words,
        )
    });
    let closings = case.agreement.closings.iter();
    let decisions = closings.flat_map(|(at, closed)| {
        let of_items = closed
            .items
            .iter()
            .filter_map(|item| item.ratified.as_ref());
        let decided = of_items.chain(closed.refused.iter().map(|refused| &refused.ratified));
        let ours = decided.filter(|decided| decided.by == id);
        ours.filter_map(|decided| {
            let label = format!("Decided on an item, {}", when(at.wall));
            Some(HeldEntry::words(label, decided.reason.as_deref()?))
        })
    });
    spoken.chain(decisions).collect()
}

/// The items of the last closed agreement that name them, and their own answers to all of them.
fn agreed(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let mut entries = Vec::new();
    for (number, item) in (1_u16..).zip(case.agreed_items()) {
        if item.draft.names(id) || mentions(case, id, &item.draft.text) {
            entries.push(HeldEntry::words(format!("Item {number}"), &item.draft.text));
            let details = item_details(case, &item.draft).into_iter();
            entries.extend(details.map(|(what, words)| HeldEntry::fact(what, words)));
        }
        if let Some(answer) = item.answers.get(&id) {
            let label = format!("Their answer to item {number}");
            entries.push(HeldEntry::fact(label, answered(*answer)));
        }
    }
    entries
}

fn answered(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::Change => "yes, with a change",
        Answer::NotYet => "not yet",
        Answer::Abstains => "left it open",
    }
}

/// What they offered themselves, whole; of what was for them, what they were given.
fn carried(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let messages = case.carrying.messages.iter();
    messages
        .flat_map(|message| {
            if message.from == id {
                offered(message)
            } else if message.to == id {
                received(message).into_iter().collect()
            } else {
                Vec::new()
            }
        })
        .collect()
}

fn offered(message: &Message) -> Vec<HeldEntry> {
    let kind = called(message.kind);
    let wordings = message.wordings.iter();
    wordings
        .filter_map(|wording| {
            let at = when(wording.at.wall);
            let label = format!("Their {kind}, wording {} of {at}", wording.version);
            Some(HeldEntry::words(label, wording.words.text()?))
        })
        .collect()
}

fn received(message: &Message) -> Option<HeldEntry> {
    let delivery = message.delivery.as_ref()?;
    let words = delivery.words.as_ref()?.text()?;
    let label = format!(
        "A {} for them, passed on {}",
        called(message.kind),
        when(delivery.at.wall)
    );
    Some(HeldEntry::words(label, words))
}

fn called(kind: CarriedKind) -> &'static str {
    match kind {
        CarriedKind::Message => "message",
        CarriedKind::Wish => "wish for a letter",
        CarriedKind::Letter => "letter",
    }
}

fn became(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let mut entries = Vec::new();
    for said in case.following.said.values().flatten() {
        let words = said.words.as_ref().and_then(Words::text);
        if let Some(words) = words.filter(|_| said.by == Some(id)) {
            let label = format!("{}: {}", when(said.at.wall), said.progress.title());
            entries.push(HeldEntry::words(label, words));
        }
    }
    for made in case.following.made.values().flatten() {
        let words = made.words.as_ref().and_then(Words::text);
        if let Some(words) = words.filter(|_| made.person == Some(id)) {
            entries.push(HeldEntry::words(day(made.on), words));
        }
    }
    entries
}

/// Notes under their name; what is about safety, or kept for it, is for whoever looks after that.
fn notes(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let marks = case.marks.iter().filter(|mark| {
        let restricted = mark.kept && mark.kept_for == KeptFor::Restricted;
        mark.person == Some(id) && mark.kind != MarkKind::Safety && !restricted
    });
    marks
        .flat_map(|mark| {
            let label = format!("{}, {}", mark.kind.title(), when(mark.at.wall));
            let words = mark.words.iter().filter_map(Words::text);
            words.map(move |words| HeldEntry::words(label.clone(), words))
        })
        .collect()
}

fn told(case: &Case, id: PersonId) -> Vec<HeldEntry> {
    let told = case.afterwards.told.iter();
    let ours = told.filter(|told| told.who == Party::Person(id));
    ours.filter_map(|told| Some(HeldEntry::words(when(told.at.wall), told.words.text()?)))
        .collect()
}

/// The sentences of the timeline for every entry that names them, but what is about safety.
fn facts(case: &Case, practice: bool, id: PersonId) -> Vec<HeldEntry> {
    let ours = |number: u64| {
        let mut history = case.history.iter();
        let recorded = history.find(|recorded| recorded.number == number);
        recorded.is_some_and(|recorded| {
            is_fact_of(&recorded.event, id) && !is_kept_from(case, &recorded.event, id)
        })
    };
    let entries = timeline(case, practice).into_iter();
    entries
        .filter(|entry| ours(entry.number))
        .map(|entry| {
            let back = if entry.taken_back {
                " (taken back)"
            } else {
                ""
            };
            HeldEntry::fact(when(entry.at), format!("{}{back}", entry.sentence))
        })
        .collect()
}

/// Whether it tells of a message or letter for them that was never passed on: that is its sender's.
fn is_kept_from(case: &Case, event: &Event, id: PersonId) -> bool {
    let Event::Carrying(CarryingEvent::Offered { message, to, .. }) = event else {
        return false;
    };
    let mut messages = case.carrying.messages.iter();
    let delivered = messages.any(|known| known.id == *message && known.delivery.is_some());
    *to == id && !delivered
}

fn is_fact_of(event: &Event, id: PersonId) -> bool {
    let may_be_seen = match layer_of(event) {
        Some(Layer::Shared | Layer::Process | Layer::Facilitator) => true,
        Some(Layer::Restricted) | None => false,
    };
    let looks_home = matches!(
        event,
        Event::Afterwards(AfterwardsEvent::WayHomeAsked { .. })
    );
    may_be_seen && !looks_home && names_person(event, id)
}

fn when(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %B %Y, %H:%M").to_string()
}

fn day(on: NaiveDate) -> String {
    on.format("%-d %B %Y").to_string()
}
