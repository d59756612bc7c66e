//! The number of a row, typed digit by digit, without a clock.

use crate::tui::key::{Code, Key};

/// A number that is being typed.
///
/// A digit selects at once the row of that number. Where a list has rows of two digits, the next
/// digit goes on with the number if there is such a row, and begins a new number if there is none:
/// no moment has to be waited for or kept to. Moving the selection by other keys ends the number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TypedNumber {
    begun: usize,
}

impl TypedNumber {
    /// Takes a key; the place of the row it names, from 0, of a list of so many rows.
    pub fn take(&mut self, key: Key, rows: usize) -> Option<usize> {
        let Code::Char(letter) = key.code else {
            return None;
        };
        let digit = letter.to_digit(10).filter(|_| !key.control && !key.alt)?;
        let digit = usize::try_from(digit).ok()?;
        let longer = self.begun.saturating_mul(10).saturating_add(digit);
        let is_row = |number: &usize| (1..=rows).contains(number);
        let number = [longer, digit].into_iter().find(is_row);
        self.begun = number.unwrap_or(0);
        number.map(|number| number - 1)
    }

    /// The place of the row that the number named so far, where this key goes on with the number:
    /// what was chosen by it so far was not meant.
    pub fn replaced_by(self, key: Key, rows: usize) -> Option<usize> {
        let mut ahead = self;
        let named = ahead.take(key, rows)?;
        let so_far = self.begun.checked_sub(1)?;
        (named + 1 >= self.begun.saturating_mul(10)).then_some(so_far)
    }

    /// Ends the number: the next digit begins a new one.
    pub fn end(&mut self) {
        self.begun = 0;
    }

    /// Whether a further digit could name another row.
    pub fn is_open(self, rows: usize) -> bool {
        self.begun > 0 && self.begun.saturating_mul(10) <= rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(digits: &str, rows: usize) -> Vec<Option<usize>> {
        let mut number = TypedNumber::default();
        let keys = digits.chars().map(Key::char);
        keys.map(|key| number.take(key, rows).map(|place| place + 1))
            .collect()
    }

    #[test]
    fn two_digits_name_a_row_from_ten_on() {
        assert_eq!(typed("12", 14), [Some(1), Some(12)]);
        assert_eq!(typed("10", 14), [Some(1), Some(10)]);
        assert_eq!(typed("0", 14), [None]);
    }

    #[test]
    fn a_digit_that_leads_to_no_row_begins_a_new_number() {
        assert_eq!(typed("15", 12), [Some(1), Some(5)]);
        assert_eq!(typed("25", 9), [Some(2), Some(5)]);
        assert_eq!(typed("1212", 14), [Some(1), Some(12), Some(1), Some(12)]);
        assert_eq!(typed("99", 5), [None, None]);
    }

    #[test]
    fn a_longer_number_is_told_from_a_new_one() {
        let mut number = TypedNumber::default();
        assert_eq!(number.replaced_by(Key::char('1'), 14), None);
        number.take(Key::char('1'), 14);
        assert_eq!(number.replaced_by(Key::char('2'), 14), Some(0));
        assert_eq!(number.replaced_by(Key::char('0'), 14), Some(0));
        assert_eq!(number.replaced_by(Key::char('5'), 14), None);
        assert_eq!(number.replaced_by(Key::char('2'), 9), None);
    }

    #[test]
    fn a_number_that_was_ended_is_not_gone_on_with() {
        let mut number = TypedNumber::default();
        number.take(Key::char('1'), 14);
        assert!(number.is_open(14) && !number.is_open(9));
        number.end();
        assert_eq!(number.take(Key::char('2'), 14), Some(1));
    }
}
