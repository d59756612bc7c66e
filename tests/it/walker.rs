//! Walks every script from its first words to its end, by itself.

mod ending;
mod gates;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use talking_piece::case::{
    Attendance, Command, PersonDetails, Presence, Refusal, SessionStatus, SkipReason,
};
use talking_piece::desk::{Desk, NewCase};
use talking_piece::script::{
    Decision, DecisionId, GateId, OutcomeId, RoleId, Script, SessionKind, StageId, Then,
};
use talking_piece::script_file;

use crate::support::StepClock;

#[test]
fn every_shipped_script_can_be_walked_to_its_end() {
    walk_all(Path::new("scripts"));
}

#[test]
fn every_point_script_can_be_walked_to_its_end() {
    walk_all(Path::new("tests/it/point_scripts"));
}

fn walk_all(folder: &Path) {
    let files = json_files(folder);
    assert!(!files.is_empty(), "no script in {}", folder.display());
    for file in files {
        let text = fs::read_to_string(&file).expect("a readable file");
        let read = script_file::read(text.as_bytes(), &file.display().to_string());
        let script = read
            .map_err(|fault| fault.to_string())
            .expect("a sound script")
            .script;
        for kind in &script.sessions {
            Walk::begin(&script, kind.id.as_str()).reach_the_end(&file);
            let choices = choices(kind);
            for choice in &choices {
                // A decision can lie behind another one, taken otherwise than usual.
                let ways = choices.iter().map(|before| vec![before, choice]);
                let comes_up = std::iter::once(vec![choice]).chain(ways).any(|way| {
                    let walk = Walk::begin(&script, kind.id.as_str());
                    walk.taking(&way).comes_up(&file)
                });
                assert!(comes_up, "{}: {choice:?} never comes up", file.display());
            }
        }
    }
}

/// Every outcome of every decision.
fn choices(kind: &SessionKind) -> Vec<(DecisionId, OutcomeId)> {
    let prompts = kind.stages.iter().flat_map(|stage| &stage.prompts);
    let decisions = prompts.filter_map(|prompt| prompt.decision.as_ref());
    decisions
        .flat_map(|decision| {
            let outcomes = decision.outcomes.iter();
            outcomes.map(|outcome| (decision.id.clone(), outcome.id.clone()))
        })
        .collect()
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(root).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    files
}

/// One walk: two people in every role, every gate met, each decision taken in turn.
struct Walk {
    desk: Desk,
    taken: BTreeMap<String, usize>,
    /// Outcomes that are taken the first time that their decisions come up.
    wanted: Vec<(DecisionId, OutcomeId)>,
    /// Checks that something waited for.
    asked: BTreeSet<GateId>,
    /// A check that is not met.
    refusing: Option<GateId>,
}

impl Walk {
    /// Takes these outcomes the first time that their decisions come up.
    fn taking(mut self, way: &[&(DecisionId, OutcomeId)]) -> Self {
        self.wanted = way.iter().map(|choice| (*choice).clone()).collect();
        self
    }

    fn begin(script: &Script, kind: &str) -> Self {
        Self::begin_without(script, kind, &[])
    }

    /// The same, with nobody in some of the roles.
    fn begin_without(script: &Script, kind: &str, empty: &[RoleId]) -> Self {
        let new = NewCase {
            reference: "WALK-1".to_owned(),
            script: Arc::new(script.clone()),
            script_hash: String::new(),
            practice: true,
        };
        let mut desk = Desk::in_memory(new, Arc::new(StepClock::default()));
        let filled = script.roles.iter().filter(|role| !empty.contains(&role.id));
        for role in filled {
            for number in 1..=role.at_most.unwrap_or(2).min(2) {
                let details = PersonDetails {
                    name: format!("{} {number}", role.name),
                    roles: vec![role.id.clone()],
                    supports: None,
                    said_as: None,
                    attends: Attendance::Room,
                };
                desk.execute(Command::AddPerson(details)).expect("a person");
            }
        }
        let kind = script
            .sessions
            .iter()
            .find(|known| known.id.as_str() == kind)
            .expect("a kind");
        // Whoever could be there comes: where a session is with one side alone, nobody else.
        let case = desk.case();
        let coming = case.people.iter();
        let coming = coming.filter(|person| case.could_be_in(person, &kind.id));
        let people: Vec<_> = coming.map(|person| person.id).collect();
        for person in people {
            desk.execute(Command::SetPresence(person, Presence::Here))
                .expect("an arrival");
        }
        desk.execute(Command::StartSession(kind.id.clone()))
            .expect("a beginning");
        Self {
            desk,
            taken: BTreeMap::new(),
            wanted: Vec::new(),
            asked: BTreeSet::new(),
            refusing: None,
        }
    }

