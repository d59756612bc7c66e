//! What a hand does at the keyboard.

use talking_piece::tui::key::{Code, Key};

use crate::rig::Random;

/// What is typed letter by letter.
pub(super) const WORDS: [&str; 5] = [
    "He mends the gate",
    "/quit {\"t\":1}",
    "in two weeks",
    "ŵyn ਗੁਰਪ੍ਰੀਤ شاہ",
    "2",
];

/// What is pasted.
pub(super) const PASTES: [&str; 4] = [
    "one\r\ntwo\nthree",
    "\u{1b}]52;c;x\u{7}\u{202e}hidden",
    "=HYPERLINK(\"x\")",
    "  ",
];

/// The sizes that the window takes: columns and rows.
pub(super) const SIZES: [(u16, u16); 8] = [
    (80, 24),
    (120, 40),
    (60, 16),
    (40, 10),
    (20, 5),
    (10, 3),
    (1, 1),
    (200, 2),
];

/// A key, one that leads somewhere more often than not.
pub(super) fn key(random: &mut Random) -> Key {
    const LEADING: &str = "   nnkkaaqbbcmoegrslptdhwvfy1234";
    let plain = [
        Code::Enter,
        Code::Enter,
        Code::Escape,
        Code::Escape,
        Code::Tab,
        Code::BackTab,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::PageUp,
        Code::PageDown,
        Code::Home,
        Code::End,
        Code::Delete,
        Code::Backspace,
    ];
    match random.below(10) {
        0..4 => Key::plain(random.one_of(&plain).unwrap_or(Code::Enter)),
        4 => {
            let letter = random
                .one_of(&['l', 'r', 'q', 'c', 'g', 'e', 's'])
                .unwrap_or('g');
            Key {
                control: true,
                ..Key::char(letter)
            }
        }
        5 => Key::char(char::from(
            b'!' + u8::try_from(random.below(94)).unwrap_or(0),
        )),
        _ => {
            let letters: Vec<char> = LEADING.chars().collect();
            Key::char(random.one_of(&letters).unwrap_or(' '))
        }
    }
}
