//! Whether words are a part of a wording.

/// Whether every line, and every piece between dots that say something is left out, stands in
/// the whole as it is, one after the other. Spaces, case and the shape of quotation marks make
/// no difference; a piece of a word is no part.
pub(super) fn is_part_of(part: &str, whole: &str) -> bool {
    let part = part.replace("...", "\n").replace('\u{2026}', "\n");
    let whole = plain(whole);
    let mut rest = whole.as_str();
    let mut found = false;
    for piece in part.lines().map(plain).filter(|piece| !piece.is_empty()) {
        let Some(after) = after_piece(&piece, rest) else {
            return false;
        };
        rest = after;
        found = true;
    }
    found
}

/// What comes after the first place where a piece stands with no word cut.
fn after_piece<'a>(piece: &str, whole: &'a str) -> Option<&'a str> {
    let mut places = whole.match_indices(piece);
    places.find_map(|(place, _)| {
        let (before, from) = whole.split_at_checked(place)?;
        let after = from.strip_prefix(piece)?;
        let cut = joins(before.chars().last(), piece.chars().next())
            || joins(piece.chars().last(), after.chars().next());
        (!cut).then_some(after)
    })
}

/// Whether two letters that stand side by side are of one word. Where a script has no capitals,
/// it may have no spaces between words either, and nothing is told from them.
fn joins(one: Option<char>, other: Option<char>) -> bool {
    let of_word = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_lowercase() || letter.is_numeric())
    };
    of_word(one) && of_word(other)
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let same = words.join(" ").to_lowercase();
    same.replace(['\u{2018}', '\u{2019}'], "'")
        .replace(['\u{201c}', '\u{201d}'], "\"")
}

#[cfg(test)]
mod tests {
    use super::is_part_of;

    #[test]
    fn a_part_stands_in_the_wording_whatever_its_spaces_and_capitals() {
        let whole = "I am sorry, Dylan.\nI\u{2019}d not known  that it was your door.";
        for part in [
            "I am sorry",
            "i AM  sorry,",
            "that it was\nyour door",
            "I'd not known",
            "I am sorry \u{2026} your door.",
            whole,
        ] {
            assert!(is_part_of(part, whole), "{part}");
        }
        for part in [
            "1",
            "am so",
            "I am sad",
            "your door ... I am sorry",
            " ",
            "...",
        ] {
            assert!(!is_part_of(part, whole), "{part}");
        }
    }

    #[test]
    fn where_words_are_not_set_apart_any_piece_is_a_part() {
        assert!(is_part_of(
            "\u{5bf9}\u{4e0d}\u{8d77}",
            "\u{6211}\u{5f88}\u{5bf9}\u{4e0d}\u{8d77}\u{4f60}"
        ));
    }
}
