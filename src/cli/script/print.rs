//! `script print`: a running sheet for paper.

use std::path::PathBuf;

use clap::Args;

use super::named::named;
use crate::cli::language::Language;
use crate::cli::printing::{Form, Print as Set, Target};
use crate::cli::schedule::SchedulePrint;
use crate::cli::world::World;
use crate::document::paper::Paper;
use crate::document::running_sheet::{self, Wording};
use crate::document::translated::{tell_prompts, translated};
use crate::problem::Problem;
use crate::script::{Script, SessionKind};

/// Print a running sheet to work from on paper
///
/// It has room for names, times and signatures, for places where no computer may go.
#[derive(Debug, Args)]
pub(super) struct Print {
    /// The script (see `script list`), or its file
    #[arg(value_name = "ID|FILE")]
    script: PathBuf,
    /// The kind of session; the usual one when left out
    #[arg(long, value_name = "KIND")]
    session: Option<String>,
    /// Print a schedule for the people who take part instead
    #[arg(long)]
    schedule: bool,
    /// Print the blank agreement alone, to be filled in by hand
    #[arg(long, conflicts_with = "schedule")]
    blank: bool,
    /// The form of the paper
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    #[command(flatten)]
    into: Target,
    /// How it is set: usual, large print, or easy-read
    #[arg(long = "print", value_enum, default_value_t)]
    set: Set,
    #[command(flatten)]
    language: Language,
    #[command(flatten)]
    options: SchedulePrint,
}

impl Print {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        self.options
            .only_with(self.schedule, "Use them with --schedule.")?;
        let script = &named(world, &self.script)?.whole.script;
        let session = self.session(script)?;
        let mut paper = self.paper(script, session)?;
        if let Some(words) = self.language.words(world, script)? {
            paper = translated(paper, &words);
            if !self.schedule && !self.blank {
                tell_prompts(&mut paper, script, session, &words);
            }
        }
        self.into.paper(world, self.format, &paper, None).map(drop)
    }

    fn session<'a>(&self, script: &'a Script) -> Result<&'a SessionKind, Problem> {
        let mut sessions = script.sessions.iter();
        let chosen = match self.session.as_deref() {
            None => sessions.next(),
            Some(asked) => sessions.find(|kind| kind.id.as_str() == asked),
        };
        chosen.ok_or_else(|| {
            let known = script.sessions.iter().map(|kind| kind.id.as_str());
            let known: Vec<&str> = known.collect();
            Problem::wrong_use(
                "This script has no such kind of session.",
                format!("It has: {}.", known.join(", ")),
            )
        })
    }

    fn paper(&self, script: &Script, session: &SessionKind) -> Result<Paper, Problem> {
        let print = self.set.into();
        if self.schedule {
            return Ok(self.options.of_script(script, session, print));
        }
        let wording = Wording {
            print,
            language: self.language.of(script)?,
        };
        let sheet = if self.blank {
            running_sheet::blank_agreement(script, &session.id, wording)
        } else {
            running_sheet::paper(script, &session.id, wording)
        };
        sheet.ok_or_else(|| {
            Problem::wrong_use(
                "Nothing is agreed and written down in this kind of session.",
                "Choose another one with --session, or print the whole sheet without --blank.",
            )
        })
    }
}
