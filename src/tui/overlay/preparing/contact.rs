//! A contact before or between meetings.

use chrono::NaiveDate;

use super::{Filled, PAST_DAY, chosen, day, people, words, written};
use crate::case::{Case, Command, ContactHow, LONGEST_REASON, PreparingCommand, Words};
use crate::tui::widget::{Field, Form};

const HOW: [(ContactHow, &str); 5] = [
    (ContactHow::Phone, "by telephone"),
    (ContactHow::Visit, "at a visit"),
    (ContactHow::Video, "by video"),
    (ContactHow::Letter, "by letter"),
    (ContactHow::Message, "by message"),
];

pub(super) fn fields(contact: Option<u64>, case: &Case, today: NaiveDate) -> Vec<Field> {
    let contacts = case.preparing.contacts.iter();
    let known = contact.and_then(|id| contacts.into_iter().find(|known| known.id == id));
    let person = known.and_then(|known| known.person).and_then(|id| {
        let place = case.people_shown().position(|person| person.id == id);
        place.map(|place| place + 1)
    });
    let on = written(known.map_or(today, |known| known.on));
    let how = known.and_then(|known| HOW.iter().position(|(how, _)| *how == known.how));
    let said = known.and_then(|known| known.words.as_ref());
    let said = said.and_then(Words::text).unwrap_or_default();
    let ways = HOW.iter().map(|(_, name)| (*name).to_owned()).collect();
    vec![
        Field::choice(
            "With whom?",
            "← and → choose.",
            people(case, "somebody who is not on the list"),
            person.unwrap_or(0),
        ),
        Field::past_date("On which day?", PAST_DAY, &on),
        Field::choice("How?", "← and → choose.", ways, how.unwrap_or(0)),
        Field::text(
            "What came of it?",
            "In a few words, for yourself. Enter is done.",
            said,
            LONGEST_REASON,
        ),
    ]
}

pub(super) fn command(contact: Option<u64>, form: &Form, case: &Case) -> Filled {
    let person = chosen(form, 0).checked_sub(1);
    let person = person.and_then(|place| case.people_shown().nth(place));
    let how = HOW.get(chosen(form, 2));
    Ok(vec![Command::Prepare(PreparingCommand::Contact {
        corrects: contact,
        person: person.map(|person| person.id),
        on: day(form, 1)?,
        how: how.map_or(ContactHow::Phone, |(how, _)| *how),
        words: words(form, 3),
    })])
}
