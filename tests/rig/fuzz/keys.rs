//! Bytes as keys: no key brings the program down, and what is typed into a note is in the note.

use std::sync::{Arc, OnceLock};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use talking_piece::clean::{Shape, clean, may_be_typed};
use talking_piece::cli::office::CabinetOffice;
use talking_piece::desk::{Cabinet, Desk, NewCase};
use talking_piece::script::Script;
use talking_piece::store::{Home, MemoryDisk};
use talking_piece::tui::app::{App, Settings, Start};
use talking_piece::tui::key::{Code, Key};
use talking_piece::tui::view;

use super::corpus::Corpus;
use crate::rig::{StepClock, small};

const SCRIPT: &str = include_str!("../../it/golden/small-conference.json");
/// As many letters as are typed into one note.
const LONGEST: usize = 200;

/// Types the bytes into a note, and then presses them as keys.
pub fn keystream(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    stream(bytes, |_| true)
}

/// The same through a keyboard that loses everything that is not ASCII.
pub fn keystream_in_ascii(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    stream(bytes, |letter| letter.is_ascii())
}

fn stream(bytes: &[u8], passes: impl Fn(char) -> bool) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let typed: String = text
        .chars()
        .filter(|letter| may_be_typed(*letter))
        .take(LONGEST)
        .collect();
    let mut app = meeting();
    app.press(Key::char('n'));
    for letter in typed.chars().filter(|letter| passes(*letter)) {
        app.press(Key::char(letter));
    }
    app.press(Key::plain(Code::Enter));
    app.tick();
    let case = app.model().case().ok_or("the case is gone")?;
    let words = case.marks.last().and_then(|mark| mark.words.first());
    let noted = words.and_then(|words| words.text()).unwrap_or_default();
    let wanted = clean(&typed, Shape::Lines).text;
    if noted != wanted.trim() {
        return Err("a note is not what was typed".to_owned());
    }
    for byte in bytes.iter().take(LONGEST) {
        app.press(key(*byte));
        app.tick();
    }
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("in memory");
    let drawn = terminal.draw(|frame| view::draw(&app, frame));
    drawn.map(drop).map_err(|error| error.to_string())
}

/// Every byte is a key.
fn key(byte: u8) -> Key {
    const NAMED: [Code; 16] = [
        Code::Enter,
        Code::Escape,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::PageUp,
        Code::PageDown,
        Code::Home,
        Code::End,
        Code::Char(' '),
        Code::Enter,
    ];
    match byte {
        0..32 => Key {
            control: true,
            ..Key::char(char::from(b'a' + byte % 26))
        },
        32..127 => Key::char(char::from(byte)),
        127.. => Key::plain(NAMED[usize::from(byte) % NAMED.len()]),
    }
}

/// A meeting of two people, kept in memory.
fn meeting() -> App {
    static READ: OnceLock<Arc<Script>> = OnceLock::new();
    let script = READ.get_or_init(|| Arc::new(serde_json::from_str(SCRIPT).expect("a script")));
    let clock = Arc::new(StepClock::default());
    let new = NewCase {
        reference: "RC-0001".to_owned(),
        script: script.clone(),
        script_hash: "00".repeat(32),
        practice: false,
    };
    let mut desk = Desk::in_memory(new, clock.clone());
    small::begin(&mut desk, ["Jay", "Amina"]);
    let cabinet = Cabinet {
        storage: Arc::new(MemoryDisk::default()),
        clock: clock.clone(),
        home: Home::at("/home"),
        waker: Arc::new(|| {}),
    };
    let office = Box::new(CabinetOffice::new(cabinet));
    let start = Start::Case(Box::new(desk));
    let mut app = App::new(office, clock, Settings::default(), start);
    app.tick();
    app
}
