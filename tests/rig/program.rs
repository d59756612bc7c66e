//! The whole program from one seed: keys, pastes and windows of any size, a simulated disk and a
//! clock of its own; killed and without power at random.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use talking_piece::clean::{Shape, clean};
use talking_piece::cli::office::{CabinetOffice, Flushers};
use talking_piece::desk::{Cabinet, encode};
use talking_piece::store::{DiskFault, Entry, Home, Kind, MemoryDisk, Operation, PowerLoss, Tail};
use talking_piece::tui::app::{App, Settings, Start};
use talking_piece::tui::key::{Code, Key};
use talking_piece::tui::view;

use super::{ManualClock, Random};

/// The practice case that is played.
const SCRIPT: &str = "shop-window";
/// How long a sound disk in memory may take, whatever else the computer does.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was done to the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct Played {
    /// Keys and pastes.
    pub keys: u64,
    /// How often it was killed or the power went.
    pub crashes: u64,
}

/// What is known of a case from outside.
#[derive(Default)]
struct Known {
    /// Everything that was recorded, as it is written.
    recorded: Vec<Entry>,
    /// The highest number that the screen showed as saved.
    shown: u64,
}

struct Running {
    disk: MemoryDisk,
    clock: Arc<ManualClock>,
    app: App,
    flushers: Flushers,
    known: BTreeMap<String, Known>,
}

/// Presses this many keys that come of the seed; gives what was done, or the first promise broken.
///
/// A disk that does nothing when it is asked to sync breaks them, and must be found out.
pub fn play(seed: u64, keys: u64, syncs: bool) -> Result<Played, String> {
    let told = |broken: String| format!("seed {seed}: {broken}");
    let mut random = Random::new(seed);
    let mut played = Played::default();
    let disk = MemoryDisk::default();
    if !syncs {
        disk.ignore_syncs();
    }
    let mut running = Running::begin(disk).map_err(told)?;
    while played.keys < keys {
        match random.below(100) {
            0 => running.disturb(&mut random),
            1 if random.yes(2) => running
                .clock
                .travel(random.one_of(&[-5, 0, 1]).unwrap_or(2)),
            1 => running
                .clock
                .step(random.one_of(&[-3_600, 3_600, -3]).unwrap_or(60)),
            2 | 3 => {
                running.look().map_err(told)?;
                played.crashes += 1;
                running = running.crash(&mut random).map_err(told)?;
            }
            4..9 => running.draw(&mut random),
            _ => {
                played.keys += 1;
                running.press(&mut random);
                running.look().map_err(told)?;
            }
        }
        if running.app.is_finished() {
            running.look().map_err(told)?;
            running = running.crash(&mut random).map_err(told)?;
        }
    }
    running.look().map_err(told)?;
    running.crash(&mut random).map_err(told)?;
    Ok(played)
}

impl Running {
    fn begin(disk: MemoryDisk) -> Result<Self, String> {
        let clock = Arc::new(ManualClock::at("2026-03-02T10:00:00+00:00"));
        let office = CabinetOffice::new(cabinet(&disk, &clock));
        let desk = office.begin_practice(SCRIPT);
        let desk = desk.map_err(|problem| problem.to_string())?;
        Ok(Self::with(
            disk,
            clock,
            office,
            Start::Case(Box::new(desk)),
            BTreeMap::new(),
        ))
    }

    fn with(
        disk: MemoryDisk,
        clock: Arc<ManualClock>,
        office: CabinetOffice,
        mut start: Start,
        known: BTreeMap<String, Known>,
    ) -> Self {
        let flushers = office.flushers();
        if let Start::Case(desk) = &mut start {
            flushers.watch(desk);
        }
        let mut app = App::new(Box::new(office), clock.clone(), Settings::default(), start);
        app.resize(80, 24);
        app.tick();
        Self {
            disk,
            clock,
            app,
            flushers,
            known,
        }
    }

    fn press(&mut self, random: &mut Random) {
        self.clock
            .pass(random.one_of(&[40, 200, 900, 6_000]).unwrap_or(200));
        match random.below(12) {
            0 => {
                let text = random.one_of(&PASTES).unwrap_or_default();
                self.app.paste(&clean(text, Shape::Lines).text);
            }
            1 => {
                for letter in random.one_of(&WORDS).unwrap_or_default().chars() {
                    self.clock.pass(90);
                    self.app.press(Key::char(letter));
                }
            }
            _ => self.app.press(key(random)),
        }
        self.clock.pass(60);
        self.app.tick();
        // Asked for by the screen, done by the owner of a terminal.
        drop(self.app.take_outside());
    }

