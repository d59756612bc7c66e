//! Dates as people say them, read in British English and always shown back in full.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date in full, with its weekday: `Friday 13 November 2026`.
pub fn in_full(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// Reads a date as people say it, counted from today; nothing where it is not one.
pub fn read_date(said: &str, today: NaiveDate) -> Option<NaiveDate> {
    let said = said.trim().to_lowercase();
    let said = said
        .strip_prefix("by ")
        .or(said.strip_prefix("on "))
        .unwrap_or(&said);
    match said {
        "today" => return Some(today),
        "tomorrow" => return today.checked_add_days(Days::new(1)),
        "the day after tomorrow" => return today.checked_add_days(Days::new(2)),
        _ => {}
    }
    let words: Vec<&str> = said
        .split([' ', ','])
        .filter(|word| !word.is_empty() && *word != "of")
        .collect();
    written(said)
        .or_else(|| later(&words, today))
        .or_else(|| on_weekday(&words, today))
        .or_else(|| day_of_month(&words, today))
}

/// Reads a day that has been, as people say it: a weekday, or a day without its year, is the last
/// one before today. What can only lie ahead is read as that, for a rule to refuse.
pub fn read_past_date(said: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = said.trim().to_lowercase();
    let text = text.strip_prefix("on ").unwrap_or(&text);
    let words: Vec<&str> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty() && !matches!(*word, "of" | "the"))
        .collect();
    let days_ago = |days: u32| today.checked_sub_days(Days::new(days.into()));
    match words.as_slice() {
        ["yesterday"] => return days_ago(1),
        ["day", "before", "yesterday"] => return days_ago(2),
        [count, unit, "ago"] => return behind(number(count)?, unit, today),
        ["last", unit @ ("week" | "month" | "year")] => return behind(1, unit, today),
        ["last", name] | [name] => {
            if let Ok(day) = name.parse::<Weekday>() {
                let passed = today.weekday().days_since(day);
                return days_ago(if passed == 0 { 7 } else { passed });
            }
        }
        _ => {}
    }
    let ahead = read_date(said, today)?;
    // Only a day without its year is moved into another one.
    let is_day_alone = written(text).is_none() && day_of_month(&words, today) == Some(ahead);
    let has_year = words.len() > 2 || text.matches('/').count() > 1;
    if ahead > today && is_day_alone && !has_year {
        return ahead.with_year(ahead.year() - 1);
    }
    Some(ahead)
}

fn behind(count: u32, unit: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = |days: u32| today.checked_sub_days(Days::new(days.into()));
    match unit.trim_end_matches('s') {
        "day" => days(count),
        "week" => days(count.checked_mul(7)?),
        "fortnight" => days(count.checked_mul(14)?),
        "month" => today.checked_sub_months(Months::new(count)),
        "year" => today.checked_sub_months(Months::new(count.checked_mul(12)?)),
        _ => None,
    }
}

/// `2026-12-13`, `13/12/2026`, `13.12.2026`; the day stands before the month.
fn written(said: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(said, form).ok())
        .filter(|date| date.year() >= 1900)
}

/// `in two weeks`, `in a fortnight`, `next month`, `a week today`, `three days`.
fn later(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let words = match words {
        ["next", unit] => return ahead(1, unit, today),
        ["in" | "within", rest @ ..] | [rest @ .., "today" | "time"] => rest,
        _ => words,
    };
    match words {
        [unit] => ahead(1, unit, today),
        [count, unit] => ahead(number(count)?, unit, today),
        _ => None,
    }
}

fn ahead(count: u32, unit: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = |days: u32| today.checked_add_days(Days::new(u64::from(days)));
    match unit.trim_end_matches(['s', '\'', '’']) {
        "day" => days(count),
        "week" => days(count.checked_mul(7)?),
        "fortnight" => days(count.checked_mul(14)?),
        "month" => today.checked_add_months(Months::new(count)),
        "year" => today.checked_add_months(Months::new(count.checked_mul(12)?)),
        _ => None,
    }
}

