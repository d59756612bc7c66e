//! Passphrases that many people come upon: whoever guesses begins with them, however long they are.
//!
//! A text is taken apart into the fewest pieces that a guesser tries whole: a word that many people
//! use, also with figures in place of letters; keys that lie side by side; letters or figures in
//! their order; one sign again and again; the last piece once more; a year or another small number.
//! Whatever is none of these counts letter by letter. A sign between two words counts nothing, nor do
//! [`FREE_SIGNS`] pieces of others. A text of [`FEW`] pieces is refused.
//!
//! What is looked at is wiped, and no text is made of any part of it.

use std::sync::OnceLock;

use zeroize::Zeroizing;

/// A text of so many pieces or fewer is soon guessed: a word, another one and a year, say.
const FEW: usize = 3;
/// So many pieces of signs that hang on somewhere are tried with every word.
const FREE_SIGNS: usize = 2;
/// A small letter is written for another one in at most so many letters.
const MOST_SMALL: usize = 3;
/// From so many keys, letters or figures in a row on it is a piece.
const SHORTEST_RUN: usize = 3;
/// A number of so many figures is one piece.
const SMALL_NUMBER: usize = 4;
/// A piece that comes again is at most so long; a longer one is some of these.
const LONGEST_AGAIN: usize = 40;

const COMMON: &str = include_str!("common_words.txt");

/// Keys as they lie side by side, on the keyboards of several countries, and the ways over them that
/// hands fall into.
const ROWS: [&str; 10] = [
    "`1234567890-=",
    "!@#$%^&*()_+",
    "qwertyuiop[]",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl;'#",
    "qsdfghjklm",
    "zxcvbnm,./",
    "yxcvbnm,.-",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
];

/// Whether a text is made of so few pieces that many people use that it is soon guessed.
pub(super) fn is_soon_guessed(text: &str) -> bool {
    let letters = small_letters(text, |_| true);
    // Spaces and signs between hide nothing: "p.a.s.s" is tried as well.
    let bare = small_letters(text, char::is_alphanumeric);
    let signs = pieces_of_signs(text).saturating_sub(FREE_SIGNS);
    pieces(&letters).min(pieces(&bare)) + signs <= FEW
}

/// Those letters of a text that are asked for, as small ones; all room is there from the start, so
/// that no copy is left behind while they are written.
fn small_letters(text: &str, wanted: fn(char) -> bool) -> Zeroizing<Vec<char>> {
    let room = text.chars().count() * MOST_SMALL;
    let mut letters = Zeroizing::new(Vec::with_capacity(room));
    let small = text.chars().flat_map(char::to_lowercase);
    letters.extend(small.filter(|letter| wanted(*letter)));
    letters
}

/// How many pieces the signs make that are not between two words; the first one of several there is.
fn pieces_of_signs(text: &str) -> usize {
    let seen = |letter: char| !letter.is_whitespace() && !is_part_of_sign(letter);
    let letters = small_letters(text, seen);
    let mut parts = letters.split(|letter| letter.is_alphanumeric()).peekable();
    let (mut count, mut is_first) = (0, true);
    while let Some(signs) = parts.next() {
        let is_between = !is_first && parts.peek().is_some();
        let signs = signs.get(usize::from(is_between)..).unwrap_or_default();
        count += fewest(signs, |_| 1);
        is_first = false;
    }
    count
}

