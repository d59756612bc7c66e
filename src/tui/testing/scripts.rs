//! Every meeting of every shipped script, at any of its turns, for tests of how all of it is shown.

use std::sync::Arc;

use crate::case::{Command, Presence, TurnKey};
use crate::desk::Desk;
use crate::script::{Addressee, Evaluation, Prompt, RoleKind, Script, SessionKind, Stage};
use crate::script_file::EvaluationShelf;
use crate::tui::app::Start;

use super::people::with_list;
use super::{MemoryOffice, StepClock, World, new_case};

/// Every kind of meeting of every shipped script, begun, with its name for a message.
pub fn every_meeting() -> impl Iterator<Item = (String, World)> {
    let scripts = crate::script_file::shipped_files().filter_map(|(file, text)| {
        let script: Script = serde_json::from_str(text).ok()?;
        Some((file, Arc::new(script)))
    });
    scripts.flat_map(|(file, script)| {
        let kinds = script.sessions.clone().into_iter();
        kinds.map(move |kind| {
            let name = format!("{file}, {}", kind.title);
            (name, meeting(&script, &kind))
        })
    })
}

/// Somebody of every role is in the meeting who may be.
fn meeting(script: &Arc<Script>, kind: &SessionKind) -> World {
    let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
    let office = Box::new(MemoryOffice::new(clock.clone()));
    let people: Vec<_> = script
        .roles
        .iter()
        .map(|role| (role.name.as_str(), role.id.as_str(), None))
        .collect();
    let desk = Desk::in_memory(new_case(script.clone(), false), clock.clone());
    let mut desk = with_list(desk, &people);
    let comes = |roles: &[crate::script::RoleId]| {
        let of_all = kind.with.is_empty();
        roles.iter().any(|id| {
            let works = script.role(id).is_some_and(|role| {
                matches!(role.kind, RoleKind::Facilitator | RoleKind::Interpreter)
            });
            of_all || works || kind.with.contains(id)
        })
    };
    for person in desk.case().people.clone() {
        if comes(&person.details.roles) {
            let come = Command::SetPresence(person.id, Presence::Here);
            desk.execute(come).expect("a person comes");
        }
    }
    let begun = desk.execute(Command::StartSession(kind.id.clone()));
    begun.expect("the meeting begins");
    World::begin(clock, office, Start::Case(Box::new(desk)))
}

impl World {
    /// Every prompt of the meeting that goes on, with its stage; private time has none.
    pub fn every_prompt(&self) -> Vec<(Stage, Prompt)> {
        let kind = self.app.model().case().and_then(|case| case.session_kind());
        let stages = kind.map_or(&[][..], |kind| kind.stages.as_slice());
        let stages = stages.iter().filter(|stage| stage.private.is_none());
        let prompts = stages.flat_map(|stage| {
            let prompts = stage.prompts.iter();
            prompts.map(move |prompt| (stage.clone(), prompt.clone()))
        });
        prompts.collect()
    }

    /// The meeting stands at a prompt, put to the first whom it goes to, however it came there.
    pub fn stands_at(&mut self, stage: &Stage, prompt: &Prompt) {
        let case = self.app.model().case().expect("a case");
        let person = match &prompt.to {
            Addressee::Room | Addressee::Facilitator => None,
            Addressee::Each => case.speakers().first().map(|person| person.id),
            Addressee::Role(role) => case.holders(role).first().map(|person| person.id),
        };
        self.app.stand_at_for_test(TurnKey {
            round: 1,
            stage: stage.id.clone(),
            prompt: prompt.id.clone(),
            person,
        });
    }
}

/// The shipped evaluation forms.
pub fn evaluations() -> Vec<Evaluation> {
    let shelf = EvaluationShelf::gather([]);
    let forms = shelf.forms.into_iter();
    forms.map(|shelved| shelved.form).collect()
}
