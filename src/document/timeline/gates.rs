//! The checks before a stage, as they were answered.

use super::sentence::Teller;
use crate::case::{CheckName, told_apart};
use crate::script::{GateId, RoleId, StageId, in_a_row};

use super::super::sheet::line;

impl Teller<'_> {
    /// That a check was answered, and who decided to go on without it.
    pub(super) fn gate_text(&self, gate: &GateId, met: bool, gone_on: Option<&str>) -> String {
        let stages = self.kind.iter().flat_map(|kind| &kind.stages);
        let mut gates = stages.flat_map(|stage| &stage.gates);
        let known = gates.find(|known| known.id == *gate);
        let check = match known {
            Some(known) => line(&self.case.fill_from(self.script, &known.check, None)),
            None => self.own_check(gate),
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

    /// A check that no script words, of a consent, or of who is in the room or out of it; of
    /// that nobody is named.
    fn own_check(&self, gate: &GateId) -> String {
        match CheckName::from(gate) {
            CheckName::Consent(person, consent) => {
                let name = line(&told_apart(self.case, person));
                format!("{name} has agreed to {}", self.purpose(&consent))
            }
            CheckName::InRoom(stage, _) => {
                let stage = self.stage_title(&stage);
                format!("whoever is needed for {stage} is in the room")
            }
            CheckName::OutOfRoom(stage, _) => {
                let out = self.sent_out_for(&stage);
                let stage = self.stage_title(&stage);
                if out.is_empty() {
                    format!("everybody else is out of the room before {stage}")
                } else {
                    let who = in_a_row(&out);
                    format!("out of the room before {stage}: {who}")
                }
            }
            CheckName::OfScript(_) => "what stands before the next stage".to_owned(),
        }
    }

    /// In which roles people go out for a stage that others stay for, as far as anybody on the
    /// list has them; none for a time that some have to themselves, when all the others go.
    fn sent_out_for(&self, stage: &StageId) -> Vec<String> {
        let stage = self.kind.and_then(|kind| kind.stage(stage));
        let Some(stage) = stage.filter(|stage| stage.private.is_none()) else {
            return Vec::new();
        };
        let held = |id: &&RoleId| {
            let mut people = self.case.people.iter();
            people.any(|person| person.details.roles.contains(id))
        };
        let roles = stage.room.outside.iter().filter(held);
        let roles = roles.filter_map(|id| self.script.role(id));
        roles.map(|role| line(&role.plural)).collect()
    }
}
