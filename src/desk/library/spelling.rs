//! Words as they are looked for: without case, accents and signs.

use unicode_normalization::char::is_combining_mark;

use crate::clean::folded;

/// Of a longer run of letters, only so many are looked for.
const LONGEST_WORD: usize = 40;

/// The words of a text, as they are looked for. A single letter is none; a single digit is.
pub(super) fn words_in(text: &str) -> impl Iterator<Item = String> {
    let folded = folded(text);
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
        .filter(|word| {
            word.chars().nth(1).is_some() || word.bytes().all(|byte| byte.is_ascii_digit())
        })
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_for_without_case_accents_and_signs() {
        let words: Vec<String> =
            words_in("Don’t forget: Siân's GARDEN-gate, by 3 May (£20)!").collect();
        assert_eq!(
            words,
            [
                "dont", "forget", "sians", "garden", "gate", "by", "3", "may", "20"
            ]
        );
        assert_eq!(words_in("").count() + words_in(" – ").count(), 0);
    }

    #[test]
    fn letters_of_every_script_are_words() {
        let words: Vec<String> = words_in("ਬਾਗ਼ ਦਾ gate, باغ").collect();
        assert_eq!(words.len(), 4, "{words:?}");
    }
}
