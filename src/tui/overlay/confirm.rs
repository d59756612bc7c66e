//! A yes-or-no question before something that stays: Y or N, or a choice that begins on the no.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Question};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, wrapped};

/// A yes-or-no question.
pub struct Confirm {
    question: Question,
    list: List,
}

impl Confirm {
    /// Asks a question.
    pub fn new(question: Question) -> Self {
        Self {
            question,
            list: List::default(),
        }
    }
}

impl Layer for Confirm {
    fn title(&self, _model: &Model) -> String {
        self.question.ask.clone()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Answering, Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        if self.list.act(action, 2) {
            return Vec::new();
        }
        let chosen = action == Action::Choose;
        if action == Action::Yes || (chosen && self.list.selected == 1) {
            let mut effects = vec![Effect::Pop];
            effects.extend(self.question.then.clone());
            return effects;
        }
        if chosen || action == Action::No {
            let mut effects = vec![Effect::Pop];
            effects.extend(self.question.otherwise.clone());
            return effects;
        }
        if action == Action::Close {
            return vec![Effect::Pop];
        }
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let about = wrapped(&self.question.about, 56).len();
        let panel = Panel {
            title: &self.question.ask,
            columns: 60,
            rows: u16::try_from(about + 5).unwrap_or(9).max(9),
        };
        let inside = panel.draw(theme, frame, area);
        let rest = Panel::words(theme, Role::Text, &self.question.about, frame, inside);
        let row = |action, words: &str| {
            let key = model.keymap.key_in(action, self.contexts());
            Row::new(format!("{:<3}{words}", key.unwrap_or_default()))
        };
        let rows = [
            row(Action::No, &self.question.no),
            row(Action::Yes, &self.question.yes),
        ];
        let spot = Rect {
            y: rest.y + rest.height.saturating_sub(2),
            height: rest.height.min(2),
            ..rest
        };
        self.list.draw(theme, frame, spot, &rows);
    }
}
