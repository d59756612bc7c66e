//! A list with a selected row that stays in sight.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::line::draw_line;
use super::words::{fitted, width};
use crate::tui::action::Action;
use crate::tui::theme::{Role, Theme};

/// Which row is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct List {
    /// The selected row, from 0.
    pub selected: usize,
}

/// One row: what it says, and what stands at the right edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it says.
    pub text: String,
    /// What stands at the right edge; empty for nothing.
    pub right: String,
    /// How it is drawn while it is not selected.
    pub role: Role,
}

impl Row {
    /// A usual row.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            right: String::new(),
            role: Role::Text,
        }
    }

    /// The same row with something at the right edge.
    pub fn with(mut self, right: impl Into<String>) -> Self {
        self.right = right.into();
        self
    }

    /// The same row drawn in another role.
    pub fn drawn(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

impl List {
    /// Moves the selection; true if the action was one of moving.
    pub fn act(&mut self, action: Action, rows: usize) -> bool {
        let last = rows.saturating_sub(1);
        let target = match action {
            Action::Up => self.selected.saturating_sub(1),
            Action::Down => self.selected + 1,
            Action::PageUp => self.selected.saturating_sub(8),
            Action::PageDown => self.selected + 8,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        };
        self.selected = target.min(last);
        true
    }

    /// Keeps the selection within so many rows.
    pub fn keep_within(&mut self, rows: usize) {
        self.selected = self.selected.min(rows.saturating_sub(1));
    }

    /// Draws the rows around the selected one, with a sign where more follow.
    pub fn draw(self, theme: Theme, frame: &mut Frame<'_>, area: Rect, rows: &[Row]) {
        let row = |place| rows.get(place).cloned();
        self.draw_some(theme, frame, area, rows.len(), row);
    }

    /// The same of so many rows, of which only those in sight are asked for.
    pub fn draw_some(
        self,
        theme: Theme,
        frame: &mut Frame<'_>,
        area: Rect,
        rows: usize,
        row: impl Fn(usize) -> Option<Row>,
    ) {
        let height = usize::from(area.height);
        if height == 0 || area.width < 3 {
            return;
        }
        let most = rows.saturating_sub(height);
        let first = self.selected.saturating_sub(height / 2).min(most);
        let (above, below) = theme.more();
        let shown = (first..rows).take(height).filter_map(row);
        for (line, row) in shown.enumerate() {
            let y = area.y + u16::try_from(line).unwrap_or(0);
            let spot = Rect::new(area.x, y, area.width, 1);
            let selected = first + line == self.selected;
            draw_line(frame, self::line(theme, &row, selected, area.width), spot);
            let edge = Rect::new(area.right() - 1, y, 1, 1);
            if line == 0 && first > 0 {
                frame.render_widget(Span::styled(above, theme.style(Role::Quiet)), edge);
            } else if line + 1 == height && first < most {
                frame.render_widget(Span::styled(below, theme.style(Role::Quiet)), edge);
            }
        }
    }
}

fn line(theme: Theme, row: &Row, selected: bool, columns: u16) -> Line<'static> {
    let columns = usize::from(columns.saturating_sub(2));
    let sign = if selected { theme.pointer() } else { "  " };
    // What a row says is never pushed out by what stands beside it.
    let needed = width(&row.text).min(columns / 3) + 4;
    let right = fitted(&row.right, columns.saturating_sub(needed));
    let right_width = if right.is_empty() {
        0
    } else {
        width(&right) + 2
    };
    let text = fitted(&row.text, columns.saturating_sub(right_width + 2));
    let gap = columns.saturating_sub(2 + width(&text) + width(&right));
    let role = if selected { Role::Selected } else { row.role };
    let text = format!("{sign}{text}{}{right}", " ".repeat(gap));
    Line::styled(text, theme.style(role))
}
