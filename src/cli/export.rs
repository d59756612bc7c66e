//! `export`: an agreement as a document for somebody else; the seats and the schedule on paper.

use clap::{Args, ValueEnum};

use super::language::Language;
use super::noting::{Document, note_down};
use super::output::remark;
use super::plan::{no_plan, nothing_closed, plan_text};
use super::printing::{CaseTarget, Form, Print, Target, Written};
use super::schedule::ScheduleOptions;
use super::world::{World, tells_of_both};
use crate::case::{Case, DocumentForm, DocumentKind, Party};
use crate::desk::incomplete;
use crate::document::calendar::{self, Naming};
use crate::document::form::text;
use crate::document::paper::{self, Paper};
use crate::document::plan::{Plan, plan_of};
use crate::document::{copy, fidelity, seat_plan, table, tasks};
use crate::problem::{Problem, ProblemKind};

/// Write the agreement of a case as a document, or its seats or schedule
///
/// Without --out, or with --out -, the document goes to standard output. A file that is there already
/// is replaced only with --force; the record of a case never is. That what was agreed was
/// written into a file is noted down in the case: in which form, for whom, and its SHA-256.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// The form of the document
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    into: CaseTarget,
    /// How a paper is set: usual, large print, or easy-read
    #[arg(long, value_enum, default_value_t)]
    print: Print,
    /// Make a copy for one person, such as P2, or for somebody whom an item names: what they may see
    #[arg(long = "for", value_name = "WHO")]
    copy_for: Option<String>,
    #[command(flatten)]
    instead: Instead,
    #[command(flatten)]
    language: Language,
    /// Put names and words into a calendar file
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    schedule: ScheduleOptions,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

/// What is put on paper instead of the agreement.
#[derive(Debug, Args)]
struct Instead {
    /// Put the schedule of the next meeting on paper instead of the agreement
    #[arg(long = "schedule")]
    of_schedule: bool,
    /// Put on paper how each meeting followed its script, instead of the agreement
    #[arg(long, conflicts_with_all = ["copy_for", "of_schedule"])]
    fidelity: bool,
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

impl Export {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let form = self.format.paper();
        let is_schedule = matches!(self.format, Format::Schedule) || self.instead.of_schedule;
        self.schedule.only_with(is_schedule)?;
        let in_language = self.language.language.is_some();
        let about_paper = self.copy_for.is_some()
            || self.instead.of_schedule
            || self.instead.fidelity
            || in_language;
        if about_paper && form.is_none() {
            return Err(Problem::wrong_use(
                "A copy for one person, a schedule on paper, how the script was followed and another language are for papers.",
                "Use --for, --schedule, --fidelity and --language with --format txt, md, html or pdf.",
            ));
        }
        let read = world.read(&self.reference, self.practice)?;
        let case = &read.case;
        let missing = incomplete(&read.content);
        // On paper it is said on the paper itself.
        let on_paper = matches!(self.format, Format::Txt | Format::Md);
        if let Some(missing) = missing.as_deref().filter(|_| !on_paper) {
            remark(missing);
        }
        let into = self.into.of_case(world, &read)?;
        if let Some(form) = form {
            let script = if self.instead.of_schedule {
                &case.script
            } else {
                case.agreement_script()
            };
            let paper = self.language.paper(world, script, self.paper(case)?)?;
            let written = into.paper(world, form, &paper, missing)?;
            if !self.instead.of_schedule && !self.instead.fidelity {
                let meant_for = self.meant_for(case);
                let (kind, form) = (DocumentKind::Agreement, form.into());
                self.note(world, written, (kind, form), meant_for);
            }
            return Ok(());
        }
        let written = self.other(world, case, &into)?;
        if let Some(document) = self.format.document() {
            self.note(world, written, document, None);
        }
        Ok(())
    }

    /// Notes down that it was written.
    fn note(
        &self,
        world: &World,
        written: Option<Written>,
        (kind, form): (DocumentKind, DocumentForm),
        meant_for: Option<Party>,
    ) {
        let case = (self.reference.as_str(), self.practice);
        let document = Document {
            kind,
            form,
            meant_for,
        };
        note_down(world, case, written, document);
    }

    /// Whom alone it is for.
    fn meant_for(&self, case: &Case) -> Option<Party> {
        let plan = plan_of(case, self.practice)?;
        let recipient = copy::recipient(case, &plan, self.copy_for.as_ref()?)?;
        Some(recipient.party())
    }

