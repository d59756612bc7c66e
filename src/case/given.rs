//! A small language for tests of rules: given a meeting, when somebody asks for
//! something, then these events, or this refusal.
//!
//! Every `then` also folds the journal anew, from its JSON and from what the
//! notes still hold, and compares the case: replay equals what was live.

pub(super) mod script;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta};

use super::*;
use crate::script::*;

/// A meeting as far as it has come.
#[derive(Clone)]
pub(super) struct Given {
    pub case: Case,
    script: Arc<Script>,
    now: Now,
    /// Number, command, moment and body of each event, as a journal keeps them.
    journal: Vec<(u64, u64, Now, String)>,
    notes: BTreeMap<WordsId, Content>,
}

/// A meeting in which somebody just asked for something.
#[must_use = "whether it came about is asserted by `then` alone"]
pub(super) struct When {
    given: Given,
    answer: Result<Vec<Event>, Refusal>,
}

/// What should come of it.
pub(super) enum Expected {
    Events(Vec<Event>),
    Refusal(Refusal),
}

impl Given {
    /// A restorative conference: harmed and responsible have a veto, agreed items only are kept.
    pub fn conference() -> Self {
        Self::of(script::conference())
    }

    /// A family group conference: bottom lines, questions, private time, ratification.
    pub fn family() -> Self {
        Self::of(script::family())
    }

    pub fn of(script: Script) -> Self {
        let script = Arc::new(script);
        let mut given = Self {
            case: Case::new(script.clone()),
            script: script.clone(),
            now: Now {
                wall: DateTime::parse_from_rfc3339("2026-11-22T18:00:00+00:00").unwrap(),
                steady: 1_000,
            },
            journal: Vec::new(),
            notes: BTreeMap::new(),
        };
        given.take(vec![Event::CaseOpened {
            reference: "RC-0001".to_owned(),
            script: script.id.clone(),
            version: script.version,
            script_hash: String::new(),
        }]);
        given
    }

    /// People by name and role, numbered from P1 in this order.
    pub fn people<const N: usize>(self, people: [(&str, &str); N]) -> Self {
        people.into_iter().fold(self, |given, (name, role)| {
            given.after(Command::AddPerson(person(name, role)))
        })
    }

    /// Everybody came.
    pub fn here(self) -> Self {
        let people: Vec<PersonId> = self.case.people.iter().map(|person| person.id).collect();
        people.into_iter().fold(self, |given, id| {
            given.after(Command::SetPresence(id, Presence::Here))
        })
    }

    /// The first kind of session has begun.
    pub fn begun(self) -> Self {
        let kind = self.script.sessions[0].id.clone();
        self.after(Command::StartSession(kind))
    }

    /// The text of a further script lies beside the case.
    pub fn knowing(self, script: Arc<Script>) -> Self {
        self.knowing_as(script, "")
    }

    /// The same, with the hash of its text.
    pub fn knowing_as(mut self, script: Arc<Script>, hash: &str) -> Self {
        self.case.know(script, hash);
        self
    }

    /// The case went over to another script.
    pub fn over_to(self, script: Script) -> Self {
        let script = Arc::new(script);
        self.knowing(script.clone())
            .after(Command::ChangeProcess(script, String::new()))
    }

    /// Something was done, and was not refused.
    pub fn after(mut self, command: Command) -> Self {
        let shown = format!("{command:?}");
        match decide(&self.case, command, self.now) {
            Ok(events) => self.take(events),
            Err(refusal) => panic!("{shown} was refused: {refusal}"),
        }
        self
    }

    /// Something was asked for, and done unless it was refused; a refusal leaves no trace.
    pub fn attempt(self, command: Command) -> Self {
        self.try_it(command).unwrap_or_else(|given| *given)
    }

    /// The same, telling whether it was done.
    pub fn try_it(mut self, command: Command) -> Result<Self, Box<Self>> {
        match decide(&self.case, command, self.now) {
            Ok(events) => {
                self.take(events);
                Ok(self)
            }
            Err(_) => Err(Box::new(self)),
        }
    }

    /// The journal holds these events, however they came to be there.
    pub fn happened(mut self, events: Vec<Event>) -> Self {
        self.take(events);
        self
    }

    /// Several things were done.
    pub fn after_all(self, commands: impl IntoIterator<Item = Command>) -> Self {
        commands.into_iter().fold(self, Self::after)
    }

    /// Whoever runs the meeting went on so many times.
    pub fn on(self, times: usize) -> Self {
        self.after_all(std::iter::repeat_n(Command::GoOn, times))
    }

    /// The program was left and begun again: the steady clock starts anew.
    pub fn restarted(mut self) -> Self {
        self.now.steady = 0;
        self.take(vec![Event::CaseResumed {
            app: "0".to_owned(),
        }]);
        self
    }

    /// Time passed.
    pub fn later(mut self, seconds: i64) -> Self {
        self.now.wall += TimeDelta::seconds(seconds);
        self.now.steady += u64::try_from(seconds * 1000).unwrap();
        self
    }

    /// The notes file was lost or erased: what the journal alone holds.
    pub fn without_notes(mut self) -> Self {
        self.notes.clear();
        self.case = self.replayed();
        self
    }

    pub fn when(mut self, command: Command) -> When {
        let answer = decide(&self.case, command, self.now);
        if let Ok(events) = &answer {
            self.take(events.clone());
        }
        When {
            given: self,
            answer,
        }
    }

