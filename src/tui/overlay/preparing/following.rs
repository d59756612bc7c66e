//! What became of what was agreed: who says so, whom it was told, how much was paid or done, who got
//! in touch, and why a case is closed or opened again.

use chrono::NaiveDate;

use super::{Filled, PAST_DAY, chosen, day, names, people, words, written};
use crate::case::{
    Amount, Case, Command, EraseRule, FollowingCommand, GivenSoFar, ItemId, LONGEST_REASON, Person,
    PersonId, Progress, StillOpen,
};
use crate::script::{RoleKind, capitalized};
use crate::tui::model::told_apart;
use crate::tui::widget::{Field, Form};

pub(super) fn standing_fields(case: &Case, progress: Progress) -> Vec<Field> {
    let hint = match progress {
        Progress::Changed => {
            "For yourself. The new wording is written by opening the agreement again; closed in it, \
             this is looked at anew. Enter is done."
        }
        Progress::Open
        | Progress::Begun
        | Progress::Done
        | Progress::Partly
        | Progress::NotDone
        | Progress::Dropped => "For yourself; erased with the working notes. Enter is done.",
    };
    let (ask, ways) = ("Who says so?", "← and → choose.");
    let who = if progress.is_by_agreement() {
        Field::to_be_said(ask, ways, names(case), None)
    } else {
        Field::choice(ask, ways, people(case, "nobody in particular"), 0)
    };
    vec![
        who,
        Field::text("A few words about it", hint, "", LONGEST_REASON),
    ]
}

