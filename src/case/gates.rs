//! Checks before a stage: those of the script, and who must be in or out of the room.

mod name;
mod record;
pub(super) mod room;
mod standing;

pub use name::CheckName;
pub use record::NotSo;
pub use standing::GateAnswer;

use super::marking::{name_or, reason_of};
use super::{Case, Event, Refusal, TurnKey, Words};
use crate::script::{Gate, GateId, Severity, Stage, StageId};

/// A check before a stage, with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateBefore {
    /// Its name.
    pub id: GateId,
    /// How strict it is.
    pub severity: Severity,
    /// What must be so.
    pub check: String,
    /// What to do where it is not.
    pub hint: String,
    /// Whether it was found met, where it was answered.
    pub met: Option<bool>,
    /// Why it goes on all the same, unless those words were erased.
    pub reason: Option<String>,
    /// Who decided that it goes on all the same, where that was recorded.
    pub by: Option<String>,
    /// What is recorded against a yes, where the record itself can tell.
    pub not_so: Option<NotSo>,
    /// Whether it is asked of people alone, so that others in the room are not to read it.
    pub asked_alone: bool,
}

impl GateBefore {
    /// Whether going on waits for it. A yes that the record has turned against since waits again.
    pub fn is_open(&self) -> bool {
        let no_more = self.met == Some(true) && self.contradicted().is_some();
        match self.severity {
            Severity::Info => false,
            Severity::Confirm => self.met.is_none() || no_more,
            Severity::Legal => (self.met != Some(true) || no_more) && self.by.is_none(),
        }
    }
}

impl Case {
    /// The checks before a stage in its present round, answered or not.
    pub fn gates_before(&self, stage: &Stage, round: u16) -> Vec<GateBefore> {
        let mut gates = self.gates_of_script(stage, round);
        gates.extend(self.consents_before(stage));
        gates.extend(self.missing_from_room(stage, round));
        gates.extend(self.still_in_room(stage, round));
        gates
    }

    /// Consents that are missing, once the people are there who are asked for them.
    fn consents_before(&self, stage: &Stage) -> Vec<GateBefore> {
        if self.waits_for_arrivals(stage) {
            return Vec::new();
        }
        self.consent_gates()
    }

    fn gates_of_script(&self, stage: &Stage, round: u16) -> Vec<GateBefore> {
        stage
            .gates
            .iter()
            .filter(|gate| {
                gate.when
                    .as_ref()
                    .is_none_or(|condition| self.holds(condition))
            })
            .map(|gate| self.of_script(stage, gate, round))
            .collect()
    }

    fn of_script(&self, stage: &Stage, gate: &Gate, round: u16) -> GateBefore {
        GateBefore {
            not_so: self.not_so(gate),
            asked_alone: gate.asked_alone,
            ..self.answered(
                &CheckName::OfScript(gate.id.clone()),
                gate.severity,
                [&gate.check, &gate.hint].map(|words| self.fill(words, None)),
                gate.each_round.then_some((&stage.id, round)),
            )
        }
    }

    /// Finds a check by its name, before whichever stage and in whichever round it stands:
    /// a decision may lead to a stage that is not held before it is made. One that is asked
    /// each round stands as it does in the round in which people come to it next.
    pub fn gate(&self, id: &GateId) -> Option<GateBefore> {
        let (session, kind) = (self.session.as_ref()?, self.session_kind()?);
        let rounds = 1..=session.round.saturating_add(1);
        match CheckName::from(id) {
            CheckName::Consent(..) => {
                let mut of_people = self.consent_gates().into_iter();
                of_people.find(|gate| &gate.id == id)
            }
            CheckName::OfScript(id) => kind.stages.iter().find_map(|stage| {
                let gate = stage.gates.iter().find(|gate| gate.id == id)?;
                Some(self.of_script(stage, gate, self.round_ahead(stage)))
            }),
            CheckName::InRoom(stage, _) => {
                let stage = kind.stage(&stage)?;
                let mut visits = rounds.rev();
                visits.find_map(|round| {
                    let gate = self.missing_from_room(stage, round)?;
                    (&gate.id == id).then_some(gate)
                })
            }
            CheckName::OutOfRoom(stage, _) => {
                let stage = kind.stage(&stage)?;
                let mut visits = rounds.rev();
                visits.find_map(|round| {
                    let gate = self.still_in_room(stage, round)?;
                    (&gate.id == id).then_some(gate)
                })
            }
        }
    }

    /// The round in which people come to a stage next: the present one, or where they were in
    /// it in this round already, the one after.
    fn round_ahead(&self, stage: &Stage) -> u16 {
        let Some(session) = &self.session else {
            return 1;
        };
        let mut moves = session.moves.iter().map(|(_, _, turn)| turn);
        let was_there = moves.any(|turn| turn.stage == stage.id && turn.round == session.round);
        session.round + u16::from(was_there)
    }

