//! Whole meetings told by keys, on a simulated disk or in a real terminal.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Days, FixedOffset, Local};
use talking_piece::case::Case;
use talking_piece::clock::SystemClock;
use talking_piece::desk::Cabinet;
use talking_piece::document::plan::plan_of;
use talking_piece::store::{
    Disk, Home, Keyring, Kind, MemoryDisk, NodeKind, Passphrase, Ring, Storage, decline_protection,
    protect, seal_anew,
};
use talking_piece::tui::key::Key;
use tempfile::TempDir;

use super::round_trip::RoundTrip;
use super::stage::{InMemory, InTerminal, ManualClock, Stage};

/// The program at its home screen, and everything around it.
pub struct Story {
    stage: Stage,
    /// Where its cases are.
    pub cabinet: Cabinet,
    /// Looks at them once the program is gone.
    round_trip: RoundTrip,
}

impl Story {
    /// Starts the program in a fresh home on a Monday morning.
    pub fn at_home() -> Self {
        let disk: Arc<dyn Storage> = Arc::new(MemoryDisk::default());
        decline_protection(disk.as_ref(), &Home::at("/home")).expect("a home");
        Self::on(disk, "2026-03-02T10:00:00+00:00")
    }

    /// The same where a sample is made: no other sample has the numbers that its case is known by.
    pub fn of_sample(number: u32) -> Self {
        let disk = MemoryDisk::default().with_randomness_from(number);
        decline_protection(&disk, &Home::at("/home")).expect("a home");
        Self::on(Arc::new(disk), "2026-03-02T10:00:00+00:00")
    }

    /// The same in a home that nobody was asked about yet.
    pub fn at_a_new_home() -> Self {
        Self::on(Arc::new(MemoryDisk::default()), "2026-03-02T10:00:00+00:00")
    }

    /// The same in a home that is protected by this passphrase, at the lowest cost.
    pub fn at_a_protected_home(passphrase: &str) -> Self {
        Self::at_a_protected_home_on(&MemoryDisk::default(), passphrase)
    }

    /// The same on a disk that something is going to happen to.
    pub fn at_a_protected_home_on(disk: &MemoryDisk, passphrase: &str) -> Self {
        let disk: Arc<dyn Storage> = Arc::new(disk.clone());
        let passphrase = Passphrase::new(passphrase).0;
        let home = Home::at("/home");
        protect(disk.as_ref(), &home, &passphrase, 14, Vec::new()).expect("a protected home");
        Self::on_read_by(disk, "2026-03-02T10:00:00+00:00", Some(home))
    }

    /// Starts the real program in a terminal, in a fresh home, today.
    pub fn in_a_terminal() -> Self {
        let played = InTerminal::start();
        let cabinet = Cabinet {
            storage: Arc::new(Disk),
            clock: Arc::new(SystemClock),
            home: Home::at(played.home()),
            waker: Arc::new(|| {}),
        };
        Self {
            stage: Stage::Terminal(Box::new(played)),
            round_trip: RoundTrip::of(&cabinet),
            cabinet,
        }
    }

    /// Starts the program again on the same simulated disk, later.
    pub fn again(mut self, time: &str) -> Self {
        self.settle();
        let home = self.round_trip.home().clone();
        Self::on_read_by(self.cabinet.storage.clone(), time, Some(home))
    }

    fn on(storage: Arc<dyn Storage>, time: &str) -> Self {
        Self::on_read_by(storage, time, None)
    }

    /// The program may lock its own home; the cases of the other can be read to the end.
    fn on_read_by(storage: Arc<dyn Storage>, time: &str, other: Option<Home>) -> Self {
        let clock = Arc::new(ManualClock::at(time));
        let cabinet = Cabinet {
            storage,
            clock: clock.clone(),
            home: Home::at("/home"),
            waker: Arc::new(|| {}),
        };
        let stage = Stage::Memory(Box::new(InMemory::start(cabinet.clone(), clock)));
        Self {
            stage,
            round_trip: RoundTrip::of(&Cabinet {
                home: other.unwrap_or_else(|| cabinet.home.clone()),
                ..cabinet.clone()
            }),
            cabinet,
        }
    }