/// What joins signs to one picture, or says how to draw it.
fn is_part_of_sign(letter: char) -> bool {
    matches!(
        letter,
        '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

/// Whether a text is a short piece again and again, perhaps cut at its end; what is shorter than
/// `least` letters is short.
pub(super) fn repeats_itself(text: &str, least: usize) -> bool {
    let wanted: [fn(char) -> bool; 2] = [|_| true, char::is_alphanumeric];
    wanted.into_iter().any(|wanted| {
        let letters = small_letters(text, wanted);
        let most = (letters.len() / 2).min(least.saturating_sub(1));
        (1..=most).any(|period| {
            let shifted = letters.iter().skip(period);
            letters.iter().zip(shifted).all(|(one, other)| one == other)
        })
    })
}

/// The fewest pieces that make up the letters; signs count nothing here.
fn pieces(letters: &[char]) -> usize {
    fewest(letters, |letter| usize::from(letter.is_alphanumeric()))
}

/// The fewest pieces that make up the letters, where one that is in no other counts so much.
fn fewest(letters: &[char], alone: fn(char) -> usize) -> usize {
    let mut fewest = vec![usize::MAX; letters.len() + 1];
    fewest[0] = 0;
    for from in 0..letters.len() {
        let so_far = fewest[from];
        let mut reach = |length: usize, pieces: usize| {
            if let Some(known) = fewest.get_mut(from + length) {
                *known = (*known).min(so_far.saturating_add(pieces));
            }
        };
        let rest = &letters[from..];
        reach(1, alone(rest[0]));
        for length in word_lengths(rest) {
            reach(length, 1);
        }
        for longest in [run(rest), number(rest), again(letters, from)] {
            // Part of it may be the beginning of a word.
            for length in 2..=longest {
                reach(length, 1);
            }
        }
    }
    fewest[letters.len()]
}

/// The lengths of all common words that the letters begin with.
fn word_lengths(letters: &[char]) -> impl Iterator<Item = usize> {
    let (words, longest) = words();
    (1..=letters.len().min(longest)).filter(move |length| {
        let written = &letters[..*length];
        // A figure one or an exclamation mark stands for either letter.
        ['i', 'l'].into_iter().any(|one| {
            let found = words.binary_search_by(|word| {
                let meant = written.iter().map(|sign| meant(*sign, one));
                word.chars().cmp(meant)
            });
            found.is_ok()
        })
    })
}

/// The common words in the order of their letters, and the length of the longest.
fn words() -> (&'static [&'static str], usize) {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let lines = COMMON.lines().filter(|line| !line.starts_with('#'));
        let mut words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        words.sort_unstable();
        words
    });
    let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
    (words, longest)
}

