//! What must hold of whatever is made of foreign bytes.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::SecondsFormat;
use talking_piece::case::{Case, Event, Now, Recorded};
use talking_piece::clean::{Shape, clean, clean_bytes};
use talking_piece::desk::{decode, encode};
use talking_piece::document::plan::Plan;
use talking_piece::document::table;
use talking_piece::script_file;
use talking_piece::store::{Entry, Writing, scan_notes};

use super::corpus::Corpus;
use crate::rig::kept;

/// A script is understood or its faults are told, and nothing that is told steers a terminal.
pub fn script_parse(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    steers_nothing(&told_of_script(bytes))
}

/// The same by a reader that repeats a line of the file as it stands there.
pub fn script_repeated(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().next_back().unwrap_or_default();
    steers_nothing(&format!("{}\n{line}", told_of_script(bytes)))
}

fn told_of_script(bytes: &[u8]) -> String {
    match script_file::read(bytes, "a\u{1b}[2J") {
        Ok(read) => read.warnings.to_string(),
        Err(faults) => faults.to_string(),
    }
}

fn steers_nothing(told: &str) -> Result<(), String> {
    match told
        .lines()
        .find(|line| clean(line, Shape::Line).removed > 0)
    {
        Some(_) => Err("what is told of it could steer a terminal".to_owned()),
        None => Ok(()),
    }
}

/// Nothing is shown as an entry that was not written as one, and reading never fails badly.
pub fn journal_scan(bytes: &[u8], corpus: &Corpus) -> Result<(), String> {
    let _ = scan_notes(bytes, &Writing::Plain);
    let Ok(scan) = kept::scan(bytes) else {
        return Ok(());
    };
    let shown = scan.entries.iter().chain(&scan.aside);
    all_written(shown.map(|entry| entry.body.as_str()), corpus)
}

/// The same by a reader that believes any line of the right shape.
pub fn journal_without_sums(bytes: &[u8], corpus: &Corpus) -> Result<(), String> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let fields = lines.map(|line| line.split(|byte| *byte == b' ').collect::<Vec<_>>());
    let bodies: Vec<String> = fields
        .filter(|fields| fields.len() == 5 && fields[0] == b"p1")
        .filter_map(|fields| URL_SAFE_NO_PAD.decode(fields[3]).ok())
        .filter_map(|body| String::from_utf8(body).ok())
        .collect();
    all_written(bodies.iter().map(String::as_str), corpus)
}

fn all_written<'a>(
    mut shown: impl Iterator<Item = &'a str>,
    corpus: &Corpus,
) -> Result<(), String> {
    match shown.find(|body| !corpus.written.contains(*body)) {
        Some(_) => Err("an entry is shown that nobody wrote".to_owned()),
        None => Ok(()),
    }
}

/// An entry of any kind is kept, and means the same when it is written and read again.
pub fn event_json(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    means_the_same(bytes, encode)
}

/// The same by a writer that keeps of an entry of a newer kind what it understands.
pub fn event_as_understood(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    means_the_same(bytes, |recorded| {
        let whole = encode(recorded);
        let Event::Newer { kind, .. } = &recorded.event else {
            return whole;
        };
        let (at, steady) = (recorded.at.wall.to_rfc3339(), recorded.at.steady);
        let body = serde_json::json!({"v": 1, "at": at, "steady": steady, "t": kind});
        Entry {
            body: body.to_string(),
            ..whole
        }
    })
}

/// The same by a writer that writes every time as it is in Greenwich.
pub fn event_in_greenwich(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    means_the_same(bytes, |recorded| {
        let mut recorded = recorded.clone();
        recorded.at.wall = recorded.at.wall.to_utc().fixed_offset();
        encode(&recorded)
    })
}

fn means_the_same(bytes: &[u8], write: impl Fn(&Recorded) -> Entry) -> Result<(), String> {
    // A body of several lines is never written, and nothing else brings one in.
    let body = std::str::from_utf8(bytes)
        .ok()
        .filter(|body| !body.contains(['\n', '\r']));
    let Some(body) = body else {
        return Ok(());
    };
    let number = 7;
    let read = decode(&Entry {
        number,
        body: body.to_owned(),
    });
    let written = write(&read);
    if written.body.contains(['\n', '\r']) {
        return Err("an entry is written on several lines".to_owned());
    }
    let again = decode(&written);
    let same_event = again.event == read.event && again.command == read.command;
    if same_event && is_same_time(again.at, read.at) && write(&again) == written {
        Ok(())
    } else {
        Err("an entry means something else when it is read again".to_owned())
    }
}

