//! Reads retention rules, or says everything that is wrong with them.

use crate::script::RetentionRules;
use crate::script::check::check_retention;

use super::read::read_document;
use super::report::{Report, ScriptFaults};
use super::schema::Schema;
use super::shipped;

/// Name of the service's own retention rules in the home.
pub const OWN_RETENTION: &str = "retention.json";

/// Retention rules that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRead {
    /// The rules, with their texts cleaned.
    pub rules: RetentionRules,
    /// What their author should look at; empty most of the time.
    pub warnings: Report,
}

/// Reads retention rules from the bytes of a file, with the limits of a script.
///
/// # Errors
/// Every fault at once: those of the text, periods without a length or a reason, periods that
/// never hold, and cases that none holds for.
pub fn read_retention(bytes: &[u8], source_name: &str) -> Result<RetentionRead, ScriptFaults> {
    let document = read_document(bytes, source_name, Schema::retention(), check_retention)?;
    Ok(RetentionRead {
        rules: document.value,
        warnings: document.warnings,
    })
}

/// The rules inside the program, which hold where a service has none of its own.
///
/// # Errors
/// Never in a built program: a test reads them.
pub fn shipped_retention() -> Result<RetentionRules, ScriptFaults> {
    let (file, text) = shipped::RETENTION.first().copied().unwrap_or_default();
    Ok(read_retention(text.as_bytes(), file)?.rules)
}

/// The text of those rules, to begin one's own with.
pub fn shipped_retention_text() -> &'static str {
    shipped::RETENTION.first().map_or("", |(_, text)| text)
}
