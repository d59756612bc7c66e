//! Whether an agreement will fit into one line of the journal when it is closed.

use serde::Serialize;

use super::agreement::everything_on_the_board;
use crate::case::closed::{LONGEST_AGREEMENT, json_length};
use crate::case::{Case, Refusal};

/// Kept free for each item: two answers of everybody, and who decided.
const FOR_EACH_ITEM: usize = 4_000;
/// Kept free for the agreement as a whole: names of fields, and the review.
const FOR_THE_WHOLE: usize = 1_000;

/// Refuses words for which a closed agreement would have no room, so that nothing
/// is taken down that could not be saved in the end. Answers always have room.
pub(in crate::case) fn check_room(
    case: &Case,
    words: &impl Serialize,
    instead_of: &impl Serialize,
) -> Result<(), Refusal> {
    let whole = everything_on_the_board(case);
    let items = whole.items.len() + whole.not_agreed.len() + 1;
    let needed = json_length(&whole) + json_length(words) + items * FOR_EACH_ITEM + FOR_THE_WHOLE;
    if needed.saturating_sub(json_length(instead_of)) > LONGEST_AGREEMENT {
        Err(Refusal::AgreementTooLong)
    } else {
        Ok(())
    }
}
