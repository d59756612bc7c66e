//! Hours as they are said: "6 hours in March, 8 in April, 2.5 on 3 May".

use serde::{Deserialize, Serialize};

/// Hours in one month, or on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HoursRow {
    /// The month or the day, as it was said.
    pub when: String,
    /// How long, in minutes; nothing where that was not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

/// The longest that one row can say, in hours.
const MOST_HOURS: u32 = 1_000;

/// Reads rows as they are said, divided by commas: when, and then how many hours, or the other
/// way round, as in "8 in May". What says no number keeps its words.
pub fn read_hours(said: &str) -> Vec<HoursRow> {
    let rows = said.split([',', ';', '\n']).map(str::trim);
    rows.filter(|row| !row.is_empty()).map(read_row).collect()
}

fn read_row(said: &str) -> HoursRow {
    if let Some((number, when)) = number_first(said) {
        return HoursRow {
            when,
            minutes: Some(number),
        };
    }
    let bare = ["hours", "hour", "h"]
        .into_iter()
        .find_map(|unit| said.strip_suffix(unit))
        .map_or(said, str::trim_end);
    let (when, number) = bare.rsplit_once([' ', ':']).unwrap_or(("", bare));
    match minutes_of(number) {
        Some(minutes) => HoursRow {
            when: when.trim_end_matches([' ', ':', '-']).to_owned(),
            minutes: Some(minutes),
        },
        None => HoursRow {
            when: said.to_owned(),
            minutes: None,
        },
    }
}

/// Minutes and when, where the hours are said first: `8 in May`, `2.5 hours on 3 May`. A bare
/// `3 May` is a day.
fn number_first(said: &str) -> Option<(u16, String)> {
    let (number, rest) = said.split_once(' ')?;
    let rest = ["hours ", "hour ", "h "]
        .into_iter()
        .find_map(|unit| rest.strip_prefix(unit))
        .unwrap_or(rest);
    let when = ["in ", "on "]
        .into_iter()
        .find_map(|word| rest.strip_prefix(word))?;
    Some((minutes_of(number)?, when.trim().to_owned()))
}

/// `6` and `2.5` are hours.
fn minutes_of(number: &str) -> Option<u16> {
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let hours: u32 = whole.parse().ok().filter(|hours| *hours <= MOST_HOURS)?;
    let digits = u32::try_from(part.len())
        .ok()
        .filter(|digits| *digits <= 2)?;
    let part: u32 = part.parse().ok()?;
    let minutes = hours * 60 + part * 60 / 10_u32.pow(digits);
    u16::try_from(minutes).ok()
}

/// Rows as they can be said again: what [`read_hours`] reads as the same.
pub fn hours_as_said(rows: &[HoursRow]) -> String {
    let rows = rows.iter().map(|row| match row.minutes {
        Some(minutes) => {
            let hours = in_hours(u32::from(minutes));
            // "March 6" alone would read as a day.
            if row.when.is_empty() {
                hours
            } else {
                format!("{}: {hours}", row.when)
            }
        }
        None => row.when.clone(),
    });
    rows.collect::<Vec<_>>().join(", ")
}

/// Everything in all, such as `22 hours`.
pub fn hours_in_all(rows: &[HoursRow]) -> String {
    let minutes: u32 = rows
        .iter()
        .filter_map(|row| row.minutes)
        .map(u32::from)
        .sum();
    in_hours(minutes)
}

fn in_hours(minutes: u32) -> String {
    match minutes {
        60 => "1 hour".to_owned(),
        minutes => format!("{} hours", number(minutes)),
    }
}

/// Each row in a line of its own, the last saying how many in all where a row says hours; nothing
/// where there are none.
pub fn hours_in_rows(rows: &[HoursRow]) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| hours_as_said(std::slice::from_ref(row)))
        .collect();
    if rows.iter().any(|row| row.minutes.is_some()) {
        lines.push(format!("{} in all", hours_in_all(rows)));
    }
    lines
}

/// Hours with at most two places, such as `2.5`.
fn number(minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let part = format!("{:02}", (rest * 100).div_ceil(60));
    match part.trim_end_matches('0') {
        "" => hours.to_string(),
        part => format!("{hours}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_they_are_said_and_add_up() {
        let rows = read_hours("March 6, April 8 hours; 3 May: 2.5\nJune");
        let read: Vec<(&str, Option<u16>)> = rows
            .iter()
            .map(|row| (row.when.as_str(), row.minutes))
            .collect();
        assert_eq!(
            read,
            [
                ("March", Some(360)),
                ("April", Some(480)),
                ("3 May", Some(150)),
                ("June", None),
            ]
        );
        assert_eq!(hours_in_all(&rows), "16.5 hours");
        assert_eq!(read_hours(&hours_as_said(&rows)), rows);
    }

    #[test]
    fn hours_can_be_said_before_their_month() {
        let rows = read_hours("8 in May, 8 hours in June, 2.5 on 3 July, 1 hour in August");
        let lines = hours_in_rows(&rows);
        let said = [
            "May: 8 hours",
            "June: 8 hours",
            "3 July: 2.5 hours",
            "August: 1 hour",
        ];
        assert_eq!(lines[..4], said);
        assert_eq!(lines[4], "19.5 hours in all");
        assert_eq!(read_hours(&hours_as_said(&rows)), rows);
        assert_eq!(
            hours_in_rows(&read_hours("3 May, 4 Saturdays in June"))[..],
            ["3 May", "4 Saturdays in June"]
        );
    }

    #[test]
    fn what_is_no_number_of_hours_keeps_its_words() {
        for said in ["soon", "March many", "9999", "1.555", "-3", ""] {
            for row in read_hours(said) {
                assert_eq!((row.when.as_str(), row.minutes), (said, None));
            }
        }
    }
}
