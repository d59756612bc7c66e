//! Rows for a hand to fill in, in plain text.

use unicode_width::UnicodeWidthStr;

use crate::document::paper::{Field, Room};
use crate::document::sheet::Sheet;

/// The fewest columns for words that a hand writes.
const LEAST: usize = 12;
/// Columns for a date or a number.
const SHORT: usize = 10;
const BETWEEN: &str = "  ";

/// Adds a row. A label that leaves too little room stands on lines of its own above it; fields
/// that do not fit beside each other go on in the next line.
pub(super) fn write(sheet: &mut Sheet, indent: usize, fields: &[Field]) {
    let columns = sheet.columns().saturating_sub(indent);
    for row in rows(fields, columns) {
        let least: usize = row.iter().map(least).sum();
        let between = BETWEEN.len() * row.len().saturating_sub(1);
        let wordy = row.iter().filter(|field| field.room == Room::Words).count();
        let free = columns.saturating_sub(least + between);
        let more = free.checked_div(wordy).unwrap_or(0);
        if let [field] = row
            && field.room == Room::Words
            && field.label.width() * 2 > columns
        {
            sheet.add(indent, &field.label);
            sheet.add(indent, &"_".repeat(columns));
            continue;
        }
        let set: Vec<String> = row.iter().map(|field| drawn(field, more)).collect();
        sheet.add_drawn(&format!("{}{}", " ".repeat(indent), set.join(BETWEEN)));
    }
}

/// Fields that stand beside each other.
fn rows(fields: &[Field], columns: usize) -> Vec<&[Field]> {
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (place, field) in fields.iter().enumerate() {
        let needed = least(field) + BETWEEN.len();
        if place > start && used + needed > columns + BETWEEN.len() {
            rows.extend(fields.get(start..place));
            (start, used) = (place, 0);
        }
        used += needed;
    }
    rows.extend(fields.get(start..).filter(|row| !row.is_empty()));
    rows
}

/// The fewest columns that a field needs.
fn least(field: &Field) -> usize {
    let label = field.label.width() + usize::from(!field.label.is_empty());
    label
        + match field.room {
            Room::Words => LEAST,
            Room::Short => SHORT,
            Room::Time => "__:__".len(),
            Room::Tick => "[ ]".len(),
        }
}

fn drawn(field: &Field, more: usize) -> String {
    let label = field.label.as_str();
    let room = match field.room {
        Room::Tick => return format!("[ ] {label}").trim_end().to_owned(),
        Room::Words => "_".repeat(LEAST + more),
        Room::Short => "_".repeat(SHORT),
        Room::Time => "__:__".to_owned(),
    };
    format!("{label} {room}").trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(fields: &[Field]) -> String {
        let mut sheet = Sheet::of(40);
        write(&mut sheet, 2, fields);
        sheet.into_text()
    }

    #[test]
    fn fields_share_a_line_and_words_get_what_is_left() {
        let text = set(&[
            Field::words("Name"),
            Field::time("came"),
            Field::tick("yes"),
        ]);
        assert_eq!(text, "  Name ____________  came __:__  [ ] yes\n");
        let text = set(&[Field::words("Name")]);
        assert_eq!(text, format!("  Name {}\n", "_".repeat(33)));
    }

    #[test]
    fn what_does_not_fit_goes_on_in_the_next_line_and_a_long_question_stands_above() {
        let text = set(&[Field::words("Who was there"), Field::words("And where")]);
        assert_eq!(text.lines().count(), 2, "{text}");
        let text = set(&[Field::words("How will everybody know that it is done?")]);
        assert!(
            text.contains("  How will everybody know that it is"),
            "{text}"
        );
        assert!(
            text.ends_with(&format!("\n  {}\n", "_".repeat(38))),
            "{text}"
        );
        assert!(text.lines().all(|line| line.width() <= 40), "{text}");
    }
}
