//! The loop: waits for a key or for the next thing that is due, then draws what changed.

use std::io;
use std::panic;
use std::sync::mpsc::Sender;

use super::app::{App, Outside};
use super::bell::Bell;
use super::ear::{self, Ear};
use super::input::Incoming;
use super::terminal::{self, OwnedTerminal};
use super::view;
use crate::clean::Cleaned;

/// Of a paste no more characters than these are cleaned, so that one of many
/// megabytes holds nothing up; of those beyond, none could be kept.
const CLEANED_OF_PASTE: usize = 100_000;

/// Once the program is to end, so many milliseconds without a further key are taken for the last
/// of them.
const NO_MORE_KEYS: u64 = 30;
/// How many more keys are taken then; fingers are slower, and a stuck key must not hold up the end.
const MOST_LAST_KEYS: usize = 5_000;

/// What the loop needs from outside.
pub struct Outlook {
    /// Cleans text that was pasted.
    pub clean: fn(&str) -> Cleaned,
    /// What wakes the loop when another thread has something to show.
    pub bell: Bell,
    /// Writes everything to the disk that still waits; called when the program
    /// is ended from outside, from another thread.
    pub flush: Box<dyn Fn() + Send>,
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Left,
    /// The terminal went away.
    TerminalLost,
}

/// Runs the program on the terminal until the person leaves.
pub fn run(app: &mut App, outlook: Outlook) -> io::Result<Ended> {
    terminal::hide_words_in_panics();
    let mut owned = OwnedTerminal::enter()?;
    let size = owned.terminal.size()?;
    app.resize(size.width, size.height);
    let (ear, teller) = ear::open()?;
    #[cfg(unix)]
    let (guard, terminal_watch) = {
        let (guard, watch) = super::guard::watch(teller.clone(), outlook.flush)?;
        (Some(guard), watch)
    };
    #[cfg(not(unix))]
    let guard = {
        drop(outlook.flush);
        None
    };
    outlook.bell.connect(teller);
    let mut door = Door {
        ear,
        clean: outlook.clean,
        guard,
    };
    let first = draw_what_changed(app, &mut owned);
    #[cfg(unix)]
    terminal_watch.begin()?;
    let ended = first.and_then(|()| go_round(app, &mut owned, &mut door));
    // A terminal that was there and takes no more pictures has gone away.
    Ok(ended.unwrap_or_else(|_| {
        door.take_last(app);
        Ended::TerminalLost
    }))
}

fn draw_what_changed(app: &mut App, owned: &mut OwnedTerminal) -> io::Result<()> {
    if app.take_changed() {
        owned.terminal.draw(|frame| view::draw(app, frame))?;
    }
    Ok(())
}

/// Where keys and everything else from outside come in.
struct Door {
    ear: Ear,
    clean: fn(&str) -> Cleaned,
    /// Whom to tell that the last keys before an end from outside were answered.
    guard: Option<Sender<()>>,
}

impl Door {
    /// Takes in what was typed before the program ends, without a picture of it.
    fn take_last(&mut self, app: &mut App) {
        for _ in 0..MOST_LAST_KEYS {
            match self.ear.wait(Some(NO_MORE_KEYS)) {
                Some(Incoming::Key(key)) => app.press(key),
                Some(Incoming::Paste(text)) => self.paste(app, &text),
                Some(
                    Incoming::Resize(..)
                    | Incoming::Nothing
                    | Incoming::Rung
                    | Incoming::Stop
                    | Incoming::Continue
                    | Incoming::Ending,
                ) => {}
                Some(Incoming::Lost | Incoming::Broken) | None => break,
            }
        }
        if let Some(guard) = &self.guard {
            // It waits for a moment only.
            let _ = guard.send(());
        }
    }

    fn paste(&self, app: &mut App, text: &str) {
        let beginning = text.chars().take(CLEANED_OF_PASTE).collect::<String>();
        let rest = text[beginning.len()..].chars().count();
        let beginning = (self.clean)(&beginning);
        let length = beginning.text.chars().count() + rest;
        app.paste_beginning(&beginning, length);
    }
}

fn go_round(app: &mut App, owned: &mut OwnedTerminal, door: &mut Door) -> io::Result<Ended> {
    loop {
        draw_what_changed(app, owned)?;
        let mut came = door.ear.wait(app.next_tick());
        // Everything that came meanwhile is answered before the next picture.
        while let Some(incoming) = came {
            if let Some(ended) = take_in(app, owned, incoming, door)? {
                return Ok(ended);
            }
            came = door.ear.meanwhile();
        }
        app.tick();
        for outside in app.take_outside() {
            match outside {
                Outside::Suspend => suspend(app, owned)?,
                Outside::Redraw => owned.set_up_again()?,
                Outside::Wipe => owned.start_afresh()?,
            }
        }
        if app.is_finished() {
            return Ok(Ended::Left);
        }
    }
}

fn take_in(
    app: &mut App,
    owned: &mut OwnedTerminal,
    incoming: Incoming,
    door: &mut Door,
) -> io::Result<Option<Ended>> {
    match incoming {
        Incoming::Key(key) => app.press(key),
        Incoming::Paste(text) => door.paste(app, &text),
        Incoming::Resize(columns, rows) => app.resize(columns, rows),
        // What there is to show is taken in with the next tick.
        Incoming::Rung | Incoming::Nothing => {}
        Incoming::Stop => suspend(app, owned)?,
        Incoming::Continue => {
            owned.enter_again()?;
            app.hide();
        }
        Incoming::Ending => door.take_last(app),
        Incoming::Lost => return Ok(Some(Ended::TerminalLost)),
        // The fault was told where it happened; the program ends as after any other.
        Incoming::Broken => panic::resume_unwind(Box::new("the reader of keys")),
    }
    Ok(None)
}

/// Gives the terminal back and stops; everything is hidden when the program goes on.
#[cfg(unix)]
fn suspend(app: &mut App, owned: &mut OwnedTerminal) -> io::Result<()> {
    app.hide();
    terminal::leave();
    app.keep_before_stopping();
    super::guard::stop_now()?;
    owned.enter_again()?;
    let size = owned.terminal.size()?;
    app.resize(size.width, size.height);
    Ok(())
}

/// Elsewhere a program cannot be stopped for a while; it only hides.
#[cfg(not(unix))]
fn suspend(app: &mut App, _owned: &mut OwnedTerminal) -> io::Result<()> {
    app.hide();
    Ok(())
}
