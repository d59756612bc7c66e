//! How items stand, in words.

use crate::case::{Case, Item};

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
