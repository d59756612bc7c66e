//! How much of what was agreed was paid or done.

use serde::{Deserialize, Serialize};

use crate::case::{Case, ClosedItem};

/// How much money or time: hundredths of what the item counts in, a currency or hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub u64);

/// What was given of an item so far, and of how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenSoFar {
    /// So far.
    pub given: Amount,
    /// In all, where the agreement says it.
    pub of: Option<Amount>,
    /// Whether it is counted in hours; else in money.
    pub hours: bool,
}

/// Words beside a number that say nothing but money.
const MONEY: [&str; 14] = [
    "gbp", "eur", "usd", "nzd", "aud", "cad", "pound", "pounds", "euro", "euros", "dollar",
    "dollars", "punt", "bunt",
];
/// Words beside a number that say nothing but hours.
const HOURS: [&str; 6] = ["h", "hr", "hrs", "hour", "hours", "awr"];
/// Signs of money before or behind a number.
const SIGNS: [char; 5] = ['£', '€', '$', '¥', '₹'];

impl Amount {
    /// The most that is taken at once, so that no sum can run over.
    pub const MOST: Self = Self(100_000_000_000);

    /// Reads the first number in what an agreement says, such as `£60, in parts`, `1,250.50` or
    /// `22 hours`; nothing where there is none, or it can be read in two ways, or is more than can
    /// be.
    pub fn read(said: &str) -> Option<Self> {
        let start = said.find(|letter: char| letter.is_ascii_digit())?;
        if said[..start].trim_end().ends_with(is_minus) {
            return None;
        }
        let number: String = said[start..]
            .chars()
            .take_while(|letter| is_of_a_number(*letter))
            .collect();
        Self::of_number(number.trim_end_matches(['.', ',']))
    }

    /// Reads what was typed as an amount that was paid, or of hours that were done: a number alone,
    /// or beside a word or sign of what it counts. Nothing else is guessed at.
    pub fn typed(said: &str, hours: bool) -> Option<Self> {
        let said = said.trim();
        let start = said.find(|letter: char| letter.is_ascii_digit())?;
        let (before, from) = said.split_at(start);
        let end = from.find(|letter| !is_of_a_number(letter));
        let (number, behind) = from.split_at(end.unwrap_or(from.len()));
        let units: &[&str] = if hours { &HOURS } else { &MONEY };
        let is_unit = |word: &str| {
            let word = word.trim().to_lowercase();
            let is_sign = || !hours && word.chars().all(|letter| SIGNS.contains(&letter));
            word.is_empty() || is_sign() || units.contains(&word.as_str())
        };
        let alone = is_unit(before) && is_unit(behind);
        alone.then(|| Self::of_number(number)).flatten()
    }

    /// A last part of one or two digits is a fraction; elsewhere a comma parts thousands. A point
    /// before three digits could be either, so it is neither.
    fn of_number(number: &str) -> Option<Self> {
        let (whole, part) = match number.rsplit_once(['.', ',']) {
            Some((whole, part)) if (1..=2).contains(&part.len()) => (whole, part),
            Some(_) | None => (number, ""),
        };
        if !parts_thousands(whole) || (part.is_empty() && whole.contains('.')) {
            return None;
        }
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        let whole: u64 = digits.parse().ok()?;
        let hundredths: u64 = format!("{part:0<2}").parse().ok()?;
        let amount = Self(whole.checked_mul(100)?.checked_add(hundredths)?);
        (amount <= Self::MOST).then_some(amount)
    }
}

/// Whether signs in a whole number stand before three digits each, and are of one kind.
fn parts_thousands(whole: &str) -> bool {
    let of_one_kind = !(whole.contains('.') && whole.contains(','));
    let mut parts = whole.split(['.', ',']);
    let first = parts.next().unwrap_or_default();
    !first.is_empty()
        && of_one_kind
        && (first.len() <= 3 || !whole.contains(['.', ',']))
        && parts.all(|part| part.len() == 3)
}

fn is_of_a_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',')
}

fn is_minus(letter: char) -> bool {
    matches!(letter, '-' | '\u{2212}')
}

impl std::fmt::Display for Amount {
    /// `60`, or `60.50`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(formatter, "{whole}"),
            part => write!(formatter, "{whole}.{part:02}"),
        }
    }
}

impl GivenSoFar {
    /// Whether it adds up to all that was agreed.
    pub fn is_whole(self) -> bool {
        self.of
            .is_some_and(|of| of > Amount::default() && self.given >= of)
    }
}

impl Case {
    /// Whether everything that was agreed to be paid or done of an item was given.
    pub fn is_given_whole(&self, item: &ClosedItem) -> bool {
        let so_far = self.given_so_far(item);
        so_far.is_some_and(GivenSoFar::is_whole)
    }

    /// What was paid or done of an item so far; nothing where it counts neither money nor hours.
    pub fn given_so_far(&self, item: &ClosedItem) -> Option<GivenSoFar> {
        let draft = &item.draft;
        let minutes = draft.hours.iter().filter_map(|row| row.minutes);
        let minutes: u64 = minutes.map(u64::from).sum();
        let said = draft.amount.as_deref();
        let in_words = |said: &str| said.to_lowercase().contains("hour");
        let hours = !draft.hours.is_empty() || said.is_some_and(in_words);
        // What is given again and again adds up to what nobody has said.
        let whole = said.filter(|_| draft.repeat.is_none());
        let of = match minutes {
            0 => whole.and_then(Amount::read),
            minutes => Some(Amount((minutes * 100).div_ceil(60))),
        };
        let given = self.following.given.get(&item.item);
        if draft.hours.is_empty() && said.is_none() && given.is_none() {
            return None;
        }
        let given = given
            .into_iter()
            .flatten()
            .map(|(amount, _)| amount.0)
            .sum();
        Some(GivenSoFar {
            given: Amount(given),
            of,
            hours,
        })
    }
}