    /// Looks at the case; the closure asserts.
    #[track_caller]
    pub fn shows(self, look: impl FnOnce(&Case)) -> Self {
        self.check_replay();
        look(&self.case);
        self
    }

    /// Whether the journal holds a text anywhere.
    pub fn journal_holds(&self, text: &str) -> bool {
        self.journal
            .iter()
            .any(|(_, _, _, body)| body.contains(text))
    }

    /// What the notes hold, as text.
    pub fn notes(&self) -> Vec<&Content> {
        self.notes.values().collect()
    }

    /// The numbers of the words that the notes hold.
    pub fn note_numbers(&self) -> impl Iterator<Item = WordsId> {
        self.notes.keys().copied()
    }

    pub fn now(&self) -> Now {
        self.now
    }

    fn take(&mut self, events: Vec<Event>) {
        self.now.wall += TimeDelta::seconds(1);
        self.now.steady += 1_000;
        let command = u64::try_from(self.journal.len()).unwrap() + 1;
        for (number, event) in (command..).zip(events) {
            for words in event.words() {
                // Words that an event never had would be called missing.
                assert!(words.content.is_some(), "{event:?} has no words");
                if let Some(content) = &words.content {
                    self.notes.insert(words.id, content.clone());
                }
            }
            let body = event.to_json().unwrap();
            self.journal.push((number, command, self.now, body));
            self.case.apply(Recorded {
                number,
                command,
                at: self.now,
                event,
            });
        }
        let erased = &self.case.erased;
        self.notes.retain(|id, _| !erased.contains(id));
    }

    fn replayed(&self) -> Case {
        let mut case = Case::new(self.script.clone());
        for known in self.case.scripts.iter().skip(1) {
            case.know(known.script.clone(), &known.hash);
        }
        for (number, command, at, body) in &self.journal {
            let mut event = Event::from_object(serde_json::from_str(body).unwrap()).unwrap();
            for words in event.words_mut() {
                words.content = self.notes.get(&words.id).cloned();
            }
            case.apply(Recorded {
                number: *number,
                command: *command,
                at: *at,
                event,
            });
        }
        case
    }

    #[track_caller]
    fn check_replay(&self) {
        assert!(self.replayed() == self.case, "a replay differs");
    }
}

impl When {
    /// Exactly this comes of it.
    #[track_caller]
    pub fn then(self, expected: impl Into<Expected>) -> Given {
        match (&self.answer, expected.into()) {
            (Ok(events), Expected::Events(expected)) => assert_eq!(events, &expected),
            (Err(refusal), Expected::Refusal(expected)) => assert_eq!(refusal, &expected),
            (Ok(events), Expected::Refusal(expected)) => {
                panic!("expected the refusal {expected:?}, got {events:?}")
            }
            (Err(refusal), Expected::Events(expected)) => {
                panic!("expected {expected:?}, was refused: {refusal:?}")
            }
        }
        self.given.check_replay();
        self.given
    }

    /// Nothing changes, and nothing is refused.
    #[track_caller]
    pub fn then_nothing(self) -> Given {
        self.then(Vec::new())
    }

    /// It is done; the case shows it.
    #[track_caller]
    pub fn then_shows(self, look: impl FnOnce(&Case)) -> Given {
        if let Err(refusal) = &self.answer {
            panic!("was refused: {refusal:?}");
        }
        self.given.shows(look)
    }
}

impl From<Event> for Expected {
    fn from(event: Event) -> Self {
        Self::Events(vec![event])
    }
}

impl From<Vec<Event>> for Expected {
    fn from(events: Vec<Event>) -> Self {
        Self::Events(events)
    }
}

impl From<Refusal> for Expected {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

pub(super) fn p(number: u16) -> PersonId {
    PersonId(number)
}

pub(super) fn i(number: u16) -> ItemId {
    ItemId(number)
}

pub(super) fn person(name: &str, role: &str) -> PersonDetails {
    PersonDetails {
        name: name.to_owned(),
        roles: vec![RoleId::new(role)],
        supports: None,
        said_as: None,
        attends: Attendance::Room,
    }
}

pub(super) fn draft(text: &str) -> ItemDraft {
    ItemDraft::new(ItemKind::Action, text)
}

/// Words a new item.
pub(super) fn word(text: &str) -> Command {
    Command::WordItem {
        item: None,
        draft: Box::new(draft(text)),
        from: None,
    }
}

/// Words an item that is there.
pub(super) fn reword(item: u16, text: &str) -> Command {
    Command::WordItem {
        item: Some(i(item)),
        draft: Box::new(draft(text)),
        from: None,
    }
}

pub(super) fn says(person: u16, item: u16, answer: Answer) -> Command {
    Command::AnswerItem(i(item), p(person), answer)
}

pub(super) fn nods(person: u16, item: u16) -> Command {
    Command::AnswerReadBack(i(item), p(person), Answer::Yes)
}

/// People say yes to an item, and again when it is read back.
pub(super) fn agree<const N: usize>(item: u16, people: [u16; N]) -> Vec<Command> {
    let yes = people.map(|person| says(person, item, Answer::Yes));
    yes.into_iter()
        .chain(people.map(|person| nods(person, item)))
        .collect()
}

pub(super) fn mark(kind: MarkKind, text: Option<&str>) -> Command {
    Command::Mark {
        kind,
        person: None,
        text: text.map(str::to_owned),
    }
}

pub(super) fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
