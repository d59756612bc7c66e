//! How items stand, in words.

use crate::case::{Answer, Case, Item, PersonId};
use crate::script::{capitalized, in_a_row};
use crate::tui::screen::people::whereabouts;

/// What stands instead of an answer of somebody of the other side.
pub const NOT_CARRIED_HERE: &str = "not carried here";

/// What is said in the place of an item's words that are not there.
pub fn gone(case: &Case, item: &Item) -> &'static str {
    let words = item.versions.last().map(|(_, words)| words);
    if words.is_some_and(|words| case.is_missing(words)) {
        "These words are missing."
    } else {
        "These words were erased."
    }
}

/// How an item stands, in a word or two.
pub fn item_standing(case: &Case, item: &Item) -> &'static str {
    if case.is_refused(item) {
        "not accepted"
    } else if item.brought && case.is_agreed(item) {
        "brought along"
    } else if case.agreement.closed {
        "agreed, read back"
    } else if item.answers.is_empty() {
        "not asked"
    } else if !case.is_agreed(item) {
        "not agreed yet"
    } else if case.read_back_missing_for(item).is_empty() {
        "agreed, read back"
    } else {
        "agreed"
    }
}

/// What was agreed elsewhere and was not read back here, in words such as `Items 1 and 2`, and
/// whether it is several; nothing where there is none.
pub fn brought_unread(case: &Case) -> Option<(String, bool)> {
    let board = (1_usize..).zip(case.board());
    let unread = board
        .filter(|(_, item)| item.brought && item.read_back.is_empty() && !case.is_refused(item));
    let unread: Vec<String> = unread.map(|(number, _)| number.to_string()).collect();
    let word = capitalized(&case.script.vocabulary.item);
    match unread.as_slice() {
        [] => None,
        [only] => Some((format!("{word} {only}"), false)),
        several => Some((format!("{word}s {}", in_a_row(several)), true)),
    }
}

/// Where somebody is to whom nothing can be read now; nothing of whoever can hear it.
pub fn away(case: &Case, person: PersonId) -> Option<&'static str> {
    let known = case.person(person)?;
    (!case.hears_now(person)).then(|| whereabouts(case, known))
}

/// Whether what somebody of the other side said to an item, if anything, is not for the people in
/// the room.
pub fn is_kept_from_here(
    case: &Case,
    item: &Item,
    person: PersonId,
    answer: Option<Answer>,
) -> bool {
    let untold = answer.is_none() || !case.is_told_answer_of(item.id, person);
    untold && !case.may_be_here(person)
}
