//! Which way words run, and how words that run the other way are kept apart among others.

use std::cmp::Ordering;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Before words that run from left to right, and are kept apart from those around them.
const LEFT_TO_RIGHT: char = '\u{2066}';
/// The same for words that run from right to left.
const RIGHT_TO_LEFT: char = '\u{2067}';
/// Behind words that are kept apart, whichever way they run.
pub(super) const END: char = '\u{2069}';

/// Languages that are written from right to left where their tag names no script.
const LANGUAGES: [&str; 14] = [
    "ar", "ckb", "dv", "fa", "he", "ks", "pnb", "prs", "ps", "sd", "skr", "ug", "ur", "yi",
];
/// Scripts that run from right to left, as they stand in the tag of a language.
const SCRIPTS: [&str; 6] = ["adlm", "arab", "aran", "hebr", "syrc", "thaa"];

/// Which way words run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Direction {
    #[default]
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The way a language is written, by its BCP 47 tag.
    pub(super) fn of_language(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default();
        let script = parts.find(|part| part.len() == 4 && !part.starts_with(char::is_numeric));
        let is_right_to_left = script.map_or_else(
            || LANGUAGES.contains(&language),
            |script| SCRIPTS.contains(&script),
        );
        if is_right_to_left {
            Self::RightToLeft
        } else {
            Self::LeftToRight
        }
    }

    /// The way a text runs: that of most of its letters, whichever comes first. `home` decides
    /// where as many run either way.
    ///
    /// Words that are kept apart in it count only where it has no others: a long name turns no
    /// sentence of ours.
    pub(super) fn of(text: &str, home: Self) -> Self {
        let (mut own, mut all) = (Letters::default(), Letters::default());
        let mut kept_apart = 0_usize;
        for letter in text.chars() {
            match letter {
                LEFT_TO_RIGHT | RIGHT_TO_LEFT => kept_apart += 1,
                END => kept_apart = kept_apart.saturating_sub(1),
                _ => {
                    all.count(letter);
                    if kept_apart == 0 {
                        own.count(letter);
                    }
                }
            }
        }
        let deciding = if own == Letters::default() { all } else { own };
        match deciding.from_right.cmp(&deciding.from_left) {
            Ordering::Greater => Self::RightToLeft,
            Ordering::Less => Self::LeftToRight,
            Ordering::Equal => home,
        }
    }
}

/// Letters of a text by the way they run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Letters {
    from_left: usize,
    from_right: usize,
}

impl Letters {
    /// Marks above and below letters are none, or words with their vowels would count twice.
    fn count(&mut self, letter: char) {
        if !letter.is_alphabetic() || is_combining_mark(letter) {
            return;
        }
        if is_right_to_left(letter) {
            self.from_right += 1;
        } else {
            self.from_left += 1;
        }
    }
}

/// Text that turns no words around it and is turned by none, whichever way either runs. The text
/// is clean: it has no signs in it yet that steer its direction.
pub(super) fn kept_apart(text: &str) -> String {
    if !text.chars().any(is_right_to_left) {
        return text.to_owned();
    }
    match Direction::of(text, Direction::default()) {
        Direction::RightToLeft => format!("{RIGHT_TO_LEFT}{text}{END}"),
        Direction::LeftToRight => {
            let mut kept = String::from(LEFT_TO_RIGHT);
            let mut done = 0;
            for words in words_from_the_right(text) {
                kept.push_str(&text[done..words.start]);
                done = words.end;
                kept.push(RIGHT_TO_LEFT);
                kept.push_str(&text[words]);
                kept.push(END);
            }
            kept.push_str(&text[done..]);
            kept.push(END);
            kept
        }
    }
}

/// Where words from right to left stand in a text from left to right. A number or a comma belongs
/// to the text around them, or the amount behind a name would be shown before it.
fn words_from_the_right(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        let last = found.last_mut().filter(|_| goes_on);
        if is_right_to_left(letter) {
            match last {
                Some(words) => words.end = end,
                None => found.push(start..end),
            }
            goes_on = true;
        } else if is_combining_mark(letter) {
            if let Some(words) = last.filter(|words| words.end == start) {
                words.end = end;
            }
        } else if letter.is_alphanumeric() || matches!(letter, ',' | ';') {
            goes_on = false;
        }
    }
    found
}

