//! Finds cases as somebody types: by reference, process, facilitator and how they stand, and by
//! the words of their agreements.
//!
//! Every word that was typed has to be found. Where no case holds them all, those are found that
//! have their letters in this order, with others between. A search goes on in steps of so many
//! rows, so that no key has to wait for it.

use chrono::NaiveDate;
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::choices::{CALLED, Chosen, called};
use super::choosing::Filter;
use super::row::{CaseRow, State};
use super::words::{Words, fuzzy};
use super::{Letters, Library, Text};
use crate::clean::folded;

/// A search that goes on, or is over.
pub struct Search {
    parts: Vec<Part>,
    chosen: Chosen,
    /// The rows to look at, in the order in which they are shown.
    places: Vec<u32>,
    /// The rows to look at after them, where none of them holds every word.
    otherwise: Option<Vec<u32>>,
    looked: usize,
    /// Rows that hold every word as it was typed.
    found: Vec<u32>,
    /// Rows that hold the letters of some word alone.
    similar: Vec<u32>,
}

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// Every row was looked at.
    Done,
    /// There are more.
    GoesOn,
}

/// How well a word fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Not,
    Similar,
    Holds,
}

/// One word that was typed, with what was found out about it before any row is looked at.
struct Part {
    /// What is looked for in references.
    reference: Vec<u8>,
    /// Which of the things that a case can be called hold it.
    called: [bool; CALLED.len()],
    /// How well each shared text fits.
    texts: Vec<Fit>,
    /// Rows whose agreement has it.
    rows: Rows,
    /// Whether these rows have it as it was typed.
    rows_fit: Fit,
}

/// Some of the rows of a library, a bit for each.
struct Rows(Vec<u64>);

impl Search {
    /// Begins to look at rows, in the order in which they are given.
    pub fn begin(
        library: &Library,
        query: &str,
        filter: &Filter,
        places: Vec<u32>,
        today: NaiveDate,
    ) -> Self {
        let query = folded(query);
        let words = query.split_whitespace();
        let parts: Vec<Part> = words.map(|word| Part::of(library, word)).collect();
        let mut similar = places;
        for part in &parts {
            part.narrow(&mut similar, library, Fit::Similar);
        }
        let mut holding = similar.clone();
        for part in &parts {
            part.narrow(&mut holding, library, Fit::Holds);
        }
        Self {
            parts,
            chosen: Chosen::of(library, filter, today),
            otherwise: (holding.len() < similar.len()).then_some(similar),
            places: holding,
            looked: 0,
            found: Vec::new(),
            similar: Vec::new(),
        }
    }

    /// Looks at so many rows more.
    pub fn go_on(&mut self, library: &Library, rows: usize) -> Searched {
        let mut matcher = Reference::default();
        let end = self.places.len().min(self.looked.saturating_add(rows));
        for number in self.places.get(self.looked..end).unwrap_or_default() {
            let row = usize::try_from(*number).ok();
            let Some(row) = row.and_then(|place| library.rows.get(place)) else {
                continue;
            };
            if !self.chosen.holds(row) {
                continue;
            }
            let reference = matcher.read(&row.reference);
            let fits = self
                .parts
                .iter()
                .map(|part| part.fits(*number, row, reference));
            match fits.min().unwrap_or(Fit::Holds) {
                Fit::Holds => self.found.push(*number),
                Fit::Similar => self.similar.push(*number),
                Fit::Not => {}
            }
        }
        self.looked = end;
        if self.looked < self.places.len() {
            return Searched::GoesOn;
        }
        let otherwise = self.otherwise.take();
        if let Some(similar) = otherwise.filter(|_| self.found.is_empty()) {
            self.places = similar;
            self.looked = 0;
            self.similar.clear();
            return Searched::GoesOn;
        }
        Searched::Done
    }

    /// Whether every row that can be found was looked at.
    pub fn is_done(&self) -> bool {
        self.looked >= self.places.len() && self.otherwise.is_none()
    }

    /// How many rows were found so far.
    pub fn count(&self) -> usize {
        self.rows().len()
    }

    /// Whether nothing holds what was typed, so that what has its letters is shown instead.
    pub fn is_similar(&self) -> bool {
        self.found.is_empty() && !self.similar.is_empty()
    }

    /// The row that stands at a place of what was found.
    pub fn row<'a>(&self, library: &'a Library, place: usize) -> Option<&'a CaseRow> {
        let number = self.rows().get(place)?;
        library.rows.get(usize::try_from(*number).ok()?)
    }

    fn rows(&self) -> &[u32] {
        if self.found.is_empty() {
            &self.similar
        } else {
            &self.found
        }
    }
}

impl Part {
    fn of(library: &Library, letters: &str) -> Self {
        let (rows, rows_fit) = rows_with(library, letters);
        let atom = fuzzy(letters);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let texts = library.texts().map(|(_, text)| {
            let text = folded(text);
            if text.contains(letters) {
                return Fit::Holds;
            }
            let score = atom.score(Utf32Str::new(&text, &mut buffer), &mut matcher);
            score.map_or(Fit::Not, |_| Fit::Similar)
        });
        Self {
            reference: letters.bytes().filter(u8::is_ascii_alphanumeric).collect(),
            called: CALLED.map(|called| folded(called).contains(letters)),
            texts: texts.collect(),
            rows,
            rows_fit,
        }
    }

