//! Blocks as rows.

mod by_hand;

use super::page::{HEIGHT, WIDTH};
use super::row::{Mark, Row, beside};
use super::words::{Look, Setter};
use crate::document::paper::{Block, Paper, Part, Print, Told};

const TITLE: Look = Look::STRONG.scaled(1.9);
const HEADING: Look = Look::STRONG.scaled(1.15);
/// More rows than this are cut between pages rather than moved to the next as a whole.
const WHOLE: usize = 24;
/// How much of a page may be moved to the next so that those who sign see the others' lines.
const MOST_TOGETHER: f32 = 0.8;

/// A paper as rows from top to bottom.
pub(super) fn rows(setter: &mut Setter, paper: &Paper) -> Vec<Row> {
    let mut column = Column {
        setter,
        rows: Vec::new(),
        longest: 0,
    };
    column.words(&paper.title, TITLE, 0.0, 0.0);
    for (index, line) in paper.head.iter().enumerate() {
        let above = if index == 0 { 0.4 } else { 0.0 };
        column.words(line, Look::QUIET, 0.0, above);
    }
    for part in &paper.parts {
        column.part(part);
    }
    column.rows
}

struct Column<'a> {
    setter: &'a mut Setter,
    rows: Vec<Row>,
    /// Minutes of the longest step of the part, which the others are drawn beside.
    longest: u16,
}

