//! `import`: a case folder or a saved plan that another copy of the program made.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::office::CabinetOffice;
use super::office::bringing::BroughtPlan;
use super::output::{counted, remark};
use super::reading::read_file;
use super::world::World;
use crate::desk::{Compared, Imported, NotesBeside, Span};
use crate::document::plan::Plan;
use crate::problem::{Problem, ProblemKind};
use crate::script::capitalized;
use crate::store::{self, COMPARE_A_COPY, ForeignCase, Kind, NodeKind, is_conflict_name};

/// Longest plan that is read, in bytes.
const PLAN_LIMIT: usize = 8 << 20;

/// Bring in a case folder or a saved plan that another copy of the program made
///
/// Nothing in it is trusted: every byte is checked first, no link is followed, and what it was
/// read from is not changed. A case comes in whole or not at all; one that is here already is
/// compared with it and left as it is. A plan alone begins a new case that looks back on it,
/// marked as brought from elsewhere and not verified.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The folder of a case, or a plan such as plan.json
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The script by which a plan is looked at again (see `script list`)
    #[arg(long, value_name = "ID")]
    script: Option<String>,
    /// It is a practice case, or the plan of one
    #[arg(long)]
    practice: bool,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

/// What is told to programs.
#[derive(Default, Serialize)]
struct Told {
    imported: bool,
    #[serde(rename = "ref")]
    reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Sides>,
}

#[derive(Serialize)]
struct Sides {
    entries_in_both: usize,
    entries_only_here: usize,
    entries_only_there: usize,
    /// Left out where notes cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    notes_only_here: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes_only_there: Option<usize>,
}

impl Import {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.cabinet()?;
        self.check_place(cabinet.home.root())?;
        let storage = cabinet.storage.clone();
        let ring = cabinet.home.ring().clone();
        let found = storage.identity(&self.path).map(|found| found.kind);
        let office = CabinetOffice::new(cabinet);
        match found {
            Ok(NodeKind::Folder) => {
                if self.script.is_some() {
                    return Err(Problem::wrong_use(
                        "A case keeps the script that it was run from.",
                        "Leave --script out; it is for a plan alone.",
                    ));
                }
                let foreign = store::read_foreign_case(storage.as_ref(), &self.path, &ring)?;
                self.check_kind(foreign.scan.header.kind)?;
                let imported = office.bring_case(&foreign);
                let imported = imported.map_err(|problem| self.placed(problem))?;
                self.tell_case(world, &foreign, &imported)
            }
            Ok(NodeKind::File) => {
                let bytes = read_file(storage.as_ref(), &self.path, PLAN_LIMIT)?;
                let plan = self.plan(&bytes)?;
                self.check_kind(Kind::of(plan.practice))?;
                let brought = office.bring_plan(&plan, self.script.as_deref());
                let brought = brought.map_err(|problem| self.placed(problem))?;
                self.tell_plan(world, &plan, &brought)
            }
            Ok(NodeKind::Other) => Err(Problem::new(
                ProblemKind::CannotReadOrWrite,
                "This is a link or a device, not a folder or a file.",
                "Name the folder or the file itself.",
            )
            .at(&self.path)),
            Err(_) => Err(Problem::new(
                ProblemKind::CannotReadOrWrite,
                "I cannot find this file or folder.",
                "Check its name and folder.",
            )
            .at(&self.path)),
        }
    }

    /// What lies in the home is in it already; whatever links lead there.
    fn check_place(&self, home: &Path) -> Result<(), Problem> {
        let (Ok(path), Ok(home)) = (self.path.canonicalize(), home.canonicalize()) else {
            return Ok(());
        };
        if !path.starts_with(&home) {
            return Ok(());
        }
        let inside = path.strip_prefix(&home).unwrap_or(&path);
        let is_copy = inside
            .iter()
            .any(|name| is_conflict_name(&name.to_string_lossy()));
        let instead = if is_copy {
            COMPARE_A_COPY
        } else {
            "Open the case with `review`, or name a folder outside of it."
        };
        Err(
            Problem::wrong_use("This is in the folder of the cases already.", instead)
                .at(&self.path),
        )
    }

    fn check_kind(&self, kind: Kind) -> Result<(), Problem> {
        match (kind, self.practice) {
            (Kind::Case, false) | (Kind::Practice, true) => Ok(()),
            (Kind::Practice, false) => Err(Problem::wrong_use(
                "That is a practice case, not a real one.",
                "Add --practice, and it comes among the practice cases.",
            )
            .at(&self.path)),
            (Kind::Case, true) => Err(Problem::wrong_use(
                "That is a real case, not a practice case.",
                "Leave --practice out, and it comes among the real cases.",
            )
            .at(&self.path)),
        }
    }

    fn plan(&self, bytes: &[u8]) -> Result<Plan, Problem> {
        if bytes.starts_with(b"h1 ") {
            return Err(Problem::wrong_use(
                "This is the record of a case, which needs the files beside it.",
                "Name the folder that it is in.",
            )
            .at(&self.path));
        }
        Plan::read(bytes).map_err(|error| Problem::from(error).at(&self.path))
    }

    fn placed(&self, problem: Problem) -> Problem {
        match problem.place {
            Some(_) => problem,
            None => problem.at(&self.path),
        }
    }

    fn tell_case(
        &self,
        world: &mut World,
        foreign: &ForeignCase,
        imported: &Imported,
    ) -> Result<(), Problem> {
        match imported {
            Imported::Brought {
                reference,
                was,
                entries,
            } => self.tell(
                world,
                &Told {
                    imported: true,
                    reference: reference.clone(),
                    was: was.clone(),
                    entries: *entries,
                    left: foreign.left.clone(),
                    compared: None,
                },
                &brought_case(reference, was.as_deref(), *entries, &foreign.left),
            ),
            Imported::Known(compared) => {
                let told = Told {
                    reference: compared.reference.clone(),
                    compared: sides(compared),
                    ..Told::default()
                };
                self.tell(world, &told, &side_by_side(compared))?;
                refused(compared)
            }
        }
    }

    fn tell_plan(
        &self,
        world: &mut World,
        plan: &Plan,
        brought: &BroughtPlan,
    ) -> Result<(), Problem> {
        let was = (brought.reference != plan.reference).then(|| plan.reference.clone());
        let beginning = &brought.beginning;
        let mut text = format!(
            "Brought in as {}: {} and {}, to be looked at again with `{}`.\n\
             They are marked as brought from elsewhere: nobody here can say whether the plan is true.",
            brought.reference,
            counted(beginning.items as u64, "item", "items"),
            counted(beginning.people as u64, "person", "people"),
            brought.script,
        );
        if let Some(was) = &was {
            let _ = write!(text, "\n{}", taken(was, &brought.reference));
        }
        if !beginning.left.is_empty() {
            let left = beginning.left.join(", ");
            let _ = write!(text, "\nOnly the plan itself has: {left}. Keep the file.");
        }
        if beginning.hidden > 0 {
            let hidden = counted(
                beginning.hidden as u64,
                "hidden character was",
                "hidden characters were",
            );
            remark(&format!("{hidden} taken out."));
        }
        let told = Told {
            imported: true,
            reference: brought.reference.clone(),
            was,
            left: beginning.left.clone(),
            ..Told::default()
        };
        self.tell(world, &told, &text)
    }

    fn tell(&self, world: &mut World, told: &Told, text: &str) -> Result<(), Problem> {
        if self.json {
            world.output.json(told)
        } else {
            world.output.line(text)
        }
    }
}

