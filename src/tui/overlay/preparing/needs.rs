//! What somebody needs, hopes for and wants answered; when they come; for whom they interpret.

use chrono::NaiveTime;

use super::{Filled, words};
use crate::case::{Case, Command, LONGEST_REASON, Need, PersonId, PreparingCommand, Slot};
use crate::script::RoleKind;
use crate::tui::model::told_apart;
use crate::tui::widget::{Field, Form};

/// Each need with its question and what helps to answer it, in the order of [`Need::ALL`].
const ASKED: [(&str, &str); 9] = [
    (
        "How do they want to be spoken to and of?",
        "Name, title, \"she\", \"they\".",
    ),
    (
        "Which language is easiest for them?",
        "And what matters about an interpreter.",
    ),
    (
        "What do they need in the room?",
        "Hearing, sight, reading, moving about, a seat near the door, breaks.",
    ),
    (
        "What matters to their culture or faith?",
        "Prayer times, customs, who may sit with whom.",
    ),
    (
        "What is hard for them, and better avoided?",
        "Words, places, sounds, people.",
    ),
    (
        "If they want to leave: where to, and with whom?",
        "Agreed beforehand, so that nobody has to ask.",
    ),
    ("What do they eat and drink?", "And what they must not."),
    (
        "What do they hope for?",
        "In their words where you can; for yourself.",
    ),
    (
        "What do they want answered?",
        "In their words where you can; for yourself.",
    ),
];
/// The place of the first field after the needs.
const AFTER: usize = Need::ALL.len();

pub(super) fn fields(person: PersonId, case: &Case) -> Option<Vec<Field>> {
    case.person(person)?;
    let needs = Need::ALL.iter().zip(ASKED);
    let mut fields: Vec<Field> = needs
        .map(|(need, (ask, hint))| {
            let said = case.preparing.need(person, *need).unwrap_or_default();
            Field::text(ask, hint, said, LONGEST_REASON)
        })
        .collect();
    let slot = case
        .preparing
        .slots
        .get(&person)
        .copied()
        .unwrap_or_default();
    let time = |at: Option<NaiveTime>| at.map_or_else(String::new, written);
    let hint = "As in 14:15; leave it empty where it does not matter.";
    fields.push(Field::text(
        "When do they come?",
        hint,
        &time(slot.arrives),
        5,
    ));
    fields.push(Field::text(
        "When do they leave?",
        hint,
        &time(slot.leaves),
        5,
    ));
    if may_interpret(person, case) {
        let others = others(person, case);
        let known = case.preparing.interpreting.get(&person);
        let held = others
            .iter()
            .map(|id| known.is_some_and(|known| known.contains(id)))
            .collect();
        let names = others.iter().map(|id| told_apart(case, *id)).collect();
        fields.push(Field::several(
            "Who do they interpret for?",
            "← and → move, Space ticks; two people may share an interpreter.",
            names,
            held,
        ));
    }
    Some(fields)
}

pub(super) fn commands(person: PersonId, form: &Form, case: &Case) -> Filled {
    let mut commands = Vec::new();
    for (place, need) in Need::ALL.into_iter().enumerate() {
        let said = words(form, place);
        if said != case.preparing.need(person, need).unwrap_or_default() {
            commands.push(PreparingCommand::SayNeed(person, need, said));
        }
    }
    let slot = Slot {
        arrives: time(&words(form, AFTER))?,
        leaves: time(&words(form, AFTER + 1))?,
    };
    let standing = case.preparing.slots.get(&person).copied();
    if slot != standing.unwrap_or_default() {
        commands.push(PreparingCommand::SetSlot(person, slot));
    }
    if let Some(field) = form.fields.get(AFTER + 2) {
        let others = others(person, case);
        let chosen = field.all_chosen().into_iter();
        let people: Vec<PersonId> = chosen
            .filter_map(|place| others.get(place).copied())
            .collect();
        let standing = case.preparing.interpreting.get(&person);
        if standing.map_or(&[][..], Vec::as_slice) != people.as_slice() {
            commands.push(PreparingCommand::Interpret(person, people));
        }
    }
    Ok(commands.into_iter().map(Command::Prepare).collect())
}

/// Whoever is listed as an interpreter; anybody, where the script knows no such role.
fn may_interpret(person: PersonId, case: &Case) -> bool {
    let interprets = |kind: RoleKind| kind == RoleKind::Interpreter;
    let known = case.script.roles.iter().any(|role| interprets(role.kind));
    !known || case.holds_kind(person, &[RoleKind::Interpreter])
}

fn others(person: PersonId, case: &Case) -> Vec<PersonId> {
    let people = case.people_shown().map(|other| other.id);
    people.filter(|id| *id != person).collect()
}

fn written(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

fn time(said: &str) -> Result<Option<NaiveTime>, String> {
    if said.is_empty() {
        return Ok(None);
    }
    let read = NaiveTime::parse_from_str(&said.replace('.', ":"), "%H:%M");
    read.map(Some)
        .map_err(|_| format!("\"{said}\" does not read as a time. Write it as in 14:15."))
}
