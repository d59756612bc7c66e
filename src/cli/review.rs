//! `review`: looks at a case without changing it.

use clap::Args;

use super::screen;
use super::world::World;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::store::Kind;
use crate::tui::effect::Door;

/// Look at what was agreed, without changing anything
#[derive(Debug, Args)]
pub(super) struct Review {
    /// Reference of the case, such as RC-0412; the list of all cases when left out
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// The case is a practice case
    #[arg(long, requires = "reference")]
    practice: bool,
}

impl Review {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        screen::needs_terminal()?;
        let Some(reference) = &self.reference else {
            return screen::at_door(world, Door::Review);
        };
        let kind = world.kind(reference, self.practice)?;
        let cabinet = world.cabinet_for(kind)?;
        let read = cabinet.read(kind, reference)?;
        let practice = kind == Kind::Practice;
        let notices = read.notices();
        let desk = Desk::read_only(read.case, notices, cabinet.clock.clone(), practice);
        screen::with_case(world, desk)
    }
}
