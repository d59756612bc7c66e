//! Whether the words beside a record are those that it refers to.

use super::{Cabinet, CabinetError, ReadCase};
use crate::case::{Case, Event};
use crate::desk::entry::{Held, opened_at};
use crate::desk::replaying::words_of;
use crate::store::{CaseContent, NOTES_NAME, NotesScan};

/// The most entries that are named one by one.
const MOST_NAMED: usize = 12;

/// How the words beside a record stand to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsBeside {
    /// Whatever the record refers to is there or was erased.
    Whole,
    /// The words of these entries are missing, and nothing on record erased them.
    Missing(Vec<u64>),
    /// They are those of another case.
    OfAnother,
}

impl WordsBeside {
    /// Holds the notes of a case against what its record refers to.
    pub(in crate::desk) fn of(case: &Case, notes: &NotesScan) -> Self {
        if are_of_another(case, notes) {
            return Self::OfAnother;
        }
        let mut missing = case.entries_without_words();
        // What is there and cannot be understood was written by a newer version, and is not missing.
        let is_there = |number: &u64| {
            let mut entries = case.history.iter();
            let entry = entries.find(|entry| entry.number == *number);
            let mut words = entry.into_iter().flat_map(|entry| entry.event.words());
            words.all(|words| !case.is_missing(words) || notes.notes.contains_key(&words.id.0))
        };
        missing.retain(|number| !is_there(number));
        if missing.is_empty() {
            Self::Whole
        } else {
            Self::Missing(missing)
        }
    }

    /// That words are missing, and of which entries; of how many nothing while one side is in the
    /// room, for entries of the other are counted with them.
    pub fn missing_told(&self, is_hidden: bool) -> Option<String> {
        let Self::Missing(entries) = self else {
            return None;
        };
        let whose = match entries.as_slice() {
            _ if is_hidden => "of entries".to_owned(),
            [only] => format!("of 1 entry (number {only})"),
            several => format!("of {} entries (numbers {})", several.len(), listed(several)),
        };
        Some(format!(
            "The words {whose} are missing, and nothing on record says that they were erased. A copy \
             of the folder may have them, in its file {NOTES_NAME}."
        ))
    }
}

impl Cabinet {
    /// Whether the words beside a case that was read are its own.
    ///
    /// # Errors
    /// [`CabinetError::WordsOfAnother`] where they are another case's.
    pub fn check_words(&self, read: &ReadCase) -> Result<(), CabinetError> {
        may_be_gone_on_with(&read.words, &read.content)
    }
}

/// Fails where the words beside a record are those of another case: they are not shown as those of
/// this one, and nothing is added to them.
pub(super) fn may_be_gone_on_with(
    words: &WordsBeside,
    content: &CaseContent,
) -> Result<(), CabinetError> {
    match words {
        WordsBeside::Whole | WordsBeside::Missing(_) => Ok(()),
        WordsBeside::OfAnother => Err(CabinetError::WordsOfAnother {
            path: content.folder.path().join(NOTES_NAME),
        }),
    }
}

/// Whether a note is known to be of another case, or is none that the event with its number can have.
fn are_of_another(case: &Case, notes: &NotesScan) -> bool {
    let opened = opened_at(case);
    let held = words_of(notes);
    let is_other = |held: &Held| {
        held.opened
            .is_some_and(|of| opened.is_some_and(|here| here != of))
    };
    let cannot_say = |event: &Event| {
        event.words().any(|words| {
            let held = held.get(&words.id.0);
            held.is_some_and(|held| !event.can_say(&held.content))
        })
    };
    held.values().any(is_other) || case.history.iter().any(|entry| cannot_say(&entry.event))
}

/// Numbers of entries in a row; of very many the first, and how many more there are.
pub fn listed(numbers: &[u64]) -> String {
    let named: Vec<String> = numbers
        .iter()
        .take(MOST_NAMED)
        .map(u64::to_string)
        .collect();
    let named = named.join(", ");
    match numbers.len().saturating_sub(MOST_NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
