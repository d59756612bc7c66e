//! Lines under one another, and what is left below them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::line::draw_line;
use super::list::{List, Row};
use super::words::fitted;
use crate::tui::theme::{Role, Theme};

/// Draws lines from the top and says how many rows they took; where some do not
/// fit, the last one that does ends with `…`.
pub fn draw_lines(
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    lines: &[(String, Role)],
) -> u16 {
    let columns = usize::from(area.width);
    let room = usize::from(area.height);
    let cut = lines.len() > room;
    let mut row = 0;
    for (place, (text, role)) in lines.iter().take(room).enumerate() {
        let text = if cut && place + 1 == room {
            format!(
                "{}…",
                fitted(text, columns.saturating_sub(1)).trim_end_matches('…')
            )
        } else {
            fitted(text, columns)
        };
        let spot = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        draw_line(frame, Line::styled(text, theme.style(*role)), spot);
        row += 1;
    }
    row
}

/// Draws rows around a place without a sign that they have the keys.
pub fn draw_rows(theme: Theme, frame: &mut Frame<'_>, area: Rect, rows: &[Row], around: usize) {
    let fits = usize::from(area.height);
    let most = rows.len().saturating_sub(fits);
    let first = around.saturating_sub(fits / 2).min(most);
    let shown = rows.iter().skip(first).take(fits);
    let shown: Vec<Row> = shown.cloned().collect();
    let nowhere = List {
        selected: usize::MAX,
    };
    nowhere.draw(theme, frame, area, &shown);
    if area.width >= 3 {
        draw_more(theme, frame, area, (first, most), Role::Quiet);
    }
}

/// Shows at the right edge of what is read from a line on that there is more above or below, where
/// one can read on as far as from the line `most`.
pub fn draw_more(
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    (first, most): (usize, usize),
    role: Role,
) {
    if area.is_empty() {
        return;
    }
    let (above, below) = theme.more();
    let mut sign = |sign, y| {
        let edge = Rect::new(area.right() - 1, y, 1, 1);
        frame.render_widget(Span::styled(sign, theme.style(role)), edge);
    };
    if first > 0 {
        sign(above, area.y);
    }
    if first < most {
        sign(below, area.bottom() - 1);
    }
}

/// What is left of an area below so many rows.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// An area without its edges: so many columns left and right, and a row above.
pub fn inset(area: Rect, columns: u16) -> Rect {
    Rect {
        x: area.x + columns.min(area.width),
        y: area.y + area.height.min(1),
        width: area.width.saturating_sub(columns * 2),
        height: area.height.saturating_sub(1),
    }
}

/// Rows for so many lines.
pub fn rows_of(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
