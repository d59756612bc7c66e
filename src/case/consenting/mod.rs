//! Consents: what people agree to before and while they take part, as a history.
//!
//! One line per person and purpose, and nothing in it is ever overwritten: given, taken
//! back, given again. What a script calls required is asked for before a meeting goes on;
//! one that is taken back in the room stops it until it is settled what follows, as when
//! somebody no longer wants to take part at all.

mod gate;
mod refusal;
mod rules;
mod stopping;

pub(super) use gate::answer as answer_gate;
pub use refusal::ConsentRefusal;
pub(super) use rules::decide;

use stopping::Follows;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::gathering::withdrawal_settled;
use super::{Case, Now, Person, PersonId, Presence, SessionStatus, TookPart, Willing};
use crate::script::{Consent, ConsentId, RoleId, RoleKind, Script};

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
        /// Whether with it nothing of theirs keeps the meeting from going on any more. Earlier
        /// versions did not record it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settles: Option<bool>,
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
        /// Whether the meeting stops until it is settled what follows. Earlier versions did not
        /// record it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stops: Option<bool>,
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
    /// The script by which they were asked: its names mean nothing in another.
    pub script: Arc<Script>,
}

impl ConsentEntry {
    /// Whether it tells of a consent of this script: of its own, or of the same question in the
    /// same words, asked by the script that the case was run from before.
    fn is_about(&self, consent: &ConsentId, script: &Script) -> bool {
        let asked = self.event.consent();
        if self.script.id == script.id {
            return asked == consent;
        }
        let (before, now) = (self.script.consent(asked), script.consent(consent));
        before
            .zip(now)
            .is_some_and(|(before, now)| before.purpose == now.purpose && before.ask == now.ask)
    }
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

    /// On which day it was said.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Given { on, .. } | Self::Withdrawn { on, .. } => *on,
        }
    }
}

impl Case {
    /// The history of one consent of one person, oldest first. Of a script that the case was
    /// run from before, only what it asked in the same words.
    pub fn consent_history<'a>(
        &'a self,
        person: PersonId,
        consent: &'a ConsentId,
    ) -> impl DoubleEndedIterator<Item = &'a ConsentEntry> {
        self.consents.iter().filter(move |entry| {
            entry.event.person() == person && entry.is_about(consent, &self.script)
        })
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
        consents_of(&self.script, &person.details.roles).collect()
    }

    /// Required consents of people who take part that stand as asked, with whose they are.
    pub fn required_consents(&self, standing: ConsentStanding) -> Vec<(PersonId, &Consent)> {
        let mut found = Vec::new();
        for person in self.people.iter().filter(|person| self.takes_part(person)) {
            for consent in self.consents_of(person) {
                let stands = || self.consent_standing(person.id, &consent.id);
                if consent.required && stands() == standing {
                    found.push((person.id, consent));
                }
            }
        }
        found
    }

    /// The name of [`Case::who_runs_it`]; what the script calls them, where nobody is listed.
    pub fn name_of_who_runs_it(&self) -> String {
        self.who_runs_it().map_or_else(
            || self.script.vocabulary.facilitator.clone(),
            |person| person.details.name.clone(),
        )
    }

    /// Who runs the meeting, and does not help with it: of those who are here, else of those who
    /// are listed. A role that one person alone can hold leads, wherever the script names it;
    /// else the one that it names first.
    pub fn who_runs_it(&self) -> Option<&Person> {
        let roles = self.script.roles.iter();
        let mut leading: Vec<_> = roles
            .filter(|role| role.kind == RoleKind::Facilitator)
            .collect();
        leading.sort_by_key(|role| role.at_most != Some(1));
        let running = leading.iter().flat_map(|role| self.holders(&role.id));
        let running: Vec<&Person> = running.collect();
        let here = running.iter().find(|person| person.is_here());
        here.or(running.first()).copied()
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

    /// Whether somebody takes part no longer: they said no, or took back what a meeting needs of
    /// them.
    pub(super) fn has_said_no(&self, person: &Person) -> bool {
        person.is_willing() == Willing::Withdrawn || self.took_back(person.id)
    }

    /// Takes in who is in a meeting that begins or goes on, and what they had agreed to by then.
    pub(super) fn take_in_who_takes_part(&mut self) {
        let here = self.people.iter().filter(|person| self.takes_part(person));
        let here: Vec<PersonId> = here.map(|person| person.id).collect();
        for person in here {
            self.take_in_part_of(person);
        }
        let asked = self.people.iter().flat_map(|person| {
            let consents = self.consents_of(person).into_iter();
            consents.map(|consent| (person.id, consent.id.clone()))
        });
        let given = asked.filter(|(person, consent)| {
            self.consent_standing(*person, consent) == ConsentStanding::Given
        });
        let given: Vec<(PersonId, ConsentId)> = given.collect();
        if let Some(session) = &mut self.session {
            session.agreed_to.extend(given);
        }
    }

    /// Takes in that somebody takes part in the meeting that goes on, in which roles, and
    /// whether they came.
    pub(super) fn take_in_part_of(&mut self, id: PersonId) {
        let Some(person) = self.person(id) else {
            return;
        };
        let (roles, here) = (person.details.roles.clone(), person.is_here());
        if let Some(session) = &mut self.session {
            let known = session.taking_part.get(&id);
            let came = here || known.is_some_and(|known| known.came);
            session.taking_part.insert(id, TookPart { roles, came });
        }
    }

    /// Whoever is here takes part, and whoever sent a letter or somebody to speak for them,
    /// unless they are recorded as having left it, or it is with the other side alone.
    fn takes_part(&self, person: &Person) -> bool {
        let sent_word = person.sends_word() && person.presence != Presence::Left;
        let takes_part = person.is_here() || sent_word;
        takes_part && self.may_be_here(person.id)
    }
}

/// What a script asks people in these roles to agree to, in its order.
pub(super) fn consents_of<'a>(
    script: &'a Script,
    roles: &[RoleId],
) -> impl Iterator<Item = &'a Consent> {
    let consents = script.consents.iter();
    consents.filter(|consent| consent.of.iter().any(|role| roles.contains(role)))
}

pub(super) fn taken_in(case: &mut Case, at: Now, event: &ConsentEvent) {
    case.consents.push(ConsentEntry {
        at,
        event: event.clone(),
        script: case.script.clone(),
    });
    let id = event.person();
    let follows = event.what_follows(case);
    if let Some(session) = &mut case.session
        && session.status == SessionStatus::Running
    {
        if follows == Follows::Stops {
            session.withdrawal = session.withdrawal.or(Some(id));
        } else if let ConsentEvent::Given { consent, .. } = event {
            session.agreed_to.insert((id, consent.clone()));
        }
    }
    if follows == Follows::Settles {
        withdrawal_settled(case, id);
    }
}
