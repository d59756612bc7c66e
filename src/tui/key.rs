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

    /// The key as it is written in settings: `space`, `ctrl-r`, `k`.
    pub fn written(self) -> String {
        let mut text = String::new();
        if self.control {
            text.push_str("ctrl-");
        }
        if self.alt {
            text.push_str("alt-");
        }
        match (
            NAMES.iter().find(|(code, ..)| *code == self.code),
            self.code,
        ) {
            (Some((_, name, _)), _) => text.push_str(name),
            (None, Code::Char(letter)) => text.push(letter),
            // Every other key has a name.
            (None, _) => {}
        }
        text
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

/// Which keys can be written in settings, in a sentence.
pub fn how_keys_are_written() -> String {
    let names: Vec<&str> = NAMES.iter().map(|(_, name, _)| *name).collect();
    format!(
        "Write a letter, digit or sign, or one of {}; with ctrl- or alt- before it where that is held.",
        names.join(", ")
    )
}

/// Reads a key as written in tables and settings, or as shown on the screen and the card, in small
/// letters or large ones: `space`, `PgDn`, `ctrl-r`, `k`.
impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut key = Self::char(' ');
        let mut rest = text;
        loop {
            if let Some(after) = after(rest, "ctrl-") {
                key.control = true;
                rest = after;
            } else if let Some(after) = after(rest, "alt-") {
                key.alt = true;
                rest = after;
            } else {
                break;
            }
        }
        let named = NAMES.iter().find(|(_, name, shown)| {
            name.eq_ignore_ascii_case(rest) || shown.eq_ignore_ascii_case(rest)
        });
        let mut letters = rest.chars();
        key.code = match (named, letters.next(), letters.next()) {
            (Some((code, ..)), _, _) => *code,
            (None, Some(letter), None) => Code::Char(letter),
            (None, _, _) if rest.eq_ignore_ascii_case("del") => Code::Delete,
            (None, _, _) => return Err(format!("\"{text}\" is not the name of a key")),
        };
        Ok(key)
    }
}

/// What stands after these letters, small or large, where a text begins with them.
fn after<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let (first, rest) = text.split_at_checked(beginning.len())?;
    first.eq_ignore_ascii_case(beginning).then_some(rest)
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
            assert_eq!(key.written(), name);
            let as_shown: Key = shown.parse().unwrap();
            assert_eq!(as_shown, key, "as the card prints it");
            assert_eq!(name.to_uppercase().parse(), Ok(key));
        }
        assert_eq!("Del".parse(), Ok(Key::plain(Code::Delete)));
        let held: Key = "Ctrl-PgDn".parse().unwrap();
        assert!(held.control && held.code == Code::PageDown);
        assert_eq!(held.written(), "ctrl-pgdn");
        let redo: Key = "ctrl-r".parse().unwrap();
        assert_eq!(redo.to_string(), "Ctrl-R");
        for wrong in ["nokey", "", "ctrl-", "é-ctrl-k"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
        assert!(how_keys_are_written().contains("pgdn"));
    }

    #[test]
    fn a_capital_letter_is_the_same_command() {
        assert_eq!(Key::char('K').folded(), Key::char('k'));
    }
}
