//! A required consent that is missing stands before a meeting as a legal check.

use super::rules::recorded;
use super::{ConsentEvent, ConsentRefusal, ConsentStanding, HowSaid};
use crate::case::gates::GateBefore;
use crate::case::{Case, CheckName, Event, Now, PersonId, Refusal};
use crate::script::{Consent, GateId, Severity};

/// Answered, such a check is the consent itself, given or refused by voice just now. Nothing
/// for a check of another kind.
pub(in crate::case) fn answer(
    case: &Case,
    gate: &GateId,
    agreed: bool,
    now: Now,
) -> Option<Vec<Event>> {
    case.running().ok()?;
    let (person, consent) = case.consent_behind(gate)?;
    let consent = consent.id.clone();
    let (how, on, by) = (
        HowSaid::Voice,
        now.wall.date_naive(),
        case.name_of_who_runs_it(),
    );
    let answered = if agreed {
        ConsentEvent::Given {
            person,
            consent,
            how,
            on,
            by,
            review: None,
            settles: None,
        }
    } else {
        ConsentEvent::Withdrawn {
            person,
            consent,
            how,
            on,
            by,
            stops: None,
        }
    };
    Some(recorded(case, answered))
}

impl Case {
    /// Whose consent, and to what, a check before a stage waits for, where it is such a check.
    pub fn consent_behind(&self, gate: &GateId) -> Option<(PersonId, &Consent)> {
        let CheckName::Consent(person, consent) = CheckName::from(gate) else {
            return None;
        };
        let missing = self.required_consents(ConsentStanding::NotAsked);
        let mut missing = missing.into_iter();
        missing.find(|(whose, known)| *whose == person && known.id == consent)
    }

    /// A check for each required consent that somebody who takes part was not asked for yet.
    ///
    /// It stands before the first stage, or after the one in which people are let in where others
    /// come before it; and before the next one where somebody came later.
    pub(in crate::case) fn consent_gates(&self) -> Vec<GateBefore> {
        let missing = self.required_consents(ConsentStanding::NotAsked);
        let missing = missing.into_iter();
        missing
            .map(|(person, consent)| {
                let purpose = self.fill(&consent.purpose, None);
                let check = format!("{} has agreed to {purpose}.", self.name(person));
                let ask = self.fill(&consent.ask, Some(person));
                self.answered(
                    &CheckName::Consent(person, consent.id.clone()),
                    Severity::Legal,
                    [check, format!("Ask alone: {ask}")],
                    None,
                )
            })
            .collect()
    }

    /// Refuses where somebody who takes part took back what the meeting needs of them.
    pub(in crate::case) fn pass_taken_back(&self) -> Result<(), Refusal> {
        let withdrawn = self.required_consents(ConsentStanding::Withdrawn);
        match withdrawn.first() {
            Some((person, _)) => Err(Refusal::Consent(ConsentRefusal::TakenBack(*person))),
            None => Ok(()),
        }
    }
}
