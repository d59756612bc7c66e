//! A paper as plain text in 72 columns, for a printer, a screen reader or an e-mail; in large print
//! in half as many, for a page that is printed at twice the size.

mod blank;
#[cfg(test)]
mod tests;

use crate::document::paper::{Block, Paper, Print, Told, WATERMARK};
use crate::document::sheet::{COLUMNS, Sheet};

/// Columns of a line to sign on.
const SIGNATURE: usize = 40;
/// Columns of large print.
const LARGE: usize = COLUMNS / 2;
/// Columns before what is said of a step.
const AFTER_TIME: usize = 7;
/// What the bar of a step is drawn with: it prints everywhere.
const SIGN: &str = "=";
/// A sign of a bar stands for a multiple of so many minutes.
const ROUND: u16 = 5;

/// Sets a paper in plain text.
pub fn write(paper: &Paper) -> String {
    let columns = match paper.print {
        Print::Usual | Print::EasyRead => COLUMNS,
        Print::Large => LARGE,
    };
    let mut setting = Setting {
        paper,
        sheet: Sheet::of(columns),
        per_sign: None,
    };
    setting.watermark();
    setting.sheet.heading(&paper.title);
    for line in &paper.head {
        setting.sheet.add(0, line);
    }
    for part in &paper.parts {
        if part.heading.is_empty() {
            setting.sheet.gap();
        } else {
            setting.sheet.heading(&part.heading);
        }
        setting.per_sign = setting.scale(&part.blocks);
        setting.blocks(&part.blocks, 0);
    }
    if !paper.foot.is_empty() {
        setting.sheet.gap();
        setting.sheet.add(0, &paper.foot);
    }
    setting.watermark();
    setting.sheet.into_text()
}

struct Setting<'a> {
    paper: &'a Paper,
    sheet: Sheet,
    /// Minutes that one sign of a bar stands for, where steps are drawn.
    per_sign: Option<u16>,
}

impl Setting<'_> {
    /// A practice paper carries the watermark at its head and at its foot.
    fn watermark(&mut self) {
        if self.paper.practice {
            self.sheet.gap();
            self.sheet.add(0, WATERMARK);
        }
    }

    /// Columns before what is said of a step, which large print has no room for.
    fn after_time(&self) -> usize {
        match self.paper.print {
            Print::Usual | Print::EasyRead => AFTER_TIME,
            Print::Large => 2,
        }
    }

    /// How long one sign of a bar is, which is said once before the first: the longest step has
    /// its place in one line.
    fn scale(&mut self, blocks: &[Block]) -> Option<u16> {
        let longest = Some(Block::longest(blocks)).filter(|longest| *longest > 0)?;
        let room = self.sheet.columns().saturating_sub(self.after_time() + 2);
        let room = u16::try_from(room).unwrap_or(u16::MAX);
        let per_sign = longest.div_ceil(room.max(1)).div_ceil(ROUND).max(1) * ROUND;
        self.sheet
            .add(0, &format!("Each {SIGN} is {per_sign} minutes."));
        Some(per_sign)
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        let mut earlier = None;
        for block in blocks {
            self.block(block, earlier, indent);
            earlier = Some(block);
        }
    }

    fn block(&mut self, block: &Block, earlier: Option<&Block>, indent: usize) {
        let sheet = &mut self.sheet;
        let pad = " ".repeat(indent);
        if self.paper.print == Print::EasyRead {
            sheet.gap();
        }
        match block {
            Block::Said(text) => {
                // Room for a hand to write ends with a gap.
                if matches!(earlier, Some(Block::SignHere(_))) {
                    sheet.gap();
                }
                sheet.add(indent, text);
            }
            Block::Listed(text) => sheet.add_hanging(&format!("{pad}- "), indent + 2, text),
            Block::Told(Told { label, text }) => {
                sheet.add_hanging(&format!("{pad}{label}: "), indent + 2, text);
            }
            Block::Quoted(text) => sheet.add(indent + 4, text),
            Block::Item {
                number,
                words,
                told,
            } => {
                sheet.gap();
                let lead = format!("{pad}{number}. ");
                sheet.add_hanging(&lead, lead.len(), words);
                for Told { label, text } in told {
                    sheet.add_hanging(&format!("{pad}   {label}: "), indent + 6, text);
                }
            }
            Block::SignHere(name) => {
                sheet.gap();
                let line = SIGNATURE.min(sheet.columns().saturating_sub(indent));
                sheet.add(indent, &"_".repeat(line));
                sheet.add(indent, name);
            }
            Block::Tick { words, under } => {
                if !under.is_empty() {
                    sheet.gap();
                }
                sheet.add_hanging(&format!("{pad}[ ] "), indent + 4, words);
                self.blocks(under, indent + 4);
            }
            Block::OneOf(words) => sheet.add_hanging(&format!("{pad}( ) "), indent + 4, words),
            Block::Blank(fields) => blank::write(sheet, indent, fields),
            Block::Timed {
                at,
                words,
                minutes,
                about,
            } => self.timed(at, words, *minutes, about),
        }
    }

    fn timed(&mut self, at: &str, words: &str, minutes: u16, about: &[String]) {
        let indent = self.after_time();
        let sheet = &mut self.sheet;
        sheet.gap();
        let wide = AFTER_TIME - 2;
        sheet.add_hanging(&format!("{at:<wide$}  "), indent, words);
        if let Some(per_sign) = self.per_sign.filter(|_| minutes > 0) {
            let signs = usize::from(minutes.div_ceil(per_sign));
            sheet.add(indent, &format!("[{}]", SIGN.repeat(signs)));
        }
        for text in about {
            sheet.add(indent, text);
        }
    }
}
