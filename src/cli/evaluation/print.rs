//! `evaluation print`: a blank form.

use clap::Args;

use super::chosen;
use crate::cli::printing::{Form, Print as Set, Target};
use crate::cli::world::World;
use crate::document::evaluation::blank;
use crate::problem::Problem;

/// Print a blank form to give out
///
/// It names nobody and no case. What comes back is typed in from the case it belongs to, by
/// somebody who did not run the meeting.
#[derive(Debug, Args)]
pub(super) struct Print {
    /// The form (see `evaluation list`)
    #[arg(value_name = "ID")]
    form: String,
    /// The form of the paper
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    #[command(flatten)]
    into: Target,
    /// How it is set: usual, large print, or easy-read
    #[arg(long = "print", value_enum, default_value_t)]
    set: Set,
}

impl Print {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let forms = chosen(world, Some(&self.form))?;
        for form in &forms {
            let paper = blank(form, false, self.set.into());
            self.into.paper(world, self.format, &paper, None)?;
        }
        Ok(())
    }
}
