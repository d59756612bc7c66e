//! `evaluation counts`: how many answered, and how many of them well.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{chosen, filled, slips};
use crate::cli::world::World;
use crate::document::evaluation::kind_in_words;
use crate::measure::{By, Group, LEAST, Row, Table, Told, count};
use crate::problem::Problem;
use crate::script::{Evaluation, Scale, Statement};

/// Count what people said, over all real cases
///
/// Numbers below five are kept back, and so is every other number out of which one of them could
/// be worked out. Practice cases are never counted.
#[derive(Debug, Args)]
pub(super) struct Counts {
    /// One form (see `evaluation list`); all when left out
    #[arg(value_name = "ID")]
    form: Option<String>,
    /// What stands beside each other
    #[arg(long, value_enum, default_value_t)]
    by: Grouped,
    /// The smallest number that is told: 5 or more
    #[arg(long, value_name = "N", default_value_t = LEAST)]
    least: usize,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Grouped {
    /// As what people took part
    #[default]
    Role,
    /// The year in which the forms were typed in
    Year,
}

impl From<Grouped> for By {
    fn from(grouped: Grouped) -> Self {
        match grouped {
            Grouped::Role => Self::Kind,
            Grouped::Year => Self::Year,
        }
    }
}

impl Counts {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        if self.least < LEAST {
            return Err(Problem::wrong_use(
                "No number below five is told.",
                "Use --least with 5 or more.",
            ));
        }
        let forms = chosen(world, self.form.as_deref())?;
        let filled = filled(&slips(world)?);
        let by = self.by.into();
        let tables: Vec<(Evaluation, Table)> = forms
            .into_iter()
            .map(|form| {
                let table = count(&form, &filled, by, self.least);
                (form, table)
            })
            .collect();
        if self.json {
            let rows: Vec<Value> = tables
                .iter()
                .map(|(form, table)| self.in_json(form, table))
                .collect();
            return world.output.json(&rows);
        }
        for (form, table) in &tables {
            for line in self.lines(form, table) {
                world.output.line(&line)?;
            }
        }
        world.output.line(&self.rule())
    }

    /// What every number means, which stands below them.
    fn rule(&self) -> String {
        format!(
            "Counted: forms of all real cases that were typed in on this computer. Of those who \
             answered a line; \"does not apply\" and blanks are no answers. Numbers below {} are \
             kept back, and so is any other that would give one away.",
            self.least
        )
    }

    fn lines(&self, form: &Evaluation, table: &Table) -> Vec<String> {
        let mut lines = vec![format!("{} ({})", form.title, form.id)];
        let Some(forms) = table.forms else {
            lines.push(format!(
                "  fewer than {} forms so far: nothing is told",
                self.least
            ));
            lines.push(String::new());
            return lines;
        };
        lines.push(format!("  {forms} forms; well is: {}", well(form.scale)));
        for (statement, row) in form.statements.iter().zip(&table.rows) {
            lines.push(format!("  {}", statement.says));
            lines.push(format!("    everybody: {}", in_words(row.all)));
            for (group, told) in table.groups.iter().zip(&row.groups) {
                lines.push(format!("    {}: {}", named(*group), in_words(*told)));
            }
            lines.extend(compared(statement));
        }
        lines.push(String::new());
        lines
    }

    fn in_json(&self, form: &Evaluation, table: &Table) -> Value {
        let rows = form.statements.iter().zip(&table.rows);
        let rows = rows.map(|(statement, row)| json_row(statement, row, &table.groups));
        json!({
            "form": form.id,
            "version": form.version,
            "forms": table.forms,
            "well": well(form.scale),
            "least": self.least,
            "counted": self.rule(),
            "statements": rows.collect::<Vec<_>>(),
        })
    }
}

/// Which answers count as good ones.
fn well(scale: Scale) -> &'static str {
    match scale {
        Scale::FivePoints => "four or five of five",
        Scale::YesOrNo => "yes",
        Scale::ThreeFaces => "the first face",
    }
}

fn named(group: Group) -> String {
    match group {
        Group::Kind(kind) => kind_in_words(kind).to_owned(),
        Group::Year(year) => year.to_string(),
    }
}

fn in_words(told: Told) -> String {
    match told {
        Told::KeptBack => "kept back".to_owned(),
        Told::Answered(of) => format!("{of} answered; how, is kept back"),
        Told::Nearly(of) => format!("all {of} who answered said well, or all but very few"),
        Told::Hardly(of) => format!("of {of} who answered, nobody or very few said well"),
        Told::Counted { good, of } => {
            format!("{good} of {of} said well ({} per cent)", percent(good, of))
        }
    }
}

/// A whole number: more would only look exact.
fn percent(good: usize, of: usize) -> usize {
    (good * 200 + of).checked_div(of * 2).unwrap_or(0)
}

/// What a number can be compared with, and what it counts.
fn compared(statement: &Statement) -> Vec<String> {
    let Some(measure) = &statement.measure else {
        return Vec::new();
    };
    let mut lines = vec![format!("    {}: {}", measure.id, measure.means)];
    let earlier = measure.earlier.iter();
    lines.extend(
        earlier.map(|one| format!("    {}: {} per cent of {}", one.year, one.percent, one.of)),
    );
    lines
}

fn json_row(statement: &Statement, row: &Row, groups: &[Group]) -> Value {
    let groups = groups.iter().zip(&row.groups);
    let groups = groups.map(|(group, told)| {
        let mut value = json_told(*told);
        value["group"] = match group {
            Group::Kind(kind) => json!(kind),
            Group::Year(year) => json!(year),
        };
        value
    });
    json!({
        "id": statement.id,
        "says": statement.says,
        "measure": statement.measure,
        "everybody": json_told(row.all),
        "groups": groups.collect::<Vec<_>>(),
    })
}

/// What is kept back is null, and `about` says in words what may be said of it all the same.
fn json_told(told: Told) -> Value {
    let (answered, good) = match told {
        Told::KeptBack => (None, None),
        Told::Answered(of) | Told::Nearly(of) | Told::Hardly(of) => (Some(of), None),
        Told::Counted { good, of } => (Some(of), Some(good)),
    };
    let share = answered.zip(good).map(|(of, good)| percent(good, of));
    json!({ "answered": answered, "well": good, "percent": share, "about": in_words(told) })
}
