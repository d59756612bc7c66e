//! What the keys of the board can do as it stands.

use super::{Board, NOTHING_TO_READ, Part, ideas};
use crate::case::{Case, Refusal};
use crate::script::RecordKind;
use crate::tui::action::Action;
use crate::tui::layer::Use;

/// Why a key that is about something on the board can do nothing.
const NOTHING: &str = "Nothing is written down yet.";

/// What a key can do; the ones that lead on to the end have short names, so that all of them fit.
pub(super) fn use_of(board: &Board, action: Action, case: &Case) -> Use {
    let rules = &case.script.agreement;
    let closed = case.agreement.closed;
    let empty = case.board().next().is_none();
    let at_ideas = board.part == Part::Ideas;
    match action {
        Action::Ratify if rules.ratification.is_none() => {
            Use::Idle(Refusal::NotAskedByScript.why())
        }
        Action::ReadBack if empty => Use::Idle(NOTHING_TO_READ),
        Action::Choose if at_ideas && ideas(case).is_empty() => Use::Idle("No idea is marked yet."),
        Action::Choose if at_ideas && closed => Use::Idle(Refusal::AgreementClosed.why()),
        Action::Choose if at_ideas => Use::Called("write down"),
        Action::Choose if board.part == Part::Yours => Use::Absent,
        Action::Choose if board.part == Part::Items && !empty => Use::Called("answers"),
        Action::Add
        | Action::Change
        | Action::Remove
        | Action::AnswerYes
        | Action::AnswerChange
        | Action::AnswerNotYet
        | Action::AnswerAbstains
            if closed =>
        {
            Use::Idle(Refusal::AgreementClosed.why())
        }
        Action::Change if at_ideas && ideas(case).is_empty() => Use::Idle("No idea is marked yet."),
        Action::Remove if at_ideas => {
            Use::Idle("An idea stays until it is struck from the list of marks.")
        }
        Action::Ratify | Action::Concern | Action::Change | Action::Remove if empty => {
            Use::Idle(NOTHING)
        }
        Action::Coverage if case.bottom_lines.is_empty() && case.questions.is_empty() => {
            Use::Idle("No bottom lines or questions are written down.")
        }
        // What comes next once it is closed, whatever part of the board one stands in.
        Action::Signing if closed => Use::Way("sign"),
        // The footer is about the answers here; what leads on has its place beside the items.
        Action::Plan | Action::Signing | Action::CloseAgreement if board.part == Part::Answers => {
            Use::Live
        }
        // The decisions are what the cue asks for now.
        Action::Ratify if asks_for_decisions(case) => Use::Called("decision"),
        Action::ReadBack if board.part != Part::Answers => Use::Called("read"),
        Action::Plan if !closed => Use::Called("plan"),
        Action::Signing => Use::Called("sign"),
        Action::CloseAgreement if closed => Use::Called("reopen"),
        Action::CloseAgreement => Use::Called("close"),
        _ => Use::Live,
    }
}

fn asks_for_decisions(case: &Case) -> bool {
    let record = case.current().and_then(|(_, prompt)| prompt.record);
    record == Some(RecordKind::Ratification)
}
