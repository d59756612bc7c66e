//! Puts a library together from cases that were just read and rows that are still right.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::glean::{Found, Gleaned, Reading};
use super::row::{CaseRow, State};
use super::words::Words;
use super::{Library, Text};
use crate::case::CaseDays;
use crate::store::{CaseStamp, HeaderId, Kind};

/// Takes cases in, in any order.
pub(super) struct Assembly<'a> {
    known: &'a Library,
    texts: Texts,
    words: HashMap<Box<str>, u32>,
    cases: Vec<Taken>,
}

/// A row with where its words are.
struct Taken {
    row: CaseRow,
    words: From,
}

enum From {
    /// By their numbers.
    Read(Box<[u32]>),
    /// In this row of the library that was known.
    Known(usize),
}

impl<'a> Assembly<'a> {
    /// Begins beside what is known already.
    pub(super) fn beside(known: &'a Library) -> Self {
        Self {
            known,
            texts: Texts::default(),
            words: HashMap::new(),
            cases: Vec::new(),
        }
    }

    /// Keeps a row of the known library as it is; a place where none is changes nothing.
    pub(super) fn keep(&mut self, place: usize) {
        if let Some(row) = self.known.rows.get(place) {
            let known = self.known;
            let row = with_texts(row.clone(), |text| self.texts.number(known.text(text)));
            self.cases.push(Taken {
                row: CaseRow {
                    copy_of: None,
                    ..row
                },
                words: From::Known(place),
            });
        }
    }

    /// Takes a case that was read.
    pub(super) fn take(&mut self, gleaned: Gleaned) {
        let Gleaned {
            reference,
            found,
            conflicts,
            continued,
            stamp,
        } = gleaned;
        let mut row = CaseRow {
            conflicts,
            continued,
            ..empty_row(&reference, stamp)
        };
        let mut words: Box<[u32]> = Box::default();
        let mut text = |text: &str| self.texts.number(text);
        match found {
            Found::Sealed(why) => row.own = State::Sealed(text(&why)),
            Found::Newer(why) => row.own = State::Newer(text(&why)),
            Found::Broken(why) => row.own = State::Broken(text(&why)),
            Found::Copy(of) => row.own = State::Copy(of.map(|of| text(&of))),
            Found::Read(reading) => words = self.take_reading(&mut row, *reading),
        }
        let words = From::Read(words);
        self.cases.push(Taken { row, words });
    }

    fn take_reading(&mut self, row: &mut CaseRow, reading: Reading) -> Box<[u32]> {
        let Reading {
            id,
            damaged,
            elsewhere,
            entries,
            stands,
            opened,
            last,
            met,
            process,
            script,
            script_version,
            facilitators,
            due,
            days,
            items,
            open_items,
            version,
            own_script,
            words,
        } = reading;
        row.own = State::Stands(stands);
        row.id = Some(id);
        row.damaged = damaged;
        row.elsewhere = elsewhere;
        row.entries = u32::try_from(entries).unwrap_or(u32::MAX);
        (row.opened, row.last, row.met, row.due) = (opened, last, met, due);
        row.days = days;
        row.process = self.texts.number(&process);
        row.script = self.texts.number(&script);
        row.script_version = self.texts.number(&script_version);
        row.facilitators = self.texts.number(&facilitators);
        row.own_script = self.texts.number(&own_script);
        row.items = u16::try_from(items).unwrap_or(u16::MAX);
        row.open_items = u16::try_from(open_items).unwrap_or(u16::MAX);
        row.version = version;
        let numbers = words
            .into_iter()
            .map(|word| number_of(&mut self.words, &word));
        numbers.collect()
    }

    /// Puts everything in its order. The same cases give the same library, whichever of them
    /// were read anew.
    pub(super) fn finish(mut self, kind: Kind) -> Library {
        self.mark_copies();
        self.cases
            .sort_by(|one, other| order(&one.row).cmp(&order(&other.row)));
        let words = self.words_of_rows();
        let mut texts = Texts::default();
        let all = &self.texts;
        let rows = self
            .cases
            .into_iter()
            .map(|taken| with_texts(taken.row, |text| texts.number(all.text(text))));
        let rows = rows.collect();
        Library::of(kind, rows, texts.texts, Words::of(&words))
    }

