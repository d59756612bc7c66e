//! Questions asked one at a time, each with its answer below it.

mod draw;
mod parties;
mod reply;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use parties::Parties;
pub use reply::{DateReply, Reply, Ticks};

use crate::case::Refusal;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::widget::TypedNumber;

/// What is said where an answer is nobody's to assume, and none was given.
pub(in crate::tui) const STILL_TO_BE_SAID: &str =
    "Nobody said that yet. Ask, then choose by number or with ← and →.";

/// Questions asked one at a time.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// Which one is asked now, from 0.
    pub focus: usize,
    /// The day from which spoken dates are read.
    pub today: NaiveDate,
    /// The number of an offer that is being typed.
    number: TypedNumber,
}

/// One question and its answer.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question as spoken.
    pub ask: String,
    /// What helps to answer it; empty for nothing.
    pub hint: String,
    /// The answer.
    pub reply: Reply,
}

/// What came of an action or a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It was taken; the same question may be asked still.
    Taken,
    /// Every question was asked, or the person is done.
    Done,
    /// It could not be taken, and why.
    Refused(String),
    /// It means nothing here.
    Other,
}

impl Question {
    /// A question with an answer so far.
    pub fn new(ask: impl Into<String>, reply: Reply) -> Self {
        Self {
            ask: ask.into(),
            hint: String::new(),
            reply,
        }
    }

    /// The same question with something that helps to answer it.
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

impl Asking {
    /// Questions, the first of them asked now.
    pub fn new(questions: Vec<Question>, today: NaiveDate) -> Self {
        Self {
            questions,
            focus: 0,
            today,
            number: TypedNumber::default(),
        }
    }

    /// The answer to one question.
    pub fn reply(&self, place: usize) -> Option<&Reply> {
        self.questions.get(place).map(|question| &question.reply)
    }

    /// Whether letters go into the answer now.
    pub fn is_typing(&self) -> bool {
        self.reply(self.focus).is_some_and(Reply::is_typing)
    }

    /// The words of every answer that is not filed yet, in order.
    pub fn half_typed(&self) -> Option<String> {
        let replies = self.questions.iter().map(|question| &question.reply);
        let words: Vec<String> = replies.filter_map(Reply::half_typed).collect();
        (!words.is_empty()).then(|| words.join("\n"))
    }

    /// Takes in that every answer is filed as it stands.
    pub fn was_filed(&mut self) {
        for question in &mut self.questions {
            question.reply.was_filed();
        }
    }

    /// Takes an action of the key table.
    pub fn act(&mut self, action: Action) -> Asked {
        self.number.end();
        let last = self.questions.len().saturating_sub(1);
        match action {
            Action::NextOrDone => {
                self.take_half_typed();
                if let Some(refused) = self.faulty(self.focus) {
                    return Asked::Refused(refused);
                }
                if self.focus >= last {
                    return self.done();
                }
                self.focus += 1;
                Asked::Taken
            }
            Action::NextField => {
                self.take_half_typed();
                self.focus = (self.focus + 1).min(last);
                Asked::Taken
            }
            Action::PreviousField => {
                self.take_half_typed();
                self.focus = self.focus.saturating_sub(1);
                Asked::Taken
            }
            Action::Accept => {
                self.take_half_typed();
                self.done()
            }
            _ => Asked::Other,
        }
    }

    /// Takes a key that types or chooses.
    pub fn type_key(&mut self, key: Key) -> Asked {
        let Some(question) = self.questions.get_mut(self.focus) else {
            return Asked::Other;
        };
        if question.reply.type_key(key, &mut self.number) {
            Asked::Taken
        } else if question.reply.is_typing() && key.typed().is_some() {
            Asked::Refused(Refusal::WordsTooLong.to_string())
        } else {
            Asked::Other
        }
    }

    /// How many characters of a long paste the question with the cursor may keep.
    pub fn room_for_paste(&self) -> usize {
        match self
            .questions
            .get(self.focus)
            .map(|question| &question.reply)
        {
            Some(Reply::Words(area)) => area.room(),
            Some(_) | None => 0,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Asked {
        match self.questions.get_mut(self.focus) {
            Some(question) => {
                if question.reply.paste(text) {
                    Asked::Taken
                } else {
                    Asked::Refused(Refusal::WordsTooLong.to_string())
                }
            }
            None => Asked::Other,
        }
    }

    /// Goes to the first answer that cannot be taken, or is done.
    fn done(&mut self) -> Asked {
        for place in 0..self.questions.len() {
            if let Some(refused) = self.faulty(place) {
                self.focus = place;
                return Asked::Refused(refused);
            }
        }
        Asked::Done
    }

    /// What is wrong with an answer, in one line: a day that is none, or what nobody said yet.
    fn faulty(&self, place: usize) -> Option<String> {
        let reply = self.reply(place)?;
        if reply.is_still_to_be_said() {
            return Some(STILL_TO_BE_SAID.to_owned());
        }
        match reply {
            Reply::Date(date) => date.read(self.today).err().map(|why| why.to_string()),
            Reply::Words(_) | Reply::Parties(_) | Reply::Choice { .. } | Reply::Ticks(_) => None,
        }
    }

    /// Takes a name that was typed and not taken yet.
    fn take_half_typed(&mut self) {
        if let Some(Question {
            reply: Reply::Parties(parties),
            ..
        }) = self.questions.get_mut(self.focus)
        {
            parties.take();
        }
    }
}
