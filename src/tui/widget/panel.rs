//! A calm box in the middle of the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use super::words::{fitted, wrapped};
use crate::tui::theme::{Role, Theme};

/// A box with a title; what stands in it is drawn by whoever asked for it.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    /// Its title.
    pub title: &'a str,
    /// How many columns it takes at most.
    pub columns: u16,
    /// How many rows it takes at most.
    pub rows: u16,
}

impl Panel<'_> {
    /// Draws the box and says where its inside is.
    pub fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) -> Rect {
        let place = centred(area, self.columns, self.rows);
        frame.render_widget(Clear, place);
        let title = fitted(self.title, usize::from(place.width.saturating_sub(4)));
        let mut block = Block::bordered()
            .border_style(theme.style(Role::Border))
            .style(theme.style(Role::Text))
            .title(Span::styled(format!(" {title} "), theme.style(Role::Title)));
        block = if theme.plain_signs {
            block.border_set(PLAIN)
        } else {
            block.border_type(BorderType::Rounded)
        };
        let inside = block.inner(place);
        frame.render_widget(block, place);
        Rect {
            x: inside.x + inside.width.min(1),
            width: inside.width.saturating_sub(2),
            ..inside
        }
    }

    /// Draws words, wrapped, from the top of an area; says how much is left below them.
    pub fn words(theme: Theme, role: Role, text: &str, frame: &mut Frame<'_>, area: Rect) -> Rect {
        let lines: Vec<Line<'_>> = wrapped(text, usize::from(area.width))
            .into_iter()
            .map(|line| Line::styled(line, theme.style(role)))
            .collect();
        let rows = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .min(area.height);
        frame.render_widget(Paragraph::new(lines), area);
        Rect {
            y: area.y + rows,
            height: area.height - rows,
            ..area
        }
    }
}

const PLAIN: border::Set<'_> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// A place of at most this size in the middle of an area.
pub fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let width = columns.min(area.width);
    let height = rows.min(area.height);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}