fn number(word: &str) -> Option<u32> {
    let names = [
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    if word == "an" {
        return Some(1);
    }
    match names.iter().position(|name| *name == word) {
        Some(0) => Some(1),
        Some(place) => u32::try_from(place).ok(),
        None => word.parse().ok().filter(|count| *count <= 1000),
    }
}

/// `friday` is the next one to come; `next friday` the one of the week after this.
fn on_weekday(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let (next, name) = match words {
        ["next", name] => (true, name),
        ["this", name] | [name] => (false, name),
        _ => return None,
    };
    let day: Weekday = name.parse().ok()?;
    if next {
        let monday = today.checked_add_days(Days::new(u64::from(
            7 - today.weekday().num_days_from_monday(),
        )))?;
        return monday.checked_add_days(Days::new(u64::from(day.num_days_from_monday())));
    }
    let wait = (day.num_days_from_monday() + 6 - today.weekday().num_days_from_monday()) % 7 + 1;
    today.checked_add_days(Days::new(u64::from(wait)))
}

/// `13 december`, `1st of february 2027`, `december 13`, `13/12`.
fn day_of_month(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let slashed: Vec<&str>;
    let words = match words {
        [one] if one.contains('/') => {
            slashed = one.split('/').collect();
            slashed.as_slice()
        }
        _ => words,
    };
    let (first, second, year) = match words {
        [first, second] => (*first, *second, None),
        [first, second, year] => (*first, *second, Some(year.parse::<i32>().ok()?)),
        _ => return None,
    };
    let (day, month) = match (ordinal(first), month(second)) {
        (Some(day), Some(month)) => (day, month),
        _ => (ordinal(second)?, month(first)?),
    };
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day).filter(|date| date.year() >= 1900);
    }
    let this = NaiveDate::from_ymd_opt(today.year(), month, day)?;
    if this >= today {
        Some(this)
    } else {
        NaiveDate::from_ymd_opt(today.year() + 1, month, day)
    }
}

fn ordinal(word: &str) -> Option<u32> {
    word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic())
        .parse()
        .ok()
}

fn month(word: &str) -> Option<u32> {
    let place = MONTHS
        .iter()
        .position(|name| *name == word || (word.len() >= 3 && name.starts_with(word)));
    match place {
        Some(place) => u32::try_from(place + 1).ok(),
        None => word.parse().ok().filter(|month| (1..=12).contains(month)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(said: &str) -> String {
        let sunday = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        read_date(said, sunday).map_or("–".to_owned(), |date| date.to_string())
    }

    #[test]
    fn dates_are_read_as_people_say_them() {
        for (said, date) in [
            ("today", "2026-11-22"),
            ("Tomorrow", "2026-11-23"),
            ("friday", "2026-11-27"),
            ("next friday", "2026-11-27"),
            ("sunday", "2026-11-29"),
            ("in two weeks", "2026-12-06"),
            ("in a fortnight", "2026-12-06"),
            ("2 weeks", "2026-12-06"),
            ("in 3 months", "2027-02-22"),
            ("next month", "2026-12-22"),
            ("13 dec", "2026-12-13"),
            ("by 1st of February", "2027-02-01"),
            ("december 13, 2027", "2027-12-13"),
            ("13/12/2026", "2026-12-13"),
            ("13/12", "2026-12-13"),
            ("2027-01-31", "2027-01-31"),
        ] {
            assert_eq!(read(said), date, "{said}");
        }
    }

    #[test]
    fn a_day_that_has_been_is_the_last_one_of_its_name() {
        let sunday = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (said, date) in [
            ("today", "2026-11-22"),
            ("Yesterday", "2026-11-21"),
            ("the day before yesterday", "2026-11-20"),
            ("friday", "2026-11-20"),
            ("last friday", "2026-11-20"),
            ("on sunday", "2026-11-15"),
            ("two weeks ago", "2026-11-08"),
            ("a month ago", "2026-10-22"),
            ("last week", "2026-11-15"),
            ("13 nov", "2026-11-13"),
            ("24 december", "2025-12-24"),
            ("24/12", "2025-12-24"),
            ("13/11/2026", "2026-11-13"),
            ("2026-11-21", "2026-11-21"),
            ("13 december 2026", "2026-12-13"),
            ("tomorrow", "2026-11-23"),
            ("soon", "–"),
            ("31 february", "–"),
        ] {
            let read = read_past_date(said, sunday);
            let read = read.map_or("–".to_owned(), |date| date.to_string());
            assert_eq!(read, date, "{said}");
        }
    }

    #[test]
    fn what_is_not_a_date_is_not_guessed() {
        for said in [
            "",
            "soon",
            "31 february",
            "in 4000000000 months",
            "13/13/2026",
            "99/99",
        ] {
            assert_eq!(read(said), "–", "{said}");
        }
    }
}
