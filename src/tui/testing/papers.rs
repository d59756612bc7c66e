//! Papers that nobody wrote.

use crate::case::{DocumentFile, DocumentForm, DocumentKind};
use crate::tui::office::{Found, PapersGiven};

/// Tells which files there would be: of the case that every test has, or of blank forms.
pub(super) fn given(names: &[String]) -> Found {
    let reference = names.first().and_then(|name| name.get(..7));
    let of_agreement = names.iter().filter(|name| name.contains("-version-"));
    let files = of_agreement.map(|name| DocumentFile {
        document: DocumentKind::Agreement,
        form: DocumentForm::Pdf,
        meant_for: None,
        sealed: false,
        sha256: format!("{:0>64}", name.len()),
    });
    Found::Papers(Ok(PapersGiven {
        said: names.join(" "),
        reference: reference.unwrap_or_default().to_owned(),
        practice: false,
        files: files.collect(),
    }))
}
