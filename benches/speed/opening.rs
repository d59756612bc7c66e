//! Opening a case of 10 000 events, beside reading and JSON-parsing its file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use talking_piece::case::{Attendance, Command, MarkKind, PersonDetails, Presence};
use talking_piece::clock::SystemClock;
use talking_piece::desk::{Cabinet, Desk, NewCase, encode, script_hash};
use talking_piece::script::Script;
use talking_piece::script_file;
use talking_piece::store::{Kind, LineHash, entry_line};

use crate::row::{Row, median};
use crate::saving::cabinet_in;

const EVENTS: u64 = 10_000;
const ROUNDS: usize = 15;
pub const REFERENCE: &str = "BENCH-2";
const SCRIPT: &str = include_str!("../../scripts/restorative-conference.json");

/// Measures opening against the bare reading of the same file, in turns.
pub fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (cabinet, _woken) = cabinet_in(folder.path());
    let journal = write_long_case(&cabinet);
    let (mut opening, mut parsing) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        parsing.push(parse(&journal));
        let begun = Instant::now();
        let read = cabinet
            .read(Kind::Case, REFERENCE)
            .expect("a readable case");
        opening.push(begun.elapsed().as_secs_f64());
        assert!(
            read.case.history.len() as u64 >= EVENTS,
            "the whole case was read"
        );
    }
    let what = "opening a case of 10 000 events, beside reading and JSON-parsing its file";
    vec![Row::times(what, median(opening), median(parsing), 3.0)]
}

/// Makes a real case folder, and a journal in it that is as long as a year of meetings.
pub fn write_long_case(cabinet: &Cabinet) -> PathBuf {
    let read = script_file::read(SCRIPT.as_bytes(), "script").map(|read| read.script);
    let script = Arc::new(
        read.map_err(|faults| faults.to_string())
            .expect("a sound script"),
    );
    let new = NewCase {
        reference: REFERENCE.to_owned(),
        script: script.clone(),
        script_hash: script_hash(SCRIPT),
        practice: false,
    };
    let desk = cabinet.create(new.clone(), SCRIPT).expect("a case");
    drop(desk.close(std::time::Duration::from_secs(10)));
    let journal = cabinet
        .folder(Kind::Case, REFERENCE)
        .expect("a folder")
        .path()
        .join("journal");
    let long = busy_desk(new, &script);
    let text = fs::read_to_string(&journal).expect("a journal");
    let header = text.lines().next().expect("a header").to_owned();
    let mut lines = vec![header];
    for recorded in &long.case().history {
        let last = lines.last().expect("a line before");
        let entry = encode(recorded);
        lines.push(entry_line(entry.number, LineHash::of(last), &entry.body));
    }
    fs::write(&journal, lines.join("\n") + "\n").expect("room on the disk");
    forget_marks(cabinet);
    journal
}

/// The journal was written anew behind the program's back, so its mark no longer fits.
fn forget_marks(cabinet: &Cabinet) {
    for entry in fs::read_dir(cabinet.home.state()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::remove_file(path).expect("a mark to remove");
        }
    }
}

fn busy_desk(new: NewCase, script: &Script) -> Desk {
    let mut desk = Desk::in_memory(new, Arc::new(SystemClock));
    for role in &script.roles {
        let details = PersonDetails {
            name: role.name.clone(),
            roles: vec![role.id.clone()],
            supports: None,
            said_as: None,
            attends: Attendance::Room,
        };
        desk.execute(Command::AddPerson(details)).expect("a person");
    }
    let people: Vec<_> = desk.case().people.iter().map(|person| person.id).collect();
    for person in &people {
        desk.execute(Command::SetPresence(*person, Presence::Here))
            .expect("an arrival");
    }
    desk.execute(Command::StartSession(script.sessions[0].id.clone()))
        .expect("a session");
    let kinds = [MarkKind::KeyPoint, MarkKind::Idea, MarkKind::Question];
    let mut turn = 0;
    while desk
        .case()
        .history
        .last()
        .is_some_and(|last| last.number < EVENTS)
    {
        turn += 1;
        let kind = kinds[turn % kinds.len()];
        desk.execute(Command::Mark {
            kind,
            person: None,
            text: None,
        })
        .expect("a mark");
        // Going on stops at checks and decisions; marks fill the rest of the journal.
        let _ = desk.execute(Command::GoOn);
    }
    desk
}

fn parse(journal: &Path) -> f64 {
    let begun = Instant::now();
    let text = fs::read_to_string(journal).expect("a journal");
    let mut values: Vec<Value> = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("p1 ")) {
        let body = line.split(' ').nth(3).expect("a body");
        let json = URL_SAFE_NO_PAD.decode(body).expect("letters");
        values.push(serde_json::from_slice(&json).expect("JSON"));
    }
    assert!(values.len() as u64 >= EVENTS, "the whole file was read");
    begun.elapsed().as_secs_f64()
}
