//! Who: people of the case by a few letters or a number, or somebody else by name.

use crate::case::{LONGEST_NAME, Party, PersonId};
use crate::tui::key::{Code, Key};
use crate::tui::widget::{TextLine, TypedNumber};

/// People of the case, or somebody else by name.
#[derive(Debug, Clone)]
pub struct Parties {
    /// Everybody of the case.
    people: Vec<(PersonId, String)>,
    /// Who was chosen, in the order of choosing.
    pub chosen: Vec<Party>,
    /// Letters of a name.
    pub line: TextLine,
    /// Which of those on offer the cursor stands on, from 0.
    pub cursor: usize,
    /// Whether whoever is chosen takes the place of whoever was.
    is_one: bool,
    /// Whether a comma was typed just now: the space that people put after it chooses nobody.
    after_comma: bool,
}

/// Somebody who can be taken now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// A person, by their place in the list.
    Person(usize),
    /// Somebody else, by the name that was typed.
    SomebodyElse(String),
}

impl Parties {
    /// Everybody who can be chosen, and who is.
    pub fn new(people: Vec<(PersonId, String)>, chosen: Vec<Party>) -> Self {
        Self {
            people,
            chosen,
            line: TextLine::new("", LONGEST_NAME),
            cursor: 0,
            is_one: false,
            after_comma: false,
        }
    }

    /// Everybody of whom one can be chosen, and nobody is yet.
    pub fn one_of(people: Vec<(PersonId, String)>) -> Self {
        Self {
            is_one: true,
            ..Self::new(people, Vec::new())
        }
    }

    /// Names of those who are chosen.
    pub fn names(&self) -> Vec<String> {
        self.chosen.iter().map(|party| self.name(party)).collect()
    }

    /// Who can be taken now: people whose name has what was typed, then somebody else of that name.
    pub fn on_offer(&self) -> Vec<Offer> {
        let typed = self.line.text().trim().to_lowercase();
        let mut offers: Vec<Offer> = self
            .people
            .iter()
            .enumerate()
            .filter(|(_, (_, name))| has_word_starting(&name.to_lowercase(), &typed))
            .map(|(place, _)| Offer::Person(place))
            .collect();
        if !typed.is_empty() {
            let name = self.line.text().trim().to_owned();
            offers.push(Offer::SomebodyElse(name));
        }
        offers
    }

    /// How somebody on offer is shown, and whether they are chosen already.
    pub fn shown(&self, offer: &Offer) -> (String, bool) {
        match offer {
            Offer::Person(place) => match self.people.get(*place) {
                Some((id, name)) => {
                    let chosen = self.chosen.contains(&Party::Person(*id));
                    (format!("{} {name}", place + 1), chosen)
                }
                None => (String::new(), false),
            },
            Offer::SomebodyElse(name) => (format!("somebody else: {name}"), false),
        }
    }

