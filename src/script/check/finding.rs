//! What the checks have to say about one place.

use super::Path;

/// One thing that is wrong in a script, or that its author should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the script can be run.
    pub level: Level,
    /// Where it is.
    pub path: Path,
    /// The words at that place that it is about, where it is not about all of them.
    pub part: Option<String>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The script is refused.
    Fault,
    /// The script runs; its words or its plan could be better.
    Warning,
}

impl Finding {
    /// Something for which the script is refused.
    pub fn fault(path: Path, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            level: Level::Fault,
            path,
            part: None,
            message: message.into(),
            help: help.into(),
        }
    }

    /// Something that the author should look at.
    pub fn warning(path: Path, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            level: Level::Warning,
            path,
            part: None,
            message: message.into(),
            help: help.into(),
        }
    }

    /// Names the words that it is about.
    pub fn about(mut self, part: impl Into<String>) -> Self {
        self.part = Some(part.into());
        self
    }
}
