//! `list`: every case at a glance.

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::Args;
use serde::Serialize;

use super::output::counted;
use super::retention::in_force;
use super::unseen::Unseen;
use super::world::{World, is_with_one_side};
use super::{index, office};
use crate::desk::Cabinet;
use crate::desk::library::{CaseRow, DAMAGED, Library, Order, Stands, State};
use crate::problem::Problem;
use crate::store::Kind;
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
    /// Why it cannot be opened, or what is missing from it.
    problem: Option<String>,
    #[serde(skip)]
    can_be_opened: bool,
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
            Kind::Practice => {
                let cabinet = world.closed_cabinet()?;
                world.name_left_behind(&cabinet);
                cabinet
            }
        };
        if self.due {
            return self.list_due(&cabinet, kind, world);
        }
        let rows = rows(&cabinet, kind)?;
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

    fn list_due(&self, cabinet: &Cabinet, kind: Kind, world: &mut World) -> Result<(), Problem> {
        let library = index::library(cabinet, kind, false)?;
        let rules = in_force(cabinet.storage.as_ref(), &cabinet.home).ok();
        let today = cabinet.clock.now().wall.date_naive();
        let rows = library.rows().iter();
        let with_due = rows.filter(|row| office::due::may_be(&library, row, rules.as_ref(), today));
        let references = with_due.map(|row| &*row.reference);
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
        let unseen = Unseen::of(cabinet, &library);
        if self.json {
            world.output.json(&unseen.beside(&lines))?;
            return unseen.told();
        }
        if lines.is_empty() {
            let others = "Nothing is due in the cases that could be looked at.";
            let none = unseen.nothing("Nothing is due.", others);
            world.output.line(none)?;
            return unseen.told();
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
        unseen.told()
    }
}

/// One row for each case, by reference. Each is read whole, but for those that an index knows: a
/// damaged one looks sound at both its ends.
fn rows(cabinet: &Cabinet, kind: Kind) -> Result<Vec<Row>, Problem> {
    let library = index::library(cabinet, kind, false)?;
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
            ..Row::known(cabinet, &library, row)
        };
        if row.stands() == Some(Stands::Running) {
            known.seen(cabinet, library.kind())
        } else {
            known
        }
    });
    Ok(rows.collect())
}

impl Row {
    /// A row of the library.
    fn known(cabinet: &Cabinet, library: &Library, known: &CaseRow) -> Self {
        let problem = match known.state() {
            State::Stands(_) => library.missing(cabinet, known),
            State::Sealed(why) | State::Newer(why) | State::Broken(why) => {
                Some(library.text(why).to_owned())
            }
            State::Copy(of) => Some(library.told_as_copy(known, of)),
        };
        let can_be_opened = known.stands().is_some();
        let script = library.text(known.script).to_owned();
        Self {
            reference: known.reference.to_string(),
            practice: library.kind() == Kind::Practice,
            script: can_be_opened.then_some(script),
            opened: known.opened.filter(|_| can_be_opened),
            last_entry: known.last.filter(|_| can_be_opened),
            entries: can_be_opened.then_some(known.entries.into()),
            problem,
            can_be_opened,
            kept: None,
        }
    }

    /// Without what counts the other side, while the case is with one side alone.
    fn seen(self, cabinet: &Cabinet, kind: Kind) -> Self {
        if !is_with_one_side(cabinet, kind, &self.reference) {
            return self;
        }
        Self {
            entries: None,
            problem: self.problem.map(|_| DAMAGED.to_owned()),
            ..self
        }
    }

    fn told(&self) -> String {
        let problem = self.problem.as_deref().unwrap_or_default();
        if !self.can_be_opened {
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
        let line = format!(
            "{:<12} {:<28} begun {}  last entry {}  {}  {problem}",
            self.reference,
            self.script.as_deref().unwrap_or("-"),
            day(self.opened),
            day(self.last_entry),
            entries,
        );
        line.trim_end().to_owned()
    }
}
