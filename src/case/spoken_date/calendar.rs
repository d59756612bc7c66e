//! Months, weekdays and counting, with checked arithmetic only.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::DateProblem;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub(super) fn month_name(month: u32) -> &'static str {
    let place = usize::try_from(month).unwrap_or(0).saturating_sub(1);
    MONTHS.get(place).copied().unwrap_or("month")
}

pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    let place = usize::try_from(weekday.num_days_from_monday()).unwrap_or(0);
    WEEKDAYS.get(place).copied().unwrap_or("day")
}

/// A month by its name or a beginning of at least three letters.
pub(super) fn month(word: &str) -> Option<u32> {
    let place = place_of(word, &MONTHS)?;
    u32::try_from(place + 1).ok()
}

/// A weekday by its name or a beginning of at least three letters.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let place = place_of(word, &WEEKDAYS)?;
    Weekday::try_from(u8::try_from(place).ok()?).ok()
}

fn place_of(word: &str, names: &[&str]) -> Option<usize> {
    let long_enough = word.len() >= 3;
    names
        .iter()
        .position(|name| long_enough && name.to_lowercase().starts_with(word))
}

pub(super) fn days_in_month(year: i32, month: u32) -> u32 {
    let lengths = (28..=31).rev();
    lengths
        .into_iter()
        .find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
        .unwrap_or(31)
}

pub(super) fn day_of(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateProblem> {
    if !(1..=12).contains(&month) {
        return Err(DateProblem::NoSuchMonth(month));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateProblem::NoSuchDay { day, month, year })
}

/// The first such day from today on; a leap day waits for a leap year where one comes next.
pub(super) fn day_of_month(
    month: u32,
    day: u32,
    today: NaiveDate,
) -> Result<NaiveDate, DateProblem> {
    let year = today.year();
    let this_year = day_of(year, month, day);
    match this_year {
        Ok(date) if date >= today => Ok(date),
        Err(problem @ DateProblem::NoSuchMonth(_)) => Err(problem),
        Ok(_) => day_of(year.saturating_add(1), month, day),
        Err(problem) => day_of(year.saturating_add(1), month, day).map_err(|_| problem),
    }
}

/// The first day of that number from today on, in whichever month has it.
pub(super) fn day_alone(day: u32, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    (0..12)
        .filter_map(|months| {
            let month = today.with_day(1)?.checked_add_months(Months::new(months))?;
            month.with_day(day)
        })
        .find(|date| *date >= today)
        .ok_or(DateProblem::NotUnderstood)
}

pub(super) fn after_days(date: NaiveDate, days: u64) -> Result<NaiveDate, DateProblem> {
    date.checked_add_days(Days::new(days))
        .ok_or(DateProblem::TooFar)
}

pub(super) fn after_months(date: NaiveDate, months: u32) -> Result<NaiveDate, DateProblem> {
    date.checked_add_months(Months::new(months))
        .ok_or(DateProblem::TooFar)
}

/// The first such weekday after today.
pub(super) fn coming(weekday: Weekday, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let ahead = weekday.days_since(today.weekday());
    let days = if ahead == 0 { 7 } else { ahead };
    after_days(today, u64::from(days))
}

/// That weekday of the week after this one; weeks begin on Monday.
pub(super) fn of_next_week(weekday: Weekday, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let monday = 7 - today.weekday().num_days_from_monday();
    after_days(today, u64::from(monday + weekday.num_days_from_monday()))
}

/// The last day of the month in which a date lies.
pub(super) fn end_of_month(date: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let days = days_in_month(date.year(), date.month());
    date.with_day(days).ok_or(DateProblem::TooFar)
}
