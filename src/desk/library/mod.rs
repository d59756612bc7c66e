//! The library: every case of a kind by what lists, filters and searches need.
//!
//! ```text
//! journals → glean → Library ⇄ index file        (refresh: what changed is read anew)
//!                       └→ Search → rows, in steps
//! ```
//! It holds no words that may have to be forgotten: of the people's own words it knows those of
//! the last closed agreement alone, one by one and without their order, and nobody's name but
//! those of facilitators. The index can be thrown away at any time, and whatever is wrong with it
//! is answered by making it anew from the journals.

mod assemble;
mod bytes;
mod choices;
mod choosing;
mod days;
#[cfg(test)]
mod example;
mod file;
mod glean;
mod missing;
mod refresh;
mod row;
mod row_bytes;
mod search;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

pub use choosing::{Choice, DueWhen, Filter, How, Order, Period};
#[cfg(test)]
pub use example::Example;
pub use file::{Kept, Start, read_start};
pub use missing::DAMAGED;
pub use refresh::{Looking, Refreshed, drop_index, glance_at, read_library, refresh};
pub use row::{CaseRow, Stands, State, stands};
pub use search::{Search, Searched};

use crate::case::KeptUntil;
use crate::script::RetentionRules;
use crate::store::Kind;
use words::Words;

/// Up to so many cases are quickly looked at one by one, so that no index is kept of them.
pub const FEW: usize = 200;

/// Every case of a kind, the one that was last written in first; before them those whose date
/// cannot be read, for something has to be done about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    kind: Kind,
    rows: Vec<CaseRow>,
    texts: Vec<Box<str>>,
    words: Words,
    /// The letters and digits that stand in any reference.
    in_references: Letters,
}

/// Some of the letters and digits of ASCII, a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Letters(u64);

/// A text that many rows share, such as the title of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub(super) u32);

impl Library {
    /// A library without cases.
    pub fn empty(kind: Kind) -> Self {
        Self::of(kind, Vec::new(), vec![Box::default()], Words::default())
    }

    fn of(kind: Kind, rows: Vec<CaseRow>, texts: Vec<Box<str>>, words: Words) -> Self {
        let mut in_references = Letters::default();
        for row in &rows {
            in_references.add(row.reference.as_bytes());
        }
        Self {
            kind,
            rows,
            texts,
            words,
            in_references,
        }
    }

    /// Real cases or practice cases.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Every case, in the order of the library.
    pub fn rows(&self) -> &[CaseRow] {
        &self.rows
    }

    /// A text of a row; empty where it has none.
    pub fn text(&self, text: Text) -> &str {
        let place = usize::try_from(text.0).unwrap_or(usize::MAX);
        self.texts.get(place).map_or("", |text| text)
    }

    /// How long a case is kept by these rules; nothing of a practice case, or of one that cannot
    /// be opened.
    pub fn kept<'a>(&self, row: &CaseRow, rules: &'a RetentionRules) -> Option<KeptUntil<'a>> {
        let is_real = self.kind == Kind::Case && row.stands().is_some();
        row.days
            .kept(self.text(row.script), rules)
            .filter(|_| is_real)
    }

    /// Every text that rows share, with its number.
    fn texts(&self) -> impl Iterator<Item = (Text, &str)> {
        (0..).map(Text).zip(self.texts.iter().map(AsRef::as_ref))
    }
}

impl Letters {
    /// Adds those that stand in a text; everything else in it counts for nothing.
    fn add(&mut self, text: &[u8]) {
        for byte in text.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
            self.0 |= 1 << (byte.to_ascii_lowercase() & 0x3f);
        }
    }

    /// Whether all of others are among them.
    fn hold(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }
}
