//! A paper as plain text in 72 columns, for a printer, a screen reader or an e-mail.

#[cfg(test)]
mod tests;

use crate::document::paper::{Block, Paper, Print, Told, WATERMARK};
use crate::document::sheet::Sheet;

/// Columns of a line to sign on.
const SIGNATURE: usize = 40;

/// Sets a paper in plain text.
pub fn write(paper: &Paper) -> String {
    let mut setting = Setting {
        paper,
        sheet: Sheet::default(),
    };
    setting.watermark();
    setting.sheet.heading(&paper.title);
    for line in &paper.head {
        setting.sheet.add(0, line);
    }
    for part in &paper.parts {
        setting.watermark();
        setting.sheet.heading(&part.heading);
        let mut earlier = None;
        for block in &part.blocks {
            setting.block(block, earlier);
            earlier = Some(block);
        }
    }
    setting.sheet.gap();
    setting.sheet.add(0, &paper.foot);
    setting.watermark();
    setting.sheet.into_text()
}

struct Setting<'a> {
    paper: &'a Paper,
    sheet: Sheet,
}

impl Setting<'_> {
    /// Every part of a practice paper carries the watermark, so that no page is without it.
    fn watermark(&mut self) {
        if self.paper.practice {
            self.sheet.gap();
            self.sheet.add(0, WATERMARK);
        }
    }

    fn block(&mut self, block: &Block, earlier: Option<&Block>) {
        let sheet = &mut self.sheet;
        if self.paper.print == Print::EasyRead {
            sheet.gap();
        }
        match block {
            Block::Said(text) => {
                // Room for a hand to write ends with a gap.
                if matches!(earlier, Some(Block::SignHere(_))) {
                    sheet.gap();
                }
                sheet.add(0, text);
            }
            Block::Listed(text) => sheet.add_hanging("- ", 2, text),
            Block::Told(Told { label, text }) => sheet.add_hanging(&format!("{label}: "), 2, text),
            Block::Quoted(text) => sheet.add(4, text),
            Block::Item {
                number,
                words,
                told,
            } => {
                sheet.gap();
                let lead = format!("{number}. ");
                sheet.add_hanging(&lead, lead.len(), words);
                for Told { label, text } in told {
                    sheet.add_hanging(&format!("   {label}: "), 6, text);
                }
            }
            Block::SignHere(name) => {
                sheet.gap();
                sheet.add(0, &"_".repeat(SIGNATURE));
                sheet.add(0, name);
            }
        }
    }
}
