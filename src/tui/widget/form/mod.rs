//! A form: fields under one another, one of them taking letters.

mod choosing;
mod draw;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use self::choosing::{before, choose, say};
use super::{TextLine, read_date, read_past_date};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};

/// Fields under one another.
#[derive(Debug, Clone)]
pub struct Form {
    /// The fields.
    pub fields: Vec<Field>,
    /// Which one has the cursor, from 0.
    pub focus: usize,
    /// The day from which spoken dates are read.
    pub today: NaiveDate,
    /// What each field said at the beginning: its words, and what was chosen.
    begun: Vec<(String, Vec<usize>)>,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// What is asked, as spoken.
    pub label: String,
    /// What helps to answer, shown while the field has the cursor.
    pub hint: String,
    /// What it takes.
    pub input: Input,
    /// Whether its day is one that has been.
    past: bool,
}

/// What a field takes.
#[derive(Debug, Clone)]
pub enum Input {
    /// Words in one line.
    Text(TextLine),
    /// A date as people say it; shown back in full.
    Date(TextLine),
    /// One of several.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
        /// Which one is chosen, from 0; none where it is still to be said.
        chosen: Option<usize>,
        /// Letters of the one that is looked for.
        typed: String,
        /// Whether it is somebody's answer: no key pressed in haste turns it into another.
        to_be_said: bool,
    },
    /// Any of several.
    Several {
        /// What can be chosen.
        options: Vec<String>,
        /// Which ones are chosen.
        chosen: Vec<bool>,
        /// Which one the cursor stands on.
        cursor: usize,
    },
}

/// What came of an action or a key in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKey {
    /// The form took it.
    Taken,
    /// The person is done with the form.
    Done,
    /// An answer is nobody's to assume, and none was given; the cursor stands there.
    StillToBeSaid,
    /// It means nothing to a form.
    Other,
}

impl Field {
    /// A field of words.
    pub fn text(label: &str, hint: &str, text: &str, limit: usize) -> Self {
        Self::new(label, hint, Input::Text(TextLine::new(text, limit)))
    }

    /// A field of a date as people say it.
    pub fn date(label: &str, hint: &str, said: &str) -> Self {
        Self::new(label, hint, Input::Date(TextLine::new(said, 60)))
    }

    /// A field of a day that has been, as people say it; shown back in full.
    pub fn past_date(label: &str, hint: &str, said: &str) -> Self {
        Self {
            past: true,
            ..Self::date(label, hint, said)
        }
    }

    /// The day that its words say; nothing where they say none.
    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        let read = if self.past { read_past_date } else { read_date };
        read(self.words(), today)
    }

    /// A field with one of several.
    pub fn choice(label: &str, hint: &str, options: Vec<String>, chosen: usize) -> Self {
        Self::one_of(label, hint, options, Some(chosen), false)
    }

    /// A field with one of several, none of which is taken for granted where none was said.
    pub fn to_be_said(label: &str, hint: &str, options: Vec<String>, said: Option<usize>) -> Self {
        Self::one_of(label, hint, options, said, true)
    }

    fn one_of(
        label: &str,
        hint: &str,
        options: Vec<String>,
        chosen: Option<usize>,
        to_be_said: bool,
    ) -> Self {
        let input = Input::Choice {
            options,
            chosen,
            typed: String::new(),
            to_be_said,
        };
        Self::new(label, hint, input)
    }

    /// A field with any of several.
    pub fn several(label: &str, hint: &str, options: Vec<String>, chosen: Vec<bool>) -> Self {
        let input = Input::Several {
            options,
            chosen,
            cursor: 0,
        };
        Self::new(label, hint, input)
    }

    fn new(label: &str, hint: &str, input: Input) -> Self {
        Self {
            label: label.to_owned(),
            hint: hint.to_owned(),
            input,
            past: false,
        }
    }

    /// The words of a field of words or of a date; empty for the others.
    pub fn words(&self) -> &str {
        match &self.input {
            Input::Text(line) | Input::Date(line) => line.text(),
            Input::Choice { .. } | Input::Several { .. } => "",
        }
    }

    /// Which one is chosen, in a field with one of several; none where it is still to be said.
    pub fn chosen(&self) -> Option<usize> {
        match &self.input {
            Input::Choice { chosen, .. } => *chosen,
            Input::Text(_) | Input::Date(_) | Input::Several { .. } => None,
        }
    }

    fn state(&self) -> (String, Vec<usize>) {
        let chosen = self.chosen().into_iter().chain(self.all_chosen());
        (self.words().to_owned(), chosen.collect())
    }

    /// Which ones are chosen, in a field with any of several.
    pub fn all_chosen(&self) -> Vec<usize> {
        match &self.input {
            Input::Several { chosen, .. } => chosen
                .iter()
                .enumerate()
                .filter(|(_, chosen)| **chosen)
                .map(|(place, _)| place)
                .collect(),
            Input::Text(_) | Input::Date(_) | Input::Choice { .. } => Vec::new(),
        }
    }
}

