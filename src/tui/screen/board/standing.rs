//! How items stand, in words.

use crate::case::{Case, Item, PersonId};

/// How an item stands, in a word or two.
pub fn item_standing(case: &Case, item: &Item) -> &'static str {
    if case.is_refused(item) {
        "not accepted"
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

/// Whether an item is not agreed without this person, by the script.
pub fn has_to_say_yes(case: &Case, person: PersonId) -> bool {
    let veto = &case.script.agreement.veto;
    case.person(person).is_some_and(|person| {
        let roles = &person.details.roles;
        roles.iter().any(|role| veto.contains(role))
    })
}
