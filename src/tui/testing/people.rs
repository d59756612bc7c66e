//! People on the list of a case, for tests.

use crate::case::{Command, ConsentCommand, HowSaid, PersonDetails, Presence, Said, Willing};
use crate::desk::Desk;
use crate::script::{RoleId, Script};
use std::sync::Arc;

use super::{MemoryOffice, StepClock, World, prepared_from};
use crate::tui::app::Start;

/// A case with people by name, role and the place of whom they support.
pub(super) fn with_list(mut desk: Desk, people: &[(&str, &str, Option<usize>)]) -> Desk {
    for (name, role, supports) in people {
        let supports = supports.and_then(|place| Some(desk.case().people.get(place)?.id));
        let details = PersonDetails {
            name: (*name).to_owned(),
            roles: vec![RoleId::new(*role)],
            supports,
            said_as: None,
            attends: crate::case::Attendance::Room,
        };
        desk.execute(Command::AddPerson(details))
            .expect("a person is added");
    }
    desk
}

/// The same, and all of them are here.
pub(super) fn with_people(desk: Desk, people: &[(&str, &str, Option<usize>)]) -> Desk {
    let mut desk = with_list(desk, people);
    let ids: Vec<_> = desk.case().people.iter().map(|person| person.id).collect();
    for id in ids {
        let came = desk.execute(Command::SetPresence(id, Presence::Here));
        came.expect("a person comes");
        let willing = desk.execute(Command::SayWilling(id, Willing::Given));
        willing.expect("a person is willing");
    }
    desk
}

/// The same, with every consent that a meeting needs.
pub(super) fn with_consents(mut desk: Desk) -> Desk {
    let said = Said {
        how: HowSaid::Voice,
        on: desk.now().wall.date_naive(),
        by: "Kofi".to_owned(),
    };
    let people = desk.case().people.clone();
    for person in people {
        let asked = desk.case().consents_of(&person).into_iter();
        let needed = asked.filter(|consent| consent.required);
        let needed: Vec<_> = needed.map(|consent| consent.id.clone()).collect();
        for consent in needed {
            let give = Command::Consent(ConsentCommand::Give {
                person: person.id,
                consent,
                said: said.clone(),
                review: None,
            });
            desk.execute(give).expect("a consent");
        }
    }
    desk
}

impl World {
    /// The first meeting for everybody of a shipped script, with somebody of every role, and one
    /// thing written down where something can be.
    pub fn of_everybody(text: &str) -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let script: Script = serde_json::from_str(text).expect("a shipped script");
        let roles = script.roles.clone();
        let for_all = script.sessions.iter().find(|kind| kind.with.is_empty());
        let kind = for_all.unwrap_or(&script.sessions[0]).id.clone();
        let usual = script.agreement.item_kinds[0];
        let desk = Desk::in_memory(super::new_case(Arc::new(script), false), clock.clone());
        let people: Vec<_> = roles
            .iter()
            .map(|role| (role.name.as_str(), role.id.as_str(), None))
            .collect();
        let mut desk = with_people(desk, &people);
        // A visit to one side is refused while the other is here.
        if desk.execute(Command::StartSession(kind)).is_ok() {
            let draft = Box::new(crate::case::ItemDraft::new(usual, "Somebody does it"));
            let (item, from) = (None, None);
            let _ = desk.execute(Command::WordItem { item, draft, from });
        }
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// Answers the checks on the screen with yes.
    pub fn past_checks(mut self) -> Self {
        while self.screen(80, 24).contains("Is it so?") {
            self = self.press("y");
        }
        self
    }

    /// A case with its people, before the meeting, of a service with 22 scripts.
    pub fn prepared_among_many() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::with_scripts(clock.clone(), 22));
        let desk = prepared_from(
            super::script(),
            clock.clone(),
            &["Rose", "Tom", "Ann"],
            false,
        );
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// The same by another script of the same roles.
    pub fn prepared_by(script: Arc<Script>) -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let desk = prepared_from(script, clock.clone(), &["Rose", "Tom", "Ann"], false);
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }
}
