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

/// A list of fewer rows gives none of them up for what is cut of another.
const LEAST_ROWS: u16 = 3;

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
        let role = Role::Selected;
        let selected = row(self.selected);
        let lines = selected.map(|row| line(theme, &row, theme.pointer(), role, area.width));
        let lines = lines.into_iter().collect();
        self.draw_around(theme, frame, area, (rows, &row), lines);
    }

    /// The same, with whatever is cut of the selected row whole in a place of its own below the
    /// list: so each can be read to its end, and no row moves with the selection, which would be
    /// many bytes for a terminal. In the smallest places the row itself takes the lines.
    pub fn draw_whole(self, theme: Theme, frame: &mut Frame<'_>, area: Rect, rows: &[Row]) {
        let most = rows.iter().map(|row| lines_of(row, area.width)).max();
        let foot = match most {
            Some(most) if most > 1 => u16::try_from(most).unwrap_or(u16::MAX),
            Some(_) | None => return self.draw(theme, frame, area, rows),
        };
        let selected = rows.get(self.selected);
        if area.height < foot.saturating_add(LEAST_ROWS) {
            let lines = selected.map_or_else(Vec::new, |row| whole(theme, row, area.width));
            let row = |place: usize| rows.get(place).cloned();
            return self.draw_around(theme, frame, area, (rows.len(), &row), lines);
        }
        let list = Rect {
            height: area.height - foot,
            ..area
        };
        self.draw(theme, frame, list, rows);
        let cut = selected.filter(|row| lines_of(row, area.width) > 1);
        let lines = cut.map_or_else(Vec::new, |row| texts(row, area.width));
        for ((text, right), y) in lines.into_iter().zip(list.bottom()..area.bottom()) {
            let line = line(
                theme,
                &Row::new(text).with(right),
                "  ",
                Role::Quiet,
                area.width,
            );
            draw_line(frame, line, Rect::new(area.x, y, area.width, 1));
        }
    }

    fn draw_around(
        self,
        theme: Theme,
        frame: &mut Frame<'_>,
        area: Rect,
        (rows, row): (usize, &dyn Fn(usize) -> Option<Row>),
        mut whole: Vec<Line<'static>>,
    ) {
        let height = usize::from(area.height);
        if height == 0 || area.width < 3 {
            return;
        }
        whole.truncate(height);
        let further = whole.len().saturating_sub(1);
        let height = height - further;
        let most = rows.saturating_sub(height);
        let first = self.selected.saturating_sub(height / 2).min(most);
        let (above, below) = theme.more();
        let shown = (first..rows).take(height);
        let lines = shown.flat_map(|place| {
            if place == self.selected {
                return std::mem::take(&mut whole);
            }
            let row = row(place);
            let line = row.map(|row| line(theme, &row, "  ", row.role, area.width));
            line.into_iter().collect()
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

/// How many lines a row takes that is not to be cut.
fn lines_of(row: &Row, columns: u16) -> usize {
    texts(row, columns).len()
}

/// A row in lines, each with what stands beside it: one where it fits, else what it says and then
/// what stands beside it, both to their ends.
fn texts(row: &Row, columns: u16) -> Vec<(String, String)> {
    let room = usize::from(columns.saturating_sub(4));
    let beside = if row.right.trim().is_empty() {
        0
    } else {
        width(&row.right) + 2
    };
    if width(&row.text) + beside <= room {
        return vec![(row.text.clone(), row.right.clone())];
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
        (
            text,
            if is_last {
                right.clone()
            } else {
                String::new()
            },
        )
    });
    lines.collect()
}

/// The lines of the selected row, as it stands in the list itself.
fn whole(theme: Theme, row: &Row, columns: u16) -> Vec<Line<'static>> {
    let lines = texts(row, columns).into_iter().enumerate();
    let lines = lines.map(|(place, (text, right))| {
        let sign = if place == 0 { theme.pointer() } else { "  " };
        let part = Row::new(text).with(right);
        line(theme, &part, sign, Role::Selected, columns)
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
    fn no_row_moves_with_the_selection_where_what_is_cut_has_a_place_of_its_own() {
        let rows = |drawn: &[String]| -> Vec<String> {
            let signs = |row: &String| row.chars().skip(2).collect();
            drawn.iter().take(3).map(signs).collect()
        };
        let (before, on_it) = (drawn(0, 34, 6), drawn(1, 34, 6));
        assert_eq!(rows(&before), rows(&on_it));
        assert_eq!(before[4..], ["", ""]);
        let whole = [
            "  The people beside those who",
            "  were harmed       3 still open",
        ];
        assert_eq!(on_it[4..], whole);
    }

    #[test]
    fn the_selected_row_stays_in_sight_in_the_smallest_place() {
        assert_eq!(drawn(1, 34, 1), ["› The people beside those who    ▲"]);
        let short = drawn(1, 34, 2);
        assert!(short[1].contains("were harmed"), "{short:?}");
    }
}
