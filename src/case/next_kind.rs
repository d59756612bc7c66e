//! Which kind of meeting comes next.

use std::collections::{BTreeMap, BTreeSet};

use super::leaving::is_principal;
use super::{Attended, Case, Person, Session, SessionStatus};
use crate::script::{Outcome, RoleId, SessionKind};

impl Case {
    /// The kind of meeting that usually comes next: the one that goes on or was put off; else,
    /// where something was agreed, one that looks back on it; else the one that stands after the
    /// last in the script and was not held, else the first that was not; once all were held, the
    /// last of them. A talk in which people make up for a session stands beside that order: it is
    /// never next, and what comes next stays so after it. A meeting to which nobody came was not
    /// held, and one that stopped early before anything was agreed was not held to its end: both
    /// are still to come. Once somebody has stopped everything, nothing is but what the script
    /// holds all the same, each kind once.
    pub fn next_kind(&self) -> Option<&SessionKind> {
        let kinds = &self.script.sessions;
        let of_script: Vec<&Session> = self
            .sessions()
            .filter(|session| session.script.id == self.script.id)
            .collect();
        if let Some(last) = of_script.last().filter(|last| last.ended.is_none()) {
            let goes_on = kinds.iter().find(|kind| kind.id == last.kind);
            return goes_on.or(kinds.first());
        }
        let held: Vec<&Session> = of_script
            .into_iter()
            .filter(|session| self.somebody_came(session) && !self.broke_off(session))
            .collect();
        let in_order: Vec<&SessionKind> = kinds.iter().filter(|kind| !kind.makes_up()).collect();
        if let Some(stopped) = self.stopped_by() {
            let mut after = in_order.iter().filter(|kind| kind.after_stop);
            // Nobody is visited to be told of the end of what they were never visited for.
            let was_met = |role: &RoleId| {
                let mut kinds = held.iter().filter_map(|one| one.script.session(&one.kind));
                kinds.any(|known| known.with.contains(role))
            };
            let still = |kind: &&&SessionKind| {
                let with_them = kind.with.iter().any(|role| stopped.contains(role));
                let known = kind.with.is_empty() || kind.with.iter().any(was_met);
                !with_them && known && held.iter().all(|session| session.kind != kind.id)
            };
            return after.find(still).copied();
        }
        let place = |session: &&Session| in_order.iter().position(|kind| kind.id == session.kind);
        let Some(at) = held.iter().rev().find_map(place) else {
            return in_order.first().copied().or(kinds.first());
        };
        let is_new = |kind: &&&SessionKind| held.iter().all(|session| session.kind != kind.id);
        let looks_back = |kind: &&&SessionKind| kind.looks_back();
        if self.agreement.closed && in_order.iter().any(|kind| kind.looks_back()) {
            let mut later = in_order.iter().skip(at + 1).filter(looks_back);
            let next = later.find(is_new);
            let next = next.or_else(|| in_order.iter().filter(looks_back).find(is_new));
            return next.or(in_order.iter().rfind(looks_back)).copied();
        }
        let after = in_order.get(at + 1).filter(is_new);
        let next = after.or_else(|| in_order.iter().find(is_new));
        next.or(in_order.last()).copied()
    }

    /// Whether one of its meetings is over and another is still to come: a kind that the script has
    /// and nobody held yet, or one that looks back on what was agreed on a day that was settled. A
    /// case of which no meeting was held to its end is between nothing.
    pub fn is_between_meetings(&self) -> bool {
        let status = self.session.as_ref().map(|session| session.status);
        if status != Some(SessionStatus::Ended) || self.is_case_closed() {
            return false;
        }
        let of_script = self
            .sessions()
            .filter(|session| session.script.id == self.script.id);
        let held: Vec<&Session> = of_script
            .filter(|session| self.somebody_came(session) && !self.broke_off(session))
            .collect();
        let Some(next) = self.next_kind().filter(|_| !held.is_empty()) else {
            return false;
        };
        if next.looks_back() {
            return self.review_due().is_some();
        }
        held.iter().all(|session| session.kind != next.id)
    }

    /// The roles of those who have stopped everything, by what they said or decided last; nothing
    /// where nobody has. Somebody who comes back to it has not.
    pub fn stopped_by(&self) -> Option<BTreeSet<RoleId>> {
        let said_no = |person: &&Person| self.has_said_no(person);
        // Where another person of the role goes on, so does what was begun with them.
        let nobody_goes_on = |role: &&RoleId| {
            let people = self.people.iter();
            let mut people = people.filter(|person| person.details.roles.contains(role));
            people.all(|person| said_no(&person))
        };
        let withdrew = self.people.iter().filter(said_no);
        let withdrew = withdrew.filter(|person| is_principal(self, person.id));
        let mut stopped: BTreeSet<RoleId> = withdrew
            .flat_map(|person| &person.details.roles)
            .filter(nobody_goes_on)
            .cloned()
            .collect();
        let mut last: BTreeMap<&[RoleId], bool> = BTreeMap::new();
        let of_script = self
            .sessions()
            .filter(|session| session.script.id == self.script.id);
        for session in of_script {
            if let Some(kind) = session.script.session(&session.kind) {
                last.insert(&kind.with, decided_to_stop(session, kind));
            }
        }
        let by_decision = last.values().any(|stops| *stops);
        for (side, _) in last.into_iter().filter(|(_, stops)| *stops) {
            stopped.extend(side.iter().cloned());
        }
        (by_decision || !stopped.is_empty()).then_some(stopped)
    }

    fn broke_off(&self, session: &Session) -> bool {
        let ended = session.ended.as_ref();
        !self.agreement.closed && ended.is_some_and(|ended| ended.outcome == Outcome::EndedEarly)
    }

    /// Whether anybody came to a session, or sent word, who is not there for their work.
    pub fn somebody_came(&self, session: &Session) -> bool {
        self.people.iter().any(|person| {
            self.is_of_the_group(person)
                && match self.attended(person.id, session) {
                    Attended::Yes | Attended::SentWord => true,
                    Attended::No | Attended::CaughtUp(_) => false,
                }
        })
    }
}

/// Whether people chose in a session to stop everything.
fn decided_to_stop(session: &Session, kind: &SessionKind) -> bool {
    let prompts = kind.stages.iter().flat_map(|stage| &stage.prompts);
    let mut points = prompts.filter_map(|prompt| prompt.decision.as_ref());
    points.any(|point| {
        let chosen = session.decisions.get(&point.id);
        let mut outcomes = point.outcomes.iter();
        chosen.is_some_and(|(chosen, _)| outcomes.any(|known| &known.id == chosen && known.stops))
    })
}
