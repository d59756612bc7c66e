//! Holds a text against the schema: unknown and missing fields, types, words, ranges.

use std::collections::HashSet;
use std::ops::Range;

use jsonc_parser::ast::{Array, NumberLit, Object, StringLit, Value as Node};
use serde_json::{Map, Value};

use crate::clean::{Shape as TextShape, clean};
use crate::script::check::{Finding, Path, nearest};

use super::ast;
use super::report::Report;
use super::schema::{Schema, allows_null, expected_type, known_words};
use super::words::{characters, describe, joined, quoted, sentence, subject};

/// The most characters that one text may have.
pub(super) const MAXIMUM_CHARACTERS: usize = 20_000;

/// The most characters of a name.
const LONGEST_NAME: usize = 60;

/// Fields whose text may have several lines.
pub(super) const SEVERAL_LINES: [&str; 6] = ["words", "easy", "hint", "summary", "story", "about"];

/// A value without unknown fields, its texts cleaned.
pub(super) struct Shaped {
    pub value: Value,
    /// How many hidden characters were taken out of its texts.
    pub removed: usize,
}

/// The format that a text says it has, if it is newer than ours, and where it says so.
///
/// Looked at first: what a newer format added must not be called a fault.
pub(super) fn newer_format(tree: &Node<'_>, newest: u32) -> Option<(u64, Range<usize>)> {
    let number = tree.as_object()?.get_number("format")?;
    let format: u64 = number.value.parse().ok()?;
    let is_newer = format > u64::from(newest);
    is_newer.then_some((format, number.range.start..number.range.end))
}

/// Checks a whole text and adds every fault of its shape to the report.
pub(super) fn check(tree: &Node<'_>, schema: &Schema, report: &mut Report) -> Shaped {
    let mut checker = Checker {
        schema,
        report,
        removed: 0,
    };
    let value = checker.value(tree, schema.root(), &Path::root());
    Shaped {
        value,
        removed: checker.removed,
    }
}

struct Checker<'a> {
    schema: &'a Schema,
    report: &'a mut Report,
    removed: usize,
}

impl<'a> Checker<'a> {
    fn value(&mut self, node: &Node<'_>, described: &'a Value, path: &Path) -> Value {
        let schema = self.schema.resolve(described);
        match (node, expected_type(schema)) {
            (Node::NullKeyword(_), _) if allows_null(described) => Value::Null,
            (Node::Object(object), "object") => self.object(object, schema, path),
            (Node::Array(list), "array") => self.list(list, schema, path),
            (Node::StringLit(text), "string") => self.text(text, schema, path),
            (Node::NumberLit(number), "integer") => self.number(number, schema, path),
            (Node::BooleanLit(boolean), "boolean") => Value::Bool(boolean.value),
            (_, expected) => {
                let message = format!(
                    "{} must be {}, not {}.",
                    subject(path),
                    describe(expected),
                    found(node)
                );
                let range = ast::range(node);
                self.fault(path.clone(), message, purpose(described), range);
                Value::Null
            }
        }
    }

