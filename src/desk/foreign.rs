//! Checks what a case of another copy of the program says, before any of it is taken in.
//!
//! The program itself cleans whatever is typed, so that its own records hold nothing that could
//! steer a screen. One that does was made or changed by something else; cleaning it would break
//! the chain of its entries, so it is refused.

use std::sync::Arc;

use serde_json::Value;

use super::cabinet::WordsBeside;
use super::entry::{decode, decode_words};
use super::known_scripts::{parse, script_hash};
use super::replaying::{Files, replay};
use crate::case::{Case, Event, LONGEST_NAME, LONGEST_WORDS, MOST_PEOPLE, PersonDetails};
use crate::clean::{Shape, clean};
use crate::script::Script;
use crate::store::{Entry, ForeignCase};

/// What is wrong with a case that was to be brought in; nothing of it carries words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It has no first entry that says what it is.
    #[error("This case has no entries. There is nothing in it to bring in.")]
    Empty,
    /// The entry that opened it is lost.
    #[error(
        "The entry that says which script this case is run from cannot be read. Nothing of it was brought in; use another copy of the folder if you have one."
    )]
    NoOpening,
    /// Something in it is of a kind that this version does not know.
    #[error(
        "{0} is of a kind that this version of the program does not know. Nothing was changed; update the program, and import it then."
    )]
    Newer(String),
    /// Something in it could steer a screen.
    #[error(
        "{0} holds hidden characters, which this program never writes. Something else has changed this case; nothing of it was brought in."
    )]
    Hidden(String),
    /// Something in it is longer than the program allows.
    #[error(
        "{0} is longer than this program allows. Something else has changed this case; nothing of it was brought in."
    )]
    TooLong(String),
    /// More people than a case can have.
    #[error("This case has more people than a case can have. Nothing of it was brought in.")]
    TooManyPeople,
    /// The script that it was run from is not there, or is another one.
    #[error(
        "The script \"{0}\" beside this case is missing, or is not the one that it was run from. Copy the whole folder again where the case was made."
    )]
    Script(String),
    /// The words beside it are those of another case.
    #[error(
        "The notes beside this case are those of another one. Nothing of it was brought in; copy the whole folder again where the case was made."
    )]
    Words,
    /// Private time goes on in it.
    #[error(
        "By its record, people have private time in this case, in which nothing else may be recorded. End it where it began, and import it then."
    )]
    PrivateTime,
}

/// Reads a case that is not of this home: every entry, every note and every script it was run
/// from.
pub(super) fn read(foreign: &ForeignCase) -> Result<Case, Unfit> {
    for entry in &foreign.scan.entries {
        check_entry(entry)?;
    }
    for (id, body) in &foreign.notes.notes {
        let place = format!("Note {id}");
        if decode_words(body).is_none() {
            return Err(Unfit::Newer(place));
        }
        check_texts(body, &place)?;
    }
    let files = Files {
        entries: &foreign.scan.entries,
        notes: &foreign.notes,
        has_script: &|name| foreign.scripts.contains_key(name),
        stand_in: &|| None,
    };
    let case = replay(files, |name, _, hash| script_of(foreign, name, hash))?;
    let is_empty = foreign.scan.entries.is_empty();
    let none = if is_empty {
        Unfit::Empty
    } else {
        Unfit::NoOpening
    };
    let case = case.ok_or(none)?;
    if case.people.len() > MOST_PEOPLE {
        return Err(Unfit::TooManyPeople);
    }
    if WordsBeside::of(&case, &foreign.notes) == WordsBeside::OfAnother {
        return Err(Unfit::Words);
    }
    if case.is_private() {
        return Err(Unfit::PrivateTime);
    }
    Ok(case)
}

fn script_of(foreign: &ForeignCase, name: &str, hash: &str) -> Result<Arc<Script>, Unfit> {
    let text = foreign.scripts.get(name);
    let text = text.filter(|text| script_hash(text) == hash);
    let name = || clean(name, Shape::Line).text;
    let text = text.ok_or_else(|| Unfit::Script(name()))?;
    // It is what the case was run from, to the letter, so whoever began the case could read it.
    parse(text, &name()).ok_or_else(|| Unfit::Newer(format!("The script \"{}\"", name())))
}

fn check_entry(entry: &Entry) -> Result<(), Unfit> {
    let place = format!("Entry {}", entry.number);
    let event = decode(entry).event;
    if matches!(event, Event::Newer { .. }) {
        return Err(Unfit::Newer(place));
    }
    if let Event::PersonAdded { details, .. } | Event::PersonChanged { details, .. } = &event {
        check_names(details, &place)?;
    }
    check_texts(&entry.body, &place)
}

/// A name is one line, for it stands in rows.
fn check_names(details: &PersonDetails, place: &str) -> Result<(), Unfit> {
    for name in std::iter::once(&details.name).chain(&details.said_as) {
        if name.chars().count() > LONGEST_NAME {
            return Err(Unfit::TooLong(place.to_owned()));
        }
        if name.contains('\n') {
            return Err(Unfit::Hidden(place.to_owned()));
        }
    }
    Ok(())
}

/// Looks at every text in an entry or a note, whatever field it stands in.
fn check_texts(body: &str, place: &str) -> Result<(), Unfit> {
    let value: Value = serde_json::from_str(body).map_err(|_| Unfit::Newer(place.to_owned()))?;
    let mut waiting = vec![&value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::String(text) => check_text(text, place)?,
            Value::Array(values) => waiting.extend(values),
            Value::Object(fields) => {
                for (key, value) in fields {
                    check_text(key, place)?;
                    waiting.push(value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    Ok(())
}

fn check_text(text: &str, place: &str) -> Result<(), Unfit> {
    if clean(text, Shape::Lines).removed > 0 {
        return Err(Unfit::Hidden(place.to_owned()));
    }
    if text.chars().count() > LONGEST_WORDS {
        return Err(Unfit::TooLong(place.to_owned()));
    }
    Ok(())
}
