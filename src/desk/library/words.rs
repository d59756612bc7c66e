//! Which cases have which words in their agreements.

use std::collections::BTreeMap;

use memchr::memmem;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::bytes::{Reader, Writer};

/// What stands between two words.
const BETWEEN: char = '\n';

/// Every word once, with the rows of the cases that have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// All words in their order, each with a line feed after it.
    letters: String,
    /// Where each word begins.
    starts: Vec<u32>,
    /// The rows of each word in their order, each as its distance from the one before.
    rows: Vec<u8>,
    /// Where the rows of each word end.
    ends: Vec<u32>,
}

impl Words {
    /// Takes words with their rows, each row once and in order.
    pub(super) fn of(words: &BTreeMap<Box<str>, Vec<u32>>) -> Self {
        let mut all = Self::default();
        for (word, rows) in words {
            if rows.is_empty() {
                continue;
            }
            all.starts.push(length(all.letters.len()));
            all.letters.push_str(word);
            all.letters.push(BETWEEN);
            let mut distances = Writer::over(std::mem::take(&mut all.rows));
            let mut before = 0;
            for row in rows {
                distances.number(u64::from(row - before));
                before = *row;
            }
            all.rows = distances.finish();
            all.ends.push(length(all.rows.len()));
        }
        all
    }

    /// Every word with its rows.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, Vec<u32>)> {
        let words = 0..self.starts.len();
        words.map(|word| (self.word(word), self.rows_of(word).collect()))
    }

    /// The places of all words that hold these letters.
    pub(super) fn holding(&self, letters: &str) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for place in memmem::find_iter(self.letters.as_bytes(), letters.as_bytes()) {
            let after = self.starts.partition_point(|start| *start <= length(place));
            let word = after.saturating_sub(1);
            if found.last() != Some(&word) {
                found.push(word);
            }
        }
        found
    }

    /// The places of all words in which these letters stand in this order, with others between.
    pub(super) fn similar(&self, letters: &str) -> Vec<usize> {
        let atom = fuzzy(letters);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let words = 0..self.starts.len();
        words
            .filter(|word| {
                let word = Utf32Str::new(self.word(*word), &mut buffer);
                atom.score(word, &mut matcher).is_some()
            })
            .collect()
    }

    /// The rows of the word at this place.
    pub(super) fn rows_of(&self, word: usize) -> impl Iterator<Item = u32> {
        let end_of = |word: Option<usize>| {
            let end = word.and_then(|word| self.ends.get(word));
            end.map_or(0, |end| place(*end))
        };
        let bytes = self
            .rows
            .get(end_of(word.checked_sub(1))..end_of(Some(word)));
        let mut distances = Reader::over(bytes.unwrap_or_default());
        let mut before = 0_u32;
        std::iter::from_fn(move || {
            before = before.checked_add(u32::try_from(distances.number()?).ok()?)?;
            Some(before)
        })
    }

    fn word(&self, word: usize) -> &str {
        let start = self.starts.get(word).map_or(0, |start| place(*start));
        let rest = self.letters.get(start..).unwrap_or_default();
        rest.split(BETWEEN).next().unwrap_or_default()
    }

    /// Writes all of it.
    pub(super) fn write(&self, to: &mut Writer) {
        to.text(&self.letters);
        to.bytes(&self.rows);
        for end in &self.ends {
            to.number(u64::from(*end));
        }
    }

    /// Reads what was written, of a library of so many rows; nothing where it is damaged.
    pub(super) fn read(from: &mut Reader<'_>, rows: usize) -> Option<Self> {
        let mut words = Self {
            letters: from.text()?.to_owned(),
            rows: from.bytes()?.to_vec(),
            ..Self::default()
        };
        let mut start = 0;
        for word in words.letters.split_inclusive(BETWEEN) {
            words.starts.push(length(start));
            start += word.len();
            words.ends.push(u32::try_from(from.number()?).ok()?);
        }
        let whole = words.ends.is_sorted()
            && words.ends.last().map_or(0, |end| place(*end)) == words.rows.len();
        let of_rows = |word: usize| words.rows_of(word).all(|row| place(row) < rows);
        (whole && (0..words.starts.len()).all(of_rows)).then_some(words)
    }
}

/// Letters that may have others between them.
pub(super) fn fuzzy(letters: &str) -> Atom {
    Atom::new(
        letters,
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
        false,
    )
}

/// No library is as long as that: its index would not be read.
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let words = [
            ("garden", vec![0, 3]),
            ("gate", vec![1, 300, 70_000]),
            ("mend", vec![2]),
        ];
        Words::of(&words.map(|(word, rows)| (word.into(), rows)).into())
    }

    #[test]
    fn a_word_is_found_by_any_part_of_it_and_by_letters_in_their_order() {
        let words = words();
        let named = |found: Vec<usize>| -> Vec<&str> {
            found.into_iter().map(|word| words.word(word)).collect()
        };
        assert_eq!(named(words.holding("ga")), ["garden", "gate"]);
        assert_eq!(named(words.holding("at")), ["gate"]);
        assert_eq!(named(words.similar("gdn")), ["garden"]);
        assert!(words.holding("en\nga").is_empty() || words.holding("zz").is_empty());
        assert_eq!(words.rows_of(1).collect::<Vec<_>>(), [1, 300, 70_000]);
    }

    #[test]
    fn words_are_read_back_as_they_were_written_and_rows_that_are_not_there_are_refused() {
        let mut to = Writer::default();
        words().write(&mut to);
        let bytes = to.finish();
        assert_eq!(
            Words::read(&mut Reader::over(&bytes), 70_001),
            Some(words())
        );
        assert_eq!(Words::read(&mut Reader::over(&bytes), 70_000), None);
        for cut in 0..bytes.len() {
            assert_eq!(Words::read(&mut Reader::over(&bytes[..cut]), 70_001), None);
        }
    }
}