impl Form {
    /// What was typed into its fields since it was opened, one below the other.
    pub fn half_typed(&self) -> Option<String> {
        let words = self.fields.iter().map(Field::words).zip(&self.begun);
        let typed = words.filter(|(words, (begun, _))| !words.trim().is_empty() && words != begun);
        let typed: Vec<&str> = typed.map(|(words, _)| words).collect();
        (!typed.is_empty()).then(|| typed.join("\n"))
    }

    /// Whether something stands in it that did not stand there when it was opened.
    pub fn is_changed(&self) -> bool {
        self.fields
            .iter()
            .map(Field::state)
            .ne(self.begun.iter().cloned())
    }

    /// A form with the cursor in its first field.
    pub fn new(fields: Vec<Field>, today: NaiveDate) -> Self {
        let begun = fields.iter().map(Field::state);
        Self {
            begun: begun.collect(),
            fields,
            focus: 0,
            today,
        }
    }

    /// Whether letters go into a field now.
    pub fn is_typing(&self) -> bool {
        self.fields
            .get(self.focus)
            .is_some_and(|field| match field.input {
                Input::Text(_) | Input::Date(_) => true,
                Input::Choice { .. } | Input::Several { .. } => false,
            })
    }

    /// Takes an action of the key table.
    pub fn act(&mut self, action: Action) -> FormKey {
        self.forget_letters();
        match action {
            Action::NextOrDone if self.is_still_to_be_said(self.focus) => FormKey::StillToBeSaid,
            Action::NextOrDone if self.focus + 1 >= self.fields.len() => self.done(),
            Action::NextField | Action::NextOrDone => {
                let last = self.fields.len().saturating_sub(1);
                self.focus = (self.focus + 1).min(last);
                FormKey::Taken
            }
            Action::PreviousField => {
                self.focus = self.focus.saturating_sub(1);
                FormKey::Taken
            }
            Action::Accept => self.done(),
            _ => FormKey::Other,
        }
    }

    /// Goes to the first field in which something is still to be said, or is done.
    fn done(&mut self) -> FormKey {
        let open = (0..self.fields.len()).find(|place| self.is_still_to_be_said(*place));
        match open {
            Some(place) => {
                self.focus = place;
                FormKey::StillToBeSaid
            }
            None => FormKey::Done,
        }
    }

    fn is_still_to_be_said(&self, place: usize) -> bool {
        let field = self.fields.get(place).map(|field| &field.input);
        match field {
            Some(Input::Choice {
                options, chosen, ..
            }) => chosen.is_none() && !options.is_empty(),
            Some(Input::Text(_) | Input::Date(_) | Input::Several { .. }) | None => false,
        }
    }

    /// Letters that were typed look for nothing any more.
    fn forget_letters(&mut self) {
        if let Some(Field {
            input: Input::Choice { typed, .. },
            ..
        }) = self.fields.get_mut(self.focus)
        {
            typed.clear();
        }
    }

    /// Takes a key that types, or that chooses in a field of choices.
    pub fn type_key(&mut self, key: Key) -> FormKey {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return FormKey::Other;
        };
        match &mut field.input {
            Input::Text(line) | Input::Date(line) => {
                line.type_key(key);
            }
            Input::Choice {
                options,
                chosen,
                typed,
                to_be_said,
            } => {
                let took = if *to_be_said {
                    say(options, chosen, typed, key)
                } else {
                    choose(options, chosen, typed, key)
                };
                if !took {
                    return FormKey::Other;
                }
            }
            Input::Several {
                options,
                chosen,
                cursor,
            } => match key.code {
                Code::Left => *cursor = before(*cursor, options.len()),
                Code::Right => *cursor = (*cursor + 1) % options.len().max(1),
                Code::Char(' ') => {
                    if let Some(chosen) = chosen.get_mut(*cursor) {
                        *chosen = !*chosen;
                    }
                }
                _ => return FormKey::Other,
            },
        }
        FormKey::Taken
    }

    /// Whether a letter was typed into a field that takes no more.
    pub fn refuses(&self, key: Key) -> bool {
        let field = self.fields.get(self.focus).map(|field| &field.input);
        match field {
            Some(Input::Text(line) | Input::Date(line)) => line.refuses(key),
            Some(Input::Choice { .. } | Input::Several { .. }) | None => false,
        }
    }

    /// Takes pasted text; false if it did not fit.
    pub fn paste(&mut self, text: &str) -> bool {
        match self
            .fields
            .get_mut(self.focus)
            .map(|field| &mut field.input)
        {
            Some(Input::Text(line) | Input::Date(line)) => line.paste(text),
            Some(Input::Choice { .. } | Input::Several { .. }) | None => true,
        }
    }
}
