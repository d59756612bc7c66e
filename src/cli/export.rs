//! `export`: an agreement as a document for somebody else; the seats and the schedule on paper.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::remark;
use super::plan::{nothing_closed, plan_text};
use super::schedule::ScheduleOptions;
use super::world::World;
use crate::case::Case;
use crate::desk::incomplete;
use crate::document::calendar::{self, Naming};
#[cfg(feature = "pdf")]
use crate::document::form::pdf;
use crate::document::form::{html, markdown, text};
use crate::document::paper::{self, Paper};
use crate::document::plan::{Plan, plan_of};
use crate::document::{copy, fidelity, seat_plan, table, tasks};
use crate::problem::Problem;
#[cfg(feature = "pdf")]
use crate::problem::ProblemKind;
use crate::store;

/// Write the agreement of a case as a document, or its seats or schedule
///
/// Without --out the document goes to standard output. A file that is there already
/// is replaced only with --force; the record of a case never is.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// The form of the document
    #[arg(long, value_enum)]
    format: Format,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
    /// How the agreement is set: usual, large print, or easy-read
    #[arg(long, value_enum, default_value_t)]
    print: Print,
    /// Make a copy for one person, such as P2, or for somebody whom an item names: what they may see
    #[arg(long = "for", value_name = "WHO")]
    copy_for: Option<String>,
    /// Put on paper how each meeting followed its script, instead of the agreement
    #[arg(long, conflicts_with = "copy_for")]
    fidelity: bool,
    /// Put names and words into a calendar file
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    schedule: ScheduleOptions,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The plan, for programs
    Json,
    /// Plain text in 72 columns
    Txt,
    /// Markdown
    Md,
    /// One page for a browser, with its own print style
    Html,
    /// PDF on A4 with its own fonts, ready to print; needs --out
    #[cfg(feature = "pdf")]
    Pdf,
    /// What is due, as a calendar file; without names unless --names
    Ics,
    /// What was agreed, as tasks for Taskwarrior
    Taskwarrior,
    /// Items and follow-ups as a table, with what became of each
    Csv,
    /// What happened when, as an ODK-style audit log without names and words
    AuditCsv,
    /// The seats of the next meeting, for the facilitator
    Seats,
    /// What comes when, for each person who takes part
    Schedule,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Print {
    /// Letters of 11 points
    #[default]
    Usual,
    /// Letters of 18 points
    Large,
    /// One idea a line, more space, everyday words
    EasyRead,
}

