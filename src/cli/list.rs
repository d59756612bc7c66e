//! `list`: every case at a glance.

use chrono::{DateTime, FixedOffset};
use clap::Args;
use serde::Serialize;

use super::output::counted;
use super::world::{World, is_with_one_side};
use crate::case::Event;
use crate::desk::{Cabinet, decode, time_of};
use crate::problem::Problem;
use crate::store::{CaseListing, Entry, Kind, Listed, list_cases};

/// List the cases
///
/// Real cases are listed; practice cases only with --practice.
#[derive(Debug, Args)]
pub(super) struct List {
    /// List the practice cases instead
    #[arg(long)]
    practice: bool,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
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
}

impl List {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.cabinet()?;
        let kind = Kind::of(self.practice);
        let listings = list_cases(cabinet.storage.as_ref(), &cabinet.home, kind, 1)?;
        let rows = listings.into_iter().map(Row::of).map(|row| Row {
            script: script_now(&cabinet, kind, &row.reference).or(row.script),
            entries: row
                .entries
                .filter(|_| !is_with_one_side(&cabinet, kind, &row.reference)),
            ..row
        });
        let rows: Vec<Row> = rows.collect();
        if self.json {
            return world.output.json(&rows);
        }
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
            Listed::ConflictCopy { of } => {
                let of = of.unwrap_or_else(|| "another case".to_owned());
                row.problem = Some(format!(
                    "A copy of {of}, left by a program that copies folders."
                ));
            }
        }
        row
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