/// The letter that a sign stands for in words that are written so.
fn meant(sign: char, one: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// How many of the first letters are keys side by side, follow each other, or are one and the same.
fn run(letters: &[char]) -> usize {
    let in_order = [-1, 0, 1].into_iter().map(|step| {
        let follows = |pair: &[char]| {
            let (one, next) = (i64::from(u32::from(pair[0])), i64::from(u32::from(pair[1])));
            next - one == step
        };
        1 + letters.windows(2).take_while(|pair| follows(pair)).count()
    });
    let longest = in_order
        .chain(ROWS.iter().map(|row| keys(letters, row)))
        .max();
    longest
        .filter(|length| *length >= SHORTEST_RUN)
        .unwrap_or(0)
}

/// How many of the first letters lie side by side in a row of keys, from left to right or back.
fn keys(letters: &[char], row: &str) -> usize {
    let place = |letter: &char| row.chars().position(|key| key == *letter);
    let Some(first) = letters.first().and_then(place) else {
        return 0;
    };
    let along = |step: isize| {
        let wanted = |number: usize| {
            let number = isize::try_from(number).ok()?.checked_mul(step)?;
            row.chars().nth(first.checked_add_signed(number)?)
        };
        let same = letters.iter().enumerate();
        same.take_while(|(number, letter)| wanted(*number) == Some(**letter))
            .count()
    };
    along(1).max(along(-1))
}

/// How many figures a small number at the beginning has.
fn number(letters: &[char]) -> usize {
    let figures = letters.iter().take_while(|letter| letter.is_ascii_digit());
    figures.take(SMALL_NUMBER).count()
}

/// How many letters from here on are the same as those just before.
fn again(letters: &[char], from: usize) -> usize {
    let most = from.min(letters.len() - from).min(LONGEST_AGAIN);
    let is_same = |length: &usize| letters[from - length..from] == letters[from..from + length];
    (2..=most).rev().find(is_same).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFUSED: [&str; 55] = [
        "Password1234!?",
        "(password) !!",
        "...password...",
        "!?!?!?!?!?!?!?",
        "\u{1f600}\u{1f601}\u{1f602}\u{1f603}\u{1f604}\u{1f605}\u{1f606}\u{1f607}\u{1f608}\u{1f609}\u{1f60a}\u{1f60b}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "password1234",
        "Password1234!",
        "P@ssw0rd2024",
        "P4$$w0rd!!!!!",
        "p.a.s.s.w.o.r.d.1",
        "p a s s w o r d 1 2",
        "passwordpassword",
        "password password",
        "password-letmein-7",
        "letmeinletmein",
        "LetMeIn LetMeIn 2024",
        "iloveyou12345",
        "ILoveYou!ILoveYou!",
        "iloveyouforever",
        "sunshine monkey",
        "Sunshine-Monkey-77",
        "dragonfootball1",
        "Liverpool2024!!",
        "manchester united",
        "Manchester1999",
        "princess princess 1",
        "welcomewelcome",
        "Welcome123456",
        "qwertyuiop123",
        "qwertyqwerty",
        "asdfghjkl;'#",
        "asdfghjklasdfghjkl",
        "poiuytrewq123",
        "1qaz2wsx3edc",
        "1qaz2wsx3edc4rfv",
        "qwertzuiop12",
        "azertyuiop12",
        "zxcvbnmzxcvbnm",
        "abcdefghijklm",
        "zyxwvutsrqpon",
        "123456789012",
        "1234567890123456",
        "9876543210987",
        "111122223333",
        "abcdef123456",
        "aaaaaabbbbbbcccccc",
        "qwerty123456",
        "!@#$%^&*()_+",
        "Christmas 2025!",
        "November-2026-",
        "talkingpiece1",
        "Talking Piece 2026",
        "Passwort12345",
        "correct horse battery staple",
    ];

    const TAKEN: [&str; 26] = [
        "\u{1f419}\u{1f997}\u{1f6b2}\u{1f308}\u{1f34b}\u{1f9e6}\u{1f511}\u{1f3bb}\u{1fab5}\u{1f9ca}\u{2602}\u{1f987}",
        "\u{1f419} \u{1f997} \u{1f6b2} \u{1f308} \u{1f34b} \u{1f9e6} \u{1f511} \u{1f3bb} \u{1fab5} \u{1f9ca} \u{2602} \u{1f987}",
        "{;%~?]=(&|<*",
        "k{;%~?]=(&|<x",
        "quagga lantern apple stove mitten",
        "another lantern apple stove",
        "river lantern apple stove mitten",
        "gr\u{fc}ne Wiese 7",
        "Nan's budgie hated Tuesdays",
        "three herons by the canal",
        "my cat chews the red sofa",
        "Mae gen i ddwy gath ddu",
        "Der Igel schl\u{e4}ft im Laub",
        "\u{627}\u{644}\u{642}\u{645}\u{631} \u{641}\u{648}\u{642} \u{627}\u{644}\u{646}\u{647}\u{631} \u{627}\u{644}\u{642}\u{62f}\u{64a}\u{645}",
        "\u{a26}\u{a30}\u{a40} \u{a35}\u{a3f}\u{a71}\u{a1a} \u{a32}\u{a3e}\u{a32} \u{a2c}\u{a47}\u{a5c}\u{a40}",
        "kX7v-pQ2m-Zt9w",
        "bus 41 to Trowbridge, late",
        "porridge with too much salt",
        "uneasy teapots gossip",
        "wet gravel under bicycle tyres",
        "she sold the blue accordion",
        "fjord-kettle-moss-argue",
        "the password of my old bank was silly",
        "seven summers without a phone",
        "Whakat\u{101}ne to Gisborne by van",
        "an accordion, a heron, a sieve",
    ];

    #[test]
    fn what_many_people_come_upon_is_soon_guessed_however_it_is_written() {
        for text in REFUSED {
            let refused = is_soon_guessed(text) || repeats_itself(text, 12);
            assert!(refused, "{text}");
        }
    }

    #[test]
    fn phrases_of_ones_own_are_taken() {
        for text in TAKEN {
            assert!(!is_soon_guessed(text), "{text}");
            assert!(!repeats_itself(text, 12), "{text}");
        }
    }

    #[test]
    fn a_short_piece_again_and_again_is_as_short_as_it_is() {
        for text in [
            "xk7vxk7vxk7v",
            "ha ha ha ha ha",
            "my cat my cat my",
            "a1b2c3d4e5a1b2c3d4e5",
        ] {
            assert!(repeats_itself(text, 12), "{text}");
        }
        for text in ["mitten lantern mitten lantern", "xk7vxk7vxk7w", "short"] {
            assert!(!repeats_itself(text, 12), "{text}");
        }
    }

    #[test]
    fn the_list_is_written_as_it_is_looked_up() {
        let (words, longest) = words();
        assert!(words.len() > 500, "{} words", words.len());
        assert!((8..=30).contains(&longest));
        let odd = words.iter().find(|word| {
            let fits = |letter: char| letter.is_ascii_lowercase();
            !word.chars().all(fits)
        });
        assert_eq!(odd, None);
    }
}
