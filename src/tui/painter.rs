//! Sends pictures to the terminal in as few bytes as it can, each in one piece.
//!
//! Over a slow line every byte is waited for. So it remembers where the terminal writes
//! next, in which look, and whether its cursor shows, and sends only what is different. Only
//! of a row with letters on whose width terminals do not agree it sends more.

mod row;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::io::{self, BufWriter, Stdout, Write};

use crossterm::cursor::{Hide, MoveRight, MoveTo, Show};
use crossterm::queue;
use crossterm::style::Colored;
use crossterm::terminal::{self, Clear, DisableLineWrap, EnableLineWrap};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm as _, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use row::{Row, is_sure};

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
    /// What each row was told to show.
    rows: Vec<Row>,
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
            rows: Vec::new(),
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

    /// Notes what a cell is to show; says whether its row has to be sent as a whole for it.
    fn note(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let row = usize::from(y);
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Row::default);
        }
        self.rows[row].take(x, cell)
    }

    fn send(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<()> {
        self.go_to(Position { x, y })?;
        self.take_look(Look::of(cell))?;
        self.out.write_all(cell.symbol().as_bytes())?;
        self.at = is_sure(cell).then_some(Position { x: x + 1, y });
        Ok(())
    }

    /// Sends a row from its first letter on whose width terminals do not agree, with all that stood
    /// there taken away first.
    fn send_row(&mut self, y: u16) -> io::Result<()> {
        let Some(row) = self.rows.get_mut(usize::from(y)) else {
            return Ok(());
        };
        let Some(from) = row.unsure_from() else {
            return Ok(());
        };
        let mut row = std::mem::take(row);
        // What the terminal thinks wider than it is must not go on in the next row.
        queue!(self.out, DisableLineWrap)?;
        self.go_to(Position { x: from, y })?;
        self.at = Some(Position { x: from, y });
        self.wipe(ClearType::UntilNewLine)?;
        for (x, cell) in row.from(from) {
            if *cell != Cell::EMPTY {
                self.send(x, y, cell)?;
            }
        }
        queue!(self.out, EnableLineWrap)?;
        row.was_sent();
        self.rows[usize::from(y)] = row;
        Ok(())
    }

    fn wipe(&mut self, part: ClearType) -> io::Result<()> {
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
        self.rows = Vec::new();
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
        let mut as_a_whole = None;
        for (x, y, cell) in content {
            if as_a_whole.is_some_and(|row| row != y)
                && let Some(row) = as_a_whole.take()
            {
                self.send_row(row)?;
            }
            if self.note(x, y, cell) {
                as_a_whole = Some(y);
            } else {
                self.send(x, y, cell)?;
            }
        }
        as_a_whole.map_or(Ok(()), |row| self.send_row(row))
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
        // Whoever clears sends everything anew that is to stand there.
        self.rows.clear();
        self.wipe(part)
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
