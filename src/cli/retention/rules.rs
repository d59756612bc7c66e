//! `retention rules`: the rules in force.

use clap::Args;

use super::in_force;
use crate::cli::world::World;
use crate::problem::Problem;
use crate::script::{CameOut, KeptFrom, Period, ScriptId};
use crate::script_file::shipped_retention_text;

/// Show the rules in force, or print those inside the program to begin your own with
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// Print the rules inside the program as a file, for `retention.json` in your home
    #[arg(long)]
    shipped: bool,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl Rules {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        if self.shipped {
            return world.output.document(shipped_retention_text());
        }
        let cabinet = world.closed_cabinet()?;
        let rules = in_force(cabinet.storage.as_ref(), &cabinet.home)?;
        if self.json {
            return world.output.json(&rules);
        }
        let (title, version) = (&rules.title, rules.version);
        world.output.line(&format!("{title} (version {version})"))?;
        world.output.line(&format!("Source: {}", rules.source))?;
        for period in &rules.periods {
            world.output.line(&told(period))?;
        }
        Ok(())
    }
}

fn told(period: &Period) -> String {
    let scripts: Vec<&str> = period.scripts.iter().map(ScriptId::as_str).collect();
    let outcomes: Vec<&str> = period.outcomes.iter().map(|one| called(*one)).collect();
    let of = match (scripts.is_empty(), outcomes.is_empty()) {
        (true, true) => "every other case".to_owned(),
        (false, true) => scripts.join(", "),
        (true, false) => outcomes.join(", "),
        (false, false) => format!("{}: {}", scripts.join(", "), outcomes.join(", ")),
    };
    let from = match period.from {
        KeptFrom::CaseClosed => "the closing of the case",
        KeptFrom::LastMeeting => "the last meeting",
        KeptFrom::LastEntry => "the last entry",
    };
    format!(
        "\n{}: {} from {from}\n  for {of}\n  {}",
        period.id,
        period.in_words(),
        period.because
    )
}

fn called(came_out: CameOut) -> &'static str {
    match came_out {
        CameOut::Agreement => "agreement",
        CameOut::NoAgreementWanted => "no agreement wanted",
        CameOut::NotReached => "not reached",
        CameOut::EndedEarly => "ended early",
        CameOut::Unfinished => "never ended",
        CameOut::NobodyMet => "nobody met",
    }
}
