//! Which key does what: one table, looked up, remapped and written out.

mod document;
mod named;
mod table;

use std::collections::{BTreeMap, HashMap};
use std::fmt;

pub use document::{NamedKeys, card, markdown, named_keys, names};
pub use named::instead_of;
pub use table::{ROWS, Row};

use super::action::Action;
use super::context::Context;
use super::key::{Key, how_keys_are_written};

/// The key table as it is in force: the rows with their standard or chosen keys.
#[derive(Debug, Clone)]
pub struct Keymap {
    bound: Vec<Bound>,
    /// What each key means in each context; every picture asks for many of them.
    meanings: HashMap<(Context, Key), Action>,
}

/// A row of the table with the keys that are in force for it.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The row.
    pub row: &'static Row,
    keys: Vec<Key>,
}

/// Why keys of a configuration cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeymapProblem {
    /// There is no action of that name.
    UnknownAction(String),
    /// Something is not the name of a key.
    UnknownKey(String),
    /// An action was left without any key.
    NoKey(String),
    /// One key would mean two things at once.
    Clash {
        /// The key.
        key: Key,
        /// One meaning.
        first: Action,
        /// The other.
        second: Action,
    },
}

impl fmt::Display for KeymapProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownAction(name) => write!(
                formatter,
                "There is nothing called \"{name}\" to give a key to. {}",
                instead_of(name)
            ),
            Self::UnknownKey(what) => write!(formatter, "{what}. {}", how_keys_are_written()),
            Self::NoKey(name) => write!(
                formatter,
                "\"{name}\" is left without a key. Give it at least one."
            ),
            Self::Clash { key, first, second } => write!(
                formatter,
                "The key {key} would mean both \"{}\" and \"{}\". Give one of them another key.",
                first.name(),
                second.name()
            ),
        }
    }
}

impl std::error::Error for KeymapProblem {}

impl Keymap {
    /// The table with its standard keys.
    pub fn standard() -> Self {
        Self::of(standard_rows())
    }

    fn of(bound: Vec<Bound>) -> Self {
        let most = bound
            .iter()
            .map(|bound| bound.row.contexts.len() * bound.keys.len());
        let mut meanings = HashMap::with_capacity(most.sum());
        for Bound { row, keys } in &bound {
            for (context, key) in row.contexts.iter().flat_map(|context| {
                let keys = keys.iter();
                keys.map(move |key| (*context, *key))
            }) {
                // Within one context the first row counts; a clash is refused anyway.
                meanings.entry((context, key)).or_insert(row.action);
            }
        }
        Self { bound, meanings }
    }

    /// The table with some keys changed: by name of an action, all its keys anew.
    pub fn remapped(chosen: &BTreeMap<String, Vec<String>>) -> Result<Self, KeymapProblem> {
        // Of the standard keys a test says that none of them clash.
        if chosen.is_empty() {
            return Ok(Self::standard());
        }
        let mut bound = standard_rows();
        for (name, keys) in chosen {
            let keys = keys
                .iter()
                .map(|key| key.parse::<Key>().map(Key::folded))
                .collect::<Result<Vec<Key>, String>>()
                .map_err(KeymapProblem::UnknownKey)?;
            if keys.is_empty() {
                return Err(KeymapProblem::NoKey(name.clone()));
            }
            let mut known = false;
            for bound in &mut bound {
                if bound.row.action.name() == *name {
                    bound.keys.clone_from(&keys);
                    known = true;
                }
            }
            if !known {
                return Err(KeymapProblem::UnknownAction(name.clone()));
            }
        }
        let map = Self::of(bound);
        match map.clash() {
            Some(clash) => Err(clash),
            None => Ok(map),
        }
    }

    /// What a key means in these contexts, the first one counting most.
    ///
    /// While something is being typed, keys that type a character mean nothing
    /// but that character.
    pub fn action(&self, key: Key, contexts: &[Context], typing: bool) -> Option<Action> {
        if typing && key.typed().is_some() {
            return None;
        }
        let key = key.folded();
        let mut contexts = contexts.iter().chain([&Context::Everywhere]);
        contexts.find_map(|context| self.meanings.get(&(*context, key)).copied())
    }

    /// Rows that are live in these contexts with the keys that lead there, in the order of the
    /// table; a key that counts more in an earlier context is not named twice.
    pub fn live(&self, contexts: &[Context]) -> Vec<(&'static Row, Vec<Key>)> {
        self.rows(contexts)
            .map(|bound| (bound.row, self.leading(bound, contexts).collect::<Vec<_>>()))
            .filter(|(_, keys)| !keys.is_empty())
            .collect()
    }

    /// The rows of these contexts, whether or not any of their keys leads there.
    pub fn rows(&self, contexts: &[Context]) -> impl Iterator<Item = &Bound> {
        self.bound.iter().filter(|bound| {
            let mut places = bound.row.contexts.iter();
            places.any(|place| contexts.contains(place) || *place == Context::Everywhere)
        })
    }

    /// The first key that leads to a row in these contexts, if there is one.
    pub fn first_key(&self, bound: &Bound, contexts: &[Context]) -> Option<Key> {
        self.leading(bound, contexts).next()
    }

    fn leading(&self, bound: &Bound, contexts: &[Context]) -> impl Iterator<Item = Key> {
        let action = bound.row.action;
        let leads = move |key: &Key| self.action(*key, contexts, false) == Some(action);
        bound.keys.iter().copied().filter(leads)
    }

