//! A text of one line, edited by whole graphemes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use tui_input::{Input, InputRequest};

use super::words::width;
use crate::tui::key::{Code, Key};
use crate::tui::theme::{Role, Theme};

/// A text of one line with a limit.
#[derive(Debug, Clone)]
pub struct TextLine {
    input: Input,
    limit: usize,
}

impl TextLine {
    /// A line with some text, and the most characters it takes.
    pub fn new(text: &str, limit: usize) -> Self {
        Self {
            input: Input::new(text.to_owned()),
            limit,
        }
    }

    /// What it says.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What it says, where it says anything.
    pub fn half_typed(&self) -> Option<String> {
        let text = self.text();
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// Sets what it says.
    pub fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// Whether a key types a letter for which there is no room.
    pub fn refuses(&self, key: Key) -> bool {
        self.is_full() && key.typed().is_some()
    }

    /// Takes a key; true if the text or the cursor changed.
    pub fn type_key(&mut self, key: Key) -> bool {
        let request = match (key.code, key.control) {
            (Code::Char('a'), true) | (Code::Home, _) => InputRequest::GoToStart,
            (Code::Char('e'), true) | (Code::End, _) => InputRequest::GoToEnd,
            (Code::Char('w'), true) => InputRequest::DeletePrevWord,
            (Code::Char('u'), true) => InputRequest::DeleteFromStart,
            (Code::Char('k'), true) => InputRequest::DeleteTillEnd,
            (Code::Left, true) => InputRequest::GoToPrevWord,
            (Code::Right, true) => InputRequest::GoToNextWord,
            (Code::Left, false) => InputRequest::GoToPrevChar,
            (Code::Right, false) => InputRequest::GoToNextChar,
            (Code::Backspace, _) => InputRequest::DeletePrevChar,
            (Code::Delete, _) => InputRequest::DeleteNextChar,
            (Code::Char(letter), false) if !key.alt => {
                if self.is_full() {
                    return false;
                }
                InputRequest::InsertChar(letter)
            }
            _ => return false,
        };
        self.input.handle(request).is_some()
    }

    /// Puts pasted text in at the cursor, in one line; false if it would be too long.
    pub fn paste(&mut self, text: &str) -> bool {
        let added = text.chars().count();
        if self.input.value().chars().count() + added > self.limit {
            return false;
        }
        for letter in text.chars() {
            let letter = if letter == '\n' || letter == '\r' || letter == '\t' {
                ' '
            } else {
                letter
            };
            self.input.handle(InputRequest::InsertChar(letter));
        }
        true
    }

    /// Whether it takes no further character.
    pub fn is_full(&self) -> bool {
        self.input.value().chars().count() >= self.limit
    }

    /// Draws it in one row, and the cursor where it is focused.
    pub fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect, focused: bool) {
        let columns = usize::from(area.width);
        if columns == 0 || area.height == 0 {
            return;
        }
        let scroll = self.input.visual_scroll(columns.saturating_sub(1));
        let mut skipped = 0;
        let shown: String = self
            .input
            .value()
            .chars()
            .skip_while(|letter| {
                let past = skipped < scroll;
                skipped += width(letter.encode_utf8(&mut [0; 4]));
                past
            })
            .collect();
        let role = if focused { Role::Field } else { Role::Text };
        let filled = format!("{shown:<columns$}");
        frame.render_widget(Line::styled(filled, theme.style(role)), area);
        if focused {
            let column = self.input.visual_cursor().saturating_sub(scroll);
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            let last = area.width.saturating_sub(1);
            frame.set_cursor_position((area.x + column.min(last), area.y));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backspace_takes_a_whole_grapheme() {
        let mut line = TextLine::new("w\u{302}👨‍👩‍👧", 120);
        line.type_key(Key::plain(Code::Backspace));
        assert_eq!(line.text(), "w\u{302}");
        line.type_key(Key::plain(Code::Backspace));
        assert_eq!(line.text(), "");
    }

    #[test]
    fn a_paste_becomes_one_line_and_is_never_cut() {
        let mut line = TextLine::new("", 8);
        assert!(line.paste("a\r\nb"));
        assert_eq!(line.text(), "a  b");
        assert!(!line.paste("too long"));
        assert_eq!(line.text(), "a  b");
    }
}
