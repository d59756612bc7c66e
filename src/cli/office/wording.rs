//! The service's own wording in a script.

use super::CabinetOffice;
use crate::cli::config;
use crate::cli::shelved::Whole;
use crate::problem::Problem;
use crate::script_file;

impl CabinetOffice {
    /// A script with the service's own wording in it. The case keeps this copy, so
    /// that later settings cannot change what was said.
    pub(super) fn in_own_words(&self, whole: Whole) -> Result<Whole, Problem> {
        let settings = config::read(self.cabinet.storage.as_ref(), &self.cabinet.home)?;
        let Whole { mut script, text } = whole;
        let mut changed = false;
        for (name, variable) in &mut script.variables {
            if let Some(own) = settings.variables.get(name) {
                variable.value.clone_from(own);
                changed = true;
            }
        }
        if !changed {
            return Ok(Whole { script, text });
        }
        let unfit = || {
            Problem::wrong_use(
                "The wording in `config.json` does not fit this script.",
                "Check `variables` there.",
            )
        };
        let text = serde_json::to_string_pretty(&script).map_err(|_| unfit())? + "\n";
        // The settings are foreign text too: cleaned and checked as any script is.
        let read = script_file::read(text.as_bytes(), "config.json").map_err(|_| unfit())?;
        Ok(Whole {
            script: read.script,
            text: text.into(),
        })
    }
}
