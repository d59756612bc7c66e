//! What a hand fills in, ticks or marks, and steps drawn as long as they take.

use std::rc::Rc;

use parley::Alignment;

use super::{Column, WIDTH};
use crate::document::form::pdf::row::{Mark, Row, beside};
use crate::document::form::pdf::words::{Look, Words};
use crate::document::paper::{Block, Field, Room};

/// Letters of the body that a box or a ring is wide.
const BOX: f32 = 0.75;
/// Letters between the left edge and what stands behind a box.
const BEHIND_BOX: f32 = 1.6;
/// Letters between a label and its room, and between one field and the next.
const GAP: f32 = 0.5;
/// Letters of the narrowest room for words, of a date, and of a time.
const NARROWEST: f32 = 11.0;
const SHORT: f32 = 6.0;
const TIME: f32 = 4.0;
/// Letters left free above a line, for a hand needs more than a printed letter.
const HAND: f32 = 0.7;

/// How much of a line the longest step takes; the rest is for how long that is, in words.
const LONGEST_BAR: f32 = 0.7;

/// A field whose label is set.
struct Labelled {
    room: Room,
    label: Rc<Words>,
    /// Points of the label; nothing where there is none.
    wide: f32,
    /// The fewest points that it needs.
    least: f32,
}

impl Column<'_> {
    /// A box with its words, and what belongs to it set in below; the words never stand alone at
    /// the foot of a page.
    pub(super) fn tick(&mut self, words: &str, under: &[Block], left: f32, above: f32) {
        let has_more = !under.is_empty();
        let (look, above) = if has_more {
            (Look::STRONG, 0.8)
        } else {
            (Look::BODY, above)
        };
        let size = self.em(BOX);
        self.marked(words, look, left, above, |x, below| Mark::Box {
            x,
            size,
            below,
        });
        if let Some(last) = self.rows.last_mut().filter(|_| has_more) {
            last.with_next = true;
        }
        let set_in = left + self.em(BEHIND_BOX);
        self.blocks(under, set_in);
    }

    /// A ring to mark, with its words.
    pub(super) fn one_of(&mut self, words: &str, left: f32, above: f32) {
        let size = self.em(BOX);
        self.marked(words, Look::BODY, left, above, |x, below| Mark::Ring {
            x,
            size,
            below,
        });
    }

    fn marked(
        &mut self,
        words: &str,
        look: Look,
        left: f32,
        above: f32,
        mark: impl FnOnce(f32, f32) -> Mark,
    ) {
        let behind = left + self.em(BEHIND_BOX);
        let words = self.setter.set(words, look, WIDTH - behind);
        let mut rows = beside(&[(words, behind)]);
        let (x, size) = (left + self.em(0.1), self.em(BOX));
        if let Some(first) = rows.first_mut() {
            let below = (first.height - size) / 2.0;
            first.marks.push(mark(x, below));
        }
        self.push(rows, above);
    }

    /// A row of fields; those that do not fit beside each other go on below, and a label that
    /// leaves too little room stands above its line.
    pub(super) fn blank(&mut self, fields: &[Field], left: f32) {
        let free = WIDTH - left;
        let mut row: Vec<Labelled> = Vec::new();
        let mut used = 0.0;
        for field in fields {
            let labelled = self.labelled(field);
            if field.room == Room::Words && fields.len() == 1 && labelled.wide > free / 2.0 {
                self.words(&field.label, Look::BODY, left, HAND);
                if let Some(last) = self.rows.last_mut() {
                    last.with_next = true;
                }
                self.line_to_write_on(left);
                continue;
            }
            let gap = if row.is_empty() {
                0.0
            } else {
                self.em(GAP * 2.0)
            };
            if !row.is_empty() && used + gap + labelled.least > free {
                self.fields(std::mem::take(&mut row), left, used);
                used = 0.0;
            }
            let gap = if row.is_empty() { 0.0 } else { gap };
            used += gap + labelled.least;
            row.push(labelled);
        }
        if !row.is_empty() {
            self.fields(row, left, used);
        }
    }

    fn labelled(&mut self, field: &Field) -> Labelled {
        // What it takes up counts from the left, whichever way it runs.
        let look = Look::BODY.aligned(Alignment::Left);
        let label = self.setter.set(&field.label, look, WIDTH);
        let wide = if field.label.is_empty() {
            0.0
        } else {
            label.width() + self.em(GAP)
        };
        let room = match field.room {
            Room::Words => NARROWEST,
            Room::Short => SHORT,
            Room::Time => TIME,
            Room::Tick => BOX,
        };
        Labelled {
            room: field.room,
            label,
            wide,
            least: wide + self.em(room),
        }
    }

    fn line_to_write_on(&mut self, left: f32) {
        let rule = Mark::Rule {
            x: left,
            width: WIDTH - left,
            thick: 0.5,
        };
        let row = Row::new(self.em(1.4)).below(self.em(HAND / 2.0));
        self.rows.push(row.with(rule));
    }

    /// Fields beside each other, of which those for words share what is left.
    fn fields(&mut self, fields: Vec<Labelled>, left: f32, used: f32) {
        let wordy = fields.iter().filter(|field| field.room == Room::Words);
        let wordy = u16::try_from(wordy.count()).unwrap_or(1);
        let more = if wordy == 0 {
            0.0
        } else {
            (WIDTH - left - used) / f32::from(wordy)
        };
        let heights = fields.iter().map(|field| field.label.line_height(0));
        let height = heights.fold(self.em(1.4), f32::max);
        let mut row = Row::new(height);
        let mut x = left;
        for field in fields {
            x = self.field(&mut row, field, x, more);
            x += self.em(GAP * 2.0);
        }
        let above = self.em(HAND);
        self.rows.push(row.below(above));
    }

    /// Puts one field into a row; gives where it ends.
    fn field(&mut self, row: &mut Row, field: Labelled, x: f32, more: f32) -> f32 {
        let Labelled {
            room, label, wide, ..
        } = field;
        let mut line = |words: Rc<Words>, x: f32| row.marks.push(Mark::Line { words, line: 0, x });
        if room == Room::Tick {
            let size = self.em(BOX);
            let behind = x + size + self.em(GAP);
            line(label, behind);
            let below = (row.height - size) / 2.0;
            row.marks.push(Mark::Box { x, size, below });
            return x + size + wide;
        }
        line(label, x);
        let start = x + wide;
        let width = match room {
            Room::Words => self.em(NARROWEST) + more,
            Room::Short => self.em(SHORT),
            Room::Time | Room::Tick => self.em(TIME),
        };
        if room == Room::Time {
            let colon = self.setter.set(":", Look::BODY, width);
            line(colon, start + width / 2.0);
        }
        row.marks.push(Mark::Rule {
            x: start,
            width,
            thick: 0.5,
        });
        start + width
    }

    /// A step with its time, its bar, and what is said of it.
    pub(super) fn timed(&mut self, at: &str, words: &str, minutes: u16, about: &[String]) {
        let left = self.em(4.2);
        self.numbered(at, left, words, |column, left| {
            let about = column.bar(minutes, about, left);
            for text in about {
                column.words(text, Look::BODY, left, 0.1);
            }
        });
    }
    /// Draws how long a step takes, with what is said first of it behind; gives what is left to
    /// say.
    fn bar<'a>(&mut self, minutes: u16, about: &'a [String], left: f32) -> &'a [String] {
        let Some((first, rest)) = about.split_first().filter(|_| minutes > 0) else {
            return about;
        };
        let share = f32::from(minutes) / f32::from(self.longest.max(1));
        let width = (WIDTH - left) * LONGEST_BAR * share;
        let behind = left + width + self.em(GAP);
        let words = self.setter.set(first, Look::QUIET, WIDTH - behind);
        let mut rows = beside(&[(words, behind)]);
        if let Some(row) = rows.first_mut() {
            row.marks.push(Mark::Length {
                x: left,
                width,
                high: row.height * 0.4,
            });
        }
        self.push(rows, 0.1);
        rest
    }
}
