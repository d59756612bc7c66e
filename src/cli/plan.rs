//! `plan`: the agreed plan as JSON.

use clap::Args;

use super::output::remark;
use super::world::World;
use crate::case::Case;
use crate::desk::incomplete;
use crate::document::plan;
use crate::problem::{Problem, ProblemKind};

/// Print the agreed plan of a case as JSON
///
/// The plan holds what was agreed when the agreement was last closed. Its shape is
/// described by `talking-piece script schema plan`.
#[derive(Debug, Args)]
pub(super) struct Plan {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

impl Plan {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let read = world.read(&self.reference, self.practice)?;
        if let Some(missing) = incomplete(&read.content) {
            remark(&missing);
        }
        let text = plan_text(&read.case, self.practice)?;
        world.output.json_text(&text)
    }
}

/// The plan as it is saved, or what to do where there is none yet.
pub(super) fn plan_text(case: &Case, practice: bool) -> Result<String, Problem> {
    let bytes = plan::write(case, practice).map_err(|_| no_plan(case))?;
    String::from_utf8(bytes).map_err(|_| no_plan(case))
}

/// Why a case has no plan, and so no papers.
pub(super) fn no_plan(case: &Case) -> Problem {
    if !case.agreement.closed {
        return nothing_closed();
    }
    Problem::new(
        ProblemKind::CannotReadOrWrite,
        "What stands in this case was agreed elsewhere, and its plan and papers are there.",
        "Close the agreement in a meeting of this case; from then on it has its own.",
    )
}

pub(super) fn nothing_closed() -> Problem {
    Problem::new(
        ProblemKind::CannotReadOrWrite,
        "Nothing was agreed and closed in this case yet.",
        "Close the agreement in the meeting first; until then there is no plan.",
    )
}
