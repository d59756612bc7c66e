//! Rows on pages, and pages in the document.

use std::rc::Rc;

use krilla::Document;
use krilla::geom::Point;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use parley::Alignment;

use super::PdfError;
use super::row::{Mark, Row};
use super::shapes::{fill, ring, square, stroke};
use super::words::{Look, Setter, Words};
use crate::document::paper::{Paper, Print, WATERMARK};

/// A4 in points.
const PAPER: (f32, f32) = (595.28, 841.89);
/// Points left free at both sides.
const MARGIN: f32 = 56.0;
/// Points above the first row and below the last, where the edges of the page stand.
const TOP: f32 = 62.0;
const BOTTOM: f32 = 66.0;
/// Points of a line of words.
pub(super) const WIDTH: f32 = PAPER.0 - 2.0 * MARGIN;
pub(super) const HEIGHT: f32 = PAPER.1 - TOP - BOTTOM;
/// How much of a line the number of the page takes; the foot has what is left.
const NUMBER: f32 = 0.2;
const LARGE_NUMBER: f32 = 0.3;

/// Puts rows on pages above the foot; rows that belong together are moved as a whole if a page can
/// hold them.
pub(super) fn paginate(rows: Vec<Row>, foot: &Foot) -> Vec<Vec<Row>> {
    let height = HEIGHT - foot.further;
    let mut pages: Vec<Vec<Row>> = vec![Vec::new()];
    let mut filled = 0.0;
    let mut waiting = rows.into_iter().peekable();
    while let Some(row) = waiting.next() {
        let mut together = vec![row];
        while together.last().is_some_and(|row| row.with_next) {
            match waiting.next() {
                Some(row) => together.push(row),
                None => break,
            }
        }
        let needed: f32 = together.iter().map(|row| row.above + row.height).sum();
        if filled > 0.0 && filled + needed > height {
            pages.push(Vec::new());
            filled = 0.0;
        }
        for mut row in together {
            if filled > 0.0 && filled + row.above + row.height > height {
                pages.push(Vec::new());
                filled = 0.0;
            }
            if filled == 0.0 {
                row.above = 0.0;
            }
            filled += row.above + row.height;
            if let Some(page) = pages.last_mut() {
                page.push(row);
            }
        }
    }
    pages
}

/// What stands at the foot of every page.
pub(super) struct Foot {
    words: Rc<Words>,
    look: Look,
    /// Points of a line that the number of the page has.
    number: f32,
    /// Points of the lines below the first.
    further: f32,
}

impl Foot {
    /// The foot of a paper, in as many lines as it needs: the code in it is for comparing, and has
    /// to be there whole.
    pub(super) fn of(setter: &mut Setter, paper: &Paper) -> Self {
        // Smaller than the body, but for those who cannot read smaller letters.
        let (scale, number) = match setter.print {
            Print::Usual | Print::EasyRead => (0.78, NUMBER),
            Print::Large => (1.0, LARGE_NUMBER),
        };
        let look = Look::QUIET.scaled(scale);
        let width = WIDTH * (1.0 - number);
        let text = in_lines(setter, &paper.foot, look, width);
        let words = setter.set(&text, look, width);
        let further = (1..words.lines()).map(|line| words.line_height(line)).sum();
        Self {
            words,
            look,
            number: WIDTH * number,
            further,
        }
    }
}

/// A text broken between its parts where it is too long for one line, so that none of them is cut
/// in two that fits into a line.
fn in_lines(setter: &mut Setter, text: &str, look: Look, width: f32) -> String {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split(" - ") {
        let longer = lines.last().map(|line| format!("{line} - {part}"));
        match longer.filter(|longer| setter.set(longer, look, width).lines() == 1) {
            Some(longer) => {
                lines.pop();
                lines.push(longer);
            }
            None => lines.push(part.to_owned()),
        }
    }
    lines.join("\n")
}

/// What stands at the edges of a page.
pub(super) struct Edges<'a> {
    watermark: Option<Rc<Words>>,
    foot: &'a Foot,
    number: Rc<Words>,
}

/// The edges of one page.
pub(super) fn edges<'a>(
    setter: &mut Setter,
    paper: &Paper,
    foot: &'a Foot,
    (page, pages): (usize, usize),
) -> Edges<'a> {
    let scale = foot.look.scale.max(0.85);
    let strong = Look::STRONG.scaled(scale).aligned(Alignment::Center);
    let number = format!("page {page} of {pages}");
    let at_end = foot.look.aligned(Alignment::End);
    Edges {
        watermark: paper.practice.then(|| setter.set(WATERMARK, strong, WIDTH)),
        foot,
        number: setter.set(&number, at_end, foot.number),
    }
}

