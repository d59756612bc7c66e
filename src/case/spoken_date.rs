//! Dates as people say them: "in two weeks", "friday", "3rd of March".
//!
//! A date that was said is always shown back in full, with its weekday, before
//! it goes into an agreement: "next friday" means different days to different
//! people, so the program picks one by a fixed rule and shows which.
//!
//! - A weekday alone ("friday", "this friday", "on friday") is the first one
//!   after today; said on a Friday it is the Friday of the week after.
//! - "next friday" is the Friday of the next week, and weeks begin on Monday:
//!   said on a Sunday it is five days on, said on a Monday eleven.
//! - "friday week" and "a week on friday" are seven days after "friday".
//! - A day without a year is the first such day from today on.
//! - Numbers with slashes or dots put the day first, unless the year comes first.

mod calendar;
mod grammar;
mod moment;
mod problem;

pub use moment::parse_moment;
pub use problem::DateProblem;

use chrono::{Months, NaiveDate};

/// How many years ahead a date can lie.
const FARTHEST_YEARS: u32 = 20;
/// The longest text that is read, in characters.
const LONGEST: usize = 80;

/// Reads a date as it was said on a given day.
pub fn parse(text: &str, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    if text.trim().is_empty() {
        return Err(DateProblem::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(DateProblem::NotUnderstood);
    }
    let words = grammar::words_of(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let date = grammar::read(&words, today)?;
    let farthest = today.checked_add_months(Months::new(12 * FARTHEST_YEARS));
    if date < today {
        Err(DateProblem::Past(date))
    } else if farthest.is_none_or(|farthest| date > farthest) {
        Err(DateProblem::TooFar)
    } else {
        Ok(date)
    }
}

/// A date in full, such as "Friday 27 November 2026".
pub fn spell_out(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}
