//! Cleans foreign text once, at the border: nothing that came from a file, a
//! paste, a key or the environment can move the cursor, hide words or turn
//! their direction.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most combining marks that one base character may carry.
const MARKS_PER_BASE: usize = 8;
const SPACES_PER_TAB: usize = 4;
const ZERO_WIDTH_JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];
const BLACK_FLAG: char = '\u{1F3F4}';
const CANCEL_TAG: char = '\u{E007F}';

/// Whether a field holds one line or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Line ends become spaces.
    Line,
    /// Line ends are kept, as LF.
    Lines,
}

/// Text that may be shown, stored and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text in NFC, with LF as its only control character.
    pub text: String,
    /// How many characters were taken out. Line ends and tabs are changed, not
    /// taken out, and are not counted.
    pub removed: usize,
}

/// Makes foreign text safe to show.
///
/// The result is in NFC. Tabs become four spaces; CR LF, CR and the Unicode
/// line separators become LF. Removed are the other control characters, bidi
/// controls, the byte order mark, interlinear annotations, tag characters
/// outside a flag, noncharacters, invisible formatting characters, joiners that
/// join nothing, and all but eight combining marks on one character. Letters of
/// every script and joiners between letters or emoji stay as they are.
///
/// Cleaning twice is the same as cleaning once, and the result has at most
/// four times the bytes of the input.
pub fn clean(text: &str, shape: Shape) -> Cleaned {
    if is_plain(text, shape) {
        return Cleaned {
            text: text.to_owned(),
            removed: 0,
        };
    }
    let mut removed = 0;
    let normal: Vec<char> = text.nfc().collect();
    let lines = with_plain_line_ends(&normal, shape);
    let visible = without_hidden(&lines, &mut removed);
    let sober = without_piled_marks(&visible, &mut removed);
    let joined = without_idle_joiners(&sober, &mut removed);
    // Taking a character out can bring a letter and its accent together.
    Cleaned {
        text: joined.into_iter().nfc().collect(),
        removed,
    }
}

/// Makes foreign bytes safe to show, such as a paste.
///
/// Each run of bytes that is not UTF-8 becomes U+FFFD and is counted as
/// removed. A file is refused instead, by whoever reads it, so that nothing in
/// it changes unseen.
pub fn clean_bytes(bytes: &[u8], shape: Shape) -> Cleaned {
    let broken = bytes
        .utf8_chunks()
        .filter(|chunk| !chunk.invalid().is_empty())
        .count();
    let mut cleaned = clean(&String::from_utf8_lossy(bytes), shape);
    cleaned.removed += broken;
    cleaned
}

/// A text as it is compared and looked for: in small letters and without accents; apostrophes go,
/// so that "don't" is one word.
pub fn folded(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'\'';
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        let letters = text.chars().filter(|letter| *letter != '\'');
        return Cow::Owned(letters.map(|letter| letter.to_ascii_lowercase()).collect());
    }
    // The signs of other scripts are letters of their words, and no accents.
    let goes = |letter: &char| matches!(letter, '\'' | '\u{2019}' | '\u{300}'..='\u{36f}');
    let folded = text
        .nfkd()
        .filter(|letter| !goes(letter))
        .flat_map(char::to_lowercase);
    Cow::Owned(folded.collect())
}

/// Spares the usual text all work: printable ASCII needs no cleaning.
fn is_plain(text: &str, shape: Shape) -> bool {
    let line_feeds = shape == Shape::Lines;
    text.bytes()
        .all(|byte| matches!(byte, 0x20..=0x7E) || (line_feeds && byte == b'\n'))
}

fn with_plain_line_ends(characters: &[char], shape: Shape) -> Vec<char> {
    let line_end = match shape {
        Shape::Line => ' ',
        Shape::Lines => '\n',
    };
    let mut result = Vec::with_capacity(characters.len());
    let mut previous = None;
    for &character in characters {
        match character {
            '\n' if previous == Some('\r') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => result.push(line_end),
            '\t' => result.extend([' '; SPACES_PER_TAB]),
            _ => result.push(character),
        }
        previous = Some(character);
    }
    result
}

