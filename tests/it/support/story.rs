//! Whole meetings told by keys: the program as it runs, on a simulated disk.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use talking_piece::case::{Case, Now};
use talking_piece::cli::office::{CabinetOffice, Flushers};
use talking_piece::clock::Clock;
use talking_piece::desk::Cabinet;
use talking_piece::store::{Home, Kind, MemoryDisk};
use talking_piece::tui::app::{App, Settings, Start};
use talking_piece::tui::effect::Door;
use talking_piece::tui::key::Key;
use talking_piece::tui::theme::{Palette, Theme};
use talking_piece::tui::view;

/// A clock that goes on only when the story says so.
#[derive(Debug)]
pub struct ManualClock {
    now: Mutex<Now>,
}

impl ManualClock {
    fn at(text: &str) -> Self {
        let wall: DateTime<FixedOffset> = text.parse().expect("a date and time");
        Self {
            now: Mutex::new(Now {
                wall,
                steady: 1_000_000,
            }),
        }
    }

    fn pass(&self, milliseconds: u64) {
        let mut now = self.now.lock().expect("a clock");
        now.steady += milliseconds;
        now.wall += TimeDelta::milliseconds(i64::try_from(milliseconds).expect("a short story"));
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Now {
        *self.now.lock().expect("a clock")
    }
}

/// The program at its home screen, and everything around it.
pub struct Story {
    /// The program.
    pub app: App,
    /// Where its cases are.
    pub cabinet: Cabinet,
    clock: Arc<ManualClock>,
    flushers: Flushers,
}

impl Story {
    /// Starts the program in a fresh home on a Monday morning.
    pub fn at_home() -> Self {
        Self::with_disk(Arc::new(MemoryDisk::default()), "2026-03-02T10:00:00+00:00")
    }

    /// Starts the program again on the same disk, later.
    pub fn again(self, time: &str) -> Self {
        self.settle();
        let storage = self.cabinet.storage.clone();
        drop(self.app);
        Self::on(storage, time)
    }

    fn with_disk(disk: Arc<MemoryDisk>, time: &str) -> Self {
        Self::on(disk, time)
    }

    fn on(storage: Arc<dyn talking_piece::store::Storage>, time: &str) -> Self {
        let clock = Arc::new(ManualClock::at(time));
        let cabinet = Cabinet {
            storage,
            clock: clock.clone(),
            home: Home::at("/home"),
            waker: Arc::new(|| {}),
        };
        let office = CabinetOffice::new(cabinet.clone());
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
        Self {
            app,
            cabinet,
            clock,
            flushers,
        }
    }

    /// Presses keys by name, divided by spaces, two seconds apart.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            self.pass(2);
            let key: Key = name.parse().unwrap_or_else(|_| panic!("{name} is no key"));
            self.app.press(key);
            self.app.tick();
        }
        self
    }

    /// Types words letter by letter.
    pub fn words(&mut self, words: &str) -> &mut Self {
        for letter in words.chars() {
            self.clock.pass(150);
            self.app.press(Key::char(letter));
        }
        self
    }

    /// Goes on until text stands on the screen; checks on the way are answered with yes.
    #[track_caller]
    pub fn walk_to(&mut self, text: &str) -> &mut Self {
        for _ in 0..150 {
            let screen = self.screen();
            if screen.contains("Is it so?") {
                self.press("y");
            } else if screen.contains(text) {
                return self;
            } else {
                self.press("space");
            }
        }
        panic!("{text:?} never came; the screen shows:\n{}", self.screen());
    }

    /// Lets seconds pass.
    pub fn pass(&mut self, seconds: u64) -> &mut Self {
        self.clock.pass(seconds * 1000);
        self.app.tick();
        self
    }

    /// The screen at 100 columns and 40 rows, as text.
    pub fn screen(&mut self) -> String {
        self.app.resize(100, 40);
        let mut terminal = Terminal::new(TestBackend::new(100, 40)).expect("a terminal in memory");
        terminal
            .draw(|frame| view::draw(&self.app, frame))
            .expect("a picture in memory");
        terminal.backend().to_string()
    }

    /// Asserts that text stands on the screen.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(
            screen.contains(text),
            "{text:?} is not on the screen:\n{screen}"
        );
        self
    }

    /// Asserts that text does not stand on the screen.
    #[track_caller]
    pub fn misses(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(
            !screen.contains(text),
            "{text:?} is on the screen:\n{screen}"
        );
        self
    }

    /// The case as it is saved, read from the disk.
    pub fn saved(&self, kind: Kind, reference: &str) -> Case {
        self.settle();
        self.cabinet
            .read(kind, reference)
            .expect("a readable case")
            .case
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
