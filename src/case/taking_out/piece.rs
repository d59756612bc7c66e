//! One piece of words, and whose it is.

use crate::case::{ItemId, MarkId, MessageId, PersonId, Words};

/// Whose words something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// This person said or wrote it, or it was noted under their name.
    Of(PersonId),
    /// It stands with this mark.
    Marked(MarkId),
    /// It words an item, which may have come from somebody's idea.
    Idea(ItemId),
    /// Whoever offered this message said it.
    Sender(MessageId),
    /// Whoever this message was for said it.
    Receiver(MessageId),
    /// It is everybody's, the facilitator's own, or about safety.
    Nobody,
}

impl Whose {
    pub(super) fn of(person: Option<PersonId>) -> Self {
        person.map_or(Self::Nobody, Self::Of)
    }
}

/// One piece of words: in the record itself, or in the notes.
pub(super) enum Piece<'a> {
    /// It stands in the record.
    Text(&'a mut String),
    /// The record has its number.
    Words(&'a Words),
}

/// What is done with each piece.
pub(super) type Take<'a> = dyn FnMut(Whose, Piece<'_>) + 'a;

pub(super) fn words(take: &mut Take<'_>, whose: Whose, words: &Words) {
    take(whose, Piece::Words(words));
}

pub(super) fn perhaps(take: &mut Take<'_>, whose: Whose, held: Option<&Words>) {
    if let Some(held) = held {
        words(take, whose, held);
    }
}
