//! Keeps the table of fields in `scripts/README.md` in step with the types.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::script::Script;

use super::schema::{allows_null, expected_type, known_words};

const OPENING: &str =
    "<!-- fields: made from the schema; `UPDATE=1 cargo test --lib script_file` writes it -->\n";
const CLOSING: &str = "<!-- /fields -->";

#[test]
fn the_page_for_authors_has_every_field() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/README.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let from = page.find(OPENING).unwrap() + OPENING.len();
    let to = page.find(CLOSING).unwrap();
    let made = [&page[..from], &tables(), &page[to..]].concat();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, made).unwrap();
        return;
    }
    assert!(
        made == page,
        "scripts/README.md is stale; run the tests once with UPDATE=1"
    );
}

/// The script first, then each kind of part in the order in which it is first met.
fn tables() -> String {
    // From the types, not from the published file: one run with UPDATE=1 writes both.
    let schema = schemars::schema_for!(Script).to_value();
    let parts = &schema["$defs"];
    let mut waiting: Vec<String> = Vec::new();
    let mut text = String::new();
    table(&mut text, "A script", &schema, parts, &mut waiting);
    let mut next = 0;
    while let Some(name) = waiting.get(next).cloned() {
        next += 1;
        let part = &parts[&name];
        if part["properties"].is_object() {
            table(&mut text, &title(&name), part, parts, &mut waiting);
        } else {
            choices(&mut text, &name, part);
        }
    }
    text
}

fn table(text: &mut String, name: &str, part: &Value, parts: &Value, waiting: &mut Vec<String>) {
    writeln!(text, "\n### {name}\n\n{}\n", first(part)).unwrap();
    text.push_str(
        "| field | what it says | how it is written | may be left out |\n|---|---|---|---|\n",
    );
    let required: Vec<&str> = part["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (field, about) in part["properties"].as_object().unwrap() {
        let optional = if required.contains(&field.as_str()) {
            ""
        } else {
            "yes"
        };
        let how = how(about, parts, waiting);
        writeln!(
            text,
            "| `{field}` | {} | {how} | {optional} |",
            first(about)
        )
        .unwrap();
    }
}

fn choices(text: &mut String, name: &str, part: &Value) {
    writeln!(text, "\n### {}\n\n{}\n", title(name), first(part)).unwrap();
    text.push_str("| word | what it means |\n|---|---|\n");
    for choice in part["oneOf"].as_array().into_iter().flatten() {
        let word = choice["const"].as_str().unwrap_or_default();
        writeln!(text, "| `{word}` | {} |", first(choice)).unwrap();
    }
}

/// How a value is written, in words; parts that are met for the first time wait for their table.
fn how(about: &Value, parts: &Value, waiting: &mut Vec<String>) -> String {
    let choices = about["anyOf"].as_array().into_iter().flatten();
    let reference = choices
        .chain([about])
        .find_map(|choice| choice["$ref"].as_str())
        .and_then(|path| path.strip_prefix("#/$defs/"));
    if let Some(name) = reference {
        let part = &parts[name];
        if part["properties"].is_object() || !known_words(part).is_empty() {
            if !waiting.iter().any(|known| known == name) {
                waiting.push(name.to_owned());
            }
            let title = title(name);
            return format!(
                "[{}](#{})",
                title.to_lowercase(),
                title.to_lowercase().replace(' ', "-")
            );
        }
        return if part["pattern"].is_string() {
            "a short name".to_owned()
        } else {
            how(part, parts, waiting)
        };
    }
    match expected_type(about) {
        "array" => format!("a list: {}", how(&about["items"], parts, waiting)),
        "string" if about["pattern"].is_string() => "a short name".to_owned(),
        "string" => "text".to_owned(),
        "integer" => {
            let limit = |name: &str| about[name].as_u64();
            match (limit("minimum"), limit("maximum")) {
                // The largest number of its type is nobody's wish.
                (Some(least), Some(most)) if most < 10_000 => {
                    format!("a whole number, {least} to {most}")
                }
                (Some(_) | None, Some(_) | None) => "a whole number".to_owned(),
            }
        }
        "boolean" => "`true` or `false`".to_owned(),
        "object" => format!(
            "names, each with: {}",
            how(&about["additionalProperties"], parts, waiting)
        ),
        other => panic!("{other:?} in {about} (null: {})", allows_null(about)),
    }
}

fn title(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

/// The description in one line, as it can stand in a table.
fn first(value: &Value) -> String {
    let text = value["description"].as_str().unwrap_or_default();
    text.replace("\n\n", " ")
        .replace('\n', " ")
        .replace('|', "\\|")
}
