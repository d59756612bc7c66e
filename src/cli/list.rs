//! `list`: every case at a glance.

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::Args;
use serde::Serialize;

use super::output::counted;
use super::retention::in_force;
use super::world::{World, is_with_one_side};
use super::{index, office};
use crate::case::Event;
use crate::desk::library::{CaseRow, Library, Order, Stands, State};
use crate::desk::{Cabinet, decode, time_of};
use crate::problem::Problem;
use crate::store::{COMPARE_A_COPY, CaseListing, Entry, IndexFile, Kind, Listed, list_cases};
use crate::tui::office::DueLeads;

/// List the cases
///
/// Real cases are listed; practice cases only with --practice.
#[derive(Debug, Args)]
pub(super) struct List {
    /// List the practice cases instead
    #[arg(long)]
    practice: bool,
    /// List what is due and overdue in them instead, the oldest first
    #[arg(long)]
    due: bool,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

/// One thing that is due: the script's words and numbers, no names.
#[derive(Debug, Serialize)]
struct DueLine {
    #[serde(rename = "ref")]
    reference: String,
    practice: bool,
    on: NaiveDate,
    overdue: bool,
    what: String,
    /// Whether it is that the case was kept long enough.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    to_dispose_of: bool,
}

/// One row: numbers and times, no words and no names.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(rename = "ref")]
    reference: String,
    practice: bool,
    script: Option<String>,
    opened: Option<DateTime<FixedOffset>>,
    last_entry: Option<DateTime<FixedOffset>>,
    /// None while one side alone is in the room, for it counts what the other said too.
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<u64>,
    problem: Option<String>,
    /// Until when it is kept and why; left out of practice cases.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    kept: Option<Retained>,
}

/// How long a case is kept.
#[derive(Debug, Serialize)]
struct Retained {
    kept_until: Option<NaiveDate>,
    kept_because: String,
    held_since: Option<NaiveDate>,
}

impl List {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let kind = Kind::of(self.practice);
        let cabinet = match kind {
            Kind::Case => world.cabinet_as_it_is()?,
            Kind::Practice => world.closed_cabinet()?,
        };
        if self.due {
            return self.list_due(&cabinet, kind, world);
        }
        if self.json {
            let library = index::library(&cabinet, kind, false)?;
            return world.output.json(&known(&cabinet, &library));
        }
        let rows = rows(&cabinet, kind)?;
        if rows.is_empty() {
            let what = if self.practice {
                "practice cases"
            } else {
                "cases"
            };
            return world.output.line(&format!("There are no {what} yet."));
        }
        if self.practice {
            world
                .output
                .line("PRACTICE - fictional cases, not real ones")?;
        }
        for row in rows {
            world.output.line(&row.told())?;
        }
        Ok(())
    }

    fn list_due(&self, cabinet: &Cabinet, kind: Kind, world: &mut World) -> Result<(), Problem> {
        let rows = rows(cabinet, kind)?;
        let readable = rows.iter().filter(|row| row.problem.is_none());
        let references = readable.map(|row| row.reference.as_str());
        let today = cabinet.clock.now().wall.date_naive();
        let lines = office::due::of(cabinet, kind, references);
        let lines: Vec<DueLine> = lines
            .into_iter()
            .map(|row| DueLine {
                reference: row.reference,
                practice: row.practice,
                on: row.on,
                overdue: row.on < today,
                what: row.what,
                to_dispose_of: row.leads == DueLeads::CasePage,
            })
            .collect();
        if self.json {
            return world.output.json(&lines);
        }
        if lines.is_empty() {
            return world.output.line("Nothing is due.");
        }
        if self.practice {
            let practice = "PRACTICE - fictional cases, not real ones";
            world.output.line(practice)?;
        }
        for line in lines {
            let overdue = match (line.to_dispose_of, line.overdue) {
                (true, _) => "to go",
                (false, true) => "overdue",
                (false, false) => "",
            };
            world.output.line(&format!(
                "{:<12} {}  {overdue:<8} {}",
                line.reference, line.on, line.what
            ))?;
        }
        Ok(())
    }
}

/// One row for each case, by reference: by the index where there is one.
fn rows(cabinet: &Cabinet, kind: Kind) -> Result<Vec<Row>, Problem> {
    let storage = cabinet.storage.as_ref();
    if IndexFile::of(&cabinet.home, kind).exists(storage) {
        return Ok(known(cabinet, &*index::library(cabinet, kind, false)?));
    }
    let listings = list_cases(storage, &cabinet.home, kind, 1)?;
    let rows = listings.into_iter().map(Row::of).map(|row| Row {
        script: script_now(cabinet, kind, &row.reference).or(row.script),
        ..row
    });
    Ok(rows.map(|row| row.seen(cabinet, kind)).collect())
}