    fn fits(&self, number: u32, row: &CaseRow, reference: &[u8]) -> Fit {
        if self.rows_fit == Fit::Holds && self.rows.has(number) {
            return Fit::Holds;
        }
        let of_row = [row.process, row.script, row.facilitators, why(row)];
        let texts = of_row.into_iter().map(|text| self.fits_text(text)).max();
        let mut best = texts
            .unwrap_or(Fit::Not)
            .max(fits_reference(&self.reference, reference));
        let place = CALLED.iter().position(|known| *known == called(row));
        if best < Fit::Holds && place.is_some_and(|place| self.called[place]) {
            best = Fit::Holds;
        }
        if best == Fit::Not && self.rows_fit == Fit::Similar && self.rows.has(number) {
            best = Fit::Similar;
        }
        best
    }

    /// Leaves those rows that can fit at least so well: all of them, where references or what
    /// cases share can.
    fn narrow(&self, places: &mut Vec<u32>, library: &Library, least: Fit) {
        let mut letters = Letters::default();
        letters.add(&self.reference);
        let elsewhere = library.in_references.hold(letters)
            || self.texts.iter().any(|fit| *fit >= least)
            || self.called.contains(&true);
        if !elsewhere {
            places.retain(|place| self.rows_fit >= least && self.rows.has(*place));
        }
    }

    fn fits_text(&self, text: Text) -> Fit {
        let place = usize::try_from(text.0).unwrap_or(usize::MAX);
        self.texts.get(place).copied().unwrap_or(Fit::Not)
    }
}

/// The rows whose agreement has these letters, and how well; of letters that a sign divides, all.
fn rows_with(library: &Library, letters: &str) -> (Rows, Fit) {
    let words = &library.words;
    let pieces = letters.split(|letter: char| !letter.is_alphanumeric() && letter.is_ascii());
    let holding: Vec<Vec<usize>> = pieces
        .filter(|piece| !piece.is_empty())
        .map(|piece| words.holding(piece))
        .collect();
    let is_held = holding.iter().all(|words| !words.is_empty());
    if is_held && let Some((first, others)) = holding.split_first() {
        let mut rows = Rows::of(library, words, first);
        for other in others {
            rows.keep_only(&Rows::of(library, words, other));
        }
        return (rows, Fit::Holds);
    }
    // Nobody means every word that has some two letters.
    if letters.chars().count() > 2 {
        let rows = Rows::of(library, words, &words.similar(letters));
        return (rows, Fit::Similar);
    }
    (Rows(Vec::new()), Fit::Not)
}

/// Why a case cannot be opened; the empty text where it can.
fn why(row: &CaseRow) -> Text {
    match row.state() {
        State::Sealed(why) | State::Newer(why) | State::Broken(why) | State::Copy(Some(why)) => why,
        State::Stands(_) | State::Copy(None) => Text(0),
    }
}

/// Whether a reference has these letters and digits together, or in their order.
fn fits_reference(wanted: &[u8], reference: &[u8]) -> Fit {
    if wanted.is_empty() {
        return Fit::Not;
    }
    let mut rest = wanted.iter();
    let mut next = rest.next();
    for byte in reference {
        if next == Some(byte) {
            next = rest.next();
        }
    }
    if next.is_some() {
        Fit::Not
    } else if reference.windows(wanted.len()).any(|part| part == wanted) {
        Fit::Holds
    } else {
        Fit::Similar
    }
}

/// The letters and digits of a reference, small, read into one place again and again.
#[derive(Default)]
struct Reference {
    bytes: Vec<u8>,
}

impl Reference {
    fn read(&mut self, reference: &str) -> &[u8] {
        self.bytes.clear();
        let letters = reference.bytes().filter(u8::is_ascii_alphanumeric);
        self.bytes
            .extend(letters.map(|byte| byte.to_ascii_lowercase()));
        &self.bytes
    }
}

impl Rows {
    fn of(library: &Library, words: &Words, of_words: &[usize]) -> Self {
        let mut rows = Self(vec![0; library.rows.len().div_ceil(64)]);
        for word in of_words {
            for row in words.rows_of(*word) {
                let (place, bit) = Self::place(row);
                if let Some(part) = rows.0.get_mut(place) {
                    *part |= bit;
                }
            }
        }
        rows
    }

    fn keep_only(&mut self, others: &Self) {
        for (part, other) in self.0.iter_mut().zip(&others.0) {
            *part &= other;
        }
    }

    fn has(&self, row: u32) -> bool {
        let (place, bit) = Self::place(row);
        self.0.get(place).is_some_and(|part| part & bit > 0)
    }

    fn place(row: u32) -> (usize, u64) {
        let place = usize::try_from(row / 64).unwrap_or(usize::MAX);
        (place, 1 << (row % 64))
    }
}
