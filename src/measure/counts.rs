//! Counts over many forms, out of which no single answer can be worked out.
//!
//! Of each statement it is told how many answered it and how many of them well. A number below
//! [`LEAST`] is kept back, and so is any other that would give such a number away by subtraction.
//! Why that is enough: of a line two numbers are told at most, how many answered and how many
//! well. Between groups and the whole there is one sum for each. Where anything is kept back of a
//! sum, at least two groups are kept back of it, and together they are no small number either.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::FilledForm;
use crate::script::{Evaluation, RoleKind, Statement, Ticked};

/// The smallest number that is told.
pub const LEAST: usize = 5;

/// By what forms are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By as what people took part.
    Kind,
    /// By the year in which they were typed in.
    Year,
}

/// One group of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Everybody who took part as this.
    Kind(RoleKind),
    /// Everybody of this year.
    Year(i32),
}

/// The counts of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The groups, in the order of each row's.
    pub groups: Vec<Group>,
    /// A row for each statement, in the order of the form; none where there are too few forms.
    pub rows: Vec<Row>,
    /// How many forms there are, where that is no small number.
    pub forms: Option<usize>,
}

/// The counts of one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is told of everybody.
    pub all: Told,
    /// What is told of each group.
    pub groups: Vec<Told>,
}

/// What is told of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Too few answered it, or their number would tell that of too few others.
    KeptBack,
    /// How many answered it. How many of them well is kept back.
    Answered(usize),
    /// All who answered it, of so many, or all but very few, answered well.
    Nearly(usize),
    /// Nobody who answered it, of so many, or very few, answered well.
    Hardly(usize),
    /// How many answered it, and how many of them well.
    Counted {
        /// Well.
        good: usize,
        /// In all; "does not apply" and blanks are no answers.
        of: usize,
    },
}

/// How many answered a statement, and how many of them well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    good: usize,
    of: usize,
}

impl Tally {
    fn add(&mut self, answer: Ticked) {
        if answer != Ticked::DoesNotApply {
            self.of += 1;
            self.good += usize::from(answer.is_good());
        }
    }

    fn other(self) -> usize {
        self.of - self.good
    }

    /// Whether neither part is small.
    fn can_be_told(self, least: usize) -> bool {
        self.good >= least && self.other() >= least
    }
}

/// Whether there are so many forms that anything may be told of them.
pub fn has_enough(form: &Evaluation, filled: &[FilledForm], least: usize) -> bool {
    let of_form = filled.iter().filter(|one| one.form == form.id);
    of_form.count() >= least.max(LEAST)
}

/// Counts the forms of one kind; `least` is the smallest number that is told, never below
/// [`LEAST`].
pub fn count(form: &Evaluation, filled: &[FilledForm], by: By, least: usize) -> Table {
    let least = least.max(LEAST);
    let mut grouped: BTreeMap<Group, Vec<&FilledForm>> = BTreeMap::new();
    for one in filled.iter().filter(|one| one.form == form.id) {
        let group = match by {
            By::Kind => Group::Kind(one.kind),
            By::Year => Group::Year(one.year),
        };
        grouped.entry(group).or_default().push(one);
    }
    let forms: usize = grouped.values().map(Vec::len).sum();
    let groups: Vec<Group> = grouped.keys().copied().collect();
    if forms < least {
        return Table {
            groups: Vec::new(),
            rows: Vec::new(),
            forms: None,
        };
    }
    let rows = form.statements.iter().map(|statement| {
        let tallies = grouped.values().map(|forms| tally(statement, forms));
        row(&tallies.collect::<Vec<_>>(), least)
    });
    Table {
        rows: rows.collect(),
        groups,
        forms: Some(forms),
    }
}

fn tally(statement: &Statement, forms: &[&FilledForm]) -> Tally {
    let mut tally = Tally::default();
    for form in forms {
        if let Some(answer) = form.answers.get(&statement.id) {
            tally.add(*answer);
        }
    }
    tally
}

fn row(tallies: &[Tally], least: usize) -> Row {
    let mut all = Tally::default();
    for tally in tallies {
        all.good += tally.good;
        all.of += tally.of;
    }
    if all.of < least {
        return Row {
            all: Told::KeptBack,
            groups: vec![Told::KeptBack; tallies.len()],
        };
    }
    let (has_number, has_share) = what_is_told(tallies, all.can_be_told(least), least);
    let told = tallies.iter().zip(has_number.into_iter().zip(has_share));
    Row {
        all: of_all(all, least),
        groups: told
            .map(|(tally, (number, share))| match (number, share) {
                (false, _) => Told::KeptBack,
                (true, false) => Told::Answered(tally.of),
                (true, true) => Told::Counted {
                    good: tally.good,
                    of: tally.of,
                },
            })
            .collect(),
    }
}

/// Of everybody it may also be said that nearly all or hardly any answered well, where there are
/// so many that this leaves open how many.
fn of_all(all: Tally, least: usize) -> Told {
    let many = all.of >= 2 * least;
    if all.can_be_told(least) {
        Told::Counted {
            good: all.good,
            of: all.of,
        }
    } else if many && all.other() < least {
        Told::Nearly(all.of)
    } else if many {
        Told::Hardly(all.of)
    } else {
        Told::Answered(all.of)
    }
}

/// Of which groups the number is told, and of which of those the share as well.
fn what_is_told(tallies: &[Tally], all_told: bool, least: usize) -> (Vec<bool>, Vec<bool>) {
    let of: Vec<usize> = tallies.iter().map(|tally| tally.of).collect();
    let mut number: Vec<bool> = of.iter().map(|of| *of >= least).collect();
    protect(&mut number, &of, |hidden| {
        sum(hidden, |place| of[place]) >= least
    });
    let mut share: Vec<bool> = tallies.iter().map(|one| one.can_be_told(least)).collect();
    for (share, number) in share.iter_mut().zip(&number) {
        *share &= *number;
    }
    // Where the whole is not told, none of its parts can be, so that nothing adds up to it.
    if all_told {
        protect(&mut share, &of, |hidden| {
            let good = sum(hidden, |place| tallies[place].good);
            let other = sum(hidden, |place| tallies[place].other());
            good >= least && other >= least
        });
    }
    (number, share)
}

/// Keeps back more, the smallest group first, until what is kept back of a sum is nothing, or at
/// least two groups that are no small number together.
fn protect(told: &mut [bool], sizes: &[usize], is_enough: impl Fn(&[usize]) -> bool) {
    loop {
        let places = 0..told.len();
        let hidden: Vec<usize> = places.clone().filter(|place| !told[*place]).collect();
        if hidden.is_empty() || (hidden.len() >= 2 && is_enough(&hidden)) {
            return;
        }
        let shown = places.filter(|place| told[*place]);
        match shown.min_by_key(|place| sizes[*place]) {
            Some(smallest) => told[smallest] = false,
            None => return,
        }
    }
}

fn sum(places: &[usize], of: impl Fn(usize) -> usize) -> usize {
    places.iter().map(|place| of(*place)).sum()
}
