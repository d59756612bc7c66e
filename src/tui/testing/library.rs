//! A library of fictional cases.

use chrono::NaiveDate;

use crate::desk::library::{Example, Library, Stands};
use crate::script::Outcome;
use crate::store::Kind;

/// What was agreed in one after the other.
const AGREED: [&str; 4] = [
    "Jay mends the side gate",
    "A letter to the school",
    "Football on Saturdays with the uncle",
    "Two hours in the garden each week",
];

const PROCESSES: [&str; 3] = [
    "Restorative conference",
    "Family group conference",
    "Circle at school",
];

const FACILITATORS: [&str; 2] = ["Kofi", "Mrs Okafor"];

/// A library of sixty cases, two of which cannot be opened, or of two practice cases.
pub(super) fn library(practice: bool) -> Library {
    let count = if practice { 2 } else { 60 };
    let prefix = if practice { "PR" } else { "RC" };
    let examples: Vec<Example> = (1..=count)
        .map(|number| Example {
            reference: format!("{prefix}-{number:04}"),
            stands: stands(number),
            opened: day(number),
            process: pick(&PROCESSES, number / 2),
            facilitators: pick(&FACILITATORS, number),
            due: (number % 3 == 1).then(|| {
                let from = NaiveDate::from_ymd_opt(2026, 11, 20);
                from.expect("a day") + chrono::Days::new(number % 30)
            }),
            held: (number % 12 == 6).then(|| day(number)),
            words: pick(&AGREED, number),
        })
        .collect();
    Library::of_examples(Kind::of(practice), examples)
}

fn stands(number: u64) -> Result<Stands, &'static str> {
    let ended = |outcome| Stands::Ended {
        outcome,
        agrees: true,
        notes_wait: number % 20 == 2,
    };
    match number % 10 {
        5 if number == 15 => {
            Err("cases/RC-0015/journal: this file is empty; there is nothing in it to recover.")
        }
        7 if number == 57 => {
            Err("cases/RC-0057/journal: this case is sealed; this version cannot open it.")
        }
        0 => Ok(ended(Outcome::NotReached)),
        3 => Ok(ended(Outcome::NoAgreementWanted)),
        4 => Ok(ended(Outcome::EndedEarly)),
        8 => Ok(Stands::Running),
        9 => Ok(Stands::Adjourned(NaiveDate::from_ymd_opt(2026, 12, 1))),
        _ => Ok(ended(Outcome::Agreement)),
    }
}

fn day(number: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
    first + chrono::Days::new(number * 5)
}

fn pick(from: &[&'static str], number: u64) -> &'static str {
    let place = usize::try_from(number).expect("a small number") % from.len();
    from[place]
}
