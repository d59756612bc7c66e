//! Going over to another process in the same case: a shuttle becomes a meeting, an
//! agreement is looked at again. The people, the agreement and the history go along.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Case, Event, PersonDetails, PersonId, Recorded, Refusal, Session, SessionStatus};
use crate::script::{RoleId, Script, ScriptId};

type Answered = Result<Vec<Event>, Refusal>;

/// The script that a case went over to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessChange {
    /// The script.
    pub script: ScriptId,
    /// Its version.
    pub version: u32,
    /// SHA-256 of the script's exact text, in hex.
    pub script_hash: String,
}

/// A script that a case was or is run from, by its exact text: one that was changed without
/// a new version is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownScript {
    /// The script.
    pub script: Arc<Script>,
    /// SHA-256 of its exact text, in hex; empty before the case was opened.
    pub hash: String,
}

impl KnownScript {
    /// A script with the SHA-256 of its exact text, in hex.
    pub fn new(script: Arc<Script>, hash: &str) -> Self {
        let hash = hash.to_owned();
        Self { script, hash }
    }
}

impl ProcessChange {
    /// Whether this is the script that it went over to.
    pub fn is_to(&self, known: &KnownScript) -> bool {
        known.script.id == self.script
            && known.script.version == self.version
            && known.hash == self.script_hash
    }
}

/// Who asked to go on in another way, such as a meeting instead of visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnotherWay {
    /// People who met together.
    Together,
    /// One side, of which the other may not know yet.
    OneSide,
    /// Each side for itself.
    BothSides,
}

impl Case {
    /// Who asked to go on in another way, in a meeting by the present script; nobody once the
    /// case went over to another one.
    pub fn another_way_asked(&self) -> Option<AnotherWay> {
        let sessions = self.earlier_sessions.iter().chain(&self.session);
        let asked = sessions.filter(|session| {
            let ended = session.ended.as_ref();
            session.script == self.script && ended.is_some_and(|ended| ended.change_method)
        });
        let kinds = asked.filter_map(|session| session.script.session(&session.kind));
        let mut sides: Vec<&[RoleId]> = kinds.map(|kind| kind.with.as_slice()).collect();
        sides.sort_unstable();
        sides.dedup();
        match sides.as_slice() {
            [] => None,
            [alone] if !alone.is_empty() => Some(AnotherWay::OneSide),
            sides if sides.iter().any(|side| side.is_empty()) => Some(AnotherWay::Together),
            _ => Some(AnotherWay::BothSides),
        }
    }

    /// The roles that somebody would have if the case went over to this script.
    ///
    /// They keep those that it has by the same name, else get its first role of the same kind.
    /// Whoever fits nowhere now, and did under a process before, is again what they were then.
    pub fn roles_under(&self, script: &Script, person: PersonId) -> Vec<RoleId> {
        let Some(now) = self.person(person) else {
            return Vec::new();
        };
        let roles = roles_in(&self.script, script, &now.details.roles);
        if !roles.is_empty() {
            return roles;
        }
        let before = roles_so_far(self, person).into_iter().rev();
        let mut fitting = before.map(|(old, held)| roles_in(old, script, held));
        fitting.find(|roles| !roles.is_empty()).unwrap_or_default()
    }

    /// The roles that somebody held under a script of this case, as its last word on them; those
    /// that they hold now, where it never spoke of them.
    pub fn roles_by(&self, script: &Script, person: PersonId) -> &[RoleId] {
        let now = || match self.person(person) {
            Some(person) => person.details.roles.as_slice(),
            None => &[],
        };
        if self.script.as_ref() == script {
            return now();
        }
        let mut held = roles_so_far(self, person).into_iter().rev();
        let then = held.find(|(then, _)| *then == script);
        then.map_or_else(now, |(_, roles)| roles)
    }

    /// The session in which the agreement was closed last; nothing before it was closed once, and
    /// where it was brought along.
    pub fn closing_session(&self) -> Option<&Session> {
        let (_, closed) = self.agreement.closings.last()?;
        let mut sessions = self.sessions().filter(|_| !closed.brought);
        match self.closed_since() {
            Some(number) => sessions.find(|session| session.number == number),
            // One side may not see in which visit to the other it was closed.
            None => sessions.next(),
        }
    }