fn without_hidden(characters: &[char], removed: &mut usize) -> Vec<char> {
    let mut result: Vec<char> = Vec::with_capacity(characters.len());
    let mut rest = characters;
    while let Some((&character, after)) = rest.split_first() {
        if is_tag(character) {
            let length = rest.iter().take_while(|&&next| is_tag(next)).count();
            let (tags, after_tags) = rest.split_at(length);
            if result.last() == Some(&BLACK_FLAG) && is_flag_name(tags) {
                result.extend(tags);
            } else {
                *removed += length;
            }
            rest = after_tags;
            continue;
        }
        if is_hidden(character) {
            *removed += 1;
        } else {
            result.push(character);
        }
        rest = after;
    }
    result
}

/// Stops letters that grow over the lines above and below. A joiner does not
/// start a new count, or marks could be piled up with joiners between them.
fn without_piled_marks(characters: &[char], removed: &mut usize) -> Vec<char> {
    let mut marks = 0;
    let mut result = Vec::with_capacity(characters.len());
    for &character in characters {
        if is_combining_mark(character) {
            marks += 1;
            if marks > MARKS_PER_BASE {
                *removed += 1;
                continue;
            }
        } else if !ZERO_WIDTH_JOINERS.contains(&character) {
            marks = 0;
        }
        result.push(character);
    }
    result
}

/// Keeps a joiner only where it changes how its neighbours are written: between
/// letters (Urdu, Punjabi, Gujarati need it) or inside an emoji. The base under
/// any accents counts, so that composing them later changes nothing.
fn without_idle_joiners(characters: &[char], removed: &mut usize) -> Vec<char> {
    let mut result = Vec::with_capacity(characters.len());
    let mut base_joins = false;
    let mut just_joined = false;
    for (index, &character) in characters.iter().enumerate() {
        if ZERO_WIDTH_JOINERS.contains(&character) {
            let next_joins = characters
                .get(index + 1)
                .is_some_and(|&next| is_letter_or_emoji(next) || is_combining_mark(next));
            if base_joins && next_joins && !just_joined {
                result.push(character);
                just_joined = true;
            } else {
                *removed += 1;
            }
            continue;
        }
        if !is_combining_mark(character) {
            base_joins = is_letter_or_emoji(character);
        }
        just_joined = false;
        result.push(character);
    }
    result
}

/// Whether a character may be typed: neither control nor hidden formatting.
///
/// Joiners may, for scripts need them; what they join is only known later.
pub fn may_be_typed(character: char) -> bool {
    !is_hidden(character) && !matches!(character, '\u{2028}' | '\u{2029}')
}

fn is_hidden(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && character != '\n')
        || matches!(
            character,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
        || matches!(character, '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(
            character,
            '\u{00AD}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
        )
        || matches!(character, '\u{FDD0}'..='\u{FDEF}')
        || code & 0xFFFE == 0xFFFE
}

fn is_tag(character: char) -> bool {
    matches!(character, '\u{E0000}'..='\u{E007F}')
}