    /// Of several folders with one identity, all are copies but the one that the record says it lies
    /// in, or else the first by name.
    fn mark_copies(&mut self) {
        self.cases.sort_by(|one, other| {
            let (one, other) = (&one.row, &other.row);
            (one.elsewhere, &one.reference).cmp(&(other.elsewhere, &other.reference))
        });
        let mut seen: HashMap<HeaderId, Box<str>> = HashMap::new();
        for taken in &mut self.cases {
            let Some(id) = taken.row.id else {
                continue;
            };
            if let Some(original) = seen.get(&id) {
                taken.row.copy_of = Some(self.texts.number(original));
            } else {
                seen.insert(id, taken.row.reference.clone());
            }
        }
    }

    /// Every word with its rows, by their final numbers.
    fn words_of_rows(&mut self) -> BTreeMap<Box<str>, Vec<u32>> {
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); self.words.len()];
        let mut now_at: Vec<Option<u32>> = vec![None; self.known.rows.len()];
        for (row, taken) in (0..).zip(&self.cases) {
            match &taken.words {
                From::Read(words) => {
                    for word in words {
                        if let Some(list) = lists.get_mut(place(*word)) {
                            list.push(row);
                        }
                    }
                }
                From::Known(before) => {
                    if let Some(now) = now_at.get_mut(*before) {
                        *now = Some(row);
                    }
                }
            }
        }
        let numbers = std::mem::take(&mut self.words);
        let named = numbers.into_iter();
        let mut words: BTreeMap<Box<str>, Vec<u32>> = named
            .map(|(word, number)| {
                let list = lists.get_mut(place(number)).map(std::mem::take);
                (word, list.unwrap_or_default())
            })
            .collect();
        for (word, rows) in self.known.words.each() {
            let kept = rows.into_iter().filter_map(|row| *now_at.get(place(row))?);
            let mut kept = kept.peekable();
            if kept.peek().is_some() {
                words.entry(word.into()).or_default().extend(kept);
            }
        }
        for rows in words.values_mut() {
            rows.sort_unstable();
        }
        words
    }
}

/// The order of the library: what has no date first, then the latest.
fn order(row: &CaseRow) -> impl Ord + '_ {
    let last = row.last_known();
    (last.is_some(), Reverse(last), &row.reference)
}

fn empty_row(reference: &str, stamp: CaseStamp) -> CaseRow {
    CaseRow {
        reference: reference.into(),
        own: State::Copy(None),
        copy_of: None,
        id: None,
        entries: 0,
        opened: None,
        last: None,
        met: None,
        process: Text(0),
        script: Text(0),
        script_version: Text(0),
        facilitators: Text(0),
        due: None,
        days: CaseDays::default(),
        items: 0,
        open_items: 0,
        version: 0,
        conflicts: false,
        damaged: false,
        elsewhere: false,
        continued: false,
        own_script: Text(0),
        stamp,
    }
}

/// A row with each of its texts under another number.
fn with_texts(mut row: CaseRow, mut number: impl FnMut(Text) -> Text) -> CaseRow {
    row.own = match row.own {
        State::Stands(stands) => State::Stands(stands),
        State::Sealed(why) => State::Sealed(number(why)),
        State::Newer(why) => State::Newer(number(why)),
        State::Broken(why) => State::Broken(number(why)),
        State::Copy(of) => State::Copy(of.map(&mut number)),
    };
    row.copy_of = row.copy_of.map(&mut number);
    row.process = number(row.process);
    row.script = number(row.script);
    row.script_version = number(row.script_version);
    row.facilitators = number(row.facilitators);
    row.own_script = number(row.own_script);
    row
}

/// Texts that rows share; the first is the empty one.
struct Texts {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            texts: vec![Box::default()],
            numbers: HashMap::from([(Box::default(), 0)]),
        }
    }
}

impl Texts {
    fn number(&mut self, text: &str) -> Text {
        let number = number_of(&mut self.numbers, text);
        if place(number) == self.texts.len() {
            self.texts.push(text.into());
        }
        Text(number)
    }

    fn text(&self, text: Text) -> &str {
        self.texts.get(place(text.0)).map_or("", |text| text)
    }
}

fn number_of(numbers: &mut HashMap<Box<str>, u32>, text: &str) -> u32 {
    if let Some(number) = numbers.get(text) {
        return *number;
    }
    let number = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    numbers.insert(text.into(), number);
    number
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
