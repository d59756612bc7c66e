//! Every check of every script, met and not met.

use std::path::Path;

use talking_piece::case::{Command, NotCounted, Refusal};
use talking_piece::script::{
    Condition, DecisionId, Gate, GateId, OutcomeId, RoleId, Script, SessionKind, Severity, Stage,
};

use super::{Walk, choices};
use crate::support::{conference, shipped_scripts};

#[test]
fn every_check_of_every_script_can_be_met_and_not_met() {
    for script in shipped_scripts() {
        for kind in &script.sessions {
            let all_met = walked(&script, kind, &[], None, &[]);
            for stage in &kind.stages {
                for gate in &stage.gates {
                    if gate.severity == Severity::Info {
                        let waits = all_met.asked.contains(&gate.id);
                        assert!(!waits, "{}: {} is in the way", script.id, gate.id);
                    } else {
                        is_not_met(&script, kind, stage, gate);
                    }
                }
            }
        }
    }
}

/// Finds a check not met in the first way on which it is asked: the usual one, or one on which
/// something was decided before.
fn is_not_met(script: &Script, kind: &SessionKind, stage: &Stage, gate: &Gate) {
    let named = format!("{} {}: {}", script.id, kind.id, gate.id);
    let empty = roles_absent(stage, gate);
    let choices = choices(kind);
    let single = choices.iter().map(|choice| vec![choice]);
    let pairs = choices
        .iter()
        .flat_map(|before| choices.iter().map(move |choice| vec![before, choice]));
    let ways = std::iter::once(Vec::new()).chain(single).chain(pairs);
    let mut walks = ways.map(|way| walked(script, kind, &empty, Some(&gate.id), &way));
    let walk = walks.find(|walk| walk.asked.contains(&gate.id));
    let walk = walk.unwrap_or_else(|| panic!("{named} is never asked"));
    let not_met = NotCounted::GateNotMet(gate.id.clone());
    let counts = !walk.desk.case().will_not_count().contains(&not_met);
    assert_eq!(counts, gate.severity == Severity::Confirm, "{named}");
}

/// Roles in which nobody may be, so that a check is asked.
fn roles_absent(stage: &Stage, gate: &Gate) -> Vec<RoleId> {
    let conditions = [stage.when.as_ref(), gate.when.as_ref()];
    let absent = |condition: &Condition| condition.absent.clone();
    conditions
        .into_iter()
        .flatten()
        .filter_map(absent)
        .collect()
}

/// Walks with every optional stage in it; where one check is to be found not met, up to it.
fn walked(
    script: &Script,
    kind: &SessionKind,
    empty: &[RoleId],
    refusing: Option<&GateId>,
    way: &[&(DecisionId, OutcomeId)],
) -> Walk {
    let mut walk = Walk::begin_without(script, kind.id.as_str(), empty).taking(way);
    walk.refusing = refusing.cloned();
    for stage in &kind.stages {
        if stage.optional.is_some() {
            walk.execute(Command::IncludeStage(stage.id.clone(), true));
        }
    }
    walk.walk_until_asked(refusing, Path::new(script.id.as_str()));
    walk
}

impl Walk {
    /// Answers checks that something waits for: all are met but the one that is refused.
    pub(super) fn answer(&mut self, gates: Vec<GateId>) {
        for gate in gates {
            self.asked.insert(gate.clone());
            if self.refusing.as_ref() == Some(&gate) {
                self.refuse(gate);
            } else {
                let met = conference::met(self.desk.case(), gate);
                self.execute(met);
            }
        }
    }

    /// Finds a check not met, and goes on all the same as far as its strictness allows.
    fn refuse(&mut self, gate: GateId) {
        let known = self.desk.case().gate(&gate).expect("a known check");
        let reason = "It is late.".to_owned();
        match known.severity {
            Severity::Info => panic!("{gate} is in the way"),
            Severity::Confirm => {
                let bare = self.desk.execute(met(gate.clone(), false, None));
                assert_eq!(bare.err(), Some(Refusal::ReasonMissing), "{gate}");
            }
            Severity::Legal => self.execute(met(gate.clone(), false, None)),
        }
        let by = "Ms Okafor".to_owned();
        self.execute(Command::GoOnWithout { gate, by, reason });
    }
}

fn met(gate: GateId, met: bool, reason: Option<String>) -> Command {
    Command::AnswerGate { gate, met, reason }
}
