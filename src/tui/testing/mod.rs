//! A small world for tests: a fictional case in memory, keys as text, pictures as text.

mod due;
mod homes;
mod library;
mod listed;
mod office;
mod papers;
mod people;
pub mod scripts;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::case::{Command, Now, Presence};
use crate::clock::Clock;
use crate::desk::{Cabinet, Desk, NewCase, script_hash};
use crate::script::{Script, SessionKindId};
use crate::store::{Home, Kind, MemoryDisk};

use super::app::{App, Settings, Start};
use super::effect::{Effect, OverlayRequest, ScreenRequest};
use super::key::Key;
use super::theme::{Palette, Theme};
use super::view;

use people::{with_consents, with_list, with_people};

pub use office::MemoryOffice;

/// The shipped script of a family group conference, as it stands.
const FAMILY: &str = include_str!("../../../scripts/family-group-conference.json");

/// A clock that moves only when it is told to.
#[derive(Debug)]
pub struct StepClock {
    now: Mutex<Now>,
}

impl StepClock {
    fn at(text: &str) -> Self {
        let wall: DateTime<FixedOffset> = text.parse().expect("a date and time");
        let now = Mutex::new(Now {
            wall,
            steady: 1_000_000,
        });
        Self { now }
    }

    /// Lets so many milliseconds pass.
    pub fn pass(&self, milliseconds: u64) {
        let mut now = self.now.lock().expect("no other thread fails");
        now.steady += milliseconds;
        now.wall += chrono::TimeDelta::milliseconds(i64::try_from(milliseconds).unwrap_or(0));
    }
}

impl Clock for StepClock {
    fn now(&self) -> Now {
        *self.now.lock().expect("no other thread fails")
    }
}

/// A fictional case at the screen.
pub struct World {
    /// The program.
    pub app: App,
    /// Its clock; a second passes before each key.
    pub clock: Arc<StepClock>,
}

impl World {
    /// A conference that has begun, with Rose, Tom, Ann and Kofi in the room.
    pub fn conference() -> Self {
        Self::conference_of(&["Rose", "Tom", "Ann"], false)
    }

    /// The same as a practice case.
    pub fn practice() -> Self {
        Self::conference_of(&["Rose", "Tom", "Ann"], true)
    }

