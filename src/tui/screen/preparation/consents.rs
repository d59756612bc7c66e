//! What each person agreed to, with its history.

use chrono::NaiveDate;

use crate::case::{Case, ConsentEntry, ConsentEvent, ConsentStanding, HowSaid, PersonId};
use crate::script::Consent;
use crate::tui::effect::PreparingPanel;
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::Row;

use super::entry::{Entry, day};

/// Everybody who is asked for something, with what they are asked for, person by person.
pub(super) fn asked(case: &Case) -> Vec<(PersonId, &Consent)> {
    let people = case.people_shown();
    people
        .flat_map(|person| {
            let consents = case.consents_of(person).into_iter();
            consents.map(|consent| (person.id, consent))
        })
        .collect()
}

pub(super) fn entries(case: &Case, model: &Model) -> Vec<Entry> {
    let asked = asked(case).into_iter();
    asked
        .map(|(person, consent)| entry(case, person, consent, model))
        .collect()
}

fn entry(case: &Case, person: PersonId, consent: &Consent, model: &Model) -> Entry {
    let purpose = case.fill(&consent.purpose, None);
    let name = told_apart(case, person);
    let history: Vec<&ConsentEntry> = case.consent_history(person, &consent.id).collect();
    let last = history.last().map(|entry| &entry.event);
    let standing = match (case.consent_standing(person, &consent.id), last) {
        (ConsentStanding::NotAsked, _) if consent.required => "not asked, needed".to_owned(),
        (ConsentStanding::NotAsked, _) => "not asked".to_owned(),
        (ConsentStanding::Given, Some(ConsentEvent::Given { on, review, .. })) => {
            let today = model.now.wall.date_naive();
            match review {
                Some(review) if *review <= today => "yes, to be asked again".to_owned(),
                Some(_) | None => format!("yes, {}", day(*on)),
            }
        }
        (ConsentStanding::Given, _) => "yes".to_owned(),
        (ConsentStanding::Withdrawn, _) => "no".to_owned(),
    };
    let mut details = vec![case.fill(&consent.ask, Some(person))];
    details.extend(history.into_iter().rev().map(told));
    Entry::new(Row::new(format!("{name}: {purpose}")).with(standing))
        .opening(
            PreparingPanel::Consent(person, consent.id.clone()),
            "record",
        )
        .saying(details)
}

/// One step of the history, in a line.
fn told(entry: &ConsentEntry) -> String {
    let written = entry.at.wall;
    let event = &entry.event;
    // A later entry tells when it was written as well as the day that it is about.
    let at = |on: NaiveDate| {
        if written.date_naive() == on {
            format!("{}, {}", day(on), written.format("%H:%M"))
        } else {
            let written = written.format("%-d %b %Y, %H:%M");
            format!("{} (written down {written})", day(on))
        }
    };
    let how = |how: &HowSaid| how.title();
    match event {
        ConsentEvent::Given {
            how: said,
            on,
            by,
            review,
            ..
        } => {
            let again = review.map(|review| format!("; asked again {}", day(review)));
            let again = again.unwrap_or_default();
            format!("{}: yes, {}, asked by {by}{again}", at(*on), how(said))
        }
        ConsentEvent::Withdrawn {
            how: said, on, by, ..
        } => format!("{}: no, {}, told {by}", at(*on), how(said)),
    }
}
