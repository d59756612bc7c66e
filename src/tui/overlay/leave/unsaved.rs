//! Leaving while something could not be saved: try again, stay, or type LOSE.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::desk::SaveStatus;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::overlay::asking::{Asking, Below};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{Numbered, TextLine, Way};

/// The word that has to be typed to lose what is not saved.
const WORD: &str = "LOSE";

/// Asks what is to be done with what could not be saved.
#[derive(Debug)]
pub(super) struct Unsaved {
    count: usize,
    /// Whether it was tried and did not work; else it is only taking its time.
    failed: bool,
    leaving: Effect,
    list: Numbered,
    word: Option<TextLine>,
}

impl Unsaved {
    pub(super) fn new(status: &SaveStatus, leaving: Effect) -> Self {
        Self {
            count: status.waiting.max(1),
            failed: status.problem.is_some(),
            leaving,
            list: Numbered::default(),
            word: None,
        }
    }

    pub(super) fn is_typing(&self) -> bool {
        self.word.is_some()
    }

    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Some(word) = &self.word {
            return match action {
                Action::Accept if word.text().trim() == WORD => vec![self.leaving.clone()],
                Action::Accept => {
                    let said = "That is not the word, so nothing was lost.";
                    vec![Effect::Say(Message::refused(said))]
                }
                Action::Close => {
                    self.word = None;
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        if self.list.act(action, 3) {
            return Vec::new();
        }
        match (action, self.list.selected) {
            (Action::Choose, 0) => vec![Effect::SaveThen(Box::new(self.leaving.clone()))],
            (Action::Choose, 2) => {
                self.word = Some(TextLine::new("", 20));
                Vec::new()
            }
            (Action::Choose | Action::Close, _) => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    pub(super) fn type_key(&mut self, key: Key) {
        match &mut self.word {
            Some(word) => {
                word.type_key(key);
            }
            None => {
                self.list.take_number(key, 3);
            }
        }
    }

    pub(super) fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
        let said = match (self.count, self.failed) {
            (1, true) => "1 change is not saved and stands only in memory.".to_owned(),
            (count, true) => format!("{count} changes are not saved and stand only in memory."),
            (1, false) => "1 change is still being saved. The disk is slow.".to_owned(),
            (count, false) => format!("{count} changes are still being saved. The disk is slow."),
        };
        let ways = [
            Way::new(
                "Save, then leave",
                "Leaves only if everything could be saved.",
            ),
            Way::new(
                "Stay here",
                "Typing goes on; nothing is lost while this window is open.",
            ),
            Way::new("Leave and lose them…", "Asks for a word first."),
        ];
        let below = match &self.word {
            Some(word) => {
                let said = format!("Type {WORD} in capital letters, then Enter. Esc goes back.");
                Below::Line(word, said)
            }
            None => Below::Ways(&ways, self.list),
        };
        let asking = Asking {
            title: if self.failed {
                "NOT SAVED"
            } else {
                "Still saving"
            },
            about: vec![(
                said,
                if self.failed {
                    Role::Warning
                } else {
                    Role::Strong
                },
            )],
            below,
        };
        asking.draw(theme, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    fn not_saved(waiting: usize) -> SaveStatus {
        SaveStatus {
            waiting,
            problem: Some("The disk is full.".to_owned()),
            ..SaveStatus::default()
        }
    }

    fn typed(word: &str) -> Vec<Effect> {
        let mut unsaved = Unsaved::new(&not_saved(2), Effect::Quit);
        unsaved.type_key(Key::char('3'));
        unsaved.act(Action::Choose);
        assert!(unsaved.is_typing());
        for letter in word.chars() {
            unsaved.type_key(Key::char(letter));
        }
        unsaved.act(Action::Accept)
    }

    #[test]
    fn only_the_whole_word_loses_what_is_not_saved() {
        assert_eq!(typed("LOSE"), [Effect::Quit]);
        assert_ne!(typed("lose"), [Effect::Quit]);
        assert_ne!(typed("LOS"), [Effect::Quit]);
        assert_ne!(typed(""), [Effect::Quit]);
    }

    #[test]
    fn trying_again_comes_first_and_staying_is_one_key() {
        let mut unsaved = Unsaved::new(&not_saved(1), Effect::CloseCase);
        assert_eq!(
            unsaved.act(Action::Choose),
            [Effect::SaveThen(Box::new(Effect::CloseCase))]
        );
        assert_eq!(unsaved.act(Action::Close), [Effect::Pop]);
    }

    #[test]
    fn it_says_how_much_is_at_stake() {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let unsaved = Unsaved::new(&not_saved(2), Effect::Quit);
        let theme = Theme::default();
        let drawn = terminal.draw(|frame| unsaved.draw(theme, frame, frame.area()));
        drawn.unwrap();
        insta::assert_snapshot!("leave_unsaved_80x24", terminal.backend());
    }
}