    /// The same in a protected home.
    pub fn protected_conference() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::protected(clock.clone()));
        let mut desk = prepared(clock.clone(), &["Rose", "Tom", "Ann"], false);
        let kind = SessionKindId::new("conference");
        desk.execute(Command::StartSession(kind))
            .expect("the meeting begins");
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// A conference of one person harmed, one responsible, and a supporter, by these names.
    pub fn conference_of(names: &[&str; 3], practice: bool) -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let mut desk = prepared(clock.clone(), names, practice);
        let kind = SessionKindId::new("conference");
        desk.execute(Command::StartSession(kind))
            .expect("the meeting begins");
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// The usual conference, run from another script of the same roles.
    pub fn conference_from(script: Arc<Script>) -> Self {
        Self::conference_named(script, &["Rose", "Tom", "Ann"])
    }

    /// The same with people of other names.
    pub fn conference_named(script: Arc<Script>, names: &[&str; 3]) -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let mut desk = prepared_from(script, clock.clone(), names, false);
        let kind = SessionKindId::new("conference");
        desk.execute(Command::StartSession(kind))
            .expect("the meeting begins");
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// A family's conference by the shipped script, that has begun: Ada, who is a child, Grace,
    /// Joe, Mrs Okafor, who refers, and Kofi, who runs it.
    pub fn family() -> Self {
        Self::family_at(|new, clock| Desk::in_memory(new, clock))
    }

    /// The same, kept on a simulated disk below `/home`.
    pub fn family_on(disk: Arc<MemoryDisk>) -> Self {
        Self::family_at(|new, clock| {
            let cabinet = cabinet_on(disk, clock);
            cabinet.create(new, FAMILY).expect("a new case")
        })
    }

    /// The same in a later run of the program, after what happened in the first.
    pub fn family_later(first: impl FnOnce(&mut Desk)) -> Self {
        let disk = Arc::new(MemoryDisk::default());
        let (mut desk, clock) = family_desk(|new, clock| {
            let cabinet = cabinet_on(disk.clone(), clock);
            cabinet.create(new, FAMILY).expect("a new case")
        });
        first(&mut desk);
        assert_eq!(desk.close(Duration::from_secs(30)).jobs, 0);
        let again = cabinet_on(disk, clock.clone()).open(Kind::Case, "RC-0412");
        let office = Box::new(MemoryOffice::new(clock.clone()));
        Self::begin(
            clock,
            office,
            Start::Case(Box::new(again.expect("the case"))),
        )
    }

    fn family_at(begin: impl FnOnce(NewCase, Arc<StepClock>) -> Desk) -> Self {
        let (desk, clock) = family_desk(begin);
        let office = Box::new(MemoryOffice::new(clock.clone()));
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// A case of a shipped script that carries words, with nobody in the room: Rose was harmed,
    /// Tom is responsible, and Kofi goes between them.
    pub fn between(script: &str) -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let script: Script = serde_json::from_str(script).expect("a shipped script");
        let people = [
            ("Rose", "harmed", None),
            ("Tom", "responsible", None),
            ("Kofi", "facilitator", None),
        ];
        let desk = Desk::in_memory(new_case(Arc::new(script), false), clock.clone());
        let mut desk = with_consents(with_people(desk, &people));
        let ids: Vec<_> = desk.case().people.iter().map(|person| person.id).collect();
        for id in ids {
            let left = desk.execute(Command::SetPresence(id, Presence::Left));
            left.expect("a person goes");
        }
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// A case with its people, before the meeting.
    pub fn prepared() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let desk = prepared(clock.clone(), &["Rose", "Tom", "Ann"], false);
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// A practice case with its people, of whom nobody has come or was asked anything.
    pub fn to_practise(script: Arc<Script>) -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let people = [
            ("Rose", "harmed", None),
            ("Tom", "responsible", None),
            ("Kofi", "facilitator", None),
        ];
        let desk = Desk::in_memory(new_case(script, true), clock.clone());
        let desk = with_list(desk, &people);
        Self::begin(clock, office, Start::Case(Box::new(desk)))
    }

    /// A conference on a terminal that draws ASCII alone.
    pub fn plain() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let mut desk = prepared(clock.clone(), &["Rose", "Tom", "Ann"], false);
        let kind = SessionKindId::new("conference");
        desk.execute(Command::StartSession(kind))
            .expect("the meeting begins");
        Self::begin_with(clock, office, Start::Case(Box::new(desk)), true)
    }

    fn begin(clock: Arc<StepClock>, office: Box<MemoryOffice>, start: Start) -> Self {
        Self::begin_with(clock, office, start, false)
    }

    fn begin_with(
        clock: Arc<StepClock>,
        office: Box<MemoryOffice>,
        start: Start,
        plain_signs: bool,
    ) -> Self {
        let settings = Settings {
            theme: Theme {
                palette: Palette::None,
                plain_signs,
            },
            bursts_are_pastes: false,
            ..Settings::default()
        };
        let mut app = App::new(office, clock.clone(), settings, start);
        app.tick();
        Self { app, clock }
    }

    /// Presses keys by name, divided by spaces, a second apart.
    pub fn press(mut self, keys: &str) -> Self {
        for name in keys.split_whitespace() {
            self.clock.pass(1_000);
            let key: Key = name.parse().expect("the name of a key");
            self.app.press(key);
            self.app.tick();
        }
        self
    }

    /// Types words, letter by letter, quickly.
    pub fn words(mut self, words: &str) -> Self {
        for letter in words.chars() {
            self.clock.pass(120);
            self.app.press(Key::char(letter));
        }
        self
    }

    /// Pastes text.
    pub fn paste(mut self, text: &str) -> Self {
        self.clock.pass(1_000);
        self.app.paste(text);
        self
    }

    /// Lets time pass.
    pub fn wait(mut self, milliseconds: u64) -> Self {
        self.clock.pass(milliseconds);
        self.app.tick();
        self
    }

    /// Carries a command out as if another screen had asked for it; it may not be refused.
    #[track_caller]
    pub fn execute(self, command: Command) -> Self {
        let desk = self.app.model().desk.as_ref().expect("a case");
        let refused = desk.refusal_of(&command, self.clock.now());
        assert_eq!(refused, None, "{command:?}");
        self.attempt(command)
    }

    /// The same, whether it is refused or not: what the screen says of it is up to the test.
    pub fn attempt(mut self, command: Command) -> Self {
        self.app.perform_for_test(Effect::Execute(command));
        self
    }

    /// Shows a screen as if another one had asked for it.
    pub fn open(mut self, request: ScreenRequest) -> Self {
        self.app.perform_for_test(Effect::Open(request));
        self.app.tick();
        self
    }

    /// Puts an overlay on top as if another screen had asked for it.
    pub fn push(mut self, request: OverlayRequest) -> Self {
        self.app.perform_for_test(Effect::Push(request));
        self
    }

    /// The picture at this size, as text.
    pub fn screen(&mut self, columns: u16, rows: u16) -> String {
        self.app.resize(columns, rows);
        let mut terminal =
            Terminal::new(TestBackend::new(columns, rows)).expect("a terminal in memory");
        terminal
            .draw(|frame| view::draw(&self.app, frame))
            .expect("a picture in memory");
        let buffer = terminal.backend().buffer();
        let lines: Vec<String> = (0..rows)
            .map(|row| {
                let mut line = String::new();
                let mut column = 0;
                while column < columns {
                    let symbol = buffer[(column, row)].symbol();
                    line.push_str(symbol);
                    let wide = super::widget::width(symbol).max(1);
                    column += u16::try_from(wide).unwrap_or(1);
                }
                line.trim_end().to_owned()
            })
            .collect();
        lines.join("\n")
    }
}

