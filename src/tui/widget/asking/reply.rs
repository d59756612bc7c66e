//! What can be answered: words, a date, people, one of several, any of several.

use chrono::NaiveDate;

use super::Parties;
use crate::case::SpokenDate;
use crate::case::spoken_date::{DateProblem, parse, spell_out};
use crate::tui::key::{Code, Key};
use crate::tui::widget::{TextArea, TextLine, TypedNumber};

/// The answer to a question.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Words.
    Words(TextArea),
    /// A date as people say it.
    Date(DateReply),
    /// People of the case, or somebody else by name.
    Parties(Parties),
    /// One of several.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
        /// Which one is chosen, from 0; none where it is still to be said.
        chosen: Option<usize>,
    },
    /// Any of several.
    Ticks(Ticks),
}

/// A date as people say it.
#[derive(Debug, Clone)]
pub struct DateReply {
    /// What was typed.
    pub line: TextLine,
    standing: Option<SpokenDate>,
    /// What was typed when it was filed last.
    filed: String,
}

/// Any of several.
#[derive(Debug, Clone)]
pub struct Ticks {
    /// What can be ticked, and whether it is.
    pub options: Vec<(String, bool)>,
    /// Which one the cursor stands on, from 0.
    pub cursor: usize,
}

impl Reply {
    /// Words, with what they say so far.
    pub fn words(text: &str) -> Self {
        Self::Words(TextArea::new(text))
    }

    /// Words that were half-typed before and are filed nowhere.
    pub fn half_typed_words(text: &str) -> Self {
        let mut area = TextArea::new("");
        area.insert(text);
        Self::Words(area)
    }

    /// One of several, none of which is taken for granted: somebody has to say it.
    pub fn to_be_said<T: Into<String>>(options: impl IntoIterator<Item = T>) -> Self {
        Self::Choice {
            options: options.into_iter().map(Into::into).collect(),
            chosen: None,
        }
    }

    /// Whether it waits for somebody to say which.
    pub fn is_still_to_be_said(&self) -> bool {
        match self {
            Self::Choice { options, chosen } => chosen.is_none() && !options.is_empty(),
            Self::Words(_) | Self::Date(_) | Self::Parties(_) | Self::Ticks(_) => false,
        }
    }

    /// Whether letters go into it.
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Words(_) | Self::Date(_) | Self::Parties(_) => true,
            Self::Choice { .. } | Self::Ticks(_) => false,
        }
    }

    /// Takes a key; true if it meant something. Digits may belong to a number that was begun.
    pub fn type_key(&mut self, key: Key, number: &mut TypedNumber) -> bool {
        match self {
            Self::Words(text) => text.type_key(key) || key.typed().is_none(),
            Self::Date(date) => date.line.type_key(key) || key.typed().is_none(),
            Self::Parties(parties) => parties.type_key(key, number),
            Self::Choice { options, chosen } => choose(options, chosen, key, number),
            Self::Ticks(ticks) => ticks.type_key(key, number),
        }
    }

    /// Takes pasted text; false if it did not fit.
    pub fn paste(&mut self, text: &str) -> bool {
        match self {
            Self::Words(area) => area.insert(text),
            Self::Date(date) => date.line.paste(text),
            Self::Parties(parties) => parties.paste(text),
            Self::Choice { .. } | Self::Ticks(_) => true,
        }
    }

    /// The words, where it is words and says something.
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Words(text) => {
                let text = text.text();
                let said = text.trim();
                (!said.is_empty()).then(|| said.to_owned())
            }
            Self::Date(_) | Self::Parties(_) | Self::Choice { .. } | Self::Ticks(_) => None,
        }
    }

    /// What was typed and is not filed yet: words, a day, letters of a name.
    pub fn half_typed(&self) -> Option<String> {
        match self {
            Self::Words(text) => text.half_typed(),
            Self::Date(date) => date.half_typed(),
            Self::Parties(parties) => parties.line.half_typed(),
            Self::Choice { .. } | Self::Ticks(_) => None,
        }
    }

    /// Takes in that what it says now is filed.
    pub fn was_filed(&mut self) {
        match self {
            Self::Words(text) => text.was_filed(),
            Self::Date(date) => date.line.text().clone_into(&mut date.filed),
            // What is typed of a name is filed once it is taken.
            Self::Parties(_) | Self::Choice { .. } | Self::Ticks(_) => {}
        }
    }

    /// Which one is chosen; the first where it is no choice, or none is chosen yet.
    pub fn chosen(&self) -> usize {
        match self {
            Self::Choice { chosen, .. } => chosen.unwrap_or(0),
            Self::Words(_) | Self::Date(_) | Self::Parties(_) | Self::Ticks(_) => 0,
        }
    }

    /// The answer in one line, empty where there is none yet.
    pub fn in_short(&self, today: NaiveDate) -> String {
        match self {
            Self::Words(text) => text.text().trim().replace('\n', " "),
            Self::Date(date) => match date.read(today) {
                Ok(Some(date)) => spell_out(date.on),
                Ok(None) => String::new(),
                Err(_) => date.line.text().to_owned(),
            },
            Self::Parties(parties) => parties.names().join(", "),
            Self::Choice { options, chosen } => {
                let chosen = chosen.and_then(|place| options.get(place));
                chosen.cloned().unwrap_or_default()
            }
            Self::Ticks(ticks) => {
                let ticked = ticks.options.iter().filter(|(_, ticked)| *ticked);
                let ticked: Vec<&str> = ticked.map(|(option, _)| option.as_str()).collect();
                ticked.join("; ")
            }
        }
    }
}

