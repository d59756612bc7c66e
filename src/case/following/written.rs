//! That copies of what was agreed, or of what is held, left the record: neither their words nor where
//! they lie.

use serde::{Deserialize, Serialize};

use crate::case::{Case, Event, FollowingEvent, Party, Refusal};

/// A document of the case that was written into a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFile {
    /// What kind of document it is.
    pub document: DocumentKind,
    /// The form of the file.
    pub form: DocumentForm,
    /// Whom alone it is for: somebody of the case, or somebody outside by the word that an item has
    /// for them. Nothing where it leaves nobody out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant_for: Option<Party>,
    /// Whether it is sealed for the readers of the case.
    pub sealed: bool,
    /// SHA-256 of the file as it was written, in hex.
    pub sha256: String,
}

/// What kind of document was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// What was agreed, on paper.
    Agreement,
    /// What was agreed, for programs.
    Plan,
    /// What was agreed and what became of it, as a table.
    Table,
    /// What was agreed, as a list of tasks.
    Tasks,
    /// What is due.
    Calendar,
    /// The case with layers and people taken out.
    Redacted,
    /// What is held about one person.
    Held,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentForm {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// A page for a browser.
    Html,
    /// PDF.
    Pdf,
    /// JSON, or rows of it.
    Json,
    /// A table.
    Csv,
    /// A calendar.
    Ics,
}

impl DocumentFile {
    /// Whom alone it is for, where that is somebody of the case.
    pub(in crate::case) fn person(&self) -> Option<crate::case::PersonId> {
        match self.meant_for {
            Some(Party::Person(id)) => Some(id),
            Some(Party::Other(_)) | None => None,
        }
    }
}

/// It is noted at any time, also of a closed case: the file is there already.
pub(super) fn note(case: &Case, files: Vec<DocumentFile>) -> Result<Vec<Event>, Refusal> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut people = files.iter().filter_map(DocumentFile::person);
    if people.any(|person| case.person(person).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    Ok(vec![Event::Following(FollowingEvent::DocumentsWritten {
        files,
    })])
}
