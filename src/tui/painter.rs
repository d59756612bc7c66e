//! Sends pictures to the terminal in as few bytes as it can, each in one piece.
//!
//! Over a slow line every byte is waited for. So it remembers where the terminal writes
//! next, in which look, and whether its cursor shows, and sends only what is different.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Stdout, Write};

use crossterm::cursor::{Hide, MoveRight, MoveTo, Show};
use crossterm::queue;
use crossterm::style::Colored;
use crossterm::terminal::{self, Clear};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm as _, WindowSize};
use ratatui::buffer::{Cell, CellWidth as _};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// Most pictures fit into so many bytes.
const ONE_PICTURE: usize = 16 << 10;

/// Draws cells on a terminal.
pub struct Painter<W: Write> {
    out: BufWriter<W>,
    /// Where the next sign goes, as far as that is known.
    at: Option<Position>,
    /// How the next sign looks, as far as that is known.
    look: Option<Look>,
    /// Whether the cursor shows, as far as that is known.
    cursor: Option<bool>,
    /// Codes of the look that is being put together; kept for its room.
    codes: String,
}

/// How a cell looks, its sign left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    signs: Color,
    ground: Color,
    weight: Modifier,
}

impl<W: Write> Painter<W> {
    /// A painter that knows nothing of the terminal yet.
    pub fn new(out: W) -> Self {
        Self {
            out: BufWriter::with_capacity(ONE_PICTURE, out),
            at: None,
            look: None,
            cursor: None,
            codes: String::new(),
        }
    }

    fn go_to(&mut self, there: Position) -> io::Result<()> {
        match self.at {
            Some(here) if here == there => Ok(()),
            Some(here) if here.y == there.y && here.x < there.x => {
                queue!(self.out, MoveRight(there.x - here.x))
            }
            _ => queue!(self.out, MoveTo(there.x, there.y)),
        }
    }

    fn take_look(&mut self, look: Look) -> io::Result<()> {
        if self.look == Some(look) {
            return Ok(());
        }
        let mut codes = std::mem::take(&mut self.codes);
        codes.clear();
        let before = match self.look {
            Some(before) if look.weight.contains(before.weight) => before,
            // Weights cannot be taken off one by one everywhere.
            _ => {
                codes.push_str("0;");
                Look::plain()
            }
        };
        for (weight, code) in WEIGHTS {
            if (look.weight - before.weight).contains(*weight) {
                codes.push_str(code);
                codes.push(';');
            }
        }
        if look.signs != before.signs {
            add_colour(
                &mut codes,
                Colored::ForegroundColor(look.signs.into_crossterm()),
            );
        }
        if look.ground != before.ground {
            add_colour(
                &mut codes,
                Colored::BackgroundColor(look.ground.into_crossterm()),
            );
        }
        self.look = Some(look);
        let sent = match codes.strip_suffix(';') {
            Some(codes) => write!(self.out, "\x1b[{codes}m"),
            None => Ok(()),
        };
        self.codes = codes;
        sent
    }

    /// Says what the cursor is to do, unless it does so already.
    fn show(&mut self, shows: bool) -> io::Result<()> {
        if self.cursor.replace(shows) == Some(shows) {
            return Ok(());
        }
        if shows {
            queue!(self.out, Show)
        } else {
            queue!(self.out, Hide)
        }
    }
}

impl Painter<Stdout> {
    /// Lets go of the room in which pictures were put together.
    pub fn forget(&mut self) {
        self.out = BufWriter::with_capacity(0, io::stdout());
    }
}

impl Look {
    /// How a terminal looks after a reset.
    fn plain() -> Self {
        Self::of(&Cell::EMPTY)
    }

    fn of(cell: &Cell) -> Self {
        Self {
            signs: cell.fg,
            ground: cell.bg,
            weight: cell.modifier,
        }
    }
}

/// Adds the code of a colour; where colours are not wanted, it has none.
fn add_colour(codes: &mut String, colour: Colored) {
    let before = codes.len();
    // Writing to a string cannot fail.
    let _ = write!(codes, "{colour}");
    if codes.len() > before {
        codes.push(';');
    }
}

const WEIGHTS: &[(Modifier, &str)] = &[
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::SLOW_BLINK, "5"),
    (Modifier::RAPID_BLINK, "6"),
    (Modifier::REVERSED, "7"),
    (Modifier::HIDDEN, "8"),
    (Modifier::CROSSED_OUT, "9"),
];

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.go_to(Position { x, y })?;
            self.take_look(Look::of(cell))?;
            let symbol = cell.symbol();
            self.out.write_all(symbol.as_bytes())?;
            // Terminals do not agree on how wide a sign of several parts is.
            let narrow =
                symbol.len() == 1 || (symbol.chars().count() == 1 && cell.cell_width() == 1);
            self.at = narrow.then_some(Position { x: x + 1, y });
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would wait for its answer; nothing here needs it.
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        self.go_to(position)?;
        self.at = Some(position);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        use crossterm::terminal::ClearType as Part;
        // What is cleared takes the look that is in force.
        self.take_look(Look::plain())?;
        queue!(
            self.out,
            Clear(match part {
                ClearType::All => Part::All,
                ClearType::AfterCursor => Part::FromCursorDown,
                ClearType::BeforeCursor => Part::FromCursorUp,
                ClearType::CurrentLine => Part::CurrentLine,
                ClearType::UntilNewLine => Part::UntilNewLine,
            })
        )
    }

    fn size(&self) -> io::Result<Size> {
        // Every picture asks for it; what is asked below opens the terminal anew each time.
        #[cfg(unix)]
        if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
            && size.ws_col > 0
            && size.ws_row > 0
        {
            return Ok(Size::new(size.ws_col, size.ws_row));
        }
        let (width, height) = terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        CrosstermBackend::new(io::sink()).window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Style, Stylize};
    use ratatui::text::Line;
    use ratatui::widgets::Widget;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 20, 3);

    /// What a terminal shows after these pictures, and the bytes of the last one.
    fn shown(pictures: &[&[Line<'static>]]) -> (vt100::Parser, Vec<u8>) {
        let viewport = Viewport::Fixed(AREA);
        let options = TerminalOptions { viewport };
        let mut terminal = Terminal::with_options(Painter::new(Vec::new()), options).unwrap();
        let mut sent = 0;
        for lines in pictures {
            sent = terminal.backend().out.get_ref().len();
            terminal
                .draw(|frame| {
                    for (line, row) in lines.iter().zip(frame.area().rows()) {
                        frame.render_widget(line, row);
                    }
                })
                .unwrap();
        }
        let bytes = terminal.backend().out.get_ref().clone();
        let mut screen =
            vt100::Parser::new(3_u16.try_into().unwrap(), 20_u16.try_into().unwrap(), 0);
        screen.process(&bytes);
        (screen, bytes[sent..].to_vec())
    }

    #[test]
    fn every_sign_stands_where_it_belongs_and_looks_as_it_should() {
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
}
