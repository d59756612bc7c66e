//! What somebody said about a consent.

use chrono::NaiveDate;

use super::{Filled, PAST_DAY, chosen, day, day_or_none, words, written};
use crate::case::{
    Case, Command, ConsentCommand, ConsentStanding, HowSaid, LONGEST_NAME, PersonId, Said,
};
use crate::script::ConsentId;
use crate::tui::widget::{Field, Form};

pub(super) fn fields(
    person: PersonId,
    consent: &ConsentId,
    case: &Case,
    today: NaiveDate,
) -> Option<Vec<Field>> {
    case.person(person)?;
    let asked = case.script.consent(consent)?;
    let ask = case.fill(&asked.ask, Some(person));
    let easy = case.fill(&asked.easy, Some(person));
    // It opens on what they said last: nobody's no becomes a yes by keys pressed in haste.
    let said = match case.consent_standing(person, consent) {
        ConsentStanding::Given => Some(0),
        ConsentStanding::Withdrawn => Some(1),
        ConsentStanding::NotAsked => None,
    };
    let ways = HowSaid::ALL.map(|how| how.title().to_owned()).to_vec();
    Some(vec![
        Field::to_be_said(
            &ask,
            &format!("Easy read: {easy} ← and → choose."),
            vec!["yes".to_owned(), "no, or not any more".to_owned()],
            said,
        ),
        Field::choice("How did they say so?", "← and → choose.", ways, 0),
        Field::past_date("On which day?", PAST_DAY, &written(today)),
        Field::text(
            "Who asked?",
            "The name of whoever they told it to. Ctrl-S is done from any field.",
            &case.name_of_who_runs_it(),
            LONGEST_NAME,
        ),
        Field::date(
            "When are they asked again?",
            "Leave it empty where no day is set. Enter is done.",
            "",
        ),
    ])
}

pub(super) fn command(person: PersonId, consent: &ConsentId, form: &Form) -> Filled {
    let consent = consent.clone();
    let how = HowSaid::ALL.get(chosen(form, 1));
    let said = Said {
        how: how.copied().unwrap_or(HowSaid::Voice),
        on: day(form, 2)?,
        by: words(form, 3),
    };
    let command = if chosen(form, 0) == 0 {
        ConsentCommand::Give {
            person,
            consent,
            said,
            review: day_or_none(form, 4)?,
        }
    } else {
        ConsentCommand::Withdraw {
            person,
            consent,
            said,
        }
    };
    Ok(vec![Command::Consent(command)])
}
