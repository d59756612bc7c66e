//! What a list says of a script or a practice case, without the rest of it.

use serde::Deserialize;

use crate::practice::PracticeCase;
use crate::script::{Script, ScriptId};

/// What a list says of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its short name.
    pub id: ScriptId,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// What the process is for.
    pub summary: String,
    /// Language of its words.
    pub language: String,
}

impl From<&Script> for Heading {
    fn from(script: &Script) -> Self {
        Self {
            id: script.id.clone(),
            version: script.version,
            title: script.title.clone(),
            summary: script.summary.clone(),
            language: script.language.clone(),
        }
    }
}

/// What a list says of a practice case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHeading {
    /// Its short name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The script that it is run from.
    pub script: ScriptId,
    /// What happened.
    pub story: String,
}

impl From<&PracticeCase> for CaseHeading {
    fn from(case: &PracticeCase) -> Self {
        Self {
            id: case.id.clone(),
            title: case.title.clone(),
            script: case.script.clone(),
            story: case.story.clone(),
        }
    }
}

/// The script that the text of a practice case names; nothing where it names none.
pub fn script_named_in(case: &[u8]) -> Option<ScriptId> {
    #[derive(Deserialize)]
    struct Names {
        script: ScriptId,
    }
    serde_json::from_slice(case)
        .ok()
        .map(|names: Names| names.script)
}
