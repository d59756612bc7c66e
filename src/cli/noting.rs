//! Notes down in a case that a document of it was written into a file.

use super::output::remark;
use super::printing::{Form, Written};
use super::world::World;
use crate::case::{DocumentFile, DocumentForm, DocumentKind, Party};
use crate::problem::Problem;
use crate::store::Kind;

/// What was written.
pub(super) struct Document {
    pub(super) kind: DocumentKind,
    pub(super) form: DocumentForm,
    /// Whom alone it is for.
    pub(super) meant_for: Option<Party>,
}

impl From<Form> for DocumentForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Txt => Self::Txt,
            Form::Md => Self::Md,
            Form::Html => Self::Html,
            #[cfg(feature = "pdf")]
            Form::Pdf => Self::Pdf,
        }
    }
}

/// Notes down that a document of a case was written; what went to standard output leaves no trace.
/// The file is there by then: where it cannot be noted, that is said, and nothing went wrong.
pub(super) fn note_down(
    world: &World,
    (reference, practice): (&str, bool),
    written: Option<Written>,
    document: Document,
) {
    let Some(Written { sha256, sealed }) = written else {
        return;
    };
    let file = DocumentFile {
        document: document.kind,
        form: document.form,
        meant_for: document.meant_for,
        sealed,
        sha256,
    };
    let kind = Kind::of(practice);
    let noted = world
        .cabinet_for(kind)
        .and_then(|cabinet| Ok(cabinet.note_documents(kind, reference, vec![file])?));
    if let Err(problem) = noted {
        remark(&not_noted(&problem));
    }
}

/// That the file is there, and the case does not tell of it.
fn not_noted(problem: &Problem) -> String {
    format!("It was written; that was not noted down in the case. {problem}")
}
