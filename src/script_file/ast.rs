//! Parses strict JSON into a tree that knows where everything stands.

use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::script::check::{Path, Step};

use super::syntax::explain;

/// Why the text is not JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxFault {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

/// Parses text that is known to be not too deep.
///
/// Both parsers have to agree: ours knows the places, `serde_json` is what
/// everybody else means by JSON.
pub(super) fn parse(text: &str) -> Result<Value<'_>, SyntaxFault> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = parse_to_ast(text, &CollectOptions::default(), &strict);
    let broken = broken_text(text).filter(|broken| match &parsed {
        Ok(_) => true,
        // What comes first led to the rest.
        Err(error) => broken.start <= error.range().start,
    });
    if let Some(range) = broken {
        return Err(SyntaxFault {
            range,
            message: "This text is not closed where its line ends.".to_owned(),
            help: "Write the closing double quote. Inside a text a quote is written \\\", a line end \\n, a tab \\t."
                .to_owned(),
        });
    }
    let tree = parsed.map_err(|error| {
        let (message, help) = explain(error.kind());
        SyntaxFault {
            range: error.range().start..error.range().end,
            message: message.to_owned(),
            help: help.to_owned(),
        }
    })?;
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        let at = offset_of(text, error.line(), error.column());
        return Err(SyntaxFault {
            range: at..at,
            message: "This is not valid JSON.".to_owned(),
            help: "Look for half an emoji written with \\u, or a number that begins with a zero."
                .to_owned(),
        });
    }
    tree.value.ok_or_else(|| SyntaxFault {
        range: 0..0,
        message: "There is nothing here.".to_owned(),
        help: "A script begins with { and ends with }.".to_owned(),
    })
}

/// Where a value stands.
pub(super) fn range(value: &Value<'_>) -> Range<usize> {
    let range = value.range();
    match value {
        // A whole object or list is no use as a marked place; its opening is.
        Value::Object(_) | Value::Array(_) => range.start..range.start + 1,
        Value::StringLit(_)
        | Value::NumberLit(_)
        | Value::BooleanLit(_)
        | Value::NullKeyword(_) => range.start..range.end,
    }
}

/// Where the name of a field stands.
pub(super) fn name_range(field: &ObjectProp<'_>) -> Range<usize> {
    let range = field.name.range();
    range.start..range.end
}

/// Finds the place of a path; where a field is left out, the place of what it is missing from.
pub(super) fn locate(root: &Value<'_>, path: &Path) -> Range<usize> {
    let mut place = range(root);
    let mut value = root;
    let steps = path.steps();
    for (index, step) in steps.iter().enumerate() {
        let is_last = index + 1 == steps.len();
        let next = match (*step, value) {
            (Step::Field(name), Value::Object(object)) => {
                let Some(field) = field(object, name) else {
                    return place;
                };
                if is_last && path.is_at_name() {
                    return name_range(field);
                }
                &field.value
            }
            (Step::Entry(entry), Value::Array(list)) => {
                let Some(element) = list.elements.get(*entry) else {
                    return place;
                };
                element
            }
            (Step::Field(_) | Step::Entry(_), _) => return place,
        };
        place = range(next);
        value = next;
    }
    place
}

fn field<'tree, 'text>(
    object: &'tree Object<'text>,
    name: &str,
) -> Option<&'tree ObjectProp<'text>> {
    object
        .properties
        .iter()
        .find(|field| field.name.as_str() == name)
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Finds the first text with a line end or another control character in it.
fn broken_text(text: &str) -> Option<Range<usize>> {
    let mut opened = None;
    let mut escaped = false;
    for (offset, byte) in text.bytes().enumerate() {
        match (byte, opened) {
            (0..=0x1F, Some(start)) => return Some(start..offset),
            _ if escaped => escaped = false,
            (b'\\', Some(_)) => escaped = true,
            (b'"', Some(_)) => opened = None,
            (b'"', None) => opened = Some(offset),
            _ => {}
        }
    }
    None
}
