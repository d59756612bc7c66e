//! Reads settings, or says everything that is wrong with them.

use serde::de::DeserializeOwned;

use crate::script::check::Finding;

use super::read::read_document;
use super::report::{Report, ScriptFaults};
use super::schema::Schema;

/// Settings that can be used.
#[derive(Debug)]
pub struct ReadSettings<T> {
    /// The settings, with their texts cleaned.
    pub settings: T,
    /// What whoever wrote them should look at; empty most of the time.
    pub warnings: Report,
}

/// Reads settings from the bytes of a file; `check` finds what their shape does not tell.
///
/// # Errors
/// Every fault at once, as for a script.
pub fn read_settings<T: DeserializeOwned>(
    bytes: &[u8],
    source_name: &str,
    check: impl Fn(&T) -> Vec<Finding>,
) -> Result<ReadSettings<T>, ScriptFaults> {
    let document = read_document(bytes, source_name, Schema::settings(), check)?;
    Ok(ReadSettings {
        settings: document.value,
        warnings: document.warnings,
    })
}
