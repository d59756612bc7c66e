//! `retention list`: until when each case is kept.

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::in_force;
use crate::cli::index;
use crate::cli::unseen::Unseen;
use crate::cli::world::World;
use crate::desk::library::{CaseRow, Library, Order};
use crate::problem::Problem;
use crate::script::RetentionRules;
use crate::store::Kind;

/// List until when each case is kept, those that go first at the top
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only those that are due to be disposed of
    #[arg(long)]
    due: bool,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

/// One case: its reference and days, no words of anybody's and no names.
#[derive(Debug, Serialize)]
struct Line {
    #[serde(rename = "ref")]
    reference: String,
    /// None where it is counted from a day that has not come.
    kept_until: Option<NaiveDate>,
    held_since: Option<NaiveDate>,
    due: bool,
    period: String,
    because: String,
    #[serde(skip)]
    told: String,
}

impl Line {
    /// Of a row of the library; nothing of one that cannot be opened.
    fn of(
        library: &Library,
        row: &CaseRow,
        rules: &RetentionRules,
        today: NaiveDate,
    ) -> Option<Self> {
        let kept = library.kept(row, rules)?;
        Some(Self {
            reference: row.reference.to_string(),
            kept_until: kept.until,
            held_since: kept.held,
            due: kept.is_due(today),
            period: kept.period.id.to_string(),
            because: kept.because().to_owned(),
            told: kept.told(today),
        })
    }

    fn printed(&self) -> String {
        let held = match self.held_since {
            Some(since) => format!("  ON HOLD since {}", since.format("%-d %B %Y")),
            None if self.due => "  to be disposed of".to_owned(),
            None => String::new(),
        };
        format!(
            "{:<12} {}{held}\n             {} (period `{}`)",
            self.reference, self.told, self.because, self.period
        )
    }
}

impl List {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.cabinet_as_it_is()?;
        let rules = in_force(cabinet.storage.as_ref(), &cabinet.home)?;
        let today = cabinet.clock.now().wall.date_naive();
        let library = index::library(&cabinet, Kind::Case, false)?;
        let places = library.in_order(Order::Reference).into_iter();
        let rows = places.filter_map(|place| library.rows().get(usize::try_from(place).ok()?));
        let lines = rows.filter_map(|row| Line::of(&library, row, &rules, today));
        let mut lines: Vec<Line> = lines.filter(|line| line.due || !self.due).collect();
        lines.sort_by_key(|line| (line.kept_until.is_none(), line.kept_until));
        let unseen = Unseen::of(&cabinet, &library);
        if self.json {
            world.output.json(&unseen.beside(&lines))?;
            return unseen.told();
        }
        if lines.is_empty() {
            let none = if self.due {
                let others = "No case that could be looked at is due to be disposed of.";
                unseen.nothing("No case is due to be disposed of.", others)
            } else {
                // A case that was looked at is always listed.
                unseen.nothing("There are no cases yet.", "No case is listed.")
            };
            world.output.line(none)?;
        }
        for line in lines {
            world.output.line(&line.printed())?;
        }
        unseen.told()
    }
}
