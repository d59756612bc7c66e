//! Words put into a line or a sentence, alike on screens and in documents.

use std::fmt::Display;

/// The words with a capital letter at the beginning.
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A cue in one line; a stroke stands between lines that would run into each other.
pub fn in_one_line(cue: &[String]) -> String {
    let mut line = String::new();
    for next in cue.iter().flat_map(|line| line.lines()) {
        let begins_anew = next.starts_with(char::is_uppercase);
        let is_open = line.ends_with(char::is_alphanumeric);
        if !line.is_empty() {
            line.push_str(if begins_anew && is_open { " / " } else { " " });
        }
        line.push_str(next);
    }
    line
}

/// Names as one says them: commas, and "and" before the last; nothing where there are none.
pub fn in_a_row(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A number with what it counts: `1 entry`, `12 entries`.
pub fn counted<Number>(number: Number, one: &str, several: &str) -> String
where
    Number: Copy + Display + PartialEq + From<u8>,
{
    let is_one = number == Number::from(1);
    format!("{number} {}", if is_one { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cue: &[&str]) -> String {
        let cue: Vec<String> = cue.iter().map(|line| (*line).to_owned()).collect();
        in_one_line(&cue)
    }

    #[test]
    fn a_line_that_is_written_in_two_keeps_its_words_apart() {
        assert_eq!(
            line(&["What have you seen\nsince then?"]),
            "What have you seen since then?"
        );
    }

    #[test]
    fn names_stand_in_a_row_as_one_says_them() {
        let row = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            in_a_row(&names)
        };
        assert_eq!(row(&[]), "");
        assert_eq!(row(&["Ann"]), "Ann");
        assert_eq!(row(&["Ann", "Tom"]), "Ann and Tom");
        assert_eq!(row(&["Ann", "Tom", "Siân"]), "Ann, Tom and Siân");
    }

    #[test]
    fn one_of_a_kind_is_said_as_one() {
        let entries = |number: usize| counted(number, "entry", "entries");
        assert_eq!(counted(1_u16, "person", "people"), "1 person");
        assert_eq!(counted(0_u64, "mark", "marks"), "0 marks");
        assert_eq!(entries(1), "1 entry");
        assert_eq!(entries(12), "12 entries");
    }

    #[test]
    fn lines_that_would_run_into_each_other_are_told_apart() {
        assert_eq!(line(&["Big room", "Paper, pens"]), "Big room / Paper, pens");
        assert_eq!(
            line(&["What happened?", "And then?"]),
            "What happened? And then?"
        );
        assert_eq!(
            line(&["Looking ahead:", "what helps?"]),
            "Looking ahead: what helps?"
        );
    }
}
