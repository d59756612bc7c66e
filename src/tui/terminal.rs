//! The only owner of the terminal.

use std::io::{self, IsTerminal as _, Stdout, Write as _};
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::buffer::Buffer;

use super::painter::Painter;
use crate::store::Passphrase;

/// A sign that only says that signs look plain.
const RESET: &str = "\x1b[m";
/// So many bytes are gathered before the system is given them.
const ROOM_OF_STDOUT: usize = 1023;
/// Name of the thread that saves.
const WRITER: &str = "writer";
/// Name of the thread that looks for cases.
pub const SEARCH: &str = "search";

/// Name of the thread that writes papers.
pub const PAPERS: &str = "papers";

/// Whether the terminal is ours now; leaving twice must do nothing.
static OURS: AtomicBool = AtomicBool::new(false);

/// A terminal that is ours until this is dropped.
pub struct OwnedTerminal {
    /// What pictures are drawn on.
    ///
    /// It is never dropped: its own drop prints to a terminal that may be gone, and
    /// printing there would panic. [`leave`] gives back everything that it would.
    pub terminal: ManuallyDrop<Terminal<Painter<Stdout>>>,
}

impl OwnedTerminal {
    /// Takes the terminal: another screen, keys as they come, pastes in brackets.
    pub fn enter() -> io::Result<Self> {
        take()?;
        let terminal = Terminal::new(Painter::new(io::stdout())).inspect_err(|_| leave())?;
        let terminal = ManuallyDrop::new(terminal);
        Ok(Self { terminal })
    }

    /// Takes the terminal again after it was given back.
    pub fn enter_again(&mut self) -> io::Result<()> {
        take()?;
        self.start_afresh()
    }

    /// Lets pastes come in brackets again, which another program may have changed, and the next
    /// picture draw every cell. The other screen is not asked for twice: some terminals would lose
    /// the first one's place for it.
    pub fn set_up_again(&mut self) -> io::Result<()> {
        execute!(io::stdout(), EnableBracketedPaste)?;
        self.start_afresh()
    }

    /// Lets the next picture draw every cell.
    ///
    /// The terminal is made anew rather than told to clear itself, for that asks
    /// where the cursor is, and not everything that calls itself a terminal answers.
    pub fn start_afresh(&mut self) -> io::Result<()> {
        let mut out = io::stdout();
        // The end of the last picture stands where the next one begins; this changes nothing else.
        out.write_all(RESET.repeat(ROOM_OF_STDOUT / RESET.len()).as_bytes())?;
        execute!(out, ResetColor, Clear(ClearType::All))?;
        // The one that was there is never dropped, and words would stay in its pictures.
        for _ in 0..2 {
            *self.terminal.current_buffer_mut() = Buffer::default();
            self.terminal.swap_buffers();
        }
        self.terminal.backend_mut().forget();
        self.terminal = ManuallyDrop::new(Terminal::new(Painter::new(io::stdout()))?);
        Ok(())
    }
}

impl Drop for OwnedTerminal {
    fn drop(&mut self) {
        leave();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    #[cfg(unix)]
    wait_for_nothing().inspect_err(|_| leave())?;
    // A program that was killed leaves its last picture here, with words on it.
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableBracketedPaste,
        Hide
    )
    .inspect_err(|_| leave())
}

/// Lets whoever reads the terminal take what is there: a key of which only a part came must
/// not hold up clock and pictures. Raw mode lets reading wait for more; leaving it ends this too.
#[cfg(unix)]
fn wait_for_nothing() -> io::Result<()> {
    use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

    let keys = io::stdin();
    let mut settings = tcgetattr(&keys)?;
    settings.special_codes[SpecialCodeIndex::VMIN] = 0;
    settings.special_codes[SpecialCodeIndex::VTIME] = 0;
    Ok(tcsetattr(&keys, OptionalActions::Now, &settings)?)
}

/// How many lines the terminal has; nothing where the output is no terminal.
pub fn rows() -> Option<u16> {
    let drawn = io::stdout().is_terminal();
    drawn
        .then(crossterm::terminal::size)?
        .ok()
        .map(|(_, rows)| rows)
}

/// Asks for a passphrase in a line of the terminal, without showing it; nothing where it was
/// broken off. For commands alone: the screen has a field of its own.
pub fn ask_secret(prompt: &str) -> io::Result<Option<Passphrase>> {
    let mut told = io::stderr();
    write!(told, "{prompt}")?;
    told.flush()?;
    enable_raw_mode()?;
    let typed = read_secret();
    let _ = disable_raw_mode();
    // Where even this cannot be written, what was typed still counts.
    let _ = writeln!(told);
    typed
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the keys are not ours, and all others mean nothing here"
)]
fn read_secret() -> io::Result<Option<Passphrase>> {
    let mut typed = Passphrase::default();
    let mut fits = true;
    loop {
        let Event::Key(key) = event::read()? else {
            continue;
        };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            // What is cut would be another passphrase.
            KeyCode::Enter if !fits => return Err(io::ErrorKind::FileTooLarge.into()),
            KeyCode::Enter => return Ok(Some(typed)),
            KeyCode::Char('c' | 'd') if control => return Ok(None),
            KeyCode::Char('u') if control => (typed, fits) = (Passphrase::default(), true),
            KeyCode::Esc => return Ok(None),
            KeyCode::Backspace => typed.pop(),
            KeyCode::Char(letter) if !control => {
                fits &= typed.push(letter);
            }
            _ => {}
        }
    }
}

/// Gives the terminal back as it was; may be called from anywhere, and twice.
///
/// Nothing can be done about an error here, and the program is ending or
/// stopping: so errors are let go.
pub fn leave() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = queue!(
        out,
        ResetColor,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Makes a panic give the terminal back and say only where it happened.
///
/// The message of a panic can hold words that somebody said in the room, so it
/// is never printed.
pub fn hide_words_in_panics() {
    panic::set_hook(Box::new(|info| {
        // These are caught, and the screen says what became of them.
        if matches!(thread::current().name(), Some(WRITER | SEARCH | PAPERS)) {
            return;
        }
        leave();
        let place = info.location().map_or_else(
            || "an unknown place".to_owned(),
            |place| format!("{}:{}", place.file(), place.line()),
        );
        let _ = writeln!(
            io::stderr(),
            "Talking Piece stopped because of a fault in itself at {place}. \
             What was shown as saved is saved; open the case again to go on."
        );
    }));
}
