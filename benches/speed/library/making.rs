//! Makes a home of very many fictional cases: real journals, plans and folders, written as fast
//! as the disk takes them.
//!
//! A few conferences are run by their commands; each case is one of them at another time, with
//! other names, items and outcome. The same seed makes the same cases.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use talking_piece::case::{
    Answer, Case, ClosedAgreement, ClosedItem, Event, ItemDraft, ItemId, Now, PersonId, PlanField,
    Recorded, SpokenDate,
};
use talking_piece::desk::{Desk, NewCase, encode, script_hash};
use talking_piece::document::plan;
use talking_piece::script::{ItemKind, Outcome, RoleKind, Script};
use talking_piece::store::{Header, HeaderId, Kind, LineHash, entry_line, header_line};

use super::words::{Random, facilitator, item, purpose};
use crate::cases::{Passing, gather, talk};

/// Scripts that cases are run from, by their names.
const SCRIPTS: [(&str, &str); 3] = [
    (
        "restorative-conference",
        include_str!("../../../scripts/restorative-conference.json"),
    ),
    (
        "family-group-conference",
        include_str!("../../../scripts/family-group-conference.json"),
    ),
    (
        "staff-conversation",
        include_str!("../../../scripts/staff-conversation.json"),
    ),
];
/// How many cases share one copy of a script on the disk: file systems allow so many names.
const SHARING: usize = 20_000;
/// Over so many days the cases are spread.
const DAYS: u64 = 1_000;

/// A conference that was run once.
struct Run {
    script: Arc<Script>,
    name: &'static str,
    hash: String,
    events: Vec<Recorded>,
}

/// Fills a home with so many cases.
pub fn make(home: &Path, cases: usize, seed: u64) {
    let runs: Vec<Run> = SCRIPTS.into_iter().flat_map(run).collect();
    let folder = home.join("cases");
    for needed in [&folder, &home.join("state"), &home.join("shared")] {
        fs::create_dir_all(needed).expect("a folder");
    }
    for (name, text) in SCRIPTS {
        for copy in 0..=cases / SHARING {
            fs::write(home.join(format!("shared/{name}.{copy}")), text).expect("a script");
        }
    }
    let next = AtomicUsize::new(1);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number > cases {
                        return;
                    }
                    one(home, number, seed, &runs);
                }
            });
        }
    });
    fs::remove_dir_all(home.join("shared")).expect("a folder to remove");
}

/// A script's conference, in three lengths.
fn run((name, text): (&'static str, &'static str)) -> Vec<Run> {
    let script: Script = serde_json::from_str(text).expect("a script");
    let script = Arc::new(script);
    let lengths = [8, 16, 24].into_iter();
    lengths
        .map(|turns| {
            let new = NewCase {
                reference: String::new(),
                script: script.clone(),
                script_hash: script_hash(text),
                practice: false,
            };
            let mut desk = Desk::in_memory(new, Arc::new(Passing::days_ago(1)));
            gather(&mut desk);
            talk(&mut desk, turns);
            Run {
                script: script.clone(),
                name,
                hash: script_hash(text),
                events: desk.case().history.clone(),
            }
        })
        .collect()
}

fn one(home: &Path, number: usize, seed: u64, runs: &[Run]) {
    let mut random = Random::of(seed, number as u64);
    let run = random.one_of(runs);
    let reference = format!("RC-{number:06}");
    let events = events(run, &reference, &mut random);
    let path = home.join("cases").join(&reference);
    fs::create_dir_all(path.join("scripts")).expect("a folder");
    let shared = home.join(format!("shared/{}.{}", run.name, number / SHARING));
    let copy = path.join(format!("scripts/{}.json", run.name));
    fs::hard_link(shared, copy).expect("a script");
    let id = HeaderId(random.bytes());
    fs::write(path.join("journal"), journal(id, &events)).expect("a journal");
    let last = events.last().expect("an event").at.wall;
    let mut case = Case::new(run.script.clone());
    for recorded in events {
        case.apply(recorded);
    }
    if !case.agreement.closings.is_empty() {
        let bytes = plan::write(&case, false).expect("a plan");
        fs::write(path.join("plan.json"), bytes).expect("a plan");
    }
    // Else every case would seem to have been written in just now.
    let at = SystemTime::UNIX_EPOCH
        + Duration::from_secs(u64::try_from(last.timestamp()).expect("a time after 1970"));
    for file in [path.join("journal"), path] {
        let opened = fs::File::open(file).expect("what was just made");
        opened.set_modified(at).expect("a time");
    }
}

