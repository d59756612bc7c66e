//! Reads a rule set, or says everything that is wrong with it.

use crate::script::RuleSet;
use crate::script::check::check_rules;

use super::read::read_document;
use super::report::{Report, ScriptFaults};
use super::schema::Schema;

/// A rule set that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRules {
    /// The set, with its texts cleaned.
    pub set: RuleSet,
    /// What its author should look at; empty most of the time.
    pub warnings: Report,
}

/// Reads a rule set from the bytes of a file, with the limits of a script.
///
/// # Errors
/// Every fault at once: those of the text, tests that can never be met, rules that never
/// decide, and examples that come out otherwise than they say.
pub fn read_rules(bytes: &[u8], source_name: &str) -> Result<ReadRules, ScriptFaults> {
    let document = read_document(bytes, source_name, Schema::rule_set(), check_rules)?;
    Ok(ReadRules {
        set: document.value,
        warnings: document.warnings,
    })
}
