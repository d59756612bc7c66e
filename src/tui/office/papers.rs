//! What is told of papers once they are written.

use crate::case::DocumentFile;

/// Papers that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PapersGiven {
    /// Where they are, in a sentence.
    pub said: String,
    /// Reference of their case.
    pub reference: String,
    /// Whether it is a practice case.
    pub practice: bool,
    /// What is to be noted down of them in the case; nothing of forms that are still blank.
    pub files: Vec<DocumentFile>,
}