impl Column<'_> {
    /// Points of so many letters of the body.
    fn em(&self, count: f32) -> f32 {
        self.setter.size() * count
    }

    /// Space between blocks, in letters.
    fn space(&self) -> f32 {
        match self.setter.print {
            Print::Usual => 0.25,
            Print::Large => 0.35,
            Print::EasyRead => 0.8,
        }
    }

    fn push(&mut self, rows: Vec<Row>, above: f32) {
        let above = self.em(above);
        for (index, row) in rows.into_iter().enumerate() {
            self.rows
                .push(if index == 0 { row.below(above) } else { row });
        }
    }

    fn words(&mut self, text: &str, look: Look, left: f32, above: f32) {
        let words = self.setter.set(text, look, WIDTH - left);
        self.push(beside(&[(words, left)]), above);
    }

    fn part(&mut self, part: &Part) {
        let start = self.rows.len();
        self.heading(&part.heading);
        self.longest = Block::longest(&part.blocks);
        self.blocks(&part.blocks, 0.0);
        if part.is_to_be_signed() {
            self.keep_together(start);
        }
    }

    /// Keeps rows from one on, to the last, on one page if a page can hold them.
    fn keep_together(&mut self, start: usize) {
        let rows = self.rows.get_mut(start..).unwrap_or_default();
        let height: f32 = rows.iter().map(|row| row.above + row.height).sum();
        if height <= HEIGHT * MOST_TOGETHER {
            let count = rows.len().saturating_sub(1);
            rows.iter_mut()
                .take(count)
                .for_each(|row| row.with_next = true);
        }
    }

    fn heading(&mut self, heading: &str) {
        if heading.is_empty() {
            return;
        }
        let start = self.rows.len();
        self.words(heading, HEADING, 0.0, 1.5);
        let gap = self.em(0.2);
        let rule = Mark::Rule {
            x: 0.0,
            width: WIDTH,
            thick: 0.5,
        };
        self.rows.push(Row::new(gap).with(rule).kept());
        // Neither the heading, in as many lines as it has, nor the line below it stands alone at the
        // foot of a page.
        for row in self.rows.iter_mut().skip(start) {
            row.with_next = true;
        }
    }

    fn blocks(&mut self, mut blocks: &[Block], left: f32) {
        let mut is_first = true;
        let mut after_a_line = false;
        while let Some((block, rest)) = blocks.split_first() {
            let above = match (is_first, after_a_line, block) {
                (true, _, _) => 0.5,
                // What a hand wrote hangs below its line.
                (_, true, Block::Said(_) | Block::OneOf(_) | Block::Tick { .. }) => 0.8,
                _ => self.space(),
            };
            is_first = false;
            after_a_line = matches!(block, Block::Blank(_) | Block::SignHere(_));
            blocks = match (block, rest) {
                // Two hands can sign beside each other where letters are small.
                (Block::SignHere(one), [Block::SignHere(other), after @ ..])
                    if self.setter.print == Print::Usual =>
                {
                    self.sign(&[one, other]);
                    after
                }
                (Block::SignHere(name), _) => {
                    self.sign(&[name]);
                    rest
                }
                _ => {
                    self.block(block, left, above);
                    rest
                }
            };
        }
    }

    fn block(&mut self, block: &Block, left: f32, above: f32) {
        let indent = left + self.em(1.4);
        match block {
            Block::Said(text) => self.words(text, Look::BODY, left, above),
            Block::Listed(text) => {
                let dot = self.setter.set("\u{2022}", Look::BODY, indent);
                let words = self.setter.set(text, Look::BODY, WIDTH - indent);
                let dotted = left + self.em(0.3);
                self.push(beside(&[(dot, dotted), (words, indent)]), above);
            }
            Block::Told(told) => self.told(told, left, above),
            Block::Quoted(text) => {
                let words = self.setter.set(text, Look::BODY, WIDTH - indent);
                let mut rows = beside(&[(words, indent)]);
                for row in &mut rows {
                    let x = left + self.em(0.5);
                    row.marks.push(Mark::Bar { x });
                }
                self.push(rows, above);
            }
            Block::Item {
                number,
                words,
                told,
            } => {
                self.numbered(
                    &format!("{number}."),
                    self.em(2.0),
                    words,
                    |column, left| {
                        for told in told {
                            column.told(told, left, column.space());
                        }
                    },
                );
            }
            Block::SignHere(name) => self.sign(&[name]),
            Block::Tick { words, under } => self.tick(words, under, left, above),
            Block::OneOf(words) => self.one_of(words, left, above),
            Block::Blank(fields) => self.blank(fields, left),
            Block::Timed {
                at,
                words,
                minutes,
                about,
            } => self.timed(at, words, *minutes, about),
        }
    }

    /// A number or a time at the left, words beside it, and what belongs to them below; all on
    /// one page where it is not long.
    fn numbered(
        &mut self,
        number: &str,
        left: f32,
        words: &str,
        below: impl FnOnce(&mut Self, f32),
    ) {
        let start = self.rows.len();
        let number = self.setter.set(number, Look::STRONG, left);
        let words = self.setter.set(words, Look::STRONG, WIDTH - left);
        self.push(beside(&[(number, 0.0), (words, left)]), 0.9);
        below(self, left);
        let count = self.rows.len() - start;
        if count <= WHOLE {
            let rows = self.rows.iter_mut().skip(start).take(count - 1);
            rows.for_each(|row| row.with_next = true);
        }
    }

    /// A label with what belongs to it: beside it, on the same line where letters are large, and
    /// below it where each idea has a line of its own.
    fn told(&mut self, Told { label, text }: &Told, left: f32, above: f32) {
        match self.setter.print {
            Print::Usual => {
                let aside = self.em(13.5);
                let label = self.setter.set(label, Look::QUIET, aside - self.em(0.8));
                let body = self.setter.at_start(Look::BODY);
                let text = self.setter.set(text, body, WIDTH - left - aside);
                self.push(beside(&[(label, left), (text, left + aside)]), above);
            }
            Print::Large => {
                let words = self.setter.set_led(label, text, WIDTH - left);
                self.push(beside(&[(words, left)]), above);
            }
            Print::EasyRead => {
                self.words(label, Look::STRONG, left, above);
                if let Some(label) = self.rows.last_mut() {
                    label.with_next = true;
                }
                self.words(text, self.setter.at_start(Look::BODY), left, 0.0);
            }
        }
    }

    /// Lines to sign on beside each other, with the names under them.
    fn sign(&mut self, names: &[&String]) {
        let gap = self.em(2.5);
        let half = (WIDTH - gap) / 2.0;
        let wide = if self.setter.print == Print::Usual {
            half
        } else {
            WIDTH * 0.75
        };
        let places = [0.0, half + gap];
        let mut line = Row::new(self.em(3.2)).kept();
        for (_, x) in names.iter().zip(places) {
            line.marks.push(Mark::Rule {
                x,
                width: wide,
                thick: 0.7,
            });
        }
        self.rows.push(line);
        let look = self.setter.at_start(Look::BODY);
        let set: Vec<_> = names
            .iter()
            .zip(places)
            .map(|(name, x)| (self.setter.set(name, look, wide), x))
            .collect();
        self.push(beside(&set), 0.2);
    }
}