pub(super) fn standing(item: ItemId, progress: Progress, form: &Form, case: &Case) -> Command {
    let by = if progress.is_by_agreement() {
        let mut shown = case.people_shown();
        shown.nth(chosen(form, 0)).map(|person| person.id)
    } else {
        chosen_person(form, 0, case)
    };
    let said = words(form, 1);
    let said = (!said.is_empty()).then_some(said);
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
        Field::past_date(
            "On which day?",
            &format!("{PAST_DAY} Enter is done."),
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

/// Whom the choice of somebody of the list says, after somebody who is not on it; as they are
/// listed, for those of the other side are not among them.
fn chosen_person(form: &Form, place: usize, case: &Case) -> Option<PersonId> {
    let chosen = chosen(form, place).checked_sub(1)?;
    Some(case.people_shown().nth(chosen)?.id)
}

/// Nothing where the item counts neither money nor hours.
pub(super) fn given_fields(item: ItemId, case: &Case, today: NaiveDate) -> Option<Vec<Field>> {
    let items = case.agreed_items().iter();
    let item = items.into_iter().find(|known| known.item == item)?;
    let GivenSoFar { given, of, hours } = case.given_so_far(item)?;
    let ask = if hours {
        "How many hours were done?"
    } else {
        "How much was paid?"
    };
    let of = of.map_or_else(String::new, |of| format!(" of {of}"));
    let unit = if hours { " hours" } else { " paid" };
    Some(vec![
        Field::text(ask, &format!("So far: {given}{of}{unit}."), "", 40),
        Field::past_date("On which day?", PAST_DAY, &written(today)),
        Field::choice(
            "Who says so?",
            "← and → choose. Ctrl-S is done.",
            people(case, "nobody in particular"),
            0,
        ),
    ])
}

pub(super) fn given(item: ItemId, form: &Form, case: &Case) -> Filled {
    let said = words(form, 0);
    let agreed = case.agreed_items().iter().find(|known| known.item == item);
    let so_far = agreed.and_then(|agreed| case.given_so_far(agreed));
    let hours = so_far.is_some_and(|so_far| so_far.hours);
    let amount = Amount::typed(&said, hours).ok_or_else(|| no_amount(&said, hours))?;
    let by = chosen_person(form, 2, case);
    let command = FollowingCommand::Give(item, amount, day(form, 1)?, by);
    Ok(vec![Command::Following(command)])
}

/// Why something is not taken as an amount, and what to do instead.
fn no_amount(said: &str, hours: bool) -> String {
    let (example, added) = if hours {
        ("2 or 1.5", "hours that were")
    } else {
        ("20 or 12.50", "one that was")
    };
    if said.contains(['-', '\u{2212}']) {
        return format!(
            "Nothing is taken off here. Esc goes back; undo there takes back {added} written down wrongly."
        );
    }
    if said.is_empty() {
        return format!("How much is missing. Write it as a number, such as {example}.");
    }
    format!(
        "\"{said}\" does not read as one amount. Write it as a number alone, such as {example}."
    )
}

pub(super) fn follow_up_fields(
    (session, place): (u16, u16),
    case: &Case,
    today: NaiveDate,
) -> Option<Vec<Field>> {
    let mut known = case.follow_ups().into_iter();
    known.find(|known| (known.session, known.place) == (session, place))?;
    let still = case.still_to_reach(session, place);
    // It stands on the first who is left, so that everybody is only what somebody chose.
    let mut shown = case.people_shown();
    let first = shown.position(|person| still.contains(&person.id));
    let hint = if still.is_empty() {
        "The first one that is written down settles the day: write down each. ← and → choose."
    } else {
        "The day is done once each was spoken to, or all of them together. ← and → choose."
    };
    Some(vec![
        Field::choice(
            "With whom?",
            hint,
            people(case, "everybody"),
            first.map_or(0, |place| place + 1),
        ),
        Field::past_date("On which day?", PAST_DAY, &written(today)),
        Field::text(
            "What came of it?",
            "In a few words, for yourself. Enter is done.",
            "",
            LONGEST_REASON,
        ),
    ])
}

pub(super) fn follow_up((session, place): (u16, u16), form: &Form, case: &Case) -> Filled {
    Ok(vec![Command::Following(FollowingCommand::MakeFollowUp {
        session,
        place,
        person: chosen_person(form, 0, case),
        on: day(form, 1)?,
        words: words(form, 2),
    })])
}

/// What is still open is named first, so that nothing is forgotten.
pub(super) fn closing_fields(case: &Case) -> Vec<Field> {
    let open: Vec<String> = case
        .still_open()
        .into_iter()
        .map(StillOpen::title)
        .collect();
    let (ask, mut hint) = if open.is_empty() {
        let ask = "Nothing is open. Is there anything to say about the closing?";
        (
            ask.to_owned(),
            "It may be left empty. Enter closes the case.".to_owned(),
        )
    } else {
        let open = capitalized(&open.join("; "));
        (
            format!("Still open: {open}. Why is it closed all the same?"),
            "In a few words. Enter closes the case; Esc leaves it open.".to_owned(),
        )
    };
    if case.left_to_erase(EraseRule::Carried) > 0 {
        hint.push_str(" With it, the words that were carried are erased for good.");
    }
    vec![Field::text(&ask, &hint, "", LONGEST_REASON)]
}

pub(super) fn closing(form: &Form) -> Command {
    Command::Following(FollowingCommand::CloseCase(Some(words(form, 0))))
}

pub(super) fn reopening_fields() -> Vec<Field> {
    vec![Field::text(
        "Why is the case opened again?",
        "In a few words; it stays visible that it was. Enter is done.",
        "",
        LONGEST_REASON,
    )]
}

pub(super) fn reopening(form: &Form) -> Command {
    Command::Following(FollowingCommand::ReopenCase(words(form, 0)))
}

pub(super) fn hold_fields() -> Vec<Field> {
    vec![Field::text(
        "Why is this case kept, whatever the rules say?",
        "In a few words, such as who asked for it. Enter is done; nobody disposes of it then.",
        "",
        LONGEST_REASON,
    )]
}

pub(super) fn holding(form: &Form) -> Command {
    Command::Following(FollowingCommand::PlaceHold(words(form, 0)))
}

pub(super) fn lifting_fields(case: &Case) -> Vec<Field> {
    let reason = case.hold().and_then(|hold| hold.reason.text());
    let reason = reason.map_or_else(String::new, |reason| format!(" It was: {reason}"));
    vec![Field::text(
        "Why is the hold lifted?",
        &format!("In a few words. Enter is done; the rules hold again.{reason}"),
        "",
        LONGEST_REASON,
    )]
}

pub(super) fn lifting(form: &Form) -> Command {
    Command::Following(FollowingCommand::LiftHold(words(form, 0)))
}