    /// What is no paper, but for programs or to be drawn on one.
    fn other(
        &self,
        world: &mut World,
        case: &Case,
        into: &Target,
    ) -> Result<Option<Written>, Problem> {
        let document = match self.format {
            Format::Json => return into.json(world, &plan_text(case, self.practice)?),
            Format::Taskwarrior => {
                let tasks = tasks::tasks(case, &self.plan(case)?);
                let tasks = serde_json::to_string_pretty(&tasks).map_err(|_| nothing_closed())?;
                return into.json(world, &(tasks + "\n"));
            }
            Format::Ics => {
                let naming = if self.names {
                    Naming::WithNames
                } else {
                    Naming::Without
                };
                tells_of_both(case, "the calendar")?;
                if case.due().is_empty() {
                    remark("Nothing is due, so the calendar is empty.");
                }
                calendar::write(case, self.practice, naming)
            }
            Format::Csv => {
                let plan = plan_of(case, self.practice).ok_or_else(|| no_table(case))?;
                table::items(case, &plan)
            }
            Format::AuditCsv => {
                tells_of_both(case, "the audit log")?;
                table::audit(case, self.practice)
            }
            Format::Seats => seat_plan::write(case, self.practice),
            Format::Schedule => text::write(&self.schedule_of(case)?),
            Format::Txt | Format::Md | Format::Html => return Ok(None),
            #[cfg(feature = "pdf")]
            Format::Pdf => return Ok(None),
        };
        into.text(world, &document)
    }

    fn plan(&self, case: &Case) -> Result<Plan, Problem> {
        plan_of(case, self.practice).ok_or_else(|| no_plan(case))
    }

    fn schedule_of(&self, case: &Case) -> Result<Paper, Problem> {
        self.schedule
            .of_case(case, self.practice, self.print.into())
    }

    fn paper(&self, case: &Case) -> Result<Paper, Problem> {
        if self.instead.of_schedule {
            return self.schedule_of(case);
        }
        let print = self.print.into();
        if self.instead.fidelity {
            return fidelity::fidelity(case, self.practice, print).ok_or_else(|| {
                Problem::wrong_use(
                    "No meeting of this case has begun.",
                    "Once one has, its record tells how the script was followed.",
                )
            });
        }
        let Some(meant) = &self.copy_for else {
            return paper::agreement(case, self.practice, print).ok_or_else(|| no_plan(case));
        };
        let plan = self.plan(case)?;
        let recipient =
            copy::recipient(case, &plan, meant).ok_or_else(|| nobody_meant(case, meant))?;
        if let copy::Recipient::Person(id) = recipient
            && !case.may_be_here(id)
        {
            return Err(Problem::new(
                ProblemKind::InUse,
                "A meeting with one side alone is going on, and that is somebody of the other.",
                "End it or put it off first; then their copy can be made.",
            ));
        }
        let copied = copy::copy_for(&plan, case.agreement_script(), &recipient);
        Ok(paper::copy(&copied, case.agreement_script(), print))
    }
}

/// Why nobody is meant by what was typed; somebody's name tells no more than how to name them.
fn nobody_meant(case: &Case, meant: &str) -> Problem {
    let plain = |text: &str| text.trim().to_lowercase();
    let mut people = case.people_shown();
    match people.find(|person| plain(&person.details.name) == plain(meant)) {
        Some(person) => Problem::wrong_use(
            "Somebody of the case is named by number and never by name.",
            format!("Use `--for {}`; `show` tells the numbers.", person.id),
        ),
        None => Problem::wrong_use(
            "Nobody of this case and nobody in its agreement is meant by that.",
            "Use a number such as P2, which `show` tells, or words such as school as an item has them.",
        ),
    }
}

/// Why there is no table of items, where days to get in touch may be due all the same.
fn no_table(case: &Case) -> Problem {
    if case.agreement.closed || case.due().is_empty() {
        return no_plan(case);
    }
    Problem::new(
        ProblemKind::CannotReadOrWrite,
        "Nothing was agreed and closed in this case, so there is no table of it.",
        "What is due all the same stands in `list --due` and in --format ics.",
    )
}

impl Format {
    /// What it writes of what was agreed, where it is no paper; nothing where it tells of the
    /// meetings alone.
    fn document(self) -> Option<(DocumentKind, DocumentForm)> {
        match self {
            Self::Json => Some((DocumentKind::Plan, DocumentForm::Json)),
            Self::Taskwarrior => Some((DocumentKind::Tasks, DocumentForm::Json)),
            Self::Ics => Some((DocumentKind::Calendar, DocumentForm::Ics)),
            Self::Csv => Some((DocumentKind::Table, DocumentForm::Csv)),
            Self::Txt | Self::Md | Self::Html => None,
            #[cfg(feature = "pdf")]
            Self::Pdf => None,
            Self::AuditCsv | Self::Seats | Self::Schedule => None,
        }
    }

    /// The form of a paper; nothing where it is none.
    fn paper(self) -> Option<Form> {
        match self {
            Self::Txt => Some(Form::Txt),
            Self::Md => Some(Form::Md),
            Self::Html => Some(Form::Html),
            #[cfg(feature = "pdf")]
            Self::Pdf => Some(Form::Pdf),
            Self::Json
            | Self::Ics
            | Self::Taskwarrior
            | Self::Csv
            | Self::AuditCsv
            | Self::Seats
            | Self::Schedule => None,
        }
    }
}
