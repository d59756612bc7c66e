//! What the library knows, and that it is what a fresh look would tell.

mod changes;
mod damaged;
mod finding;
mod many;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate};

use super::*;
use crate::case::{
    ClosedAgreement, ClosedItem, Event, ItemDraft, ItemId, Now, PersonDetails, PersonId, PlanField,
    Recorded, SpokenDate,
};
use crate::clock::Clock;
use crate::desk::{Cabinet, encode, script_hash};
use crate::script::{ItemKind, Outcome, RoleId, ScriptId, SessionKindId};
use crate::store::{
    Header, HeaderId, Home, IndexFile, LineHash, MemoryDisk, Storage as _, entry_line, header_line,
};

const SCRIPT: &str = include_str!("../../../scripts/restorative-conference.json");
const BEGINNING: i64 = 1_790_000_000;

/// A home on a simulated disk whose clock is that of the program.
struct World {
    disk: MemoryDisk,
    clock: Arc<Time>,
}

#[derive(Debug)]
struct Time(AtomicI64);

impl Clock for Time {
    fn now(&self) -> Now {
        let seconds = self.0.load(Ordering::Relaxed);
        let wall = DateTime::from_timestamp(seconds, 0).unwrap();
        Now {
            wall: wall.fixed_offset(),
            steady: 1,
        }
    }
}

impl World {
    fn new() -> Self {
        let world = Self {
            disk: MemoryDisk::default(),
            clock: Arc::new(Time(AtomicI64::new(BEGINNING))),
        };
        world.disk.set_time(BEGINNING);
        home().prepare(&world.disk).unwrap();
        world
    }

    fn cabinet(&self) -> Cabinet {
        Cabinet {
            storage: Arc::new(self.disk.clone()),
            clock: self.clock.clone(),
            home: home(),
            waker: Arc::new(|| ()),
        }
    }

    fn pass(&self, seconds: i64) {
        let now = self.clock.0.fetch_add(seconds, Ordering::Relaxed) + seconds;
        self.disk.set_time(now);
    }

    /// Lets so much time pass that the disk has written out whatever waited for it.
    fn rest(&self) {
        self.disk.settle();
        self.pass(100);
    }

    /// Puts a journal of these events in the place of any other.
    fn write(&self, reference: &str, id: u8, events: &[Event]) {
        let path = path(reference);
        // It may be there.
        let _ = self.disk.create_folder(&path);
        let text = journal(id, events);
        self.disk
            .put(&path.join("journal"), text.as_bytes())
            .unwrap();
    }

    fn append(&self, reference: &str, id: u8, events: &[Event], from: usize, sync: bool) {
        let whole = journal(id, events);
        let mut lines = whole.lines().skip(from + 1).map(|line| format!("{line}\n"));
        let path = path(reference).join("journal");
        let Ok(mut file) = self.disk.open_append(&path) else {
            return;
        };
        let _ = file.write(lines.by_ref().collect::<String>().as_bytes());
        if sync {
            file.sync().unwrap();
        }
    }

    /// The library by the index, which is brought up to date.
    fn known(&self) -> Arc<Library> {
        look(
            &self.cabinet(),
            read_library(&self.cabinet(), Kind::Case),
            true,
        )
    }

    /// The library as somebody would find it who knew nothing.
    fn fresh(&self) -> Arc<Library> {
        look(&self.cabinet(), None, false)
    }
}

fn look(cabinet: &Cabinet, known: Option<Kept>, always_keep: bool) -> Arc<Library> {
    let looking = Looking {
        threads: "look",
        always_keep,
        stop: &AtomicBool::new(false),
        tell: &|_, _| (),
    };
    if known.is_none() && !always_keep {
        // Whatever index there is must not be touched.
        let home = Home::at("/home");
        assert_eq!(cabinet.home, home);
        let before = IndexFile::of(&home, Kind::Case)
            .read(cabinet.storage.as_ref())
            .ok();
        let library = refresh(cabinet, Kind::Case, None, &looking)
            .unwrap()
            .library;
        let index = IndexFile::of(&home, Kind::Case);
        match before {
            Some(bytes) => index.write(cabinet.storage.as_ref(), &bytes).unwrap(),
            None => index.remove(cabinet.storage.as_ref()).unwrap(),
        }
        return library;
    }
    refresh(cabinet, Kind::Case, known, &looking)
        .unwrap()
        .library
}

