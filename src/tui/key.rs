//! Keys as the program knows them, whatever the terminal calls them.

use std::fmt;
use std::str::FromStr;

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub control: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// Which key it is; Shift shows in the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A letter, digit or sign, as typed.
    Char(char),
    /// Enter.
    Enter,
    /// Esc.
    Escape,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// The last of the function keys, which hides the screen in many programs.
    F12,
}

/// Names of the keys: as written in tables and settings, and as shown.
const NAMES: [(Code, &str, &str); 16] = [
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Escape, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::BackTab, "backtab", "Shift-Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "delete", "Delete"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::PageUp, "pgup", "PgUp"),
    (Code::PageDown, "pgdn", "PgDn"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::F12, "f12", "F12"),
];

impl Key {
    /// A key without Ctrl or Alt.
    pub fn plain(code: Code) -> Self {
        Self {
            code,
            control: false,
            alt: false,
        }
    }

    /// A letter, digit or sign without Ctrl or Alt.
    pub fn char(letter: char) -> Self {
        Self::plain(Code::Char(letter))
    }

    /// The same key with its letter small, so that caps lock changes no command.
    pub fn folded(self) -> Self {
        let Code::Char(letter) = self.code else {
            return self;
        };
        let small = letter.to_lowercase().next().unwrap_or(letter);
        Self {
            code: Code::Char(small),
            ..self
        }
    }

    /// The character it types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        let Code::Char(letter) = self.code else {
            return None;
        };
        (!self.control && !self.alt).then_some(letter)
    }

    /// Whether it is Enter in any combination.
    pub fn is_enter(self) -> bool {
        self.code == Code::Enter
    }
}

/// Writes a key as shown on screen: `Space`, `Ctrl-R`, `k`.
impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.control {
            formatter.write_str("Ctrl-")?;
        }
        if self.alt {
            formatter.write_str("Alt-")?;
        }
        if let Some((_, _, shown)) = NAMES.iter().find(|(code, ..)| *code == self.code) {
            return formatter.write_str(shown);
        }
        let Code::Char(letter) = self.code else {
            return Ok(());
        };
        if self.control {
            write!(formatter, "{}", letter.to_uppercase())
        } else {
            write!(formatter, "{letter}")
        }
    }
}

/// Reads a key as written in tables and settings: `space`, `ctrl-r`, `k`.
impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut key = Self::char(' ');
        let mut rest = text;
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-") {
                key.control = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("alt-") {
                key.alt = true;
                rest = after;
            } else {
                break;
            }
        }
        let mut letters = rest.chars();
        key.code = match (letters.next(), letters.next()) {
            (Some(letter), None) => Code::Char(letter),
            _ => NAMES
                .iter()
                .find(|(_, name, _)| *name == rest)
                .map(|(code, ..)| *code)
                .ok_or_else(|| format!("\"{text}\" is not the name of a key"))?,
        };
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_be_read_and_shown() {
        for (code, name, shown) in NAMES {
            let key: Key = name.parse().unwrap();
            assert_eq!(key, Key::plain(code));
            assert_eq!(key.to_string(), shown);
        }
        let redo: Key = "ctrl-r".parse().unwrap();
        assert_eq!(redo.to_string(), "Ctrl-R");
        assert!("nokey".parse::<Key>().is_err());
    }

    #[test]
    fn a_capital_letter_is_the_same_command() {
        assert_eq!(Key::char('K').folded(), Key::char('k'));
    }
}
