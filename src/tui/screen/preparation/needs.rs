//! What each person needs, hopes for and wants answered.

use chrono::NaiveTime;

use crate::case::{Attendance, Case, Need, Person};
use crate::script::capitalized;
use crate::tui::effect::PreparingPanel;
use crate::tui::model::told_apart;
use crate::tui::widget::Row;

use super::entry::Entry;

pub(super) fn entries(case: &Case) -> Vec<Entry> {
    let people = case.people_shown();
    people.map(|person| entry(case, person)).collect()
}

fn entry(case: &Case, person: &Person) -> Entry {
    let preparing = &case.preparing;
    let mut details = Vec::new();
    if let Some(said) = &person.details.said_as {
        details.push(format!("The name is said: {said}"));
    }
    let interpreters = preparing.interpreting.iter();
    for (interpreter, _) in interpreters.filter(|(_, people)| people.contains(&person.id)) {
        details.push(format!("Interpreted by {}", told_apart(case, *interpreter)));
    }
    if let Some(people) = preparing.interpreting.get(&person.id) {
        let names: Vec<String> = people.iter().map(|id| told_apart(case, *id)).collect();
        details.push(format!("Interprets for {}", names.join(" and ")));
    }
    if let Some(slot) = preparing.slots.get(&person.id) {
        let time = |what: &str, at: Option<NaiveTime>| {
            at.map(|at| format!("{what} at {}", at.format("%H:%M")))
        };
        let times = [time("Comes", slot.arrives), time("leaves", slot.leaves)];
        let times: Vec<String> = times.into_iter().flatten().collect();
        details.push(capitalized(&times.join(", ")));
    }
    for need in Need::ALL {
        match (
            preparing.need(person.id, need),
            preparing.needs.get(&(person.id, need)),
        ) {
            (Some(words), _) => details.push(format!("{}: {words}", need.title())),
            (None, Some(_)) => details.push(format!("{}: erased", need.title())),
            (None, None) => {}
        }
    }
    let known = details.len();
    let attends = match person.details.attends {
        Attendance::Room => "",
        attends => attends.title(),
    };
    let row = Row::new(told_apart(case, person.id)).with(match (known, attends) {
        (0, "") => "nothing noted".to_owned(),
        (0, attends) => attends.to_owned(),
        (known, "") => format!("{known} noted"),
        (known, attends) => format!("{attends}, {known} noted"),
    });
    Entry::new(row)
        .opening(PreparingPanel::Needs(person.id), "fill in")
        .saying(details)
}