/// The flags of England, Scotland and Wales are a black flag, the tags of a
/// region such as `gbwls`, and a closing tag.
fn is_flag_name(tags: &[char]) -> bool {
    let Some((&last, region)) = tags.split_last() else {
        return false;
    };
    last == CANCEL_TAG
        && (3..=6).contains(&region.len())
        && region
            .iter()
            .all(|tag| matches!(tag, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}'))
}

fn is_letter_or_emoji(character: char) -> bool {
    character.is_alphabetic()
        || matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::*;

    fn lines(text: &str) -> (String, usize) {
        let cleaned = clean(text, Shape::Lines);
        (cleaned.text, cleaned.removed)
    }

    #[test]
    fn ordinary_text_in_any_script_is_left_alone() {
        for text in [
            "Ie, Siân — “diolch”",
            "Whānau hui",
            "آپ کیسے ہیں؟",
            "ਤੁਹਾਡਾ ਕੀ ਹਾਲ ਹੈ?",
            "می‌خواهم",
            "👩‍👧‍👦 🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F} ❤️",
        ] {
            assert_eq!(lines(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn escape_sequences_lose_their_teeth() {
        assert_eq!(lines("\u{1b}[31mred\u{7f}\u{9b}"), ("[31mred".into(), 3));
    }

    #[test]
    fn line_ends_become_line_feeds_or_spaces() {
        assert_eq!(
            lines("a\r\nb\rc\u{2028}d\n\ne"),
            ("a\nb\nc\nd\n\ne".into(), 0)
        );
        assert_eq!(clean("a\r\nb\tc", Shape::Line).text, "a b    c");
    }

    #[test]
    fn e07_text_cannot_turn_its_direction_or_hide_words() {
        assert_eq!(
            lines("a\u{202E}b\u{200F}\u{FEFF}c\u{FFF9}"),
            ("abc".into(), 4)
        );
        assert_eq!(lines("a\u{E0041}\u{E0042}b"), ("ab".into(), 2));
        assert_eq!(
            lines(&format!("a{}b", "\u{200B}".repeat(1000))),
            ("ab".into(), 1000)
        );
        assert_eq!(lines("end\u{200D} \u{FDD0}\u{1FFFF}"), ("end ".into(), 3));
    }

    #[test]
    fn what_hides_cannot_be_typed_and_letters_and_joiners_can() {
        assert!("aŵéش\u{301}\u{200d}👩".chars().all(may_be_typed));
        assert!(
            !"\u{9b}\u{7f}\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}"
                .chars()
                .any(may_be_typed)
        );
    }

    #[test]
    fn e07_a_letter_carries_at_most_eight_marks() {
        let piled = format!("z{}", "\u{0301}\u{200D}".repeat(10_000));
        let (text, removed) = lines(&piled);
        assert_eq!(text.chars().filter(|&c| is_combining_mark(c)).count(), 8);
        assert!(removed > 10_000);
    }

    #[test]
    fn e08_bytes_that_are_not_utf8_are_shown_as_such() {
        let cleaned = clean_bytes(b"caf\xe9 \xff\xfe!", Shape::Line);
        assert_eq!(cleaned.text, "caf\u{FFFD} \u{FFFD}\u{FFFD}!");
        assert_eq!(cleaned.removed, 3);
    }

    fn troublesome() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            any::<char>(),
            prop::sample::select(vec![
                'a',
                'é',
                ' ',
                '<',
                '\u{A8}',
                '\u{0301}',
                '\u{0338}',
                '\u{200D}',
                '\u{200C}',
                '\u{1b}',
                '\r',
                '\n',
                '\t',
                '\u{2028}',
                '\u{202E}',
                BLACK_FLAG,
                CANCEL_TAG,
                '\u{E0067}',
                '\u{E0062}',
                '\u{1F469}',
                '\u{2764}',
                '\u{FE0F}',
                '\u{2329}',
                '\u{1100}',
                '\u{1161}',
                '\u{11A8}',
                '\u{09C7}',
                '\u{09BE}',
                '\u{0340}',
            ]),
        ];
        prop::collection::vec(character, 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn cleaning_keeps_its_promises(text in troublesome(), one_line: bool) {
            let shape = if one_line { Shape::Line } else { Shape::Lines };
            let once = clean(&text, shape);
            let twice = clean(&once.text, shape);
            prop_assert_eq!(&twice.text, &once.text);
            prop_assert_eq!(twice.removed, 0);
            prop_assert!(is_nfc(&once.text));
            prop_assert!(once.text.len() <= 4 * text.len());
            let allowed = |c: char| !is_hidden(c) && (!one_line || c != '\n');
            prop_assert!(once.text.chars().all(allowed));
        }

        #[test]
        fn bytes_never_panic(bytes: Vec<u8>) {
            let cleaned = clean_bytes(&bytes, Shape::Lines);
            let escape = cleaned.text.contains('\u{1b}');
            prop_assert!(!escape);
        }
    }
}
