//! The loop: waits for a key or for the next thing that is due, then draws what changed.

use std::io;
use std::panic;

use super::app::{App, Outside};
use super::bell::Bell;
use super::ear::{self, Ear};
use super::input::Incoming;
use super::terminal::{self, OwnedTerminal};
use super::view;

/// Of a paste no more characters than these are cleaned, so that one of many
/// megabytes holds nothing up; of those beyond, none could be kept.
const CLEANED_OF_PASTE: usize = 100_000;

/// What the loop needs from outside.
pub struct Outlook {
    /// Cleans text that was pasted.
    pub clean: fn(&str) -> String,
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
    let (mut ear, teller) = ear::open()?;
    #[cfg(unix)]
    super::guard::watch(teller.clone(), outlook.flush)?;
    #[cfg(not(unix))]
    drop(outlook.flush);
    outlook.bell.connect(teller);
    // A terminal that was there and takes no more pictures has gone away.
    Ok(go_round(app, &mut owned, &mut ear, outlook.clean).unwrap_or(Ended::TerminalLost))
}

fn go_round(
    app: &mut App,
    owned: &mut OwnedTerminal,
    ear: &mut Ear,
    clean: fn(&str) -> String,
) -> io::Result<Ended> {
    loop {
        if app.take_changed() {
            owned.terminal.draw(|frame| view::draw(app, frame))?;
        }
        let mut came = ear.wait(app.next_tick());
        // Everything that came meanwhile is answered before the next picture.
        while let Some(incoming) = came {
            if let Some(ended) = take_in(app, owned, incoming, clean)? {
                return Ok(ended);
            }
            came = ear.meanwhile();
        }
        app.tick();
        for outside in app.take_outside() {
            match outside {
                Outside::Suspend => suspend(app, owned)?,
                Outside::Redraw => owned.start_afresh()?,
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
    clean: fn(&str) -> String,
) -> io::Result<Option<Ended>> {
    match incoming {
        Incoming::Key(key) => app.press(key),
        Incoming::Paste(text) => {
            let beginning = text.chars().take(CLEANED_OF_PASTE).collect::<String>();
            let rest = text[beginning.len()..].chars().count();
            let beginning = clean(&beginning);
            let length = beginning.chars().count() + rest;
            app.paste_beginning(&beginning, length);
        }
        Incoming::Resize(columns, rows) => app.resize(columns, rows),
        // What there is to show is taken in with the next tick.
        Incoming::Rung => {}
        Incoming::Stop => {
            app.hide();
            suspend(app, owned)?;
        }
        Incoming::Continue => {
            owned.enter_again()?;
            app.hide();
        }
        Incoming::Lost => return Ok(Some(Ended::TerminalLost)),
        // The fault was told where it happened; the program ends as after any other.
        Incoming::Broken => panic::resume_unwind(Box::new("the reader of keys")),
    }
    Ok(None)
}

/// Gives the terminal back and stops; everything is hidden when the program goes on.
#[cfg(unix)]
fn suspend(app: &mut App, owned: &mut OwnedTerminal) -> io::Result<()> {
    terminal::leave();
    super::guard::stop_now()?;
    owned.enter_again()?;
    let size = owned.terminal.size()?;
    app.resize(size.width, size.height);
    app.hide();
    Ok(())
}

/// Elsewhere a program cannot be stopped for a while; it only hides.
#[cfg(not(unix))]
fn suspend(app: &mut App, _owned: &mut OwnedTerminal) -> io::Result<()> {
    app.hide();
    Ok(())
}
