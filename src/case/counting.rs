//! Whether a meeting counts where meetings are counted, and why not.

use super::consenting::consents_of;
use super::{Case, CheckName, PersonId, Session};
use crate::script::{ConsentId, GateId, Severity, Stage};

/// Whether a meeting is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// It is.
    Yes,
    /// It is not, for each of these reasons.
    No(Vec<NotCounted>),
}

/// Why a meeting is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCounted {
    /// Nobody in it is real.
    Practice,
    /// It has not ended.
    NotEnded,
    /// It went on without something that the law or the standard asks for.
    GateNotMet(GateId),
    /// Somebody took part who never agreed to something that is required.
    ConsentMissing(PersonId, ConsentId),
}

impl Session {
    /// Whether this meeting is counted. Whether the case is fictional, the case itself does
    /// not know.
    ///
    /// It goes by the order in which things were recorded, never by their times: a meeting
    /// that is entered after it was held counts as it would have counted live. A consent
    /// that was given while the meeting lasted counts for the whole of it, one that is
    /// recorded after its end does not. What was asked for is told by the script that was run
    /// then, whatever the case went over to since.
    pub fn counts(&self, practice: bool) -> Counted {
        let mut why = Vec::new();
        if practice {
            why.push(NotCounted::Practice);
        }
        if self.ended.is_none() {
            why.push(NotCounted::NotEnded);
        }
        why.extend(legal_gates_not_met(self));
        why.extend(consents_missing(self));
        if why.is_empty() {
            Counted::Yes
        } else {
            Counted::No(why)
        }
    }
}

impl Case {
    /// Why the meeting that is going on, or was the last, will not be counted as it stands,
    /// other than that it goes on or is fictional.
    pub fn will_not_count(&self) -> Vec<NotCounted> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let gone_on_without = |id: &GateId| {
            session
                .gates
                .get(id)
                .is_some_and(|(met, _)| !met && session.gate_deciders.contains_key(id))
        };
        let gates = legal_gates_not_met(session).into_iter();
        // While the meeting goes on a check may still be answered.
        let gates = gates.filter(|why| match why {
            NotCounted::GateNotMet(id) => session.ended.is_some() || gone_on_without(id),
            NotCounted::Practice | NotCounted::NotEnded | NotCounted::ConsentMissing(..) => false,
        });
        let consents = consents_missing(session).into_iter();
        let consents = consents.filter(|why| match why {
            NotCounted::ConsentMissing(person, consent) => {
                let gate = CheckName::Consent(*person, consent.clone()).id();
                session.ended.is_some() || gone_on_without(&gate)
            }
            NotCounted::Practice | NotCounted::NotEnded | NotCounted::GateNotMet(_) => false,
        });
        gates.chain(consents).collect()
    }
}

/// Legal checks that were answered with no, and those that were never answered: of a stage
/// that was reached, and of any stage where the session does not count without them.
fn legal_gates_not_met(session: &Session) -> Vec<NotCounted> {
    let Some(kind) = session.script.session(&session.kind) else {
        return Vec::new();
    };
    let reached = |stage: &Stage| session.reached.keys().any(|turn| turn.stage == stage.id);
    let mut not_met = Vec::new();
    for stage in &kind.stages {
        let legal = stage.gates.iter();
        for gate in legal.filter(|gate| gate.severity == Severity::Legal) {
            // Whether a condition held then, nobody can tell any more.
            let not_asked = || gate.when.is_some() || !(gate.needed || reached(stage));
            if !session.was_met(stage, gate).unwrap_or_else(not_asked) {
                not_met.push(NotCounted::GateNotMet(gate.id.clone()));
            }
        }
    }
    not_met
}

/// What was required of people by the script that was run, in the roles they had in it.
fn consents_missing(session: &Session) -> Vec<NotCounted> {
    let mut missing = Vec::new();
    for (person, part) in &session.taking_part {
        for consent in consents_of(&session.script, &part.roles) {
            let agreed = (*person, consent.id.clone());
            if consent.required && !session.agreed_to.contains(&agreed) {
                missing.push(NotCounted::ConsentMissing(*person, consent.id.clone()));
            }
        }
    }
    missing
}