    /// A check with its words and its answer so far, where that still stands.
    pub(super) fn answered(
        &self,
        name: &CheckName,
        severity: Severity,
        [check, hint]: [String; 2],
        each_round: Option<(&StageId, u16)>,
    ) -> GateBefore {
        let id = name.id();
        let session = self.session.as_ref();
        let session = session.filter(|session| session.answer_stands(&id, each_round));
        let answer = session.and_then(|session| session.gates.get(&id));
        let by = session.and_then(|session| session.gate_deciders.get(&id));
        let (met, reason) = answer.map_or((None, None), |(met, reason)| {
            let text = reason.as_ref().and_then(Words::text);
            (Some(*met), text.map(str::to_owned))
        });
        GateBefore {
            id,
            severity,
            check,
            hint,
            met,
            reason,
            by: by.cloned(),
            not_so: None,
            asked_alone: matches!(name, CheckName::Consent(..)),
        }
    }

    /// Refuses where a check before a turn's stage is open.
    pub(super) fn pass_gates(&self, turn: &TurnKey) -> Result<(), Refusal> {
        let stage = self.stage_of(turn)?;
        pass(&self.gates_before(stage, turn.round))
    }

    /// The checks that stand before the stage in which a meeting begins, or goes on after another
    /// day, and wait for an answer. Who is there is no such check where it is put down only there,
    /// and what is asked of each alone waits for the first step on.
    pub fn gates_at_the_beginning(&self) -> Vec<GateId> {
        let (Ok(_), Some(position), Some((stage, _))) =
            (self.running(), self.position(), self.current())
        else {
            return Vec::new();
        };
        let mut gates = self.gates_of_script(stage, position.round);
        if !room::takes_in(stage) {
            gates.extend(self.missing_from_room(stage, position.round));
            gates.extend(self.still_in_room(stage, position.round));
        }
        let open = gates.into_iter().filter(GateBefore::is_open);
        open.map(|gate| gate.id).collect()
    }

    /// Refuses where a check that the script itself puts before a turn's stage is open. Who has to
    /// be in the room or out of it matters no more once people leave the stage.
    pub(super) fn pass_gates_of_script(&self, turn: &TurnKey) -> Result<(), Refusal> {
        let stage = self.stage_of(turn)?;
        let mut gates = self.gates_of_script(stage, turn.round);
        gates.extend(self.consents_before(stage));
        pass(&gates)
    }

    /// Refuses where a legal check of a stage that would be passed over is open: what a meeting
    /// does not count without cannot be jumped over.
    pub(super) fn pass_legal_gates_between(
        &self,
        from: &TurnKey,
        to: &TurnKey,
    ) -> Result<(), Refusal> {
        let stages = self.stages();
        let round = from.round;
        let place = |turn: &TurnKey| stages.iter().position(|stage| stage.id == turn.stage);
        let (Some(from), Some(to)) = (place(from), place(to)) else {
            return Ok(());
        };
        let between = stages.iter().take(to).skip(from + 1);
        let gates = between.flat_map(|stage| self.gates_of_script(stage, round));
        let legal: Vec<GateBefore> = gates
            .filter(|gate| gate.severity == Severity::Legal)
            .collect();
        pass(&legal)
    }

    fn stage_of(&self, turn: &TurnKey) -> Result<&Stage, Refusal> {
        self.session_kind()
            .and_then(|kind| kind.stage(&turn.stage))
            .ok_or(Refusal::NoSuchTurn)
    }
}

fn pass(gates: &[GateBefore]) -> Result<(), Refusal> {
    if let Some(legal) = gates
        .iter()
        .find(|gate| gate.severity == Severity::Legal && gate.met == Some(false) && gate.is_open())
    {
        return Err(Refusal::LegalGate(legal.id.clone()));
    }
    let open: Vec<GateId> = gates
        .iter()
        .filter(|gate| gate.is_open())
        .map(|gate| gate.id.clone())
        .collect();
    if open.is_empty() {
        Ok(())
    } else {
        Err(Refusal::GatesOpen(open))
    }
}

pub(super) fn answer(
    case: &Case,
    gate: GateId,
    met: bool,
    reason: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    case.running()?;
    let known = case.gate(&gate).ok_or(Refusal::NotInScript)?;
    if met && known.not_so.is_some() {
        return Err(Refusal::NotSoByRecord(gate));
    }
    let reason = reason_of(case, reason)?;
    if !met && known.severity == Severity::Confirm {
        // Nothing but going on all the same can follow, and somebody decides that.
        let missing = reason.map_or(Refusal::ReasonMissing, |_| Refusal::DeciderMissing);
        return Err(missing);
    }
    Ok(vec![Event::GateAnswered {
        gate,
        met,
        reason,
        by: None,
    }])
}

/// Goes on where a check is not met, because somebody decided so for a reason. A meeting that
/// goes on without a legal check is not counted; whoever took back a consent is not overruled,
/// and what nothing waits for is nobody's to decide.
pub(super) fn go_on_without(
    case: &Case,
    gate: GateId,
    by: &str,
    reason: String,
) -> Result<Vec<Event>, Refusal> {
    case.running()?;
    let known = case.gate(&gate).ok_or(Refusal::NotInScript)?;
    if !known.is_open() {
        return Err(Refusal::CheckNotOpen);
    }
    let by = name_or(Refusal::DeciderMissing, by)?;
    let reason = reason_of(case, Some(reason))?.ok_or(Refusal::ReasonMissing)?;
    Ok(vec![Event::GateAnswered {
        gate,
        met: false,
        reason: Some(reason),
        by: Some(by),
    }])
}
