//! Says why no words are taken here, and catches what was typed without looking.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::Refusal;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::Panel;

/// Why no words are taken here.
///
/// Somebody who opens the note line keeps their eyes on the circle and types. Were
/// the line refused in passing, every letter would become a key of the room; so
/// letters go nowhere until Enter or Esc.
pub struct NoWords {
    refusal: Refusal,
}

impl NoWords {
    /// Says why.
    pub fn new(refusal: Refusal) -> Self {
        Self { refusal }
    }
}

impl Layer for NoWords {
    fn title(&self, _model: &Model) -> String {
        "No note here".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Text, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "nothing but going back means anything here"
    )]
    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        match action {
            Action::Accept | Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let panel = Panel {
            title: "No note here",
            columns: 60,
            rows: 7,
        };
        let inside = panel.draw(model.theme, frame, area);
        let why = format!(
            "{}\n\nWhat is typed now goes nowhere. Enter goes back.",
            self.refusal
        );
        Panel::words(model.theme, Role::Text, &why, frame, inside);
    }
}