/// Draws one page.
pub(super) fn draw(
    document: &mut Document,
    setter: &mut Setter,
    rows: &[Row],
    edges: &Edges<'_>,
) -> Result<(), PdfError> {
    let settings = PageSettings::from_wh(PAPER.0, PAPER.1).ok_or(PdfError)?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    if let Some(watermark) = &edges.watermark {
        let at = Point::from_xy(MARGIN, TOP - 30.0);
        setter.draw(&mut surface, watermark, 0, at)?;
    }
    let mut y = TOP;
    for row in rows {
        y += row.above;
        for mark in &row.marks {
            draw_mark(setter, &mut surface, row, mark, y)?;
        }
        y += row.height;
    }
    let Foot { words, further, .. } = edges.foot;
    let mut foot = PAPER.1 - BOTTOM + 22.0 - further;
    for line in 0..words.lines() {
        setter.draw(&mut surface, words, line, Point::from_xy(MARGIN, foot))?;
        if line + 1 < words.lines() {
            foot += words.line_height(line);
        }
    }
    let number = Point::from_xy(MARGIN + WIDTH - edges.foot.number, foot);
    setter.draw(&mut surface, &edges.number, 0, number)?;
    surface.finish();
    page.finish();
    Ok(())
}

fn draw_mark(
    setter: &mut Setter,
    surface: &mut Surface<'_>,
    row: &Row,
    mark: &Mark,
    y: f32,
) -> Result<(), PdfError> {
    match mark {
        Mark::Line { words, line, x } => {
            setter.draw(surface, words, *line, Point::from_xy(MARGIN + x, y))?;
        }
        Mark::Rule { x, width, thick } => {
            fill(surface, 120, MARGIN + x, y + row.height, *width, *thick);
        }
        Mark::Bar { x } => fill(surface, 150, MARGIN + x, y, 2.0, row.height),
        Mark::Length { x, width, high } => {
            let top = y + (row.height - high) / 2.0;
            fill(surface, 170, MARGIN + x, top, *width, *high);
        }
        Mark::Box { x, size, below } => {
            let path = square(MARGIN + x, y + below, *size);
            stroke(surface, path);
        }
        Mark::Ring { x, size, below } => {
            let path = ring(MARGIN + x, y + below, *size);
            stroke(surface, path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::form::pdf::column;
    use crate::document::paper::{Block, Part};

    const CODE: &str = "PDKZV-2KJCA-VV5HQ-50D4S";

    fn paper(print: Print) -> Paper {
        Paper {
            title: "Agreement".to_owned(),
            language: "en-GB".to_owned(),
            practice: false,
            print,
            foot: format!("RC-0412 - version 1 - code {CODE}"),
            head: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// How many rows of the last part stand on each page.
    fn rows_on_pages(paper: &Paper, of_last: usize) -> Vec<usize> {
        let mut setter = Setter::new(paper.print, &paper.language);
        let rows = column::rows(&mut setter, paper);
        let before = rows.len() - of_last;
        let foot = Foot::of(&mut setter, paper);
        let mut seen = 0;
        let pages = paginate(rows, &foot).into_iter().map(|page| {
            let range = seen..seen + page.len();
            seen = range.end;
            range.filter(|row| *row >= before).count()
        });
        pages.filter(|rows| *rows > 0).collect()
    }

    #[test]
    fn on_a_paper_in_large_print_the_foot_is_large_and_its_code_is_whole() {
        let large = paper(Print::Large);
        let mut setter = Setter::new(large.print, &large.language);
        let foot = Foot::of(&mut setter, &large);
        assert!(setter.size() * foot.look.scale >= 18.0);
        assert_eq!(foot.words.lines(), 2);
        let text = in_lines(&mut setter, &large.foot, foot.look, WIDTH - foot.number);
        assert_eq!(text, format!("RC-0412 - version 1\ncode {CODE}"));
        let number = setter.set("page 10 of 12", foot.look, foot.number);
        assert_eq!(number.lines(), 1);
    }

    #[test]
    fn the_usual_foot_is_one_line_and_a_long_reference_is_not_cut_off() {
        let mut usual = paper(Print::Usual);
        let mut setter = Setter::new(usual.print, &usual.language);
        assert_eq!(Foot::of(&mut setter, &usual).words.lines(), 1);
        usual.foot = format!("{} - version 1 - code {CODE}", "R".repeat(40));
        assert_eq!(Foot::of(&mut setter, &usual).words.lines(), 2);
    }

    #[test]
    fn whoever_signs_sees_the_heading_above_and_the_lines_of_the_others() {
        for print in [Print::Usual, Print::Large, Print::EasyRead] {
            for lines in 1..40 {
                let mut paper = paper(print);
                let mut agreed = Part::new("What was agreed");
                (0..lines).for_each(|_| agreed.say("Something."));
                let mut signed = Part::new("Signatures");
                for name in ["Rose", "Tom", "Ann"] {
                    signed.blocks.push(Block::SignHere(name.to_owned()));
                }
                paper.parts = vec![agreed, signed];
                let rows = if print == Print::Usual { 6 } else { 8 };
                assert_eq!(rows_on_pages(&paper, rows), [rows], "{lines} {print:?}");
            }
        }
    }
}
