//! Lines of plain text: 72 columns, safe to `cat`, right-to-left words kept apart.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::direction::{kept_apart, kept_apart_on_each};
use crate::clean::{Shape, clean};

/// How many columns a line of a document has.
pub(super) const COLUMNS: usize = 72;

/// A document as it grows, line by line.
pub(super) struct Sheet {
    text: String,
    columns: usize,
}

impl Default for Sheet {
    fn default() -> Self {
        Self::of(COLUMNS)
    }
}

impl Sheet {
    /// An empty one of so many columns.
    pub(super) fn of(columns: usize) -> Self {
        Self {
            text: String::new(),
            columns,
        }
    }

    /// How many columns a line has.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Adds text under an indent, wrapped; its own line ends are kept.
    pub(super) fn add(&mut self, indent: usize, text: &str) {
        self.add_hanging(&" ".repeat(indent), indent, text);
    }

    /// Adds text whose first line begins with `lead` and whose others are indented.
    pub(super) fn add_hanging(&mut self, lead: &str, indent: usize, text: &str) {
        let mut start = lead.to_owned();
        for paragraph in text.split('\n') {
            let first = self.columns.saturating_sub(start.width());
            for line in wrap_after(paragraph, first, self.columns.saturating_sub(indent)) {
                self.text.push_str(format!("{start}{line}").trim_end());
                self.text.push('\n');
                start = " ".repeat(indent);
            }
        }
    }

    /// Adds a line that was drawn and keeps its spaces.
    pub(super) fn add_drawn(&mut self, drawn: &str) {
        self.text.push_str(drawn.trim_end());
        self.text.push('\n');
    }

    /// Adds an empty line, never two.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a heading with a line under it.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        for line in wrap(text, self.columns) {
            self.text.push_str(&line);
            self.text.push('\n');
            self.text
                .push_str(&"-".repeat(line.width().min(self.columns)));
            self.text.push('\n');
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Foreign text on one line, safe to show among our own words.
pub(super) fn line(text: &str) -> String {
    kept_apart(&bare(text, Shape::Line))
}

/// Foreign text of several lines, safe to show.
pub(super) fn lines(text: &str) -> String {
    let safe = bare(text, Shape::Lines);
    let apart: Vec<String> = safe.trim().lines().map(kept_apart).collect();
    apart.join("\n")
}

/// Foreign text for another program to read: no sign steers its direction, so that a name in it
/// equals the name.
pub(super) fn bare(text: &str, shape: Shape) -> String {
    clean(text, shape).text
}

/// Wraps one paragraph at spaces; a longer word is cut between graphemes.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_after(text, columns, columns)
}

/// The same where something stands before the first line, which leaves it fewer columns.
fn wrap_after(text: &str, first: usize, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut done: Vec<String> = Vec::new();
    let mut current = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for piece in pieces(word, columns) {
            let space = usize::from(!current.is_empty());
            let room = if done.is_empty() { first } else { columns };
            if current.width() + space + piece.width() > room {
                done.push(std::mem::take(&mut current));
            } else if space > 0 && piece.as_ptr() == word.as_ptr() {
                current.push(' ');
            }
            current.push_str(piece);
        }
    }
    done.push(current);
    kept_apart_on_each(done)
}

fn pieces(word: &str, columns: usize) -> Vec<&str> {
    if word.width() <= columns {
        return vec![word];
    }
    let mut pieces = Vec::new();
    let (mut start, mut width) = (0, 0);
    for (offset, grapheme) in word.grapheme_indices(true) {
        let wide = grapheme.width();
        if width + wide > columns && offset > start {
            pieces.push(&word[start..offset]);
            (start, width) = (offset, 0);
        }
        width += wide;
    }
    pieces.push(&word[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_longer_than_a_page_is_wide() {
        let mut sheet = Sheet::default();
        sheet.add_hanging("1. ", 3, &line(&"x".repeat(300)));
        sheet.add(
            4,
            &lines(&"Jay mends the side gate and paints it. ".repeat(9)),
        );
        sheet.add(0, &line(&"名前".repeat(60)));
        let lead = "If something is not kept, who is told: ";
        sheet.add_hanging(lead, 2, &"Robin tells all of us, and Sam. ".repeat(4));
        sheet.add_hanging(lead, 2, &"x".repeat(100));
        for line in sheet.into_text().lines() {
            assert!(line.width() <= COLUMNS, "{line}");
        }
    }

    #[test]
    fn no_word_is_lost_by_wrapping() {
        let text = "one two three ".repeat(40);
        assert_eq!(wrap(&text, 20).join(" "), text.trim());
    }

    #[test]
    fn e14_a_right_to_left_name_is_isolated_on_every_line_it_needs() {
        let name = line(&"شاہ ".repeat(30));
        let wrapped = wrap(&format!("{name} agreed."), 30);
        assert!(wrapped.len() > 2);
        for line in wrapped {
            let count = |wanted: char| line.chars().filter(|c| *c == wanted).count();
            assert_eq!(count('\u{2067}'), count('\u{2069}'), "{line}");
            let begins = line.starts_with('\u{2067}');
            assert!(begins || !line.contains('ش'), "{line}");
        }
    }

    #[test]
    fn control_characters_and_bidi_controls_cannot_pass() {
        let text = lines("a\u{1b}[2J\u{202E}b\r\nc\u{7}");
        assert_eq!(text, "a[2Jb\nc");
        assert_eq!(line("a\nb"), "a b");
    }
}
