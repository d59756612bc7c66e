//! For how long the answer to a check stands.

use crate::case::Session;
use crate::script::{Gate, GateId, Stage, StageId};

/// One answer to a check, as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateAnswer {
    /// The check.
    pub gate: GateId,
    /// Whether it was found met.
    pub met: bool,
    /// In which sitting it was answered.
    pub sitting: u16,
    /// How many moves had been made before.
    pub moves: usize,
}

impl Session {
    /// Whether the last answer to a check stands now. Each sitting is asked anew; a check that
    /// is asked each round is asked anew as well where people come to its stage, named here
    /// with the round, once more.
    pub(super) fn answer_stands(&self, gate: &GateId, each_round: Option<(&StageId, u16)>) -> bool {
        let mut answers = self.gate_answers.iter();
        let last = answers.rfind(|answer| &answer.gate == gate);
        last.is_some_and(|last| {
            let since = self.moves.get(last.moves..).unwrap_or_default();
            let other_round = each_round.is_some_and(|(stage, round)| {
                let mut turns = since.iter().map(|(_, _, turn)| turn);
                turns.any(|turn| &turn.stage == stage && turn.round != round)
            });
            last.sitting == self.sitting && !other_round
        })
    }

    /// Whether people held a stage with what its check asks for: what was put right counts,
    /// but of a check that is asked each round no round makes up for another.
    pub(in crate::case) fn was_met(&self, stage: &Stage, gate: &Gate) -> Option<bool> {
        let (met, _) = self.gates.get(&gate.id)?;
        Some(*met && !(gate.each_round && self.a_round_went_without(stage, gate)))
    }

    fn a_round_went_without(&self, stage: &Stage, gate: &Gate) -> bool {
        let answers = self.gate_answers.iter();
        let answers: Vec<&GateAnswer> = answers.filter(|known| known.gate == gate.id).collect();
        let next = answers.iter().skip(1).map(|next| next.moves);
        let until = next.chain([self.moves.len()]);
        answers.iter().zip(until).any(|(answer, until)| {
            !answer.met && (answer.moves..until).any(|place| self.begins_round(stage, place))
        })
    }

    /// Whether a move was the first into a stage in its round.
    fn begins_round(&self, stage: &Stage, place: usize) -> bool {
        let Some((_, _, to)) = self.moves.get(place) else {
            return false;
        };
        let same = |turn: &crate::case::TurnKey| turn.stage == to.stage && turn.round == to.round;
        let first = self.moves.iter().position(|(_, _, turn)| same(turn));
        to.stage == stage.id && first == Some(place)
    }
}
