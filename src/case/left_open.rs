//! What is still open at the cue that records it, while people are in the room: a question to
//! them now, which nobody can ask once they have gone.

use super::{Case, PersonId, SkipReason, Turn};
use crate::script::{Agreeing, RecordKind, TurnPattern};

/// What a cue asks to be recorded, and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOpen {
    /// Nothing is written down.
    NothingWritten,
    /// So many things were not read back.
    NotReadBack(usize),
    /// What is written down is not closed, so that nobody can sign it.
    NotClosed,
    /// So many things that whoever is visited says yes to are offered to nobody of the other side.
    NotOffered(usize),
    /// These people passed in a round that comes to its end.
    Passed(Vec<PersonId>),
    /// These people have still to be asked to sign.
    NotSigned(Vec<PersonId>),
}

impl Case {
    /// What would be left open by going on from the cue on the screen. Where people need not agree
    /// on anything, an empty board leaves nothing open, and neither does what was closed before.
    pub fn left_open_here(&self) -> Option<LeftOpen> {
        let (stage, prompt) = self.current()?;
        let passed = self.passed_in_this_round();
        if stage.turns == TurnPattern::Round && !passed.is_empty() {
            return Some(LeftOpen::Passed(passed));
        }
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
            RecordKind::Messages if self.is_one_sided() && !closed => {
                let waiting = self.board().filter(|item| self.waits_to_be_offered(item));
                let count = waiting.count();
                (count > 0).then_some(LeftOpen::NotOffered(count))
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

    /// Who of those here passed, at the last turn of a round: whoever passed is offered it again
    /// before the piece is laid down, as its keeper promises.
    fn passed_in_this_round(&self) -> Vec<PersonId> {
        let (Some(session), Some(now)) = (self.session.as_ref(), self.position()) else {
            return Vec::new();
        };
        let turns = self.itinerary().into_iter().filter(|turn| {
            let key = &turn.key;
            turn.here
                && (key.round, &key.stage, &key.prompt) == (now.round, &now.stage, &now.prompt)
        });
        let turns: Vec<Turn> = turns.collect();
        if turns.last().is_none_or(|last| &last.key != now) {
            return Vec::new();
        }
        let passed = turns.into_iter().filter(|turn| {
            let skipped = session.skipped.get(&turn.key);
            skipped.is_some_and(|(reason, _)| *reason == SkipReason::Passed)
        });
        passed.filter_map(|turn| turn.key.person).collect()
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