/// What a text without signs of its own has to begin with so that all of it is set the way most
/// of its letters run; nothing where it has none from right to left.
#[cfg(feature = "pdf")]
pub(super) fn mark_before(text: &str, home: Direction) -> Option<char> {
    let is_turned = text.chars().any(is_right_to_left);
    is_turned.then(|| match Direction::of(text, home) {
        Direction::LeftToRight => '\u{200E}',
        Direction::RightToLeft => '\u{200F}',
    })
}

/// A line end ends what is kept apart too, so each line closes what it opened and the next opens
/// it again.
pub(super) fn kept_apart_on_each(lines: Vec<String>) -> Vec<String> {
    let mut open: Vec<char> = Vec::new();
    let mut closed = Vec::with_capacity(lines.len());
    for line in lines {
        let start: String = open.iter().collect();
        for character in line.chars() {
            match character {
                LEFT_TO_RIGHT | RIGHT_TO_LEFT => open.push(character),
                END => {
                    open.pop();
                }
                _ => {}
            }
        }
        let end: String = open.iter().map(|_| END).collect();
        closed.push(format!("{start}{line}{end}"));
    }
    closed
}

/// Letters of Hebrew, Arabic and the other scripts that run from right to left, with their marks,
/// signs and numbers.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{0590}'..='\u{08FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let text = kept_apart(text);
        let text = text.replace(LEFT_TO_RIGHT, "<l>");
        text.replace(RIGHT_TO_LEFT, "<r>").replace(END, "</>")
    }

    #[test]
    fn a_text_runs_as_most_of_its_letters_do_whichever_comes_first() {
        let home = Direction::LeftToRight;
        for (text, direction) in [
            (
                "نادیہ خان pays 20 pounds to ગીતા, then rings (at 5 pm).",
                home,
            ),
            ("Robin باغ کا دروازہ ٹھیک کرے گا", Direction::RightToLeft),
            ("שרה", Direction::RightToLeft),
            ("20.", home),
            ("", home),
        ] {
            assert_eq!(Direction::of(text, home), direction, "{text}");
        }
    }

    #[test]
    fn vowel_signs_do_not_count() {
        let vowelled = "\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F} rings";
        assert_eq!(
            Direction::of(vowelled, Direction::default()),
            Direction::LeftToRight
        );
    }

    #[test]
    fn the_language_of_the_paper_decides_where_as_many_letters_run_either_way() {
        for (tag, direction) in [
            ("en-GB", Direction::LeftToRight),
            ("ur", Direction::RightToLeft),
            ("ur-Latn", Direction::LeftToRight),
            ("pa-Arab-PK", Direction::RightToLeft),
            ("pa", Direction::LeftToRight),
            ("de-1996", Direction::LeftToRight),
        ] {
            let home = Direction::of_language(tag);
            assert_eq!(home, direction, "{tag}");
            assert_eq!(Direction::of("20", home), direction, "{tag}");
            assert_eq!(Direction::of("شاہ Jay", home), direction, "{tag}");
        }
    }

    #[test]
    fn a_long_name_does_not_turn_our_own_words_around_it() {
        let line = format!("For {}.", kept_apart("نادیہ خان نادیہ خان"));
        assert_eq!(
            Direction::of(&line, Direction::default()),
            Direction::LeftToRight
        );
        let alone = kept_apart("نادیہ خان");
        assert_eq!(
            Direction::of(&alone, Direction::default()),
            Direction::RightToLeft
        );
    }

    #[test]
    fn words_the_other_way_are_kept_apart_from_those_around_them_and_from_amounts() {
        for (text, kept) in [
            ("Robin pays", "Robin pays"),
            ("نادیہ خان", "<r>نادیہ خان</>"),
            (
                "pays for the gate نادیہ خان 20 pounds",
                "<l>pays for the gate <r>نادیہ خان</> 20 pounds</>",
            ),
            (
                "pays نادیہ 20, خان 30 pounds",
                "<l>pays <r>نادیہ</> 20, <r>خان</> 30 pounds</>",
            ),
            (
                "Robin says: «آپ کیسے ہیں؟» and listens",
                "<l>Robin says: «<r>آپ کیسے ہیں؟</>» and listens</>",
            ),
            (
                "Robin باغ کا دروازہ ٹھیک کرے گا",
                "<r>Robin باغ کا دروازہ ٹھیک کرے گا</>",
            ),
        ] {
            assert_eq!(seen(text), kept);
        }
    }
}