    fn reach_the_end(mut self, file: &Path) {
        self.walk(file);
        self.every_stage_was_held(file);
    }

    /// Walks to some end; whether everything that was to be taken came up.
    fn comes_up(mut self, file: &Path) -> bool {
        self.walk(file);
        self.wanted.is_empty()
    }

    fn walk(&mut self, file: &Path) {
        self.walk_until_asked(None, file);
    }

    /// Walks until something waits for a check, or to some end.
    fn walk_until_asked(&mut self, gate: Option<&GateId>, file: &Path) {
        for _step in 0..3_000 {
            let session = self.desk.case().session.as_ref().expect("a session");
            if session.status != SessionStatus::Running
                || session.pause.is_some()
                || gate.is_some_and(|gate| self.asked.contains(gate))
                || !self.step(file)
            {
                return;
            }
        }
        panic!(
            "{}: the walk does not end; at {:?}",
            file.display(),
            self.desk.case().position()
        );
    }

    /// Makes one step; false at the end of the script.
    fn step(&mut self, file: &Path) -> bool {
        let session = self.desk.case().session.as_ref().expect("a session");
        if session.private.is_some() {
            self.execute(Command::CallBackIn);
            self.execute(Command::EndPrivateTime);
            return true;
        }
        let decision = self
            .desk
            .case()
            .current()
            .and_then(|(_, prompt)| prompt.decision.clone());
        let open = matches!(
            self.desk.refusal_of(&Command::GoOn, self.desk.now()),
            Some(Refusal::DecisionOpen)
        );
        if let (Some(decision), true) = (decision, open) {
            return self.decide(&decision);
        }
        match self.desk.execute(Command::GoOn) {
            Ok(_) => true,
            Err(Refusal::AtTheEnd) => false,
            Err(Refusal::GatesOpen(gates)) => {
                self.answer(gates);
                true
            }
            Err(other) => panic!(
                "{}: {other} at {:?}",
                file.display(),
                self.desk.case().position()
            ),
        }
    }

    /// Takes each loop once, and from then on the plain way; an outcome that is wanted comes first.
    fn decide(&mut self, decision: &Decision) -> bool {
        let place = self
            .wanted
            .iter()
            .position(|(wanted, _)| *wanted == decision.id);
        let outcome = match place {
            Some(place) => Some(self.wanted.remove(place).1),
            None => self.way_on(decision),
        };
        let Some(outcome) = outcome else {
            // Every way leads to an end of the session; leave the decision to people.
            self.execute(Command::Skip(SkipReason::Later));
            return self.desk.refusal_of(&Command::GoOn, self.desk.now())
                != Some(Refusal::AtTheEnd);
        };
        let command = Command::Decide {
            decision: decision.id.clone(),
            outcome,
            by: None,
            until: None,
        };
        loop {
            match self.desk.execute(command.clone()) {
                Ok(_) => return true,
                Err(Refusal::NoClosedAgreement) if self.close_an_agreement() => {}
                Err(Refusal::NoClosedAgreement) => return false,
                Err(Refusal::GatesOpen(gates)) => self.answer(gates),
                Err(other) => panic!("{decision:?}: {other}"),
            }
        }
    }

    fn way_on(&mut self, decision: &Decision) -> Option<OutcomeId> {
        let stages = self.desk.case().stages();
        let here = &self.desk.case().position().expect("a position").stage;
        let place = |id: &StageId| stages.iter().position(|stage| &stage.id == id);
        let is_loop = |stage: &Option<StageId>| {
            stage
                .as_ref()
                .is_some_and(|stage| place(stage) <= place(here))
        };
        let leads_on = |then: Then| {
            decision
                .outcomes
                .iter()
                .filter(move |outcome| outcome.then == then)
        };
        let loops: Vec<OutcomeId> = leads_on(Then::GoTo)
            .filter(|outcome| is_loop(&outcome.stage))
            .map(|outcome| outcome.id.clone())
            .collect();
        let plain = leads_on(Then::GoOn)
            .next()
            .map(|outcome| outcome.id.clone());
        let times = self.taken.entry(decision.id.to_string()).or_default();
        *times += 1;
        loops.get(*times - 1).cloned().or(plain)
    }

    fn execute(&mut self, command: Command) {
        if let Err(refusal) = self.desk.execute(command.clone()) {
            panic!("{command:?}: {refusal}");
        }
    }

    fn every_stage_was_held(&self, file: &Path) {
        let case = self.desk.case();
        let session = case.session.as_ref().expect("a session");
        for stage in case.stages() {
            let reached = session.reached.keys().any(|turn| turn.stage == stage.id);
            assert!(
                reached,
                "{}: nobody came to the stage {}",
                file.display(),
                stage.id
            );
        }
    }
}
