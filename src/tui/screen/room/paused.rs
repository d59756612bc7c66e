//! What keys are good for while the meeting pauses.

use crate::case::{PauseKind, Refusal};
use crate::tui::action::Action;
use crate::tui::layer::Use;

/// What a key is good for in a pause, where that is something else than at other times.
pub(super) fn use_of(action: Action, pause: PauseKind) -> Option<Use> {
    match (action, pause) {
        (Action::Break, PauseKind::Break) => Some(Use::Way("end the break")),
        (Action::TimeOut, PauseKind::TimeOut) => Some(Use::Way("how it ended")),
        // They only ask how it ended, and one key in the footer says that of itself.
        (
            Action::GoOn | Action::OpenOrGoOn | Action::GoBack | Action::Break,
            PauseKind::TimeOut,
        ) => Some(Use::Idle(Refusal::InTimeOut.why())),
        (Action::EasyRead | Action::Language | Action::FullWords, _) => {
            Some(Use::Idle("No cue is shown during a pause."))
        }
        _ => None,
    }
}
