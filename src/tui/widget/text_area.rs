//! A text of several lines, wrapped softly and edited by whole graphemes.

use std::fmt;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, WrapMode};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::case::LONGEST_WORDS;
use crate::clean::{Shape, clean};
use crate::tui::key::{Code, Key};
use crate::tui::theme::{Role, Theme};

/// From so many characters on, the number still free is shown.
const COUNT_FROM: usize = 18_000;

/// A text of several lines, at most 20,000 characters.
#[derive(Clone)]
pub struct TextArea {
    inner: Box<ratatui_textarea::TextArea<'static>>,
    /// What it said when it was last filed.
    filed: String,
}

/// Says how long the text is and nothing of what it says.
impl fmt::Debug for TextArea {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TextArea({} characters)", self.length())
    }
}

impl TextArea {
    /// A text with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let lines = text.split('\n').map(str::to_owned).collect();
        let mut inner = ratatui_textarea::TextArea::new(lines);
        inner.set_wrap_mode(WrapMode::WordOrGlyph);
        inner.set_cursor_line_style(Style::new());
        inner.set_cursor_style(Style::new());
        inner.move_cursor(CursorMove::Bottom);
        inner.move_cursor(CursorMove::End);
        Self {
            inner: Box::new(inner),
            filed: text.to_owned(),
        }
    }

    /// What it says; letters that were typed in parts are put together.
    pub fn text(&self) -> String {
        clean(&self.inner.lines().join("\n"), Shape::Lines).text
    }

    /// What it says, where that is something and not what was filed already.
    pub fn half_typed(&self) -> Option<String> {
        let text = self.text();
        (!text.trim().is_empty() && text != self.filed).then_some(text)
    }

    /// Takes in that what it says now is filed.
    pub fn was_filed(&mut self) {
        self.filed = self.text();
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        let lines = self.inner.lines();
        let letters: usize = lines.iter().map(|line| line.chars().count()).sum();
        letters + lines.len().saturating_sub(1)
    }

    /// How many characters it still takes.
    pub fn room(&self) -> usize {
        LONGEST_WORDS.saturating_sub(self.length())
    }

    /// How many rows it takes at this width.
    pub fn rows(&self, columns: u16) -> u16 {
        let columns = usize::from(columns.max(1));
        let rows: usize = self
            .inner
            .lines()
            .iter()
            .map(|line| super::wrapped(line, columns).len().max(1))
            .sum();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    /// What to say of its length, once it comes near the limit.
    pub fn counter(&self) -> Option<String> {
        let length = self.length();
        (length >= COUNT_FROM).then(|| {
            let left = LONGEST_WORDS.saturating_sub(length);
            format!("{left} characters left of 20,000")
        })
    }

    /// Takes a key; true if the text changed.
    pub fn type_key(&mut self, key: Key) -> bool {
        match (key.code, key.control) {
            (Code::Char(letter), false) if !key.alt => return self.insert(&letter.to_string()),
            (Code::Enter, _) => return self.insert("\n"),
            (Code::Backspace, false) => return self.delete_before(),
            (Code::Delete, false) => {
                let letters = self.grapheme_after();
                return letters > 0 && self.inner.delete_str(letters);
            }
            (Code::Char('w') | Code::Backspace, true) => return self.inner.delete_word(),
            (Code::Char('u'), true) => return self.inner.delete_line_by_head(),
            (Code::Char('u'), false) => return self.inner.undo(),
            (Code::Char('r'), true) => return self.inner.redo(),
            (Code::Left, false) => self.step(CursorMove::Back, self.grapheme_before()),
            (Code::Right, false) => self.step(CursorMove::Forward, self.grapheme_after()),
            (Code::Left, true) => self.inner.move_cursor(CursorMove::WordBack),
            (Code::Right, true) => self.inner.move_cursor(CursorMove::WordForward),
            (Code::Up, _) => self.inner.move_cursor(CursorMove::Up),
            (Code::Down, _) => self.inner.move_cursor(CursorMove::Down),
            (Code::Home, _) => self.inner.move_cursor(CursorMove::Head),
            (Code::End, _) => self.inner.move_cursor(CursorMove::End),
            _ => {}
        }
        false
    }

    /// Puts text in at the cursor; false if it would be too long, and then nothing changes.
    pub fn insert(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if self.length() + text.chars().count() > LONGEST_WORDS {
            return false;
        }
        self.inner.insert_str(text)
    }

    /// Draws it, and the cursor where it is focused.
    pub fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect, focused: bool) {
        if area.is_empty() {
            return;
        }
        let mut shown = self.inner.clone();
        shown.set_style(theme.style(Role::Text));
        frame.render_widget(shown.as_ref(), area);
        if focused {
            let cursor = shown.screen_cursor();
            let (top, left) = shown.scroll_offset();
            let row = u16::try_from(cursor.row).unwrap_or(u16::MAX);
            let column = u16::try_from(cursor.col).unwrap_or(u16::MAX);
            let x = area.x + column.saturating_sub(left).min(area.width - 1);
            let y = area.y + row.saturating_sub(top).min(area.height - 1);
            frame.set_cursor_position((x, y));
        }
    }

    /// Deletes what stands before the cursor: a whole emoji, but of letters that
    /// carry signs only the last sign, as people who write such scripts expect.
    fn delete_before(&mut self) -> bool {
        let cursor = self.inner.cursor();
        let line = &self.inner.lines()[cursor.0];
        let before: String = line.chars().take(cursor.1).collect();
        let cluster = before.graphemes(true).next_back().unwrap_or_default();
        let is_letters = cluster.chars().next().is_some_and(char::is_alphabetic);
        let beyond_latin = cluster
            .chars()
            .next()
            .is_some_and(|first| first > '\u{24f}');
        let letters = if is_letters && beyond_latin {
            1
        } else {
            cluster.chars().count().max(1)
        };
        let mut changed = false;
        for _ in 0..letters {
            changed |= self.inner.delete_char();
        }
        changed
    }

    fn step(&mut self, way: CursorMove, letters: usize) {
        for _ in 0..letters.max(1) {
            self.inner.move_cursor(way);
        }
    }

    fn grapheme_before(&self) -> usize {
        let cursor = self.inner.cursor();
        let line = &self.inner.lines()[cursor.0];
        let place = line
            .char_indices()
            .nth(cursor.1)
            .map_or(line.len(), |(place, _)| place);
        let mut graphemes = GraphemeCursor::new(place, line.len(), true);
        match graphemes.prev_boundary(line, 0) {
            Ok(Some(start)) => line[start..place].chars().count(),
            Ok(None) | Err(_) => 1,
        }
    }

    fn grapheme_after(&self) -> usize {
        let cursor = self.inner.cursor();
        let line = &self.inner.lines()[cursor.0];
        let place = line
            .char_indices()
            .nth(cursor.1)
            .map_or(line.len(), |(place, _)| place);
        line[place..]
            .graphemes(true)
            .next()
            .map_or(1, |cluster| cluster.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back() -> Key {
        Key::plain(Code::Backspace)
    }

    #[test]
    fn one_backspace_takes_a_whole_family() {
        let mut text = TextArea::new("a👨‍👩‍👧");
        assert!(text.type_key(back()));
        assert_eq!(text.text(), "a");
    }

    #[test]
    fn d15_one_backspace_takes_a_welsh_letter_and_a_single_indic_sign() {
        let mut text = TextArea::new("w\u{302}");
        text.type_key(back());
        assert_eq!(text.text(), "");
        let mut text = TextArea::new("ਗੁ");
        text.type_key(back());
        assert_eq!(text.text(), "ਗ");
    }

    #[test]
    fn the_cursor_steps_over_whole_graphemes() {
        let mut text = TextArea::new("x👨‍👩‍👧");
        text.type_key(Key::plain(Code::Left));
        text.type_key(Key::char('y'));
        assert_eq!(text.text(), "xy👨‍👩‍👧");
    }

    #[test]
    fn one_key_empties_a_line_as_it_does_in_one_line_fields() {
        let mut text = TextArea::new("first\na draft of before");
        assert!(text.type_key("ctrl-u".parse().unwrap()));
        assert_eq!(text.text(), "first\n");
    }

    #[test]
    fn a_paste_keeps_its_lines_and_loses_returns() {
        let mut text = TextArea::new("");
        assert!(text.insert("one\r\ntwo\rthree"));
        assert_eq!(text.text(), "one\ntwo\nthree");
    }

    #[test]
    fn e02_nothing_is_cut_beyond_twenty_thousand_characters() {
        let mut text = TextArea::new(&"a".repeat(19_999));
        assert!(text.counter().unwrap().starts_with("1 "));
        assert!(!text.insert("two"));
        assert!(text.type_key(Key::char('b')));
        assert!(!text.type_key(Key::char('c')));
        assert_eq!(text.length(), 20_000);
    }
}
