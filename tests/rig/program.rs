//! The whole program from one seed: keys, pastes and windows of any size, a simulated disk and a
//! clock of its own; killed and without power at random. A practice case is played in a home that is
//! not protected, a real one in a protected home, which is locked on the way and opened again.

mod hand;
mod owner;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use talking_piece::clean::{Shape, clean};
use talking_piece::cli::office::{CabinetOffice, Flushers};
use talking_piece::desk::{Cabinet, Desk, encode};
use talking_piece::store::{DiskFault, Entry, Kind, MemoryDisk, Operation, PowerLoss, Tail};
use talking_piece::tui::app::{App, Settings, Start};
use talking_piece::tui::gate::Gate;
use talking_piece::tui::key::{Code, Key};
use talking_piece::tui::view;

use self::owner::{COST, Owner, PASSPHRASE, begin_real};
use super::Random;
use super::canary::CANARY;
use super::kept::{Broken, Written};

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
    /// How often a locked home was opened by its passphrase.
    pub unlocked: u64,
}

/// What is known of a case from outside.
#[derive(Default)]
struct Known {
    /// Everything that was recorded, as it is written, by its number. While one side alone is in the
    /// room the program itself does not show all of it.
    recorded: BTreeMap<u64, Entry>,
    /// The highest number that the screen showed as saved.
    shown: u64,
}

impl Known {
    fn last(&self) -> u64 {
        let last = self.recorded.last_key_value();
        last.map_or(0, |(number, _)| *number)
    }

    /// Everything that was shown as saved is there, nothing is missing before the last entry, and
    /// nothing is there that was never recorded.
    fn check(&self, there: &BTreeMap<u64, Entry>) -> Result<(), String> {
        let last = there.last_key_value().map_or(0, |(number, _)| *number);
        let mut wanted = 1..=last.max(self.shown);
        if let Some(missing) = wanted.find(|number| !there.contains_key(number)) {
            let shown = self.shown;
            return Err(format!(
                "#{shown} was shown as saved, the last is #{last}, and #{missing} is not there"
            ));
        }
        let is_known = |(number, entry)| self.recorded.get(number) == Some(entry);
        if there.iter().all(is_known) {
            Ok(())
        } else {
            Err("it holds what was never recorded".to_owned())
        }
    }
}

/// What is known of each case, by whether it is for practice, and its reference.
type AllKnown = BTreeMap<(bool, String), Known>;

struct Running {
    owner: Owner,
    disk: MemoryDisk,
    app: App,
    flushers: Flushers,
    known: AllKnown,
}

