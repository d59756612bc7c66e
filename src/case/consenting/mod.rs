//! Consents: what people agree to before and while they take part, as a history.
//!
//! One line per person and purpose, and nothing in it is ever overwritten: given, taken
//! back, given again. What a script calls required is asked for before a meeting goes on;
//! one that is taken back in the room stops it until it is settled what follows, as when
//! somebody no longer wants to take part at all.

mod gate;
mod refusal;
mod rules;

pub(super) use gate::{answer as answer_gate, gate_of};
pub use refusal::ConsentRefusal;
pub(super) use rules::decide;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::gathering::withdrawal_settled;
use super::{Attendance, Case, Now, Person, PersonId, Presence, SessionStatus, Willing};
use crate::script::{Consent, ConsentId, RoleKind};

/// What happened to somebody's consent. Never undone: a change of mind is a further event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum ConsentEvent {
    /// Somebody agreed to something.
    Given {
        /// Who.
        person: PersonId,
        /// To what.
        consent: ConsentId,
        /// How they said so.
        how: HowSaid,
        /// On which day.
        on: NaiveDate,
        /// Who asked, by name.
        by: String,
        /// When they are asked again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<NaiveDate>,
    },
    /// Somebody said no when asked, or took back what they had agreed to.
    Withdrawn {
        /// Who.
        person: PersonId,
        /// What.
        consent: ConsentId,
        /// How they said so.
        how: HowSaid,
        /// On which day.
        on: NaiveDate,
        /// Whom they told, by name.
        by: String,
    },
}

/// What can be asked for about a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentCommand {
    /// Record that somebody agreed.
    Give {
        /// Who.
        person: PersonId,
        /// To what.
        consent: ConsentId,
        /// How, when and to whom they said so.
        said: Said,
        /// When they are asked again.
        review: Option<NaiveDate>,
    },
    /// Record that somebody said no, or took it back.
    Withdraw {
        /// Who.
        person: PersonId,
        /// What.
        consent: ConsentId,
        /// How, when and to whom they said so.
        said: Said,
    },
}

/// How, when and to whom something was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How.
    pub how: HowSaid,
    /// On which day; not in the future.
    pub on: NaiveDate,
    /// To whom, by name; at most 120 characters.
    pub by: String,
}

/// How somebody said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowSaid {
    /// By saying so.
    Voice,
    /// On paper.
    Paper,
    /// In a video call.
    Video,
}

impl HowSaid {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Voice, Self::Paper, Self::Video];

    /// What it is called on screen and paper.
    pub fn title(self) -> &'static str {
        match self {
            Self::Voice => "by saying so",
            Self::Paper => "on paper",
            Self::Video => "by video",
        }
    }
}

/// One entry of the history of consents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentEntry {
    /// When it was recorded.
    pub at: Now,
    /// What happened.
    pub event: ConsentEvent,
}

/// How somebody's consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentStanding {
    /// They were not asked yet.
    NotAsked,
    /// They agreed.
    Given,
    /// They said no, or took it back.
    Withdrawn,
}

impl ConsentEvent {
    /// Whose consent it is.
    pub fn person(&self) -> PersonId {
        match self {
            Self::Given { person, .. } | Self::Withdrawn { person, .. } => *person,
        }
    }

    /// What it is about.
    pub fn consent(&self) -> &ConsentId {
        match self {
            Self::Given { consent, .. } | Self::Withdrawn { consent, .. } => consent,
        }
    }
}

