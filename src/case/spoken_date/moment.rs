//! A moment in the past as people write it down: "14:05", "yesterday 9.30", "3 march 14:05".

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime};

use super::{DateProblem, grammar};

/// Reads a time with its day; without a day it is the day of `standing`, and a day that
/// names no year or week is the last such day before now.
///
/// # Errors
/// What is not clear about the day; a text without a time of day is not understood.
pub fn parse_moment(
    text: &str,
    standing: NaiveDate,
    now: DateTime<FixedOffset>,
) -> Result<DateTime<FixedOffset>, DateProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateProblem::Empty);
    }
    let (day, time) = match text.rsplit_once(char::is_whitespace) {
        Some((day, time)) => (Some(day), time),
        None => (None, text),
    };
    let time = time_of_day(time).ok_or(DateProblem::NotUnderstood)?;
    let date = match day {
        Some(day) => past_day(day, now.date_naive())?,
        None => standing,
    };
    let local = date.and_time(time).and_local_timezone(*now.offset());
    local.single().ok_or(DateProblem::NotUnderstood)
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    let text = text.trim_end_matches(['h', 'H']);
    let (hour, minute) = text.split_once([':', '.'])?;
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// A weekday is the last one up to today, a day and month the last one too.
fn past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let words = grammar::words_of(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let date = grammar::read(&words, today)?;
    if date <= today {
        return Ok(date);
    }
    let week_before = date.checked_sub_days(Days::new(7));
    let year_before = date.with_year(date.year() - 1);
    [week_before, year_before]
        .into_iter()
        .flatten()
        .find(|earlier| *earlier <= today)
        .ok_or(DateProblem::NotUnderstood)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, DateProblem> {
        let now = DateTime::parse_from_rfc3339("2026-11-26T18:00:00+00:00").unwrap();
        let moment = parse_moment(text, now.date_naive(), now)?;
        Ok(moment.format("%a %-d %b %Y %H:%M").to_string())
    }

    #[test]
    fn a_time_alone_is_of_the_day_that_stands() {
        assert_eq!(read("14:05").unwrap(), "Thu 26 Nov 2026 14:05");
        assert_eq!(read("9.30").unwrap(), "Thu 26 Nov 2026 09:30");
    }

    #[test]
    fn a_day_is_the_last_one_of_its_name() {
        assert_eq!(read("yesterday 14:05").unwrap(), "Wed 25 Nov 2026 14:05");
        assert_eq!(read("friday 14:05").unwrap(), "Fri 20 Nov 2026 14:05");
        assert_eq!(read("3 march 14:05").unwrap(), "Tue 3 Mar 2026 14:05");
        assert_eq!(read("24 december 10:00").unwrap(), "Wed 24 Dec 2025 10:00");
    }

    #[test]
    fn a_day_without_a_time_and_rubbish_are_not_understood() {
        for text in ["yesterday", "25:10", "14:5x", "soon", "31 february 10:00"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("  "), Err(DateProblem::Empty));
    }
}
