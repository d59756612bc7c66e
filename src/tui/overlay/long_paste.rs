//! Something too long was pasted: whether to keep its beginning.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Panel, thousands, wrapped};

/// Asks whether to keep the beginning of what was pasted.
pub struct LongPaste {
    beginning: String,
    length: usize,
}

impl LongPaste {
    /// Asks about a paste of so many characters, with as much of it as may be kept.
    pub fn new(beginning: &str, length: usize) -> Self {
        Self {
            beginning: beginning.to_owned(),
            length,
        }
    }

    fn question(&self) -> String {
        format!(
            "What was pasted is too long ({} characters). Keep the first {}? [y/N]",
            thousands(self.length),
            thousands(self.beginning.chars().count())
        )
    }
}

/// Nothing of the paste is kept.
fn let_go() -> Vec<Effect> {
    let nothing = Message::done("Nothing was pasted. What you typed before is still there.");
    vec![Effect::Pop, Effect::Say(nothing)]
}

impl Layer for LongPaste {
    fn title(&self, _model: &Model) -> String {
        "Too long".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Answering, Context::Overlay]
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        match action {
            Action::Yes => vec![
                Effect::Pop,
                Effect::Paste(std::mem::take(&mut self.beginning)),
            ],
            Action::No | Action::Close => let_go(),
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if key.is_enter() { let_go() } else { Vec::new() }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let question = self.question();
        let rows = u16::try_from(wrapped(&question, 56).len()).unwrap_or(3);
        let panel = Panel {
            title: "Too long",
            columns: 60,
            rows: rows + 2,
        };
        let inside = panel.draw(model.theme, frame, area);
        Panel::words(model.theme, Role::Text, &question, frame, inside);
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    fn pasted() -> World {
        World::conference()
            .press("n")
            .words("So: ")
            .paste(&"a".repeat(19_990))
            .press("esc")
    }

    #[test]
    fn a_long_paste_is_asked_about_and_its_beginning_kept_on_yes() {
        let mut world = World::conference().press("n").paste(&"a".repeat(25_000));
        insta::assert_snapshot!("long_paste_80x24", world.screen(80, 24));
        insta::assert_snapshot!("long_paste_120x40", world.screen(120, 40));
        let world = world.press("Y");
        assert_eq!(world.app.model().note_draft.chars().count(), 20_000);
    }

    #[test]
    fn no_more_is_offered_than_still_fits() {
        let mut world = World::conference().press("n").words("So: ");
        world = world.paste(&"a".repeat(25_000));
        assert!(world.screen(80, 24).contains("the first 19,996?"));
        let world = world.press("y");
        assert_eq!(world.app.model().note_draft.chars().count(), 20_000);
    }

    #[test]
    fn nothing_is_kept_on_no() {
        for key in ["n", "enter", "esc"] {
            let mut world = World::conference().press("n").words("half");
            world = world.paste(&"a".repeat(25_000)).press(key);
            assert_eq!(world.app.model().note_draft, "half", "{key}");
            assert!(world.screen(80, 24).contains("Nothing was pasted."));
        }
    }

    #[test]
    fn what_no_longer_fits_is_refused_plainly() {
        let mut world = pasted().press("n").paste(&"b".repeat(20));
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("longer than 20,000 characters. Divide"),
            "{picture}"
        );
        assert_eq!(world.app.model().note_draft.chars().count(), 19_994);
    }

    #[test]
    fn a_field_of_one_line_refuses_at_once() {
        let mut world = World::home()
            .press("home enter tab")
            .paste(&"a".repeat(25_000));
        let picture = world.screen(80, 24);
        assert!(world.app.overlays().is_empty());
        assert!(picture.contains("is too long for this line"), "{picture}");
    }
}
