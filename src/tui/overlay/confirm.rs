//! A yes-or-no question before something that stays; the no is chosen until the person moves.

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
        &[Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        if self.list.act(action, 2) {
            return Vec::new();
        }
        match action {
            Action::Choose if self.list.selected == 1 => {
                let mut effects = vec![Effect::Pop];
                effects.extend(self.question.then.clone());
                effects
            }
            Action::Choose | Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
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
        let rows = [Row::new(&self.question.no), Row::new(&self.question.yes)];
        let spot = Rect {
            y: rest.y + rest.height.saturating_sub(2),
            height: rest.height.min(2),
            ..rest
        };
        self.list.draw(theme, frame, spot, &rows);
    }
}
