//! Keys that come faster than fingers are a paste, where the terminal does not say so itself.
//!
//! Windows hands pasted text over key by key, each line end as Enter. An Enter on
//! the heels of another key therefore waits until it is clear what it belongs to.

use std::collections::VecDeque;

use crate::tui::key::Key;

use super::App;

/// So many milliseconds are looked at, and an Enter waits for no longer than that.
const WITHIN: u64 = 50;
/// More keys than this within that time are a paste.
const MOST_BY_HAND: usize = 20;

/// Tells a burst of keys from typing.
#[derive(Debug, Default)]
pub struct Burst {
    recent: VecDeque<u64>,
    /// An Enter that may belong to a paste, and every key after it.
    held: Vec<Key>,
    is_paste: bool,
}

/// What a burst turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// Somebody typed quickly.
    Keys(Vec<Key>),
    /// It was pasted.
    Paste(String),
}

impl Burst {
    /// Takes in a key; true if it is held back for a moment.
    pub fn holds(&mut self, key: Key, at: u64) -> bool {
        let is_recent = |then: &u64| at.saturating_sub(*then) <= WITHIN;
        self.recent.retain(is_recent);
        let on_heels = !self.recent.is_empty();
        self.recent.push_back(at);
        if self.recent.len() > MOST_BY_HAND {
            self.is_paste = true;
        } else if self.held.is_empty() && !on_heels {
            self.is_paste = false;
        }
        let hold = !self.held.is_empty() || (key.is_enter() && on_heels);
        if hold {
            self.held.push(key);
        }
        hold
    }

    /// After how many milliseconds the held keys are told.
    pub fn due_in(&self, at: u64) -> Option<u64> {
        let last = self.recent.back().filter(|_| !self.held.is_empty())?;
        Some((last + WITHIN + 1).saturating_sub(at))
    }

    /// What the held keys turned out to be, once no other followed.
    pub fn told(&mut self, at: u64) -> Option<Told> {
        if self.due_in(at)? > 0 {
            return None;
        }
        let held = std::mem::take(&mut self.held);
        if !std::mem::take(&mut self.is_paste) {
            return Some(Told::Keys(held));
        }
        let letters = held.into_iter().filter_map(|key| {
            if key.is_enter() {
                Some('\n')
            } else {
                key.typed()
            }
        });
        Some(Told::Paste(letters.collect()))
    }
}

impl App {
    /// Answers held keys, or pastes them, once it is clear what they are.
    pub(super) fn tell_burst(&mut self) {
        match self.burst.told(self.model.now.steady) {
            Some(Told::Keys(keys)) => {
                for key in keys {
                    self.take_key(key);
                }
            }
            Some(Told::Paste(text)) => self.paste(&text),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::Code;

    fn enter() -> Key {
        Key::plain(Code::Enter)
    }

    #[test]
    fn e04_a_burst_with_line_ends_is_a_paste() {
        let mut burst = Burst::default();
        let mut at = 0;
        let mut through = String::new();
        for letter in "one\ntwo and three and four and five\nsix".chars() {
            at += 1;
            let key = if letter == '\n' {
                enter()
            } else {
                Key::char(letter)
            };
            if !burst.holds(key, at) {
                through.push(letter);
            }
        }
        assert_eq!(through, "one");
        assert_eq!(burst.told(at + 10), None);
        assert_eq!(
            burst.told(at + 60),
            Some(Told::Paste("\ntwo and three and four and five\nsix".into()))
        );
    }

    #[test]
    fn e04_a_burst_into_the_note_line_files_nothing() {
        use crate::tui::testing::World;

        let mut world = World::conference().press("n");
        world.app.bursts_are_pastes = true;
        for letter in "one\ntwo and three and four and five\n".chars() {
            world.clock.pass(1);
            world.app.press(match letter {
                '\n' => enter(),
                letter => Key::char(letter),
            });
        }
        assert!(world.app.next_tick().is_some_and(|wait| wait <= 51));
        let world = world.wait(60);
        let model = world.app.model();
        assert!(model.case().unwrap().marks.is_empty());
        assert_eq!(model.note_draft, "one\ntwo and three and four and five\n");
        let world = world.press("enter");
        assert_eq!(world.app.model().case().unwrap().marks.len(), 1);
    }

    #[test]
    fn a_quick_finger_is_no_paste() {
        let mut burst = Burst::default();
        assert!(!burst.holds(Key::char('k'), 0));
        assert!(burst.holds(enter(), 40));
        assert_eq!(burst.due_in(41), Some(50));
        assert_eq!(burst.told(91), Some(Told::Keys(vec![enter()])));
        assert!(!burst.holds(enter(), 400), "an Enter alone never waits");
    }
}
