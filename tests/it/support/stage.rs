//! Where a story is played: in memory with a clock of its own, or by the real program in a terminal.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use ratatui::backend::TestBackend;
use talking_piece::clean::{Shape, clean};
use talking_piece::cli::office::{CabinetOffice, Flushers};
use talking_piece::clock::Clock;
use talking_piece::desk::Cabinet;
use talking_piece::store::{Disk, Home, decline_protection};
use talking_piece::tui::app::{App, Settings, Start};
use talking_piece::tui::effect::Door;
use talking_piece::tui::key::{Code, Key};
use talking_piece::tui::screen::Screen;
use talking_piece::tui::theme::{Palette, Theme};
use talking_piece::tui::view;
use tempfile::TempDir;

use super::Terminal;
pub use crate::rig::ManualClock;

const COLUMNS: u16 = 100;
const ROWS: u16 = 40;
/// After a note was filed Enter rests for 400 milliseconds; a hand takes longer than that.
const AFTER_FILING: Duration = Duration::from_millis(450);

/// What the home screen says while its list is not complete.
const LOOKING: &str = "Looking for cases";

/// Where a story is played.
pub enum Stage {
    /// The program's own screens, on a simulated disk.
    Memory(Box<InMemory>),
    /// The real program in a pseudo-terminal.
    Terminal(Box<InTerminal>),
}

/// Where somebody looks for files of their own, once that folder is made.
pub const DOCUMENTS: &str = "/elsewhere-documents";

/// A story on a simulated disk.
pub struct InMemory {
    app: App,
    clock: Arc<ManualClock>,
    flushers: Flushers,
}

impl InMemory {
    /// Starts the program at its home screen.
    pub fn start(cabinet: Cabinet, clock: Arc<ManualClock>) -> Self {
        let office = CabinetOffice::new(cabinet)
            .protecting_at(14)
            .printing_from(vec![DOCUMENTS.into()]);
        let flushers = office.flushers();
        let theme = Theme {
            palette: Palette::None,
            plain_signs: false,
        };
        let settings = Settings {
            theme,
            ..Settings::default()
        };
        let app = App::new(
            Box::new(office),
            clock.clone(),
            settings,
            Start::Door(Door::Run),
        );
        let mut played = Self {
            app,
            clock,
            flushers,
        };
        played.wait_for_lists();
        played
    }

    /// Presses a key two seconds after the one before.
    pub fn press(&mut self, key: Key) {
        self.pass(2);
        self.app.press(key);
        self.app.tick();
        self.wait_for_lists();
    }

    /// Waits until the home screen has found its cases.
    fn wait_for_lists(&mut self) {
        while self.app.gate().is_none()
            && matches!(self.app.screen(), Screen::Home(_) | Screen::Due(_))
            && self.is_looking()
        {
            self.app.tick();
            thread::yield_now();
        }
    }

    fn is_looking(&self) -> bool {
        let model = self.app.model();
        let lists = model.cases.is_some() && model.practice_cases.is_some();
        let lists_missing = !lists || model.due.is_none();
        lists_missing || self.app.next_tick() == Some(0)
    }

    /// Types words letter by letter.
    pub fn words(&mut self, words: &str) {
        for letter in words.chars() {
            self.clock.pass(150);
            self.app.press(Key::char(letter));
        }
    }

    /// Pastes text, cleaned as the program cleans it.
    pub fn paste(&mut self, text: &str) {
        self.app.paste(&clean(text, Shape::Lines).text);
        self.pass(2);
    }

    /// Lets seconds pass.
    pub fn pass(&mut self, seconds: u64) {
        self.clock.pass(seconds * 1000);
        self.app.tick();
    }

    /// Sets the wall clock forward or back by minutes.
    pub fn clock_steps(&mut self, minutes: i64) {
        self.clock.step(minutes * 60);
        self.app.tick();
    }

