//! What belongs to one person in a programme of several sessions: who came when, who made up
//! for what, and answers of one's own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Case, Event, Now, Person, PersonId, Refusal, Session};
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
        /// Its number. Earlier versions did not record it; then every session of the kind that
        /// was held by then is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<u16>,
    },
}

/// A request about one person in a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgrammeCommand {
    /// Record an answer of somebody's own to a prompt.
    GiveOwnAnswer(PromptId, PersonId, AnswerId),
    /// Record that somebody made up for the session with this number, which they missed.
    CatchUp(PersonId, u16),
}

/// What people did and said for themselves over all sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programme {
    /// The latest answer of each person, by the number of the session and the prompt.
    pub own_answers: BTreeMap<(u16, PromptId, PersonId), AnswerId>,
    /// Who made up for which session, by its number, and in which session.
    pub caught_up: BTreeMap<(PersonId, u16), u16>,
}

/// Whether somebody was at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attended {
    /// They were there, if only for a while.
    Yes,
    /// They sent a letter, or somebody to speak for them.
    SentWord,
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

    /// Whether somebody was at a session, as it was recorded while the session lasted.
    pub fn attended(&self, person: PersonId, session: &Session) -> Attended {
        if let Some(part) = session.taking_part.get(&person) {
            return if part.came {
                Attended::Yes
            } else {
                Attended::SentWord
            };
        }
        let made_up = self.programme.caught_up.get(&(person, session.number));
        made_up.map_or(Attended::No, |number| Attended::CaughtUp(*number))
    }

    /// The sessions that somebody missed and did not make up for: of those that were held for the
    /// group, and at which somebody of it was. Nothing that was held again and that they came to
    /// then is missed. Nobody who is there for their work misses anything, and nobody misses what
    /// a process offers no way to make up for, as a talk that was with another person alone.
    pub fn missed(&self, person: &Person) -> Vec<&Session> {
        if !self.is_of_the_group(person) {
            return Vec::new();
        }
        let came_to = |kind: &SessionKindId| {
            let mut held = self.sessions().filter(|other| &other.kind == kind);
            held.any(|other| self.attended(person.id, other) == Attended::Yes)
        };
        let missed = self.sessions().filter(|session| {
            self.attended(person.id, session) == Attended::No
                && !came_to(&session.kind)
                && self.was_held_for_the_group(session)
        });
        missed.collect()
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
        let mut kinds = session.script.sessions.iter();
        kind.is_some_and(SessionKind::can_be_missed)
            && kinds.any(SessionKind::makes_up)
            && self.people.iter().any(|person| {
                self.is_of_the_group(person) && self.attended(person.id, session) == Attended::Yes
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
            give_own_answer(case, prompt, person, answer)
        }
        ProgrammeCommand::CatchUp(person, number) => catch_up(case, person, number),
    }
}

fn give_own_answer(case: &Case, prompt: PromptId, person: PersonId, answer: AnswerId) -> Answered {
    let known = case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let mut offered = case.answers_offered(&prompt).iter();
    if !offered.any(|known| known.id == answer) {
        return Err(Refusal::NotInScript);
    }
    let turns = case.itinerary();
    let mut asked = turns.iter().map(|turn| &turn.key);
    if !asked.any(|turn| turn.prompt == prompt && turn.person == Some(person)) {
        return Err(Refusal::NotAskedByScript);
    }
    // Asked alone, they may have stepped out for it.
    if !known.is_in_the_meeting() {
        return Err(Refusal::NotHere(person));
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

fn catch_up(case: &Case, person: PersonId, number: u16) -> Answered {
    let known = case.person(person).ok_or(Refusal::NoSuchPerson)?;
    catching_up(case)?;
    let mut missed = case.missed(known).into_iter();
    let missed = missed
        .find(|session| session.number == number)
        .ok_or(Refusal::NothingMissed(person))?;
    if !known.is_in_the_meeting() {
        return Err(Refusal::NotHere(person));
    }
    Ok(vec![Event::Programme(ProgrammeEvent::CaughtUp {
        person,
        kind: missed.kind.clone(),
        session: Some(number),
    })])
}

/// A session makes up for others only where its script says so; never one with one side alone,
/// in which nothing is known of sessions with the other, not even how many there were.
fn catching_up(case: &Case) -> Result<(), Refusal> {
    let kind = case.session_kind().ok_or(Refusal::NotInScript)?;
    if !kind.with.is_empty() {
        return Err(Refusal::NotAskedByScript);
    }
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
        ProgrammeEvent::CaughtUp {
            person,
            kind,
            session,
        } => {
            let earlier = case.earlier_sessions.iter();
            let made_up = earlier.filter(|known| match session {
                Some(missed) => known.number == *missed,
                None => &known.kind == kind,
            });
            let made_up = made_up.map(|known| ((*person, known.number), number));
            case.programme.caught_up.extend(made_up);
        }
    }
}
