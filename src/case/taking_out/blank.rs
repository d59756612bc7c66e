//! What stands where words were taken out.

use chrono::NaiveDate;

use super::agreed::texts_of_draft;
use crate::case::{Content, PersonId};

/// How every blank begins.
const BEGINNING: &str = "[taken out on ";

/// The marked blank. It names a number and nobody.
pub(super) fn sentence(on: NaiveDate, person: Option<PersonId>) -> String {
    let on = on.format("%-d %B %Y");
    match person {
        Some(person) => format!("{BEGINNING}{on} at the request of {person}]"),
        None => format!("{BEGINNING}{on}]"),
    }
}

/// Whether a text holds words that can be taken out: there are some, and they are no blank already.
pub(super) fn is_word(text: &str) -> bool {
    let is_blank = text.starts_with(BEGINNING) && text.ends_with(']');
    !text.is_empty() && !is_blank
}

impl Content {
    /// Puts this in the place of every word of it; what is no word, such as an answer, stays.
    pub fn leave_blank(&mut self, blank: &str) {
        let mut put = |text: &mut String| {
            if is_word(text) {
                blank.clone_into(text);
            }
        };
        self.each_text(&mut put);
    }

    /// Whether there is a word in it that was not taken out.
    pub(super) fn has_words(&self) -> bool {
        let mut found = false;
        self.clone().each_text(&mut |text| found |= is_word(text));
        found
    }

    fn each_text(&mut self, change: &mut impl FnMut(&mut String)) {
        match self {
            Self::Text(text) => change(text),
            Self::Item(draft) => texts_of_draft(draft, &mut |text| change(text)),
            Self::Answer {
                person: _,
                answer: _,
                change: wanted,
            } => wanted.iter_mut().for_each(change),
        }
    }
}