/// Presses this many keys that come of the seed, in a case that is written so; gives what was done,
/// or the first promise broken. What is broken on purpose must be found out.
pub fn play(seed: u64, keys: u64, written: Written, broken: Broken) -> Result<Played, String> {
    let told = |broken: String| format!("seed {seed}, {written:?}: {broken}");
    let mut random = Random::new(seed);
    let mut played = Played::default();
    let mut running = Running::begin(written, broken).map_err(told)?;
    while played.keys < keys {
        match random.below(100) {
            0 => running.disturb(&mut random),
            1 if random.yes(2) => running
                .owner
                .clock
                .travel(random.one_of(&[-5, 0, 1]).unwrap_or(2)),
            1 => running
                .owner
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
                let was_locked = running.is_locked();
                running.press(&mut random);
                played.unlocked += u64::from(was_locked && !running.is_locked());
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
    fn begin(written: Written, broken: Broken) -> Result<Self, String> {
        let disk = MemoryDisk::default();
        if broken == Broken::Syncs {
            disk.ignore_syncs();
        }
        let owner = Owner::of(&disk, written, broken)?;
        let office = CabinetOffice::new(owner.cabinet(&disk)).protecting_at(COST);
        let desk = match written {
            Written::Plain => office
                .begin_practice(SCRIPT)
                .map_err(|problem| problem.to_string()),
            Written::Sealed => begin_real(&office, &disk),
        };
        let start = Start::Case(Box::new(desk?));
        Ok(Self::with(owner, disk, office, start, AllKnown::new()))
    }

    fn with(
        owner: Owner,
        disk: MemoryDisk,
        office: CabinetOffice,
        mut start: Start,
        known: AllKnown,
    ) -> Self {
        let flushers = office.flushers();
        if let Start::Case(desk) = &mut start {
            flushers.watch(desk);
        }
        let clock = owner.clock.clone();
        let mut app = App::new(Box::new(office), clock, Settings::default(), start);
        app.resize(80, 24);
        app.tick();
        let mut running = Self {
            owner,
            disk,
            app,
            flushers,
            known,
        };
        running.take_in();
        running
    }

    fn is_locked(&self) -> bool {
        self.app.gate().is_some_and(Gate::is_locked)
    }

    fn press(&mut self, random: &mut Random) {
        let pause = random.one_of(&[40, 200, 900, 6_000]).unwrap_or(200);
        self.owner.clock.pass(pause);
        if self.is_locked() && !random.yes(4) {
            self.unlock();
        } else {
            self.do_something(random);
        }
        self.owner.clock.pass(60);
        self.app.tick();
        self.take_in();
        // Asked for by the screen, done by the owner of a terminal.
        drop(self.app.take_outside());
    }

    fn do_something(&mut self, random: &mut Random) {
        match random.below(12) {
            0 => {
                let text = self.words(random.one_of(&hand::PASTES).unwrap_or_default());
                self.app.paste(&clean(&text, Shape::Lines).text);
            }
            1 => {
                let text = self.words(random.one_of(&hand::WORDS).unwrap_or_default());
                if random.yes(2) {
                    self.press_key(Key::char('n'));
                }
                self.type_words(&text);
            }
            _ => self.press_key(hand::key(random)),
        }
    }

    /// These words, with the canary before them where they are typed in a real case: what is typed
    /// for practice is not secret.
    fn words(&self, text: &str) -> String {
        match &self.app.model().desk {
            Some(desk) if !desk.is_practice() => format!("{CANARY} {text}"),
            Some(_) | None => text.to_owned(),
        }
    }

    fn type_words(&mut self, text: &str) {
        for letter in text.chars() {
            self.owner.clock.pass(90);
            self.press_key(Key::char(letter));
        }
    }

    fn press_key(&mut self, key: Key) {
        self.app.press(key);
        // A lock puts the case out of sight at once.
        self.take_in();
    }

    /// Types the passphrase. What stands in its place already makes it a wrong one, which empties it
    /// for the next time.
    fn unlock(&mut self) {
        self.press_key(Key::plain(Code::Escape));
        self.type_words(PASSPHRASE);
        self.press_key(Key::plain(Code::Enter));
        self.app.tick();
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
        let (columns, rows) = random.one_of(&hand::SIZES).unwrap_or((80, 24));
        self.app.resize(columns, rows);
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("in memory");
        let drawn = terminal.draw(|frame| view::draw(&self.app, frame));
        drawn.expect("a picture in memory");
    }

    /// Waits for the writer, and takes in what the screen says of it.
    fn look(&mut self) -> Result<(), String> {
        self.flushers.flush(PATIENCE);
        self.app.tick();
        self.take_in();
        let Some(desk) = &self.app.model().desk else {
            return Ok(());
        };
        let known = self.known.entry(name_of(desk)).or_default();
        let shown = desk.status().saved.map_or(0, |(number, _)| number);
        if shown > known.last() {
            return Err(format!("#{shown} is shown as saved and was never recorded"));
        }
        known.shown = known.shown.max(shown);
        Ok(())
    }

    /// Takes in what was recorded since.
    fn take_in(&mut self) {
        if let Some(desk) = &self.app.model().desk {
            let known = self.known.entry(name_of(desk)).or_default();
            let (last, history) = (known.last(), &desk.case().history);
            let new = history
                .iter()
                .rev()
                .map(|recorded| (recorded.number, recorded));
            let new = new.take_while(|(number, _)| *number > last);
            known
                .recorded
                .extend(new.map(|(number, recorded)| (number, encode(recorded))));
        }
    }

    /// Kills the program or cuts the power, checks what is there, and goes on with the case.
    fn crash(self, random: &mut Random) -> Result<Self, String> {
        let Self {
            owner,
            disk,
            app,
            mut known,
            ..
        } = self;
        let disk = disk.copy();
        drop(app);
        disk.set_capacity(None);
        owner.check_secrets(&disk)?;
        end(&disk, random);
        owner.check_secrets(&disk)?;
        if random.yes(4) {
            owner.check_passphrase(&disk)?;
        }
        let cabinet = owner.cabinet(&disk);
        for ((practice, reference), known) in &mut known {
            check(&cabinet, Kind::of(*practice), reference, known)?;
        }
        let (practice, reference) = known.keys().next().cloned().unwrap_or_default();
        let desk = cabinet.open(Kind::of(practice), &reference);
        let desk = desk.map_err(|problem| format!("{reference} does not open: {problem}"))?;
        if desk.is_read_only() {
            return Err(format!("{reference} opens read-only"));
        }
        let office = CabinetOffice::new(cabinet).protecting_at(COST);
        let start = Start::Case(Box::new(desk));
        Ok(Self::with(owner, disk, office, start, known))
    }
}

/// Whether an entry that is gone is found out also where more were recorded behind it than were
/// shown as saved.
pub fn finds_a_hole() -> bool {
    let entries = (1..=5).map(|number| {
        let body = format!(r#"{{"t":"mark","n":{number}}}"#);
        (number, Entry { number, body })
    });
    let recorded: BTreeMap<u64, Entry> = entries.collect();
    let known = Known {
        recorded: recorded.clone(),
        shown: 3,
    };
    assert_eq!(known.check(&recorded), Ok(()));
    let mut there = recorded;
    there.remove(&2);
    known.check(&there).is_err()
}

fn name_of(desk: &Desk) -> (bool, String) {
    (desk.is_practice(), desk.case().reference.clone())
}

/// Kills the program, or cuts the power.
fn end(disk: &MemoryDisk, random: &mut Random) {
    if random.yes(3) {
        disk.kill_program();
    } else {
        let tails = [Tail::Nothing, Tail::Part(60), Tail::Zeros, Tail::Garbage(3)];
        let tail = random.one_of(&tails).unwrap_or(Tail::Nothing);
        let kept_changes = random.one_of(&[0, 1, usize::MAX]).unwrap_or(0);
        disk.lose_power(PowerLoss { tail, kept_changes });
    }
}

/// Holds what is there against what is known of a case.
fn check(cabinet: &Cabinet, kind: Kind, reference: &str, known: &mut Known) -> Result<(), String> {
    let read = cabinet.read(kind, reference);
    let read = read.map_err(|problem| format!("{reference} cannot be read: {problem}"))?;
    let there = read.case.history.iter().map(encode);
    let there: BTreeMap<u64, Entry> = there.map(|entry| (entry.number, entry)).collect();
    let held = known.check(&there);
    held.map_err(|broken| format!("{reference}: {broken}"))?;
    known.recorded = there;
    Ok(())
}
