//! An item in words, as everybody in the room may read it.

use crate::case::{Answer, Item};
use crate::script::ItemKind;

/// What a kind of item is called.
pub fn kind_title(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Action => "something to do",
        ItemKind::Undertaking => "a way of behaving from now on",
        ItemKind::Statement => "something said or acknowledged",
        ItemKind::Payment => "money",
        ItemKind::Reparation => "work or repair for somebody",
        ItemKind::Letter => "a letter",
        ItemKind::ContactRule => "how people meet or write to each other",
        ItemKind::Support => "help that somebody gives or arranges",
        ItemKind::FamilyArrangement => "who does what in the family",
        ItemKind::Schedule => "something on set days or hours",
    }
}

/// What an answer to an item is called; that there is none, or none that is known, is called so too.
pub fn answer_words(item: &Item, answer: Option<Answer>) -> &'static str {
    match answer {
        None if item.others_forgotten => "answer not kept",
        None if item.brought => "not asked here",
        None => "not asked",
        Some(Answer::Yes) => "yes",
        Some(Answer::Change) => "yes, with a change",
        Some(Answer::NotYet) => "not yet",
        Some(Answer::Abstains) => "leaves it open",
    }
}
