//! A form: fields under one another, one of them taking letters.

mod draw;

use chrono::NaiveDate;

use super::TextLine;
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
    /// What each field said at the beginning.
    begun: Vec<String>,
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
        /// Which one is chosen, from 0.
        chosen: usize,
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

    /// A field with one of several.
    pub fn choice(label: &str, hint: &str, options: Vec<String>, chosen: usize) -> Self {
        Self::new(label, hint, Input::Choice { options, chosen })
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
        }
    }

    /// The words of a field of words or of a date; empty for the others.
    pub fn words(&self) -> &str {
        match &self.input {
            Input::Text(line) | Input::Date(line) => line.text(),
            Input::Choice { .. } | Input::Several { .. } => "",
        }
    }

    /// Which one is chosen, in a field with one of several.
    pub fn chosen(&self) -> Option<usize> {
        match &self.input {
            Input::Choice { chosen, .. } => Some(*chosen),
            Input::Text(_) | Input::Date(_) | Input::Several { .. } => None,
        }
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
        let typed = words.filter(|(words, begun)| !words.trim().is_empty() && words != begun);
        let typed: Vec<&str> = typed.map(|(words, _)| words).collect();
        (!typed.is_empty()).then(|| typed.join("\n"))
    }

    /// A form with the cursor in its first field.
    pub fn new(fields: Vec<Field>, today: NaiveDate) -> Self {
        let begun = fields.iter().map(|field| field.words().to_owned());
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
        match action {
            Action::NextOrDone if self.focus + 1 >= self.fields.len() => FormKey::Done,
            Action::NextField | Action::NextOrDone => {
                let last = self.fields.len().saturating_sub(1);
                self.focus = (self.focus + 1).min(last);
                FormKey::Taken
            }
            Action::PreviousField => {
                self.focus = self.focus.saturating_sub(1);
                FormKey::Taken
            }
            Action::Accept => FormKey::Done,
            _ => FormKey::Other,
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
            Input::Choice { options, chosen } => match key.code {
                Code::Left => *chosen = before(*chosen, options.len()),
                Code::Right | Code::Char(' ') => *chosen = (*chosen + 1) % options.len().max(1),
                Code::Char(letter) => {
                    if let Some(found) = starting_with(options, *chosen, letter) {
                        *chosen = found;
                    }
                }
                _ => return FormKey::Other,
            },
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

/// The place before; from the first one round to the last.
fn before(place: usize, count: usize) -> usize {
    match place {
        0 => count.saturating_sub(1),
        _ => place - 1,
    }
}

fn starting_with(options: &[String], from: usize, letter: char) -> Option<usize> {
    let small = |letter: char| letter.to_lowercase().next();
    (1..=options.len())
        .map(|step| (from + step) % options.len())
        .find(|place| {
            let first = options.get(*place).and_then(|option| option.chars().next());
            first.and_then(small) == small(letter)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(input: Input) -> Form {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        Form::new(vec![Field::new("What?", "", input)], today)
    }

    #[test]
    fn a_field_with_nothing_to_choose_from_takes_every_key() {
        for code in [Code::Left, Code::Right, Code::Char(' '), Code::Char('a')] {
            let mut one = form(Input::Choice {
                options: Vec::new(),
                chosen: 0,
            });
            one.type_key(Key::plain(code));
            let mut several = form(Input::Several {
                options: Vec::new(),
                chosen: Vec::new(),
                cursor: 0,
            });
            several.type_key(Key::plain(code));
        }
    }

    #[test]
    fn a_spoken_date_is_shown_back_in_full() {
        let form = form(Input::Date(TextLine::new("in two weeks", 60)));
        let below = form.below(&form.fields[0], true);
        assert_eq!(below, "Sunday 6 December 2026");
    }

    #[test]
    fn the_last_field_is_done_by_enter_and_not_by_moving_on() {
        let mut form = form(Input::Text(TextLine::new("", 9)));
        assert_eq!(form.act(Action::NextField), FormKey::Taken);
        assert_eq!(form.act(Action::NextOrDone), FormKey::Done);
    }
}
