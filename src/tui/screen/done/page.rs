//! How the questions look that are asked once the room is empty.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::case::Case;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Way};

use super::Done;
use super::texts::{Lines, lines};
use super::ways::ways;

/// The widest that words are set, so that lines stay easy to read.
const WIDEST: u16 = 92;

/// The rows that a form wants.
const ROWS_OF_FORM: u16 = 9;

/// Draws the step that is on the screen.
pub(super) fn draw(done: &Done, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(case) = model.case() else {
        return;
    };
    let inside = inside(area);
    let lines = lines(done, case, model, inside.width);
    let rows = rows(done, case);
    let height = height_of_text(done, &rows, lines.len(), inside);
    draw_lines(done, model, frame, Rect { height, ..inside }, lines);
    let gap = 1.min(inside.height - height);
    let below = Rect {
        y: inside.y + height + gap,
        height: inside.height - height - gap,
        ..inside
    };
    match &done.asked {
        Some(asked) => asked.form.draw(model.theme, frame, below),
        None => done.list.draw(model.theme, frame, below, &rows),
    }
}

fn rows(done: &Done, case: &Case) -> Vec<Way> {
    let ways = ways(&done.step(), case).into_iter();
    ways.map(|(way, _)| way).collect()
}

/// How many rows the text has above a form or what can be chosen.
fn height_of_text(done: &Done, rows: &[Way], lines: usize, inside: Rect) -> u16 {
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX);
    let needed = match &done.asked {
        Some(_) => ROWS_OF_FORM,
        None => Numbered::rows(rows, inside.width),
    };
    let kept = needed.min((inside.height / 2).max(4)).min(inside.height);
    if needed == 0 {
        inside.height
    } else {
        wanted.min(inside.height.saturating_sub(kept + 1))
    }
}

/// How far the text on the screen can be scrolled.
pub(super) fn farthest(done: &Done, model: &Model) -> u16 {
    let (columns, rows_of_window) = model.size;
    let area = Rect::new(0, 0, columns, rows_of_window.saturating_sub(3));
    let inside = inside(area);
    let Some(case) = model.case() else {
        return 0;
    };
    let lines = lines(done, case, model, inside.width).len();
    let height = height_of_text(done, &rows(done, case), lines, inside);
    u16::try_from(lines)
        .unwrap_or(u16::MAX)
        .saturating_sub(height)
}

fn inside(area: Rect) -> Rect {
    let width = area.width.saturating_sub(4).min(WIDEST);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + area.height.min(1),
        width,
        height: area.height.saturating_sub(1),
    }
}

fn draw_lines(done: &Done, model: &Model, frame: &mut Frame<'_>, area: Rect, lines: Lines) {
    let theme = model.theme;
    let rows = usize::from(area.height);
    let most = lines.len().saturating_sub(rows);
    let first = usize::from(done.scrolled).min(most);
    let (above, below) = theme.more();
    for (row, (text, role)) in lines.into_iter().skip(first).take(rows).enumerate() {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        let spot = Rect::new(area.x, y, area.width, 1);
        frame.render_widget(Line::styled(text, theme.style(role)), spot);
        let sign = if row == 0 && first > 0 {
            above
        } else if row + 1 == rows && first < most {
            below
        } else {
            continue;
        };
        // Beside the words, so that it covers none of them.
        let edge = Rect::new(area.right(), y, 1, 1).intersection(frame.area());
        frame.render_widget(Span::styled(sign, theme.style(Role::Quiet)), edge);
    }
}
