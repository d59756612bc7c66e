//! The checks before a stage, as they were answered.

use super::preparing;
use super::sentence::Teller;
use crate::script::{GateId, StageId};

use super::super::sheet::line;

impl Teller<'_> {
    /// That a check was answered, and who decided to go on without it.
    pub(super) fn gate_text(&self, gate: &GateId, met: bool, gone_on: Option<&str>) -> String {
        let stages = self.kind.iter().flat_map(|kind| &kind.stages);
        let mut gates = stages.flat_map(|stage| &stage.gates);
        let known = gates.find(|known| known.id == *gate);
        let check = match known {
            Some(known) => line(&self.case.fill(&known.check, None)),
            None => self.room_check(gate),
        };
        let check = check.trim_end_matches('.');
        match (met, gone_on) {
            (true, _) => format!("Checked: {check}."),
            // Earlier versions did not record who decided.
            (false, Some("")) => {
                format!("This was not so: {check}. It went on all the same; a reason was given.")
            }
            (false, Some(by)) => {
                let by = line(by);
                format!("This was not so: {check}. {by} decided to go on, and gave a reason.")
            }
            (false, None) => format!("This was not so: {check}."),
        }
    }

    /// A check of who is in the room or out of it, which no script words; nobody is named.
    fn room_check(&self, gate: &GateId) -> String {
        if let Some(check) = preparing::consent_check(self.case, gate.as_str()) {
            return check;
        }
        let of_stage = |check: &str| {
            let (stage, _round) = gate.as_str().strip_prefix(check)?.rsplit_once('-')?;
            Some(self.stage_title(&StageId::new(stage)))
        };
        if let Some(stage) = of_stage("in-room-") {
            format!("whoever is needed for {stage} is in the room")
        } else if let Some(stage) = of_stage("out-of-room-") {
            format!("everybody else is out of the room before {stage}")
        } else {
            "what stands before the next stage".to_owned()
        }
    }
}