    /// The first key of an action in these contexts, as shown; nothing where it is not live there.
    pub fn key_in(&self, action: Action, contexts: &[Context]) -> Option<String> {
        self.rows(contexts)
            .filter(|bound| bound.row.action == action)
            .find_map(|bound| self.first_key(bound, contexts))
            .map(|key| key.to_string())
    }

    /// The first key that would mean two things at once.
    pub fn clash(&self) -> Option<KeymapProblem> {
        let mut groups = Context::TOGETHER.iter();
        let clash = groups.find_map(|contexts| self.clash_within(contexts));
        clash.or_else(|| self.chosen_by_the_clicker_alone())
    }

    /// Where the clicker decides nothing, another key has to be left that does.
    fn chosen_by_the_clicker_alone(&self) -> Option<KeymapProblem> {
        let (first, second) = (Action::Choose, Action::ClickAgain);
        let mut keys = self.keys_of(first, Context::List);
        let taken: Vec<Key> = self.keys_of(second, Context::Unhurried).collect();
        let key = *taken.first()?;
        keys.all(|key| taken.contains(&key))
            .then_some(KeymapProblem::Clash { key, first, second })
    }

    fn keys_of(&self, action: Action, context: Context) -> impl Iterator<Item = Key> {
        let rows = self.bound.iter().filter(move |bound| {
            bound.row.action == action && bound.row.contexts.contains(&context)
        });
        rows.flat_map(|bound| bound.keys.iter().copied())
    }

    fn clash_within(&self, contexts: &[Context]) -> Option<KeymapProblem> {
        let mut taken: BTreeMap<Key, Action> = BTreeMap::new();
        let live = self.bound.iter().filter(|bound| {
            bound
                .row
                .contexts
                .iter()
                .any(|known| contexts.contains(known))
        });
        for Bound { row, keys } in live {
            for key in keys {
                match taken.insert(*key, row.action) {
                    Some(first) if first != row.action => {
                        return Some(KeymapProblem::Clash {
                            key: *key,
                            first,
                            second: row.action,
                        });
                    }
                    Some(_) | None => {}
                }
            }
        }
        None
    }
}

fn standard_rows() -> Vec<Bound> {
    let standard = |row: &'static Row| Bound {
        row,
        keys: row.standard_keys(),
    };
    ROWS.iter().map(standard).collect()
}

/// Keys as shown, one after the other.
pub fn shown(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
    keys.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::Code;

    #[test]
    fn no_key_means_two_things_at_once() {
        assert_eq!(Keymap::standard().clash(), None);
    }

    #[test]
    fn every_row_has_readable_keys_and_words() {
        for row in ROWS {
            assert!(!row.standard_keys().is_empty(), "{:?}", row.action);
            assert!(row.help.ends_with('.'), "{:?}", row.action);
            assert!(!row.label.is_empty());
        }
    }

    #[test]
    fn a_key_can_be_changed() {
        let chosen = BTreeMap::from([("mark-idea".to_owned(), vec!["j".to_owned()])]);
        let map = Keymap::remapped(&chosen).unwrap();
        let room = &[Context::Room];
        assert_eq!(
            map.action(Key::char('j'), room, false),
            Some(Action::MarkIdea)
        );
        assert_eq!(map.action(Key::char('a'), room, false), None);
    }

    #[test]
    fn where_the_clicker_decides_nothing_another_key_is_left_that_does() {
        let chosen = |key: &str| BTreeMap::from([("choose".to_owned(), vec![key.to_owned()])]);
        let problem = Keymap::remapped(&chosen("space")).unwrap_err();
        assert!(matches!(problem, KeymapProblem::Clash { .. }), "{problem}");
        assert!(Keymap::remapped(&chosen("ctrl-e")).is_ok());
    }

    #[test]
    fn a_change_that_clashes_is_refused_and_names_both() {
        let chosen = BTreeMap::from([("mark-idea".to_owned(), vec!["k".to_owned()])]);
        let problem = Keymap::remapped(&chosen).unwrap_err().to_string();
        assert!(problem.contains("mark-idea") && problem.contains("mark-key-point"));
        let unknown = BTreeMap::from([("fly".to_owned(), vec!["k".to_owned()])]);
        assert!(Keymap::remapped(&unknown).is_err());
        let none = BTreeMap::from([("mark-idea".to_owned(), vec![])]);
        assert!(Keymap::remapped(&none).is_err());
    }

    #[test]
    fn letters_go_into_the_text_while_typing() {
        let map = Keymap::standard();
        let note = &[Context::Note];
        assert_eq!(map.action(Key::char('?'), note, true), None);
        let hide: Key = "ctrl-l".parse().unwrap();
        assert_eq!(map.action(hide, note, true), Some(Action::HideEverything));
    }

    /// `screen` and `tmux` keep Ctrl-A and Ctrl-B for themselves, some windows keep what Alt is
    /// held with, and a connection may know no function keys: the one that there is stands beside
    /// another key.
    #[test]
    fn d08_every_action_has_a_key_that_a_window_inside_a_window_lets_through() {
        for row in ROWS {
            let prefix = [Code::Char('a'), Code::Char('b')];
            let kept = |key: &Key| {
                key.alt || key.code == Code::F12 || (key.control && prefix.contains(&key.code))
            };
            let through = row.standard_keys().into_iter().any(|key| !kept(&key));
            assert!(through, "{:?}", row.action);
        }
    }
}
