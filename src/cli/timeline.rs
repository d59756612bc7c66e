//! `timeline`: what happened in a case, when.

use clap::Args;

use super::world::{World, tells_of_both};
use crate::desk::incomplete;
use crate::document::timeline;
use crate::problem::Problem;

/// Print what happened in a case, and when
///
/// It tells stages, turns, breaks, marks by their kind, and versions of the
/// agreement; never what anybody said. While a meeting with one side alone goes on, or one of
/// both after such meetings, there is none: it tells of both sides.
#[derive(Debug, Args)]
pub(super) struct Timeline {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

impl Timeline {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let read = world.read(&self.reference, self.practice)?;
        tells_of_both(&read.case, "the timeline")?;
        if self.json {
            let timeline = timeline::timeline(&read.case, self.practice);
            return world.output.json(&timeline);
        }
        if let Some(missing) = incomplete(&read.content) {
            world.output.line(&missing)?;
        }
        let text = timeline::write(&read.case, self.practice);
        world.output.document(&text)
    }
}
