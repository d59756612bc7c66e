//! Rows: what stands beside each other on a page and is never cut.

use std::rc::Rc;

use super::words::Words;

/// A strip of the page from edge to edge.
pub(super) struct Row {
    /// Points left free above it, except at the top of a page.
    pub above: f32,
    /// Its own height in points.
    pub height: f32,
    /// Whether the next row has to stand on the same page.
    pub with_next: bool,
    /// What stands in it.
    pub marks: Vec<Mark>,
}

/// Something drawn in a row.
pub(super) enum Mark {
    /// One line of words, from a distance from the left edge.
    Line {
        words: Rc<Words>,
        line: usize,
        x: f32,
    },
    /// A line drawn across, at the bottom of the row.
    Rule { x: f32, width: f32, thick: f32 },
    /// A box to tick, this wide, as high, below the top of the row by the second.
    Box { x: f32, size: f32, below: f32 },
    /// A ring to mark, this wide, below the top of the row by the second.
    Ring { x: f32, size: f32, below: f32 },
    /// A bar across in the middle of the row, as long as a step takes.
    Length { x: f32, width: f32, high: f32 },
    /// A bar along the whole height, beside somebody's own words.
    Bar { x: f32 },
}

impl Row {
    pub(super) fn new(height: f32) -> Self {
        Self {
            above: 0.0,
            height,
            with_next: false,
            marks: Vec::new(),
        }
    }

    pub(super) fn with(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    pub(super) fn below(mut self, above: f32) -> Self {
        self.above = above;
        self
    }

    pub(super) fn kept(mut self) -> Self {
        self.with_next = true;
        self
    }
}

/// The rows of words that stand beside each other, each from its own distance from the left edge.
pub(super) fn beside(columns: &[(Rc<Words>, f32)]) -> Vec<Row> {
    let count = columns.iter().map(|(words, _)| words.lines()).max();
    (0..count.unwrap_or(0))
        .map(|line| {
            let heights = columns.iter().map(|(words, _)| words.line_height(line));
            let mut row = Row::new(heights.fold(0.0, f32::max));
            for (words, x) in columns {
                if line < words.lines() {
                    row.marks.push(Mark::Line {
                        words: Rc::clone(words),
                        line,
                        x: *x,
                    });
                }
            }
            row
        })
        .collect()
}