impl DateReply {
    /// A date with the one that stands.
    pub fn new(standing: Option<SpokenDate>) -> Self {
        let said = standing.as_ref().map_or("", |date| date.said.as_str());
        Self {
            line: TextLine::new(said, 80),
            filed: said.to_owned(),
            standing,
        }
    }

    /// What was typed and is not filed yet.
    fn half_typed(&self) -> Option<String> {
        let typed = self.line.half_typed();
        typed.filter(|typed| *typed != self.filed)
    }

    /// The date that is meant; the one that stood there stays what it was when it was said.
    pub fn read(&self, today: NaiveDate) -> Result<Option<SpokenDate>, DateProblem> {
        let said = self.line.text().trim();
        if said.is_empty() {
            return Ok(None);
        }
        if let Some(standing) = self.standing.as_ref().filter(|date| date.said == said) {
            return Ok(Some(standing.clone()));
        }
        parse(said, today).map(|on| {
            Some(SpokenDate {
                on,
                said: said.to_owned(),
            })
        })
    }

    /// The same, with the date that stands where what was typed is none yet.
    pub fn read_or_standing(&self, today: NaiveDate) -> Option<SpokenDate> {
        self.read(today).unwrap_or_else(|_| self.standing.clone())
    }
}

impl Ticks {
    /// What can be ticked, and whether it is.
    pub fn new(options: Vec<(String, bool)>) -> Self {
        Self { options, cursor: 0 }
    }

    fn type_key(&mut self, key: Key, number: &mut TypedNumber) -> bool {
        let count = self.options.len();
        let not_meant = number.replaced_by(key, count);
        match key.code {
            Code::Left => self.cursor = self.cursor.checked_sub(1).unwrap_or(count.max(1) - 1),
            Code::Right => self.cursor = (self.cursor + 1) % count.max(1),
            Code::Char(' ') => self.turn(self.cursor),
            Code::Char(_) => match number.take(key, count) {
                Some(place) => {
                    if let Some(not_meant) = not_meant {
                        self.turn(not_meant);
                    }
                    self.turn(place);
                    return true;
                }
                None => return false,
            },
            _ => return false,
        }
        number.end();
        true
    }

    fn turn(&mut self, place: usize) {
        if let Some((_, ticked)) = self.options.get_mut(place) {
            *ticked = !*ticked;
            self.cursor = place;
        }
    }
}

fn choose(
    options: &[String],
    chosen: &mut Option<usize>,
    key: Key,
    number: &mut TypedNumber,
) -> bool {
    let count = options.len().max(1);
    match key.code {
        // Of two, each is said by the arrow on whose side it stands, however often it is pressed.
        Code::Left | Code::Right if count == 2 => {
            *chosen = Some(usize::from(key.code == Code::Right));
        }
        Code::Left => {
            let before = chosen.and_then(|place| place.checked_sub(1));
            *chosen = Some(before.unwrap_or(count - 1));
        }
        Code::Char(' ') if chosen.is_none() => return false,
        Code::Right | Code::Char(' ') => {
            *chosen = Some(chosen.map_or(0, |place| (place + 1) % count));
        }
        Code::Char(_) => match number.take(key, count) {
            Some(place) => {
                *chosen = Some(place);
                return true;
            }
            None => return false,
        },
        _ => return false,
    }
    number.end();
    true
}