/// Times are written to the millisecond; what comes from elsewhere may tell more.
fn is_same_time(one: Now, other: Now) -> bool {
    let told = |now: Now| {
        let wall = now.wall.to_rfc3339_opts(SecondsFormat::Millis, false);
        (wall, now.steady)
    };
    told(one) == told(other)
}

/// What was cleaned is clean: nothing hidden, composed, not much longer, and the same when it is
/// cleaned again.
pub fn clean_text(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    is_clean(bytes, |bytes, shape| clean_bytes(bytes, shape).text)
}

/// The same by a rule that lets words turn their direction.
pub fn clean_without_directions(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    is_clean(bytes, |bytes, _| {
        let text = String::from_utf8_lossy(bytes);
        text.chars().filter(|letter| !letter.is_control()).collect()
    })
}

fn is_clean(bytes: &[u8], clean_it: impl Fn(&[u8], Shape) -> String) -> Result<(), String> {
    for shape in [Shape::Line, Shape::Lines] {
        let once = clean_it(bytes, shape);
        let again = clean(&once, shape);
        if again.text != once || again.removed > 0 {
            return Err("something is left to clean".to_owned());
        }
        let hidden = |letter: char| {
            (letter.is_control() && letter != '\n')
                || matches!(letter, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
                || matches!(letter, '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
        };
        if once.chars().any(hidden) {
            return Err("something hidden is left".to_owned());
        }
        // A byte that is no text becomes a sign of three.
        if once.len() > 4 * bytes.len() {
            return Err("it grew".to_owned());
        }
    }
    Ok(())
}

/// Whatever an item says, no program for tables takes it for a formula.
pub fn csv_cell(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut plan = plan();
    plan.items.truncate(1);
    for item in &mut plan.items {
        item.text.clone_from(&text);
    }
    let script = serde_json::from_str(SCRIPT).map_err(|error| error.to_string())?;
    let case = Case::new(std::sync::Arc::new(script));
    is_no_formula(&table::items(&case, &plan))
}

/// The same with the words as they were typed.
pub fn cell_as_typed(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let text = String::from_utf8_lossy(bytes).into_owned();
    let written = writer
        .write_record(["text"])
        .and_then(|()| writer.write_record([text]));
    written.map_err(|error| error.to_string())?;
    let table = writer.into_inner().map_err(|error| error.to_string())?;
    is_no_formula(&String::from_utf8_lossy(&table))
}

fn is_no_formula(table: &str) -> Result<(), String> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(table.as_bytes());
    for row in reader.records() {
        let row = row.map_err(|error| format!("it is no table: {error}"))?;
        for cell in &row {
            let begins = cell.trim_start_matches([' ', '"']);
            if begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '|']) {
                return Err("a cell begins a formula".to_owned());
            }
        }
    }
    Ok(())
}

/// A plan that can be read means the same when it is written and read again.
pub fn plan_roundtrip(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    plan_comes_back(bytes, |plan| {
        plan.to_bytes().map_err(|error| error.to_string())
    })
}

/// The same by a writer that knows nothing of what a child said.
pub fn plan_without_the_child(bytes: &[u8], _: &Corpus) -> Result<(), String> {
    plan_comes_back(bytes, |plan| {
        let mut plan = plan.clone();
        plan.child_voice = None;
        plan.to_bytes().map_err(|error| error.to_string())
    })
}

fn plan_comes_back(
    bytes: &[u8],
    write: impl Fn(&Plan) -> Result<Vec<u8>, String>,
) -> Result<(), String> {
    let Ok(plan) = Plan::read(bytes) else {
        return Ok(());
    };
    match Plan::read(&write(&plan)?) {
        Ok(again) if again == plan => Ok(()),
        Ok(_) => Err("a plan means something else when it is read again".to_owned()),
        Err(error) => Err(format!("a plan that was written cannot be read: {error}")),
    }
}

const SCRIPT: &str = include_str!("../../it/golden/small-conference.json");

fn plan() -> Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    let read = || Plan::read(include_bytes!("../../it/golden/plan-1.json"));
    PLAN.get_or_init(|| read().expect("the golden plan"))
        .clone()
}
