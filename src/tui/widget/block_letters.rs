//! Names in letters of blocks, to be read from across the room.

use unicode_normalization::UnicodeNormalization;

use crate::tui::theme::Theme;

/// Rows of a name in block letters: one for marks above the letters, five for the letters.
pub const BLOCK_HEIGHT: u16 = 6;

/// A name in block letters, if it fits into so many columns.
///
/// Latin letters with the commonest marks, and digits; a name with any other
/// letter is not drawn at all rather than spelt wrong, and a long name loses
/// nothing either: the caller shows it in usual letters.
pub fn block_letters(theme: Theme, name: &str, columns: u16) -> Option<Vec<String>> {
    let mut rows = vec![String::new(); usize::from(BLOCK_HEIGHT)];
    for letter in name.nfd() {
        if let Some(mark) = mark_above(letter) {
            put_above(&mut rows, mark)?;
            continue;
        }
        let shape = shape(letter)?;
        let wide = shape.iter().map(|row| row.len()).max().unwrap_or(0);
        rows[0].push_str(&" ".repeat(wide + 2));
        for (row, cells) in rows[1..].iter_mut().zip(shape) {
            for cell in cells.chars() {
                row.push_str(if cell == '#' { theme.block() } else { " " });
            }
            row.push_str(&" ".repeat(wide + 2 - cells.len()));
        }
    }
    let wide = rows[1].chars().count().saturating_sub(2);
    (wide > 0 && wide <= usize::from(columns)).then_some(rows)
}

/// Puts a mark above the middle of the letter before it.
fn put_above(rows: &mut [String], mark: char) -> Option<()> {
    let top = rows.first_mut()?;
    let free = top.len() - top.trim_end_matches(' ').len();
    let letter = free.min(7).checked_sub(2)?;
    let place = top.len() - 2 - letter.div_ceil(2);
    if top.is_char_boundary(place) && top.is_char_boundary(place + 1) {
        top.replace_range(place..=place, &mark.to_string());
    }
    Some(())
}

fn mark_above(letter: char) -> Option<char> {
    match letter {
        '\u{300}' => Some('`'),
        '\u{301}' => Some('´'),
        '\u{302}' => Some('^'),
        '\u{303}' => Some('~'),
        '\u{304}' => Some('¯'),
        '\u{306}' => Some('˘'),
        '\u{307}' => Some('˙'),
        '\u{308}' => Some('¨'),
        '\u{30a}' => Some('°'),
        '\u{30c}' => Some('ˇ'),
        _ => None,
    }
}

#[rustfmt::skip]
fn shape(letter: char) -> Option<[&'static str; 5]> {
    Some(match letter.to_ascii_uppercase() {
        'A' => [" ### ", "#   #", "#####", "#   #", "#   #"],
        'B' => ["#### ", "#   #", "#### ", "#   #", "#### "],
        'C' => [" ####", "#    ", "#    ", "#    ", " ####"],
        'D' => ["#### ", "#   #", "#   #", "#   #", "#### "],
        'E' => ["#####", "#    ", "#### ", "#    ", "#####"],
        'F' => ["#####", "#    ", "#### ", "#    ", "#    "],
        'G' => [" ####", "#    ", "#  ##", "#   #", " ####"],
        'H' => ["#   #", "#   #", "#####", "#   #", "#   #"],
        'I' => ["###", " # ", " # ", " # ", "###"],
        'J' => ["   ##", "    #", "    #", "#   #", " ### "],
        'K' => ["#   #", "#  # ", "###  ", "#  # ", "#   #"],
        'L' => ["#    ", "#    ", "#    ", "#    ", "#####"],
        'M' => ["#   #", "## ##", "# # #", "#   #", "#   #"],
        'N' => ["#   #", "##  #", "# # #", "#  ##", "#   #"],
        'O' => [" ### ", "#   #", "#   #", "#   #", " ### "],
        'P' => ["#### ", "#   #", "#### ", "#    ", "#    "],
        'Q' => [" ### ", "#   #", "# # #", "#  # ", " ## #"],
        'R' => ["#### ", "#   #", "#### ", "#  # ", "#   #"],
        'S' => [" ####", "#    ", " ### ", "    #", "#### "],
        'T' => ["#####", "  #  ", "  #  ", "  #  ", "  #  "],
        'U' => ["#   #", "#   #", "#   #", "#   #", " ### "],
        'V' => ["#   #", "#   #", "#   #", " # # ", "  #  "],
        'W' => ["#   #", "#   #", "# # #", "## ##", "#   #"],
        'X' => ["#   #", " # # ", "  #  ", " # # ", "#   #"],
        'Y' => ["#   #", " # # ", "  #  ", "  #  ", "  #  "],
        'Z' => ["#####", "   # ", "  #  ", " #   ", "#####"],
        '0' => [" ### ", "#  ##", "# # #", "##  #", " ### "],
        '1' => [" # ", "## ", " # ", " # ", "###"],
        '2' => ["#### ", "    #", " ### ", "#    ", "#####"],
        '3' => ["#### ", "    #", " ### ", "    #", "#### "],
        '4' => ["#  # ", "#  # ", "#####", "   # ", "   # "],
        '5' => ["#####", "#    ", "#### ", "    #", "#### "],
        '6' => [" ### ", "#    ", "#### ", "#   #", " ### "],
        '7' => ["#####", "   # ", "  #  ", " #   ", " #   "],
        '8' => [" ### ", "#   #", " ### ", "#   #", " ### "],
        '9' => [" ### ", "#   #", " ####", "    #", " ### "],
        ' ' => ["  ", "  ", "  ", "  ", "  "],
        '-' => ["   ", "   ", "###", "   ", "   "],
        '\'' | '’' => ["#", "#", " ", " ", " "],
        '.' => [" ", " ", " ", " ", "#"],
        '&' => [" ##  ", "#  # ", " ## #", "#  # ", " ## #"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_welsh_name_keeps_its_mark() {
        let rows = block_letters(Theme::default(), "Siân", 60).unwrap();
        assert!(rows[0].contains('^'), "{rows:#?}");
        assert_eq!(rows.len(), usize::from(BLOCK_HEIGHT));
    }

    #[test]
    fn other_scripts_and_long_names_are_left_to_usual_letters() {
        let theme = Theme::default();
        assert_eq!(block_letters(theme, "فاطمة", 200), None);
        assert_eq!(block_letters(theme, "Łukasz", 200), None);
        assert_eq!(block_letters(theme, "Bartholomew", 40), None);
        assert_eq!(block_letters(theme, "", 40), None);
    }
}