/// The events of a case: those of the run, with its own time, names and end.
fn events(run: &Run, reference: &str, random: &mut Random) -> Vec<Recorded> {
    let begun: DateTime<Utc> = "2024-02-01T09:00:00Z".parse().expect("a time");
    let day = i64::try_from(random.below(DAYS)).expect("a few days");
    let first = run.events.first().expect("an event").at.wall;
    let later = begun.fixed_offset() + TimeDelta::days(day) - first;
    let mut events: Vec<Recorded> = run.events.clone();
    for recorded in &mut events {
        recorded.at.wall += later;
        if let Event::CaseOpened {
            reference: named,
            script_hash,
            ..
        } = &mut recorded.event
        {
            reference.clone_into(named);
            script_hash.clone_from(&run.hash);
        }
        if let Event::PersonAdded { details, .. } = &mut recorded.event {
            let kind = run.script.role(&details.roles[0]).map(|role| role.kind);
            if kind == Some(RoleKind::Facilitator) {
                details.name = facilitator(random);
            }
        }
    }
    let outcome = match random.below(20) {
        // It stopped in the middle of the meeting.
        0 => return events,
        1..=3 => Outcome::NoAgreementWanted,
        4 => Outcome::NotReached,
        5 => Outcome::EndedEarly,
        _ => Outcome::Agreement,
    };
    let mut add = |event| {
        let last = events.last().expect("an event");
        let at = Now {
            wall: last.at.wall + TimeDelta::minutes(3),
            steady: last.at.steady + 180_000,
        };
        let number = last.number + 1;
        events.push(Recorded {
            number,
            command: number,
            at,
            event,
        });
        at.wall
    };
    if outcome == Outcome::Agreement {
        let agreed = agreement(begun + TimeDelta::days(day), random);
        add(Event::AgreementClosed {
            agreement: Box::new(agreed),
        });
    }
    add(Event::SessionEnded {
        outcome,
        change_method: false,
        notes_wait: Some(false),
    });
    events
}

fn agreement(day: DateTime<Utc>, random: &mut Random) -> ClosedAgreement {
    let count = 1 + random.below(4);
    let items = (1..=count).map(|number| {
        let mut draft = ItemDraft::new(ItemKind::Action, item(random));
        let days = i64::try_from(7 + random.below(120)).expect("a few days");
        draft.due = Some(SpokenDate {
            on: (day + TimeDelta::days(days)).date_naive(),
            said: "by then".to_owned(),
        });
        ClosedItem {
            item: ItemId(u16::try_from(number).expect("a few items")),
            version: 1,
            draft,
            answers: [(PersonId(1), Answer::Yes)].into(),
            read_back: [].into(),
            ratified: None,
            concern: None,
        }
    });
    ClosedAgreement {
        version: 1,
        items: items.collect(),
        not_agreed: Vec::new(),
        refused: Vec::new(),
        settled: [(PlanField::Purpose, purpose(random))].into(),
        review: None,
        brought: false,
        from: None,
        record: None,
    }
}

fn journal(id: HeaderId, events: &[Recorded]) -> String {
    let mut last = header_line(&Header::plain(id, Kind::Case)).expect("a header");
    let mut text = String::new();
    for recorded in events {
        text.push_str(&last);
        text.push('\n');
        let entry = encode(recorded);
        last = entry_line(entry.number, LineHash::of(&last), &entry.body);
    }
    text.push_str(&last);
    text.push('\n');
    text
}
