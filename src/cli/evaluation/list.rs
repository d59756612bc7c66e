//! `evaluation list`: every form, the shipped ones and the service's own.

use clap::Args;
use serde_json::json;

use super::gathered;
use crate::cli::script::origin;
use crate::cli::shelved;
use crate::cli::world::World;
use crate::problem::Problem;

/// List the forms: the shipped ones and your own
#[derive(Debug, Args)]
pub(super) struct List {
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let shelf = gathered(world);
        shelved::tell(&shelf.broken, &shelf.set_aside);
        if self.json {
            let rows: Vec<_> = shelf
                .forms
                .iter()
                .map(|shelved| {
                    json!({
                        "id": shelved.form.id,
                        "version": shelved.form.version,
                        "title": shelved.form.title,
                        "after_months": shelved.form.after_months,
                        "who": shelved.form.who,
                        "source": shelved.form.source,
                        "origin": origin(shelved.origin),
                    })
                })
                .collect();
            return world.output.json(&rows);
        }
        for shelved in &shelf.forms {
            let form = &shelved.form;
            let when = match form.after_months {
                0 => "straight after".to_owned(),
                1 => "after 1 month".to_owned(),
                months => format!("after {months} months"),
            };
            world.output.line(&format!(
                "{:<28} {} ({when}, version {}, {})",
                form.id.as_str(),
                form.title,
                form.version,
                origin(shelved.origin)
            ))?;
        }
        Ok(())
    }
}
