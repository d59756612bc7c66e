//! That something was assessed elsewhere, and what it means for the room.

use chrono::NaiveDate;

use super::{Filled, PAST_DAY, chosen, day, day_or_none, people, words, written};
use crate::case::{
    AssessmentKind, Case, Command, LONGEST_NAME, LONGEST_REASON, PreparingCommand, Words,
};
use crate::tui::widget::{Field, Form};

pub(super) fn fields(assessment: Option<u64>, case: &Case, today: NaiveDate) -> Vec<Field> {
    let assessments = case.preparing.assessments.iter();
    let known = assessment.and_then(|id| assessments.into_iter().find(|known| known.id == id));
    let kind = known.map_or(0, |known| match known.kind {
        AssessmentKind::Suitability => 0,
        AssessmentKind::Risk => 1,
    });
    let person = known.and_then(|known| known.person).and_then(|id| {
        let place = case.people_shown().position(|person| person.id == id);
        place.map(|place| place + 1)
    });
    let by = known.map_or("", |known| known.by.as_str());
    let on = written(known.map_or(today, |known| known.on));
    let until = known.and_then(|known| known.until).map(written);
    let measures = known.and_then(|known| known.measures.as_ref());
    let measures = measures.and_then(Words::text).unwrap_or_default();
    vec![
        Field::choice(
            "What was assessed?",
            "← and → choose.",
            vec![
                "whether it is suitable".to_owned(),
                "whether it is safe, and with what".to_owned(),
            ],
            kind,
        ),
        Field::choice(
            "About whom?",
            "← and → choose.",
            people(case, "the whole case"),
            person.unwrap_or(0),
        ),
        Field::text(
            "By whom?",
            "The person or team who assessed it.",
            by,
            LONGEST_NAME,
        ),
        Field::past_date("On which day?", PAST_DAY, &on),
        Field::date(
            "Until when does it hold?",
            "Leave it empty where no end is set.",
            until.as_deref().unwrap_or_default(),
        ),
        Field::text(
            "What has to be done or avoided in the room?",
            "Only what the room needs; the rest stays where it was assessed. Enter is done.",
            measures,
            LONGEST_REASON,
        ),
    ]
}

pub(super) fn command(assessment: Option<u64>, form: &Form, case: &Case) -> Filled {
    let person = chosen(form, 1).checked_sub(1);
    let person = person.and_then(|place| case.people_shown().nth(place));
    let kind = match chosen(form, 0) {
        0 => AssessmentKind::Suitability,
        _ => AssessmentKind::Risk,
    };
    Ok(vec![Command::Prepare(PreparingCommand::Assess {
        corrects: assessment,
        kind,
        person: person.map(|person| person.id),
        by: words(form, 2),
        on: day(form, 3)?,
        until: day_or_none(form, 4)?,
        measures: words(form, 5),
    })])
}
