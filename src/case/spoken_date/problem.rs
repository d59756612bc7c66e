//! What can be wrong with a date that was typed.

use std::fmt;

use chrono::{NaiveDate, Weekday};

use super::calendar::{days_in_month, month_name, weekday_name};
use super::spell_out;

/// Why a text is not a date to agree on; its text says so in one kind sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateProblem {
    /// Nothing was typed.
    Empty,
    /// The text is no date that the program can read.
    NotUnderstood,
    /// The month has no such day.
    NoSuchDay {
        /// The day.
        day: u32,
        /// The month, from 1 to 12.
        month: u32,
        /// The year.
        year: i32,
    },
    /// There is no such month; perhaps the month was put first.
    NoSuchMonth(u32),
    /// The day falls on another weekday than was said.
    WrongWeekday {
        /// The day.
        date: NaiveDate,
        /// The weekday that was said.
        said: Weekday,
    },
    /// The day lies before today.
    Past(NaiveDate),
    /// The day is more than twenty years off.
    TooFar,
}

impl fmt::Display for DateProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("There is no date yet."),
            Self::NotUnderstood => formatter.write_str(
                "That does not read as a date. Try \"in two weeks\", \"friday\" or \"3 March\".",
            ),
            Self::NoSuchDay { day, month, year } => {
                let name = month_name(*month);
                let days = days_in_month(*year, *month);
                write!(
                    formatter,
                    "There is no {day} {name} {year}: the month has {days} days."
                )
            }
            Self::NoSuchMonth(month) => write!(
                formatter,
                "There is no month {month}. Put the day first, as in 13/12/2026."
            ),
            Self::WrongWeekday { date, said } => write!(
                formatter,
                "That day is {}, not a {}.",
                spell_out(*date),
                weekday_name(*said)
            ),
            Self::Past(date) => write!(formatter, "{} has passed.", spell_out(*date)),
            Self::TooFar => formatter.write_str("That is more than twenty years off."),
        }
    }
}

impl std::error::Error for DateProblem {}