fn path(reference: &str) -> PathBuf {
    home().cases(Kind::Case).join(reference)
}

fn home() -> Home {
    Home::at("/home")
}

fn journal(id: u8, events: &[Event]) -> String {
    let header = Header::plain(HeaderId([id; 16]), Kind::Case);
    let mut lines = vec![header_line(&header).unwrap()];
    for (number, event) in (1..).zip(events) {
        let wall = DateTime::from_timestamp(BEGINNING + 60 * i64::try_from(number).unwrap(), 0);
        let recorded = Recorded {
            number,
            command: number,
            at: Now {
                wall: wall.unwrap().fixed_offset(),
                steady: 60_000 * number,
            },
            event: event.clone(),
        };
        let last = LineHash::of(lines.last().unwrap());
        lines.push(entry_line(number, last, &encode(&recorded).body));
    }
    lines.join("\n") + "\n"
}

fn begun(reference: &str) -> Vec<Event> {
    let person = |number, name: &str, role: &str| Event::PersonAdded {
        person: PersonId(number),
        details: PersonDetails {
            name: name.to_owned(),
            roles: vec![RoleId::new(role)],
            supports: None,
            said_as: None,
            attends: crate::case::Attendance::Room,
        },
    };
    vec![
        Event::CaseOpened {
            reference: reference.to_owned(),
            script: ScriptId::new("restorative-conference"),
            version: 1,
            script_hash: script_hash(SCRIPT),
        },
        person(1, "Rose Quillfeather", "harmed"),
        person(2, "Kofi", "facilitator"),
        Event::SessionStarted {
            number: 1,
            kind: SessionKindId::new("conference"),
        },
    ]
}

/// A conference that came to an agreement of one item.
fn agreed(reference: &str, text: &str, due: &str) -> Vec<Event> {
    let mut draft = ItemDraft::new(ItemKind::Action, text);
    draft.due = Some(SpokenDate {
        on: day(due),
        said: "then".to_owned(),
    });
    let item = ClosedItem {
        item: ItemId(1),
        version: 1,
        draft,
        answers: [(PersonId(1), crate::case::Answer::Yes)].into(),
        read_back: [].into(),
        ratified: None,
        concern: None,
    };
    let agreement = ClosedAgreement {
        version: 1,
        items: vec![item],
        not_agreed: Vec::new(),
        refused: Vec::new(),
        settled: [(
            PlanField::Purpose,
            "So that it never happens again".to_owned(),
        )]
        .into(),
        review: None,
        brought: false,
        from: None,
        record: None,
    };
    let mut events = begun(reference);
    events.push(Event::AgreementClosed {
        agreement: Box::new(agreement),
    });
    events.push(Event::SessionEnded {
        outcome: Outcome::Agreement,
        change_method: false,
        notes_wait: Some(false),
    });
    events
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_row_tells_what_lists_need_and_no_name_but_the_facilitators() {
    let world = World::new();
    world.write(
        "RC-0001",
        1,
        &agreed("RC-0001", "Jay mends the side gate", "2026-12-03"),
    );
    let library = world.known();
    let row = &library.rows()[0];
    assert_eq!(row.stands().unwrap().title(), Some("Agreement"));
    assert_eq!(library.text(row.process), "Restorative conference");
    assert_eq!(library.text(row.facilitators), "Kofi");
    assert_eq!((row.items, row.open_items, row.version), (1, 1, 1));
    // The script has somebody get in touch two days after.
    assert_eq!(row.due, Some(day("2026-09-23")));
    let bytes = IndexFile::of(&home(), Kind::Case)
        .read(&world.disk)
        .unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("gate") && !text.contains("Quillfeather") && !text.contains("Rose"));
}

