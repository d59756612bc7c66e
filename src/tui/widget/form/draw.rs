//! How a form is drawn.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Field, Form, Input};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{in_full, width, wrapped};

/// Columns that everything below a label stands further in.
const INDENT: u16 = 2;
/// Columns kept free at the right for the sign that there is more.
const EDGE: u16 = 2;

/// A row of a form as it will be drawn.
enum Row<'a> {
    Words(String, Role),
    Line(&'a super::TextLine, bool),
    Spans(Vec<(String, Role)>),
}

impl Form {
    /// How many rows all fields take at this width.
    pub fn rows(&self, columns: u16) -> u16 {
        let fields = self.fields.iter().enumerate();
        let rows: usize = fields
            .map(|(place, field)| self.block(Theme::default(), place, field, columns).len())
            .sum();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    /// Draws the fields; where they are taller than their place, the one with the
    /// cursor stays in sight and a sign says that there is more.
    pub fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
        let blocks: Vec<Vec<Row<'_>>> = self
            .fields
            .iter()
            .enumerate()
            .map(|(place, field)| self.block(theme, place, field, area.width))
            .collect();
        let height = usize::from(area.height);
        let heights: Vec<usize> = blocks.iter().map(Vec::len).collect();
        let total: usize = heights.iter().sum();
        let first = first_row(&heights, self.focus, height);
        let rows = blocks.into_iter().flatten().skip(first).take(height);
        for (row, drawn) in rows.enumerate() {
            let y = area.y + u16::try_from(row).unwrap_or(0);
            let spot = Rect::new(area.x, y, area.width.saturating_sub(EDGE), 1);
            draw_row(theme, frame, spot, drawn);
        }
        let (above, below) = theme.more();
        let edge = area.right().saturating_sub(1);
        let mut sign = |there: bool, sign: &'static str, y: u16| {
            if there && !area.is_empty() {
                let span = Span::styled(sign, theme.style(Role::Key));
                frame.render_widget(span, Rect::new(edge, y, 1, 1));
            }
        };
        sign(first > 0, above, area.y);
        // The last row of the last field is always blank or its hint.
        sign(
            first + height < total,
            below,
            area.bottom().saturating_sub(1),
        );
    }

    /// One field: its label, what it takes, and a row or more for its hint, so that
    /// nothing moves when the cursor does.
    fn block<'a>(
        &self,
        theme: Theme,
        place: usize,
        field: &'a Field,
        columns: u16,
    ) -> Vec<Row<'a>> {
        let focused = place == self.focus;
        let columns = usize::from(columns.saturating_sub(INDENT + EDGE));
        let role = if focused { Role::Strong } else { Role::Quiet };
        let mut rows = Vec::new();
        for (line, text) in wrapped(&field.label, columns).into_iter().enumerate() {
            let sign = if focused && line == 0 {
                theme.pointer()
            } else {
                "  "
            };
            rows.push(Row::Words(format!("{sign}{text}"), role));
        }
        rows.extend(input(field, focused, columns));
        let below = self.below(field, focused);
        let below = wrapped(&below, columns);
        let kept = wrapped(&field.hint, columns).len().max(1);
        let missing = kept.saturating_sub(below.len());
        let lines = below
            .into_iter()
            .chain(std::iter::repeat_n(String::new(), missing));
        rows.extend(lines.map(|line| Row::Words(format!("  {line}"), Role::Quiet)));
        rows
    }

    /// What stands below a field: its date in full, else its hint while it has the cursor, and in
    /// place of that, where no more letters fit, that they do not: whoever looks at the keys while
    /// typing sees no message that is gone with the next one.
    pub(super) fn below(&self, field: &Field, focused: bool) -> String {
        if let Input::Date(line) = &field.input
            && !line.text().trim().is_empty()
        {
            return match field.day(self.today) {
                Some(date) => in_full(date),
                None if field.past => {
                    "Not a day yet: write \"yesterday\", \"last friday\" or 13/11/2026.".into()
                }
                None => "Not a date yet: write \"friday\", \"in two weeks\" or 13/12/2026.".into(),
            };
        }
        match &field.input {
            Input::Text(line) if focused && line.is_full() => {
                let letters = line.text().chars().count();
                return format!("These are {letters} letters, and no more fit in here.");
            }
            _ => {}
        }
        if focused {
            field.hint.clone()
        } else {
            String::new()
        }
    }
}

/// How many rows lie above: none, or so many whole fields that the one with the cursor is seen.
fn first_row(heights: &[usize], focus: usize, room: usize) -> usize {
    let until = |count: usize| heights.iter().take(count).sum::<usize>();
    let end = until(focus + 1);
    (0..=focus)
        .map(until)
        .find(|first| end - first <= room)
        .unwrap_or_else(|| until(focus))
}

