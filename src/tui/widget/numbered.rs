//! A list of ways to choose from, numbered and wrapped, so that none is cut.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::TypedNumber;
use super::words::{width, wrapped};
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::theme::{Role, Theme};

/// Columns before the words of a way: sign, number, gap.
const LEAD: usize = 6;

/// Which way is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbered {
    /// The selected way, from 0.
    pub selected: usize,
    number: TypedNumber,
}

/// One way to choose, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What it says.
    pub text: String,
    /// What follows from it, or why it cannot be chosen now; empty for nothing.
    pub about: String,
    /// Whether it can be chosen now.
    pub open: bool,
}

impl Way {
    /// A way that can be chosen.
    pub fn new(text: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            about: about.into(),
            open: true,
        }
    }

    /// A way that cannot be chosen now, and why.
    pub fn refused(text: impl Into<String>, why: impl ToString) -> Self {
        Self {
            text: text.into(),
            about: format!("Not now: {}", why.to_string()),
            open: false,
        }
    }
}

impl Numbered {
    /// A list with this way selected.
    pub fn at(selected: usize) -> Self {
        Self {
            selected,
            number: TypedNumber::default(),
        }
    }

    /// Moves the selection; true if the action was one of moving.
    pub fn act(&mut self, action: Action, ways: usize) -> bool {
        let last = ways.saturating_sub(1);
        let target = match action {
            Action::Up => self.selected.saturating_sub(1),
            Action::Down => self.selected + 1,
            Action::PageUp | Action::First => 0,
            Action::PageDown | Action::Last => last,
            _ => return false,
        };
        self.selected = target.min(last);
        self.number.end();
        true
    }

    /// Selects the way whose number was typed; true if there is one and no further digit could
    /// mean another.
    pub fn take_number(&mut self, key: Key, ways: usize) -> bool {
        let place = self.number.take(key, ways);
        self.selected = place.unwrap_or(self.selected);
        place.is_some() && !self.number.is_open(ways)
    }

    /// How many rows all ways take.
    pub fn rows(ways: &[Way], columns: u16) -> u16 {
        let rows: usize = ways.iter().map(|way| lines(way, columns).len()).sum();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    /// Draws the ways around the selected one, with a sign where more follow. What is shown begins
    /// with the beginning of a way.
    pub fn draw(self, theme: Theme, frame: &mut Frame<'_>, area: Rect, ways: &[Way]) {
        let height = usize::from(area.height);
        if height == 0 || usize::from(area.width) <= LEAD {
            return;
        }
        let mut all = Vec::new();
        let mut beginnings = Vec::new();
        let (mut start, mut end) = (0, 0);
        for (place, way) in ways.iter().enumerate() {
            let selected = place == self.selected;
            beginnings.push(all.len());
            if selected {
                start = all.len();
            }
            all.extend(drawn(theme, way, place + 1, selected, area.width));
            if selected {
                end = all.len();
            }
        }
        let most = all.len().saturating_sub(height);
        let spare = height.saturating_sub(end - start) / 2;
        let wanted = start.saturating_sub(spare).min(most);
        let whole = |first: &usize| *first <= start && end - *first <= height;
        let nearest = beginnings.into_iter().filter(whole);
        let nearest = nearest.min_by_key(|first| first.abs_diff(wanted));
        let first = nearest.unwrap_or(start);
        let is_last = first + height >= all.len();
        let (above, below) = theme.more();
        let shown = all.into_iter().skip(first).take(height);
        for (row, line) in shown.enumerate() {
            let y = area.y + u16::try_from(row).unwrap_or(0);
            frame.render_widget(line, Rect::new(area.x, y, area.width, 1));
            let edge = Rect::new(area.right() - 1, y, 1, 1);
            if row == 0 && first > 0 {
                frame.render_widget(Span::styled(above, theme.style(Role::Quiet)), edge);
            } else if row + 1 == height && !is_last {
                frame.render_widget(Span::styled(below, theme.style(Role::Quiet)), edge);
            }
        }
    }
}

/// The words of a way in lines; whether each belongs to what it says or to what follows from it.
fn lines(way: &Way, columns: u16) -> Vec<(String, bool)> {
    let room = usize::from(columns).saturating_sub(LEAD + 1);
    let text = wrapped(&way.text, room)
        .into_iter()
        .map(|line| (line, true));
    let about = wrapped(&way.about, room).into_iter();
    text.chain(about.map(|line| (line, false))).collect()
}

fn drawn(
    theme: Theme,
    way: &Way,
    number: usize,
    selected: bool,
    columns: u16,
) -> Vec<Line<'static>> {
    let room = usize::from(columns).saturating_sub(LEAD + 1);
    let sign = if selected { theme.pointer() } else { "  " };
    let line = |(place, (text, says)): (usize, (String, bool))| {
        let lead = if place == 0 {
            format!("{sign}{number:>2}  ")
        } else {
            " ".repeat(LEAD)
        };
        let role = match (says, selected, way.open) {
            (true, true, _) => Role::Selected,
            (true, false, true) => Role::Text,
            (true, false, false) | (false, _, false) => Role::Disabled,
            (false, _, true) => Role::Quiet,
        };
        let gap = if says && selected {
            " ".repeat(room.saturating_sub(width(&text)))
        } else {
            String::new()
        };
        Line::from(vec![
            Span::styled(lead, theme.style(Role::Key)),
            Span::styled(format!("{text}{gap}"), theme.style(role)),
        ])
    };
    lines(way, columns)
        .into_iter()
        .enumerate()
        .map(line)
        .collect()
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;

