//! The steps, and what several of them ask.

use crate::case::{Case, PersonId};
use crate::tui::model::told_apart;
use crate::tui::widget::{Question, Reply};

/// A step that can be taken with a message or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Word,
    Agree,
    List,
    Look,
    Consent,
    TakeBack,
    Offer,
    Deliver,
    React,
    Reply,
    Talk,
    Close,
}

/// One of several, with the one that is usual. What somebody consents to is never usual:
/// that is [`Reply::to_be_said`].
pub(super) fn choice<T: Into<String>>(
    options: impl IntoIterator<Item = T>,
    chosen: usize,
) -> Reply {
    Reply::Choice {
        options: options.into_iter().map(Into::into).collect(),
        chosen: Some(chosen),
    }
}

/// Whoever works in the case, for who helped to write and who looks at the words.
pub(super) fn workers(case: &Case) -> Vec<PersonId> {
    let people = case.people.iter().filter(|person| case.works_here(person));
    people.map(|person| person.id).collect()
}

/// Who helped to write a letter, for they cannot check it.
pub(super) fn helped(case: &Case, people: &[PersonId]) -> Question {
    let names = people.iter().map(|id| told_apart(case, *id));
    let options = std::iter::once("nobody".to_owned()).chain(names);
    let reply = choice(options, usize::from(!people.is_empty()));
    Question::new("Who helps to write it?", reply).hinted("Somebody else reads it later.")
}
