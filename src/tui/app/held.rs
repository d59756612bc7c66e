//! A held key is one key, for everything that records or moves.

use super::App;
use crate::tui::action::Action;
use crate::tui::effect::Message;
use crate::tui::key::Key;

/// Repeats of a held key come faster than this, in milliseconds; fingers do not.
const REPEAT_WITHIN: u64 = 100;
/// The pause before a held key begins to repeat lies within this, in milliseconds.
const FIRST_REPEAT_WITHIN: u64 = 800;

/// Tells a held key from one that was pressed again.
///
/// Most terminals report a held key as presses: one at once, one after half a
/// second, then many. The second one could be a finger as well, so it waits for
/// a moment: if more follow at once, the key is held and it is dropped.
#[derive(Debug, Default)]
pub struct HeldKeys {
    last: Option<(Key, u64)>,
    waiting: Option<(Key, u64)>,
}

impl HeldKeys {
    /// Takes a key press; says which presses are to be answered now.
    pub fn take(&mut self, key: Key, at: u64, may_repeat: bool) -> Vec<Key> {
        let mut answered = Vec::new();
        let before = self.last.replace((key, at));
        let since = before
            .filter(|(known, _)| *known == key)
            .map(|(_, then)| at.saturating_sub(then));
        match since {
            _ if may_repeat => {
                answered.extend(self.waiting.take().map(|(key, _)| key));
                answered.push(key);
            }
            Some(since) if since < REPEAT_WITHIN => self.waiting = None,
            Some(since) if since < FIRST_REPEAT_WITHIN => {
                answered.extend(self.waiting.take().map(|(key, _)| key));
                self.waiting = Some((key, at));
            }
            Some(_) | None => {
                answered.extend(self.waiting.take().map(|(key, _)| key));
                answered.push(key);
            }
        }
        answered
    }

    /// Whether the latest press counts for nothing, for it came as fast as a held key repeats.
    pub fn drops(&self) -> bool {
        self.waiting.is_none()
    }

    /// The press that waited long enough to be a finger's.
    pub fn due(&mut self, at: u64) -> Option<Key> {
        let (_, since) = self.waiting?;
        if at.saturating_sub(since) < REPEAT_WITHIN {
            return None;
        }
        self.waiting.take().map(|(key, _)| key)
    }

    /// After how many milliseconds the waiting press is due.
    pub fn due_in(&self, at: u64) -> Option<u64> {
        let (_, since) = self.waiting?;
        Some((since + REPEAT_WITHIN).saturating_sub(at))
    }
}

/// What is said where a key answers for one person after the other.
const ONE_FOR_EACH: &str = "Held, or pressed as fast as that, a key counts once. Look who is \
                            selected now, and press it once for each person.";

impl App {
    /// Says that presses were dropped, where each of them would have been somebody's answer: a quick
    /// row of them looks as if everybody were counted.
    pub(super) fn say_that_it_was_held(&mut self, meaning: Option<Action>) {
        if meaning.is_some_and(is_for_one_person) {
            self.say(Message::refused(ONE_FOR_EACH));
            self.changed = true;
        }
    }
}

/// Whether an action records something of whoever is selected, and then selects the next.
fn is_for_one_person(action: Action) -> bool {
    matches!(
        action,
        Action::AnswerYes
            | Action::AnswerNotYet
            | Action::AnswerAbstains
            | Action::Arrival
            | Action::SignOnPaper
            | Action::SignByName
            | Action::SignByVoice
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::World;

    /// Three people whom everybody waits for, the first of them selected.
    fn expected() -> World {
        let world = World::home().press("home enter enter enter");
        let names = ["Siân", "Kofi", "Ann"];
        let world = names.iter().fold(world, |world, name| {
            world.press("a").words(name).press("tab space ctrl-s")
        });
        world.press("home")
    }

    /// Presses a key three times, so many milliseconds apart, and waits.
    fn in_a_row(mut world: World, key: char, apart: u64) -> World {
        for _ in 0..3 {
            world.app.press(Key::char(key));
            world = world.wait(apart);
        }
        world.wait(1_000)
    }

    #[test]
    fn answers_in_too_quick_a_row_count_once_and_it_is_said() {
        let mut world = in_a_row(expected(), 'h', 20);
        let here = |world: &World| {
            let people = &world.app.model().case().unwrap().people;
            people.iter().filter(|person| person.is_here()).count()
        };
        assert_eq!(here(&world), 1);
        let picture = world.screen(80, 24);
        assert!(picture.contains("a key counts once"), "{picture}");
        let mut world = in_a_row(expected(), 'h', 150);
        assert_eq!(here(&world), 3);
        assert!(!world.screen(80, 24).contains("a key counts once"));
    }

    const SPACE: char = ' ';

    #[test]
    fn e10_a_key_held_for_two_seconds_is_one_key() {
        let mut held = HeldKeys::default();
        let key = Key::char(SPACE);
        let mut answered = held.take(key, 0, false).len();
        for repeat in 0..40 {
            let at = 500 + repeat * 35;
            answered += usize::from(held.due(at).is_some());
            answered += held.take(key, at, false).len();
        }
        answered += usize::from(held.due(5_000).is_some());
        assert_eq!(answered, 1);
    }

    #[test]
    fn two_quick_presses_are_two() {
        let mut held = HeldKeys::default();
        let key = Key::char(SPACE);
        assert_eq!(held.take(key, 0, false), [key]);
        assert_eq!(held.take(key, 300, false), []);
        assert_eq!(held.due(350), None);
        assert_eq!(held.due(400), Some(key));
    }

    #[test]
    fn another_key_lets_the_waiting_one_through_first() {
        let mut held = HeldKeys::default();
        let (space, k) = (Key::char(SPACE), Key::char('k'));
        held.take(space, 0, false);
        held.take(space, 300, false);
        assert_eq!(held.take(k, 320, false), [space, k]);
    }
}
