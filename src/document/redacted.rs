//! A case with layers and people taken out, for somebody who may see a part of it.
//!
//! It is made anew from the record, says in its first line that it is redacted and of what, and
//! is never the record itself: nothing in it can be opened as a case.

mod layer;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation;

pub use layer::{Layer, layer_of};

use super::fingerprint::fingerprint;
use super::plan::plan_of;
use crate::case::{Case, Event, KeptFor, MarkId, PersonId, Recorded};

/// Name and version of the shape.
pub const SCHEMA: &str = "talking-piece/redacted/1";

/// What is kept, and who is taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redaction {
    /// The layers that are kept.
    pub layers: BTreeSet<Layer>,
    /// The people who are taken out.
    pub without: BTreeSet<PersonId>,
}

/// The case as rows: first what it is and what was taken out, then every entry in its order.
///
/// An entry of a layer that is not kept, and one that names somebody who is taken out, keeps its
/// number and its time alone; and nobody's number is written beside it. Whoever is taken out is
/// called by their number wherever somebody else's words name them. Other words that tell of them
/// without a name cannot be found by a program: whoever hands it on has to read it.
pub fn redacted(case: &Case, practice: bool, redaction: &Redaction) -> Vec<Value> {
    let names = Names::of(case, &redaction.without);
    let apart = kept_apart(case);
    let mut kept = Vec::new();
    let mut taken = 0_u64;
    for recorded in &case.history {
        let mark = recorded.mark_with_words();
        let layer = match mark.filter(|mark| apart.contains(mark)) {
            Some(_) => Some(Layer::Restricted),
            None => layer_of(&recorded.event),
        };
        let row = entry(recorded, layer, redaction, &names);
        taken += u64::from(row.get("left_out").is_some());
        kept.push(row);
    }
    let mut rows = vec![head(case, practice, redaction, taken)];
    rows.extend(kept);
    rows
}

fn head(case: &Case, practice: bool, redaction: &Redaction, taken: u64) -> Value {
    let layers: Vec<&str> = redaction.layers.iter().map(|layer| layer.name()).collect();
    let without: Vec<String> = redaction.without.iter().map(ToString::to_string).collect();
    let code = plan_of(case, practice).map(|plan| fingerprint(&plan));
    json!({
        "schema": SCHEMA,
        "redacted": true,
        "practice": practice,
        "ref": case.reference,
        "layers": layers,
        "without": without,
        "entries": case.history.len(),
        "left_out": taken,
        "fingerprint": code,
    })
}

/// Notes that were kept with what is about safety: they were made as others are.
fn kept_apart(case: &Case) -> BTreeSet<MarkId> {
    let marks = case.marks.iter();
    let kept = marks.filter(|mark| mark.kept && mark.kept_for == KeptFor::Restricted);
    kept.map(|mark| mark.id).collect()
}

fn entry(recorded: &Recorded, layer: Option<Layer>, redaction: &Redaction, names: &Names) -> Value {
    let mut row = Map::new();
    row.insert("entry".to_owned(), recorded.number.into());
    row.insert("at".to_owned(), recorded.at.wall.to_rfc3339().into());
    let kept = layer.filter(|layer| redaction.layers.contains(layer));
    let Some(layer) = kept else {
        row.insert("left_out".to_owned(), "layer".into());
        return Value::Object(row);
    };
    if names.are_in(&recorded.event) {
        row.insert("left_out".to_owned(), "person".into());
        return Value::Object(row);
    }
    row.insert("layer".to_owned(), layer.name().into());
    let (event, words) = told(&recorded.event);
    row.insert("event".to_owned(), names.hidden(event));
    if !words.is_empty() {
        let words = words.into_iter().map(|words| names.hidden(words));
        row.insert("words".to_owned(), words.collect());
    }
    Value::Object(row)
}

/// An event as the journal has it, and the words that it refers to.
fn told(event: &Event) -> (Value, Vec<Value>) {
    let body = event
        .to_json()
        .and_then(|json| serde_json::from_str(&json).ok());
    let words = event.words().filter_map(|words| words.content.as_ref());
    let words = words.filter_map(|content| serde_json::to_value(content).ok());
    (body.unwrap_or_default(), words.collect())
}

/// Whether an event, or what it refers to, names somebody by their number.
pub(super) fn names_person(event: &Event, id: PersonId) -> bool {
    let numbered = Names {
        numbers: [id.to_string()].into(),
        called: Vec::new(),
    };
    numbered.are_in(event)
}

/// Whether a name that somebody has or had in this case stands in a text.
pub(super) fn mentions(case: &Case, id: PersonId, text: &str) -> bool {
    Names::of(case, &[id].into()).replaced(text) != text
}

/// Those who are taken out, by number and by the name that they are called.
pub(super) struct Names {
    numbers: BTreeSet<String>,
    called: Vec<(String, String)>,
}

impl Names {
    pub(super) fn of(case: &Case, without: &BTreeSet<PersonId>) -> Self {
        let mut called = Vec::new();
        for id in without {
            // A name that was corrected stands in older words as it was.
            let names = case.history.iter().filter_map(|recorded| {
                let (Event::PersonAdded { person, details }
                | Event::PersonChanged { person, details }) = &recorded.event
                else {
                    return None;
                };
                (person == id).then(|| details.name.to_lowercase())
            });
            called.extend(names.map(|name| (name, id.to_string())));
        }
        // Of two names, the one that holds the other goes first.
        called.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        called.dedup();
        Self {
            numbers: without.iter().map(ToString::to_string).collect(),
            called,
        }
    }

    /// Whether an event, or what it refers to, names one of them by number.
    fn are_in(&self, event: &Event) -> bool {
        let (body, words) = told(event);
        self.numbered(&body) || words.iter().any(|words| self.numbered(words))
    }

    fn numbered(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.numbers.contains(text),
            Value::Array(values) => values.iter().any(|value| self.numbered(value)),
            Value::Object(fields) => fields
                .iter()
                .any(|(key, value)| self.numbers.contains(key) || self.numbered(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// A value in which they are called by their numbers.
    fn hidden(&self, value: Value) -> Value {
        match value {
            Value::String(text) => self.replaced(&text).into(),
            Value::Array(values) => values.into_iter().map(|value| self.hidden(value)).collect(),
            Value::Object(fields) => {
                let fields = fields.into_iter();
                let hidden = fields.map(|(key, value)| (key, self.hidden(value)));
                Value::Object(hidden.collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }

    /// Names stand as words of their own, in whatever case they were typed.
    pub(super) fn replaced(&self, text: &str) -> String {
        self.called
            .iter()
            .fold(text.to_owned(), |text, (name, number)| {
                without_name(&text, name, number)
            })
    }
}

fn without_name(text: &str, name: &str, number: &str) -> String {
    let wanted: Vec<&str> = name.split_word_bounds().collect();
    let words: Vec<&str> = text.split_word_bounds().collect();
    if wanted.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let here = words.get(place..place + wanted.len());
        let same = here.is_some_and(|here| {
            let mut pairs = here.iter().zip(&wanted);
            pairs.all(|(one, other)| one.to_lowercase() == **other)
        });
        if same {
            out.push_str(number);
            place += wanted.len();
        } else {
            out.push_str(word);
            place += 1;
        }
    }
    out
}