    /// The number of the session that had begun last when the agreement was closed last, by the
    /// order of the journal: times can be typed, and clocks are set.
    pub(super) fn closed_since(&self) -> Option<u16> {
        let closed = |recorded: &&Recorded| matches!(recorded.event, Event::AgreementClosed { .. });
        let latest_first = self.history.iter().rev();
        let mut before = latest_first.skip_while(|recorded| !closed(recorded));
        before.find_map(|recorded| {
            let Event::SessionStarted { number, .. } = &recorded.event else {
                return None;
            };
            Some(*number)
        })
    }

    /// The script that the last closed agreement was made by, whatever process the case went over
    /// to since; the present one, where nothing was closed.
    pub fn agreement_script(&self) -> &Script {
        let session = self.closing_session();
        session.map_or(&self.script, |session| &session.script)
    }

    /// Makes the text of a further script known, before an event goes over to it.
    ///
    /// Called by whoever opens or changes a case, with the SHA-256 of the exact text, in hex;
    /// knows nothing twice.
    pub fn know(&mut self, script: Arc<Script>, hash: &str) {
        let known = KnownScript::new(script, hash);
        if !self.scripts.contains(&known) {
            self.scripts.push(known);
        }
    }
}

/// Goes over to another script between two meetings.
///
/// Everybody gets the roles of [`Case::roles_under`]. Whoever fits nowhere stays on the list
/// without a role, and the list of people says so.
pub(super) fn change(case: &Case, script: &Script, script_hash: String) -> Answered {
    let status = case.session.as_ref().map(|session| session.status);
    match status {
        Some(SessionStatus::Running) => return Err(Refusal::SessionRunning),
        Some(SessionStatus::Adjourned { .. }) => return Err(Refusal::SessionAdjourned),
        Some(SessionStatus::Ended) | None => {}
    }
    // What is the same but for its spelling on disk is not another process.
    if case.script.as_ref() == script {
        return Ok(Vec::new());
    }
    let mut events = vec![Event::ProcessChanged(ProcessChange {
        script: script.id.clone(),
        version: script.version,
        script_hash,
    })];
    for person in &case.people {
        let roles = case.roles_under(script, person.id);
        if roles != person.details.roles {
            events.push(Event::PersonChanged {
                person: person.id,
                details: PersonDetails {
                    roles,
                    ..person.details.clone()
                },
            });
        }
    }
    Ok(events)
}

/// Everything that a person was in this case: the script of the time, and the roles, the latest
/// last.
fn roles_so_far(case: &Case, person: PersonId) -> Vec<(&Script, &[RoleId])> {
    let first = case.scripts.first();
    let mut script: &Script = first.map_or(&case.script, |known| &known.script);
    let mut held = Vec::new();
    for recorded in &case.history {
        if case.undone.contains(&recorded.number) {
            continue;
        }
        if let Event::ProcessChanged(change) = &recorded.event {
            let mut known = case.scripts.iter();
            script = known
                .find(|known| change.is_to(known))
                .map_or(script, |known| &known.script);
        }
        if let Event::PersonAdded {
            person: of,
            details,
        }
        | Event::PersonChanged {
            person: of,
            details,
        } = &recorded.event
            && *of == person
        {
            held.push((script, details.roles.as_slice()));
        }
    }
    held
}

fn roles_in(old: &Script, script: &Script, roles: &[RoleId]) -> Vec<RoleId> {
    let mut found: Vec<RoleId> = Vec::new();
    for id in roles {
        let by_name = script.role(id);
        let kind = old.role(id).map(|role| role.kind);
        let by_kind = || script.roles.iter().find(|role| Some(role.kind) == kind);
        if let Some(role) = by_name.or_else(by_kind)
            && !found.contains(&role.id)
        {
            found.push(role.id.clone());
        }
    }
    found
}

pub(super) fn changed(case: &mut Case, change: &ProcessChange) {
    let found = case.scripts.iter().find(|known| change.is_to(known));
    if let Some(known) = found {
        case.script = known.script.clone();
    }
}
