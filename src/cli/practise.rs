//! `practise`: a fictional case, for skills-development days.

use clap::Args;
use serde_json::json;

use super::office::CabinetOffice;
use super::output::remark;
use super::screen;
use super::world::World;
use crate::problem::Problem;
use crate::store::Kind;
use crate::tui::effect::Door;

/// Practise with a fictional case
///
/// A practice case never counts: it is kept in another folder, and every screen and
/// page of it says so.
#[derive(Debug, Args)]
pub(super) struct Practise {
    /// A practice case to begin (`--list` names them; or a script, to begin its first one), or
    /// the reference of one to go on with
    #[arg(value_name = "CASE")]
    case: Option<String>,
    /// List the practice cases that there are to begin
    #[arg(long, conflicts_with = "case")]
    list: bool,
    /// Print the list as JSON for programs
    #[arg(long, requires = "list")]
    json: bool,
}

impl Practise {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        if self.list {
            return self.list(world);
        }
        screen::needs_terminal()?;
        let Some(case) = &self.case else {
            return screen::at_door(world, Door::Practise);
        };
        let cabinet = world.closed_cabinet()?;
        let office = CabinetOffice::new(cabinet.clone());
        let is_kept = || {
            let folder = cabinet.folder(Kind::Practice, case);
            folder.is_ok_and(|folder| cabinet.storage.identity(folder.path()).is_ok())
        };
        let desk = if let Some(named) = office.practice_case_named(case) {
            office.begin_practice(named)?
        } else if is_kept() {
            cabinet.open(Kind::Practice, case)?
        } else if let Some(broken) = office.broken_practice_case(case) {
            remark(&broken.faults.to_string());
            return Err(Problem::wrong_use(
                "That practice case has faults; they are told above with their lines.",
                format!("Mend {} and try again.", broken.file),
            ));
        } else {
            return Err(Problem::wrong_use(
                "There is no practice case or script of that name.",
                format!(
                    "Practice cases are: {}.",
                    office.practice_names().join(", ")
                ),
            ));
        };
        screen::with_case(world, desk)
    }

    fn list(&self, world: &mut World) -> Result<(), Problem> {
        let cases = CabinetOffice::new(world.closed_cabinet()?).practice_cases();
        if self.json {
            let rows = cases.iter().map(|case| {
                json!({ "id": case.id, "title": case.title, "script": case.script, "story": case.story })
            });
            return world.output.json(&rows.collect::<Vec<_>>());
        }
        for case in cases {
            let line = format!("{:<28} {} ({})", case.id, case.title, case.script);
            world.output.line(&line)?;
        }
        Ok(())
    }
}