#[test]
fn copies_are_told_as_copies_and_become_cases_once_the_original_is_gone() {
    let world = World::new();
    let events = begun("RC-0001");
    for name in ["RC-0001", "RC-0001-LAPTOP"] {
        world.write(name, 1, &events);
    }
    world.write("RC-0001 (1)", 1, &events);
    world.rest();
    let states = |library: &Library| -> Vec<&'static str> {
        let order = library.in_order(Order::Reference).into_iter();
        let rows = order.map(|place| &library.rows()[place as usize]);
        rows.map(|row| library.called(row)).collect()
    };
    let copy = "copy of another case";
    // By name a space comes before a hyphen.
    assert_eq!(states(&world.known()), ["was going on", copy, copy]);
    remove(&world, "RC-0001");
    assert_eq!(states(&world.known()), [copy, "was going on"]);
}

fn remove(world: &World, reference: &str) {
    let path = path(reference);
    for name in world.disk.list(&path).unwrap_or_default() {
        let _ = world.disk.remove_file(&path.join(name));
    }
    let _ = world.disk.remove_folder(&path);
}

#[test]
fn an_index_that_is_damaged_or_of_another_home_or_kind_is_dropped_in_silence() {
    let world = World::new();
    world.write("RC-0001", 1, &agreed("RC-0001", "A gate", "2026-12-03"));
    world.rest();
    let library = world.known();
    let index = IndexFile::of(&home(), Kind::Case);
    let whole = index.read(&world.disk).unwrap();
    assert!(read_library(&world.cabinet(), Kind::Case).is_some());
    let practice = IndexFile::of(&home(), Kind::Practice);
    practice.write(&world.disk, &whole).unwrap();
    assert!(read_library(&world.cabinet(), Kind::Practice).is_none());
    let elsewhere = Home::at("/elsewhere");
    elsewhere.prepare(&world.disk).unwrap();
    IndexFile::of(&elsewhere, Kind::Case)
        .write(&world.disk, &whole)
        .unwrap();
    let cabinet = Cabinet {
        home: elsewhere,
        ..world.cabinet()
    };
    assert!(read_library(&cabinet, Kind::Case).is_none());
    for place in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x20;
        index.write(&world.disk, &damaged).unwrap();
        assert!(
            read_library(&world.cabinet(), Kind::Case).is_none(),
            "byte {place}"
        );
        index.write(&world.disk, &whole[..place]).unwrap();
        assert!(
            read_library(&world.cabinet(), Kind::Case).is_none(),
            "cut at {place}"
        );
    }
    assert_eq!(world.known(), library);
}

#[test]
fn the_first_rows_are_told_as_their_cases_stand_now() {
    let world = World::new();
    for (number, reference) in (1..).zip(["RC-0001", "RC-0002", "RC-0003"]) {
        world.write(reference, number, &begun(reference));
    }
    world.rest();
    world.known();
    world.rest();
    world.write("RC-0002", 2, &agreed("RC-0002", "A gate", "2026-12-03"));
    remove(&world, "RC-0003");
    let start = read_start(&world.cabinet(), Kind::Case).unwrap();
    assert_eq!(start.rows, 3);
    let library = glance_at(&world.cabinet(), start);
    let told: Vec<(&str, &str)> = library
        .rows()
        .iter()
        .map(|row| (&*row.reference, library.called(row)))
        .collect();
    assert_eq!(
        told,
        [("RC-0002", "Agreement"), ("RC-0001", "was going on")]
    );
}

#[test]
fn a_look_that_was_stopped_forgets_nothing_that_was_known() {
    let world = World::new();
    for (number, reference) in (1..).zip(["RC-0001", "RC-0002"]) {
        world.write(reference, number, &begun(reference));
    }
    world.rest();
    let library = world.known();
    let looking = Looking {
        threads: "look",
        always_keep: true,
        stop: &AtomicBool::new(true),
        tell: &|_, _| (),
    };
    let known = read_library(&world.cabinet(), Kind::Case);
    let stopped = refresh(&world.cabinet(), Kind::Case, known, &looking).unwrap();
    assert!(stopped.stopped);
    assert_eq!(stopped.library, library);
    assert_eq!(world.known(), library);
}
