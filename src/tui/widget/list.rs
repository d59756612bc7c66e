//! A list with a selected row that stays in sight.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::line::draw_line;
use super::words::{fitted, width, wrapped};
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

    /// Draws the rows around the selected one, with a sign where more follow. A row that is cut
    /// has to stand whole somewhere else on the screen, once it is selected.
    pub fn draw(self, theme: Theme, frame: &mut Frame<'_>, area: Rect, rows: &[Row]) {
        let selected = rows.get(self.selected);
        let role = Role::Selected;
        let lines = selected.map(|row| line(theme, row, theme.pointer(), role, area.width));
        self.draw_around(theme, frame, area, rows, lines.into_iter().collect());
    }

    /// The same, with the selected row in as many lines as it needs: so each can be read to its
    /// end.
    pub fn draw_whole(self, theme: Theme, frame: &mut Frame<'_>, area: Rect, rows: &[Row]) {
        let selected = rows.get(self.selected);
        let lines = selected.map_or_else(Vec::new, |row| whole(theme, row, area.width));
        self.draw_around(theme, frame, area, rows, lines);
    }

    fn draw_around(
        self,
        theme: Theme,
        frame: &mut Frame<'_>,
        area: Rect,
        rows: &[Row],
        mut whole: Vec<Line<'static>>,
    ) {
        let height = usize::from(area.height);
        if height == 0 || area.width < 3 {
            return;
        }
        whole.truncate(height);
        let further = whole.len().saturating_sub(1);
        let height = height - further;
        let most = rows.len().saturating_sub(height);
        let first = self.selected.saturating_sub(height / 2).min(most);
        let (above, below) = theme.more();
        let shown = rows.iter().enumerate().skip(first).take(height);
        let lines = shown.flat_map(|(place, row)| {
            if place == self.selected {
                return std::mem::take(&mut whole);
            }
            vec![line(theme, row, "  ", row.role, area.width)]
        });
        for (place, line) in lines.enumerate() {
            let y = area.y + u16::try_from(place).unwrap_or(0);
            draw_line(frame, line, Rect::new(area.x, y, area.width, 1));
            let edge = Rect::new(area.right() - 1, y, 1, 1);
            if place == 0 && first > 0 {
                frame.render_widget(Span::styled(above, theme.style(Role::Quiet)), edge);
            } else if place + 1 == height + further && first < most {
                frame.render_widget(Span::styled(below, theme.style(Role::Quiet)), edge);
            }
        }
    }
}

fn line(theme: Theme, row: &Row, sign: &str, role: Role, columns: u16) -> Line<'static> {
    let columns = usize::from(columns.saturating_sub(2));
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
    let text = format!("{sign}{text}{}{right}", " ".repeat(gap));
    Line::styled(text, theme.style(role))
}

/// The lines of the selected row: one where it fits, else what it says and then what stands
/// beside it, both to their ends.
fn whole(theme: Theme, row: &Row, columns: u16) -> Vec<Line<'static>> {
    let room = usize::from(columns.saturating_sub(4));
    let beside = if row.right.trim().is_empty() {
        0
    } else {
        width(&row.right) + 2
    };
    let first = |row: &Row| line(theme, row, theme.pointer(), Role::Selected, columns);
    if width(&row.text) + beside <= room {
        return vec![first(row)];
    }
    let mut texts = wrapped(&row.text, room);
    // What stands beside it has its place in the last line, or in lines of its own.
    let last = texts.last().map_or(0, |text| width(text));
    let right = if last + beside <= room {
        row.right.clone()
    } else {
        texts.extend(wrapped(row.right.trim(), room));
        String::new()
    };
    let count = texts.len();
    let lines = texts.into_iter().enumerate().map(|(place, text)| {
        let is_last = place + 1 == count;
        let part = Row::new(text).with(if is_last { right.as_str() } else { "" });
        if place == 0 {
            first(&part)
        } else {
            line(theme, &part, "  ", Role::Selected, columns)
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::tui::theme::Palette;

    fn drawn(selected: usize, columns: u16, rows: u16) -> Vec<String> {
        let theme = Theme {
            palette: Palette::None,
            plain_signs: false,
        };
        let titles = [
            Row::new("Short").with("right"),
            Row::new("The people beside those who were harmed").with("3 still open"),
            Row::new("A last one"),
        ];
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let list = List { selected };
        let area = Rect::new(0, 0, columns, rows);
        let draw = |frame: &mut Frame<'_>| list.draw_whole(theme, frame, area, &titles);
        terminal.draw(draw).unwrap();
        let buffer = terminal.backend().buffer();
        let line = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect();
        let lines = (0..rows).map(line);
        lines
            .map(|line: String| line.trim_end().to_owned())
            .collect()
    }

    #[test]
    fn a_row_that_is_cut_says_so_and_is_whole_once_it_is_selected() {
        let cut = drawn(0, 34, 4);
        assert!(cut[1].contains('…'), "{cut:?}");
        let whole = drawn(1, 34, 4);
        assert_eq!(
            whole,
            [
                "  Short                    right",
                "› The people beside those who",
                "  were harmed       3 still open",
                "  A last one"
            ]
        );
    }

    #[test]
    fn the_selected_row_stays_in_sight_in_the_smallest_place() {
        assert_eq!(drawn(1, 34, 1), ["› The people beside those who    ▲"]);
        let short = drawn(1, 34, 2);
        assert!(short[1].contains("were harmed"), "{short:?}");
    }
}
