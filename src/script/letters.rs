//! How letters are written and checked, and what kind of process a script makes by its parts.

use serde::{Deserialize, Serialize};

use super::{RecordKind, Script, SessionKind};

/// How letters are written and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LetterRules {
    /// What must be so of the words of a letter before a second person reads it, such as
    /// "It asks for nothing: no answer, no contact, no forgiveness."
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub checks: Vec<String>,
    /// The same of an answer to a letter, which owes nobody anything; `checks` where it is left
    /// out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reply_checks: Vec<String>,
    /// Whether the words of letters are kept in the working notes; otherwise only where the
    /// paper is.
    #[serde(default)]
    pub keep_text: bool,
}

impl Script {
    /// Whether words are carried between people in this process, as messages or letters.
    pub fn carries(&self) -> bool {
        self.letters.is_some() || self.records(RecordKind::Messages)
    }

    /// Whether some kind of session is with one side alone.
    pub fn has_sides(&self) -> bool {
        self.sessions.iter().any(|kind| !kind.with.is_empty())
    }

    /// Whether it is a programme of several sessions, in which people make up for what they missed.
    pub fn is_programme(&self) -> bool {
        self.sessions.iter().any(SessionKind::makes_up)
    }

    fn records(&self, wanted: RecordKind) -> bool {
        let stages = self.sessions.iter().flat_map(|kind| &kind.stages);
        let mut prompts = stages.flat_map(|stage| &stage.prompts);
        prompts.any(|prompt| prompt.record == Some(wanted))
    }
}
