//! Checks before a stage: those of the script, and who must be in or out of the room.

use super::marking::reason_of;
use super::{Case, Event, Refusal, TurnKey, Words};
use crate::script::{GateId, RoleId, Severity, Stage};

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
}

impl GateBefore {
    /// Whether going on waits for it.
    pub fn is_open(&self) -> bool {
        match self.severity {
            Severity::Info => false,
            Severity::Confirm => self.met.is_none(),
            Severity::Legal => self.met != Some(true),
        }
    }
}

impl Case {
    /// The checks before a stage in its present round, answered or not.
    pub fn gates_before(&self, stage: &Stage, round: u16) -> Vec<GateBefore> {
        let mut gates = self.gates_of_script(stage);
        gates.extend(self.missing_from_room(stage, round));
        gates.extend(self.still_in_room(stage, round));
        gates
    }

    fn gates_of_script(&self, stage: &Stage) -> Vec<GateBefore> {
        stage
            .gates
            .iter()
            .filter(|gate| {
                gate.when
                    .as_ref()
                    .is_none_or(|condition| self.holds(condition))
            })
            .map(|gate| {
                self.answered(
                    gate.id.clone(),
                    gate.severity,
                    self.fill(&gate.check, None),
                    self.fill(&gate.hint, None),
                )
            })
            .collect()
    }

    /// Finds a check by its name, before whichever stage and in whichever round it stands:
    /// a decision may lead to a stage that is not held before it is made.
    pub fn gate(&self, id: &GateId) -> Option<GateBefore> {
        let (session, kind) = (self.session.as_ref()?, self.session_kind()?);
        kind.stages.iter().find_map(|stage| {
            let of_script = stage.gates.iter().find(|gate| &gate.id == id).map(|gate| {
                self.answered(
                    gate.id.clone(),
                    gate.severity,
                    self.fill(&gate.check, None),
                    self.fill(&gate.hint, None),
                )
            });
            of_script.or_else(|| {
                (1..=session.round.saturating_add(1))
                    .rev()
                    .find_map(|round| {
                        let of_room = [
                            self.missing_from_room(stage, round),
                            self.still_in_room(stage, round),
                        ];
                        of_room.into_iter().flatten().find(|gate| &gate.id == id)
                    })
            })
        })
    }

    fn answered(&self, id: GateId, severity: Severity, check: String, hint: String) -> GateBefore {
        let answer = self
            .session
            .as_ref()
            .and_then(|session| session.gates.get(&id));
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
        }
    }

    fn missing_from_room(&self, stage: &Stage, round: u16) -> Option<GateBefore> {
        let present = |role: &RoleId| {
            self.people
                .iter()
                .any(|person| person.is_here() && person.details.roles.contains(role))
        };
        let missing: Vec<String> = stage
            .room
            .inside
            .iter()
            .filter(|role| !present(role))
            .filter_map(|role| self.script.role(role).map(|role| role.name.clone()))
            .collect();
        (!missing.is_empty()).then(|| {
            self.answered(
                GateId::new(format!("in-room-{}-{}", stage.id, self.visit(stage, round))),
                Severity::Confirm,
                format!("Somebody is here as: {}.", missing.join(", ")),
                "Wait for them, or go on without them for a reason.".to_owned(),
            )
        })
    }

    /// Private time asks once more that everybody else has left, each time.
    fn still_in_room(&self, stage: &Stage, round: u16) -> Option<GateBefore> {
        let stays = |roles: &[RoleId]| match &stage.private {
            Some(private) => roles.iter().any(|role| private.roles.contains(role)),
            None => !stage.room.sends_out(roles),
        };
        let leaving: Vec<String> = self
            .people
            .iter()
            .filter(|person| person.is_here() && !stays(&person.details.roles))
            .map(|person| person.details.name.clone())
            .collect();
        (!leaving.is_empty()).then(|| {
            self.answered(
                GateId::new(format!(
                    "out-of-room-{}-{}",
                    stage.id,
                    self.visit(stage, round)
                )),
                Severity::Confirm,
                format!("Out of the room: {}.", leaving.join(", ")),
                "Ask them to wait outside before you go on.".to_owned(),
            )
        })
    }

    /// Which time people are in a stage, or come to it next: the round, and from the second time
    /// in one round on, which time. Who is in the room is another question each time, so an answer
    /// belongs to one of them.
    fn visit(&self, stage: &Stage, round: u16) -> String {
        let moves = self.session.iter().flat_map(|session| &session.moves);
        let (mut times, mut inside) = (0_u32, false);
        for (_, _, turn) in moves {
            let here = turn.stage == stage.id && turn.round == round;
            times += u32::from(here && !inside);
            inside = here;
        }
        times += u32::from(!inside);
        if times == 1 {
            round.to_string()
        } else {
            format!("{round}.{times}")
        }
    }

    /// Refuses where a check before a turn's stage is open.
    pub(super) fn pass_gates(&self, turn: &TurnKey) -> Result<(), Refusal> {
        let stage = self.stage_of(turn)?;
        pass(&self.gates_before(stage, turn.round))
    }

    /// Refuses where a check that the script itself puts before a turn's stage is open. Who has to
    /// be in the room or out of it matters no more once people leave the stage.
    pub(super) fn pass_gates_of_script(&self, turn: &TurnKey) -> Result<(), Refusal> {
        let stage = self.stage_of(turn)?;
        pass(&self.gates_of_script(stage))
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
        .find(|gate| gate.severity == Severity::Legal && gate.met == Some(false))
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
    let reason = reason_of(case, reason)?;
    if !met && known.severity == Severity::Confirm && reason.is_none() {
        return Err(Refusal::ReasonMissing);
    }
    Ok(vec![Event::GateAnswered { gate, met, reason }])
}
