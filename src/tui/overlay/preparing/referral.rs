//! How a case came to the service.

use chrono::NaiveDate;

use super::{Filled, PAST_DAY, chosen, day, words, written};
use crate::case::{BegunBy, Case, Command, LONGEST_NAME, PreparingCommand, Referral};
use crate::tui::widget::{Field, Form};

const BEGUN_BY: [(BegunBy, &str); 4] = [
    (BegunBy::Harmed, "somebody who was harmed"),
    (BegunBy::Responsible, "somebody who is responsible"),
    (BegunBy::Family, "a family"),
    (BegunBy::Service, "a service"),
];

pub(super) fn fields(case: &Case, today: NaiveDate) -> Vec<Field> {
    let known = case.preparing.referral.as_ref();
    let source = known.map_or("", |known| known.source.as_str());
    let agency = known.map_or("", |known| known.agency.as_str());
    let on = written(known.map_or(today, |known| known.on));
    let begun_by =
        known.and_then(|known| BEGUN_BY.iter().position(|(who, _)| *who == known.begun_by));
    let ways = BEGUN_BY
        .iter()
        .map(|(_, name)| (*name).to_owned())
        .collect();
    vec![
        Field::text(
            "Who referred it?",
            "A post rather than a name, such as \"officer in the case\".",
            source,
            LONGEST_NAME,
        ),
        Field::text(
            "Which agency?",
            "Leave it empty where there is none.",
            agency,
            LONGEST_NAME,
        ),
        Field::past_date("On which day?", PAST_DAY, &on),
        Field::choice(
            "Who wanted it first?",
            "← and → choose; Enter is done.",
            ways,
            begun_by.unwrap_or(0),
        ),
    ]
}

pub(super) fn command(form: &Form) -> Filled {
    let begun_by = BEGUN_BY.get(chosen(form, 3));
    let referral = Referral {
        source: words(form, 0),
        agency: words(form, 1),
        on: day(form, 2)?,
        begun_by: begun_by.map_or(BegunBy::Service, |(who, _)| *who),
    };
    Ok(vec![Command::Prepare(PreparingCommand::Refer(referral))])
}