fn input(field: &Field, focused: bool, columns: usize) -> Vec<Row<'_>> {
    match &field.input {
        Input::Text(line) | Input::Date(line) => vec![Row::Line(line, focused)],
        Input::Choice {
            options, chosen, ..
        } => choice(options, *chosen, focused, columns),
        Input::Several {
            options,
            chosen,
            cursor,
        } => several(options, chosen, focused.then_some(*cursor), columns)
            .into_iter()
            .map(Row::Spans)
            .collect(),
    }
}

/// What is chosen, and which of how many; as many rows as the longest choice takes.
fn choice<'a>(
    options: &[String],
    chosen: Option<usize>,
    focused: bool,
    columns: usize,
) -> Vec<Row<'a>> {
    let count = options.len();
    let shown = |place: usize, text: &str| {
        let text = if focused && count > 1 {
            format!("← {text} →   {} of {count}", place + 1)
        } else {
            text.to_owned()
        };
        wrapped(&text, columns)
    };
    let longest = options.iter().enumerate();
    let longest = longest.map(|(place, text)| shown(place, text).len());
    let role = if focused { Role::Strong } else { Role::Text };
    let mut lines = match chosen {
        Some(chosen) => shown(chosen, options.get(chosen).map_or("", String::as_str)),
        None if focused => wrapped(&format!("← {} →", numbered(options)), columns),
        None => vec!["still to be said".to_owned()],
    };
    let rows = longest.max().unwrap_or(1).max(lines.len());
    lines.resize(rows, String::new());
    let lines = lines.into_iter();
    lines
        .map(|line| Row::Words(format!("  {line}"), role))
        .collect()
}

/// All that can be said, each behind its number; what is the number itself stands once.
fn numbered(options: &[String]) -> String {
    let options = options.iter().enumerate().map(|(place, option)| {
        let number = (place + 1).to_string();
        if number == *option {
            number
        } else {
            format!("{number} {option}")
        }
    });
    options.collect::<Vec<_>>().join(" · ")
}

/// Boxes to tick, over as many rows as they need.
fn several(
    options: &[String],
    chosen: &[bool],
    cursor: Option<usize>,
    columns: usize,
) -> Vec<Vec<(String, Role)>> {
    let mut rows: Vec<Vec<(String, Role)>> = vec![Vec::new()];
    let mut taken = 0;
    for (place, (option, chosen)) in options.iter().zip(chosen).enumerate() {
        let role = if cursor == Some(place) {
            Role::Selected
        } else {
            Role::Text
        };
        let text = format!("[{}] {option}", if *chosen { "x" } else { " " });
        for (line, text) in wrapped(&text, columns).into_iter().enumerate() {
            let wide = width(&text);
            if line > 0 || (taken > 0 && taken + wide > columns) {
                rows.push(Vec::new());
                taken = 0;
            }
            if let Some(row) = rows.last_mut() {
                if taken > 0 {
                    row.push(("  ".to_owned(), Role::Text));
                }
                row.push((text, role));
            }
            taken += wide + 2;
        }
    }
    rows
}

fn draw_row(theme: Theme, frame: &mut Frame<'_>, spot: Rect, row: Row<'_>) {
    let indented = Rect {
        x: spot.x + spot.width.min(INDENT),
        width: spot.width.saturating_sub(INDENT),
        ..spot
    };
    match row {
        Row::Words(text, role) => {
            frame.render_widget(Line::styled(text, theme.style(role)), spot);
        }
        Row::Line(line, focused) => line.draw(theme, frame, indented, focused),
        Row::Spans(spans) => {
            let spans = spans.into_iter();
            let spans = spans.map(|(text, role)| Span::styled(text, theme.style(role)));
            frame.render_widget(spans.collect::<Line<'_>>(), indented);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_boxes_take_as_many_rows_as_they_need() {
        let options: Vec<String> = ["child or young person", "parent or carer", "family member"]
            .map(str::to_owned)
            .to_vec();
        let rows = several(&options, &[true, false, false], Some(2), 44);
        let text: Vec<String> = rows
            .iter()
            .map(|row| row.iter().map(|(text, _)| text.as_str()).collect())
            .collect();
        assert_eq!(
            text,
            [
                "[x] child or young person",
                "[ ] parent or carer  [ ] family member"
            ]
        );
    }

    #[test]
    fn the_field_with_the_cursor_stays_in_sight() {
        let heights = [3, 8, 3, 3];
        assert_eq!(first_row(&heights, 1, 11), 0);
        assert_eq!(first_row(&heights, 2, 11), 3);
        assert_eq!(first_row(&heights, 3, 11), 11);
        assert_eq!(first_row(&heights, 1, 4), 3);
    }
}
