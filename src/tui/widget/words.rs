//! Words made to fit: width in columns, wrapping, shortening in sight.

use chrono::{DateTime, FixedOffset};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        text.len()
    } else {
        text.width()
    }
}

/// Whether it is of plain letters, one column each. Most words are, and every picture has many.
fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

/// A text that fits into so many columns; where something had to go, `…` shows it.
pub fn fitted(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut fitting = String::new();
    let mut taken = 1;
    for grapheme in text.graphemes(true) {
        taken += width(grapheme);
        if taken > columns {
            break;
        }
        fitting.push_str(grapheme);
    }
    if columns > 0 {
        fitting.push('…');
    }
    fitting
}

/// A text in lines of at most so many columns, broken between words; a word
/// that is longer than a line is broken between graphemes.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    text.lines()
        .flat_map(|line| wrapped_line(line, columns))
        .collect()
}

fn wrapped_line(line: &str, columns: usize) -> Vec<String> {
    // With room for a whole line from the start, no line has to grow word by word.
    let room = || String::with_capacity(columns.min(line.len()));
    let mut lines = vec![room()];
    let mut taken = 0;
    for word in line.split_inclusive(' ') {
        let bare = width(word.trim_end());
        if taken > 0 && taken + bare > columns {
            lines.push(room());
            taken = 0;
        }
        if taken + word.len() <= columns && is_plain(word) {
            if let Some(last) = lines.last_mut() {
                last.push_str(word);
            }
            taken += word.len();
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = width(grapheme);
            if taken + wide > columns {
                if grapheme == " " {
                    continue;
                }
                lines.push(room());
                taken = 0;
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(grapheme);
            }
            taken += wide;
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Letters with a space between each two, to be read from further away.
///
/// Only Latin letters are spaced out; others join, and would fall apart.
pub fn spaced(text: &str) -> String {
    let latin = text
        .chars()
        .all(|letter| letter.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&letter));
    if !latin {
        return text.to_owned();
    }
    let letters: Vec<&str> = text.graphemes(true).collect();
    letters.join(" ")
}

/// One page of a text that may be longer than its place; its last row then says
/// how to read on, and after the last page comes the first.
pub fn page(text: &str, columns: usize, rows: usize, turned: usize, key: &str) -> Vec<String> {
    let lines = wrapped(text, columns);
    if lines.len() <= rows || rows == 0 {
        return lines.into_iter().take(rows).collect();
    }
    let per_page = rows.saturating_sub(1).max(1);
    let pages = lines.len().div_ceil(per_page);
    let shown = turned % pages;
    let mut page: Vec<String> = lines
        .into_iter()
        .skip(shown * per_page)
        .take(rows.saturating_sub(1))
        .collect();
    page.resize(rows.saturating_sub(1), String::new());
    let way = if shown + 1 < pages {
        "reads on"
    } else {
        "begins again"
    };
    page.push(format!("{key} {way} ({} of {pages})", shown + 1));
    page
}

/// Names behind one another on one line; where some do not fit, how many more there are.
pub fn listed(before: &str, names: &[String], columns: usize) -> String {
    listed_as("people", before, names, columns)
}

/// The same of what is no person, called so where not one of them fits.
pub fn listed_as(called: &str, before: &str, names: &[String], columns: usize) -> String {
    let whole = format!("{before} {}.", names.join(", "));
    if width(&whole) <= columns {
        return whole;
    }
    let mut some = (1..names.len()).rev().map(|shown| {
        let more = names.len() - shown;
        format!("{before} {} and {more} more.", names[..shown].join(", "))
    });
    let fits = |text: &String| width(text) <= columns;
    some.find(fits).unwrap_or_else(|| match names.len() {
        1 => format!("{before} one."),
        count => format!("{before} {count} {called}."),
    })
}

/// A number with a comma at each thousand, as it is written in English.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A time of day as `14:03:07`.
pub fn clock(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M:%S").to_string()
}

/// A length of time as said: `12 min`, `1 h 05 min`.
pub fn minutes(milliseconds: u64) -> String {
    let minutes = milliseconds / 60_000;
    if minutes < 60 {
        format!("{minutes} min")
    } else {
        format!("{} h {:02} min", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_between_words() {
        assert_eq!(
            wrapped("What were you thinking?", 12),
            ["What were", "you", "thinking?"]
        );
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(wrapped("one\ntwo", 9), ["one", "two"]);
    }

    #[test]
    fn what_does_not_fit_is_shortened_in_sight() {
        assert_eq!(fitted("Rose", 4), "Rose");
        assert_eq!(fitted("Rosemary", 5), "Rose…");
        assert_eq!(fitted("漢字漢字", 4), "漢…");
    }

    #[test]
    fn a_long_text_is_read_page_by_page_and_says_so() {
        let text = "one two three four five six seven";
        assert_eq!(page(text, 40, 1, 0, "r"), [text]);
        assert_eq!(
            page(text, 12, 2, 1, "r"),
            ["three four", "r reads on (2 of 4)"]
        );
        assert_eq!(page(text, 12, 2, 3, "r")[1], "r begins again (4 of 4)");
    }

    #[test]
    fn names_that_do_not_fit_are_counted() {
        let names = ["Rose", "Tom", "Ann"].map(str::to_owned);
        assert_eq!(listed("Here:", &names, 40), "Here: Rose, Tom, Ann.");
        assert_eq!(listed("Here:", &names, 19), "Here: 3 people.");
        let things = listed_as("things", "Today:", &names, 16);
        assert_eq!(things, "Today: 3 things.");
        let names = ["Rosemary", "Tom", "Ann", "Kofi"].map(str::to_owned);
        assert_eq!(listed("Here:", &names, 28), "Here: Rosemary and 3 more.");
    }

    #[test]
    fn thousands_are_told_apart() {
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(25_000), "25,000");
        assert_eq!(thousands(10_485_760), "10,485,760");
    }

    #[test]
    fn joined_scripts_are_not_torn_apart() {
        assert_eq!(spaced("Siân"), "S i â n");
        assert_eq!(spaced("فاطمة"), "فاطمة");
    }
}