/// One row for each case of a library, by reference.
fn known(cabinet: &Cabinet, library: &Library) -> Vec<Row> {
    // Where the rules cannot be used, `retention check` says why.
    let rules = in_force(cabinet.storage.as_ref(), &cabinet.home).ok();
    let in_order = library.in_order(Order::Reference).into_iter();
    let known = in_order.filter_map(|place| library.rows().get(usize::try_from(place).ok()?));
    let rows = known.map(|row| {
        let kept = rules.as_ref().and_then(|rules| library.kept(row, rules));
        let known = Row {
            kept: kept.map(|kept| Retained {
                kept_until: kept.until,
                kept_because: kept.because().to_owned(),
                held_since: kept.held,
            }),
            ..Row::known(library, row)
        };
        if row.stands() == Some(Stands::Running) {
            known.seen(cabinet, library.kind())
        } else {
            known
        }
    });
    rows.collect()
}

/// The script that a case goes on with, where it went over to another than the one that it began
/// with: only then its folder holds the text of more than one.
fn script_now(cabinet: &Cabinet, kind: Kind, reference: &str) -> Option<String> {
    let folder = cabinet.folder(kind, reference).ok()?;
    let scripts = cabinet.storage.list(&folder.path().join("scripts")).ok()?;
    if scripts.len() < 2 {
        return None;
    }
    let read = cabinet.read(kind, reference).ok()?;
    Some(read.case.script.id.to_string())
}

fn copy_of(of: Option<&str>) -> String {
    let of = of.unwrap_or("another case");
    format!("A copy of {of}, left by a program that copies folders. {COMPARE_A_COPY}")
}

impl Row {
    fn of(listing: CaseListing) -> Self {
        let mut row = Self {
            reference: listing.reference,
            practice: listing.kind == Kind::Practice,
            script: None,
            opened: None,
            last_entry: None,
            entries: None,
            problem: None,
            kept: None,
        };
        match listing.state {
            Listed::Readable {
                id: _,
                entries,
                first,
                last,
                tail: _,
            } => {
                let entry = |number, body: String| Entry { number, body };
                row.entries = Some(entries);
                let first = entry(1, first);
                row.opened = time_of(&first);
                if let Event::CaseOpened { script, .. } = decode(&first).event {
                    row.script = Some(script.to_string());
                }
                row.last_entry = time_of(&entry(entries, last));
            }
            Listed::Broken(why) => row.problem = Some(why),
            Listed::ConflictCopy { of } => row.problem = Some(copy_of(of.as_deref())),
        }
        row
    }

    /// The same of a row of the library.
    fn known(library: &Library, known: &CaseRow) -> Self {
        let problem = match known.state() {
            State::Stands(_) => None,
            State::Sealed(why) | State::Newer(why) | State::Broken(why) => {
                Some(library.text(why).to_owned())
            }
            State::Copy(of) => Some(copy_of(of.map(|of| library.text(of)))),
        };
        let can_be_opened = problem.is_none();
        let script = library.text(known.script).to_owned();
        Self {
            reference: known.reference.to_string(),
            practice: library.kind() == Kind::Practice,
            script: can_be_opened.then_some(script),
            opened: known.opened.filter(|_| can_be_opened),
            last_entry: known.last.filter(|_| can_be_opened),
            entries: can_be_opened.then_some(known.entries.into()),
            problem,
            kept: None,
        }
    }

    /// Without what counts the other side, while the case is with one side alone.
    fn seen(self, cabinet: &Cabinet, kind: Kind) -> Self {
        let counts = |_: &u64| !is_with_one_side(cabinet, kind, &self.reference);
        Self {
            entries: self.entries.filter(counts),
            ..self
        }
    }

    fn told(&self) -> String {
        if let Some(problem) = &self.problem {
            return format!("{:<12} {problem}", self.reference);
        }
        let day = |at: Option<DateTime<FixedOffset>>| {
            at.map_or_else(
                || "-".to_owned(),
                |at| at.format("%Y-%m-%d %H:%M").to_string(),
            )
        };
        let entries = self.entries.map_or_else(
            || "with one side alone".to_owned(),
            |entries| counted(entries, "entry", "entries"),
        );
        format!(
            "{:<12} {:<28} begun {}  last entry {}  {}",
            self.reference,
            self.script.as_deref().unwrap_or("-"),
            day(self.opened),
            day(self.last_entry),
            entries,
        )
    }
}
