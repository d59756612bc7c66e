//! A paper as PDF on A4, ready to print, with its own fonts inside.
//!
//! A block is set as rows, rows are put on pages, and pages are drawn. Nothing is read
//! from the machine: fonts come with the program, so a paper looks the same everywhere.

mod column;
mod fonts;
mod missing;
mod page;
#[cfg(test)]
mod picture_tests;
mod row;
mod shapes;
#[cfg(test)]
mod tests;
mod words;

#[cfg(test)]
pub(in crate::document) use picture_tests::extracted as read_out;

use std::collections::BTreeSet;

use krilla::Document;
use krilla::metadata::Metadata;

use crate::document::paper::Paper;

/// A paper as PDF.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that none of the fonts has; a box stands in their place, and the paper says so.
    pub uncovered: BTreeSet<char>,
}

/// The paper could not be set as PDF.
#[derive(Debug, thiserror::Error)]
#[error("The PDF could not be made.")]
pub struct PdfError;

/// Sets a paper in PDF.
///
/// The same paper always gives the same bytes: no time and no name of a program or person is
/// written into the file.
pub fn write(paper: &Paper) -> Result<Pdf, PdfError> {
    let mut setter = words::Setter::new(paper.print, &paper.language);
    let mut rows = column::rows(&mut setter, paper);
    if let Some(line) = missing::told(&setter.uncovered, &paper.language) {
        let mut told = paper.clone();
        told.head.push(line);
        rows = column::rows(&mut setter, &told);
    }
    let foot = page::Foot::of(&mut setter, paper);
    let pages = page::paginate(rows, &foot);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(paper.title.clone())
            .language(paper.language.clone()),
    );
    for (index, rows) in pages.iter().enumerate() {
        let edges = page::edges(&mut setter, paper, &foot, (index + 1, pages.len()));
        page::draw(&mut document, &mut setter, rows, &edges)?;
    }
    let bytes = document.finish().map_err(|_| PdfError)?;
    Ok(Pdf {
        bytes,
        uncovered: setter.uncovered,
    })
}
