//! What belongs to one person in a programme of several sessions: who came when, who made up
//! for what, and answers of one's own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Attendance, Case, Event, Now, Person, PersonId, Refusal, Session};
use crate::script::{AnswerId, OwnAnswer, PromptId, SessionKind, SessionKindId};

/// What one person did or said for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum ProgrammeEvent {
    /// Somebody gave an answer of their own, asked alone. A further one follows; undone by `Undone`.
    OwnAnswerGiven {
        /// The prompt that asked.
        prompt: PromptId,
        /// Who answered.
        person: PersonId,
        /// Which of its answers.
        answer: AnswerId,
    },
    /// Somebody made up for a session that they missed. Undone by `Undone`.
    CaughtUp {
        /// Who.
        person: PersonId,
        /// The kind of session that they had missed.
        kind: SessionKindId,
    },
}

/// A request about one person in a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgrammeCommand {
    /// Record an answer of somebody's own to a prompt.
    GiveOwnAnswer(PromptId, PersonId, AnswerId),
    /// Record that somebody made up for a kind of session that they missed.
    CatchUp(PersonId, SessionKindId),
}

/// What people did and said for themselves over all sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programme {
    /// The latest answer of each person, by the number of the session and the prompt.
    pub own_answers: BTreeMap<(u16, PromptId, PersonId), AnswerId>,
    /// Who made up for what, and in which session.
    pub caught_up: BTreeMap<(PersonId, SessionKindId), u16>,
}

/// Whether somebody was at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attended {
    /// They were there.
    Yes,
    /// They were not.
    No,
    /// They were not, and made up for it in the session with this number.
    CaughtUp(u16),
}

type Answered = Result<Vec<Event>, Refusal>;

impl Case {
    /// Every session of the case, oldest first.
    pub fn sessions(&self) -> impl DoubleEndedIterator<Item = &Session> {
        self.earlier_sessions.iter().chain(&self.session)
    }

    /// Whether somebody was at a session, if only for a while. It goes by what was recorded of the
    /// session itself and never by times, so that one that is entered later is told alike.
    pub fn attended(&self, person: &Person, session: &Session) -> Attended {
        let sent_word = match person.details.attends {
            Attendance::Message | Attendance::Represented => true,
            Attendance::Room | Attendance::Video | Attendance::Phone => false,
        };
        if session.taking_part.contains(&person.id) && !sent_word {
            return Attended::Yes;
        }
        let key = (person.id, session.kind.clone());
        let made_up = self.programme.caught_up.get(&key);
        made_up.map_or(Attended::No, |number| Attended::CaughtUp(*number))
    }

    /// The sessions that somebody missed and did not make up for, each kind once: of those that
    /// were held for the group, and at which somebody of it was. Nothing that was held again and
    /// that they came to then is missed. Nobody who is there for their work misses anything.
    pub fn missed(&self, person: &Person) -> Vec<&Session> {
        if !self.is_of_the_group(person) {
            return Vec::new();
        }
        let mut missed: Vec<&Session> = Vec::new();
        for session in self.sessions() {
            let known = missed.iter().any(|other| other.kind == session.kind);
            let again = self.sessions().filter(|other| other.kind == session.kind);
            let came = again.map(|other| self.attended(person, other));
            let never = came.into_iter().all(|came| came == Attended::No);
            if !known && never && self.was_held_for_the_group(session) {
                missed.push(session);
            }
        }
        missed
    }

    /// Whether somebody is one of the group that a programme is for, and not there for their work.
    pub fn is_of_the_group(&self, person: &Person) -> bool {
        let roles = person.details.roles.iter();
        let mut kinds = roles
            .filter_map(|id| self.script.role(id))
            .map(|role| role.kind);
        kinds.any(|kind| !kind.works_there())
    }

    fn was_held_for_the_group(&self, session: &Session) -> bool {
        let kind = session.script.session(&session.kind);
        kind.is_some_and(SessionKind::can_be_missed)
            && self.people.iter().any(|person| {
                self.is_of_the_group(person) && self.attended(person, session) == Attended::Yes
            })
    }

    /// What somebody answered for themselves to a prompt of the session that is going on.
    pub fn own_answer(&self, prompt: &PromptId, person: PersonId) -> Option<&AnswerId> {
        let number = self.session.as_ref()?.number;
        let key = (number, prompt.clone(), person);
        self.programme.own_answers.get(&key)
    }

    /// The answers that a prompt of the session that is going on offers to each person.
    pub fn answers_offered(&self, prompt: &PromptId) -> &[OwnAnswer] {
        let prompt = self.session_kind().and_then(|kind| kind.prompt(prompt));
        prompt.map_or(&[], |(_, prompt)| &prompt.answers)
    }
}

pub(super) fn decide(case: &Case, command: ProgrammeCommand) -> Answered {
    case.running()?;
    match command {
        ProgrammeCommand::GiveOwnAnswer(prompt, person, answer) => {
            case.person(person).ok_or(Refusal::NoSuchPerson)?;
            let mut offered = case.answers_offered(&prompt).iter();
            if !offered.any(|known| known.id == answer) {
                return Err(Refusal::NotInScript);
            }
            if case.own_answer(&prompt, person) == Some(&answer) {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Programme(ProgrammeEvent::OwnAnswerGiven {
                prompt,
                person,
                answer,
            })])
        }
        ProgrammeCommand::CatchUp(person, kind) => {
            let known = case.person(person).ok_or(Refusal::NoSuchPerson)?;
            catching_up(case)?;
            let missed = case.missed(known);
            if !missed.iter().any(|session| session.kind == kind) {
                return Err(Refusal::NothingMissed(person));
            }
            Ok(vec![Event::Programme(ProgrammeEvent::CaughtUp {
                person,
                kind,
            })])
        }
    }
}

/// A session makes up for others only where its script says so.
fn catching_up(case: &Case) -> Result<(), Refusal> {
    let kind = case.session_kind().ok_or(Refusal::NotInScript)?;
    if kind.makes_up() {
        Ok(())
    } else {
        Err(Refusal::NotAskedByScript)
    }
}

pub(super) fn taken_in(case: &mut Case, _at: Now, event: &ProgrammeEvent) {
    let Some(number) = case.session.as_ref().map(|session| session.number) else {
        return;
    };
    match event {
        ProgrammeEvent::OwnAnswerGiven {
            prompt,
            person,
            answer,
        } => {
            let key = (number, prompt.clone(), *person);
            case.programme.own_answers.insert(key, answer.clone());
        }
        ProgrammeEvent::CaughtUp { person, kind } => {
            let key = (*person, kind.clone());
            case.programme.caught_up.insert(key, number);
        }
    }
}
