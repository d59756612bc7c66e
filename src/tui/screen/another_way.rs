//! That people asked to go on in another way, said wherever a meeting is over.

use crate::case::{AnotherWay, Case};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::Model;

/// Who asked for another way, and how the case goes over to it from here; nothing where nobody
/// asked.
pub fn another_way(case: &Case, model: &Model, here: Context) -> Option<(String, String)> {
    let (asked, first) = match case.another_way_asked()? {
        AnotherWay::Together => ("People asked to go on in another way.", ""),
        AnotherWay::OneSide => (
            "One side asked to go on in another way, such as a meeting.",
            "Ask the other side first, and tell nobody who asked. ",
        ),
        AnotherWay::BothSides => (
            "Both sides asked to go on in another way, such as a meeting.",
            "",
        ),
    };
    let key = model.key(Action::Process, &[here]);
    let how = format!(
        "{first}{key} lets this case go over to another process; people, what was agreed and the \
         whole history go along."
    );
    Some((asked.to_owned(), how))
}
