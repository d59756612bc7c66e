//! What became of what was agreed: who says so, and whom it was told.

use chrono::NaiveDate;

use super::{Filled, chosen, day, people, words, written};
use crate::case::{Case, Command, FollowingCommand, ItemId, LONGEST_REASON, Person, Progress};
use crate::script::RoleKind;
use crate::tui::model::told_apart;
use crate::tui::widget::{Field, Form};

pub(super) fn standing_fields(case: &Case) -> Vec<Field> {
    vec![
        Field::choice(
            "Who says so?",
            "← and → choose.",
            people(case, "nobody in particular"),
            0,
        ),
        Field::text(
            "A few words about it",
            "For yourself; erased with the working notes. Enter is done.",
            "",
            LONGEST_REASON,
        ),
    ]
}

pub(super) fn standing(item: ItemId, progress: Progress, form: &Form, case: &Case) -> Command {
    let by = chosen(form, 0).checked_sub(1);
    // As they are listed: those of the other side are not among them.
    let by = by.and_then(|place| case.people_shown().nth(place));
    let said = words(form, 1);
    let said = (!said.is_empty()).then_some(said);
    let by = by.map(|person| person.id);
    Command::Following(FollowingCommand::SayProgress(item, progress, by, said))
}

/// Everybody who was harmed and may be shown.
fn harmed(case: &Case) -> Vec<&Person> {
    let people = case.people_shown();
    people
        .filter(|person| case.holds_kind(person.id, &[RoleKind::Harmed]))
        .collect()
}

/// Nothing where nobody was harmed.
pub(super) fn told_fields(case: &Case, today: NaiveDate) -> Option<Vec<Field>> {
    let names = harmed(case).into_iter();
    let names: Vec<String> = names.map(|person| told_apart(case, person.id)).collect();
    if names.is_empty() {
        return None;
    }
    Some(vec![
        Field::choice("Who was told how this stands?", "← and → choose.", names, 0),
        Field::date(
            "On which day?",
            "\"today\", or as in 13/11/2026. Enter is done.",
            &written(today),
        ),
    ])
}

pub(super) fn told(item: ItemId, form: &Form, case: &Case) -> Filled {
    let person =
        chosen_harmed(form, case).ok_or_else(|| "Nobody in this case was harmed.".to_owned())?;
    let command = FollowingCommand::TellHarmed(item, person.id, day(form, 1)?);
    Ok(vec![Command::Following(command)])
}

/// That it is noted who was told.
pub(super) fn said_told(form: &Form, case: &Case) -> Option<String> {
    let person = chosen_harmed(form, case)?;
    let name = told_apart(case, person.id);
    Some(format!("It is noted that {name} was told."))
}

fn chosen_harmed<'a>(form: &Form, case: &'a Case) -> Option<&'a Person> {
    harmed(case).into_iter().nth(chosen(form, 0))
}
