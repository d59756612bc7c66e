//! Every key that is live here, with the reason where one can do nothing now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::hints::Hint;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{Panel, width, wrapped};

/// Columns that keys take in the list.
const KEYS: usize = 17;

/// Every key that is live here.
pub struct Help {
    hints: Vec<Hint>,
    first: usize,
}

impl Help {
    /// Shows the key rows of the layer below.
    pub fn new(hints: Vec<Hint>) -> Self {
        Self { hints, first: 0 }
    }

    fn lines(&self, theme: Theme, columns: usize) -> Vec<Line<'static>> {
        let room = columns.saturating_sub(KEYS + 1);
        let mut lines = Vec::new();
        for hint in &self.hints {
            let role = if hint.why_not.is_some() {
                Role::Disabled
            } else {
                Role::Text
            };
            let said = match &hint.why_not {
                Some(why) => format!("Not now: {why} {}", hint.help),
                None => hint.help.to_owned(),
            };
            let mut keys = wrapped(&hint.keys, KEYS).into_iter();
            let mut words = wrapped(&said, room).into_iter();
            loop {
                let (key, text) = (keys.next(), words.next());
                if key.is_none() && text.is_none() {
                    break;
                }
                let key = key.unwrap_or_default();
                let gap = " ".repeat((KEYS + 1).saturating_sub(width(&key)));
                lines.push(Line::from(vec![
                    Span::styled(key, theme.style(Role::Key)),
                    Span::raw(gap),
                    Span::styled(text.unwrap_or_default(), theme.style(role)),
                ]));
            }
        }
        lines
    }
}

impl Layer for Help {
    fn title(&self, _model: &Model) -> String {
        "Keys here".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        match action {
            Action::Choose | Action::Help => Use::Absent,
            Action::PageDown => Use::Called("read on"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        match action {
            Action::Up => self.first = self.first.saturating_sub(1),
            Action::Down => self.first += 1,
            Action::PageUp => self.first = self.first.saturating_sub(10),
            Action::PageDown => self.first += 10,
            Action::First => self.first = 0,
            Action::Close | Action::Choose => return vec![Effect::Pop],
            _ => {}
        }
        self.first = self.first.min(self.hints.len() * 2);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let panel = Panel {
            title: "Keys that are live here",
            columns: 88,
            rows: area.height,
        };
        let inside = panel.draw(theme, frame, area);
        let lines = self.lines(theme, usize::from(inside.width));
        let height = usize::from(inside.height);
        let first = self.first.min(lines.len().saturating_sub(height));
        let more = lines.len() > first + height;
        for (row, line) in lines.into_iter().skip(first).take(height).enumerate() {
            let y = inside.y + u16::try_from(row).unwrap_or(0);
            frame.render_widget(line, Rect::new(inside.x, y, inside.width, 1));
        }
        if more && inside.height > 0 {
            let spot = Rect::new(inside.right(), inside.bottom() - 1, 1, 1);
            frame.render_widget(Span::styled(theme.more().1, theme.style(Role::Quiet)), spot);
        }
    }
}
