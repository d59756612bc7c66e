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
/// The widest the list gets.
const WIDEST: u16 = 88;
/// Rows of the screen that are not the list's: header, message, footer and its frame.
const AROUND: u16 = 5;
/// How many more there are where it stands above that something could not be saved.
const MORE_TO_TELL: u16 = 3;

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

    /// The last line that can stand at the top: from there the end is seen.
    fn last_first(&self, model: &Model) -> usize {
        let (columns, rows) = model.size;
        let columns = usize::from(columns.min(WIDEST).saturating_sub(4));
        let told = model.save_problem().map_or(0, |_| MORE_TO_TELL);
        let room = usize::from(rows.saturating_sub(AROUND + told));
        let lines = self.lines(model.theme, columns).len();
        lines.saturating_sub(room)
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

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match action {
            Action::Choose | Action::Help => Use::Absent,
            Action::PageDown if self.first >= self.last_first(model) => {
                Use::Idle("The end is on the screen.")
            }
            Action::PageDown => Use::Called("read on"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let last = self.last_first(model);
        match action {
            Action::Up => self.first = self.first.saturating_sub(1),
            Action::Down => self.first += 1,
            Action::PageUp => self.first = self.first.saturating_sub(10),
            Action::PageDown => self.first += 10,
            Action::First => self.first = 0,
            Action::Last => self.first = last,
            Action::Close | Action::Choose => return vec![Effect::Pop],
            _ => {}
        }
        self.first = self.first.min(last);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let panel = Panel {
            title: "Keys that are live here",
            columns: WIDEST,
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

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    #[test]
    fn help_ends_where_its_last_key_stands_and_offers_no_further_page_there() {
        let mut world = World::conference();
        world.screen(80, 24);
        world = world.press("? end");
        let end = world.screen(80, 24);
        assert!(!end.contains("read on"), "{end}");
        // However often one reads on there, one key up is one line up.
        world = world.press("pgdn pgdn down down up down");
        assert_eq!(world.screen(80, 24), end);
        let up = world.press("up").screen(80, 24);
        assert!(up != end && up.contains("read on"), "{up}");
    }

    #[test]
    fn help_that_fits_offers_no_further_page() {
        let mut world = World::conference();
        world.screen(120, 100);
        let whole = world.press("?").screen(120, 100);
        assert!(!whole.contains("read on"), "{whole}");
    }
}