    fn object(&mut self, object: &Object<'_>, schema: &'a Value, path: &Path) -> Value {
        let fields = schema["properties"].as_object();
        // Where an object may hold any names, this says what stands behind each.
        let others = Some(&schema["additionalProperties"]).filter(|others| others.is_object());
        let mut seen = HashSet::new();
        let mut result = Map::new();
        for field in &object.properties {
            let typed = field.name.as_str();
            let name = clean(typed, TextShape::Line).text;
            let here = path.field(&name);
            let place = ast::name_range(field);
            if name != typed {
                let message = format!("The name {} holds hidden characters.", quoted(typed));
                self.fault(here.name(), message, "Type the name afresh.", place.clone());
            }
            if !seen.insert(name.clone()) {
                let message = format!("{} is given twice here.", quoted(&name));
                self.fault(here.name(), message, "Keep one of the two.", place);
                continue;
            }
            match fields.and_then(|fields| fields.get(&name)).or(others) {
                Some(described) => {
                    let value = self.value(&field.value, described, &here);
                    result.insert(name, value);
                }
                None => self.unknown_field(fields, &here, &name, place),
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            if !seen.contains(name) {
                let described = &schema["properties"][name];
                let message = format!("`{name}` is missing from {}.", subject(path));
                let help = format!("Add it. {}", purpose(described));
                let start = object.range.start;
                self.fault(path.field(name), message, help, start..start + 1);
            }
        }
        Value::Object(result)
    }

    fn unknown_field(
        &mut self,
        fields: Option<&'a Map<String, Value>>,
        path: &Path,
        name: &str,
        place: Range<usize>,
    ) {
        let known: Vec<&str> = fields
            .into_iter()
            .flat_map(Map::keys)
            .map(String::as_str)
            .collect();
        let help = nearest(name, known.iter().copied()).map_or_else(
            || format!("The fields here are {}.", joined(known.iter().copied())),
            |meant| {
                format!(
                    "Did you mean `{meant}`? {}",
                    fields.map_or_else(String::new, |fields| purpose(&fields[meant]))
                )
            },
        );
        let message = format!("There is no field {} here.", quoted(name));
        self.fault(path.name(), message, help, place);
    }

    fn list(&mut self, list: &Array<'_>, schema: &'a Value, path: &Path) -> Value {
        let length = list.elements.len();
        let minimum = count(&schema["minItems"]).unwrap_or(0);
        let maximum = count(&schema["maxItems"]).unwrap_or(usize::MAX);
        if length < minimum || length > maximum {
            let allowed = match (minimum, maximum) {
                (1, usize::MAX) => "at least one entry".to_owned(),
                (_, usize::MAX) => format!("at least {minimum} entries"),
                _ => format!("{minimum} to {maximum} entries"),
            };
            let message = format!(
                "{} must have {allowed}; this one has {length}.",
                subject(path)
            );
            let start = list.range.start;
            self.fault(path.clone(), message, purpose(schema), start..start + 1);
        }
        let elements = list.elements.iter().enumerate();
        elements
            .map(|(index, element)| self.value(element, &schema["items"], &path.entry(index)))
            .collect()
    }

    fn text(&mut self, text: &StringLit<'_>, schema: &'a Value, path: &Path) -> Value {
        let range = text.range.start..text.range.end;
        let shape = match path.last_field() {
            Some(field) if SEVERAL_LINES.contains(&field) => TextShape::Lines,
            Some(_) | None => TextShape::Line,
        };
        let cleaned = clean(&text.value, shape);
        if cleaned.removed > 0 {
            self.removed += cleaned.removed;
            let hidden = match cleaned.removed {
                1 => "a character that cannot be seen; it is".to_owned(),
                more => format!("{} that cannot be seen; they are", characters(more)),
            };
            let hidden = format!("{} has {hidden} left out.", subject(path));
            let help = "Type the text anew, unless you know where they come from.";
            let warning = Finding::warning(path.clone(), sentence(hidden), help);
            self.report.add(warning, range.clone());
        }
        let known = known_words(schema);
        let length = cleaned.text.chars().count();
        if !known.is_empty() {
            if !known.contains(&cleaned.text.as_str()) {
                let message = format!("{} cannot be {}.", subject(path), quoted(&text.value));
                let choices = joined(known.iter().copied());
                let help = match nearest(&text.value, known.iter().copied()) {
                    Some(meant) => format!("Did you mean `{meant}`? Known are {choices}."),
                    None => format!("Known are {choices}."),
                };
                self.fault(path.clone(), message, help, range);
            }
        } else if cleaned.text.trim().is_empty() {
            let message = format!("{} is empty.", subject(path));
            let help = "Write the text, or leave the field out.";
            self.fault(path.clone(), message, help, range);
        } else if let Some(maximum) = count(&schema["maxLength"]).filter(|most| length > *most) {
            let message = format!(
                "{} has {}; at most {maximum} are allowed.",
                subject(path),
                characters(length)
            );
            self.fault(path.clone(), message, "Choose a shorter name.", range);
        } else if length > MAXIMUM_CHARACTERS {
            let message = format!(
                "{} has {}; at most 20,000 are allowed.",
                subject(path),
                characters(length)
            );
            let help = "Nobody can read that aloud. Divide it between several prompts.";
            self.fault(path.clone(), message, help, range);
        } else if schema["pattern"].is_string() && !has_letters_of_a_name(&cleaned.text) {
            let message = format!("{} cannot be used as a name.", quoted(&text.value));
            let help = "A name has small letters, digits and hyphens, and begins with a letter or digit, such as `what-happened`.";
            self.fault(path.clone(), message, help, range);
        }
        Value::String(cleaned.text)
    }

    fn number(&mut self, number: &NumberLit<'_>, schema: &'a Value, path: &Path) -> Value {
        let minimum = count(&schema["minimum"]).unwrap_or(0);
        let maximum = count(&schema["maximum"]).unwrap_or(if schema["format"] == "uint32" {
            usize::try_from(u32::MAX).unwrap_or(usize::MAX)
        } else {
            usize::MAX
        });
        let value = number.value.parse::<usize>().ok();
        if let Some(value) = value.filter(|value| (minimum..=maximum).contains(value)) {
            return Value::from(value);
        }
        let allowed = if schema["maximum"].is_null() {
            format!("{minimum} or more")
        } else {
            format!("from {minimum} to {maximum}")
        };
        let message = format!(
            "{} must be a whole number, {allowed}; this is {}.",
            subject(path),
            quoted(number.value)
        );
        let range = number.range.start..number.range.end;
        self.fault(path.clone(), message, purpose(schema), range);
        Value::Null
    }

    fn fault(
        &mut self,
        path: Path,
        message: impl Into<String>,
        help: impl Into<String>,
        range: Range<usize>,
    ) {
        let message = sentence(message.into());
        self.report.add(Finding::fault(path, message, help), range);
    }
}

/// The sentence with which the schema describes a field.
fn purpose(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or("");
    text.split("\n\n").next().unwrap_or("").replace('\n', " ")
}

fn count(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|value| usize::try_from(value).ok())
}

/// Whether a text can name a script or a part of one; of the length that the schemas allow.
pub fn is_name(text: &str) -> bool {
    (1..=LONGEST_NAME).contains(&text.len()) && has_letters_of_a_name(text)
}

/// The one pattern of the schemas; a test holds it against them.
pub(super) fn has_letters_of_a_name(text: &str) -> bool {
    let allowed = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
    text.starts_with(allowed) && text.chars().all(|c| allowed(c) || c == '-')
}

fn found(node: &Node<'_>) -> &'static str {
    match node {
        Node::StringLit(_) => "text",
        Node::NumberLit(_) => "a number",
        Node::BooleanLit(_) => "true or false",
        Node::Object(_) => "an object in { }",
        Node::Array(_) => "a list in [ ]",
        Node::NullKeyword(_) => "null",
    }
}
