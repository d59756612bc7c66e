//! `export`: an agreement as a document for somebody else; the seats and the schedule on paper.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::remark;
use super::plan::{nothing_closed, plan_text};
use super::schedule::ScheduleOptions;
use super::world::World;
use crate::desk::incomplete;
use crate::document::{seat_plan, text};
use crate::problem::Problem;
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
    #[command(flatten)]
    schedule: ScheduleOptions,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// The plan, for programs
    Json,
    /// Plain text in 72 columns
    Txt,
    /// The seats of the next meeting, for the facilitator
    Seats,
    /// What comes when, for each person who takes part
    Schedule,
}

impl Export {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let is_schedule = matches!(self.format, Format::Schedule);
        self.schedule.only_with(is_schedule)?;
        let read = world.read(&self.reference, self.practice)?;
        let missing = incomplete(&read.content);
        let document = match self.format {
            Format::Json => {
                if let Some(missing) = &missing {
                    remark(missing);
                }
                plan_text(&read.case, self.practice)?
            }
            Format::Txt => {
                let paper = text::write(&read.case, self.practice).ok_or_else(nothing_closed)?;
                match missing {
                    Some(missing) => format!("{missing}\n\n{paper}"),
                    None => paper,
                }
            }
            Format::Seats => seat_plan::write(&read.case, self.practice),
            Format::Schedule => self.schedule.of_case(&read.case, self.practice)?,
        };
        match (&self.out, self.format) {
            (Some(path), Format::Json | Format::Txt | Format::Seats | Format::Schedule) => {
                self.write(world, path, document.as_bytes())
            }
            (None, Format::Json) => world.output.json_text(&document),
            (None, Format::Txt | Format::Seats | Format::Schedule) => {
                world.output.document(&document)
            }
        }
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