impl Case {
    /// The history of one consent of one person, oldest first.
    pub fn consent_history<'a>(
        &'a self,
        person: PersonId,
        consent: &'a ConsentId,
    ) -> impl DoubleEndedIterator<Item = &'a ConsentEntry> {
        self.consents
            .iter()
            .filter(move |entry| entry.event.person() == person && entry.event.consent() == consent)
    }

    /// How one consent of one person stands.
    pub fn consent_standing(&self, person: PersonId, consent: &ConsentId) -> ConsentStanding {
        match self.consent_history(person, consent).next_back() {
            None => ConsentStanding::NotAsked,
            Some(entry) => match entry.event {
                ConsentEvent::Given { .. } => ConsentStanding::Given,
                ConsentEvent::Withdrawn { .. } => ConsentStanding::Withdrawn,
            },
        }
    }

    /// What somebody is asked to agree to, in the order of the script.
    pub fn consents_of(&self, person: &Person) -> Vec<&Consent> {
        let roles = &person.details.roles;
        let consents = self.script.consents.iter();
        consents
            .filter(|consent| consent.of.iter().any(|role| roles.contains(role)))
            .collect()
    }

    /// Required consents of people who take part that stand as asked, with whose they are.
    pub fn required_consents(&self, standing: ConsentStanding) -> Vec<(PersonId, &Consent)> {
        let mut found = Vec::new();
        for person in self.people.iter().filter(|person| takes_part(person)) {
            for consent in self.consents_of(person) {
                let stands = self.consent_standing(person.id, &consent.id);
                if consent.required && stands == standing {
                    found.push((person.id, consent));
                }
            }
        }
        found
    }

    /// The name of whoever runs the meeting; what the script calls them, where nobody is listed.
    pub fn whoever_runs_it(&self) -> String {
        let runs = |person: &&Person| self.holds_kind(person.id, &[RoleKind::Facilitator]);
        let running: Vec<&Person> = self.people.iter().filter(runs).collect();
        let here = running.iter().find(|person| person.is_here());
        here.or(running.first()).map_or_else(
            || self.script.vocabulary.facilitator.clone(),
            |person| person.details.name.clone(),
        )
    }

    /// Whether somebody took back what a meeting needs of them.
    pub(super) fn took_back(&self, person: PersonId) -> bool {
        let Some(person) = self.person(person) else {
            return false;
        };
        self.consents_of(person).iter().any(|consent| {
            let standing = self.consent_standing(person.id, &consent.id);
            consent.required && standing == ConsentStanding::Withdrawn
        })
    }

    /// Takes in who is in a meeting that begins or goes on, and what they had agreed to by then.
    pub(super) fn take_in_who_takes_part(&mut self) {
        let here = self.people.iter().filter(|person| takes_part(person));
        let here: Vec<PersonId> = here.map(|person| person.id).collect();
        let given = self.consents.iter().map(|entry| &entry.event);
        let given = given.filter(|event| {
            let standing = self.consent_standing(event.person(), event.consent());
            standing == ConsentStanding::Given
        });
        let given = given.map(|event| (event.person(), event.consent().clone()));
        let given: Vec<(PersonId, ConsentId)> = given.collect();
        if let Some(session) = &mut self.session {
            session.taking_part.extend(here);
            session.agreed_to.extend(given);
        }
    }
}

/// Whoever is here takes part, and whoever sent a letter or somebody to speak for them, unless
/// they are recorded as having left it.
fn takes_part(person: &Person) -> bool {
    let sends_word = match person.details.attends {
        Attendance::Message | Attendance::Represented => true,
        Attendance::Room | Attendance::Video | Attendance::Phone => false,
    };
    person.is_here() || (sends_word && person.presence != Presence::Left)
}

pub(super) fn taken_in(case: &mut Case, at: Now, event: &ConsentEvent) {
    case.consents.push(ConsentEntry {
        at,
        event: event.clone(),
    });
    let id = event.person();
    let Some(person) = case.person(id) else {
        return;
    };
    let present = takes_part(person) || person.presence == Presence::Out;
    let unwilling = person.is_willing() == Willing::Withdrawn;
    let required = case.script.consent(event.consent());
    let required = required.is_some_and(|consent| consent.required);
    let stops = match event {
        ConsentEvent::Given { .. } => false,
        ConsentEvent::Withdrawn { .. } => required && present,
    };
    let settled = !stops && !unwilling && !case.took_back(id);
    if let Some(session) = &mut case.session
        && session.status == SessionStatus::Running
    {
        if stops {
            session.withdrawal = session.withdrawal.or(Some(id));
        } else if let ConsentEvent::Given { consent, .. } = event {
            session.agreed_to.insert((id, consent.clone()));
        }
    }
    if settled {
        withdrawal_settled(case, id);
    }
}
