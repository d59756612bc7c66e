//! The days of a case in the index.

use chrono::{Datelike as _, NaiveDate};

use super::bytes::{Reader, Writer};
use crate::case::CaseDays;
use crate::script::Outcome;

/// Writes the days of a case.
pub(super) fn write(to: &mut Writer, days: CaseDays) {
    let CaseDays {
        outcome,
        met,
        closed,
        last,
        due,
        held,
    } = days;
    let place = outcome.and_then(|outcome| Outcome::ALL.iter().position(|one| *one == outcome));
    to.number(place.map_or(0, |place| place as u64 + 1));
    for day in [met, closed, last, due, held] {
        // Nobody met before the year 1, so nothing else is written as 0.
        let number = day.and_then(|day| u64::try_from(day.num_days_from_ce()).ok());
        to.number(number.unwrap_or(0));
    }
}

/// Reads what was written; nothing where it is damaged.
pub(super) fn read(from: &mut Reader<'_>) -> Option<CaseDays> {
    let outcome = match from.number()? {
        0 => None,
        place => Some(*Outcome::ALL.get(usize::try_from(place).ok()?.checked_sub(1)?)?),
    };
    let mut days = [None; 5];
    for day in &mut days {
        *day = match from.number()? {
            0 => None,
            number => Some(NaiveDate::from_num_days_from_ce_opt(
                i32::try_from(number).ok()?,
            )?),
        };
    }
    let [met, closed, last, due, held] = days;
    Some(CaseDays {
        outcome,
        met,
        closed,
        last,
        due,
        held,
    })
}