    #[test]
    fn a_number_selects_only_what_is_there() {
        let mut list = Numbered::default();
        assert!(list.take_number(Key::char('2'), 3));
        assert_eq!(list.selected, 1);
        assert!(!list.take_number(Key::char('4'), 3));
        assert!(!list.take_number(Key::char('0'), 3));
        assert!(!list.take_number(Key::char('x'), 3));
        assert_eq!(list.selected, 1);
    }

    #[test]
    fn a_number_that_may_go_on_selects_and_waits() {
        let mut list = Numbered::default();
        assert!(!list.take_number(Key::char('1'), 12), "it may become 12");
        assert_eq!(list.selected, 0);
        assert!(list.take_number(Key::char('2'), 12));
        assert_eq!(list.selected, 11);
        list.take_number(Key::char('1'), 12);
        list.act(Action::Down, 12);
        list.take_number(Key::char('2'), 12);
        assert_eq!(list.selected, 1);
    }

    #[test]
    fn what_is_shown_of_a_long_list_begins_with_a_number_and_holds_all_of_what_is_selected() {
        let words = "Everybody has said in private that they are willing to meet today.";
        let ways: Vec<Way> = (0..9).map(|_| Way::new(words, "")).collect();
        let rows = usize::from(Numbered::rows(&ways[..1], 40));
        assert!(rows > 1);
        for selected in 0..9 {
            for height in rows..30 {
                let height = u16::try_from(height).unwrap();
                let mut terminal = Terminal::new(TestBackend::new(40, height)).unwrap();
                let list = Numbered::at(selected);
                let draw = |frame: &mut Frame<'_>| {
                    list.draw(Theme::default(), frame, frame.area(), &ways);
                };
                terminal.draw(draw).unwrap();
                let picture = terminal.backend().to_string();
                let first = picture.lines().next().unwrap_or_default();
                assert!(first.contains(char::is_numeric), "{selected}: {picture}");
                let number = format!("{:>2}  Everybody", selected + 1);
                let from = picture.lines().skip_while(|line| !line.contains(&number));
                assert!(from.count() >= rows, "{selected}: {picture}");
            }
        }
    }

    #[test]
    fn long_words_are_wrapped_and_never_cut() {
        let way = Way::new("one two three four", "");
        assert_eq!(lines(&way, 16).len(), 3);
        assert_eq!(Numbered::rows(&[way.clone(), way], 16), 6);
    }
}
