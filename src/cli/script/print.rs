//! `script print`: a running sheet for paper.

use std::path::PathBuf;

use clap::Args;

use super::named::named;
use crate::cli::schedule::SchedulePrint;
use crate::cli::world::World;
use crate::document::running_sheet;
use crate::problem::Problem;
use crate::script::SessionKindId;

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
    #[command(flatten)]
    options: SchedulePrint,
}

impl Print {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        self.options
            .only_with(self.schedule, "Use them with --schedule.")?;
        let script = &named(world, &self.script)?.whole.script;
        let known: Vec<&str> = script
            .sessions
            .iter()
            .map(|kind| kind.id.as_str())
            .collect();
        let chosen = match self.session.as_deref() {
            None => known.first().copied(),
            Some(asked) => known.iter().copied().find(|id| *id == asked),
        };
        let Some(kind) = chosen else {
            return Err(Problem::wrong_use(
                "This script has no such kind of session.",
                format!("It has: {}.", known.join(", ")),
            ));
        };
        let kind = SessionKindId::new(kind);
        let sheet = match script.session(&kind) {
            Some(session) if self.schedule => self.options.of_script(script, session),
            Some(_) | None => running_sheet::print(script, &kind),
        };
        world.output.document(&sheet)
    }
}
