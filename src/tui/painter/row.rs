//! What a row of the terminal was told to show, and from where on nobody can be sure of it.
//!
//! Terminals do not agree on how wide some letters are: the vowel signs of Gujarati and Punjabi
//! have a column of their own on some, and stand in that of their letter on others. Whatever comes
//! after such a letter may stand elsewhere than it should, so that parts of a picture could
//! outlast it.

use ratatui::buffer::{Cell, CellWidth as _};
use unicode_normalization::char::is_combining_mark;

/// Terminals agree on every sign of one column before this one: those of lines and arrows, and
/// what stands between words. After it come signs that some show as pictures.
const FIRST_PICTURE: char = '\u{2600}';

/// The cells of one row.
#[derive(Debug, Default)]
pub(super) struct Row {
    cells: Vec<Cell>,
    /// The first column in which something may stand that is not in the cells.
    unsure_from: Option<u16>,
}

impl Row {
    /// Takes a cell; says whether the row has to be sent from a column on for it to be right, as
    /// [`Row::unsure_from`] tells.
    pub(super) fn take(&mut self, x: u16, cell: &Cell) -> bool {
        let column = usize::from(x);
        let is_sure = is_sure(cell);
        // Every picture has hundreds of sure signs: whatever a wide one covers is none of theirs.
        let covered = if is_sure {
            0
        } else {
            usize::from(cell.cell_width().max(1)) - 1
        };
        let columns = column + 1 + covered;
        if self.cells.len() < columns {
            self.cells.resize(columns, Cell::EMPTY);
        }
        self.cells[column].clone_from(cell);
        if !is_sure {
            // Nobody says again that what a wide letter covers is empty.
            self.cells[column + 1..columns].fill(Cell::EMPTY);
            let begins = begins_unsure(x, cell);
            self.unsure_from = self.unsure_from.into_iter().chain(begins).min();
        }
        self.unsure_from.is_some_and(|from| x >= from)
    }

    /// From which column on the row has to be sent as a whole.
    pub(super) fn unsure_from(&self) -> Option<u16> {
        self.unsure_from
    }

    /// The cells from a column on, each with its own; what wide letters cover is left out.
    pub(super) fn from(&self, column: u16) -> impl Iterator<Item = (u16, &Cell)> {
        let mut next = column;
        (0..).zip(&self.cells).filter(move |(x, cell)| {
            let stands = *x >= next;
            if stands {
                next = x + cell.cell_width().max(1);
            }
            stands
        })
    }

    /// Learns that the terminal shows these cells and nothing else.
    pub(super) fn was_sent(&mut self) {
        let begins = self.from(0).filter_map(|(x, cell)| begins_unsure(x, cell));
        self.unsure_from = begins.min();
    }
}

/// Whether every terminal writes this sign into its one column, and the next one beside it.
pub(super) fn is_sure(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    if symbol.len() == 1 {
        return true;
    }
    let mut letters = symbol.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return false;
    };
    cell.cell_width() == 1
        && !is_combining_mark(letter)
        && (letter < FIRST_PICTURE || letter.is_alphabetic())
}

/// The first column that a sign may change, where terminals do not agree on it: a vowel sign or an
/// accent that comes first is put onto the letter before.
fn begins_unsure(x: u16, cell: &Cell) -> Option<u16> {
    if is_sure(cell) {
        return None;
    }
    let on_letter_before = cell.symbol().chars().next().is_some_and(is_combining_mark);
    Some(x.saturating_sub(on_letter_before.into()))
}