/// A family's conference that has begun.
fn family_desk(begin: impl FnOnce(NewCase, Arc<StepClock>) -> Desk) -> (Desk, Arc<StepClock>) {
    let clock = Arc::new(StepClock::at("2026-11-23T14:00:00+00:00"));
    let script: Script = serde_json::from_str(FAMILY).expect("the shipped script");
    let kind = script.sessions[0].id.clone();
    let people = [
        ("Ada", "child", None),
        ("Grace", "parent", None),
        ("Joe", "family", None),
        ("Mrs Okafor", "referrer", None),
        ("Kofi", "coordinator", None),
    ];
    let new = NewCase {
        script_hash: script_hash(FAMILY),
        ..new_case(Arc::new(script), false)
    };
    let mut desk = with_consents(with_people(begin(new, clock.clone()), &people));
    desk.execute(Command::StartSession(kind))
        .expect("the meeting begins");
    (desk, clock)
}

fn cabinet_on(disk: Arc<MemoryDisk>, clock: Arc<StepClock>) -> Cabinet {
    Cabinet {
        storage: disk,
        clock,
        home: Home::at("/home"),
        waker: Arc::new(|| ()),
    }
}

/// The test script.
pub fn script() -> Arc<Script> {
    let script: Script =
        serde_json::from_str(include_str!("conference.json")).expect("the test script");
    Arc::new(script)
}

fn prepared(clock: Arc<StepClock>, names: &[&str; 3], practice: bool) -> Desk {
    prepared_from(script(), clock, names, practice)
}

fn prepared_from(
    script: Arc<Script>,
    clock: Arc<StepClock>,
    names: &[&str; 3],
    practice: bool,
) -> Desk {
    let people = [
        (names[0], "harmed", None),
        (names[1], "responsible", None),
        (names[2], "supporter", Some(0)),
        ("Kofi", "facilitator", None),
    ];
    let desk = Desk::in_memory(new_case(script, practice), clock);
    with_people(desk, &people)
}

fn new_case(script: Arc<Script>, practice: bool) -> NewCase {
    NewCase {
        reference: "RC-0412".to_owned(),
        script,
        script_hash: "00".repeat(32),
        practice,
    }
}
