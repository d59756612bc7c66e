//! The recurring words of messages.

use crate::clean::{Shape, clean};
use crate::script::check::Path;

const LONGEST_QUOTE: usize = 60;

/// Foreign text inside a message: cleaned, marked, and not longer than a line can show.
pub(super) fn quoted(text: &str) -> String {
    let cleaned = clean(text, Shape::Line).text;
    match cleaned.char_indices().nth(LONGEST_QUOTE) {
        Some((offset, _)) => format!("`{}…`", &cleaned[..offset]),
        None => format!("`{cleaned}`"),
    }
}

/// What stands at a path, as the beginning of a sentence.
pub(super) fn subject(path: &Path) -> String {
    match path.last_field() {
        None => "the file".to_owned(),
        Some(field) if path.is_entry() => format!("this entry of {}", quoted(field)),
        Some(field) => quoted(field),
    }
}

/// Begins a sentence with a capital.
pub(super) fn sentence(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A type of JSON in everyday words.
pub(super) fn describe(expected: &str) -> &'static str {
    match expected {
        "object" => "an object in { }",
        "array" => "a list in [ ]",
        "string" => "text in double quotes",
        "integer" => "a whole number",
        "boolean" => "true or false",
        _ => "something else",
    }
}

/// Names in a row.
pub(super) fn joined<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// A number of characters, with a comma between the thousands.
pub(super) fn characters(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} characters")
}
