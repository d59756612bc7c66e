//! Asks before a change to an item takes back what people answered, or what was decided on it.

use crate::case::{Case, Command, Item};
use crate::tui::effect::{Effect, OverlayRequest, Question};
use crate::tui::model::Model;

/// Words an item and goes on; where answers or a decision would be lost by it, asks first.
///
/// An item without one to change is a new one, and nothing can be lost. A refusal is shown as such
/// and never asked about.
pub fn before_changing(
    case: &Case,
    item: Option<&Item>,
    command: Command,
    and_then: Option<Effect>,
    model: &Model,
) -> Vec<Effect> {
    let lost = item.and_then(|item| lost(case, item, &command));
    let lost = lost.filter(|_| model.refusal_of(&command).is_none());
    let mut then = vec![Effect::Execute(command)];
    then.extend(and_then);
    let Some((ask, about)) = lost else {
        return then;
    };
    let question = Question {
        ask,
        about,
        yes: "Change it and ask again".to_owned(),
        no: "Not now".to_owned(),
        then,
        otherwise: Vec::new(),
    };
    vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
}

/// What is asked, and what would be lost; nothing where nothing would be.
fn lost(case: &Case, item: &Item, command: &Command) -> Option<(String, String)> {
    let Command::WordItem { draft, .. } = command else {
        return None;
    };
    let word = &case.script.vocabulary.item;
    let same_words = item
        .draft()
        .is_some_and(|standing| standing.says_the_same_as(draft));
    let answered = !item.answers.is_empty() || !item.read_back.is_empty();
    let decided = item.ratified.is_some();
    match (answered && !same_words, decided) {
        (false, false) => None,
        (false, true) => Some((
            format!("Ask for the decision on this {word} again?"),
            format!(
                "The decision was about the {word} with the bottom lines and questions it covers, \
                 so it is asked for again. What people answered stays.",
            ),
        )),
        (true, false) => Some((
            format!("Ask everybody about this {word} again?"),
            "People have answered to it as it stands. In other words it is asked anew, person by \
             person, and read back anew."
                .to_owned(),
        )),
        (true, true) => Some((
            format!("Ask everybody about this {word} again?"),
            "People have answered to it as it stands, and it was decided on. In other words it \
             is asked anew, person by person, read back and decided on anew."
                .to_owned(),
        )),
    }
}
