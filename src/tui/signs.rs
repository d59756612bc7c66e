//! Stand-ins in plain ASCII for the signs that the program draws.

use ratatui::buffer::Buffer;

/// Signs whose stand-in takes more than one column, for texts that are not laid out yet.
const WIDE: [(char, &str); 5] = [
    ('…', "..."),
    ('↑', "Up"),
    ('↓', "Down"),
    ('←', "Left"),
    ('→', "Right"),
];

/// A text in which every sign of the program has its stand-in; letters stay as they are.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let wide = WIDE.iter().find(|(sign, _)| *sign == letter);
            match wide {
                Some((_, words)) => (*words).to_owned(),
                None => one_column(letter).unwrap_or(letter).to_string(),
            }
        })
        .collect()
}

/// Puts a stand-in into every cell that shows a sign.
///
/// The picture is already laid out, so that each takes one column; only the sign
/// of something cut takes the blanks behind it as well.
pub fn make_plain(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        let blank: Vec<bool> = row.iter().map(|cell| cell.symbol() == " ").collect();
        let is_free = |place: usize| blank.get(place).copied().unwrap_or(true);
        let mut dots = 0;
        for (place, cell) in row.iter_mut().enumerate() {
            let mut letters = cell.symbol().chars();
            let (Some(letter), None) = (letters.next(), letters.next()) else {
                dots = 0;
                continue;
            };
            if letter == '…' {
                cell.set_char('.');
                dots = 2;
            } else if dots > 0 && letter == ' ' && is_free(place + 1) {
                cell.set_char('.');
                dots -= 1;
            } else {
                dots = 0;
                if let Some(stand_in) = one_column(letter) {
                    cell.set_char(stand_in);
                }
            }
        }
    }
}

fn one_column(letter: char) -> Option<char> {
    Some(match letter {
        '…' => '.',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '←' | '‹' | '«' => '<',
        '→' | '›' | '»' => '>',
        '·' | '–' | '—' | '‐' | '‑' | '─' | '┄' => '-',
        '━' | '═' => '=',
        '│' | '┃' | '║' => '|',
        '╭' | '╮' | '╯' | '╰' | '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => {
            '+'
        }
        '█' | '▓' | '■' => '#',
        '•' | '●' | '○' => '*',
        '✓' | '×' | '✗' => 'x',
        '‘' | '’' | '´' => '\'',
        '“' | '”' => '"',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn signs_have_stand_ins_and_letters_stay() {
        assert_eq!(plain("Saving…"), "Saving...");
        assert_eq!(plain("Siân – ↑"), "Siân - Up");
    }

    #[test]
    fn a_picture_keeps_its_columns() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
        buffer.set_string(0, 0, "ab…│›", ratatui::style::Style::new());
        buffer.set_string(0, 1, "Ros…", ratatui::style::Style::new());
        make_plain(&mut buffer);
        let text: String = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(text, "ab.|> Ros...");
    }
}
