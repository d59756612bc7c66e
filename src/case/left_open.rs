//! What is still open at the cue that records it, while people are in the room: a question to
//! them now, which nobody can ask once they have gone.

use super::{Case, PersonId};
use crate::script::{Agreeing, RecordKind};

/// What a cue asks to be recorded, and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOpen {
    /// Nothing is written down.
    NothingWritten,
    /// So many things were not read back.
    NotReadBack(usize),
    /// What is written down is not closed, so that nobody can sign it.
    NotClosed,
    /// These people have still to be asked to sign.
    NotSigned(Vec<PersonId>),
}

impl Case {
    /// What would be left open by going on from the cue on the screen. Where people need not agree
    /// on anything, an empty board leaves nothing open, and neither does what was closed before.
    pub fn left_open_here(&self) -> Option<LeftOpen> {
        let (_, prompt) = self.current()?;
        let needed = self.session_kind()?.agreeing() == Agreeing::Needed;
        let closed = self.agreement.closed;
        let empty = self.board().next().is_none();
        match prompt.record? {
            RecordKind::Agreement | RecordKind::ReadBack | RecordKind::Signatures
                if empty && !closed =>
            {
                needed.then_some(LeftOpen::NothingWritten)
            }
            RecordKind::ReadBack if !closed => {
                let count = self.board().filter(|item| item.is_unheard()).count();
                (count > 0).then_some(LeftOpen::NotReadBack(count))
            }
            RecordKind::Signatures if !closed => Some(LeftOpen::NotClosed),
            RecordKind::Signatures => {
                let people = self.still_to_sign();
                (!people.is_empty()).then_some(LeftOpen::NotSigned(people))
            }
            RecordKind::Agreement
            | RecordKind::ReadBack
            | RecordKind::Arrivals
            | RecordKind::Order
            | RecordKind::GroundRules
            | RecordKind::Opening
            | RecordKind::BottomLines
            | RecordKind::AgreedQuestions
            | RecordKind::ChildWords
            | RecordKind::Coverage
            | RecordKind::Ratification
            | RecordKind::Contingency
            | RecordKind::Review
            | RecordKind::Progress
            | RecordKind::Messages
            | RecordKind::Letters
            | RecordKind::OwnAnswers
            | RecordKind::CatchUp => None,
        }
    }

    /// Who has still to sign what was closed in the meeting that goes on, where that asks for it.
    pub fn still_to_sign(&self) -> Vec<PersonId> {
        let Some((session, kind)) = self.session.as_ref().zip(self.session_kind()) else {
            return Vec::new();
        };
        let mut prompts = kind.stages.iter().flat_map(|stage| &stage.prompts);
        let asks = prompts.any(|prompt| prompt.record == Some(RecordKind::Signatures));
        let anew = self.agreement.closed && self.closed_since() == Some(session.number);
        if asks && anew {
            self.to_be_asked_to_sign()
        } else {
            Vec::new()
        }
    }
}
