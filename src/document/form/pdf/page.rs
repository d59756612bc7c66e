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
use crate::document::paper::{Paper, WATERMARK};

/// A4 in points.
const PAPER: (f32, f32) = (595.28, 841.89);
/// Points left free at both sides.
const MARGIN: f32 = 56.0;
/// Points above the first row and below the last, where the edges of the page stand.
const TOP: f32 = 62.0;
const BOTTOM: f32 = 66.0;
/// Points of a line of words.
pub(super) const WIDTH: f32 = PAPER.0 - 2.0 * MARGIN;
const HEIGHT: f32 = PAPER.1 - TOP - BOTTOM;

/// Puts rows on pages; rows that belong together are moved as a whole if a page can hold them.
pub(super) fn paginate(rows: Vec<Row>) -> Vec<Vec<Row>> {
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
        if filled > 0.0 && filled + needed > HEIGHT {
            pages.push(Vec::new());
            filled = 0.0;
        }
        for mut row in together {
            if filled > 0.0 && filled + row.above + row.height > HEIGHT {
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

/// What stands at the edges of a page.
pub(super) struct Edges {
    watermark: Option<Rc<Words>>,
    foot: Rc<Words>,
    number: Rc<Words>,
}

/// The edges of one page.
pub(super) fn edges(setter: &mut Setter, paper: &Paper, page: usize, pages: usize) -> Edges {
    // Smaller than the body, and still large on a paper in large print.
    let quiet = Look::QUIET.scaled(0.78);
    let strong = Look::STRONG.scaled(0.85).aligned(Alignment::Center);
    Edges {
        watermark: paper.practice.then(|| setter.set(WATERMARK, strong, WIDTH)),
        foot: setter.set(&paper.foot, quiet, WIDTH * 0.8),
        number: setter.set(
            &format!("page {page} of {pages}"),
            quiet.aligned(Alignment::End),
            WIDTH * 0.2,
        ),
    }
}

/// Draws one page.
pub(super) fn draw(
    document: &mut Document,
    setter: &mut Setter,
    rows: &[Row],
    edges: &Edges,
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
    let foot = PAPER.1 - BOTTOM + 22.0;
    setter.draw(&mut surface, &edges.foot, 0, Point::from_xy(MARGIN, foot))?;
    let number = Point::from_xy(MARGIN + WIDTH * 0.8, foot);
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
