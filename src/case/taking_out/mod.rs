//! Words that somebody asks to have taken out of the record itself.
//!
//! Nothing is cut out of a record: a new one is written, with the same events in the same order, in
//! which a marked blank stands where the words were. What follows from that is decided here: who
//! may, whose words are whose, and what the new record says of it. Who writes it knows nothing of
//! words.

mod agreed;
mod blank;
mod piece;
mod pieces;
mod whose;
mod whose_of;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Case, Event, PersonId, Recorded, Refusal, SessionStatus, WordsId};
use blank::sentence;
use whose::Owners;

/// Whose words are to be taken out, and which entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakeOut {
    /// Everything that somebody said or wrote, and what was noted under their name.
    pub person: Option<PersonId>,
    /// Entries, by their numbers, of which every word is taken out, whosever it is.
    pub entries: BTreeSet<u64>,
}

/// That words were taken out: the last entry of the record that was written without them. It names
/// numbers, never a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOut {
    /// On which day.
    pub on: NaiveDate,
    /// At whose request; nothing where entries alone were named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The entries of the record that have a blank in them now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<u64>,
    /// The words of the notes that are a blank now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordsId>,
    /// The last entry of the record that this one took the place of.
    pub after: u64,
    /// The hash of its line, by which that record is known.
    pub head: String,
    /// The codes that papers of before carry, of each version whose code is another one now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<FormerCode>,
}

/// The code that a closed version had before words were taken out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerCode {
    /// Which closing, from 1.
    pub version: u16,
    /// Its code then.
    pub code: String,
}

/// What is different in a record once words were taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutWords {
    /// The events that are different, each with its number and its time as they were.
    pub changed: Vec<Recorded>,
    /// What the last entry of the new record says; the codes of before are added by whoever reads
    /// the old record.
    pub taken: TakenOut,
}

impl TakenOut {
    /// What stands where the words were.
    pub fn blank(&self) -> String {
        sentence(self.on, self.person)
    }

    /// How many pieces of words and texts were taken out.
    pub fn count(&self) -> usize {
        self.entries.len() + self.words.len()
    }

    /// What was done, in a sentence without anybody's name or words.
    pub fn told(&self) -> String {
        let on = self.on.format("%-d %B %Y");
        let request = match self.person {
            Some(person) => format!(" at the request of {person}"),
            None => String::new(),
        };
        format!("Words were taken out of this case on {on}{request}.")
    }

    /// The same with what the record before is known by, for whoever compares the two.
    pub fn told_with_head(&self) -> String {
        let Self { after, head, .. } = self;
        format!(
            "{} This record begins anew after entry {after} of the one before, whose head is {head}.",
            self.told()
        )
    }
}

impl Case {
    /// The record without these words; `after` and `head` name the last entry of the one that
    /// stands.
    ///
    /// What was agreed is everybody's and stays, what is about safety stays, and so does what
    /// stands under nobody's name: an entry that is named goes with every word of it.
    ///
    /// # Errors
    /// A case on hold or in a meeting; nobody of this number; an entry that has no words; nothing
    /// to take out; an entry of a newer program, whose words nobody here knows.
    pub fn take_out(
        &self,
        asked: &TakeOut,
        on: NaiveDate,
        (after, head): (u64, String),
    ) -> Result<WithoutWords, Refusal> {
        self.may_take_out()?;
        if asked.person.is_some_and(|id| self.person(id).is_none()) {
            return Err(Refusal::NoSuchPerson);
        }
        let blank = sentence(on, asked.person);
        let mut owners = Owners::of(self);
        let (mut changed, mut entries, mut words) = (Vec::new(), Vec::new(), Vec::new());
        for recorded in &self.history {
            owners.see(recorded);
            let without = owners.without(recorded, asked, &blank)?;
            if without.texts > 0 {
                entries.push(recorded.number);
                changed.push(without.recorded);
            }
            words.extend(without.words);
        }
        let last = self.history.last().map_or(0, |last| last.number);
        if !asked
            .entries
            .iter()
            .all(|number| (1..=last).contains(number))
        {
            return Err(Refusal::EntryWithoutWords);
        }
        if entries.is_empty() && words.is_empty() {
            return Err(Refusal::NothingToTakeOut);
        }
        let person = asked.person;
        let taken = TakenOut {
            on,
            person,
            entries,
            words,
            after,
            head,
            codes: Vec::new(),
        };
        Ok(WithoutWords { changed, taken })
    }

    /// Whether the record may be written anew without some words.
    ///
    /// # Errors
    /// A case that is on hold, or in a meeting, or that a newer program went on with.
    pub fn may_take_out(&self) -> Result<(), Refusal> {
        if self.hold().is_some() {
            return Err(Refusal::OnHold);
        }
        match self.session.as_ref().map(|session| &session.status) {
            Some(SessionStatus::Running) => return Err(Refusal::SessionNotOver),
            Some(SessionStatus::Adjourned { .. } | SessionStatus::Ended) | None => {}
        }
        let is_newer = |recorded: &Recorded| matches!(recorded.event, Event::Newer { .. });
        if self.history.iter().any(is_newer) {
            return Err(Refusal::EntriesOfNewer);
        }
        Ok(())
    }

    /// Each time that words were taken out of the record, oldest first.
    pub fn taken_out(&self) -> impl DoubleEndedIterator<Item = &TakenOut> {
        self.history.iter().filter_map(|recorded| {
            if let Event::TakenOut(taken) = &recorded.event {
                Some(taken)
            } else {
                None
            }
        })
    }

    /// Puts a blank in the place of words that were taken out, wherever they are read from: after a
    /// crash the notes may still hold them.
    pub(super) fn leave_blank(&mut self, taken: &TakenOut) {
        let blank = taken.blank();
        for recorded in &mut self.history {
            for words in recorded.event.words_mut() {
                if taken.words.contains(&words.id)
                    && let Some(content) = &mut words.content
                {
                    content.leave_blank(&blank);
                }
            }
        }
    }
}