    /// The sign before somebody on offer: round where it is one alone who is chosen.
    pub fn sign(&self, chosen: bool) -> &'static str {
        match (self.is_one, chosen) {
            (true, true) => "(x)",
            (true, false) => "( )",
            (false, true) => "[x]",
            (false, false) => "[ ]",
        }
    }

    /// Takes whoever the cursor stands on, where letters were typed.
    pub fn take(&mut self) {
        if self.line.text().trim().is_empty() {
            return;
        }
        if let Some(offer) = self.on_offer().get(self.cursor).cloned() {
            self.add(&offer);
        }
        self.line.set("");
        self.cursor = 0;
    }

    /// Takes a key; true if it meant something.
    pub fn type_key(&mut self, key: Key, number: &mut TypedNumber) -> bool {
        let not_meant = number.replaced_by(key, self.people.len());
        let empty = self.line.text().is_empty();
        let count = self.on_offer().len().max(1);
        let after_comma = std::mem::take(&mut self.after_comma);
        match key.code {
            Code::Char(' ') if empty && after_comma => {}
            Code::Left => self.cursor = self.cursor.checked_sub(1).unwrap_or(count - 1),
            Code::Right => self.cursor = (self.cursor + 1) % count,
            Code::Backspace if empty => drop(self.chosen.pop()),
            Code::Char(' ') if empty => self.turn(self.cursor),
            // Further names, or numbers, follow one another as they would on paper.
            Code::Char(',') => {
                self.take();
                self.after_comma = true;
            }
            Code::Char(letter) if empty && (matches!(letter, '1'..='9') || not_meant.is_some()) => {
                if let Some(place) = number.take(key, self.people.len()) {
                    if let Some(not_meant) = not_meant {
                        self.turn(not_meant);
                    }
                    self.turn(place);
                    return true;
                }
            }
            _ => {
                number.end();
                let changed = self.line.type_key(key);
                if changed {
                    self.cursor = 0;
                }
                return changed || key.typed().is_none();
            }
        }
        number.end();
        true
    }

    /// Takes pasted text, and each name that a comma or the end of a line follows; false, and none
    /// of it, if one does not fit.
    pub fn paste(&mut self, text: &str) -> bool {
        self.cursor = 0;
        let Some((names, last)) = text.rsplit_once([',', '\n', '\r']) else {
            return self.line.paste(text);
        };
        let before = self.line.text().to_owned();
        let names = format!("{before}{names}");
        let names: Vec<&str> = names.split([',', '\n', '\r']).map(str::trim).collect();
        let fits = |name: &&str| name.chars().count() <= LONGEST_NAME;
        if !names.iter().chain([&last.trim()]).all(fits) {
            return false;
        }
        for name in names {
            self.take_by_name(name);
        }
        self.line.set("");
        self.line.paste(last.trim())
    }

    /// Takes whom a name was pasted for. Nobody saw whom its letters would offer, so they have to
    /// be somebody's whole name, or a word in the name of one person alone.
    fn take_by_name(&mut self, name: &str) {
        if name.is_empty() {
            return;
        }
        let sought = name.to_lowercase();
        let places = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let people = self.people.iter().enumerate();
            let found = people.filter(|(_, (_, known))| is_it(&known.to_lowercase()));
            found.map(|(place, _)| place).collect()
        };
        let whole = places(&|known| known == sought);
        let by_word = places(&|known| known.split(' ').any(|word| word == sought));
        match (whole.as_slice(), by_word.as_slice()) {
            ([place], _) | ([], [place]) => self.add(&Offer::Person(*place)),
            _ => self.add(&Offer::SomebodyElse(name.to_owned())),
        }
    }

    fn add(&mut self, offer: &Offer) {
        let party = match offer {
            Offer::Person(place) => match self.people.get(*place) {
                Some((id, _)) => Party::Person(*id),
                None => return,
            },
            Offer::SomebodyElse(name) => Party::Other(name.clone()),
        };
        if !self.chosen.contains(&party) {
            self.choose(party);
        }
    }

    fn choose(&mut self, party: Party) {
        if self.is_one {
            self.chosen.clear();
        }
        self.chosen.push(party);
    }

    /// Chooses a person by their place, or no longer.
    fn turn(&mut self, place: usize) {
        let Some((id, _)) = self.people.get(place) else {
            return;
        };
        let party = Party::Person(*id);
        if self.chosen.contains(&party) {
            self.chosen.retain(|known| *known != party);
        } else {
            self.choose(party);
        }
        self.cursor = place;
    }

    fn name(&self, party: &Party) -> String {
        match party {
            Party::Person(id) => self
                .people
                .iter()
                .find(|(known, _)| known == id)
                .map_or_else(|| id.to_string(), |(_, name)| name.clone()),
            Party::Other(name) => name.clone(),
        }
    }
}

/// Whether a name, or a word of it, starts like this.
fn has_word_starting(name: &str, typed: &str) -> bool {
    name.starts_with(typed) || name.split(' ').any(|word| word.starts_with(typed))
}
