//! The ways of saying a date that are understood, one function each.

use chrono::{Datelike, NaiveDate};

use super::DateProblem;
use super::calendar::{
    after_days, after_months, coming, day_alone, day_of, day_of_month, end_of_month, month,
    of_next_week, weekday,
};

type Read = Result<NaiveDate, DateProblem>;

/// The text as small words, without stops, apostrophes and words that change nothing.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\u{2019}', '\''], "");
    let split = |letter: char| letter.is_whitespace() || letter == ',';
    let words = text
        .split(split)
        .map(|word| word.trim_matches(['.', ';', ':', '!', '?', '(', ')', '"']));
    words
        .filter(|word| {
            !word.is_empty() && !matches!(*word, "the" | "by" | "on" | "of" | "before" | "until")
        })
        .map(str::to_owned)
        .collect()
}

pub(super) fn read(words: &[&str], today: NaiveDate) -> Read {
    match words {
        ["today" | "tonight" | "now"] => Ok(today),
        ["tomorrow"] => after_days(today, 1),
        ["day", "after", "tomorrow"] => after_days(today, 2),
        ["yesterday"] => today.pred_opt().ok_or(DateProblem::NotUnderstood),
        ["end", rest @ ..] => end(rest, today),
        ["next", unit @ ("week" | "month" | "year" | "fortnight")] => count(1, unit, today),
        ["next", name] => match weekday(name) {
            Some(weekday) => of_next_week(weekday, today),
            None => Err(DateProblem::NotUnderstood),
        },
        ["this" | "coming", name] | [name] if weekday(name).is_some() => of_weekday(name, today),
        [name, "week"] if weekday(name).is_some() => after_days(of_weekday(name, today)?, 7),
        ["in" | "within", rest @ ..] => span(rest, today),
        _ => numbers(words, today).unwrap_or_else(|| month_words(words, today)),
    }
}

fn of_weekday(name: &str, today: NaiveDate) -> Read {
    coming(weekday(name).ok_or(DateProblem::NotUnderstood)?, today)
}

/// The end of a week, a month or a year; weeks end on Sunday.
fn end(words: &[&str], today: NaiveDate) -> Read {
    let to_sunday = u64::from(6 - today.weekday().num_days_from_monday());
    match words {
        ["week"] | ["this", "week"] => after_days(today, to_sunday),
        ["next", "week"] => after_days(today, to_sunday + 7),
        ["month"] | ["this", "month"] => end_of_month(today),
        ["next", "month"] => {
            let first = today.with_day(1).ok_or(DateProblem::TooFar)?;
            end_of_month(after_months(first, 1)?)
        }
        ["year"] | ["this", "year"] => day_of(today.year(), 12, 31),
        [name] => {
            let month = month(name).ok_or(DateProblem::NotUnderstood)?;
            let this_year = end_of_month(day_of(today.year(), month, 1)?)?;
            if this_year >= today {
                Ok(this_year)
            } else {
                end_of_month(day_of(today.year().saturating_add(1), month, 1)?)
            }
        }
        _ => Err(DateProblem::NotUnderstood),
    }
}

/// "two weeks", "10 days time", "a week on friday", "a fortnight tomorrow".
fn span(words: &[&str], today: NaiveDate) -> Read {
    let (amount, rest) = match words {
        ["a", "couple", rest @ ..] => (Some(2), rest),
        ["fortnight", ..] => (Some(1), words),
        [amount, rest @ ..] => (number(amount), rest),
        [] => (None, words),
    };
    let (Some(amount), [unit, rest @ ..]) = (amount, rest) else {
        return Err(DateProblem::NotUnderstood);
    };
    let from = match rest {
        [] | ["time" | "today"] | ["from", "now" | "today"] => today,
        ["from", name] | [name] if *name == "tomorrow" || weekday(name).is_some() => {
            read(&[name], today)?
        }
        _ => return Err(DateProblem::NotUnderstood),
    };
    count(amount, unit, from)
}

fn count(amount: u32, unit: &str, from: NaiveDate) -> Read {
    match unit {
        "day" | "days" => after_days(from, u64::from(amount)),
        "week" | "weeks" => after_days(from, u64::from(amount) * 7),
        "fortnight" | "fortnights" => after_days(from, u64::from(amount) * 14),
        "month" | "months" => after_months(from, amount),
        "year" | "years" => after_months(from, amount.checked_mul(12).ok_or(DateProblem::TooFar)?),
        _ => Err(DateProblem::NotUnderstood),
    }
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    match word {
        "a" | "an" => Some(1),
        _ => {
            let place = WORDS.iter().position(|known| *known == word);
            let spelled = place.and_then(|place| u32::try_from(place).ok());
            spelled.or_else(|| digits(word))
        }
    }
}

fn digits(word: &str) -> Option<u32> {
    let plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| word.parse().unwrap_or(u32::MAX))
}

/// A date in numbers: day first, or year first as in 2026-12-13.
fn numbers(words: &[&str], today: NaiveDate) -> Option<Read> {
    let [word] = words else {
        return None;
    };
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| digits(part)).collect();
    match (numbers?.as_slice(), parts.first()?.len()) {
        ([year, month, day], 4) => {
            Some(year_of(*year, 4).and_then(|year| day_of(year, *month, *day)))
        }
        ([day, month, year], _) => {
            let length = parts.last().map_or(0, |part| part.len());
            Some(year_of(*year, length).and_then(|year| day_of(year, *month, *day)))
        }
        ([day, month], _) => Some(day_of_month(*month, *day, today)),
        _ => None,
    }
}

fn year_of(year: u32, length: usize) -> Result<i32, DateProblem> {
    let year = i32::try_from(year).map_err(|_| DateProblem::TooFar)?;
    match length {
        2 => Ok(2000 + year),
        4 => Ok(year),
        _ => Err(DateProblem::NotUnderstood),
    }
}

/// "3rd march", "march 3 2027", "friday 27 november 2026", "3rd"; a span without "in" comes last.
fn month_words(words: &[&str], today: NaiveDate) -> Read {
    if let [name, rest @ ..] = words
        && let Some(said) = weekday(name)
        && !rest.is_empty()
    {
        let date = month_words(rest, today)?;
        return if date.weekday() == said {
            Ok(date)
        } else {
            Err(DateProblem::WrongWeekday { date, said })
        };
    }
    let (day, name, year) = match words {
        [day] => {
            let day = ordinal(day).ok_or(DateProblem::NotUnderstood);
            return day
                .and_then(|day| day_alone(day, today))
                .or_else(|problem| span(words, today).map_err(|_| problem));
        }
        [first, second] if month(second).is_some() => (first, second, None),
        [first, second] if month(first).is_some() => (second, first, None),
        [first, second, year] if month(second).is_some() => (first, second, Some(year)),
        [first, second, year] if month(first).is_some() => (second, first, Some(year)),
        _ => return span(words, today),
    };
    let (Some(day), Some(month)) = (day_number(day), month(name)) else {
        return Err(DateProblem::NotUnderstood);
    };
    match year {
        None => day_of_month(month, day, today),
        Some(year) => {
            let number = digits(year).ok_or(DateProblem::NotUnderstood)?;
            day_of(year_of(number, year.len())?, month, day)
        }
    }
}

fn day_number(word: &str) -> Option<u32> {
    ordinal(word).or_else(|| digits(word))
}

/// A number with its ending: 1st, 2nd, 3rd, 4th.
fn ordinal(word: &str) -> Option<u32> {
    let endings = ["st", "nd", "rd", "th"];
    let number = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    digits(number)
}
