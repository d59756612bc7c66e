//! Whether a case is whole.

use super::Cabinet;
use crate::store::{self, CaseContent, Condition, Kind, Standing};

impl Cabinet {
    /// What is missing from a case, in one line; nothing where it is whole or cannot be read at all.
    pub fn missing_from(&self, kind: Kind, reference: &str) -> Option<String> {
        let folder = self.folder(kind, reference).ok()?;
        let content = store::read_case(self.storage.as_ref(), &self.home, &folder).ok()?;
        incomplete(&content)
    }
}

/// What is missing from a case, in one line; nothing where it is whole.
///
/// A file that ends before what this computer reported as saved is not whole, even
/// where nothing in it is damaged: an older copy may have been put back.
pub fn incomplete(content: &CaseContent) -> Option<String> {
    if let Condition::Damaged(faults) = &content.scan.condition {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Some(format!("INCOMPLETE: {}", faults.join("; ")));
    }
    match content.standing {
        Standing::Unknown | Standing::Complete => None,
        Standing::Behind {
            acknowledged,
            found,
        } => Some(format!(
            "INCOMPLETE: this file ends at entry {found}; this computer saved {acknowledged}."
        )),
        Standing::Different { acknowledged } => Some(format!(
            "INCOMPLETE: entry {acknowledged} is not the one that this computer saved."
        )),
    }
}
