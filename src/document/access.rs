//! Everything that is held about one person, gathered for a reader who hands it on.
//!
//! Facts that name the person are told in their order, in the sentences of the timeline. Words are
//! given where they are the person's own, or were written about them in the layers that they may
//! see. Other people stand in all of it by their numbers, and other people's words are left out.
//! What was left out is counted, and what no program can find is said.

mod gathering;
mod left_out;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::Serialize;

use super::paper::{Block, Paper, Part, Print, Told};
use super::redacted::Names;
use super::sheet::line;
use crate::case::{Case, PersonId};

/// Name and version of the shape that programs read.
pub const SCHEMA: &str = "talking-piece/access/1";

/// Everything that is held about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    schema: &'static str,
    practice: bool,
    #[serde(rename = "ref")]
    reference: String,
    person: String,
    called: String,
    parts: Vec<HeldPart>,
    /// What was left out and why, a sentence each.
    left_out: Vec<String>,
}

/// One kind of thing that is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct HeldPart {
    heading: &'static str,
    entries: Vec<HeldEntry>,
}

/// One thing that is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct HeldEntry {
    /// What it is, or when it was; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    /// What is held.
    text: String,
    /// Whether these are words that somebody said or wrote, exactly.
    words: bool,
}

impl HeldEntry {
    fn fact(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
            words: false,
        }
    }

    fn words(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            words: true,
            ..Self::fact(label, text)
        }
    }
}

/// Gathers everything that is held about a person; nothing where there is nobody of that number.
///
/// The case has to be whole: while a meeting goes on in which not everything may be told, nobody
/// gathers from it.
pub fn held(case: &Case, practice: bool, id: PersonId) -> Option<Held> {
    let person = case.person(id)?;
    let others: BTreeSet<PersonId> = case.people.iter().map(|other| other.id).collect();
    let others: BTreeSet<PersonId> = others.into_iter().filter(|other| *other != id).collect();
    let hides = Names::of(case, &others);
    let mut parts = gathering::parts(case, practice, person);
    parts.retain(|part| !part.entries.is_empty());
    for entry in parts.iter_mut().flat_map(|part| &mut part.entries) {
        entry.text = hides.replaced(&entry.text);
        entry.label = hides.replaced(&entry.label);
    }
    Some(Held {
        schema: SCHEMA,
        practice,
        reference: case.reference.clone(),
        person: id.to_string(),
        called: person.details.name.clone(),
        parts,
        left_out: left_out::sentences(case, id),
    })
}

/// The same as a paper, to be read and handed over.
pub fn paper(held: &Held, print: Print) -> Paper {
    let mut parts: Vec<Part> = held.parts.iter().map(part).collect();
    let mut left_out = Part::new("What was left out, and why");
    for sentence in &held.left_out {
        left_out.list(sentence.clone());
    }
    parts.push(left_out);
    Paper {
        title: format!("What is held about {}", line(&held.called)),
        language: "en-GB".to_owned(),
        practice: held.practice,
        print,
        foot: format!("{}, {}", line(&held.reference), held.person),
        head: vec![
            format!("Case {}, person {}", line(&held.reference), held.person),
            "Gathered from the record. Other people are called by their numbers. Whoever hands \
             this over reads it first."
                .to_owned(),
        ],
        parts,
    }
}

fn part(held: &HeldPart) -> Part {
    let mut part = Part::new(held.heading);
    for entry in &held.entries {
        let text = super::sheet::lines(&entry.text);
        let label = line(&entry.label);
        if entry.words {
            part.say(label);
            part.blocks.push(Block::Quoted(text));
        } else if entry.label.is_empty() {
            part.list(text);
        } else {
            part.blocks.push(Block::Told(Told { label, text }));
        }
    }
    part
}
