//! One line of text on the screen.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

/// Puts a line where ratatui would put it.
///
/// Ratatui takes every text apart and measures each of its signs. Nearly every line is of
/// plain letters that fit, and every picture has many of them: those are put as they are.
pub fn draw_line<'a>(frame: &mut Frame<'_>, line: impl Into<Line<'a>>, area: Rect) {
    let line = line.into();
    let place = area.intersection(frame.area());
    match plain_columns(&line) {
        Some(columns) if columns <= place.width && place.height > 0 => {
            put(frame.buffer_mut(), &line, place, columns);
        }
        Some(_) | None => frame.render_widget(line, area),
    }
}

/// How many columns a line takes, where each of its signs takes one and joins no other.
fn plain_columns(line: &Line<'_>) -> Option<u16> {
    let mut columns = 0;
    for span in &line.spans {
        for letter in span.content.chars() {
            if !is_plain(letter) {
                return None;
            }
            columns += 1;
        }
    }
    u16::try_from(columns).ok()
}

/// Plain letters, and signs that the program draws itself.
fn is_plain(letter: char) -> bool {
    matches!(
        letter,
        ' '..='~' | '·' | '–' | '—' | '…' | '‘' | '’' | '“' | '”' | '─' | '━' | '›' | '•'
    )
}

fn put(buffer: &mut Buffer, line: &Line<'_>, place: Rect, columns: u16) {
    if columns == 0 {
        return;
    }
    let first = buffer.index_of(place.x, place.y);
    let row = &mut buffer.content[first..][..usize::from(place.width)];
    if line.style != Style::default() {
        for cell in &mut *row {
            cell.set_style(line.style);
        }
    }
    let free = place.width - columns;
    let before = match line.alignment {
        Some(Alignment::Center) => free / 2,
        Some(Alignment::Right) => free,
        Some(Alignment::Left) | None => 0,
    };
    let mut cells = row[usize::from(before)..].iter_mut();
    for span in &line.spans {
        let is_styled = span.style != Style::default();
        for (letter, cell) in span.content.chars().zip(cells.by_ref()) {
            cell.set_char(letter);
            if is_styled {
                cell.set_style(span.style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::style::Stylize as _;
    use ratatui::text::Span;

    use super::*;

    fn drawn(draw: impl FnOnce(&mut Frame<'_>)) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(24, 3)).unwrap();
        terminal.draw(draw).unwrap();
        terminal.backend().buffer().clone()
    }

    fn aligned(line: Line<'_>, way: u8) -> Line<'_> {
        match way {
            0 => line,
            1 => line.left_aligned(),
            2 => line.centered(),
            _ => line.right_aligned(),
        }
    }

    proptest! {
        #[test]
        fn a_line_stands_where_ratatui_puts_it(
            words in "[a-z .·–…─━é日\u{301}👩]{0,16}",
            more in "[a-z ’“›•]{0,14}",
            way in 0_u8..4,
            (x, y, width, height) in (0_u16..26, 0_u16..4, 0_u16..30, 0_u16..3),
        ) {
            let area = Rect::new(x, y, width, height);
            let line = Line::from(vec![Span::from(words).bold(), Span::from(more).red()]);
            for line in [line.clone(), line.on_blue()] {
                let line = aligned(line, way);
                let theirs = drawn(|frame| frame.render_widget(&line, area));
                let ours = drawn(|frame| draw_line(frame, line.clone(), area));
                prop_assert_eq!(ours, theirs);
            }
        }
    }
}
