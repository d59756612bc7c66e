//! Plain text in 80 columns.

use unicode_width::UnicodeWidthStr;

/// Columns of a page.
pub(super) const COLUMNS: usize = 80;

/// Plain text that grows line by line and stays within 80 columns.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub text: String,
}

impl Page {
    /// Adds a line as it is.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Adds a title with a line under it.
    pub(super) fn title(&mut self, title: &str, under: char) {
        self.words(title, 0);
        let width = title.width().min(COLUMNS);
        self.line(&under.to_string().repeat(width));
    }

    /// Adds words, broken between words, each line indented.
    pub(super) fn words(&mut self, text: &str, indent: usize) {
        self.hanging(text, &" ".repeat(indent), indent);
    }

    /// Adds words behind a mark, with the later lines under the first.
    pub(super) fn item(&mut self, mark: &str, text: &str, indent: usize) {
        let first = format!("{}{mark} ", " ".repeat(indent));
        let rest = first.width();
        self.hanging(text, &first, rest);
    }

    fn hanging(&mut self, text: &str, first: &str, indent: usize) {
        let mut line = first.to_owned();
        let mut is_empty = true;
        for paragraph in text.lines() {
            for word in paragraph.split_whitespace() {
                if !is_empty && line.width() + 1 + word.width() > COLUMNS {
                    self.line(&line);
                    line = " ".repeat(indent);
                    is_empty = true;
                }
                if !is_empty {
                    line.push(' ');
                }
                line.push_str(word);
                is_empty = false;
            }
            self.line(&line);
            line = " ".repeat(indent);
            is_empty = true;
        }
    }
}