fn taken(was: &str, reference: &str) -> String {
    format!(
        "{was} is taken here, was disposed of here or cannot be a reference, so here it is {reference}."
    )
}

fn brought_case(
    reference: &str,
    was: Option<&str>,
    entries: Option<usize>,
    left: &[String],
) -> String {
    let entries = entries.map_or_else(String::new, |entries| {
        format!(", {}", counted(entries as u64, "entry", "entries"))
    });
    let mut text = format!("Brought in as {reference}{entries}.");
    if let Some(was) = was {
        let _ = write!(text, "\n{}", taken(was, reference));
    }
    if !left.is_empty() {
        let _ = write!(text, "\nLeft behind, and not read: {}.", left.join(", "));
    }
    text.push_str("\nWhat it was read from is as it was.");
    text
}

fn sides(compared: &Compared) -> Option<Sides> {
    let record = &compared.record;
    let notes = notes_apart(compared);
    compared.hidden.is_none().then_some(Sides {
        entries_in_both: record.both.entries,
        entries_only_here: record.only_here.entries,
        entries_only_there: record.only_there.entries,
        notes_only_here: notes.map(|(here, _)| here),
        notes_only_there: notes.map(|(_, there)| there),
    })
}

/// How many notes only the one here has, and only the other; nothing where some cannot be read.
fn notes_apart(compared: &Compared) -> Option<(usize, usize)> {
    match compared.record.notes {
        NotesBeside::Compared {
            only_here,
            only_there,
            ..
        } => Some((only_here, only_there)),
        NotesBeside::Apart | NotesBeside::Unknown => None,
    }
}

/// What each of two copies of a case has that the other has not.
fn side_by_side(compared: &Compared) -> String {
    let reference = &compared.reference;
    let head = format!("This case is here already, as {reference}. Nothing was changed.");
    if let Some(by) = compared.hidden {
        let by = capitalized(&by.to_string());
        return format!("{head}\n{by}, so that no more is told of it.");
    }
    let record = &compared.record;
    let notes = notes_apart(compared);
    let told = |count: Option<usize>| match count {
        Some(count) => count.to_string(),
        None => "cannot be read".to_owned(),
    };
    let rows = [
        ("entries in both", span(&record.both)),
        ("entries only here", span(&record.only_here)),
        ("entries only there", span(&record.only_there)),
        ("notes only here", told(notes.map(|(here, _)| here))),
        ("notes only there", told(notes.map(|(_, there)| there))),
    ];
    let mut text = head;
    if let Some(taken) = &compared.taken_out {
        let _ = write!(text, "\n{} The copy may hold them still.", taken.told());
    }
    for (what, how_much) in rows {
        let _ = write!(text, "\n  {what:<20}{how_much}");
    }
    text
}

fn span(span: &Span) -> String {
    let time = |time: chrono::DateTime<chrono::FixedOffset>| time.format("%Y-%m-%d %H:%M");
    match (span.from.map(time), span.to.map(time)) {
        (Some(from), Some(_)) if span.from == span.to => format!("{:<8}{from}", span.entries),
        (Some(from), Some(to)) => format!("{:<8}{from} to {to}", span.entries),
        (Some(_) | None, Some(_) | None) => span.entries.to_string(),
    }
}

/// Whether the other copy has anything that would be missed.
fn refused(compared: &Compared) -> Result<(), Problem> {
    let record = &compared.record;
    if record.only_there.entries == 0 || compared.hidden.is_some() {
        return Ok(());
    }
    let instead = if compared.taken_out.is_some() {
        "Go on with the case that is here: words were taken out of it since. Of what only the copy has, nothing is brought in."
    } else if record.only_here.entries == 0 {
        "To go on with the longer one, move the folder of this case out of the home, and import again."
    } else {
        "Two copies are never merged. Go on with one of them, and keep the other where it is."
    };
    Err(Problem::wrong_use(
        "The copy has entries that the case here has not.",
        instead,
    ))
}