    /// Lets the disk refuse for a while, or no more.
    fn disturb(&mut self, random: &mut Random) {
        self.disk.heal();
        self.disk.set_capacity(None);
        let operations = [Operation::Write, Operation::Sync, Operation::Rename];
        match random.below(4) {
            0 => {}
            1 => self
                .disk
                .set_capacity(Some(self.disk.used() + random.below(600))),
            2 => self.disk.fail(DiskFault {
                only: random.one_of(&operations),
                ..DiskFault::once(1 + random.below(5) as u64)
            }),
            _ => self.disk.fail(DiskFault {
                only: random.one_of(&operations),
                error: ErrorKind::StorageFull,
                ..DiskFault::from(1 + random.below(5) as u64)
            }),
        }
    }

    /// Draws at some size; whatever the screen shows, it must not fail.
    fn draw(&mut self, random: &mut Random) {
        let sizes = [
            (80, 24),
            (120, 40),
            (60, 16),
            (40, 10),
            (20, 5),
            (10, 3),
            (1, 1),
            (200, 2),
        ];
        let (columns, rows) = random.one_of(&sizes).unwrap_or((80, 24));
        self.app.resize(columns, rows);
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("in memory");
        let drawn = terminal.draw(|frame| view::draw(&self.app, frame));
        drawn.expect("a picture in memory");
    }

    /// Waits for the writer, and takes in what the screen says of it.
    fn look(&mut self) -> Result<(), String> {
        self.flushers.flush(PATIENCE);
        self.app.tick();
        let Some(desk) = &self.app.model().desk else {
            return Ok(());
        };
        let case = desk.case();
        let known = self.known.entry(case.reference.clone()).or_default();
        let shown = desk.status().saved.map_or(0, |(number, _)| number);
        if shown > case.history.len() as u64 {
            return Err(format!("#{shown} is shown as saved and was never recorded"));
        }
        known.shown = known.shown.max(shown);
        let new = case.history.iter().skip(known.recorded.len());
        known.recorded.extend(new.map(encode));
        Ok(())
    }

    /// Kills the program or cuts the power, checks what is there, and goes on with the case.
    fn crash(self, random: &mut Random) -> Result<Self, String> {
        let Self {
            disk,
            clock,
            app,
            mut known,
            ..
        } = self;
        let disk = disk.copy();
        drop(app);
        disk.set_capacity(None);
        if random.yes(3) {
            disk.kill_program();
        } else {
            let tails = [Tail::Nothing, Tail::Part(60), Tail::Zeros, Tail::Garbage(3)];
            let tail = random.one_of(&tails).unwrap_or(Tail::Nothing);
            let kept_changes = random.one_of(&[0, 1, usize::MAX]).unwrap_or(0);
            disk.lose_power(PowerLoss { tail, kept_changes });
        }
        let cabinet = cabinet(&disk, &clock);
        for (reference, known) in &mut known {
            let read = cabinet.read(Kind::Practice, reference);
            let read = read.map_err(|problem| format!("{reference} cannot be read: {problem}"))?;
            let there: Vec<Entry> = read.case.history.iter().map(encode).collect();
            let number = there.len() as u64;
            if number < known.shown {
                let shown = known.shown;
                return Err(format!(
                    "#{shown} was shown as saved, and {number} are there"
                ));
            }
            if !known.recorded.starts_with(&there) {
                return Err(format!("{reference} holds what was never recorded"));
            }
            known.recorded = there;
        }
        let office = CabinetOffice::new(cabinet.clone());
        let reference = known.keys().next().cloned().unwrap_or_default();
        let desk = cabinet.open(Kind::Practice, &reference);
        let desk = desk.map_err(|problem| format!("{reference} does not open: {problem}"))?;
        if desk.is_read_only() {
            return Err(format!("{reference} opens read-only"));
        }
        let start = Start::Case(Box::new(desk));
        Ok(Self::with(disk, clock, office, start, known))
    }
}

fn cabinet(disk: &MemoryDisk, clock: &Arc<ManualClock>) -> Cabinet {
    Cabinet {
        storage: Arc::new(disk.clone()),
        clock: clock.clone(),
        home: Home::at("/home"),
        waker: Arc::new(|| {}),
    }
}

const WORDS: [&str; 5] = [
    "He mends the gate",
    "/quit {\"t\":1}",
    "in two weeks",
    "ŵyn ਗੁਰਪ੍ਰੀਤ شاہ",
    "2",
];

const PASTES: [&str; 4] = [
    "one\r\ntwo\nthree",
    "\u{1b}]52;c;x\u{7}\u{202e}hidden",
    "=HYPERLINK(\"x\")",
    "  ",
];

/// A key, one that leads somewhere more often than not.
fn key(random: &mut Random) -> Key {
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
