//! What terminals show, and in how many bytes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Style, Stylize};
use ratatui::text::Line;
use ratatui::widgets::Widget;
use ratatui::{Terminal, TerminalOptions, Viewport};
use unicode_normalization::char::is_combining_mark;

use super::*;

const AREA: Rect = Rect::new(0, 0, 20, 3);

/// What is sent for each of these pictures.
fn sent(pictures: &[&[Line<'static>]]) -> Vec<Vec<u8>> {
    let viewport = Viewport::Fixed(AREA);
    let options = TerminalOptions { viewport };
    let mut terminal = Terminal::with_options(Painter::new(Vec::new()), options).unwrap();
    let mut draw = |lines: &&[Line<'static>]| {
        let before = terminal.backend().out.get_ref().len();
        terminal
            .draw(|frame| {
                for (line, row) in lines.iter().zip(frame.area().rows()) {
                    frame.render_widget(line, row);
                }
            })
            .unwrap();
        terminal.backend().out.get_ref()[before..].to_vec()
    };
    pictures.iter().map(&mut draw).collect()
}

/// What a terminal shows after these pictures, and the bytes of the last one.
fn shown(pictures: &[&[Line<'static>]]) -> (vt100::Parser, Vec<u8>) {
    let mut bytes = sent(pictures);
    let mut screen = vt100::Parser::new(3_u16.try_into().unwrap(), 20_u16.try_into().unwrap(), 0);
    screen.process(&bytes.concat());
    (screen, bytes.pop().unwrap_or_default())
}

#[test]
fn d15_every_sign_stands_where_it_belongs_and_looks_as_it_should() {
    let first = [
        Line::from(vec!["Rose ".bold(), "and her aunt".into()]),
        Line::from("next".red()),
    ];
    let second = [
        Line::from(vec!["Tom ".into(), "日 x".reversed(), " e\u{301}b".into()]),
        Line::from(vec!["ne".blue().on_white(), "w".bold()]),
        Line::from("last column reached!"),
    ];
    let (screen, _) = shown(&[&first, &second]);
    let mut wanted = Buffer::empty(AREA);
    for (line, row) in second.iter().zip(AREA.rows()) {
        line.render(row, &mut wanted);
    }
    for position in AREA.positions() {
        let cell = &wanted[position];
        let seen = screen.screen().cell(position.y, position.x).unwrap();
        let sign = if seen.has_contents() {
            seen.contents()
        } else {
            " "
        };
        if !seen.is_wide_continuation() {
            assert_eq!(sign, cell.symbol(), "{position:?}");
        }
        let bold = cell.modifier.contains(Modifier::BOLD);
        assert_eq!(seen.bold(), bold, "{position:?}");
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        assert_eq!(seen.inverse(), reversed, "{position:?}");
        let on = Style::new().blue().on_white();
        let number = |wanted: Option<_>, number: u8| match wanted {
            Some(colour) if [on.fg, on.bg].contains(&Some(colour)) => vt100::Color::Idx(number),
            _ => vt100::Color::Default,
        };
        assert_eq!(seen.fgcolor(), number(Some(cell.fg), 4), "{position:?}");
        assert_eq!(seen.bgcolor(), number(Some(cell.bg), 15), "{position:?}");
    }
}

#[test]
fn a_picture_that_did_not_change_sends_nothing() {
    let lines = [Line::from("Rose".bold())];
    let (_, bytes) = shown(&[&lines, &lines]);
    assert_eq!(bytes, b"");
}

#[test]
fn a_letter_that_is_added_costs_a_letter() {
    let (_, bytes) = shown(&[&[Line::from("Ros")], &[Line::from("Rose")]]);
    assert_eq!(bytes, b"e");
}

/// A terminal that writes each sign by itself: accents onto the letter before, and vowel signs,
/// as it is made, there as well or into a column of their own.
struct Stubborn {
    vowels_have_columns: bool,
    cells: Vec<Vec<String>>,
    at: (usize, usize),
    wraps: bool,
}

impl Stubborn {
    fn new(vowels_have_columns: bool) -> Self {
        let row = vec![String::new(); usize::from(AREA.width)];
        Self {
            vowels_have_columns,
            cells: vec![row; usize::from(AREA.height)],
            at: (0, 0),
            wraps: true,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let mut rest = text.as_str();
        while let Some(letter) = rest.chars().next() {
            rest = &rest[letter.len_utf8()..];
            if letter != '\u{1b}' {
                self.write(letter);
                continue;
            }
            let end = rest.find(|sign: char| sign.is_ascii_alphabetic()).unwrap();
            self.control(&rest[1..=end]);
            rest = &rest[end + 1..];
        }
    }

    fn control(&mut self, code: &str) {
        let (numbers, kind) = code.split_at(code.len() - 1);
        let number = |part: Option<&str>| part.and_then(|part| part.parse().ok()).unwrap_or(1);
        let mut numbers_of = numbers.split(';');
        match kind {
            "H" => self.at = (number(numbers_of.next()) - 1, number(numbers_of.next()) - 1),
            "C" => self.at.1 += number(numbers_of.next()),
            "K" => self.cells[self.at.0][self.at.1..].fill(String::new()),
            "m" => {}
            "h" | "l" if numbers == "?7" => self.wraps = kind == "h",
            "h" | "l" if numbers == "?25" => {}
            _ => panic!("an unknown code: {code}"),
        }
    }

    fn write(&mut self, letter: char) {
        let is_vowel = ('\u{A3E}'..='\u{A40}').contains(&letter)
            || ('\u{ABE}'..='\u{AC0}').contains(&letter)
            || ['\u{AC9}', '\u{ACB}', '\u{ACC}'].contains(&letter);
        let is_put_on = is_combining_mark(letter) && !(is_vowel && self.vowels_have_columns);
        let last = usize::from(AREA.width) - 1;
        if is_put_on {
            let before = self.at.1.min(last + 1).saturating_sub(1);
            self.cells[self.at.0][before].push(letter);
            return;
        }
        if self.at.1 > last {
            let next = if self.wraps {
                (self.at.0 + 1, 0)
            } else {
                (self.at.0, last)
            };
            self.at = next;
        }
        self.cells[self.at.0][self.at.1] = letter.to_string();
        self.at.1 += 1;
    }

    fn rows(&self) -> Vec<String> {
        let row = |cells: &Vec<String>| {
            let signs = cells
                .iter()
                .map(|cell| if cell.is_empty() { " " } else { cell });
            signs.collect::<String>().trim_end().to_owned()
        };
        self.cells.iter().map(row).collect()
    }
}

#[test]
fn nothing_of_a_picture_outlasts_it_wherever_terminals_disagree_about_widths() {
    let names = ["ગીતા પટેલ", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "ગીતા ગીતા ગીતા ગીતા"];
    let names = names.map(Line::from);
    let marks = [
        "Robin",
        "\u{AC0}\u{A40} e\u{301}x",
        "👩\u{200D}👩 ❤\u{FE0F} ⚖ x",
    ];
    let marks = marks.map(Line::from);
    let others: [&[&'static str]; 4] = [
        &[],
        &["Robin"],
        &["Robin pays", "x", "last column reached!"],
        &["  Robin", "", "                   x"],
    ];
    for vowels_have_columns in [true, false] {
        for before in [&names, &marks] {
            for other in others {
                let after: Vec<Line<'static>> = other.iter().copied().map(Line::from).collect();
                let bytes = sent(&[before, &after, before, before, &after]);
                let mut terminal = Stubborn::new(vowels_have_columns);
                terminal.take(&bytes.concat());
                let mut wanted = other.to_vec();
                wanted.resize(3, "");
                assert_eq!(terminal.rows(), wanted, "{before:?}");
                // A row that is sure again costs no more than it did before.
                assert_eq!(bytes[3], b"");
            }
        }
    }
}

#[test]
fn a_letter_beside_a_name_in_another_script_leaves_nothing_of_it_either() {
    let mut terminal = Stubborn::new(true);
    let pictures = [
        "ગીતા said: no",
        "ગીતા said: now",
        "ગ said: now",
        "said: now",
    ];
    let pictures = pictures.map(|text| [Line::from(text)]);
    let pictures: Vec<&[Line<'static>]> = pictures.iter().map(|picture| &picture[..]).collect();
    for bytes in sent(&pictures) {
        terminal.take(&bytes);
    }
    assert_eq!(terminal.rows()[0], "said: now");
}

#[test]
fn a_letter_before_a_name_in_another_script_costs_a_letter() {
    let bytes = sent(&[&[Line::from("    ગીતા")], &[Line::from("a   ગીતા")]]);
    assert!(bytes[1].len() < 10, "{:?}", bytes[1]);
    let bytes = sent(&[
        &[Line::from("Siân – نادیہ خان")],
        &[Line::from("Siân – نادیہ خاں")],
    ]);
    assert!(bytes[1].len() < 10, "{:?}", bytes[1]);
}
