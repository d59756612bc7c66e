//! Reads an evaluation form, or says everything that is wrong with it.

use crate::script::Evaluation;
use crate::script::check::check_evaluation;

use super::read::read_document;
use super::report::{Report, ScriptFaults};
use super::schema::Schema;

/// An evaluation form that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEvaluation {
    /// The form, with its texts cleaned.
    pub form: Evaluation,
    /// What its author should look at; empty most of the time.
    pub warnings: Report,
}

/// Reads an evaluation form from the bytes of a file, with the limits of a script.
///
/// # Errors
/// Every fault at once: those of the text, names that are used twice, people who cannot be asked,
/// and words that cannot be answered.
pub fn read_evaluation(bytes: &[u8], source_name: &str) -> Result<ReadEvaluation, ScriptFaults> {
    let document = read_document(bytes, source_name, Schema::evaluation(), check_evaluation)?;
    Ok(ReadEvaluation {
        form: document.value,
        warnings: document.warnings,
    })
}
