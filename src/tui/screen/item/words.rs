//! An item in words, as everybody in the room may read it.

use crate::case::{Answer, Item};

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