    /// Presses keys by name, divided by spaces, at the pace of a hand.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            let key: Key = name.parse().unwrap_or_else(|_| panic!("{name} is no key"));
            match &mut self.stage {
                Stage::Memory(played) => played.press(key),
                Stage::Terminal(played) => played.press(key),
            }
        }
        self
    }

    /// Opens a fictional case behind the second door by its title.
    #[track_caller]
    pub fn practise(&mut self, title: &str) -> &mut Self {
        self.press("2").select(title).press("enter")
    }

    /// Types words letter by letter.
    pub fn words(&mut self, words: &str) -> &mut Self {
        match &mut self.stage {
            Stage::Memory(played) => played.words(words),
            Stage::Terminal(played) => played.words(words),
        }
        self
    }

    /// Pastes text, just as it comes.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        match &mut self.stage {
            Stage::Memory(played) => played.paste(text),
            Stage::Terminal(played) => played.paste(text),
        }
        self
    }

    /// Goes on until text stands on the screen; checks on the way are answered with yes.
    #[track_caller]
    pub fn walk_to(&mut self, text: &str) -> &mut Self {
        for _ in 0..400 {
            let screen = self.screen();
            let asked = is_covered(&screen) || asks_a_check(&screen);
            if !asked && screen.contains(text) {
                return self;
            }
            self.press(key_on(&screen));
        }
        panic!("{text:?} never came; the screen shows:\n{}", self.screen());
    }

    /// Goes on until a check with this text is asked; checks before it are answered with yes.
    #[track_caller]
    pub fn walk_to_check(&mut self, text: &str) -> &mut Self {
        for _ in 0..400 {
            let screen = self.screen();
            let asked = asks_a_check(&screen) && !is_covered(&screen);
            if asked && screen.contains(text) {
                return self;
            }
            self.press(key_on(&screen));
        }
        panic!("{text:?} was never asked:\n{}", self.screen());
    }

    /// Lets seconds pass; in a terminal time passes by itself, and no story needs more of it.
    pub fn pass(&mut self, seconds: u64) -> &mut Self {
        if let Stage::Memory(played) = &mut self.stage {
            played.pass(seconds);
        }
        self
    }

    /// Sets the wall clock forward or back by minutes, as an operating system does.
    ///
    /// Only in memory: a story does not touch the computer's own clock.
    pub fn clock_steps(&mut self, minutes: i64) -> &mut Self {
        match &mut self.stage {
            Stage::Memory(played) => played.clock_steps(minutes),
            Stage::Terminal(_) => panic!("the computer's own clock is left alone"),
        }
        self
    }

    /// The day so many days from today, as it is shown in full.
    pub fn day_in(&self, days: u64) -> String {
        let today: DateTime<FixedOffset> = match &self.stage {
            Stage::Memory(played) => played.now(),
            Stage::Terminal(_) => Local::now().fixed_offset(),
        };
        let day = today.date_naive() + Days::new(days);
        day.format("%A %-d %B %Y").to_string()
    }

    /// The screen at 100 columns and 40 rows, as text.
    pub fn screen(&mut self) -> String {
        match &mut self.stage {
            Stage::Memory(played) => played.screen(),
            Stage::Terminal(played) => played.screen(),
        }
    }

    /// Goes down a list to the row with this text.
    #[track_caller]
    pub fn select(&mut self, text: &str) -> &mut Self {
        for _ in 0..60 {
            let screen = self.screen();
            let mut selected = screen.lines().filter(|line| line.contains('›'));
            if selected.any(|line| line.contains(text)) {
                return self;
            }
            self.press("down");
        }
        panic!("{text:?} is in no row:\n{}", self.screen());
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

    /// Waits until text stands on the screen, for what is done beside the keys takes a moment; no
    /// time of the story passes.
    #[track_caller]
    pub fn waits_for(&mut self, text: &str) -> &mut Self {
        for _ in 0..1_000 {
            if self.pass(0).screen().contains(text) {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        self.sees(text)
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
    pub fn saved(&mut self, kind: Kind, reference: &str) -> Case {
        self.settle();
        let case = self.cabinet.read(kind, reference).expect("a readable case");
        let plain = !case.content.scan.writing.is_sealed();
        if let (Stage::Memory(_), Kind::Case, true) = (&self.stage, kind, plain) {
            assert_same_when_sealed(&self.cabinet, &case.case);
        }
        case.case
    }

    /// Waits until everything so far is on the disk.
    fn settle(&mut self) {
        match &mut self.stage {
            Stage::Memory(played) => played.settle(),
            Stage::Terminal(played) => played.settle(),
        }
    }

    /// Ends the program as a person does; gives back the highest number that was shown as
    /// saved, and the folder with everything it kept.
    ///
    /// Only in a terminal: elsewhere there is no program to end.
    pub fn leave(self) -> (u64, TempDir) {
        match self.stage {
            Stage::Memory(_) => panic!("a story in memory has no program to leave"),
            Stage::Terminal(played) => played.leave(),
        }
    }
}

/// Seals a copy of a real case, and asserts that it tells the same.
fn assert_same_when_sealed(cabinet: &Cabinet, case: &Case) {
    let storage = cabinet.storage.as_ref();
    let keys = Keyring::generate(storage, Vec::new()).expect("keys");
    let twin = Cabinet {
        home: Home::at("/sealed").with_ring(Ring::holding(keys)),
        ..cabinet.clone()
    };
    twin.home.prepare(storage).expect("a home");
    let folder = twin.folder(Kind::Case, &case.reference).expect("a folder");
    let plain = folder
        .path()
        .with_file_name(format!("of-{}", case.reference));
    if storage.identity(folder.path()).is_ok() {
        let mut before = (1..).map(|number| plain.with_extension(number.to_string()));
        let free = before.find(|path| storage.identity(path).is_err());
        let free = free.expect("a free name");
        storage.rename_new(folder.path(), &free).expect("put aside");
    }
    let journal = cabinet.home.cases(Kind::Case).join(&case.reference);
    copy(storage, &journal, folder.path());
    seal_anew(storage, &twin.home, &folder, cabinet.clock.now()).expect("sealed");
    let sealed = twin.read(Kind::Case, &case.reference).expect("readable");
    assert!(sealed.content.scan.writing.is_sealed());
    assert!(
        sealed.case.history == case.history,
        "a sealed case tells something else"
    );
    assert!(plan_of(&sealed.case, false) == plan_of(case, false));
}

/// Copies the files and folders of a case, but for its lock.
fn copy(storage: &dyn Storage, from: &Path, to: &Path) {
    storage.create_folder(to).expect("a folder");
    for name in storage.list(from).expect("names") {
        let path = from.join(&name);
        match storage.identity(&path).expect("a file").kind {
            NodeKind::Folder => copy(storage, &path, &to.join(&name)),
            NodeKind::File if name.starts_with('.') => {}
            NodeKind::File | NodeKind::Other => {
                let bytes = storage.read(&path, u64::MAX).expect("a readable file");
                let (made, mut file) = storage.create_temporary(to).expect("a file");
                let mut rest = bytes.as_slice();
                while !rest.is_empty() {
                    let written = file.write(rest).expect("room");
                    rest = &rest[written..];
                }
                storage.rename_new(&made, &to.join(&name)).expect("a name");
            }
        }
    }
}

/// The key that goes on from what is on the screen.
fn key_on(screen: &str) -> &'static str {
    if is_covered(screen) || asks_to_decide(screen) {
        "enter"
    } else if asks_a_check(screen) {
        "y"
    } else {
        "space"
    }
}

/// Whether it is asked what was decided, which no clicker answers.
fn asks_to_decide(screen: &str) -> bool {
    screen.contains("What was decided?") || screen.contains("Whose choice was it?")
}

/// Whether a check is asked, or a consent that a meeting waits for.
fn asks_a_check(screen: &str) -> bool {
    let asks = ["Is it so?", "It is not so.", "Do they agree?"];
    asks.iter().any(|words| screen.contains(words))
}

/// Whether the check that has the keys is asked of people alone, and not shown yet.
fn is_covered(screen: &str) -> bool {
    screen.contains(", on this half.")
}
