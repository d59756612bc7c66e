//! The only reader of keys.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::key::{Code, Key};
use crate::clean::may_be_typed;

/// A terminal sends what it says of itself in one go; fingers pause longer than this.
const FINGERS_PAUSE: Duration = Duration::from_millis(40);

/// Something that came from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; not cleaned yet.
    Paste(String),
    /// The terminal may have another size now; it may also be the one that is known.
    Resize(u16, u16),
    /// The terminal said something that means nothing here; more may follow at once.
    Nothing,
    /// The program is to stop for a while.
    Stop,
    /// The program goes on after it was stopped.
    Continue,
    /// Another thread has done something that the screen may show.
    Rung,
    /// The program is about to be ended from outside: what came before is taken in at once.
    Ending,
    /// The terminal can no longer be read.
    Lost,
    /// The reader of keys stopped because of a fault in it, which was told.
    Broken,
}

/// Reads the terminal, in whichever thread may wait for it.
#[derive(Debug)]
pub struct Keys {
    /// What came in the middle of something that the terminal said of itself.
    aside: VecDeque<Incoming>,
}

impl Keys {
    /// From here on it hears the terminal, and the signal that tells of a new size.
    pub fn listen() -> io::Result<Self> {
        // Looking at nothing sets the reader up.
        event::poll(Duration::ZERO)?;
        let aside = VecDeque::new();
        Ok(Self { aside })
    }

    /// What comes next, waiting for it no longer than this, or for ever; none where nothing came.
    ///
    /// No time at all lets it look at nothing: the least is a microsecond.
    pub fn next(&mut self, patience: Option<Duration>) -> io::Result<Option<Incoming>> {
        if let Some(incoming) = self.aside.pop_front() {
            return Ok(Some(incoming));
        }
        if let Some(patience) = patience
            && !event::poll(patience)?
        {
            return Ok(None);
        }
        let event = event::read()?;
        if may_begin_reply(&event) && self.skips_rest_of_reply()? {
            return Ok(self.aside.pop_front().or(Some(Incoming::Nothing)));
        }
        Ok(translated(event).or(Some(Incoming::Nothing)))
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what is no key is passed on"
    )]
    /// Lets go what follows at once until the reply ends or pauses; sizes and pastes are kept.
    /// False where nothing followed, so that it was no reply.
    fn skips_rest_of_reply(&mut self) -> io::Result<bool> {
        let mut is_reply = false;
        while event::poll(FINGERS_PAUSE)? {
            match event::read()? {
                Event::Key(key) => {
                    is_reply = true;
                    if ends_reply(&key) {
                        break;
                    }
                }
                other => self.aside.extend(translated(other)),
            }
        }
        Ok(is_reply)
    }
}

/// A string that a terminal sends unasked or late (its name, a colour, a clipboard)
/// reads as Alt with one of these, and then as letters. They must never be words of a note.
fn may_begin_reply(event: &Event) -> bool {
    let Event::Key(key) = event else { return false };
    key.modifiers.contains(KeyModifiers::ALT)
        && matches!(key.code, KeyCode::Char(']' | 'P' | 'X' | '^' | '_'))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only two of all keys end one"
)]
/// Whether a string of the terminal ends here: with BEL, or with ESC and a backslash.
fn ends_reply(key: &KeyEvent) -> bool {
    match key.code {
        KeyCode::Char('g') => key.modifiers.contains(KeyModifiers::CONTROL),
        KeyCode::Char('\\') => key.modifiers.contains(KeyModifiers::ALT),
        _ => false,
    }
}

fn translated(event: Event) -> Option<Incoming> {
    match event {
        Event::Key(event) => key_of(event).map(Incoming::Key),
        Event::Paste(text) => Some(Incoming::Paste(text)),
        Event::Resize(columns, rows) => Some(Incoming::Resize(columns, rows)),
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
    }
}

/// A terminal that tells presses from repeats and releases is believed: both are dropped,
/// but for keys that move or type, which the terminal repeats for a reason.
fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let (code, control) = match event.code {
        // Ctrl-H is what some terminals send for Backspace.
        KeyCode::Char('h') if control => (Code::Backspace, false),
        KeyCode::Char(letter) if !may_be_typed(letter) => return None,
        KeyCode::Char(letter) => (Code::Char(letter), control),
        KeyCode::Enter => (Code::Enter, control),
        KeyCode::Esc => (Code::Escape, control),
        KeyCode::Tab if shift => (Code::BackTab, control),
        KeyCode::Tab => (Code::Tab, control),
        KeyCode::BackTab => (Code::BackTab, control),
        KeyCode::Backspace => (Code::Backspace, control),
        KeyCode::Delete => (Code::Delete, control),
        KeyCode::Up => (Code::Up, control),
        KeyCode::Down => (Code::Down, control),
        KeyCode::Left => (Code::Left, control),
        KeyCode::Right => (Code::Right, control),
        KeyCode::PageUp => (Code::PageUp, control),
        KeyCode::PageDown => (Code::PageDown, control),
        KeyCode::Home => (Code::Home, control),
        KeyCode::End => (Code::End, control),
        KeyCode::F(12) => (Code::F12, control),
        KeyCode::F(_)
        | KeyCode::Insert
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    Some(Key { code, control, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_key_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('k'), KeyModifiers::NONE);
        assert_eq!(key_of(event), Some(Key::char('k')));
        event.kind = KeyEventKind::Release;
        assert_eq!(key_of(event), None);
    }

    #[test]
    fn what_hides_is_no_key() {
        for letter in ['\u{9b}', '\u{202e}', '\u{feff}'] {
            let event = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            assert_eq!(key_of(event), None);
        }
    }

    #[test]
    fn a_string_of_the_terminal_is_known_by_its_begin_and_end() {
        let alt = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT);
        assert!(may_begin_reply(&Event::Key(alt(']'))));
        assert!(!may_begin_reply(&Event::Key(alt('a'))));
        assert!(ends_reply(&alt('\\')));
        let bell = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL);
        assert!(ends_reply(&bell) && !ends_reply(&alt('g')));
    }

    #[test]
    fn mouse_and_focus_are_let_go() {
        assert_eq!(translated(Event::FocusGained), None);
    }
}
