//! The small conference: two people, one item, begun and agreed by commands.

use talking_piece::case::{Answer, Command, ItemDraft, ItemId, PersonId};
use talking_piece::desk::Desk;
use talking_piece::script::ItemKind;

pub use crate::rig::small::{begin, run};

const PEOPLE: [PersonId; 2] = [PersonId(1), PersonId(2)];

/// One thing is written down, to which both say yes, on the board and when it is read to them.
pub fn agree(desk: &mut Desk, text: &str) -> ItemId {
    let draft = Box::new(ItemDraft::new(ItemKind::Action, text));
    run(
        desk,
        Command::WordItem {
            item: None,
            draft,
            from: None,
        },
    );
    let item = "I1".parse().expect("an item");
    for person in PEOPLE {
        run(desk, Command::AnswerItem(item, person, Answer::Yes));
        run(desk, Command::AnswerReadBack(item, person, Answer::Yes));
    }
    item
}
