//! What a prompt has written down with people in the room, each on a small board of its own.

pub(super) mod became;
#[cfg(test)]
mod by_agreement_tests;
mod coverage;
#[cfg(test)]
mod each_tests;
mod lines;
mod progress;
mod sheet;
#[cfg(test)]
mod tests;

pub use coverage::Coverage;
pub use lines::Lines;
pub use progress::Progress;
pub use sheet::Sheet;

use super::Screen;
use crate::script::RecordKind;
use crate::tui::model::Model;

/// The board for what a prompt has written down; nothing where that has a screen of another kind.
pub fn open(kind: RecordKind, model: &Model) -> Option<Screen> {
    match kind {
        RecordKind::GroundRules | RecordKind::BottomLines | RecordKind::AgreedQuestions => {
            Lines::new(kind, model).map(Screen::Lines)
        }
        RecordKind::Opening
        | RecordKind::ChildWords
        | RecordKind::Contingency
        | RecordKind::Review => Sheet::new(kind, model).map(Screen::Sheet),
        RecordKind::Progress => Some(Screen::Progress(Progress::default())),
        RecordKind::Coverage => Some(Screen::Coverage(Coverage::default())),
        RecordKind::Arrivals
        | RecordKind::Order
        | RecordKind::Agreement
        | RecordKind::Ratification
        | RecordKind::ReadBack
        | RecordKind::OwnAnswers
        | RecordKind::CatchUp
        | RecordKind::Signatures
        | RecordKind::Messages
        | RecordKind::Letters => None,
    }
}