impl Export {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let is_schedule = matches!(self.format, Format::Schedule);
        self.schedule.only_with(is_schedule)?;
        let read = world.read(&self.reference, self.practice)?;
        let case = &read.case;
        let missing = incomplete(&read.content);
        // On paper it is said on the paper itself.
        let on_paper = matches!(self.format, Format::Txt | Format::Md);
        if let Some(missing) = missing.as_deref().filter(|_| !on_paper) {
            remark(missing);
        }
        if self.fidelity && !self.is_paper() {
            return Err(Problem::wrong_use(
                "How the script was followed is a paper.",
                "Use --fidelity with --format txt, md, html or pdf.",
            ));
        }
        if self.copy_for.is_some() && !self.is_paper() {
            return Err(Problem::wrong_use(
                "A copy for one person is a paper.",
                "Use --for with --format txt, md, html or pdf.",
            ));
        }
        let document = match self.format {
            Format::Json => plan_text(case, self.practice)?,
            Format::Txt => noted(missing, text::write(&self.paper(case)?)),
            Format::Md => noted(missing, markdown::write(&self.paper(case)?)),
            Format::Html => html::write(&self.paper(case)?),
            #[cfg(feature = "pdf")]
            Format::Pdf => return self.pdf(world, &self.paper(case)?),
            Format::Ics => {
                let naming = if self.names {
                    Naming::WithNames
                } else {
                    Naming::Without
                };
                calendar::write(&self.plan(case)?, naming)
            }
            Format::Taskwarrior => {
                let tasks = tasks::tasks(case, &self.plan(case)?);
                serde_json::to_string_pretty(&tasks).map_err(|_| nothing_closed())? + "\n"
            }
            Format::Csv => table::items(case, &self.plan(case)?),
            Format::AuditCsv => table::audit(case, self.practice),
            Format::Seats => seat_plan::write(case, self.practice),
            Format::Schedule => self.schedule.of_case(case, self.practice)?,
        };
        match (&self.out, self.format) {
            (Some(path), _) => self.write(world, path, document.as_bytes()),
            (None, Format::Json | Format::Taskwarrior) => world.output.json_text(&document),
            (None, _) => world.output.document(&document),
        }
    }

    fn is_paper(&self) -> bool {
        match self.format {
            Format::Txt | Format::Md | Format::Html => true,
            #[cfg(feature = "pdf")]
            Format::Pdf => true,
            Format::Json
            | Format::Ics
            | Format::Taskwarrior
            | Format::Csv
            | Format::AuditCsv
            | Format::Seats
            | Format::Schedule => false,
        }
    }

    fn plan(&self, case: &Case) -> Result<Plan, Problem> {
        plan_of(case, self.practice).ok_or_else(nothing_closed)
    }

    fn paper(&self, case: &Case) -> Result<Paper, Problem> {
        let print = match self.print {
            Print::Usual => paper::Print::Usual,
            Print::Large => paper::Print::Large,
            Print::EasyRead => paper::Print::EasyRead,
        };
        if self.fidelity {
            return fidelity::fidelity(case, self.practice, print).ok_or_else(|| {
                Problem::wrong_use(
                    "No meeting of this case has begun.",
                    "Once one has, its record tells how the script was followed.",
                )
            });
        }
        let Some(meant) = &self.copy_for else {
            return paper::agreement(case, self.practice, print).ok_or_else(nothing_closed);
        };
        let plan = self.plan(case)?;
        let recipient = copy::recipient(case, &plan, meant).ok_or_else(|| {
            Problem::wrong_use(
                "Nobody of this case and nobody in its agreement is meant by that.",
                "Use a number such as P2, which `show` tells, or words such as school as an item has them.",
            )
        })?;
        let copied = copy::copy_for(&plan, case.agreement_script(), &recipient);
        Ok(paper::copy(&copied, case.agreement_script(), print))
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, world: &World, paper: &Paper) -> Result<(), Problem> {
        let Some(path) = &self.out else {
            return Err(Problem::wrong_use(
                "A PDF cannot be shown in the terminal.",
                "Say with --out in which file it is to be kept.",
            ));
        };
        let pdf = pdf::write(paper).map_err(|error| {
            Problem::new(
                ProblemKind::CannotReadOrWrite,
                error.to_string(),
                "Use --format html until this is mended; nothing was changed.",
            )
        })?;
        if !pdf.uncovered.is_empty() {
            let letters: String = pdf.uncovered.iter().collect();
            remark(&format!(
                "The fonts of the PDF do not have: {letters} - a box stands in their place. \
                 The HTML, printed from a browser, can have them."
            ));
        }
        self.write(world, path, &pdf.bytes)
    }

    fn write(&self, world: &World, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
        let cabinet = world.cabinet()?;
        if is_inside(path, cabinet.home.root()) {
            return Err(Problem::wrong_use(
                "Documents are not written into the folder of the cases.",
                "Choose a place outside of it.",
            )
            .at(path));
        }
        store::export(cabinet.storage.as_ref(), path, bytes, self.force)?;
        Ok(())
    }
}

/// A paper with what is missing from it said first.
fn noted(missing: Option<String>, paper: String) -> String {
    match missing {
        Some(missing) => format!("{missing}\n\n{paper}"),
        None => paper,
    }
}

/// Whether a file would stand in a folder or below it, whatever links lead there.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    match (parent.canonicalize(), folder.canonicalize()) {
        (Ok(parent), Ok(folder)) => parent.starts_with(folder),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
    }
}