    /// The time of the story.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now().wall
    }

    /// The screen as text.
    pub fn screen(&mut self) -> String {
        self.app.resize(COLUMNS, ROWS);
        let backend = TestBackend::new(COLUMNS, ROWS);
        let mut terminal = ratatui::Terminal::new(backend).expect("a terminal in memory");
        terminal
            .draw(|frame| view::draw(&self.app, frame))
            .expect("a picture in memory");
        terminal.backend().to_string()
    }

    /// Waits until everything so far is on the disk.
    pub fn settle(&self) {
        assert_eq!(
            self.flushers.flush(Duration::from_secs(60)),
            0,
            "something was not saved"
        );
    }
}

/// A story of the real program.
pub struct InTerminal {
    terminal: Terminal,
    home: TempDir,
}

impl InTerminal {
    /// Starts the program in a fresh home, and waits until its doors are there.
    pub fn start() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        decline(&home);
        let mut terminal = Terminal::start(home.path(), &[], COLUMNS, ROWS);
        terminal.wait_for("[ 1 Run ]");
        Self { terminal, home }
    }

    /// Where the program keeps everything.
    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// Presses a key, and waits until it was answered.
    pub fn press(&mut self, key: Key) {
        self.terminal.wait_gone(LOOKING);
        let files_note = key.is_enter() && self.terminal.text().contains("Enter file note");
        self.terminal.send(&bytes_of(key)).wait_answered();
        if files_note {
            thread::sleep(AFTER_FILING);
        }
    }

    /// Types words, and waits until all of them were taken in.
    pub fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.terminal.send(words).wait_answered();
        }
    }

    /// Pastes text; keys rest for a moment afterwards, and a hand takes longer than that.
    pub fn paste(&mut self, text: &str) {
        self.terminal.paste(text).wait_answered();
        thread::sleep(AFTER_FILING);
    }

    /// The screen as text.
    pub fn screen(&mut self) -> String {
        self.terminal.wait_gone(LOOKING).text()
    }

    /// Waits until everything so far is on the disk.
    pub fn settle(&mut self) {
        self.terminal
            .wait_until("nothing waits to be saved", |screen| {
                !screen.contains("Saving…") && !screen.contains("NOT SAVED")
            });
    }

    /// Ends the program; gives back the highest number that was shown as saved, and its home.
    pub fn leave(mut self) -> (u64, TempDir) {
        // A story is told faster than a disk writes; leaving before it did would be asked about.
        self.terminal
            .wait_gone("Saving")
            .send("\x11")
            .wait_for("Close the program")
            .send("\x1b[F")
            .wait_for("› Close the program")
            .send(" ");
        let status = self.terminal.wait_for_end();
        assert!(status.success(), "{status:?}");
        self.terminal.assert_given_back();
        (self.terminal.highest_saved(), self.home)
    }
}

/// Most stories are told in a home that nobody wanted to protect.
fn decline(home: &TempDir) {
    let home = Home::at(home.path());
    decline_protection(&Disk, &home).expect("a home");
}

/// What a terminal sends for a key; Escape in the long form, which nothing after it can join.
fn bytes_of(key: Key) -> String {
    let plain = match key.code {
        Code::Char(letter) if key.control => {
            return char::from(letter as u8 & 0x1f).to_string();
        }
        Code::Char(letter) => return letter.to_string(),
        Code::Enter => "\r",
        Code::Escape => "\x1b[27u",
        Code::Tab => "\t",
        Code::BackTab => "\x1b[Z",
        Code::Backspace => "\x7f",
        Code::Delete => "\x1b[3~",
        Code::Up => "\x1b[A",
        Code::Down => "\x1b[B",
        Code::Right => "\x1b[C",
        Code::Left => "\x1b[D",
        Code::PageUp => "\x1b[5~",
        Code::PageDown => "\x1b[6~",
        Code::Home => "\x1b[H",
        Code::End => "\x1b[F",
        Code::F12 => "\x1b[24~",
    };
    plain.to_owned()
}
